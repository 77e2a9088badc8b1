//! Faults that show only when documents are made: `tests/making/<case>/` is a workspace (`notices/`, `templates/`, `fonts/`)
//! with what is told about it in `expected.txt`. `UPDATE=1 cargo test --test making` accepts what is told now.

use chrono::NaiveDate;
use notice::diagnostic::{Language, Severity, draw};
use notice::engine::{
    self, BuildResult, Contents, Goal, LedgerFile, Moment, Request, WorkspaceFile, WorkspaceFiles, build,
};
use notice::testing::template;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/making");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the cases")
        .flatten()
        .map(|e| e.path())
        .collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

fn read(case: &Path, folder: &str, out: &mut Vec<WorkspaceFile>) {
    let Ok(entries) = fs::read_dir(case.join(folder)) else {
        return;
    };
    let mut names: Vec<String> = entries
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        match case.join(&path).is_dir() {
            true => read(case, &path, out),
            false => out.push(WorkspaceFile {
                bytes: fs::read(case.join(&path)).expect("a file").into(),
                path,
            }),
        }
    }
}

fn made(case: &Path) -> BuildResult {
    let mut files = WorkspaceFiles::default();
    read(case, "notices", &mut files.notices);
    read(case, "templates", &mut files.templates);
    read(case, "fonts", &mut files.fonts);
    let mut issued = Vec::new();
    read(case, "issued", &mut issued);
    files
        .issued
        .extend(issued.into_iter().map(|WorkspaceFile { path, bytes }| LedgerFile {
            path,
            size: bytes.len() as u64,
            written: 0,
            contents: Contents::Held(bytes.to_vec()),
        }));
    let moment = NaiveDate::from_ymd_opt(2026, 12, 8)
        .and_then(|day| day.and_hms_opt(9, 0, 0))
        .expect("a moment");
    let request = Request {
        goal: Goal::Check,
        moment: Moment::Local(moment),
        ids: Vec::new(),
        threads: std::num::NonZeroUsize::MIN,
    };
    build(&files, &request, &mut ())
}

#[test]
fn each_workspace_is_told_about_as_expected() {
    let update = std::env::vars().any(|(name, value)| name == "UPDATE" && value == "1");
    let mut differ = Vec::new();
    for case in cases() {
        let result = made(&case);
        let told = match result.diagnostics.is_empty() {
            true => String::new(),
            false => draw::draw_all(&result.diagnostics, &result.sources, Language::Ja, false),
        };
        let path = case.join("expected.txt");
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if told != expected && update {
            accept(&path, &told);
        } else if told != expected {
            differ.push(format!("== {}\n{told}", case.display()));
        }
    }
    assert!(
        differ.is_empty(),
        "{}\nif this is right: UPDATE=1 cargo test --test making",
        differ.join("\n")
    );
}

#[allow(
    clippy::disallowed_methods,
    reason = "an expectation is accepted, nothing is published"
)]
fn accept(path: &Path, told: &str) {
    fs::write(path, told).expect("the expectation is written");
}

#[test]
fn every_error_has_a_place() {
    for case in cases() {
        let told = made(&case).diagnostics.into_iter();
        let nowhere = told.filter(|fault| fault.severity == Severity::Error && fault.span.is_none());
        let nowhere: Vec<String> = nowhere
            .map(|fault| format!("{} {}", fault.code, fault.message.en))
            .collect();
        assert_eq!(nowhere, [""; 0], "{}", case.display());
    }
}

#[test]
fn every_kind_of_fault_has_a_case() {
    let met: BTreeSet<&str> = cases()
        .iter()
        .flat_map(|case| made(case).diagnostics)
        .map(|fault| fault.code)
        .collect();
    let known = template::CODES.iter().chain(engine::codes::CODES);
    // What the PDF writer refuses is a fault of the program: no workspace is known to reach it.
    let known = known.filter(|code| code.code != engine::codes::NOT_WRITTEN.code);
    for code in known {
        assert!(met.contains(code.code), "no case for {} {}", code.code, code.en);
    }
}

#[test]
fn a_template_of_the_workspace_takes_the_place_of_the_built_in_one() {
    let result = made(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/making/good-template"));
    let page = result
        .outputs
        .iter()
        .find(|output| output.path.ends_with("letter.html"))
        .expect("the letter");
    let html = String::from_utf8_lossy(&page.bytes);
    assert!(html.contains("この案内状は、ひな形を替えて作りました。"));
    assert!(!html.contains("敬具"), "nothing of the built-in template is left");
}
