//! Histories as people meet them: `tests/histories/<case>/` holds the records of a small workspace, `moments.txt` the moments
//! at which it is built, and `expected.txt` what page, letter, sheets, list and warnings say then. What is said again word for
//! word is not repeated. `UPDATE=1 cargo test --test histories` accepts what is told now: read the difference as an
//! operator at one in the morning, and as the merchant who gets the sheet.

mod common;

use chrono::NaiveDateTime;
use common::said;
use notice::engine::{Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/histories")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the cases").flatten();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

/// The records of a case; a case without a publisher of its own has the one that all share.
fn workspace(case: &Path) -> WorkspaceFiles {
    let mut notices: BTreeMap<String, PathBuf> = BTreeMap::new();
    notices.insert("publisher.yaml".to_string(), folder().join("publisher.yaml"));
    for entry in fs::read_dir(case).expect("a case").flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "yaml") {
            notices.insert(entry.file_name().to_string_lossy().into_owned(), entry.path());
        }
    }
    let files = notices.into_iter().map(|(name, path)| WorkspaceFile {
        path: format!("notices/p/{name}"),
        bytes: fs::read(path).expect("a record").into(),
    });
    WorkspaceFiles {
        notices: files.collect(),
        ..WorkspaceFiles::default()
    }
}

fn moments(case: &Path) -> Vec<NaiveDateTime> {
    let text = fs::read_to_string(case.join("moments.txt")).expect("the moments of a case");
    let moment = |line: &str| NaiveDateTime::parse_from_str(line, "%Y-%m-%d %H:%M").expect("a moment");
    text.lines().map(moment).collect()
}

fn request(moment: NaiveDateTime) -> Request {
    Request {
        goal: Goal::List,
        moment: Moment::Local(moment),
        ids: Vec::new(),
        threads: NonZeroUsize::MIN,
    }
}

/// What is said of a case, moment by moment.
fn told(case: &Path) -> String {
    let files = workspace(case);
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    let mut out = String::new();
    for moment in moments(case) {
        let result = build(&files, &request(moment), &mut ());
        let _ = writeln!(out, "######## {}", moment.format("%Y-%m-%d %H:%M"));
        for entry in &result.listing {
            let _ = writeln!(out, "{}: {}", entry.id, entry.state.ja);
        }
        if let Some(next) = result.next_change {
            let _ = writeln!(out, "次の変わり目: {}", next.format("%Y-%m-%d %H:%M"));
        }
        out.push_str(&said::faults(&result));
        if !result.has_errors() {
            for (path, text) in said::documents(&files, &request(moment), &result) {
                // On its day a letter moves to the web.
                let moved = path
                    .strip_prefix("web/")
                    .and_then(|path| said.remove(&format!("office/{path}")));
                match said.insert(path.clone(), text.clone()) {
                    Some(before) if before == text => {}
                    None if moved.as_ref() == Some(&text) => {
                        let _ = writeln!(out, "---- {path} (前のまま、公開)\n");
                    }
                    _ => {
                        let _ = writeln!(out, "---- {path}\n{text}");
                    }
                }
            }
        }
    }
    out
}

#[test]
fn each_history_is_told_as_expected() {
    said::hold(
        cases().iter().map(|case| (case.join("expected.txt"), told(case))),
        "histories",
    );
}

/// The texts of a case that may hold brackets as they are typed: all that stands in its records.
fn typed(files: &WorkspaceFiles) -> String {
    let texts = files.notices.iter().map(|file| String::from_utf8_lossy(&file.bytes));
    texts.collect::<Vec<_>>().concat()
}

#[test]
fn a_house_of_full_width_brackets_gets_no_others_that_nobody_typed() {
    let mut others = Vec::new();
    for case in cases() {
        let mut files = workspace(&case);
        for file in &mut files.notices {
            // One typed bracket would stand for many that were not.
            let text = String::from_utf8_lossy(&file.bytes).replace(['(', ')'], "");
            let text = match file.path.ends_with("publisher.yaml") && !text.contains("style:") {
                true => format!("{}\n  style: {{ brackets: full }}\n", text.trim_end()),
                false => text.replacen("style: {", "style: { brackets: full,", 1),
            };
            file.bytes = text.as_str().into();
        }
        if !typed(&files).contains("brackets: full") {
            continue;
        }
        for moment in moments(&case) {
            let result = build(&files, &request(moment), &mut ());
            if result.has_errors() {
                continue;
            }
            for (path, text) in said::documents(&files, &request(moment), &result) {
                // A numbered item is typed, and a note's words stand in brackets of the page.
                let own = |line: &&str| !line.starts_with("1) ") && !line.contains("(作業の後に自動で送信します。)");
                let half = text.lines().filter(|line| line.contains(['(', ')'])).filter(own);
                others.extend(half.map(|line| format!("{} {path}: {line}", case.display())));
            }
        }
    }
    others.sort();
    others.dedup();
    assert!(others.is_empty(), "{}", others.join("\n"));
}
