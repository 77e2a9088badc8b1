//! Values and lists longer than any notice has, and messages that quote them.

use super::room::Room;
use std::fmt::Write as _;

/// The characters of the longest message.
fn longest(room: &Room) -> usize {
    let result = room.made(1);
    let all = result.diagnostics.iter();
    let texts = all.flat_map(|fault| [&fault.message.ja, &fault.message.en, &fault.help.ja, &fault.help.en]);
    texts.map(|text| text.chars().count()).max().unwrap_or_default()
}

#[test]
fn a_value_that_is_too_long_is_told_and_never_quoted_whole() {
    let long = "1234-".repeat(180_000);
    for (record, place) in [
        (
            format!("  contact: {{ telephone: {long} }}\n"),
            "N0116 notices/a/one.yaml:6",
        ),
        (
            format!("  contact: {{ url: \"https://example.jp/{long}\" }}\n"),
            "N0116 notices/a/one.yaml:6",
        ),
        (format!("  work: {long}\n"), "N0116 notices/a/one.yaml:6"),
        (format!("  letter: {long}\n"), "N0116 notices/a/one.yaml:6"),
        (format!("  purpose: {long}\n"), "N0116 notices/a/one.yaml:6"),
        (format!("  announce: {long}\n"), "N0116 notices/a/one.yaml:6"),
        (
            format!("  log: [{{ at: {long}, event: started }}]\n"),
            "N0116 notices/a/one.yaml:6",
        ),
    ] {
        let room = Room::new().with_record("one", &record);
        assert_eq!(
            room.places().first().map(String::as_str),
            Some(place),
            "{}",
            &record[..20]
        );
        assert!(longest(&room) <= 1_000, "{}", &record[..20]);
    }
}

#[test]
fn what_is_as_long_as_it_may_be_is_read() {
    let record = format!("  work: {}\n  purpose: {}\n", "作".repeat(1_000), "文".repeat(20_000));
    let room = Room::new().with_record("one", &record);
    assert!(
        room.places().iter().all(|place| !place.starts_with("N01")),
        "{:?}",
        room.places()
    );
}

#[test]
fn a_list_that_is_too_long_is_told_at_its_first_entry_too_many() {
    let mut log = String::from("  log:\n");
    for minute in 0..3_001 {
        let (hour, minute) = (minute / 60 % 24, minute % 60);
        let _ = writeln!(
            log,
            "    - {{ at: 2026-12-07 {hour:02}:{minute:02}, event: updated, text: 続報 }}"
        );
    }
    let places = Room::new().with_record("one", &log).places();
    assert!(
        places.contains(&"N0116 notices/a/one.yaml:3007".to_string()),
        "{:?}",
        places.first()
    );
}
