//! What one fault holds up, and what it does not: a record is published unless a fault concerns it, and a page of which a fault
//! concerns a part stays as it was.

mod common;

use common::write;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

const PUBLISHER: &str = "publisher:
  name: みどり決済センター
  senders: [みどり決済センター株式会社]
  addressee: { name: 加盟店, honorific: 各位 }
  services: { card: クレジットカード決済 }
  contact: { desk: みどりヘルプデスク, telephone: 0120-000-123 }
  page:
    title: 稼働状況
    incidents: { heading: 障害情報, empty: 現在、障害は発生しておりません。, archive: 過去の障害, month: 障害 }
    maintenances: { heading: メンテナンス, empty: 現在、予定はありません。, archive: 過去のメンテナンス, month: メンテナンス }
";

/// A record with a letter and a sheet.
fn record(id: &str) -> String {
    let day = if id == "one" { 19 } else { 20 };
    format!(
        "incident:
  id: {id}
  title: クレジットカード決済の障害に関するお詫びとご報告
  issued: 2026-11-24
  announce: fax
  services: [card]
  periods: [2026-11-{day} 14:41 ..]
  log:
    - {{ at: 2026-11-{day} 15:00, event: reported }}
    - {{ at: 2026-11-{day} 15:55, event: recovered, cause: \"通信機器の故障\" }}
"
    )
}

struct House(TempDir);

impl House {
    /// Publishers `a` and `b`, each with the records `one` and `other`.
    fn new() -> Self {
        let house = House(TempDir::new().expect("a folder"));
        for key in ["a", "b"] {
            house.write(&format!("notices/{key}/publisher.yaml"), PUBLISHER);
            for id in ["one", "other"] {
                house.write(&format!("notices/{key}/{id}.yaml"), &record(id));
            }
        }
        house
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        write(&path, text);
    }

    fn notice(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notice"));
        command.current_dir(self.0.path()).args(arguments);
        command.args(["--as-of", "2026-11-24", "--lang", "en"]);
        command.output().expect("the command runs")
    }

    /// Runs `build` with `arguments`; the exit code and what is told.
    fn build(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.notice(&[&["build"], arguments].concat());
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    }

    fn out(&self, path: &str) -> PathBuf {
        self.0.path().join("out").join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.out(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    fn stands(&self, path: &str) -> bool {
        self.out(path).exists()
    }
}

const SHEET: &str = "office/a/other/fax-02-20261120-1555-recovered.pdf";

#[test]
fn a_record_is_published_though_another_of_its_publisher_cannot_be_read() {
    let house = House::new();
    house.write("notices/a/one.yaml", &record("one").replace("services:", "servces:"));
    let (code, told) = house.build(&["other"]);
    // `other` is a record of both publishers.
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("servces"), "the fault is told all the same: {told}");
    let line = "note: web/a/index.html is as it was: there are errors in what it tells (notices/a/one.yaml)\n";
    assert!(told.contains(line), "{told}");
    for path in [SHEET, "web/a/other/letter.html", "web/a/notice.css"] {
        assert!(house.stands(path), "{path}: {told}");
    }
    assert!(!house.stands("web/a/index.html") && house.stands("web/b/index.html"));
    assert!(!house.stands("web/a/one") && !house.stands("web/b/one"));
}

#[test]
fn a_page_that_needs_a_faulty_record_stays_as_it_was() {
    let house = House::new();
    assert_eq!(house.build(&[]).0, Some(0));
    let page = house.read("web/a/index.html");
    assert_eq!(house.build(&["a/other"]).0, Some(0));
    house.write("notices/a/one.yaml", "incident: [");
    house.write("notices/a/other.yaml", &record("other").replace("通信機器", "電源装置"));
    let (code, told) = house.build(&["a/other"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(house.read("web/a/other/letter.html").contains("電源装置"));
    assert_eq!(house.read("web/a/index.html"), page);
    // It is known as ours still: once the record is mended the page follows.
    house.write("notices/a/one.yaml", &record("one"));
    let (code, told) = house.build(&["a/other"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(!told.contains("as it was"), "{told}");
    assert!(house.read("web/a/index.html").contains("電源装置"));
}

/// The records of which it is told that their documents are not what they say now.
fn behind(told: &str) -> Vec<&str> {
    let lines = told.lines();
    let mut named = lines.filter_map(|line| line.split_once("not what the records say now: "));
    named
        .next()
        .map_or_else(Vec::new, |(_, names)| names.split(", ").collect())
}

#[test]
fn a_record_that_a_fault_hides_makes_no_other_record_look_changed() {
    let house = House::new();
    assert_eq!(house.build(&[]).0, Some(0));
    // The file is there and no record of it: nobody else's documents follow from that.
    for fault in ["incident: [", &record("one").replace("services:", "servces:")] {
        house.write("notices/a/one.yaml", fault);
        let (code, told) = house.build(&["a/other"]);
        assert_eq!(code, Some(0), "{told}");
        assert_eq!(behind(&told), ["a/one"], "{told}");
    }
    house.write("notices/b/one.yaml", &record("one").replace("通信機器", "電源装置"));
    let (_, told) = house.build(&["a/other"]);
    assert_eq!(behind(&told), ["a/one", "b/one"], "{told}");
}

/// An id may be that of records of two publishers: one that cannot be read keeps what it had.
#[test]
fn what_a_record_had_that_cannot_be_read_stays_though_its_id_is_asked_for() {
    let house = House::new();
    assert_eq!(house.build(&[]).0, Some(0));
    let faults = [
        ("notices/a/other.yaml", record("other").replace("title:", "titel:")),
        ("notices/a/other.yaml", "incident: [".to_string()),
        ("notices/a/publisher.yaml", PUBLISHER.replace("name:", "nme:")),
    ];
    for (path, text) in faults {
        let sound = fs::read_to_string(house.0.path().join(path)).expect("a file");
        house.write(path, &text);
        let (code, told) = house.build(&["other"]);
        assert_eq!(code, Some(0), "{told}");
        for stands in [
            SHEET,
            "web/a/other/letter.html",
            "web/a/other/letter.pdf",
            "web/a/index.html",
        ] {
            assert!(house.stands(stands), "{path}, {stands}: {told}");
        }
        house.write(path, &sound);
    }
}

#[test]
fn a_build_of_everything_publishes_nothing_while_there_is_an_error() {
    let house = House::new();
    assert_eq!(house.build(&[]).0, Some(0));
    let page = house.read("web/b/index.html");
    house.write("notices/b/one.yaml", &record("one").replace("通信機器", "電源装置"));
    house.write("templates/a/letter/own.md", "# {{ titel }}\n");
    let (code, told) = house.build(&[]);
    assert_eq!(code, Some(1), "{told}");
    assert_eq!(house.read("web/b/index.html"), page);
}

#[test]
fn a_fault_of_its_own_its_publisher_or_what_all_share_holds_a_record_up() {
    let faulty: [(&str, String); 4] = [
        ("notices/a/other.yaml", record("other").replace("log:", "logs:")),
        ("notices/a/publisher.yaml", PUBLISHER.replace("senders:", "sendres:")),
        (
            "notices/a/publisher.yaml",
            PUBLISHER.replace("みどりヘルプデスク", "\"{{ nobody }}\""),
        ),
        ("notices/common.yaml", "terms: { x: [ }\n".to_string()),
    ];
    for (path, text) in faulty {
        let house = House::new();
        house.write(path, &text);
        let (code, told) = house.build(&["a/other"]);
        assert_eq!(code, Some(1), "{path}: {told}");
        assert!(!house.stands(SHEET), "{path}");
    }
}

#[test]
fn a_broken_template_holds_up_only_who_uses_it() {
    let broken = [
        ("templates/b/letter/incident.md", "{% endif %}"),
        ("templates/b/part/head.md", "{{ title"),
        ("templates/letter/unused.md", "{% extends \"letter/nobody.md\" %}"),
        ("templates/b/phrase/regret.md", "{{ zzz }}"),
        ("templates/b/part/label.md", "{% endfor %}"),
        ("templates/b/page/status.html", "{% endif %}"),
    ];
    for (path, text) in broken {
        let house = House::new();
        house.write(path, text);
        let (code, told) = house.build(&["a/other"]);
        assert_eq!(code, Some(0), "{path}: {told}");
        assert!(told.contains(path), "{told}");
        for made in [SHEET, "web/a/index.html"] {
            assert!(house.stands(made), "{path}, {made}: {told}");
        }
        let own = house.build(&["b/other"]);
        let page = path.ends_with("status.html");
        let stops = !page && !path.contains("unused");
        assert_eq!(own.0, Some(i32::from(stops)), "{path}: {}", own.1);
        assert_eq!(own.1.matches("error[").count(), 1, "one fault is told once: {}", own.1);
        assert_eq!(own.1.contains("web/b/index.html is as it was"), page, "{}", own.1);
    }
}

#[test]
fn a_template_that_takes_a_broken_one_in_is_broken_through_all_layers() {
    let house = House::new();
    house.write("templates/part/inner.md", "{{ titel }}");
    house.write("templates/part/outer.md", "{% include \"part/inner.md\" %}");
    house.write(
        "templates/letter/house.md",
        "{% block all %}{% include \"part/outer.md\" %}{% endblock %}",
    );
    house.write("templates/a/letter/own.md", "{% extends \"letter/house.md\" %}");
    house.write("templates/b/part/inner.md", "# 件名 {{ title }}\n\n本文です。\n");
    for key in ["a", "b"] {
        let own = record("other").replace("  issued:", "  letter: house\n  issued:");
        house.write(&format!("notices/{key}/other.yaml"), &own);
    }
    house.write(
        "notices/a/one.yaml",
        &record("one").replace("  issued:", "  letter: own\n  issued:"),
    );
    for (id, code) in [("a/other", 1), ("a/one", 1), ("b/other", 0), ("b/one", 0)] {
        let (ended, told) = house.build(&[id]);
        assert_eq!(ended, Some(code), "{id}: {told}");
        assert_eq!(told.matches("error[").count(), 1, "{id}: {told}");
    }
}

#[test]
fn every_other_fault_is_told_beside_a_broken_template() {
    let house = House::new();
    house.write("templates/letter/incident.md", "{{ titel }}");
    house.write("templates/fax/incident.md", "{% endif %}");
    house.write(
        "notices/b/one.yaml",
        &record("one").replace("通信機器", "{{ machine }}"),
    );
    let output = house.notice(&["check"]);
    let told = String::from_utf8_lossy(&output.stderr);
    for word in ["titel", "fax/incident.md", "machine"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    assert_eq!(told.matches("error[").count(), 3, "{told}");
}

#[test]
fn a_template_that_is_not_utf8_holds_up_who_uses_it() {
    let house = House::new();
    house.write("templates/b/letter/incident.md", "");
    let path = house.0.path().join("templates/b/letter/incident.md");
    #[allow(clippy::disallowed_methods, reason = "a file as an old editor writes it")]
    fs::write(path, b"\x88\xc4\x93\xe0\n").expect("a file");
    assert_eq!(house.build(&["a/other"]).0, Some(0));
    let (code, told) = house.build(&["b/other"]);
    assert_eq!(code, Some(1), "{told}");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
}

#[test]
fn a_warning_that_is_denied_holds_up_its_own_record() {
    let house = House::new();
    // What no document tells.
    house.write(
        "notices/a/one.yaml",
        &record("one").replace("  log:", "  extra: { x: y }\n  log:"),
    );
    let (code, told) = house.build(&["a/other", "--deny-warnings"]);
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = house.build(&["a/one", "--deny-warnings"]);
    assert_eq!(code, Some(1), "{told}");
}

#[test]
fn a_record_that_is_not_read_holds_up_its_page_alone() {
    let house = House::new();
    assert_eq!(house.build(&[]).0, Some(0));
    let page = house.read("web/a/index.html");
    house.write("notices/a/one.yaml", &"# ".repeat(33_000_000));
    house.write("notices/a/other.yaml", &record("other").replace("通信機器", "電源装置"));
    let (code, told) = house.build(&["a/other"]);
    assert_eq!(code, Some(0), "{told}");
    let line = "note: web/a/index.html is as it was: there are errors in what it tells (notices/a/one.yaml)\n";
    assert!(told.contains(line), "{told}");
    assert!(house.read("web/a/other/letter.html").contains("電源装置"));
    assert_eq!(house.read("web/a/index.html"), page);
    assert_eq!(house.build(&["a/one"]).0, Some(1), "it may be what is asked for");
}

#[test]
fn a_damaged_ledger_holds_up_the_record_whose_it_is() {
    let house = House::new();
    assert_eq!(house.build(&[]).0, Some(0));
    let issued = house.notice(&["issue", "a/one"]);
    assert!(issued.status.success(), "{}", String::from_utf8_lossy(&issued.stderr));
    house.write("issued/a/one/index.yaml", "no index\n");
    let (code, told) = house.build(&["a/one"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(house.stands("web/a/one/letter.pdf"));
    let (code, told) = house.build(&["a/other"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        !told.contains("index.html is as it was"),
        "the page tells of the record, which is sound: {told}"
    );
}
