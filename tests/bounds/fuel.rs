//! What is worked out: loops, texts that grow, and templates that never end.

use super::room::Room;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn lead(text: &str) -> Vec<(String, String)> {
    let room = Room::new().with_record("one", &format!("  lead: |\n    {text}\n"));
    room.errors()
}

fn letter(body: &str) -> Room {
    let letter = format!(":::title 作業のお知らせ\n\n{body}\n");
    Room::new()
        .with("templates/letter/short.md", letter)
        .with_record("one", "  letter: short\n")
}

#[test]
fn a_text_of_a_record_counts_little_and_sets_nothing() {
    for text in [
        "{% for a in windows %}{% for b in windows %}x{% endfor %}{% endfor %}",
        "{% for a in windows %}{{ [b for b in windows] | length }}{% endfor %}",
        "{{ [b for b in windows] | length }}",
        "{% set a = 1 %}{{ a }}",
        "{% for a in range(end=1001) %}x{% endfor %}",
        "{% for a in range(end=900) %}{% endfor %}{% for a in range(end=900) %}x{% endfor %}",
        "{% for a in range(end=900) %}{{ title }}{{ title }}{{ title }}{{ title }}{{ title }}{{ title }}{% endfor %}",
        "{{ 'aaaaaaaaaa' | replace(from='a', to='aaaaaaaaaa') | replace(from='a', to='aaaaaaaaaa') \
         | replace(from='a', to='aaaaaaaaaa') | replace(from='a', to='aaaaaaaaaa') | replace(from='a', to='aaaaaaaaaa') \
         | replace(from='a', to='aaaaaaaaaa') | replace(from='a', to='aaaaaaaaaa') | replace(from='a', to='aaaaaaaaaa') \
         | length }}",
    ] {
        let told = lead(text);
        assert_eq!(told.len(), 1, "{text}: {told:?}");
        assert_eq!(told[0].0, "N0801 notices/a/one.yaml:7", "{text}: {told:?}");
    }
    for text in [
        "{% for w in windows %}{{ w.date }}{% endfor %}",
        "{% for a in range(end=3) %}{{ a }}{% endfor %}",
    ] {
        assert_eq!(lead(text), [], "{text}");
    }
}

#[test]
fn what_all_publishers_share_counts_little_too() {
    let common = "common:\n  terms:\n    centre: \"{% set a = 'x' %}{{ a }}\"\n";
    let room = Room::new().with("notices/common.yaml", common).with_record("one", "");
    assert_eq!(room.places(), ["N0801 notices/common.yaml:3"]);
}

#[test]
fn a_template_that_prints_without_end_is_told() {
    let loops = "{% for a in range(end=100000) %}{% for b in range(end=1000) %}何も終わらない{% endfor %}{% endfor %}";
    assert_eq!(letter(loops).places(), ["N0802 templates/letter/short.md:1"]);
}

#[test]
fn names_that_are_not_there_are_told_once_however_often_they_are_asked_for() {
    let loops = "{% for a in range(end=100000) %}{{ passages.nothing }}{% endfor %}";
    assert_eq!(letter(loops).places().len(), 1);
}

/// A workspace on the disk, and the program called in it.
fn called(template: &str, command: &str) -> (tempfile::TempDir, Output) {
    let folder = tempfile::TempDir::new().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::io::Write::write_all(&mut fs::File::create(path).expect("a file"), text.as_bytes()).expect("written");
    };
    put("notices/a/publisher.yaml", super::room::PUBLISHER);
    put(
        "notices/a/one.yaml",
        "maintenance:\n  id: one\n  title: お知らせ\n  issued: 2026-12-01\n  letter: short\n  services: [net]\n  windows: [2026-12-13 22:30 .. 25:00]\n",
    );
    put(
        "templates/letter/short.md",
        &format!(":::title お知らせ\n\n本文\n\n{template}\n"),
    );
    let output = Command::new(env!("CARGO_BIN_EXE_notice"))
        .args([command, "--as-of", "2026-12-08 09:00"])
        .current_dir(folder.path())
        .env("NOTICE_PATIENCE", "1")
        .output()
        .expect("the program runs");
    (folder, output)
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

#[test]
fn a_template_that_never_ends_ends_the_program_and_leaves_nothing() {
    let silent = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}";
    let (folder, output) = called(silent, "build");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("letter/short.md(a/one/letter)"), "{told}");
    assert!(told.contains("NOTICE_PATIENCE"), "{told}");
    let out = folder.path().join("out");
    assert!(
        !out.exists()
            || ["web", "office"]
                .iter()
                .all(|part| !out.join(part).exists() || is_empty(&out.join(part)))
    );
}

#[test]
fn a_template_that_ends_is_waited_for() {
    let (_folder, output) = called("{% for a in range(end=10000) %}{% endfor %}", "check");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
}
