//! Notices as banks, town halls, hospitals and railways publish them: `tests/real/<case>/` is a workspace (`notices/`) whose facts were
//! taken from a public notice of that kind and replaced, `moments.txt` the moments at which it is built (one per line), and
//! `expected.txt` what letter, sheets and page say then. Nothing but a record and a publisher's file may be needed, and no build may
//! warn. `tests/real/SOURCES.md` names the notices. `UPDATE=1 cargo test --test real` accepts what is told now.

mod common;

use chrono::NaiveDateTime;
use common::{said, walk};
use notice::engine::{Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the cases").flatten();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name()
        .expect("a case has a name")
        .to_string_lossy()
        .into_owned()
}

/// The files below `notices/`: a case that brought a template of its own would not be read.
fn workspace(case: &Path) -> WorkspaceFiles {
    let mut paths = Vec::new();
    walk(&case.join("notices"), &mut paths);
    paths.sort();
    let files = paths.into_iter().map(|path| WorkspaceFile {
        path: path
            .strip_prefix(case)
            .expect("below the case")
            .to_string_lossy()
            .into_owned(),
        bytes: fs::read(&path).expect("a record").into(),
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

/// What is said at each moment (what is said again word for word is not repeated), and what was warned of.
fn told(case: &Path) -> (String, String) {
    let files = workspace(case);
    let mut before: BTreeMap<String, String> = BTreeMap::new();
    let (mut out, mut faults) = (String::new(), String::new());
    for moment in moments(case) {
        let request = Request {
            goal: Goal::Check,
            moment: Moment::Local(moment),
            ids: Vec::new(),
            threads: NonZeroUsize::MIN,
        };
        let result = build(&files, &request, &mut ());
        for line in said::faults(&result).lines() {
            let _ = writeln!(faults, "{} ({moment}): {line}", name(case));
        }
        let _ = writeln!(out, "######## {}", moment.format("%Y-%m-%d %H:%M"));
        for (path, text) in said::documents(&files, &request, &result) {
            if before.insert(path.clone(), text.clone()).as_ref() != Some(&text) {
                let _ = writeln!(out, "---- {path}\n{text}");
            }
        }
    }
    (out, faults)
}

#[test]
fn each_notice_is_said_whole_and_no_build_warns() {
    let update = std::env::vars().any(|(name, value)| name == "UPDATE" && value == "1");
    let (mut differ, mut faults) = (String::new(), String::new());
    for case in cases() {
        let (told, warned) = told(&case);
        faults += &warned;
        let path = case.join("expected.txt");
        if fs::read_to_string(&path).unwrap_or_default() == told {
            continue;
        }
        match update {
            true => said::accept(&path, &told),
            false => {
                let _ = writeln!(differ, "== {}\n{told}", name(&case));
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(
        differ.is_empty(),
        "{differ}\nif this is right: UPDATE=1 cargo test --test real"
    );
}

#[test]
fn each_case_names_its_source() {
    let sources = fs::read_to_string(folder().join("SOURCES.md")).expect("the list of sources");
    for case in cases() {
        let row = format!("| {} | http", name(&case));
        assert!(sources.contains(&row), "SOURCES.md has no row {row:?}");
    }
}
