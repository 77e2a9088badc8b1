//! What stands within itself, as deep as nobody writes it.

use super::room::Room;

/// A list of `depth` levels, as a template or a text of a record holds it.
fn lists(depth: usize, indent: &str) -> String {
    let line = |level: usize| format!("{indent}{}- 項目\n", "  ".repeat(level));
    (0..depth).map(line).collect()
}

/// A link within the words of a link, `depth` times.
fn links(depth: usize) -> String {
    format!("{}例{}", "[".repeat(depth), "](https://example.jp)".repeat(depth))
}

fn letter(body: &str) -> Room {
    let letter = format!(":::title 作業のお知らせ\n\n本文\n\n{body}");
    Room::new()
        .with("templates/letter/short.md", letter)
        .with_record("one", "  letter: short\n")
}

/// A record with an appendix that says `body`.
fn appendix(body: &str) -> String {
    format!("  appendices:\n    - title: 別紙\n      body: |\n{body}\n")
}

#[test]
fn lists_of_twenty_levels_are_made() {
    assert_eq!(letter(&lists(20, "")).places(), [""; 0]);
    let record = appendix(&lists(20, "        "));
    assert_eq!(Room::new().with_record("one", &record).places(), [""; 0]);
}

#[test]
fn lists_beyond_are_told_where_they_begin() {
    for depth in [21, 700] {
        assert_eq!(
            letter(&lists(depth, "")).places(),
            ["N0803 templates/letter/short.md:25"]
        );
    }
    let record = appendix(&lists(400, "        "));
    let room = Room::new().with_record("one", &record).with_record("two", &record);
    let told = ["N0803 notices/a/one.yaml:29", "N0803 notices/a/two.yaml:29"];
    assert_eq!(room.places(), told);
}

#[test]
fn links_within_links_are_told_where_they_go_too_deep() {
    assert_eq!(letter(&links(20)).places(), [""; 0]);
    for depth in [21, 20_000] {
        assert_eq!(letter(&links(depth)).places(), ["N0803 templates/letter/short.md:5"]);
    }
    let record = appendix(&format!("        {}", links(6_400)));
    assert_eq!(
        Room::new().with_record("one", &record).places(),
        ["N0803 notices/a/one.yaml:9"]
    );
}

#[test]
fn marks_that_close_nothing_are_characters() {
    for marks in ["[", "(", "*", "**a ", "![", "[x](", "[^a", "> ", "- ", "1. ", "<", "|"] {
        let words = format!("例 {}", marks.repeat(20_000 / marks.len()));
        let places = letter(&words).places();
        // So long a word without a break may not fit the line; it is told, and nothing is lost.
        assert!(
            places
                .iter()
                .all(|place| place.starts_with("N09") || place.starts_with("N0803")),
            "{marks}: {places:?}"
        );
    }
}

#[test]
fn yaml_is_told_where_it_goes_too_deep() {
    let deep = |text: String| Room::new().with_record("one", &format!("  x: {text}\n")).places();
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("{? ", "}")] {
        for text in [
            open.repeat(100_000),
            format!("{}b{}", open.repeat(50_000), close.repeat(50_000)),
        ] {
            assert_eq!(deep(text), ["N0007 notices/a/one.yaml:6"], "{open}");
        }
    }
    for mark in ["- ", "? "] {
        assert_eq!(
            deep(format!("\n    {}a", mark.repeat(100_000))),
            ["N0007 notices/a/one.yaml:7"],
            "{mark}"
        );
    }
}

#[test]
fn expressions_and_tags_within_each_other_are_told() {
    for expression in ["(", "not ", "-", "1 if 1 else ", "[", "{'a': "] {
        let text = format!("  lead: \"{{{{ {} }}}}\"\n", expression.repeat(10_000));
        let places = Room::new().with_record("one", &text).places();
        assert_eq!(places, ["N0801 notices/a/one.yaml:6"], "{expression}");
    }
    let arms = |count: usize| format!("{{% if 1 == 2 %}}{}{{% endif %}}", "{% elif 1 == 3 %}x".repeat(count));
    assert_eq!(letter(&arms(50)).places(), [""; 0]);
    assert_eq!(letter(&arms(10_000)).places(), ["N0802 templates/letter/short.md:5"]);
    for (count, told) in [(50, vec![]), (10_000, vec!["N0801 notices/a/one.yaml:7"])] {
        let room = Room::new().with_record("one", &format!("  lead: |\n    例{}\n", arms(count)));
        assert_eq!(room.places(), told);
    }
    for depth in [41, 300] {
        let conditions = format!("{}x{}", "{% if title %}".repeat(depth), "{% endif %}".repeat(depth));
        assert_eq!(letter(&conditions).places(), ["N0802 templates/letter/short.md:5"]);
    }
}

#[test]
fn templates_that_take_each_other_in_are_told_where_they_go_too_deep() {
    let ladder = |rungs: usize| {
        let letter = letter("{% include \"part/rung-2.md\" %}");
        (2..=rungs).fold(letter, |room, rung| {
            let next = format!("{{% include \"part/rung-{}.md\" %}}", rung + 1);
            let text = if rung < rungs { next.as_str() } else { "終わり" };
            room.with(&format!("templates/part/rung-{rung}.md"), text)
        })
    };
    assert_eq!(ladder(20).places(), [""; 0]);
    assert_eq!(ladder(21).places(), ["N0802 templates/letter/short.md:5"]);
    assert_eq!(ladder(300).places(), ["N0802 templates/part/rung-280.md:1"]);
}
