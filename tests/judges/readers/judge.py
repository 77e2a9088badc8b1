#!/usr/bin/python3
"""Judges whether every reader of PDFs finds dates, times, amounts and numbers as they were written.

    judge.py FOLDER FILE.pdf ...

FOLDER is where install.sh put the readers. A figure and the character beside it (年 月 日 時 分 円 件 回 報 and the like)
are set a quarter of an em apart: no reader may find a space there. Spaces elsewhere are counted, not judged.
"""

import json
import os
import re
import subprocess
import sys

folder, *files = sys.argv[1:]
sys.path.insert(0, os.path.join(folder, "python"))

import pypdf  # noqa: E402
import pypdfium2  # noqa: E402
from pdfminer.high_level import extract_text  # noqa: E402

UNITS = "年月日時分秒円件回報名店号"
PARTED = re.compile(rf"\d[ \u3000]+[{UNITS}](?!\w*[:：])|\d[年月時][ \u3000]+\d|\d[ \u3000]+[(（][日月火水木金土]")
# What was written solid, to be sure that a reader found anything at all.
SOLID = re.compile(rf"\d[{UNITS}]")
ELSEWHERE = re.compile(r"[^\x00-\xff] +[^\x00-\xff]")


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode("utf-8", "replace")


def pdfium(path):
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


READERS = {
    "poppler": lambda path: output("pdftotext", "-raw", path, "-"),
    "MuPDF": lambda path: output("mutool", "draw", "-q", "-F", "txt", path),
    "PDFium": pdfium,
    "pdfminer": extract_text,
    "pypdf": lambda path: "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
}

found = {name: [reader(path) for path in files] for name, reader in READERS.items()}
node = os.path.join(folder, "..", "editor", "node", "bin", "node")
found["pdf.js"] = json.loads(output(node, os.path.join(folder, "pdfjs.mjs"), *files))

faults = 0
for name, texts in found.items():
    parted = solid = elsewhere = 0
    for path, text, reference in zip(files, texts, found["poppler"]):
        for match in PARTED.finditer(text):
            parted += 1
            around = text[max(0, match.start() - 12) : match.end() + 12].replace("\n", "⏎")
            print(f"{path}: {name} finds a space: {around}")
        # A line's end may part what stood together; what a reader drops, it drops by the dozen.
        least = len(SOLID.findall(reference)) * 0.9
        if len(SOLID.findall(text)) < least:
            faults += 1
            print(f"{path}: {name} finds fewer figures than poppler")
        solid += len(SOLID.findall(text))
        elsewhere += len(ELSEWHERE.findall(text))
    print(f"{name}: {solid} figures with what they count, {parted} of them parted; {elsewhere} spaces elsewhere")
    faults += parted
sys.exit(1 if faults else 0)
