//! Whose templates make whose documents: `tests/layers/<case>/` is a workspace with several publishers, `expected.txt` what
//! is told about it, which files are published and what the documents say. `UPDATE=1 cargo test --test layers` accepts what
//! is made now.

mod common;

use chrono::NaiveDate;
use common::said;

use notice::engine::{Goal, Moment, Request, build};
use notice::testing::workspace;
use std::fmt::Write;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layers");
    let entries = fs::read_dir(folder).expect("the cases").flatten();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn told(case: &Path) -> String {
    let files = workspace::read(case).expect("a workspace").files;
    let moment = NaiveDate::from_ymd_opt(2026, 12, 8).and_then(|day| day.and_hms_opt(9, 0, 0));
    let request = Request {
        goal: Goal::Publish,
        moment: Moment::Local(moment.expect("a moment")),
        ids: Vec::new(),
        threads: NonZeroUsize::MIN,
    };
    let result = build(&files, &request, &mut ());
    let mut out = String::new();
    for fault in &result.diagnostics {
        let place = fault.span.map(|span| said::place(&result, span)).unwrap_or_default();
        let _ = writeln!(out, "{} {place} {}\n  {}", fault.code, fault.message.ja, fault.help.ja);
    }
    if result.has_errors() {
        return out;
    }
    for output in &result.outputs {
        let _ = writeln!(out, "{}", output.path.display());
        if output.path.ends_with("notice.css") {
            let style = String::from_utf8_lossy(&output.bytes);
            let own = style.lines().filter(|line| line.contains("house"));
            own.for_each(|line| {
                let _ = writeln!(out, "    {line}");
            });
        }
    }
    for (path, text) in said::documents(&files, &request, &result) {
        let _ = writeln!(out, "---- {path}\n{text}");
    }
    out
}

#[test]
fn each_publisher_has_the_templates_that_are_its_own() {
    said::hold(
        cases().iter().map(|case| (case.join("expected.txt"), told(case))),
        "layers",
    );
}
