//! Every folder of `tests/diagnostics/` is a small workspace with what an operator is told about it: `expected.txt` in
//! Japanese, and in some `expected.en.txt` in English. A folder dropped in is picked up; a few workspaces whose bytes no
//! editor would keep (CP932, UTF-16, 10 MB, an alias bomb) are made here and have only the expectation in their folder.
//!
//! `UPDATE=1 cargo test --test diagnostics` writes what is told now; read the difference before you commit it.

use notice::diagnostic::code::Code;
use notice::diagnostic::{Diagnostic, Language, Severity, Sources, draw};
use notice::engine;
use notice::testing::record::CODES;
use notice::testing::{check, template, workspace as files};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Files = Vec<(PathBuf, Vec<u8>)>;

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// The files below `dir/notices`, with paths from `dir`.
fn workspace(dir: &Path) -> Files {
    let mut files = Vec::new();
    let mut open = vec![dir.join("notices")];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = fs::read(&path).expect("a readable file");
                files.push((path.strip_prefix(dir).expect("below").to_path_buf(), bytes));
            }
        }
    }
    files
}

const PUBLISHER: &str = "publisher:\n  name: 例\n  senders: [株式会社例]\n  services: { net: 通信 }\n";

fn with_publisher(record: Vec<u8>) -> Files {
    vec![
        ("notices/a/publisher.yaml".into(), PUBLISHER.into()),
        ("notices/a/record.yaml".into(), record),
    ]
}

/// Names that no folder of a publisher can have.
const FOLDERS: [&str; 16] = [
    "a:b",
    "a\\b",
    "a  b",
    " a",
    "a ",
    "a.",
    "a\u{7}b",
    "a\u{202e}b",
    "50%",
    "a?",
    "a#",
    "a\"b",
    "a|b",
    "CON",
    "nul.old",
    "~a",
];

/// A publisher in each of these folders; the first has a record as well.
fn called(folders: &[&str]) -> Files {
    let publisher = |folder: &&str| {
        (
            PathBuf::from(format!("notices/{folder}/publisher.yaml")),
            PUBLISHER.into(),
        )
    };
    let record = "incident:\n  id: a\n  services: [net]\n  periods: [2025-10-01 12:10 ..]\n";
    let mut files: Files = folders.iter().map(publisher).collect();
    files.push((format!("notices/{}/a.yaml", folders[0]).into(), record.into()));
    files
}

/// Workspaces made here, by the folder that holds their expectation.
fn made() -> BTreeMap<&'static str, Files> {
    // 「件名」 in CP932 and in UTF-16.
    let cp932 = b"maintenance:\n  id: a\n  title: \x8c\x8f\x96\xbc\n".to_vec();
    let utf16 = "maintenance:\n  id: a\n  title: 件名\n";
    let utf16: Vec<u8> = "\u{FEFF}"
        .chars()
        .chain(utf16.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut bomb =
        String::from("incident:\n  id: a\n  services: &a0 [net, net, net, net, net, net, net, net, net, net]\n");
    for level in 1..12 {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb += &format!("  x{level}: &a{level} [{inner}]\n");
    }
    let deep = format!("incident:\n  id: {}x{}\n", "[".repeat(500), "]".repeat(500));
    let huge = "incident: 障害\n".repeat(10 * 1024 * 1024 / 17);
    let bom = "\u{FEFF}incident:\n  id: a\n  services: [net]\n  periods: [2025-10-01 12:10 ..]\n";
    // What Word and a broken copy leave behind.
    let controls = "maintenance:\n  id: a\n  title: お知らせ\u{B}(重要)\n  purpose: \"更\0新\"\n  cause: |\n    機器\u{1B}の更新\n  \
                    services: [nett]\n  windows: [2026-12-13 22:30\u{C} .. 25:00]\n";
    let telephone = "1234-".repeat(180_000);
    let url = "a/".repeat(1_000);
    let (title, text) = ("件".repeat(1_001), "文".repeat(200_001));
    let long = format!(
        "maintenance:\n  id: a\n  title: {title}\n  purpose: 更新\n  services: [net]\n  contact:\n    telephone: {telephone}\n    \
         url: https://example.jp/{url}\n  windows: [2026-12-13 22:30 .. 25:00]\n"
    );
    let days = chrono::NaiveDate::from_ymd_opt(2026, 12, 13)
        .expect("a day")
        .iter_days();
    let many: String = days
        .take(1_001)
        .map(|day| format!("    - {day} 22:30 .. 25:00\n"))
        .collect();
    let many = format!("maintenance:\n  id: b\n  title: 件名\n  cause: {text}\n  services: [net]\n  windows:\n{many}");
    let mut too_long = with_publisher(long.into_bytes());
    too_long.push(("notices/a/second.yaml".into(), many.into_bytes()));
    BTreeMap::from([
        ("value-too-long", too_long),
        ("file-control-characters", with_publisher(controls.into())),
        ("file-cp932", with_publisher(cp932)),
        ("file-utf16", with_publisher(utf16)),
        (
            "file-not-text",
            with_publisher(vec![0x89, b'P', b'N', b'G', 0xFF, 0x80, 0x01]),
        ),
        ("file-10-mb", with_publisher(huge.into_bytes())),
        ("file-alias-bomb", with_publisher(bomb.into_bytes())),
        ("file-too-deep", with_publisher(deep.into_bytes())),
        ("good-byte-order-mark", with_publisher(bom.into())),
        ("place-folder-names", called(&FOLDERS)),
        (
            "place-folder-twins",
            called(&["midori", "Midori", "ga-か\u{3099}", "ga-が", "みどり", "web"]),
        ),
        ("workspace-empty", Vec::new()),
    ])
}

