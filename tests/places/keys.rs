//! The house of these tests uses every key that a file can have, so that a new one is tried in all of them.

use crate::house::House;
use notice::diagnostic::Language;

/// Every mapping of a file: the first key of each is at the end of these, behind its indentation.
fn mappings(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut depths: Vec<usize> = Vec::new();
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '-']);
        let depth = line.len() - inner.len();
        let item = line.trim_start().starts_with('-');
        let is_key = inner
            .split_once(':')
            .is_some_and(|(key, rest)| !key.contains(' ') && (rest.starts_with(' ') || rest == "\n"));
        while depths
            .last()
            .is_some_and(|last| *last > depth || item && *last >= depth)
        {
            depths.pop();
        }
        if is_key && depths.last().is_none_or(|last| *last < depth) {
            depths.push(depth);
            found.push(at + depth);
        }
        at += line.len();
    }
    found
}

/// Dates, words from a fixed set, names of files: keys of which nothing is printed as it is typed.
const SETTINGS: [&str; 25] = [
    "align",
    "ampm_gap",
    "brackets",
    "clock",
    "day_pad",
    "envelope",
    "era",
    "fonts",
    "holidays",
    "hour_pad",
    "minute_pad",
    "month_pad",
    "next",
    "next_day",
    "opening",
    "publish",
    "range",
    "range_gap",
    "reserve",
    "scope",
    "substitute",
    "weekday",
    "year",
    "zero_minute",
    "zone",
];

#[test]
fn every_key_that_a_file_can_have_is_tried() {
    let base = House::base();
    let mut missing = Vec::new();
    let mut seen = 0;
    let all: String = base
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("notices"))
        .map(|(_, text)| text.as_str())
        .collect();
    for (path, text) in base.files.iter().filter(|(path, _)| path.ends_with(".yaml")) {
        for at in mappings(text) {
            let mut house = base.clone();
            let line = &text[..at];
            let indent = line.len() - line.rfind('\n').map_or(0, |end| end + 1);
            let edited = format!("{}zzz: 1\n{}{}", &text[..at], " ".repeat(indent), &text[at..]);
            house.files.insert(path.clone(), edited);
            let faults = house.read();
            let Some(unknown) = faults.iter().find(|fault| fault.code == "N0102") else {
                continue;
            };
            let help = unknown.help.in_language(Language::Ja);
            let known = help.rsplit_once(": ").map_or("", |(_, known)| known);
            seen += 1;
            for key in known
                .split('、')
                .filter(|key| !SETTINGS.contains(key) && !all.contains(&format!(" {key}:")))
            {
                missing.push(format!("{path} {key}"));
            }
        }
    }
    assert!(seen > 30, "{seen} mappings");
    missing.sort();
    missing.dedup();
    assert_eq!(missing, [] as [&str; 0]);
}
