//! Letters that go into window envelopes.

use crate::probe::{self, Area};
use crate::write::*;
use notice::testing::document::*;
use notice::testing::typeset::{Fonts, ItemKind, Layout, Misplaced, Tag, layout};
use proptest::prelude::*;

const MM: f64 = 72.0 / 25.4;

const ADDRESS: [&str; 6] = [
    "〒100-0001",
    "東京都千代田区千代田1-2-3",
    "みどりビル7階",
    "みどり商事株式会社",
    "経理部",
    "山田　太郎　様",
];

fn words(kind: Words, source: &str) -> Block {
    Block::Words(kind, text(source))
}

fn enveloped(envelope: Envelope, address: &[&str]) -> Layout {
    let mut blocks = vec![
        words(Words::DocumentNumber, "み決第123号"),
        words(Words::DateLine, "2026年11月24日"),
    ];
    blocks.extend(address.iter().map(|line| words(Words::Addressee, line)));
    blocks.push(words(Words::Sender, "みどり決済センター株式会社"));
    blocks.push(words(Words::Sender, "運用本部　加盟店サービス部　部長　鈴木　花子"));
    blocks.push(words(Words::Title, "クレジットカード決済の一時停止のお知らせ"));
    blocks.push(paragraph(
        &"平素は格別のお引き立てを賜り、厚く御礼申し上げます。".repeat(30),
    ));
    let mut document = letter(blocks);
    document.meta.form = Form::Letter(Paper {
        envelope: Some(envelope),
        ..Paper::default()
    });
    layout(&document, &Fonts::built_in().expect("fonts")).expect("laid out")
}

fn preset(name: &str) -> Envelope {
    let found = Envelope::PRESETS.iter().find(|(of, _)| *of == name);
    found.expect("an envelope").1
}

/// The areas of what the first page draws, with its text.
fn drawn(layout: &Layout) -> Vec<(String, Area)> {
    let fonts = Fonts::built_in().expect("fonts");
    let items = layout.pages[0].items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some((run.text.clone(), probe::area(item, &fonts)?)),
        _ => None,
    });
    items.collect()
}

fn rectangle([left, top, width, height]: [f64; 4]) -> Area {
    Area {
        left: left * MM,
        top: top * MM,
        right: (left + width) * MM,
        bottom: (top + height) * MM,
    }
}

#[test]
fn the_address_stands_where_the_window_always_shows_it_and_nothing_else_where_it_may() {
    let envelopes = [
        ("長3窓", [22.0, 12.0, 65.0, 24.0], [0.0, 0.0, 115.0, 60.0]),
        ("長40窓", [22.0, 12.0, 75.0, 29.0], [0.0, 0.0, 115.0, 60.0]),
        ("角A4窓", [25.0, 24.0, 72.0, 30.0], [0.0, 0.0, 118.0, 72.0]),
    ];
    for (name, seen, may_be_seen) in envelopes {
        let layout = enveloped(preset(name), &ADDRESS);
        assert_eq!(layout.misplaced, None, "{name}");
        let (seen, may_be_seen) = (rectangle(seen), rectangle(may_be_seen));
        let mut found = String::new();
        for (text, area) in drawn(&layout) {
            if ADDRESS.iter().any(|line| line.contains(text.as_str())) && area.meets(&may_be_seen) {
                let within = area.left >= seen.left
                    && area.right <= seen.right
                    && area.top >= seen.top
                    && area.bottom <= seen.bottom;
                assert!(within, "{name}: {text} {area:?}");
                found.push_str(&text);
            } else {
                assert!(!area.meets(&may_be_seen), "{name}: {text} {area:?}");
            }
        }
        assert_eq!(found, ADDRESS.concat(), "{name}");
    }
}

