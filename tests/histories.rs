//! Histories as people meet them: `tests/histories/<case>/` holds the records of a small workspace, `moments.txt` the moments
//! at which it is built, and `expected.txt` what page, letter, sheets, list and warnings say then. What is said again word for
//! word is not repeated. `UPDATE=1 cargo test --test histories` accepts what is told now: read the difference as an
//! operator at one in the morning, and as the merchant who gets the sheet.

use chrono::NaiveDateTime;
use notice::engine::{BuildResult, Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build, manuscripts};
use notice::testing::html;
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
        bytes: fs::read(path).expect("a record"),
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
        for fault in &result.diagnostics {
            let place = fault.span.map(|span| {
                let (line, column) = result.sources.position(span.file, span.start);
                let path = &result.sources.get(span.file).path;
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                format!("{}:{line}:{column}", name.unwrap_or_default())
            });
            let place = place.unwrap_or_default();
            let _ = writeln!(out, "{} {place} {}", fault.code, fault.message.ja);
        }
        if !result.has_errors() {
            for (path, text) in documents(&files, moment, &result) {
                match said.insert(path.clone(), text.clone()) {
                    Some(before) if before == text => {}
                    _ => {
                        let _ = writeln!(out, "---- {path}\n{text}");
                    }
                }
            }
        }
    }
    out
}

/// The words of every document: the page, letters, what stands above their web pages, sheets.
fn documents(files: &WorkspaceFiles, moment: NaiveDateTime, result: &BuildResult) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for output in &result.outputs {
        let path = output.path.to_string_lossy().into_owned();
        if path.ends_with("index.html") {
            let page = String::from_utf8_lossy(&output.bytes);
            out.push((path, words(page.split_once("<body").map_or("", |(_, body)| body))));
        }
    }
    for draft in manuscripts(files, &request(moment)) {
        let above = draft.web.as_deref().and_then(|page| page.split_once("<aside"));
        let above = above.and_then(|(_, rest)| rest.split_once("</aside>"));
        out.push((draft.path.clone(), words(&html::body(&draft.document))));
        if draft.web.is_some() {
            let above = above.map_or(String::new(), |(above, _)| words(above));
            out.push((format!("{} のWebページの上", draft.path), above));
        }
    }
    out
}

/// What stands between two words that a tag parts.
fn parted(tag: &str) -> &'static str {
    match tag {
        "span" | "a" | "/a" | "time" | "strong" | "sup" | "ruby" | "rt" | "rp" => "",
        "dd" | "td" | "th" => " | ",
        "dt" => "\n",
        _ if tag.starts_with('/')
            && parted(&tag[1..]).trim_matches('\n').is_empty()
            && parted(&tag[1..]).is_empty() =>
        {
            ""
        }
        "/dt" | "/dd" | "/td" | "/th" => "",
        _ => "\n",
    }
}

/// The words of HTML, one line per block; where a link leads stands behind its words.
fn words(page: &str) -> String {
    let mut out = String::new();
    let mut link = None;
    for part in page.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else {
            continue;
        };
        let name = tag.split_whitespace().next().unwrap_or_default();
        if name == "a" {
            link = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
        }
        if let Some(link) = link.take_if(|_| name == "/a") {
            let _ = write!(out, " <{link}>");
        }
        out.push_str(parted(name));
        out.push_str(text);
    }
    let out = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(out, |text, (reference, character)| text.replace(reference, character));
    let lines: Vec<&str> = out
        .lines()
        .map(|line| line.trim().trim_start_matches("| "))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n") + "\n"
}

#[test]
fn each_history_is_told_as_expected() {
    let update = std::env::vars().any(|(name, value)| name == "UPDATE" && value == "1");
    let mut differ = Vec::new();
    for case in cases() {
        let told = told(&case);
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
        "{}\nif this is right: UPDATE=1 cargo test --test histories",
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
