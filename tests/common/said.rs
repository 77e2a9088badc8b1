//! What a build tells people, as plain text: the words of every document, and the faults.

use notice::engine::{BuildResult, Request, WorkspaceFiles, manuscripts};
use notice::testing::html;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// One line for each fault: its code, its place, what is said of it.
pub fn faults(result: &BuildResult) -> String {
    let mut out = String::new();
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
    out
}

/// The words of every document: the page, letters, what stands above their web pages, sheets.
pub fn documents(files: &WorkspaceFiles, request: &Request, result: &BuildResult) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for output in &result.outputs {
        let path = output.path.to_string_lossy().into_owned();
        if path.ends_with("index.html") {
            let page = String::from_utf8_lossy(&output.bytes);
            out.push((path, words(page.split_once("<body").map_or("", |(_, body)| body))));
        }
    }
    for draft in manuscripts(files, request) {
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

#[allow(
    clippy::disallowed_methods,
    reason = "an expectation is accepted, nothing is published"
)]
pub fn accept(path: &Path, told: &str) {
    fs::write(path, told).expect("the expectation is written");
}

/// Holds what is told of each case to the file that says what is expected. `UPDATE=1` accepts what is told now.
pub fn hold(cases: impl IntoIterator<Item = (std::path::PathBuf, String)>, target: &str) {
    let update = std::env::vars().any(|(name, value)| name == "UPDATE" && value == "1");
    let mut differ = Vec::new();
    for (path, told) in cases {
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if told != expected && update {
            accept(&path, &told);
        } else if told != expected {
            differ.push(format!("== {}\n{told}", path.display()));
        }
    }
    assert!(
        differ.is_empty(),
        "{}\nif this is right: UPDATE=1 cargo test --test {target}",
        differ.join("\n")
    );
}

/// A place as the workspace has it.
pub fn place(result: &BuildResult, span: notice::diagnostic::Span) -> String {
    let (line, column) = result.sources.position(span.file, span.start);
    format!("{}:{line}:{column}", result.sources.get(span.file).path.display())
}
