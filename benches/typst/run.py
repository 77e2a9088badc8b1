"""The letter of seed 001, set by notice and by the newest Typst of PyPI, in turn on the same machine.

    python3 benches/typst/run.py NOTICE [ROUNDS]

NOTICE is the release binary (`cargo bench --bench against_typst` gives it). Typst goes into a folder below target/."""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MB = 1024  # ru_maxrss counts kB


def typst_python():
    """Python with the newest Typst."""
    folder = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "bench-typst"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", "typst"], check=True)
    version = subprocess.run([python, "-c", "import typst; print(typst.__version__)"], check=True, capture_output=True, text=True)
    return str(python), version.stdout.strip()


def workspace(folder, addressees):
    """A workspace with one letter for each addressee, made of the real record; its FAX sheets are left out."""
    notices = folder / "notices" / "j-mups"
    notices.mkdir(parents=True)
    templates = folder / "templates" / "letter"
    templates.mkdir(parents=True)
    shutil.copy(ROOT / "templates/j-mups/letter/maintenance-plan.md", templates)
    shutil.copy(ROOT / "notices/j-mups/publisher.yaml", notices)
    record = (ROOT / "notices/j-mups/2021-emoney.yaml").read_text()
    head, found, _ = record.partition("\n  log:")
    assert found, "the record has no log any more"
    for number, name in enumerate(addressees):
        own = f"  id: 2021-emoney-{number:03}\n  documents: [letter]\n  addressee: {{ name: {name}, honorific: 御中 }}"
        text = head.replace("  id: 2021-emoney", own, 1)
        assert own in text, "the record has another id"
        (notices / f"{number:03}.yaml").write_text(text + "\n")
    return folder


def run(command, text=""):
    """Seconds, peak memory in MB, seconds of processor time and what was said."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    process.stdin.write(text)
    process.stdin.close()
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / MB, usage.ru_utime + usage.ru_stime, said


def main():
    notice = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    python, version = typst_python()
    names = (ROOT / "benches/addressees.txt").read_text().split()
    print(f"Typst {version} (PyPI), Python {platform.python_version()}, {os.cpu_count()} processors, {rounds} rounds, in turn\n")
    figures = {}

    def note(name, value):
        figures.setdefault(name, []).append(value)

    with tempfile.TemporaryDirectory() as temporary:
        temporary = Path(temporary)
        one, hundred = workspace(temporary / "one", names[:1]), workspace(temporary / "hundred", names)
        pdfs = temporary / "typst"
        pdfs.mkdir()

        def ours(command, folder, *more):
            out = folder / "out"
            shutil.rmtree(out, ignore_errors=True)
            return run([notice, command, "--workspace", folder, "--as-of", "2021-04-01 09:00", *more])

        def theirs(addressees, *more):
            command = [python, HERE / "subject.py", HERE / "letter.typ", ROOT / "fonts", pdfs, *more]
            return run(command, "\n".join(addressees))

        for _ in range(rounds):
            seconds, memory, busy, _ = ours("build", one)
            note("one, notice", seconds * 1e3), note("one memory, notice", memory), note("one busy, notice", busy * 1e3)
            seconds, memory, busy, said = theirs(names[:1])
            note("one, Typst", seconds * 1e3), note("one memory, Typst", memory), note("one busy, Typst", busy * 1e3)
            note("one, Typst compile", float(said) * 1e3)
        sizes = (
            (one / "out/web/j-mups/2021-emoney-000/letter.pdf").stat().st_size / 1e3,
            (pdfs / "000.pdf").stat().st_size / 1e3,
        )
        for _ in range(max(rounds // 3, 3)):
            seconds, memory, busy, _ = ours("check", hundred)
            note("100, notice", seconds * 1e3), note("100 memory, notice", memory), note("100 busy, notice", busy * 1e3)
            seconds, memory, busy, said = theirs(names)
            note("100, Typst", seconds * 1e3), note("100 memory, Typst", memory), note("100 busy, Typst", busy * 1e3)
            note("100, Typst compile", sum(map(float, said.split())) * 1e3)
            seconds, *_ = theirs(names, "a-2u")
            note("100, Typst, PDF/A-2u", seconds * 1e3)
            seconds, *_ = ours("build", hundred)
            note("100, notice, published", seconds * 1e3)
            seconds, *_ = ours("check", hundred, "--jobs", "1")
            note("100, notice, one thread", seconds * 1e3)

    print(f"{'':44}{'min':>9}{'median':>9}{'max':>9}")

    def row(title, name, unit):
        values = figures[name]
        print(f"{title + ', ' + unit:44}{min(values):9.1f}{statistics.median(values):9.1f}{max(values):9.1f}")

    row("one letter, process: notice build", "one, notice", "ms")
    row("one letter, process: Typst", "one, Typst", "ms")
    row("one letter, first in a process: Typst", "one, Typst compile", "ms")
    row("100 letters: notice, all in memory", "100, notice", "ms")
    row("100 letters: the same, one thread", "100, notice, one thread", "ms")
    row("100 letters: notice build, down to the disk", "100, notice, published", "ms")
    row("100 letters: Typst", "100, Typst", "ms")
    row("100 letters: Typst, compile alone", "100, Typst compile", "ms")
    row("100 letters: Typst, PDF/A-2u", "100, Typst, PDF/A-2u", "ms")
    row("one letter, processor time: notice build", "one busy, notice", "ms")
    row("one letter, processor time: Typst", "one busy, Typst", "ms")
    row("100 letters, processor time: notice", "100 busy, notice", "ms")
    row("100 letters, processor time: Typst", "100 busy, Typst", "ms")
    row("one letter, memory: notice", "one memory, notice", "MB")
    row("one letter, memory: Typst", "one memory, Typst", "MB")
    row("100 letters, memory: notice", "100 memory, notice", "MB")
    row("100 letters, memory: Typst", "100 memory, Typst", "MB")
    print(f"\nsize of the PDF: notice {sizes[0]:.1f} kB (PDF/A-2u, PDF/UA-1), Typst {sizes[1]:.1f} kB (tagged)")

    def ratio(ours, theirs):
        return statistics.median(figures[theirs]) / statistics.median(figures[ours])

    print("\nTypst's median over ours:")
    print(f"  one letter, process              {ratio('one, notice', 'one, Typst'):5.1f}   (wanted: 3)")
    print(f"  one letter, compile alone        {ratio('one, notice', 'one, Typst compile'):5.1f}   (our whole process)")
    print(f"  100 letters, compile alone       {ratio('100, notice', '100, Typst compile'):5.1f}   (our whole process; wanted: 10)")
    print(f"  100 letters, process             {ratio('100, notice', '100, Typst'):5.1f}")
    print(f"  100 letters, down to the disk    {ratio('100, notice, published', '100, Typst'):5.1f}   (fsync and renames ours alone)")
    print(f"  one letter, processor time       {ratio('one busy, notice', 'one busy, Typst'):5.1f}   (what a busy machine cannot blur)")
    print(f"  100 letters, processor time      {ratio('100 busy, notice', '100 busy, Typst'):5.1f}")
    print(f"  memory of one letter             {ratio('one memory, notice', 'one memory, Typst'):5.1f}   (wanted: above 1)")
    print(f"  memory of 100 letters            {ratio('100 memory, notice', '100 memory, Typst'):5.1f}   (wanted: above 1)")


main()