#[test]
fn the_head_is_read_in_the_order_of_the_letter() {
    let said: String = drawn(&enveloped(preset("長3窓"), &ADDRESS))
        .into_iter()
        .map(|(text, _)| text)
        .collect();
    let places = [
        "み決第123号",
        "2026年11月24日",
        "〒100-0001",
        "山田　太郎　様",
        "みどり決済センター株式会社",
        "平素",
    ];
    let places = places.map(|words| said.find(words).unwrap_or_else(|| panic!("{words} in {said}")));
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_long_address_is_set_smaller_and_told_where_it_may_be_hidden() {
    let size = |address: &[&str]| {
        let layout = enveloped(preset("長3窓"), address);
        let mut sizes = layout.pages[0].items.iter().filter_map(|item| match &item.kind {
            ItemKind::Glyphs(run) if run.text.contains('〒') => Some(run.size),
            _ => None,
        });
        (sizes.next_back().expect("a post code"), layout.misplaced)
    };
    assert_eq!(
        size(&["〒100-0001", "東京都千代田区", "みどり商事　御中"]),
        (10.5, None)
    );
    assert_eq!(size(&ADDRESS).0, 8.0);
    let more: Vec<&str> = ADDRESS.into_iter().chain(["企画担当", "佐藤　一郎　様"]).collect();
    let hidden = Misplaced::Address {
        text: "佐藤　一郎　様".to_owned(),
    };
    assert_eq!(size(&more).1, Some(hidden));
    let long = "東京都千代田区千代田一丁目二番三号みどりビルディング東館七階七〇一号室";
    assert_eq!(
        size(&["〒100-0001", long, "山田　太郎　様"]).1,
        None,
        "it goes on in a second line"
    );
}

#[test]
fn a_letter_without_an_address_is_told() {
    let told = |address: &[&str]| enveloped(preset("長3窓"), address).misplaced;
    let none = |text: &str| Some(Misplaced::NoAddress { text: text.to_owned() });
    assert_eq!(told(&["加盟店　各位"]), none("加盟店　各位"));
    assert_eq!(told(&[]), none(""));
}

#[test]
fn folds_are_marked_where_that_is_wanted() {
    let marks = |name: &str| -> Vec<i64> {
        let envelope = Envelope {
            fold_marks: true,
            ..preset(name)
        };
        let layout = enveloped(envelope, &ADDRESS);
        let rules = layout.pages[0].items.iter().filter_map(|item| match item.kind {
            ItemKind::Rule { x, y, .. } if item.tag == Tag::Artifact && x < 11.0 * MM => {
                Some((y / MM * 10.0).round() as i64)
            }
            _ => None,
        });
        rules.collect()
    };
    assert_eq!(marks("長3窓"), [990, 1980]);
    assert_eq!(marks("長40窓"), [742, 1484, 2226]);
    assert_eq!(marks("角A4窓"), [0_i64; 0]);
}

/// What the first page draws stands within `seen` if it is a line of `address`, else outside `may_be_seen`.
fn holds(layout: &Layout, address: &[String], seen: &Area, may_be_seen: &Area) {
    let mut found = String::new();
    for (text, area) in drawn(layout) {
        if !area.meets(may_be_seen) {
            continue;
        }
        // The body of a mark at a line's end is half an em, of which the area has three quarters.
        let beyond = if text.ends_with('、') {
            0.25 * (area.bottom - area.top)
        } else {
            0.0
        };
        let right = area.right - beyond;
        let within =
            area.left >= seen.left && right <= seen.right && area.top >= seen.top && area.bottom <= seen.bottom;
        assert!(within, "{text} {area:?}");
        found.push_str(&text);
    }
    let without = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(without(&found), without(&address.concat()));
}

#[test]
fn what_does_not_fit_beside_a_window_stands_below_it() {
    let right = Envelope {
        left: 980,
        top: 280,
        ..preset("長3窓")
    };
    let layout = enveloped(right, &ADDRESS);
    assert_eq!(layout.misplaced, None);
    let (seen, may_be_seen) = (rectangle([98.0, 28.0, 65.0, 24.0]), rectangle([73.0, 0.0, 115.0, 76.0]));
    holds(&layout, &ADDRESS.map(str::to_owned), &seen, &may_be_seen);
}

#[test]
fn an_address_stands_in_a_window_that_may_show_nothing() {
    let envelope = Envelope {
        across: 1000,
        down: 500,
        ..preset("長3窓")
    };
    let layout = enveloped(envelope, &ADDRESS);
    assert!(matches!(layout.misplaced, Some(Misplaced::Address { .. })));
    let code = drawn(&layout).into_iter().find(|(text, _)| text.contains('〒'));
    let (_, area) = code.expect("a post code");
    assert!(area.left > 22.0 * MM && area.top > 12.0 * MM, "{area:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_address_is_always_seen_or_told(
        which in 0..Envelope::PRESETS.len(),
        lines in prop::collection::vec("[東京都千代田区霞が関第一ビル0-9A-Z、ー]{1,40}", 0..7),
    ) {
        let (_, envelope) = Envelope::PRESETS[which];
        let mut address = vec!["〒100-0001".to_owned()];
        address.extend(lines);
        let layout = enveloped(envelope, &address.iter().map(String::as_str).collect::<Vec<_>>());
        if layout.misplaced.is_none() {
            let seen = envelope.always_seen().map(|tenths| f64::from(tenths) / 10.0);
            let right = f64::from(envelope.left + envelope.width) / 10.0 + 3.0;
            let foot = f64::from(envelope.top + envelope.height) / 10.0 + 3.0;
            holds(&layout, &address, &rectangle(seen), &rectangle([0.0, 0.0, right, foot]));
        }
    }
}
