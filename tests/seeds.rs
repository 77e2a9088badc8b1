//! The three documents the project was conceived from, rebuilt from records: every line stands there, in order; one
//! fact changed in a record changes everywhere.

mod common;

use common::{Workspace, folded};
use std::fs;
use std::path::Path;

/// After everything the records tell of.
const AFTER: &str = "2025-11-04 09:00";

struct Correction {
    seed: String,
    line: usize,
    from: String,
    to: String,
}

fn corrections() -> Vec<Correction> {
    let text = fs::read_to_string(Path::new("tests/seeds/corrections.tsv")).expect("the list of corrections");
    text.lines()
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 5, "file, line, from, to, reason: {line}");
            let number = fields[1].parse().expect("a line number");
            Correction {
                seed: fields[0].into(),
                line: number,
                from: fields[2].into(),
                to: fields[3].into(),
            }
        })
        .collect()
}

/// The lines of a seed as its words stood on paper: marks of the extraction (`#`, `<…>`, `^{…}`) taken off, faults of
/// the source corrected, list marks as `mark`.
fn lines(seed: &str, mark: &str) -> Vec<(usize, String)> {
    let folder = Path::new("tests/seeds");
    let file = fs::read_dir(folder).expect("the seeds").flatten().map(|e| e.path());
    let file = file
        .into_iter()
        .find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(seed)));
    let text = fs::read_to_string(file.expect("the seed")).expect("the seed");
    let corrections = corrections();
    text.lines()
        .enumerate()
        .map(|(index, line)| {
            let number = index + 1;
            let mut line = line.to_string();
            for correction in corrections.iter().filter(|c| c.seed == seed && c.line == number) {
                assert!(
                    line.contains(&correction.from),
                    "{seed}:{number} does not say {:?}",
                    correction.from
                );
                assert_ne!(
                    folded(&correction.from),
                    folded(&correction.to),
                    "a correction that corrects nothing"
                );
                line = line.replacen(&correction.from, &correction.to, 1);
            }
            (number, folded(&without_marks(&line, mark)))
        })
        .filter(|(_, line)| !line.is_empty())
        .collect()
}

fn without_marks(line: &str, mark: &str) -> String {
    let bare = line.trim_start_matches('#');
    let line = if bare.len() < line.len() && bare.starts_with(' ') {
        bare.to_string()
    } else {
        line.to_string()
    };
    let line = match line.strip_prefix("- ") {
        Some(item) => format!("{mark}{item}"),
        None => line,
    };
    line.replace("^{", "")
        .replace("(<http", "(http")
        .replace(">)", ")")
        .replace('}', "")
}

/// Every line stands in `text`, each after the one before.
fn in_order(seed: &str, lines: &[(usize, String)], text: &str) {
    let text = folded(text);
    let mut from = 0;
    for (number, line) in lines {
        let Some(at) = text[from..].find(line.as_str()) else {
            let elsewhere = if text.contains(line.as_str()) {
                "stands out of order"
            } else {
                "is missing"
            };
            let near: String = text[from..].chars().take(120).collect();
            panic!("seed {seed}, line {number} {elsewhere}: {line}\nafter: {near}");
        };
        from += at + line.len();
    }
}

fn text_of(workspace: &Workspace, path: &str) -> String {
    common::text_of(&workspace.out(path))
}

#[test]
fn the_letters_say_every_line_of_their_seeds_on_paper_and_on_the_web() {
    let workspace = Workspace::of_the_project();
    workspace.build(AFTER);
    for (seed, id) in [("001", "2021-emoney"), ("002", "2017-renewal")] {
        in_order(
            seed,
            &lines(seed, "・"),
            &text_of(&workspace, &format!("web/j-mups/{id}/letter.pdf")),
        );
        // On the web there are no pages: the lines that only tell of them, and heads repeated after them, are not there.
        let web = text_of(&workspace, &format!("web/j-mups/{id}/letter.html"));
        let mut told: Vec<(usize, String)> = Vec::new();
        for (number, line) in lines(seed, "") {
            let repeated = line.starts_with("時間帯") && told.last().is_some_and(|(_, l)| !l.starts_with('['));
            if !line.ends_with("へ続く)") && !repeated {
                told.push((number, line.replace('・', "")));
            }
        }
        in_order(seed, &told, &web.replace('・', ""));
    }
}

#[test]
fn the_page_says_every_line_of_its_seed() {
    let workspace = Workspace::of_the_project();
    workspace.build(AFTER);
    // The marks ● ○ ◆ ・ < > are drawn by the style sheet: they are no words.
    let bare = |line: &str| {
        line.replace(['●', '○', '◆', '<', '>'], "")
            .trim_start_matches('・')
            .to_string()
    };
    let lines: Vec<(usize, String)> = lines("000", "").iter().map(|(n, line)| (*n, bare(line))).collect();
    in_order("000", &lines, &text_of(&workspace, "web/jpo/index.html"));
}