/// Every case: its name and its files.
fn cases() -> BTreeMap<String, Files> {
    let mut cases: BTreeMap<String, Files> = made()
        .into_iter()
        .map(|(name, files)| (name.to_string(), files))
        .collect();
    for entry in fs::read_dir(home()).expect("tests/diagnostics") {
        let path = entry.expect("an entry").path();
        if path.join("notices").is_dir() {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            cases.insert(name, workspace(&path));
        }
    }
    cases
}

fn faults_of(files: &Files) -> (Sources, Vec<Diagnostic>) {
    let (sources, _, _, faults) = check::workspace(files.clone());
    (sources, faults)
}

#[test]
fn each_workspace_is_told_about_as_expected() {
    #[allow(
        clippy::disallowed_methods,
        reason = "how a person asks this test to accept what it sees"
    )]
    let update = std::env::var("UPDATE").is_ok();
    let mut differences = Vec::new();
    for (name, files) in cases() {
        let (sources, faults) = faults_of(&files);
        for (language, file) in [(Language::Ja, "expected.txt"), (Language::En, "expected.en.txt")] {
            let path = home().join(&name).join(file);
            if language == Language::En && !path.exists() {
                continue;
            }
            let told = draw::draw_all(&faults, &sources, language, false);
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if told == expected {
                continue;
            }
            if update {
                fs::create_dir_all(home().join(&name)).expect("a folder for the expectation");
                #[allow(
                    clippy::disallowed_methods,
                    reason = "an expectation of this test, not a publication"
                )]
                fs::write(&path, &told).expect("the expectation written");
            } else {
                differences.push(format!("=== {name}/{file}\n--- expected\n{expected}--- told\n{told}"));
            }
        }
    }
    assert!(
        differences.is_empty(),
        "{}\n{} differ; if what is told now is right: UPDATE=1 cargo test --test diagnostics",
        differences.join("\n"),
        differences.len()
    );
}

#[test]
fn good_records_are_free_of_faults_and_complete() {
    let good: Vec<_> = cases()
        .into_iter()
        .filter(|(name, _)| name.starts_with("good-"))
        .collect();
    assert!(good.len() >= 5);
    for (name, files) in good {
        let (sources, publishers, records, faults) = check::workspace(files);
        let told = draw::draw_all(&faults, &sources, Language::Ja, false);
        assert!(faults.is_empty(), "{name}: {told}");
        assert!(!publishers.is_empty() && !records.is_empty(), "{name}");
    }
}

#[test]
fn the_notices_of_this_project_hold_no_error() {
    let (sources, faults) = faults_of(&workspace(Path::new(env!("CARGO_MANIFEST_DIR"))));
    let errors: Vec<_> = faults.into_iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(
        errors.is_empty(),
        "{}",
        draw::draw_all(&errors, &sources, Language::Ja, false)
    );
}

#[test]
fn every_code_has_a_case_and_every_fault_a_place() {
    let mut met = BTreeSet::new();
    for (name, files) in cases() {
        let (_, faults) = faults_of(&files);
        for fault in &faults {
            met.insert(fault.code);
            assert!(
                fault.span.is_some() || name == "workspace-empty",
                "{name}: {}",
                fault.code
            );
        }
    }
    let known: BTreeSet<&str> = reading_codes().map(|code| code.code).collect();
    assert_eq!(met, known, "left: codes met in cases; right: codes there are");
}

#[test]
fn the_reference_explains_every_code_by_its_name_and_severity() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let text = fs::read_to_string(path).expect("docs/diagnostics.md");
    let mut explained = BTreeMap::new();
    for row in text.lines().filter(|line| line.starts_with("| N")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let before = explained.insert(cells[1], [cells[2], cells[3], cells[4]]);
        assert_eq!(before, None, "{} is explained twice", cells[1]);
        assert!(!cells[5].is_empty(), "{row}");
    }
    assert_eq!(explained, codes());
}

/// The codes of what reading and checking find.
fn reading_codes() -> impl Iterator<Item = &'static Code> {
    CODES.iter().chain(check::RULES.iter().map(|rule| &rule.code))
}

/// Every code with its severity and its names, as the reference has them.
fn codes() -> BTreeMap<&'static str, [&'static str; 3]> {
    let all = reading_codes()
        .chain(template::CODES)
        .chain(engine::codes::CODES)
        .chain(files::CODES);
    let mut codes = BTreeMap::new();
    for code in all {
        let word = match code.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let before = codes.insert(code.code, [word, code.ja, code.en]);
        assert_eq!(before, None, "{} names two kinds of faults", code.code);
    }
    codes
}

