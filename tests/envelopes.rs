//! Letters for window envelopes as a publisher makes them: where poppler finds the words of the PDF, and what the envelope leaves alone.

mod common;

use common::walk;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The moment all are made at.
const AS_OF: &str = "2021-07-19 01:30";

const PT_IN_MM: f64 = 25.4 / 72.0;

/// Each workspace of `tests/pictures/` with what its window always shows and all that it may show: left, top, right, bottom in mm.
const WINDOWS: [(&str, [f64; 4], [f64; 4]); 4] = [
    ("envelope-long-3", [22.0, 12.0, 87.0, 36.0], [0.0, 0.0, 112.0, 57.0]),
    ("envelope-long-40", [22.0, 12.0, 97.0, 41.2], [0.0, 0.0, 112.0, 57.0]),
    ("envelope-flat-a4", [25.0, 24.0, 97.0, 54.0], [7.0, 9.0, 115.0, 69.0]),
    (
        "envelope-window-at-the-right",
        [98.0, 28.0, 163.0, 52.0],
        [73.0, 7.0, 188.0, 73.0],
    ),
];

const ADDRESS: [&str; 6] = [
    "〒100-0001",
    "東京都千代田区千代田1-2-3",
    "みどりビルディング東館7階",
    "みどり商事株式会社",
    "経理部出納課",
    "山田太郎様",
];

fn workspace(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(name)
}

/// What is made of a workspace.
fn built(workspace: &Path) -> tempfile::TempDir {
    let out = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice"));
    command
        .arg("build")
        .args(["--as-of", AS_OF, "--workspace"])
        .arg(workspace);
    let told = command.arg("--out").arg(out.path()).output().expect("the binary runs");
    let said = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.status.success() && !said.contains("N0908"), "{said}");
    out
}

/// The words of the first page, each with its box in mm: left, top, right, bottom.
fn words(pdf: &Path) -> Vec<(String, [f64; 4])> {
    let mut command = Command::new("pdftotext");
    command.args(["-bbox", "-l", "1"]).arg(pdf).arg("-");
    let told = command
        .output()
        .expect("pdftotext, of poppler-utils, is installed")
        .stdout;
    let told = String::from_utf8(told).expect("UTF-8");
    let word = |line: &str| {
        let rest = line.trim().strip_prefix("<word ")?;
        let (attributes, rest) = rest.split_once('>')?;
        let numbers = attributes
            .split('"')
            .skip(1)
            .step_by(2)
            .map(|number| number.parse::<f64>().expect("a number") * PT_IN_MM);
        let area = numbers.collect::<Vec<_>>().try_into().expect("four sides");
        Some((rest.strip_suffix("</word>")?.to_owned(), area))
    };
    told.lines().filter_map(word).collect()
}

#[test]
fn the_address_is_found_where_the_window_always_shows_it() {
    for (name, [left, top, right, bottom], seen) in WINDOWS {
        let out = built(&workspace(name));
        let mut found = String::new();
        for (word, area) in words(&out.path().join("web/midori/card/letter.pdf")) {
            let meets = area[0] < seen[2] && seen[0] < area[2] && area[1] < seen[3] && seen[1] < area[3];
            if !meets {
                continue;
            }
            let within = area[0] >= left && area[1] >= top && area[2] <= right && area[3] <= bottom;
            assert!(within, "{name}: {word} at {area:?}");
            found.push_str(&word);
        }
        assert_eq!(common::folded(&found), common::folded(&ADDRESS.concat()), "{name}");
    }
}

#[test]
fn web_pages_and_fax_sheets_know_no_envelope() {
    let plain = tempfile::tempdir().expect("a folder");
    let notices = plain.path().join("notices/midori");
    fs::create_dir_all(&notices).expect("a folder");
    let from = workspace("envelope-long-40").join("notices/midori");
    let house = fs::read_to_string(from.join("publisher.yaml")).expect("a publisher");
    let without: String = house
        .lines()
        .filter(|line| !line.contains("paper:"))
        .map(|line| format!("{line}\n"))
        .collect();
    let record = fs::read_to_string(from.join("card.yaml")).expect("a record");
    common::write(
        &notices.join("card.yaml"),
        &format!("{record}  documents: [letter, fax]\n"),
    );
    let made = [without, house].map(|house| {
        common::write(&notices.join("publisher.yaml"), &house);
        let out = built(plain.path());
        let mut files = Vec::new();
        walk(out.path(), &mut files);
        files.sort();
        let files = files.into_iter().map(|file| {
            let bytes = fs::read(&file).expect("a file");
            (file.strip_prefix(out.path()).expect("within").to_owned(), bytes)
        });
        files.collect::<Vec<_>>()
    });
    let [without, with] = &made;
    assert_eq!(without.len(), with.len());
    let mut other = Vec::new();
    for (one, another) in without.iter().zip(with) {
        assert_eq!(one.0, another.0);
        if one.1 != another.1 {
            other.push(one.0.to_string_lossy().into_owned());
        }
    }
    assert_eq!(other, ["web/midori/card/letter.pdf"]);
}