/// A path within its part of `out/`.
fn within(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, path)| path)
}

/// One fact changed in one file: every document that told the old value tells the new one, and none the old.
fn one_fact(file: &str, edit: (&str, &str), printed: (&str, &str), scope: &str, least: usize) {
    let workspace = Workspace::of_the_project();
    workspace.build(AFTER);
    let tells = |documents: &[(String, String)], words: &str| -> Vec<String> {
        let words = folded(words);
        let of_scope = documents.iter().filter(|(name, _)| within(name).starts_with(scope));
        of_scope
            .filter(|(_, text)| folded(text).contains(&words))
            .map(|(name, _)| name.clone())
            .collect()
    };
    let before = tells(&workspace.documents(), printed.0);
    assert!(before.len() >= least, "only {before:?} tell {:?}", printed.0);
    workspace.edit(file, edit.0, edit.1);
    workspace.build(AFTER);
    let documents = workspace.documents();
    assert_eq!(
        tells(&documents, printed.1),
        before,
        "tell the new value {:?}",
        printed.1
    );
    assert_eq!(
        tells(&documents, printed.0),
        Vec::<String>::new(),
        "still tell the old value {:?}",
        printed.0
    );
}

const J_MUPS: &str = "notices/j-mups/publisher.yaml";
const EMONEY: &str = "notices/j-mups/2021-emoney.yaml";
const RENEWAL: &str = "notices/j-mups/2017-renewal.yaml";

#[test]
fn a_time_changed_in_the_record_of_2021_changes_letter_appendix_and_fax() {
    let edit = ("start: 2021-07-19 01:00", "start: 2021-07-19 01:10");
    let printed = ("7月19日(月)AM1:00~AM2:00", "7月19日(月)AM1:10~AM2:00");
    one_fact(EMONEY, edit, printed, "j-mups/2021-emoney/", 4);
    let edit = ("start: 2021-07-19 01:00", "start: 2021-07-19 01:10");
    one_fact(EMONEY, edit, ("7月19日(月)AM1:00", "7月19日(月)AM1:10"), "j-mups/", 5);
}

#[test]
fn a_telephone_number_changed_once_changes_in_both_letters_and_all_sheets() {
    let edit = ("0120-220-766", "0120-555-018");
    one_fact(J_MUPS, edit, ("0120-220-766", "0120-555-018"), "", 10);
}

#[test]
fn a_service_renamed_is_renamed_everywhere() {
    one_fact(
        J_MUPS,
        ("emoney: 電子マネー", "emoney: 電子決済"),
        ("電子マネー", "電子決済"),
        "",
        11,
    );
    one_fact(
        J_MUPS,
        ("  name: J-Mups ", "  name: K-Pay "),
        ("J-Mups", "K-Pay"),
        "j-mups/",
        11,
    );
}

#[test]
fn a_time_changed_in_the_record_of_2017_changes_all_three_notations() {
    let edit = ("start: 2017-05-29 03:00", "start: 2017-05-29 03:05");
    let printed = ("5月29日(月)AM3:00~AM4:40", "5月29日(月)AM3:05~AM4:40");
    one_fact(RENEWAL, edit, printed, "j-mups/2017-renewal/letter", 2);
    one_fact(
        RENEWAL,
        edit,
        ("AM3:00~4:40", "AM3:05~4:40"),
        "j-mups/2017-renewal/letter",
        2,
    );
    one_fact(RENEWAL, edit, ("5月29日(月)AM3:00", "5月29日(月)AM3:05"), "j-mups/", 3);
    one_fact(
        RENEWAL,
        ("end: 2017-06-12 04:30", "end: 2017-06-12 04:40"),
        ("4:30", "4:40"),
        "j-mups/2017-renewal/fax-03",
        1,
    );
}

#[test]
fn a_fact_of_the_status_page_changes_wherever_the_page_tells_it() {
    let record = "notices/jpo/2025/credit-card.yaml";
    one_fact(
        record,
        ("2025-10-04 15:22 ..", "2025-10-04 15:27 .."),
        ("15時22分", "15時27分"),
        "jpo/",
        1,
    );
    let publisher = "notices/jpo/publisher.yaml";
    let (old, new) = ("指定立替(クレジットカード)納付関連", "指定立替(カード)納付関連");
    one_fact(publisher, (old, new), (old, new), "jpo/", 1);
}
