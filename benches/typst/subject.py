"""Sets letters with Typst: one for each addressee (a line of standard input), into the folder given.

    python subject.py letter.typ FONTS OUT [STANDARD]

Prints the seconds of each compilation alone, without the start of Python and the reading of fonts."""

import sys
import time
from pathlib import Path

import typst

letter, fonts, out, *standards = sys.argv[1:]
compiler = typst.Compiler(letter, font_paths=[fonts], ignore_system_fonts=True)
for number, name in enumerate(sys.stdin.read().split()):
    start = time.perf_counter()
    pdf = compiler.compile(sys_inputs={"addressee": f"{name}　御中"}, format="pdf", pdf_standards=standards)
    seconds = time.perf_counter() - start
    Path(out, f"{number:03}.pdf").write_bytes(pdf)
    print(seconds)
