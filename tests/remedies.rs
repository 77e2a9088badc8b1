//! What an operator copies from a remedy works as it is copied: the example put where a key is missing leaves no fault behind,
//! lines of YAML in messages are YAML, and the commands that messages name are there.

use chrono::NaiveDate;
use notice::diagnostic::{Diagnostic, Severity};
use notice::engine::{Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PUBLISHER: &str = "\
publisher:
  name: みどり決済センター
  senders: [みどり決済センター株式会社]
  addressee: { name: 加盟店, honorific: 各位 }
  services: { card: クレジットカード決済 }
  contact: { desk: みどりヘルプデスク, telephone: 0120-000-123 }
";

/// Records that lack a key, at the line `@`.
const RECORDS: &[&str] = &[
    "maintenance:\n  @\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n",
    "maintenance:\n  id: a\n  title: 件名\n  @\n  windows: [2026-12-13 22:30 .. 25:00]\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows:\n    - start: 2021-05-30 22:30\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows:\n    - end: 2026-12-14 03:00\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows:\n    - start: 2026-12-13 22:30\n      end: 2026-12-14 03:00\n      impact:\n        duration: 15m\n        @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n  log:\n    - at: 2026-12-13 22:31\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n  sections:\n    - body: 本文\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n  sections:\n    - heading: 見出し\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n  changes:\n    - before: 前\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n  changes:\n    - after: 後\n      @\n",
    "incident:\n  id: a\n  services: [card]\n  @\n",
    "incident:\n  id: a\n  services: [card]\n  periods: [2026-12-01 15:05 ..]\n  log:\n    - at: 2026-12-01 15:10\n      @\n",
    "incident:\n  id: a\n  services: [card]\n  periods: [2026-12-01 15:05 ..]\n  log:\n    - event: reported\n      @\n",
    "announcement:\n  id: a\n  title: 件名\n  text: 本文\n  @\n",
    "announcement:\n  id: a\n  title: 件名\n  text: 本文\n  issued: 2026-11-20\n  display:\n    from: 2026-11-20\n  log:\n    - at: 2026-11-21 10:00\n      @\n",
];

fn told(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let mut faults = all_told(files);
    faults.retain(|fault| fault.severity == Severity::Error);
    faults
}

fn all_told(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let file = |(path, text): &(&str, &str)| WorkspaceFile {
        path: format!("notices/office/{path}"),
        bytes: (*text).into(),
    };
    let workspace = WorkspaceFiles {
        notices: files.iter().map(file).collect(),
        ..WorkspaceFiles::default()
    };
    let moment = NaiveDate::from_ymd_opt(2026, 12, 8).and_then(|day| day.and_hms_opt(9, 0, 0));
    let request = Request {
        goal: Goal::Check,
        moment: Moment::Local(moment.expect("a moment")),
        ids: Vec::new(),
        threads: std::num::NonZeroUsize::MIN,
    };
    build(&workspace, &request, &mut ()).diagnostics
}

/// What stands between two marks.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    text.split_once(open)?.1.split_once(close).map(|(inner, _)| inner)
}

#[test]
fn the_example_of_a_missing_key_can_be_put_where_it_is_missing() {
    for record in RECORDS {
        let line = record.lines().find(|line| line.trim() == "@").expect("a place");
        let lacking = record.replace(&format!("{line}\n"), "");
        let faults = told(&[("a.yaml", &lacking), ("publisher.yaml", PUBLISHER)]);
        let fault = faults.first().unwrap_or_else(|| panic!("no fault of {lacking}"));
        for (help, open, close) in [(&fault.help.ja, "(例: ", ")"), (&fault.help.en, "as in `", "`")] {
            let example = between(help, open, close).unwrap_or_else(|| panic!("{lacking}{}: {help}", fault.message.ja));
            // The example fits the moment of the others, as an operator would see to.
            let example = example.replace("2026-12-13 15:20", "2026-12-01 15:20");
            let whole = record.replace('@', &example);
            let left = told(&[("a.yaml", &whole), ("publisher.yaml", PUBLISHER)]);
            assert!(
                left.is_empty(),
                "{whole}{:?}",
                left.iter().map(|f| &f.message.ja).collect::<Vec<_>>()
            );
        }
    }
}

