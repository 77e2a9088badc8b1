//! The words of what is built in: nothing of `tests/template_words.tsv` stands in a built-in template, in print or in its comments.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders of what every publisher gets. A folder of a publisher's name holds that company's own words.
const BUILT_IN: [&str; 5] = ["letter", "fax", "page", "part", "phrase"];

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect()
}

/// What is not written, what is written in its place, and the words in which it may stand after all.
fn table() -> Vec<(String, String, Vec<String>)> {
    let text = fs::read_to_string(home().join("tests/template_words.tsv")).expect("the table");
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let mut cells = row.split('\t').map(str::to_owned);
        let (wrong, right) = (cells.next().expect("a word"), cells.next().expect("what to write"));
        (wrong, right, cells.collect())
    })
    .collect()
}

/// Every line of `text` that holds a word of the table.
fn met(text: &str, table: &[(String, String, Vec<String>)]) -> Vec<String> {
    let mut met = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for (wrong, right, but) in table {
            let rest = but.iter().fold(line.to_owned(), |rest, may| rest.replace(may, ""));
            if rest.contains(wrong.as_str()) {
                met.push(format!("{}: {wrong} → {right}: {}", number + 1, line.trim()));
            }
        }
    }
    met
}

#[test]
fn no_built_in_template_holds_a_word_of_the_list() {
    let table = table();
    let mut all = Vec::new();
    let mut read = 0;
    for folder in BUILT_IN {
        for path in files(&home().join("templates").join(folder)) {
            let text = fs::read_to_string(&path).expect("a template");
            read += 1;
            let lines = met(&text, &table).into_iter();
            all.extend(lines.map(|line| format!("{}:{line}", path.display())));
        }
    }
    assert!(read > 60, "{read} templates were read");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_row_of_the_list_is_met_where_it_is_written() {
    let table = table();
    for row in &table {
        assert_eq!(met(&row.0, std::slice::from_ref(row)).len(), 1, "{}", row.0);
        let right = met(&row.1, std::slice::from_ref(row));
        assert!(right.is_empty(), "what is to be written is refused as well: {right:?}");
    }
}
