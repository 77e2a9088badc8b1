//! What a build would do is seen before it is done, and what it did is told to scripts.

mod common;

use common::Workspace;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const MOMENT: &str = "2021-07-19 01:10";
const LETTER: &str = "web/j-mups/2021-emoney/letter.pdf";

/// Every file below a folder, with the time it was written.
fn stamps(folder: &Path) -> Vec<(PathBuf, SystemTime)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let written = entry.metadata().and_then(|m| m.modified()).expect("a time");
                    found.push((path, written));
                }
            }
        }
    }
    found.sort();
    found
}

fn told(workspace: &Workspace, arguments: &[&str]) -> (i32, String, String) {
    let output = workspace.notice(arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().expect("an exit code"),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

#[test]
fn a_dry_run_of_a_first_build_makes_no_folder() {
    let workspace = Workspace::of_the_project();
    let (code, out, _) = told(&workspace, &["build", "--dry-run", "--as-of", MOMENT]);
    assert_eq!(code, 0);
    assert!(out.contains("--dry-run: out は書き換えていません"), "{out}");
    assert!(out.contains("作成  案内状(PDF)"), "{out}");
    assert!(!workspace.out("").exists());
}

#[test]
fn a_dry_run_shows_what_the_texts_would_say_and_changes_nothing() {
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let before = stamps(&workspace.out(""));
    workspace.edit(
        "notices/j-mups/2021-emoney.yaml",
        "end: 2021-06-28 01:00",
        "end: 2021-06-28 01:30",
    );
    let (code, out, _) = told(&workspace, &["build", "--dry-run", "--as-of", MOMENT]);
    assert_eq!(code, 0);
    assert!(out.contains(&format!("更新  案内状(PDF)     {LETTER}")), "{out}");
    let shown = out.split(LETTER).nth(2).expect("the letter's texts are compared");
    let says = |sign: char, words: &str| shown.lines().any(|line| line.starts_with(sign) && line.contains(words));
    assert!(says('-', "1:00") && says('+', "1:30"), "{shown}");
    assert_eq!(stamps(&workspace.out("")), before);

    // And the build does what was shown.
    let (_, built, _) = told(&workspace, &["build", "--as-of", MOMENT]);
    let table = |text: &str| {
        text.lines()
            .filter(|line| line.starts_with("更新"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(table(&built), table(&out));
}

#[test]
fn a_build_tells_a_script_what_became_of_each_file() {
    let workspace = Workspace::of_the_project();
    let (code, out, err) = told(&workspace, &["build", "--json", "--as-of", MOMENT]);
    assert_eq!((code, err.as_str()), (0, ""));
    let first = json(&out);
    assert_eq!(first["published"], true);
    assert_eq!(first["next_change"], "2021-07-19T01:41:00+09:00");
    let documents = first["documents"].as_array().expect("a list");
    let letter = documents.iter().find(|of| of["path"] == LETTER).expect("the letter");
    assert_eq!(letter["state"], "new");
    assert_eq!(letter["record"], "j-mups/2021-emoney");
    let bytes = fs::read(workspace.out(LETTER)).expect("the letter");
    assert_eq!(letter["size"], bytes.len());
    let sum = std::process::Command::new("sha256sum")
        .arg(workspace.out(LETTER))
        .output()
        .expect("sha256sum");
    let sum = String::from_utf8_lossy(&sum.stdout).into_owned();
    assert!(sum.starts_with(letter["sha256"].as_str().expect("a hash")), "{sum}");
    for file in documents {
        assert!(workspace.out(file["path"].as_str().expect("a path")).is_file());
    }

    // A record goes: its documents are told as removed.
    #[allow(clippy::disallowed_methods, reason = "the operator deletes a record")]
    fs::remove_file(workspace.path().join("notices/j-mups/2021-emoney.yaml")).expect("the record goes");
    let second = json(&told(&workspace, &["build", "--json", "--as-of", MOMENT]).1);
    let removed = second["removed"].as_array().expect("a list");
    assert!(removed.iter().any(|of| of["path"] == LETTER), "{second}");
    let superseded = second["superseded"].as_array().expect("a list");
    let kept = superseded
        .iter()
        .find(|of| of["path"] == LETTER)
        .expect("people had received it");
    assert_eq!(
        fs::read(workspace.out(kept["kept"].as_str().expect("a path"))).expect("kept"),
        bytes
    );
}

#[test]
fn where_nothing_is_published_a_script_is_told_so() {
    let workspace = Workspace::of_the_project();
    workspace.edit(
        "notices/j-mups/2021-emoney.yaml",
        "end: 2021-06-28 01:00",
        "end: 2021-06-31 01:00",
    );
    let (code, out, _) = told(&workspace, &["build", "--json", "--as-of", MOMENT]);
    assert_eq!(code, 1);
    let result = json(&out);
    assert_eq!(result["published"], false);
    let faults = result["faults"].as_array().expect("a list");
    assert!(faults.iter().any(|fault| fault["severity"] == "error"), "{result}");
    assert!(!workspace.out("").exists());
}

#[test]
fn the_listing_as_json_names_each_records_documents() {
    let workspace = Workspace::of_the_project();
    let listed = json(&told(&workspace, &["list", "--json", "--as-of", MOMENT]).1);
    let records = listed["records"].as_array().expect("a list");
    let emoney = records
        .iter()
        .find(|of| of["record"] == "j-mups/2021-emoney")
        .expect("the record");
    assert_eq!(emoney["documents"][0], LETTER);
    assert!(emoney["title"].as_str().is_some_and(|title| !title.is_empty()));
}
