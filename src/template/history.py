"""Makes src/template/history/{versions,lines}.tsv: what every built-in template has ever said.

    python3 src/template/history.py [--texts]

To be run whenever a file of templates/ was changed (a test says so). It takes a second. With --texts, which needs git's
history, it also writes tests/templates/texts.gz: the old texts themselves, on which the tests are made.

versions.tsv  name, fingerprint: each text that the template ever had, the oldest first, the present one last. A fingerprint
              is the first 12 hex digits of the SHA-256 of the text with plain line ends and no byte order mark.
lines.tsv     a name, and below it each line that its template ever held: the first 8 hex digits of the SHA-256 of the line
              without the blanks around it, and the versions that hold it, counted from 0 (`0-3`, `5-` up to the last,
              `0-1,4`).
renamed.tsv   written by hand: a name that is no more, and the one that took its place (`-` where nothing did).

What is known of the past comes from three sources, so that nothing once known is lost: the table as it was last committed,
all of git's history, and the files as they stand. Without git (a source archive) the table takes the place of both.
"""
import gzip
import hashlib
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "src/template/history"
VERSIONS, LINES = "src/template/history/versions.tsv", "src/template/history/lines.tsv"
NAME = re.compile(r'"((?:letter|fax|page|part|phrase)/[^"/]+\.(?:md|html|css))"')


def git(*args, **more):
    return subprocess.run(["git", "-C", str(ROOT), *args], capture_output=True, check=True, **more).stdout


def normal(data):
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def fingerprint(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def marks(text):
    lines = (line.strip() for line in text.split("\n"))
    return {hashlib.sha256(line.encode()).hexdigest()[:8] for line in lines if line}


class Past:
    """For each name its versions, the oldest first, each with the marks of its lines."""

    def __init__(self):
        self.names, self.texts = {}, {}

    def add(self, name, print_, lines):
        versions = self.names.setdefault(name, {})
        # What comes back is the newest again.
        versions.pop(print_, None)
        versions[print_] = lines

    def read(self, versions, lines):
        of, name = {}, None
        for row in lines.splitlines():
            if not row.startswith("\t"):
                name = row
                continue
            mark, spans = row.strip().split("\t")
            of.setdefault(name, []).append((mark, [span.partition("-") for span in spans.split(",")]))
        prints = {}
        for row in versions.splitlines():
            name, print_ = row.split("\t")
            prints.setdefault(name, []).append(print_)
        for name, known in prints.items():
            for number, print_ in enumerate(known):
                holds = lambda first, dash, last: int(first) <= number <= int(last or (len(known) if dash else first))
                self.add(name, print_, {mark for mark, spans in of.get(name, []) if any(holds(*s) for s in spans)})

    def commits(self):
        """Every text of templates/ in git's history that was built in."""
        built_in, texts, blobs = set(), [], {}
        for line in git("log", "-p", "-U0", "--format=", "--", "src/template").decode(errors="replace").splitlines():
            if line.startswith("+"):
                built_in.update(NAME.findall(line))
        log = git("log", "--reverse", "--raw", "--no-abbrev", "--no-renames", "-m", "--format=", "--", "templates")
        for line in log.decode().splitlines():
            if line.startswith(":"):
                meta, path = line.split("\t")
                blob, state = meta.split()[3:5]
                name = path.removeprefix("templates/")
                if state != "D" and name in built_in:
                    texts.append((name, blob))
        wanted = sorted({blob for _, blob in texts})
        data = git("cat-file", "--batch", input="\n".join(wanted).encode() + b"\n")
        at = 0
        for blob in wanted:
            end = data.index(b"\n", at)
            size = int(data[at:end].split()[2])
            blobs[blob] = data[end + 1:end + 1 + size]
            at = end + 1 + size + 1
        for name, blob in texts:
            self.text(name, blobs[blob])

    def text(self, name, data):
        text = normal(data)
        if not text.strip():
            # A slip of a commit, and no template.
            return
        self.texts[name, text] = None
        self.add(name, fingerprint(text), marks(text))

    def write(self):
        versions, lines = [], []
        for name in sorted(self.names):
            known = list(self.names[name].items())
            versions += [f"{name}\t{print_}" for print_, _ in known]
            lines.append(name)
            for mark in sorted(set().union(*(held for _, held in known))):
                spans, start = [], None
                for number in range(len(known) + 1):
                    held = number < len(known) and mark in known[number][1]
                    if held and start is None:
                        start = number
                    elif not held and start is not None:
                        last = "" if number == len(known) else number - 1
                        spans.append(str(start) if last == start else f"{start}-{last}")
                        start = None
                lines.append(f"\t{mark}\t{','.join(spans)}")
        FOLDER.mkdir(exist_ok=True)
        (ROOT / VERSIONS).write_text("\n".join(versions) + "\n")
        (ROOT / LINES).write_text("\n".join(lines) + "\n")
        print(f"{len(self.names)} templates, {len(versions)} versions, {len(lines) - len(self.names)} lines")


def main():
    past = Past()
    try:
        git("rev-parse", "--git-dir")
        with_git = True
    except (OSError, subprocess.CalledProcessError):
        with_git = False
    try:
        read = (lambda path: git("show", f"HEAD:{path}")) if with_git else (lambda path: (ROOT / path).read_bytes())
        past.read(read(VERSIONS).decode(), read(LINES).decode())
    except (OSError, subprocess.CalledProcessError):
        pass
    if with_git:
        past.commits()
    for name in NAME.findall((ROOT / "src/template/built_in.rs").read_text()):
        past.text(name, (ROOT / "templates" / name).read_bytes())
    past.write()
    if "--texts" in sys.argv:
        path = ROOT / "tests/templates/texts.gz"
        path.parent.mkdir(exist_ok=True)
        packed = "".join(f"{name}\0{text}\0" for name, text in sorted(past.texts, key=lambda pair: pair[0]))
        path.write_bytes(gzip.compress(packed.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
