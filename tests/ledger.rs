//! What was issued stays as issued: `notice issue`, builds over a ledger, and what is told where a record says something else.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const PUBLISHER: &str = "\
publisher:
  name: みどり決済センター
  senders: [みどり決済センター株式会社 代表 緑 太郎]
  addressee: { name: 加盟店, honorific: 各位 }
  services: { card: クレジットカード決済 }
  contact: { desk: みどりヘルプデスク, telephone: 0120-000-123 }
  page:
    title: 稼働状況
    incidents: { heading: 障害情報, empty: 現在、障害は発生しておりません。, archive: 過去の障害, month: 障害 }
    maintenances: { heading: メンテナンス, empty: 現在、予定はありません。, archive: 過去のメンテナンス, month: メンテナンス }
";

const RECORD: &str = "\
maintenance:
  id: ID
  title: クレジットカード決済のメンテナンスに関するご案内
  issued: 2026-11-02
  purpose: サービス品質の維持
  services: [card]
  windows:
    - { start: 2026-12-06 23:30, end: 2026-12-07 02:00, announce: fax }
  log:
    - { at: 2026-12-06 23:31, event: started }
    - { at: 2026-12-07 01:20, event: completed }
";

/// An office with records of the same work.
struct Office {
    folder: TempDir,
}

impl Office {
    fn with(ids: &[&str]) -> Office {
        let office = Office {
            folder: TempDir::new().expect("a folder for the test"),
        };
        office.write("notices/midori/publisher.yaml", PUBLISHER);
        for id in ids {
            office.write(&format!("notices/midori/{id}.yaml"), &RECORD.replace("ID", id));
        }
        office
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder of the test");
        common::write(&path, text);
    }

    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(path)).expect("a file of the office");
        assert!(text.contains(old), "{path} does not say {old:?}");
        self.write(path, &text.replace(old, new));
    }

    fn remove(&self, path: &str) {
        #[allow(clippy::disallowed_methods, reason = "the operator deletes a file")]
        fs::remove_file(self.path(path)).expect("the file goes");
    }

    fn notice(&self, arguments: &[&str]) -> Told {
        let output = Command::new(env!("CARGO_BIN_EXE_notice"))
            .current_dir(self.folder.path())
            .args(arguments)
            .args(["--lang", "en"])
            .output();
        Told::of(output.expect("the binary runs"))
    }

    /// At a morning after the work.
    fn now(&self, arguments: &[&str]) -> Told {
        self.notice(&[arguments, &["--as-of", "2026-12-08 09:00"]].concat())
    }

    fn done(&self, arguments: &[&str]) -> String {
        let told = self.now(arguments);
        assert_eq!(told.code, 0, "{told:?}");
        told.out + &told.err
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let told = self.now(arguments);
        assert_eq!(told.code, 2, "{told:?}");
        assert!(told.err.contains("= help: "), "{told:?}");
        told.err
    }

    fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Every file of `out/web` and `out/office` with its bytes.
    fn published(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        for part in ["out/office", "out/web"] {
            common::walk(&self.path(part), &mut files);
        }
        files.sort();
        let below = |path: PathBuf| {
            let bytes = fs::read(&path).expect("a document");
            let path = path.strip_prefix(self.folder.path()).expect("below").to_path_buf();
            (path, bytes)
        };
        files.into_iter().map(below).collect()
    }

    /// Every file of the ledger by its name.
    fn ledger(&self) -> Vec<String> {
        fn walk(folder: &Path, root: &Path, names: &mut Vec<String>) {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.expect("an entry").path();
                match path.is_dir() {
                    true => walk(&path, root, names),
                    false => names.push(path.strip_prefix(root).expect("below").display().to_string()),
                }
            }
        }
        let mut names = Vec::new();
        walk(&self.path("issued"), &self.path("issued"), &mut names);
        names.sort();
        names
    }
}

#[derive(Debug)]
struct Told {
    code: i32,
    out: String,
    err: String,
}