/// Entries of a log that lack something, at the line `@`.
const ENTRIES: &[&str] = &[
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n  log:\n    - { at: 2026-12-13 22:31, event: started }\n    - at: 2026-12-14 00:50\n      event: extended\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n  log:\n    - at: 2026-12-10 10:00\n      event: changed\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n  log:\n    - at: 2026-12-10 10:00\n      event: changed\n      end: 2026-12-21 01:00\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00, 2026-12-15 22:30 .. 25:00]\n  log:\n    - at: 2026-12-13 22:31\n      event: started\n      @\n",
    "incident:\n  id: a\n  services: [card]\n  areas: [東, 西]\n  periods: [2026-12-01 15:05 ..]\n  log:\n    - { at: 2026-12-01 15:10, event: reported }\n    - at: 2026-12-01 16:00\n      event: restored\n      @\n",
    "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 .. 25:00]\n  log:\n    - at: 2026-12-14 10:00\n      event: corrected\n      @\n",
];

#[test]
fn what_an_entry_of_the_log_lacks_can_be_copied_from_the_remedy() {
    for record in ENTRIES {
        let line = record.lines().find(|line| line.trim() == "@").expect("a place");
        let indent = &line[..line.len() - 1];
        let lacking = record.replace(&format!("{line}\n"), "");
        let faults = told(&[("a.yaml", &lacking), ("publisher.yaml", PUBLISHER)]);
        let quoted = |help: &str, open: char, close: char| -> Vec<String> {
            let inner = help.split(open).skip(1).filter_map(|rest| rest.split(close).next());
            let inner = inner.filter(|line| line.contains(": ")).map(str::to_owned);
            inner.collect()
        };
        let of = |fault: &Diagnostic| quoted(&fault.help.ja, '「', '」');
        let fault = faults.iter().find(|fault| !of(fault).is_empty());
        let fault = fault.unwrap_or_else(|| panic!("no line to copy: {lacking}"));
        let lines = of(fault);
        let whole = record.replace(
            &format!("{line}\n"),
            &lines.iter().map(|l| format!("{indent}{l}\n")).collect::<String>(),
        );
        let left = told(&[("a.yaml", &whole), ("publisher.yaml", PUBLISHER)]);
        assert!(
            left.is_empty(),
            "{whole}{:?}",
            left.iter().map(|f| &f.message.ja).collect::<Vec<_>>()
        );
        // In English the same line stands between other marks.
        assert!(fault.help.en.contains(&lines[0]), "{}", fault.help.en);
    }
}

#[test]
fn the_entry_that_a_log_lacks_is_a_line_to_copy() {
    let record = "maintenance:\n  id: a\n  title: 件名\n  announce: fax\n  services: [card]\n  windows: [2026-12-07 22:30 .. 25:00, 2026-12-13 22:30 .. 25:00]\n  log:\n";
    let warned = |record: &str| all_told(&[("a.yaml", record), ("publisher.yaml", PUBLISHER)]);
    let without = warned(&record.replace("  log:\n", ""));
    let fault = without.iter().find(|fault| fault.code == "N0812").expect("a warning");
    let line = between(&fault.help.ja, "「", "」").expect("a line");
    // The time is to be the real one.
    let started = line.replace("2026-12-08 09:00", "2026-12-07 22:31");
    let then = warned(&format!("{record}    {started}\n"));
    let fault = then.iter().find(|fault| fault.code == "N0811").expect("a warning");
    let ended = between(&fault.help.ja, "「", "」").expect("a line");
    let ended = ended.replace("2026-12-08 09:00", "2026-12-08 01:02");
    assert_eq!(warned(&format!("{record}    {started}\n    {ended}\n")), []);
}

#[test]
fn a_range_without_its_end_is_shown_with_one() {
    let lacking = "maintenance:\n  id: a\n  title: 件名\n  services: [card]\n  windows: [2026-12-13 22:30 ..]\n";
    let faults = told(&[("a.yaml", lacking), ("publisher.yaml", PUBLISHER)]);
    let range = between(&faults[0].help.ja, "「", "」").expect("a range");
    let whole = lacking.replace("2026-12-13 22:30 ..", range);
    assert_eq!(told(&[("a.yaml", &whole), ("publisher.yaml", PUBLISHER)]), []);
}

