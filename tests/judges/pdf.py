#!/usr/bin/env python3
"""Judges PDFs with tools that others wrote: qpdf, poppler, MuPDF.

    pdf.py FILE.pdf ...

Each file must have a sound structure without warnings, A4 pages, a title, every font embedded, subset and with
ToUnicode, no blank page, and give back text without replacement characters or Kangxi radicals in place of ideographs.
"""

import re
import subprocess
import sys
import tempfile

# A4 in pt.
A4 = (595.28, 841.89)


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def structure(path):
    code, out, err = run("qpdf", "--check", path)
    # 3 means warnings.
    if code != 0 or "WARNING" in out + err:
        yield "qpdf: " + (out + err).strip()


def drawing(path):
    with tempfile.TemporaryDirectory() as folder:
        code, _, err = run("mutool", "draw", "-q", "-r", "36", "-o", f"{folder}/%d.png", path)
        # Debian builds MuPDF without colour management, and MuPDF says so: no fault of the file.
        told = [line for line in err.splitlines() if line.strip() and "ICC support is not available" not in line]
        if code != 0 or told:
            yield f"mutool ({code}): {' '.join(told)}"


def fonts(path):
    code, out, err = run("pdffonts", path)
    if code != 0 or err.strip():
        yield f"pdffonts: {err.strip()}"
        return
    lines = out.splitlines()
    if len(lines) < 3:
        yield "no fonts"
        return
    # The rule below the heading tells where the columns stand.
    columns = [m.span() for m in re.finditer("-+", lines[1])]
    heads = [lines[0][a:b].strip() for a, b in columns]
    for line in lines[2:]:
        font = dict(zip(heads, (line[a:b].strip() for a, b in columns)))
        for wanted in ["emb", "sub", "uni"]:
            if font.get(wanted) != "yes":
                yield f"font {font['name']}: {wanted} is {font.get(wanted)}"


def information(path):
    code, out, err = run("pdfinfo", "-l", "-1", path)
    if code != 0 or err.strip():
        yield f"pdfinfo: {err.strip()}"
    if not re.search(r"^Title: +\S", out, re.M):
        yield "no title"
    sizes = re.findall(r"size: +([\d.]+) x ([\d.]+) pts", out)
    if not sizes:
        yield "no page size"
    for size in sizes:
        if any(abs(a - b) > 0.5 for a, b in zip(sorted(map(float, size)), A4)):
            yield f"a page of {size[0]} × {size[1]} pt is not A4"


def text(path):
    code, out, err = run("pdftotext", "-enc", "UTF-8", path, "-")
    if code != 0 or err.strip():
        yield f"pdftotext: {err.strip()}"
    pages = out.split("\f")[:-1]
    if not pages:
        yield "no pages"
    for number, page in enumerate(pages, 1):
        if not page.strip():
            yield f"page {number} is blank"
        for c in sorted(set(page)):
            at = ord(c)
            if 0x2E80 <= at <= 0x2FDF or c == "\ufffd" or 0xE000 <= at <= 0xF8FF or (at < 0x20 and c not in "\n\r\t"):
                around = page.index(c)
                yield f"page {number}: U+{at:04X} in “{page[max(0, around - 8):around + 8].strip()}”"


def main(paths):
    if not paths:
        print(__doc__)
        return 2
    bad = 0
    for path in paths:
        faults = [fault for judge in (structure, drawing, fonts, information, text) for fault in judge(path)]
        bad += bool(faults)
        print(f"{'✗' if faults else '✓'} {path}")
        for fault in faults:
            print(f"    {fault}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