impl Told {
    fn of(output: Output) -> Told {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Told {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

const LETTER: &str = "out/web/midori/core/letter.pdf";
const PAGE: &str = "out/web/midori/core/letter.html";
const SHEET: &str = "out/office/midori/core/fax-01-20261206-2331-started.pdf";

#[test]
fn a_new_signature_changes_no_issued_document_and_each_is_told() {
    let office = Office::with(&["core", "other"]);
    office.done(&["build"]);
    let before = office.published();
    let told = office.done(&["issue", "core"]);
    assert!(told.contains("issued/midori/core/letter.1.pdf"), "{told}");
    assert_eq!(
        office.ledger(),
        [
            ".gitattributes",
            "midori/core/fax-01-20261206-2331-started.1.pdf",
            "midori/core/fax-01-20261206-2331-started.1.txt",
            "midori/core/fax-02-20261207-0120-completed.1.pdf",
            "midori/core/fax-02-20261207-0120-completed.1.txt",
            "midori/core/index.yaml",
            "midori/core/letter.1.html",
            "midori/core/letter.1.pdf",
            "midori/core/letter.1.txt",
        ]
    );
    assert_eq!(office.bytes("issued/midori/core/letter.1.pdf"), office.bytes(LETTER));
    let told = office.done(&["build"]);
    assert!(!told.contains("N083"), "{told}");
    assert!(office.published() == before, "to issue changes nothing that stands");

    office.edit("notices/midori/publisher.yaml", "緑 太郎", "緑 花子");
    let told = office.done(&["build"]);
    assert_eq!(told.matches("warning[N0830]").count(), 3, "{told}");
    assert!(
        told.contains("letter as issued (version 1, 2026-12-08 09:00:00)"),
        "{told}"
    );
    assert!(told.contains("- みどり決済センター株式会社 代表 緑 太郎"), "{told}");
    assert!(told.contains("+ みどり決済センター株式会社 代表 緑 花子"), "{told}");
    assert!(told.contains("notices/midori/core.yaml:4:11"), "{told}");
    let changed: Vec<PathBuf> = before
        .iter()
        .zip(office.published())
        .filter(|(before, after)| **before != *after)
        .map(|((path, _), _)| path.clone())
        .collect();
    let other = [
        "office/midori/other/fax-01-20261206-2331-started.pdf",
        "office/midori/other/fax-02-20261207-0120-completed.pdf",
        "web/midori/other/letter.html",
        "web/midori/other/letter.pdf",
    ]
    .map(|path| Path::new("out").join(path));
    assert_eq!(changed, other, "only what was not issued is signed anew");
    let page = String::from_utf8(office.bytes(PAGE)).expect("text");
    assert!(page.contains("緑 太郎") && !page.contains("緑 花子"), "{page}");
    // The unissued one is told, and kept.
    assert!(
        told.contains("web/midori/other/letter.pdf changed after its day"),
        "{told}"
    );
    let told = office.now(&["check"]);
    assert_eq!(told.code, 0);
    assert_eq!(told.err.matches("warning[N0830]").count(), 3, "{told:?}");
    // A build of which nothing comes tells it as well.
    let again = office.done(&["build"]);
    assert_eq!(again.matches("warning[N0830]").count(), 3, "{again}");
}

#[test]
fn what_stands_around_an_issued_letter_goes_on_living() {
    let office = Office::with(&["core"]);
    office.done(&["build"]);
    office.done(&["issue", "core", "letter"]);
    let page = || String::from_utf8(office.bytes(PAGE)).expect("text");
    let body = |page: &str| {
        let from = page.find("<main>").expect("the letter");
        page[from..].to_string()
    };
    let before = page();
    office.edit(
        "notices/midori/core.yaml",
        "    - { at: 2026-12-07 01:20, event: completed }\n",
        "    - { at: 2026-12-07 01:20, event: completed }\n    - { at: 2026-12-07 10:00, event: updated, text: 追ってお知らせします。 }\n",
    );
    office.done(&["build"]);
    assert!(
        page() != before && page().contains("追ってお知らせします。"),
        "{}",
        page()
    );
    assert_eq!(body(&page()), body(&before));
}

#[test]
fn a_clone_with_the_ledger_builds_the_same_bytes() {
    let office = Office::with(&["core", "gone"]);
    office.done(&["build"]);
    office.done(&["issue", "core"]);
    office.done(&["issue", "gone", "letter"]);
    // What the clone could not make by itself.
    office.edit("notices/midori/publisher.yaml", "緑 太郎", "緑 花子");
    office.remove("notices/midori/gone.yaml");
    let told = office.done(&["build"]);
    assert!(told.contains("warning[N0831]: letter was issued"), "{told}");
    assert!(told.contains("issued/midori/gone/index.yaml:3:1"), "{told}");
    assert_eq!(
        office.bytes("out/web/midori/gone/letter.pdf"),
        office.bytes("issued/midori/gone/letter.1.pdf"),
        "its bytes stay published"
    );
    let page = String::from_utf8(office.bytes("out/web/midori/gone/letter.html")).expect("text");
    assert!(page.contains("緑 太郎"), "{page}");
    let clone = Office::with(&[]);
    for folder in ["notices", "issued"] {
        let mut files = Vec::new();
        common::walk(&office.path(folder), &mut files);
        for file in files {
            let to = clone.path(
                &file
                    .strip_prefix(office.folder.path())
                    .expect("below")
                    .display()
                    .to_string(),
            );
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder of the clone");
            fs::copy(&file, &to).expect("a copy");
        }
    }
    clone.done(&["build"]);
    assert!(clone.published() == office.published());
}

#[test]
fn a_new_version_is_issued_only_when_asked_for_and_the_old_one_stays() {
    let office = Office::with(&["core"]);
    office.done(&["build"]);
    office.done(&["issue", "core", "letter"]);
    let first = office.bytes("issued/midori/core/letter.1.pdf");
    let told = office.refused(&["issue", "core", "letter"]);
    assert!(
        told.contains("letter is issued already (version 1, 2026-12-08 09:00:00)"),
        "{told}"
    );
    let told = office.refused(&["issue", "core", "letter", "--again"]);
    assert!(told.contains("says what the record says now"), "{told}");
    // All that is out but the letter.
    let told = office.done(&["issue", "core"]);
    assert!(told.contains("fax-01-") && !told.contains("letter.1.pdf"), "{told}");
    let told = office.done(&["issue", "core"]);
    assert!(
        told.contains("nothing of midori/core is out that was not issued"),
        "{told}"
    );

    office.edit("notices/midori/core.yaml", "サービス品質の維持", "サービス品質の向上");
    office.done(&["build"]);
    assert_eq!(office.bytes(LETTER), first);
    let told = office.done(&["issue", "core", "let", "--again"]);
    assert!(
        told.contains("the next `notice build` publishes the new version"),
        "{told}"
    );
    assert_eq!(office.bytes("issued/midori/core/letter.1.pdf"), first);
    let told = office.done(&["build"]);
    assert!(!told.contains("N0830"), "{told}");
    assert_eq!(office.bytes(LETTER), office.bytes("issued/midori/core/letter.2.pdf"));
    assert!(
        String::from_utf8(office.bytes(PAGE))
            .expect("text")
            .contains("品質の向上")
    );
    let index = String::from_utf8(office.bytes("issued/midori/core/index.yaml")).expect("text");
    assert!(
        index.contains("letter.1.pdf: ") && index.contains("letter.2.pdf: "),
        "{index}"
    );
}

#[test]
fn only_what_stands_published_as_its_record_says_it_is_issued() {
    let office = Office::with(&["core"]);
    let told = office.refused(&["issue", "core"]);
    assert!(
        told.contains("web/midori/core/letter.pdf does not stand in out yet"),
        "{told}"
    );
    assert!(!office.path("out").exists(), "nothing is made for it");
    office.done(&["build"]);
    let built = office.bytes(SHEET);

    office.edit("notices/midori/core.yaml", "2026-12-06 23:31", "2026-12-06 23:32");
    let told = office.refused(&["issue", "core", "fax-01"]);
    assert!(
        told.contains("fax-01-20261206-2332-started.pdf does not stand in out yet"),
        "{told}"
    );
    office.edit("notices/midori/core.yaml", "2026-12-06 23:32", "2026-12-06 23:31");
    office.edit("notices/midori/publisher.yaml", "クレジットカード決済", "カード決済");
    let told = office.refused(&["issue", "core", "fax-01"]);
    assert!(told.contains("is not what its record and templates say now"), "{told}");
    office.edit("notices/midori/publisher.yaml", "カード決済", "クレジットカード決済");

    office.write(SHEET.trim_start_matches('/'), "by hand");
    let told = office.refused(&["issue", "core", "fax-01"]);
    assert!(
        told.contains("was changed by hand after it had been published"),
        "{told}"
    );
    assert_eq!(office.ledger(), [""; 0]);
    // The build tells so, keeps what was changed, and makes it anew.
    let told = office.done(&["build"]);
    assert!(
        told.contains("fax-01-20261206-2331-started.pdf had been changed by hand"),
        "{told}"
    );
    assert_eq!(office.bytes(SHEET), built);

    let told = office.refused(&["issue", "core", "fax"]);
    assert!(
        told.contains("there are: letter, fax-01-20261206-2331-started, fax-02-"),
        "{told}"
    );
    let told = office.refused(&["issue", "cor"]);
    assert!(told.contains("there is no record with this id: cor"), "{told}");
    office.done(&["issue", "midori/core", "fax-01"]);
}

#[test]
fn a_letter_is_issued_ahead_of_its_day_only_by_its_name() {
    let office = Office::with(&["core"]);
    let ahead = |arguments: &[&str]| office.notice(&[arguments, &["--as-of", "2026-10-30"]].concat());
    assert_eq!(ahead(&["build", "-q"]).code, 0);
    let told = ahead(&["issue", "core"]);
    assert!(
        told.code == 0 && told.out.contains("nothing of midori/core is out"),
        "{told:?}"
    );
    let told = ahead(&["issue", "core", "letter"]);
    assert_eq!(told.code, 0, "{told:?}");
    office.done(&["build"]);
    assert_eq!(office.bytes(LETTER), office.bytes("issued/midori/core/letter.1.pdf"));
}

#[test]
fn a_damaged_ledger_holds_up_its_own_record_only() {
    let office = Office::with(&["core", "other"]);
    office.done(&["build"]);
    office.done(&["issue", "core", "letter"]);
    office.done(&["build"]);
    let index = office.bytes("issued/midori/core/index.yaml");
    let sound = String::from_utf8(index).expect("text");
    let merged = sound.replace("  pages", "<<<<<<< HEAD\n  pages");
    let before = office.published();
    for (name, text, what) in [
        ("index.yaml", merged.as_str(), "a mark of a merge of git is left"),
        ("index.yaml", "- document: letter\n", "`version` is missing"),
        ("letter.1.pdf", "other bytes", "letter.1.pdf is not what was issued"),
        ("letter.1.txt", "other words", "letter.1.txt is not what was issued"),
    ] {
        let path = format!("issued/midori/core/{name}");
        let kept = office.bytes(&path);
        office.write(&path, text);
        for call in [
            &["build"][..],
            &["build", "core"],
            &["check"],
            &["issue", "core", "fax-01"],
        ] {
            let told = office.now(call);
            assert_eq!(told.code, 1, "{what}: {told:?}");
            assert!(told.err.contains("error[N0832]"), "{what}: {told:?}");
            assert!(
                told.err.contains(what) && told.err.contains("issued/midori/core/index.yaml:"),
                "{told:?}"
            );
        }
        office.done(&["build", "other"]);
        fs::copy(office.path("issued/midori/core/letter.1.html"), office.path("unused")).expect("a copy");
        #[allow(clippy::disallowed_methods, reason = "the operator restores the file")]
        fs::write(office.path(&path), kept).expect("the file is as it was");
    }
    office.remove("issued/midori/core/letter.1.txt");
    let told = office.now(&["build"]);
    assert!(
        told.code == 1 && told.err.contains("letter.1.txt is missing"),
        "{told:?}"
    );
    assert!(office.published() == before);
}

#[test]
fn the_ledger_is_written_whole_or_not_at_all() {
    let office = Office::with(&["core"]);
    office.done(&["build"]);
    office.done(&["issue", "core", "letter"]);
    let before = office.ledger();
    // What a kill leaves, and what somebody laid beside.
    office.write("issued/midori/.notice-core/letter.9.pdf", "half");
    office.write("issued/midori/core/notes.txt", "by hand");
    office.done(&["issue", "core", "fax-01"]);
    let mut expected = before;
    expected.extend(
        [
            "notes.txt",
            "fax-01-20261206-2331-started.1.pdf",
            "fax-01-20261206-2331-started.1.txt",
        ]
        .map(|name| format!("midori/core/{name}")),
    );
    expected.sort();
    assert_eq!(office.ledger(), expected);
}

/// Each line of a table below its heading, in its cells.
fn rows(table: &str) -> Vec<Vec<&str>> {
    fn cells(line: &str) -> Vec<&str> {
        let cells = line.split("  ").map(str::trim);
        cells.filter(|cell| !cell.is_empty()).collect()
    }
    table.lines().skip(1).map(cells).collect()
}

#[test]
fn every_version_is_listed_with_its_hash_and_packed_for_auditors() {
    let office = Office::with(&["core", "other"]);
    assert_eq!(
        office.now(&["history"]).out,
        "no document was issued or published yet\n"
    );
    office.done(&["build"]);
    office.done(&["issue", "core", "letter"]);
    office.edit("notices/midori/core.yaml", "サービス品質の維持", "サービス品質の向上");
    office.done(&["issue", "core", "letter", "--again"]);
    office.edit("notices/midori/other.yaml", "01:20", "01:30");
    let later = office.notice(&["build", "--as-of", "2026-12-09 10:00"]);
    assert_eq!(later.code, 0, "{later:?}");
    let told = office.done(&["history"]);
    let line = |document: &str, number: usize| -> Vec<&str> {
        let lines = rows(&told)
            .into_iter()
            .filter(|row| row[0] == format!("midori/{document}"));
        let mut lines: Vec<_> = lines.collect();
        lines.swap_remove(number)
    };
    let sum = |path: &str| {
        let output = Command::new("sha256sum")
            .arg(office.path(path))
            .output()
            .expect("sha256sum runs");
        String::from_utf8_lossy(&output.stdout)[..64].to_string()
    };
    let (day, next) = ("2026-12-08 09:00:00", "2026-12-09 10:00:00");
    let first = sum("issued/midori/core/letter.1.pdf");
    assert_eq!(
        line("core/letter", 0),
        ["midori/core/letter", "1", "replaced", day, day, next, "1", &first]
    );
    assert_eq!(
        line("core/letter", 1),
        ["midori/core/letter", "2", "published", day, next, "1", &sum(LETTER)]
    );
    let gone = line("other/fax-02-20261207-0120-completed", 0);
    assert_eq!(gone[1..4], ["removed", day, next]);
    let stands = line("other/fax-02-20261207-0130-completed", 0);
    assert_eq!(stands[1..4], ["published", next, "1"]);

    let only = office.done(&["history", "midori/core"]);
    assert!(!only.contains("midori/other"), "{only}");
    let told = office.refused(&["history", "cor"]);
    assert!(told.contains("no document of “cor” was issued or published"), "{told}");
    let json: serde_json::Value = serde_json::from_str(&office.done(&["history", "other", "--json"])).expect("JSON");
    let removed = json
        .as_array()
        .and_then(|all| all.iter().find(|one| one["state"] == "removed"))
        .expect("the sheet");
    assert_eq!((&removed["until"], &removed["sound"]), (&next.into(), &true.into()));
    assert!(office.path(removed["file"].as_str().expect("a path")).exists());

    office.done(&["history", "core", "--pack", "evidence/core"]);
    let checked = Command::new("sha256sum")
        .args(["--quiet", "--strict", "-c", "SHA256SUMS"])
        .current_dir(office.path("evidence/core"))
        .output();
    assert!(checked.expect("sha256sum runs").status.success());
    let mut packed = Vec::new();
    common::walk(&office.path("evidence/core"), &mut packed);
    let sums = String::from_utf8(office.bytes("evidence/core/SHA256SUMS")).expect("text");
    assert_eq!(sums.lines().count() + 1, packed.len(), "every file but the list itself");
    for name in [
        "documents/midori/core/letter.1.pdf",
        "documents/midori/core/letter.1.txt",
        "documents/midori/core/letter.1.html",
        "documents/midori/core/letter.2.pdf",
        "notices/midori/core.yaml",
        "notices/midori/publisher.yaml",
        "issued/midori/core/index.yaml",
        "README.txt",
        "versions.csv",
    ] {
        assert!(office.path(&format!("evidence/core/{name}")).exists(), "{name}");
    }
    assert!(!office.path("evidence/core/notices/midori/other.yaml").exists());
    let list = String::from_utf8(office.bytes("evidence/core/versions.csv")).expect("text");
    assert!(
        list.contains(&format!("midori/core,letter,1,changed,{day},{day},{next},1,")),
        "{list}"
    );
    let told = office.refused(&["history", "--pack", "evidence/core"]);
    assert!(told.contains("evidence/core is there and is no empty folder"), "{told}");
    for place in ["out/web/evidence", "notices/evidence"] {
        office.refused(&["history", "--pack", place]);
        assert!(!office.path(place).exists());
    }
}

#[test]
fn what_is_lost_is_listed_and_is_no_evidence() {
    let office = Office::with(&["core"]);
    office.done(&["build"]);
    office.done(&["issue", "core", "letter"]);
    office.write(SHEET, "by hand");
    office.write("issued/midori/core/letter.1.pdf", "other bytes");
    let told = office.now(&["history", "--pack", "evidence"]);
    assert_eq!(told.code, 1, "{told:?}");
    assert!(told.err.contains("letter.1.pdf is not what was issued"), "{told:?}");
    let list = String::from_utf8(office.bytes("evidence/versions.csv")).expect("text");
    let row = |name: &str| list.lines().find(|row| row.contains(name)).expect("a row").to_string();
    assert!(row("letter").ends_with(",(missing)"), "{list}");
    assert!(
        row("started").contains(",edited,") && row("started").ends_with(",(missing)"),
        "{list}"
    );
    assert!(
        row("completed").contains(",published,") && row("completed").ends_with(".pdf"),
        "{list}"
    );
}

#[test]
fn what_was_not_issued_is_told_and_kept_when_it_changes_or_goes_away_after_its_day() {
    let office = Office::with(&["core"]);
    office.done(&["build"]);
    let (letter, sheet) = (
        office.bytes(LETTER),
        office.bytes("out/office/midori/core/fax-02-20261207-0120-completed.pdf"),
    );
    office.edit("notices/midori/core.yaml", "サービス品質の維持", "サービス品質の向上");
    office.edit(
        "notices/midori/core.yaml",
        "    - { at: 2026-12-07 01:20, event: completed }\n",
        "",
    );
    let told = office.done(&["build"]);
    assert!(
        told.contains("note: web/midori/core/letter.pdf changed after its day"),
        "{told}"
    );
    assert!(
        told.contains("fax-02-20261207-0120-completed.pdf went away after its day"),
        "{told}"
    );
    assert!(told.contains("サービス品質の向上"), "what it says otherwise: {told}");
    let mut kept = Vec::new();
    common::walk(&office.path("out/.notice/history/web"), &mut kept);
    common::walk(&office.path("out/.notice/history/office"), &mut kept);
    let mut kept: Vec<Vec<u8>> = kept.iter().map(|path| fs::read(path).expect("a file")).collect();
    kept.retain(|bytes| *bytes == letter || *bytes == sheet);
    assert_eq!(kept.len(), 2);
    // A letter whose day has not come may change as often as it likes.
    let ahead = Office::with(&["core"]);
    let build = |moment: &str| ahead.notice(&["build", "--as-of", moment]);
    assert_eq!(build("2026-10-30").code, 0);
    ahead.edit("notices/midori/core.yaml", "サービス品質の維持", "サービス品質の向上");
    let told = build("2026-10-31");
    assert!(told.code == 0 && !told.err.contains("after its day"), "{told:?}");
    assert!(!ahead.path("out/.notice/history").exists());
}

#[test]
fn a_moment_before_the_last_build_wants_another_folder_or_force_and_leaves_no_history() {
    let office = Office::with(&["core"]);
    office.done(&["build"]);
    let before = office.published();
    let back = |more: &[&str]| office.notice(&[&["build", "--as-of", "2026-12-06 23:40"], more].concat());
    let told = back(&[]);
    assert_eq!(told.code, 2, "{told:?}");
    assert!(
        told.err
            .contains("lies before the moment of the last build (2026-12-08 09:00:00)"),
        "{told:?}"
    );
    assert!(told.err.contains("--out") && told.err.contains("--force"), "{told:?}");
    assert!(office.published() == before);
    assert_eq!(back(&["--out", "trial"]).code, 0);
    assert!(office.published() == before);
    let told = back(&["--force"]);
    assert_eq!(told.code, 0, "{told:?}");
    assert!(
        office.published() != before && !told.err.contains("after its day"),
        "{told:?}"
    );
    assert!(!office.path("out/.notice/history").exists());
    office.done(&["build"]);
    assert!(office.published() == before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_ledger_as_it_was() {
    let office = Office::with(&["core"]);
    office.done(&["build"]);
    office.done(&["issue", "core", "fax-01"]);
    let before = office.ledger();
    // No file may grow beyond 4 kB: writing fails as on a full disk, and no signal tells us first.
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" issue core letter --as-of '2026-12-08 09:00' --lang en";
    let done = Command::new("bash")
        .args(["-c", script])
        .arg(env!("CARGO_BIN_EXE_notice"))
        .current_dir(office.folder.path())
        .output();
    let told = Told::of(done.expect("bash runs the binary"));
    assert_eq!(told.code, 3, "{told:?}");
    assert!(
        told.err
            .contains("issued/midori/.notice-core/letter.1.pdf: cannot be written"),
        "{told:?}"
    );
    assert!(told.err.contains("all is as it was"), "{told:?}");
    assert_eq!(office.ledger(), before);
    office.done(&["issue", "core", "letter"]);
}
