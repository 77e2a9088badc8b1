"""The texts of tests/phrases/corpus.txt set in every measure from 6 to 20 em by Chromium (`word-break: auto-phrase`) and by Typst: how many line ends part a
figure, a word or a phrase that the line could have held, for comparison with what `cargo test --test phrases -- --nocapture` prints.

    pip install typst pymupdf
    python3 tests/judges/phrases.py [CHROMIUM]

Widths are counted, not measured: an em for Japanese, half an em for the rest, as the fonts have them."""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MEASURES = range(6, 21)
SIZE = 20


def corpus():
    for row in (ROOT / "tests/phrases/corpus.txt").read_text().splitlines():
        if row and not row.startswith("#"):
            cut = row.split(" ", 1)[1]
            phrases, words, text = set(), set(), ""
            for c in cut:
                if c == "|":
                    phrases.add(len(text))
                elif c == "+":
                    words.add(len(text))
                else:
                    text += c
            phrases.add(len(text))
            yield text, sorted(phrases), sorted(phrases | words)


def width(text):
    return sum(0.5 if c < "\u0100" else 1 for c in text)


def whole(text, ends, at, measure):
    """What a line end at `at` parts although a line could hold it."""
    start, end = max([e for e in ends if e < at], default=0), min(e for e in ends if e >= at)
    return text[start:end] if end != at and width(text[start:end]) <= measure else None


def judge(name, set_lines):
    count = dict(figures=0, words=0, phrases=0, scraps=0, ends=0)
    for (text, phrases, words), measure, lines in set_lines:
        assert "".join(lines) == text, (text, lines)
        at = 0
        for line in lines[:-1]:
            at += len(line)
            count["ends"] += 1
            word = whole(text, words, at, measure)
            if word:
                count["figures" if re.search("[0-9]", word) else "words"] += 1
            elif whole(text, phrases, at, measure):
                count["phrases"] += 1
        count["scraps"] += len(lines) > 1 and len(lines[-1]) == 1
    print(name, count)


def cases():
    return [(entry, measure) for entry in corpus() for measure in MEASURES]


def chromium(program, breaking):
    font = (ROOT / "fonts/BIZUDMincho-Regular.ttf").as_uri()
    blocks = "".join(
        f'<p style="width:{m * SIZE}px">{html.escape(e[0])}</p>' for e, m in cases()
    )
    page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><style>
@font-face {{ font-family: M; src: url("{font}") }}
p {{ font: {SIZE}px/1.5 M; word-break: {breaking}; line-break: strict; overflow-wrap: anywhere; margin: 0 }}</style>{blocks}<script>
document.fonts.ready.then(() => {{
  const all = [...document.querySelectorAll("p")].map(p => {{
    const text = p.firstChild, lines = []; let top = null;
    for (let i = 0; i < text.length; i++) {{
      const range = document.createRange(); range.setStart(text, i); range.setEnd(text, i + 1);
      const y = range.getBoundingClientRect().top;
      if (top === null || y > top + 5) {{ lines.push(""); top = y; }}
      lines[lines.length - 1] += text.data[i];
    }}
    return lines;
  }});
  document.body.innerHTML = ""; document.body.textContent = "LINES" + JSON.stringify(all) + "END";
}});</script></html>"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page)
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", f"--user-data-dir={folder}/profile"]
        out = subprocess.run([*command, "--virtual-time-budget=60000", "--dump-dom", path.as_uri()], capture_output=True, text=True, check=True).stdout
    lines = json.loads(html.unescape(re.search("LINES(.*)END", out, re.S)[1]))
    return [(e, m, got) for (e, m), got in zip(cases(), lines, strict=True)]


def typst():
    import pymupdf
    import typst as compiler

    blocks = "\n".join(
        f"#page(width: {m * SIZE + 20}pt, height: 600pt, margin: 10pt)[#text({json.dumps(e[0], ensure_ascii=False)})]" for e, m in cases()
    )
    source = f'#set text(font: "BIZ UDMincho", size: {SIZE}pt, lang: "ja")\n#set par(justify: false, linebreaks: "optimized")\n{blocks}'
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.typ"
        path.write_text(source)
        pdf = pymupdf.open("pdf", compiler.compile(str(path), font_paths=[str(ROOT / "fonts")]))
    result = []
    for (entry, measure), page in zip(cases(), pdf, strict=True):
        rows = {}
        for block in page.get_text("rawdict")["blocks"]:
            for line in block.get("lines", []):
                for span in line["spans"]:
                    for char in span["chars"]:
                        rows.setdefault(round(char["origin"][1]), []).append((char["origin"][0], char["c"]))
        lines = ["".join(c for _, c in sorted(rows[y])) for y in sorted(rows)]
        # What is read as a space is the gap beside a figure.
        lines = [line.replace(" ", "").replace("〜", "～") for line in lines]
        result.append((entry, measure, lines))
    return result


if __name__ == "__main__":
    program = sys.argv[1] if len(sys.argv) > 1 else "chromium"
    judge("Chromium, auto-phrase", chromium(program, "auto-phrase"))
    judge("Chromium, normal", chromium(program, "normal"))
    judge("Typst", typst())
