#!/usr/bin/env python3
"""Draws fallback-font/fonts/Gaiji.ttf: a font of one ideograph, 𠮷 (U+20BB7), for tests.

Tables as OpenType 1.9 has them; the drawing is bars and a box.
"""

import struct
from pathlib import Path

EM, ASCENT, DESCENT = 1000, 880, -120


def bar(x0, y0, x1, y1):
    """Clockwise: filled."""
    return [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]


YOSHI = [
    bar(250, 640, 750, 700),
    bar(470, 490, 530, 850),
    bar(100, 430, 900, 490),
    bar(220, -60, 780, 330),
    bar(290, 10, 710, 270)[::-1],
]
BOX = [bar(100, -60, 900, 800), bar(160, 0, 840, 740)[::-1]]


def glyph(contours):
    points = [p for c in contours for p in c]
    xs, ys = zip(*points)
    data = struct.pack(">5h", len(contours), min(xs), min(ys), max(xs), max(ys))
    end = -1
    for c in contours:
        end += len(c)
        data += struct.pack(">H", end)
    data += struct.pack(">H", 0) + b"\x01" * len(points)
    for values in (xs, ys):
        last = 0
        for v in values:
            data += struct.pack(">h", v - last)
            last = v
    return data + b"\0" * (-len(data) % 4)


glyphs = [glyph(BOX), glyph(YOSHI)]
loca, glyf = [0], b""
for g in glyphs:
    glyf += g
    loca.append(len(glyf))

names = {1: "Gaiji", 2: "Regular", 4: "Gaiji Regular", 6: "Gaiji-Regular"}
records, strings = b"", b""
for number, text in names.items():
    coded = text.encode("utf-16-be")
    records += struct.pack(">6H", 3, 1, 0x409, number, len(coded), len(strings))
    strings += coded

cmap = struct.pack(">2H", 0, 1) + struct.pack(">2HI", 3, 10, 12)
cmap += struct.pack(">2H3I", 12, 0, 16 + 12, 0, 1) + struct.pack(">3I", 0x20BB7, 0x20BB7, 1)

tables = {
    b"cmap": cmap,
    b"glyf": glyf,
    b"head": struct.pack(">IIII2H2q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0, 100, -60, 900, 850, 0, 8, 2, 1, 0),
    b"hhea": struct.pack(">I3hH3h3h4hhH", 0x10000, ASCENT, DESCENT, 0, EM, 100, 100, 900, 1, 0, 0, 0, 0, 0, 0, 0, 2),
    b"hmtx": struct.pack(">HhHh", EM, 100, EM, 100),
    b"loca": struct.pack(f">{len(loca)}I", *loca),
    b"maxp": struct.pack(">I14H", 0x10000, len(glyphs), 20, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    b"name": struct.pack(">3H", 0, len(names), 6 + len(records)) + records + strings,
    b"post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
}


def checksum(data):
    data += b"\0" * (-len(data) % 4)
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF


directory = struct.pack(">I4H", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
body, at = b"", 12 + 16 * len(tables)
for tag, data in sorted(tables.items()):
    directory += tag + struct.pack(">3I", checksum(data), at + len(body), len(data))
    body += data + b"\0" * (-len(data) % 4)
font = bytearray(directory + body)
head = 12 + 16 * len(tables) + sum(len(d) + (-len(d) % 4) for t, d in sorted(tables.items()) if t < b"head")
struct.pack_into(">I", font, head + 8, (0xB1B0AFBA - checksum(bytes(font))) & 0xFFFFFFFF)

folder = Path(__file__).parent / "fallback-font" / "fonts"
folder.mkdir(parents=True, exist_ok=True)
(folder / "Gaiji.ttf").write_bytes(font)