#[test]
fn a_fact_that_a_document_needs_can_be_copied_from_the_remedy() {
    let publisher: String = PUBLISHER
        .lines()
        .filter(|line| !line.contains("contact"))
        .map(|l| format!("{l}\n"))
        .collect();
    let record = "maintenance:\n  id: a\n  issued: 2026-11\n  services: [card]\n  announce: fax\n  windows: [2026-12-01 22:30 .. 25:00]\n  log:\n    - at: 2026-12-01 22:31\n      event: started\n";
    let faults = told(&[("a.yaml", record), ("publisher.yaml", &publisher)]);
    let of = |key: &str| {
        let lines = faults.iter().filter_map(|fault| between(&fault.help.ja, "「", "」"));
        lines.clone().find(|line| line.starts_with(key)).map(str::to_owned)
    };
    let title = of("title:").expect("a title");
    let contact = of("contact:").expect("a contact");
    let record = record.replace("  id: a\n", &format!("  id: a\n  {title}\n"));
    let publisher = format!("{publisher}  {contact}\n");
    assert_eq!(told(&[("a.yaml", &record), ("publisher.yaml", &publisher)]), []);
}

/// The text literals of every source, without comments and tests.
fn literals() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).expect("a source");
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                let code = lines
                    .collect::<Vec<_>>()
                    .join("\n")
                    .replace("\\\\", "\u{2}")
                    .replace("\\\"", "\u{1}")
                    .replace("'\"'", "");
                let odd = code.split('"').skip(1).step_by(2);
                found.extend(odd.map(|text| (path.clone(), text.replace('\u{1}', "\"").replace("\\n", "\n"))));
            }
        }
    }
    found
}

#[test]
fn lines_of_yaml_in_messages_are_yaml() {
    let mut seen = 0;
    for (path, text) in literals() {
        let quoted = text.split('「').skip(1).filter_map(|rest| rest.split('」').next());
        let coded = text.split('`').skip(1).step_by(2);
        for line in quoted.chain(coded) {
            let key = line.split_once(": ").map_or("", |(key, _)| key);
            let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            // What is put in at run time is held by the tests above.
            if !is_key || line.contains('{') && !line.contains("[{ ") && !line.contains("{{") {
                continue;
            }
            let line = line.replace("{{", "{").replace("}}", "}");
            let parsed = granit_parser::Parser::new_from_str(&line).find_map(Result::err);
            assert!(parsed.is_none(), "{}: {line}: {parsed:?}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} lines were found");
}

#[test]
fn commands_and_options_in_messages_are_there() {
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut help = |command: &str| {
        let words: Vec<&str> = command.split(' ').filter(|word| !word.is_empty()).collect();
        let known = helps.entry(command.to_owned()).or_insert_with(|| {
            let output = Command::new(env!("CARGO_BIN_EXE_notice"))
                .args(words)
                .args(["--help", "--lang", "en"])
                .output();
            String::from_utf8(output.expect("the command").stdout).expect("plain text")
        });
        known.clone()
    };
    let names = |help: &str| -> Vec<String> {
        let list = help.split("Commands:\n").nth(1).unwrap_or_default();
        let rows = list.lines().take_while(|line| !line.trim().is_empty());
        rows.filter_map(|row| Some(row.split_whitespace().next()?.to_owned()))
            .collect()
    };
    let commands = names(&help(""));
    let of_template = names(&help("template"));
    let mut seen = 0;
    for (path, text) in literals() {
        // The head of a file, in both languages.
        if path.ends_with("manifest.rs") {
            continue;
        }
        // In English a notice is a thing too: only what a command can be followed by, or Japanese text, tells.
        let japanese = text.chars().any(|c| ('ぁ'..='ん').contains(&c));
        for (at, _) in text.match_indices("notice ") {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_ascii_alphanumeric() || "-./_".contains(c)) {
                continue;
            }
            let call = text[at + "notice ".len()..]
                .split(['\n', '　', ';', '、', '。', '`', '」', ')', '|', ','])
                .next()
                .unwrap_or_default();
            let word: String = call.chars().take_while(char::is_ascii_lowercase).collect();
            if word.is_empty() || !japanese && !commands.contains(&word) {
                continue;
            }
            assert!(commands.contains(&word), "{}: notice {call}", path.display());
            let second = call[word.len()..].trim_start();
            let second: String = second.chars().take_while(char::is_ascii_lowercase).collect();
            let command = match word.as_str() {
                "template" if of_template.contains(&second) => format!("template {second}"),
                _ => word,
            };
            let words = call.split(' ').filter(|word| word.starts_with("--"));
            for option in words.map(|word| word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric())) {
                assert!(help(&command).contains(option), "{}: notice {call}", path.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 30, "only {seen} commands were found");
}
