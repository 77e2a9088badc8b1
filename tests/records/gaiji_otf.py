#!/usr/bin/env python3
"""Draws fallback-font-postscript/fonts/Gaiji.otf: 𠮷 (U+20BB7) and 𡈽 (U+2123D) with PostScript outlines, for tests.

Wants fontTools (`pip install fonttools`); the drawing is bars.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

EM, ASCENT, DESCENT = 1000, 880, -120


def drawn(*bars):
    pen = T2CharStringPen(EM, None)
    for x0, y0, x1, y1 in bars:
        pen.moveTo((x0, y0))
        for point in ((x1, y0), (x1, y1), (x0, y1)):
            pen.lineTo(point)
        pen.closePath()
    return pen.getCharString()


BOX = [(100, -60, 900, 0), (100, 740, 900, 800), (100, 0, 160, 740), (840, 0, 900, 740)]
YOSHI = [(250, 640, 750, 700), (470, 490, 530, 850), (100, 430, 900, 490), (220, 270, 780, 330), (220, -60, 780, 0), (220, 0, 280, 270), (720, 0, 780, 270)]
TSUCHI = [(150, 450, 850, 510), (80, -30, 920, 30), (470, 30, 530, 820), (640, 600, 720, 680)]

glyphs = {".notdef": drawn(*BOX), "yoshi": drawn(*YOSHI), "tsuchi": drawn(*TSUCHI)}
font = FontBuilder(EM, isTTF=False)
font.setupGlyphOrder(list(glyphs))
font.setupCharacterMap({0x20BB7: "yoshi", 0x2123D: "tsuchi"})
font.setupCFF("Gaiji-PostScript", {"FullName": "Gaiji PostScript"}, glyphs, {})
font.setupHorizontalMetrics({name: (EM, 80) for name in glyphs})
font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
font.setupNameTable({"familyName": "Gaiji", "styleName": "PostScript", "psName": "Gaiji-PostScript"})
font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
font.setupPost()
font.font["head"].created = font.font["head"].modified = 3_500_000_000

folder = Path(__file__).parent / "fallback-font-postscript" / "fonts"
folder.mkdir(parents=True, exist_ok=True)
font.font.recalcTimestamp = False
font.save(folder / "Gaiji.otf")
