//! Whatever bytes stand in keys, values and names of files: what reaches the terminal steers it in nothing.

use crate::room::{PUBLISHER, Room, Told, record};
use proptest::prelude::*;
use std::ffi::OsString;

/// A colour that is not ours: where a record says it, it must not be obeyed.
const FOREIGN: &str = "\u{1b}[38;5;123m";

/// Words with what terminals obey in them. Nothing that a name of a file cannot hold.
fn words() -> impl Strategy<Value = String> {
    let obeyed = prop_oneof![
        Just(FOREIGN.to_owned()),
        Just("\u{1b}[2J".to_owned()),
        Just("\u{1b}]0;title\u{7}".to_owned()),
        Just("\u{9b}2J".to_owned()),
        "[\u{1}-\u{1f}\u{7f}-\u{9f}]".prop_map(|s| s),
        "[\u{61c}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2066}-\u{206f}]".prop_map(|s| s),
    ];
    let plain = prop_oneof![
        "[a-z0-9_ .:#%&*!|>'\"{}\\[\\]-]{1,4}".prop_map(|s| s),
        "[ぁ-ん一-三 ]{1,3}".prop_map(|s| s)
    ];
    prop::collection::vec(prop_oneof![obeyed, plain], 1..5).prop_map(|parts| parts.concat())
}

/// As a text of YAML between quotation marks, all escaped.
fn quoted(words: &str) -> String {
    let escaped = words.chars().map(|c| format!("\\U{:08x}", u32::from(c)));
    format!("\"{}\"", escaped.collect::<String>())
}

/// What is left in `text` that a terminal obeys; colours that the program draws in are taken off.
fn obeyed(text: &str, colour: bool) -> Option<char> {
    let mut rest = text.to_owned();
    while let Some(at) = rest.find("\u{1b}[").filter(|_| colour) {
        let end = rest[at..].find('m').map_or(rest.len(), |end| at + end + 1);
        assert!(
            rest[at + 2..end - 1].chars().all(|c| c.is_ascii_digit() || c == ';'),
            "{rest:?}"
        );
        rest.replace_range(at..end, "");
    }
    let bad = |c: &char| {
        c.is_control() && *c != '\n'
            || matches!(*c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
    };
    rest.chars().find(bad)
}

/// A file of a publisher or template with `words` in a place of the number `at`.
fn spoilt(room: &Room, at: usize, words: &str, folder: &str) {
    let name = words.replace('/', "");
    let quoted = quoted(words);
    let home = format!("notices/{folder}");
    match at % 12 {
        0 => room.put(format!("{home}/two.yaml"), format!("{}  {quoted}: 1\n", record("two"))),
        1 => room.put(format!("{home}/two.yaml"), record(&quoted)),
        2 => room.put(format!("{home}/two.yaml"), record("two").replace("機器の故障", &quoted)),
        3 => room.put(format!("{home}/two.yaml"), record("two").replace("機器の故障", words)),
        4 => room.put(format!("{home}/two.yaml"), words),
        5 => room.put(format!("{home}/{name}.yaml"), "incident: {}\n"),
        6 => room.put(
            format!("{home}/two.yaml"),
            record("two").replace("[net]", &format!("[{quoted}]")),
        ),
        7 => room.put(
            format!("{home}/publisher.yaml"),
            format!("{PUBLISHER}  texts: {{ {quoted}: 1 }}\n"),
        ),
        8 => room.put(format!("templates/letter/{name}.md"), words),
        9 => room.put(
            "templates/letter/incident.md",
            format!("{{#- notice: from letter/incident.md -#}}\n{words}\n"),
        ),
        10 => room.put(format!("fonts/{name}"), words),
        _ => room.put(
            format!("{home}/two.yaml"),
            format!("{}  title: {quoted}\n  issued: 2026-12-03\n", record("two")),
        ),
    }
}

#[test]
fn a_key_in_a_remedy_colours_nothing() {
    let room = Room::new();
    let service = "\"\\e[38;5;123m\\u009b2Jnet\\u2028\": 通信";
    room.put("notices/a/publisher.yaml", PUBLISHER.replace("net: 通信", service));
    for language in ["ja", "en"] {
        let Told(code, _, told) = room.call(&["check", "--lang", language], true);
        let remedy = told.lines().find(|line| line.contains("N0202")).map(|_| told.as_str());
        assert!(
            code == 1 && remedy.is_some_and(|told| told.contains(": ␛[38;5;123m�2Jnet�")),
            "{told}"
        );
        assert_eq!(obeyed(&told, true), None, "{told:?}");
        assert!(told.contains("\u{1b}["), "{told}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_told_steers_the_terminal(
        places in prop::collection::vec((0usize..12, words()), 1..5),
        folder in prop_oneof![Just("a".to_owned()), words()],
        word in words(),
        english: bool,
        colour: bool,
    ) {
        let room = Room::new();
        let folder = match folder.replace('/', "") {
            name if name.trim_matches('.').is_empty() => "a".to_owned(),
            name => name,
        };
        for (at, words) in &places {
            spoilt(&room, *at, words, &folder);
        }
        let language = if english { "en" } else { "ja" };
        let calls: [&[&str]; 13] = [
            &["check", "-v"],
            &["check", "--json"],
            &["list", "--json"],
            &["build", "--json", "--dry-run"],
            &["build", "--dry-run"],
            &["issue", &word],
            &["build"],
            &["build", &word],
            &["list", "-v"],
            &["template", "diff"],
            &["template", "show", &word],
            &["explain", &word],
            &["new", &word, "--id", &word],
        ];
        for call in calls {
            let call: Vec<OsString> = call.iter().chain(&["--lang", language]).map(OsString::from).collect();
            let told = room.call(&call, colour);
            for text in [&told.1, &told.2] {
                prop_assert!(!text.contains(FOREIGN), "{call:?}: {text:?}");
                prop_assert_eq!(obeyed(text, colour), None, "{:?}: {:?}", call, text);
                prop_assert!(told.0 <= 2, "{call:?}: {told:?}");
            }
            // A call that is wrong is told in words alone.
            if call[1] == "--json" && !told.1.is_empty() {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&told.1).is_ok(), "{}", told.1);
            }
        }
    }
}
