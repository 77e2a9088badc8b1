#!/usr/bin/env python3
"""Draws docs/pictures/keys.png: which key of a record lands where in the letter, on the sheet and on the page.

    docs/pictures/keys.py NOTICE CHROMIUM

NOTICE is the built program. poppler (pdftoppm, pdftotext) and Chromium are used. The places are found by the words that
the documents print of keys/notices, so the picture is drawn anew after any change of the templates.
"""

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DPI = 80
GAP = 20
MARGIN = 150
# How much of a page is shown, in mm: nothing stands below.
TALL = 240

# Panel, its file, and the keys with words that they print there.
PANELS = [
    ("案内状 letter.pdf", "web/midori/emoney/letter.pdf", [
        ("number", "み決第"), ("issued", "2026"), ("addressee", "加盟店"), ("senders", "みどり決済センター株式会社"),
        ("title", "電子マネー決済の一時停止"), ("purpose, work", "通信の安定"), ("windows: start, end", "2026", 2),
        ("services", "電子マネー決済", 2), ("impact", "最大"), ("request", "現金または"), ("announce: fax", "開始と完了"),
        ("contact", "ヘルプデスク"),
    ]),
    ("同報FAX fax-….pdf", "office/midori/emoney/fax-01-20261213-2331-started.pdf", [
        ("log: at", "2026"), ("number", "み決第"), ("addressee (fax: to)", "加盟店"), ("senders", "みどり決済センター株式会社"),
        ("title", "電子マネー決済の一時停止"), ("log: event", "開始のご連絡"), ("work", "接続装置の更新"), ("windows: start, end", "2026", 3),
        ("services", "電子マネー決済", 2), ("impact", "最大"), ("request", "現金または"), ("contact", "ヘルプデスク"),
    ]),
    ("稼働状況ページ index.html", "web/midori/index.html", [
        ("page: title", "サービスの稼働状況"), ("page: heading", "障害情報"), ("page: empty", "現在、障害は"), ("title", "電子マネー決済の一時停止"),
        ("windows: start", "13日(日)23:30"), ("services", "電子マネー決済", 2), ("impact", "最大"), ("request", "現金または"),
        ("log: event, at", "更新開始"), ("contact", "みどりヘルプデスク"),
    ]),
]


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def chromium(browser, *arguments):
    with tempfile.TemporaryDirectory() as profile:
        run(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
            f"--user-data-dir={profile}", *arguments)


def words(pdf):
    """The words of a PDF's first page with their boxes in dots of the picture."""
    found = []
    text = run("pdftotext", "-bbox", "-l", "1", str(pdf), "-")
    for box in re.finditer(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', text):
        x0, y0, x1, y1 = (float(n) * DPI / 72 for n in box.groups()[:4])
        found.append((x0, y0, x1, y1, html.unescape(box.group(5))))
    return found


def place(found, wanted, nth):
    hits = [box for box in found if wanted in box[4]]
    if len(hits) < nth:
        raise SystemExit(f"{wanted} is not printed {nth} times")
    return hits[nth - 1]


def main():
    notice, browser = sys.argv[1:3]
    work = Path(tempfile.mkdtemp())
    shutil.copytree(HERE / "keys", work / "house")
    run(notice, "build", "--workspace", str(work / "house"), "--as-of", "2026-12-13 23:40")
    out = work / "house" / "out"
    parts, left, height = [], GAP, 0
    for number, (name, path, keys) in enumerate(PANELS):
        pdf = out / path
        if pdf.suffix == ".html":
            pdf = work / "page.pdf"
            chromium(browser, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", f"file://{out / path}")
        picture = work / f"panel{number}"
        run("pdftoppm", "-r", str(DPI), "-png", "-singlefile", "-l", "1", str(pdf), str(picture))
        width = int(210 / 25.4 * DPI)
        tall = int(TALL / 25.4 * DPI)
        parts.append(f'<text x="{left}" y="24" class="name">{html.escape(name)}</text>')
        parts.append(f'<image href="file://{picture}.png" x="{left}" y="36" width="{width}" height="{tall}" preserveAspectRatio="xMinYMin slice"/>')
        parts.append(f'<rect x="{left}" y="36" width="{width}" height="{tall}" class="sheet"/>')
        found = words(pdf)
        marks = []
        for key, wanted, *nth in keys:
            x0, y0, x1, y1, _ = place(found, wanted, nth[0] if nth else 1)
            # The line begins behind whatever else stands on that line of text.
            beside = [box[2] for box in found if box[1] < (y0 + y1) / 2 < box[3]]
            marks.append(((y0 + y1) / 2 + 36, x0 + left, x1 + left, y0 + 36, y1 + 36, max(beside) + left, key))
        bottom = 0
        for middle, x0, x1, y0, y1, behind, key in sorted(marks):
            at = max(middle, bottom + 20)
            bottom = at
            label = left + width + 10
            parts.append(f'<rect x="{x0 - 3}" y="{y0 - 2}" width="{x1 - x0 + 6}" height="{y1 - y0 + 4}" class="mark"/>')
            parts.append(f'<path d="M{behind + 5} {middle} L{label - 4} {at}" class="line"/>')
            parts.append(f'<text x="{label}" y="{at + 4}" class="key">{html.escape(key)}</text>')
        left += width + MARGIN + GAP
        height = max(height, 36 + tall + GAP)
    svg = f"""<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; background: #fff }} .name {{ font: bold 16px sans-serif }} .sheet {{ fill: none; stroke: #999 }}
.mark {{ fill: #b3410022; stroke: #b34100; rx: 3 }} .line {{ stroke: #b34100; fill: none }} .key {{ font: bold 13px monospace; fill: #8a3200 }}
</style><svg xmlns="http://www.w3.org/2000/svg" width="{left}" height="{height}">{"".join(parts)}</svg>"""
    page = work / "keys.html"
    page.write_text(svg, encoding="utf-8")
    chromium(browser, f"--window-size={left},{height}", "--allow-file-access-from-files",
             f"--screenshot={HERE / 'keys.png'}", f"file://{page}")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
