#!/usr/bin/python3
"""Judges the markup of pages with html5lib, which knows every parse error of the HTML standard.

    markup.py PAGE.html ...

Debian's own Python, because html5lib comes as a Debian package.
"""

import sys

import html5lib


def faults(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as e:
        yield f"not UTF-8: {e}"
    parser = html5lib.HTMLParser()
    parser.parse(data, transport_encoding="utf-8")
    for (line, column), code, values in parser.errors:
        yield f"{line}:{column}: " + html5lib.constants.E.get(code, code) % values


def main(paths):
    if not paths:
        print(__doc__)
        return 2
    bad = 0
    for path in paths:
        found = list(faults(path))
        bad += bool(found)
        print(f"{'✗' if found else '✓'} {path}")
        for fault in found:
            print(f"    {fault}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