#[test]
fn the_order_of_files_does_not_matter() {
    for (name, files) in cases() {
        let mut turned = files.clone();
        turned.reverse();
        let told = |files: &Files| {
            let (sources, faults) = faults_of(files);
            draw::draw_all(&faults, &sources, Language::En, false)
        };
        assert_eq!(told(&files), told(&turned), "{name}");
    }
}

mod damaged {
    use super::*;
    use proptest::prelude::*;

    /// What an operator's hand, or a bad copy, can put into a file.
    const SCRAPS: &[&str] = &[
        "\n",
        "  ",
        "\t",
        ":",
        ": ",
        "- ",
        "{",
        "}",
        "{{",
        "}}",
        "[",
        "]",
        "\"",
        "'",
        "|\n",
        "&a ",
        "*a ",
        "#",
        " #3",
        "!x ",
        "? ",
        "<<: ",
        "---\n",
        "\u{3000}",
        "：",
        "～",
        "..",
        "25:00",
        "2021-02-30",
        "[^",
        "]",
        "○○",
        "\u{202E}",
        "\\",
        ",",
        "%",
        "@",
        "0",
    ];

    /// A record that has something of everything.
    fn whole() -> String {
        let path = home().join("good-everything/notices/a/record.yaml");
        let more = home().join("good-notes-and-tables/notices/a/record.yaml");
        let table = fs::read_to_string(more).expect("a record");
        let table = table.split_once("  tables:").expect("tables").1.to_string();
        fs::read_to_string(path).expect("a record") + "  tables:" + &table
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        /// However a record is damaged, it is read to the end, and each fault can be drawn where it stands.
        #[test]
        fn a_damaged_record_is_told_about_and_never_stops_the_tool(
            damage in prop::collection::vec((0.0..1.0f64, 0..SCRAPS.len(), 0..4usize), 1..6),
        ) {
            let mut text = whole();
            for (place, scrap, cut) in damage {
                let chars: Vec<(usize, char)> = text.char_indices().collect();
                let at = ((chars.len() - 1) as f64 * place) as usize;
                let end = chars.get(at + cut).map_or(text.len(), |(i, _)| *i);
                text.replace_range(chars[at].0..end, SCRAPS[scrap]);
            }
            let (sources, faults) = faults_of(&with_publisher(text.into_bytes()));
            for fault in &faults {
                let span = fault.span.expect("a place");
                prop_assert!(span.start <= span.end && span.end <= sources.get(span.file).text.len());
                for language in [Language::Ja, Language::En] {
                    prop_assert!(draw::draw(fault, &sources, language, true).contains(fault.code));
                }
            }
        }
    }
}

/// The examples of `docs/records.md` are records an operator will copy.
#[test]
fn the_examples_of_the_reference_are_read_without_a_fault() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/records.md");
    let text = fs::read_to_string(path).expect("docs/records.md");
    let blocks: Vec<&str> = text
        .split("```yaml\n")
        .skip(1)
        .filter_map(|b| b.split("```").next())
        .collect();
    let mut files = Files::new();
    let (mut maintenance, mut letterhead, mut house) = (String::new(), "", "");
    for block in blocks {
        if block.starts_with("publisher:") {
            let services = block.replace("    emoney:", "    credit: クレジットカード\n    emoney:");
            files.push(("notices/a/publisher.yaml".into(), services.into_bytes()));
        } else if block.starts_with("incident:") {
            files.push(("notices/a/incident.yaml".into(), block.into()));
        } else if block.starts_with("  letterhead:") {
            house = block;
        } else if block.starts_with("  addressee:") {
            letterhead = block;
        } else if block.starts_with("maintenance:") && block.contains("  letters:") {
            files.push(("notices/a/letters.yaml".into(), block.into()));
        } else if block.starts_with("common:") {
            files.push(("notices/common.yaml".into(), block.into()));
        } else if block.starts_with("holidays:") {
            files.push(("notices/holidays.yaml".into(), block.into()));
        } else {
            // The pieces below the first belong to the same record.
            maintenance += block;
        }
    }
    let windows = "    - 2021-06-01 22:30 .. 25:00\n    - 2021-07-19 01:00 .. 02:00\n";
    let maintenance = maintenance + letterhead;
    let maintenance = maintenance.replace("  log:\n", &format!("{windows}  log:\n"));
    files.push(("notices/a/maintenance.yaml".into(), maintenance.into_bytes()));
    let publisher = files.iter_mut().find(|(path, _)| path.ends_with("a/publisher.yaml"));
    publisher.expect("a publisher").1.extend(house.bytes());
    assert_eq!(files.len(), 7);
    let (sources, faults) = faults_of(&files);
    assert!(
        faults.is_empty(),
        "{}",
        draw::draw_all(&faults, &sources, Language::Ja, false)
    );
}
