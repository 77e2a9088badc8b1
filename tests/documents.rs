//! What operators and contributors read: the Japanese documents say as much as the English ones, and links lead somewhere.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(path: &str) -> String {
    fs::read_to_string(home().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// What stands in backticks, outside blocks of code.
fn words(text: &str) -> BTreeSet<String> {
    events(text)
        .filter_map(|event| match event {
            Event::Code(word) => Some(word.to_string()),
            _ => None,
        })
        .collect()
}

/// What stands in backticks in the first column of any table.
fn keys(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut column = None;
    for event in events(text) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => column = Some(0),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => column = None,
            Event::End(TagEnd::TableCell) => column = column.map(|number| number + 1),
            Event::Code(word) if column == Some(0) => {
                keys.insert(word.to_string());
            }
            _ => {}
        }
    }
    keys
}

/// Where the links and pictures of a document lead within the project.
fn targets(text: &str) -> Vec<String> {
    events(text)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url),
            _ => None,
        })
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .filter_map(|target| target.split('#').next().map(str::to_owned))
        .filter(|target| !target.is_empty())
        .collect()
}

/// `README*.md`, `CONTRIBUTING.md` and `docs/*.md`.
fn documents() -> Vec<PathBuf> {
    let mut documents = Vec::new();
    for folder in [home().to_path_buf(), home().join("docs")] {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            let wanted = folder != home() || name.starts_with("README") || name == "CONTRIBUTING.md";
            if wanted && name.ends_with(".md") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

#[test]
fn what_operators_read_is_there_in_both_languages_and_each_leads_to_the_other() {
    for name in ["day", "recipes", "records", "notation", "templates", "diagnostics"] {
        for (one, other) in [
            (format!("{name}.md"), format!("{name}.ja.md")),
            (format!("{name}.ja.md"), format!("{name}.md")),
        ] {
            let text = text_of(&format!("docs/{one}"));
            assert!(targets(&text).contains(&other), "docs/{one} does not lead to {other}");
        }
    }
}

#[test]
fn the_japanese_reference_names_every_key() {
    let keys = keys(&text_of("docs/records.md"));
    for key in ["name", "era", "id", "windows", "periods", "start", "at"] {
        assert!(keys.contains(key), "{key} was not found in the tables: {keys:?}");
    }
    let words = words(&text_of("docs/records.ja.md"));
    let missing: Vec<&String> = keys.difference(&words).collect();
    assert!(missing.is_empty(), "docs/records.ja.md does not name {missing:?}");
}

/// Every code that a reference explains, with its severity and its Japanese name.
fn codes(text: &str) -> BTreeMap<String, [String; 2]> {
    let mut codes = BTreeMap::new();
    for row in text.lines().filter(|line| line.starts_with("| N")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let severity = match cells[2] {
            "error" => "エラー",
            "warning" => "警告",
            word => word,
        };
        let before = codes.insert(cells[1].to_owned(), [severity.to_owned(), cells[3].to_owned()]);
        assert_eq!(before, None, "{} is explained twice", cells[1]);
        assert!(cells[cells.len() - 2].len() > 10, "nothing is explained: {row}");
    }
    codes
}

#[test]
fn the_japanese_reference_explains_every_code() {
    let english = codes(&text_of("docs/diagnostics.md"));
    assert!(!english.is_empty());
    assert_eq!(codes(&text_of("docs/diagnostics.ja.md")), english);
}

#[test]
fn every_link_leads_to_a_file() {
    let documents = documents();
    let mut lost = Vec::new();
    let mut links = 0;
    for document in &documents {
        let text = fs::read_to_string(document).expect("a document");
        let folder = document.parent().expect("a folder");
        for target in targets(&text) {
            links += 1;
            if !folder.join(&target).is_file() {
                lost.push(format!("{} -> {target}", document.display()));
            }
        }
    }
    assert!(links > 20, "{links} links in {documents:?}");
    assert!(
        lost.is_empty(),
        "links to files that are not there:\n{}",
        lost.join("\n")
    );
}
