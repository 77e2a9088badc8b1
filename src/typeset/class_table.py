"""Makes class_table.rs from the character lists of JLREQ, appendix A.

    python3 src/typeset/class_table.py CLASSES.json > src/typeset/class_table.rs

CLASSES.json holds, for each class `cl-01` … `cl-27`, its members as lists of hexadecimal code points (`cp`), as in the
appendix of https://www.w3.org/TR/jlreq/ (2024-03-14), with ASCII forms moved to their full-width code points and with
half-width katakana and punctuation (JIS X 0201) added. A code point of several classes takes the first of CLASSES:
which of them holds in a text is decided by context (class.rs).
"""
import json
import sys

NAMES = {
    "cl-01": "Opening", "cl-02": "Closing", "cl-03": "Hyphen", "cl-04": "Dividing", "cl-05": "MiddleDot",
    "cl-06": "FullStop", "cl-07": "Comma", "cl-08": "Inseparable", "cl-09": "Iteration", "cl-10": "Prolonged",
    "cl-11": "SmallKana", "cl-12": "Prefix", "cl-13": "Postfix", "cl-14": "IdeographicSpace", "cl-15": "Hiragana",
    "cl-16": "Katakana", "cl-17": "MathSymbol", "cl-18": "MathOperator", "cl-19": "Ideographic", "cl-24": "Numeral",
    "cl-27": "Western",
}
# Letters of Western scripts stand in cl-19 for the full-width shapes of old fonts; running text means cl-27.
WESTERN_SCRIPTS = [(0x00C0, 0x024F), (0x0370, 0x052F)]
# Half-width katakana, which appendix A leaves out.
ADDED = {"cl-16": [0xFF66, *range(0xFF71, 0xFF9E)]}


def main():
    lists = json.load(open(sys.argv[1], encoding="utf8"))
    table = {}
    for key, name in NAMES.items():
        points = [int(m["cp"][0], 16) for m in lists[key]["members"] if len(m["cp"]) == 1]
        for point in points + ADDED.get(key, []):
            if key == "cl-24" and not 0x30 <= point <= 0x39:
                continue
            if name == "Ideographic" and any(a <= point <= b for a, b in WESTERN_SCRIPTS):
                name_here = "Western"
            else:
                name_here = name
            table.setdefault(point, name_here)
    ranges = []
    for point in sorted(table):
        if ranges and ranges[-1][1] == point - 1 and ranges[-1][2] == table[point]:
            ranges[-1][1] = point
        else:
            ranges.append([point, point, table[point]])
    print("//! The character classes of JLREQ, appendix A, as ranges of code points.")
    print("//!")
    print("//! Made by `class_table.py` from the lists of https://www.w3.org/TR/jlreq/ (2024-03-14); do not edit by hand.")
    print()
    print("use super::class::Class::{self, *};")
    print()
    print("/// First and last code point and class, ascending. A character that stands in none is ideographic (cl-19).")
    print("pub(super) const RANGES: &[(u32, u32, Class)] = &[")
    for first, last, name in ranges:
        print(f"    (0x{first:04X}, 0x{last:04X}, {name}),")
    print("];")


main()
