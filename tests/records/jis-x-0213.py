#!/usr/bin/env python3
"""Writes jis-x-0213.txt: the characters of JIS X 0213:2004, one line per plane and row, from Python's own codec.

A few of its characters are two code points in Unicode (か゚); they stand in the file one after the other.
"""

from pathlib import Path

# The codec also knows JIS X 0212, which fills the other rows of its second plane.
ROWS = {1: range(1, 95), 2: [1, 3, 4, 5, 8, 12, 13, 14, 15, *range(78, 95)]}

lines = []
for plane, rows in ROWS.items():
    for row in rows:
        text = ""
        for cell in range(1, 95):
            code = bytes([0xA0 + row, 0xA0 + cell])
            try:
                text += (b"\x8f" + code if plane == 2 else code).decode("euc_jis_2004")
            except UnicodeDecodeError:
                pass
        if text:
            lines.append(f"{plane}-{row:02}\t{text}\n")
Path(__file__).with_suffix(".txt").write_text("".join(lines))
