//! Places in texts that are more than one word: aliases, expressions, lines twice; and values that no document tells.

use crate::house::{House, place, printed, shown};
use notice::diagnostic::Language;

const PUBLISHER: &str = "notices/a/publisher.yaml";
const WORK: &str = "notices/a/work.yaml";
const FAULT: &str = "notices/a/fault.yaml";

/// Edits, each with markers around what is told, and the code.
type Case = (&'static [(&'static str, &'static str, &'static str)], &'static str);

const CASES: &[Case] = &[
    // An alias says what its anchor says, and stands there.
    (
        &[
            (WORK, "cause: 例の開始の理由", "cause: &理由 例の⟦𠮷⟧の理由"),
            (WORK, "text: 例の延長", "text: *理由"),
        ],
        "N0901",
    ),
    // An expression stands before it, or holds it.
    (
        &[(
            WORK,
            "title: 例の作業の件",
            "title: \"{{ terms.center }}(1)と{{ terms.unit }}の⟦𠮷⟧の件\"",
        )],
        "N0901",
    ),
    (&[(WORK, "title: 例の作業の件", "title: \"{{ '⟦𠮷⟧' }}の件\"")], "N0901"),
    (
        &[(
            WORK,
            "title: 例の作業の件",
            "title: \"{% if work == '例の更改' %}⟦𠮷⟧{% else %}吉{% endif %}\"",
        )],
        "N0901",
    ),
    (
        &[(PUBLISHER, "unit: 例の班", "unit: \"{{ terms.center }}の⟦𠮷⟧班\"")],
        "N0901",
    ),
    (&[(PUBLISHER, "footer: 例の版権", "footer: \"{{ ⟦zz⟧ }}\"")], "N0801"),
    (
        &[(PUBLISHER, "empty: 作業なし", "empty: \"作業{{ terms.⟦zz⟧ }}\"")],
        "N0801",
    ),
    // The same line twice, and the same character.
    (
        &[(
            WORK,
            "        例の節の二行目",
            "        {{ terms.center }}{{ terms.customers }}\n\n        ⟦##見出し⟧\n\n        間の文\n\n        ⟦##見出し⟧\n\n        例の節の二行目",
        )],
        "N0803",
    ),
    (
        &[(WORK, "purpose: 例の目的", "purpose: ((((((⟦𠮷⟧))))))⟦𠮷⟧の))))⟦𠮷⟧")],
        "N0901",
    ),
    // A text of the page holds no formal parts.
    (
        &[(
            WORK,
            "text: 例の延長",
            "text: |\n        例の延長\n        ⟦:::line 行⟧",
        )],
        "N0803",
    ),
    (
        &[(
            WORK,
            "text: 例の停止",
            "text: |\n          例の停止\n          ⟦:::line 行⟧",
        )],
        "N0803",
    ),
    // A mark in a note, though the same mark stands elsewhere.
    (&[(WORK, "機器: 例の機器の注", "機器: 例の⟦[^表]⟧機器の注")], "N0803"),
    // What no document tells.
    (
        &[(WORK, "影響内容: 例の影響", "影響内容: 例の影響\n    余り: ⟦例の余り⟧")],
        "N0808",
    ),
    (
        &[(FAULT, "  sections:\n", "  texts:\n    余り: ⟦例の余り⟧\n  sections:\n")],
        "N0808",
    ),
    (
        &[(
            FAULT,
            "  sections:\n",
            "  tables:\n    余り:\n      columns:\n        - key: a\n          heading: ⟦余りの列⟧\n      rows:\n        - a: 余りの行\n  sections:\n",
        )],
        "N0808",
    ),
    (
        &[(FAULT, "  sections:\n", "  purpose: ⟦障害の目的⟧\n  sections:\n")],
        "N0808",
    ),
];

#[test]
fn a_fault_is_told_at_its_place_in_texts_of_many_words() {
    let mut wrong = String::new();
    for (edits, code) in CASES.iter().filter(|(_, code)| !code.is_empty()) {
        let mut house = House::base();
        for (file, old, new) in *edits {
            house.edit(file, old, new);
        }
        let mut expected: Vec<_> = house
            .take_markers()
            .into_iter()
            .map(|place| (*code, Some(place)))
            .collect();
        expected.sort();
        let result = house.build();
        let mut told: Vec<_> = result
            .diagnostics
            .iter()
            .map(|fault| (fault.code, place(&result, fault)))
            .collect();
        told.retain(|(told, _)| told == code || *code != "N0808" && told.starts_with("N08"));
        told.sort();
        if told != expected {
            wrong += &format!("{edits:?}\n");
            told.iter()
                .for_each(|(code, at)| wrong += &format!("  told {code} {}\n", shown(&house, at)));
            expected
                .iter()
                .for_each(|(code, at)| wrong += &format!("  expected {code} {}\n", shown(&house, at)));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_no_document_tells_is_named_by_its_keys() {
    let mut house = House::base();
    house.edit(WORK, "影響内容: 例の影響", "影響内容: 例の影響\n    余り: 例の余り");
    house.edit(WORK, "    - start: 2026-12-22 01:00\n      end: 2026-12-22 02:00\n", "");
    let result = house.build();
    let mut named = result.diagnostics.iter().filter(|fault| fault.code == "N0808");
    let named = named.next().map(|fault| fault.message.in_language(Language::Ja));
    assert_eq!(named, Some("どの文書にも書かれていません: cause、texts.余り"));
}

#[test]
fn the_house_of_these_tests_is_told_of_nothing() {
    let result = House::base().build();
    assert!(result.diagnostics.is_empty(), "{:?}", result.diagnostics);
}

/// Texts that stand within a line of a template: of more lines, with a bar, with a reading, nothing falls out of it.
#[test]
fn a_text_of_more_lines_stays_within_its_line_of_a_template() {
    let mut house = House::base();
    let lines = "|\n          一行目\\\n          二行目|棒\n\n          - 三行目\n          {漢字|かんじ}の行";
    house.edit(WORK, "text: 例の停止", &format!("text: {lines}"));
    house.edit(WORK, "text: 例の開始の影響", &format!("text: {lines}"));
    house.edit(
        WORK,
        "heading: 例の見出し",
        "heading: |\n        見出し一\n        見出し{二|に}",
    );
    let result = house.build();
    assert!(result.diagnostics.is_empty(), "{:?}", result.diagnostics);
    let printed = printed(&result);
    let words = |ending: &str| {
        let found = printed.iter().find(|(path, _)| path.ends_with(ending));
        found.map(|(_, words)| words.as_str()).unwrap_or_default()
    };
    for path in ["work/letter.html", "started.pdf", "a/index.html"] {
        for line in ["一行目", "二行目|棒", "三行目"] {
            assert!(words(path).contains(line), "{path}: {line} in {}", words(path));
        }
        assert!(
            !words(path).contains("<br>") && !words(path).contains('{'),
            "{}",
            words(path)
        );
    }
    assert!(
        words("work/letter.html").contains("見出し一見出し二(に)"),
        "{}",
        words("work/letter.html")
    );
}
