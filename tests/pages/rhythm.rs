//! The vertical rhythm: the space under a heading is one on all pages; what is left goes above headings and below tables.

use crate::probe::{self, TextLine, lines};
use crate::write::*;
use notice::testing::document::*;
use notice::testing::typeset::{Fonts, Layout, Page, layout};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::built_in().expect("the fonts of the program"));

/// The line pitch of letters, pt.
const PITCH: f64 = 17.5;

/// Lengths nearer than this are equal, pt.
const NEAR: f64 = 1e-6;

/// What letters are made of; the words of each say what it is.
#[derive(Debug, Clone)]
enum Piece {
    Paragraph(usize),
    Heading(u8, bool),
    Table(usize),
    List(usize),
    Remark,
    Caption,
    Contact,
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        4 => (1..7_usize).prop_map(Piece::Paragraph),
        4 => (1..3_u8, any::<bool>()).prop_map(|(level, long)| Piece::Heading(level, long)),
        2 => (1..6_usize).prop_map(Piece::Table),
        1 => (1..4_usize).prop_map(Piece::List),
        1 => Just(Piece::Remark),
        1 => Just(Piece::Caption),
        1 => Just(Piece::Contact),
    ]
}

fn rows(count: usize) -> Block {
    let row = |n: usize| vec![format!("表の第{n}行"), "11月25日(水)".to_owned()];
    Block::Table(grid("ss", &(0..=count).map(row).collect::<Vec<_>>()))
}

fn blocks(piece: &Piece) -> Vec<Block> {
    match piece {
        Piece::Paragraph(lines) => vec![paragraph(&"丶".repeat(43 * lines - 3))],
        Piece::Heading(level, long) => {
            let words = format!("見出し{}", "の題目".repeat(if *long { 25 } else { 1 }));
            vec![heading(*level, if *level == 1 { "1." } else { "" }, &words)]
        }
        Piece::Table(count) => vec![rows(*count)],
        Piece::List(count) => vec![list("・", &["項目の言葉"].repeat(*count))],
        Piece::Remark => vec![remark("※", "但書の言葉")],
        Piece::Caption => vec![line("[表題]"), rows(2)],
        Piece::Contact => vec![Block::Contact {
            heading: text("〈窓口〉"),
            lines: vec![text("電話の番号")],
        }],
    }
}

/// A letter with its head, and an appendix with its title.
fn made(letter_of: &[Piece], appendix: &[Piece], long_title: bool) -> Document {
    let mut blocks_of = vec![
        Block::Words(Words::DateLine, text("2026年11月24日")),
        Block::Words(Words::Addressee, text("加盟店　各位")),
        Block::Words(Words::Sender, text("見本株式会社")),
        Block::Words(Words::Title, text("件名の言葉")),
        line("拝啓"),
    ];
    blocks_of.extend(letter_of.iter().flat_map(blocks));
    let mut document = letter(blocks_of);
    let title = "附属の題名".repeat(if long_title { 11 } else { 1 });
    let mut blocks_of = vec![Block::Words(Words::Title, text(&title))];
    blocks_of.extend(appendix.iter().flat_map(blocks));
    document.parts.push(Part {
        label: Some(text("（別紙）")),
        landscape: false,
        blocks: blocks_of,
    });
    document
}

/// What a line belongs to, by its words.
fn kind(line: &TextLine) -> &'static str {
    let kinds = [
        ("見出し", "heading"),
        ("題目", "heading's next line"),
        ("附属", "title of an appendix"),
        ("別紙", "label of an appendix"),
        ("件名", "title"),
        ("表の", "table"),
        ("[表題]", "caption"),
        ("〈窓口〉", "box"),
        ("電話", "box"),
        ("項目", "line"),
        ("但書", "line"),
        ("丶", "line"),
        ("拝啓", "line"),
    ];
    let found = kinds.iter().find(|(words, _)| line.text.contains(words));
    found.map_or("head", |(_, kind)| kind)
}

/// The lines of each page's text: kind, words, baseline; of a table its upper edge.
fn read(layout: &Layout) -> Vec<Vec<(&'static str, TextLine)>> {
    let page = |page: &Page| {
        let all = lines(page, &FONTS).into_iter().filter(|line| !line.artifact);
        all.map(|line| (kind(&line), line)).collect()
    };
    layout.pages.iter().map(|of| page(of)).collect()
}

/// The distance of lines in a page's running text: a letter that misses a page by few lines has them nearer.
fn pitch(pages: &[Vec<(&'static str, TextLine)>]) -> Option<f64> {
    let steps = pages.iter().flat_map(|page| page.windows(2)).filter_map(|pair| {
        let dots = |line: &TextLine| line.text.starts_with("丶丶");
        (dots(&pair[0].1) && dots(&pair[1].1)).then(|| pair[1].1.y - pair[0].1.y)
    });
    steps.reduce(f64::min)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_space_under_headings_is_one_on_all_pages(
        letters in prop::collection::vec((
            prop::collection::vec(piece(), 1..40),
            prop::collection::vec(piece(), 1..20),
            any::<bool>(),
        ), 3),
    ) {
        let mut under: BTreeMap<(&str, i64, &str), f64> = BTreeMap::new();
        for (letter, appendix, long_title) in letters {
            let layout = layout(&made(&letter, &appendix, long_title), &FONTS).expect("laid out");
            for page in read(&layout) {
                for pair in page.windows(2) {
                    let [(above, upper), (below, lower)] = pair else { continue };
                    let heads = above.contains("heading") || above.contains("appendix") || *above == "title";
                    // Lines are nearer in a letter that just misses a page: that is no space under a heading.
                    let tight = pitch(std::slice::from_ref(&page)).is_none_or(|pitch| (pitch - PITCH).abs() > NEAR);
                    if !heads || tight {
                        continue;
                    }
                    let size = |line: &TextLine| (line.size * 10.0).round() as i64;
                    let what = (*above, size(upper) * 1000 + size(lower), *below);
                    let space = lower.y - upper.y;
                    let first = *under.entry(what).or_insert(space);
                    prop_assert!((space - first).abs() < NEAR, "{what:?}: {first} and {space}");
                }
            }
        }
    }

    #[test]
    fn what_is_left_goes_above_headings_and_below_tables(
        pieces in prop::collection::vec(piece(), 1..40),
    ) {
        let mut pieces = pieces;
        pieces.insert(0, Piece::Paragraph(2));
        let set = |pieces: &[Piece]| {
            let all = pieces.iter().flat_map(blocks).collect();
            layout(&letter(all), &FONTS).expect("laid out")
        };
        let layout = set(&pieces);
        let pages = read(&layout);
        if pitch(&pages).is_none_or(|pitch| (pitch - PITCH).abs() > NEAR) {
            return Ok(());
        }
        for (page, lines) in layout.pages.iter().zip(&pages) {
            let edges = probe::rules(page, &FONTS);
            let first = lines.iter().find(|(kind, _)| *kind == "line").map(|(_, line)| line.y);
            for pair in lines.windows(2) {
                let [(above, upper), (below, lower)] = pair else { continue };
                if *below == "line" {
                    // Half lines where taking in the spaces saves a page.
                    let steps = (lower.y - first.expect("a line")) / (0.5 * PITCH);
                    prop_assert!((steps - steps.round()).abs() < NEAR, "off the grid: {}", lower.text);
                }
                let space = lower.y - upper.y;
                if *above == "line" && *below == "heading" {
                    // A quarter of a line at least, and what is left up to the next line on the grid.
                    prop_assert!(space > 1.25 * PITCH - 0.5 && space < 2.5 * PITCH + 0.5, "{}: {space}", lower.text);
                }
                if *above == "line" && *below == "table" {
                    let top = edges.iter().map(|edge| edge.top).filter(|top| *top > upper.y && *top < lower.y);
                    let top = top.fold(f64::MAX, f64::min);
                    let under = top - upper.y;
                    prop_assert!((under - (0.25 * PITCH + 0.5 * (PITCH - 10.5) + 0.12 * 10.5)).abs() < 0.01, "above a table: {under}");
                }
            }
        }
    }
}

#[test]
fn a_heading_between_paragraphs_has_a_whole_line_above_and_none_below() {
    let document = letter(vec![
        paragraph(&"丶".repeat(50)),
        heading(2, "", "見出し"),
        paragraph(&"丶".repeat(50)),
    ]);
    let layout = layout(&document, &FONTS).expect("laid out");
    let lines: Vec<f64> = read(&layout)[0].iter().map(|(_, line)| line.y).collect();
    let steps: Vec<f64> = lines.windows(2).map(|pair| (pair[1] - pair[0]) / PITCH).collect();
    assert_eq!(steps.len(), 4);
    for (step, wanted) in steps.iter().zip([1.0, 2.0, 1.0, 1.0]) {
        assert!((step - wanted).abs() < NEAR, "{steps:?}");
    }
}

#[test]
fn a_table_between_paragraphs_has_what_is_left_below() {
    let document = |count| {
        letter(vec![
            paragraph(&"丶".repeat(50)),
            rows(count),
            paragraph(&"丶".repeat(50)),
        ])
    };
    let mut below = Vec::new();
    for count in 1..8 {
        let layout = layout(&document(count), &FONTS).expect("laid out");
        let edges = probe::rules(&layout.pages[0], &FONTS);
        let top = edges.iter().map(|edge| edge.top).fold(f64::MAX, f64::min);
        let bottom = edges.iter().map(|edge| edge.bottom).fold(0.0, f64::max);
        let lines = read(&layout).swap_remove(0);
        let before = lines.iter().rev().find(|(kind, line)| *kind == "line" && line.y < top);
        let after = lines.iter().find(|(kind, line)| *kind == "line" && line.y > bottom);
        let (before, after) = (before.expect("a line").1.y, after.expect("a line").1.y);
        // From the line's foot, that is half the space between lines below its body, a quarter of a line.
        let foot = 0.5 * (PITCH - 10.5) + 0.12 * 10.5;
        assert!((top - before - foot - 0.25 * PITCH).abs() < 0.01, "{}", top - before);
        below.push(after - (0.88 * 10.5 + 0.5 * (PITCH - 10.5)) - bottom);
    }
    assert!(
        below
            .iter()
            .all(|space| *space > 0.5 * PITCH - 0.01 && *space < 1.5 * PITCH),
        "{below:?}"
    );
}

#[test]
fn headings_in_a_row_stand_as_lines_do() {
    let long = paragraph(&"丶".repeat(150));
    let heads = [heading(1, "1.", "見出し"), heading(2, "", "見出し")];
    let [first, second] = heads;
    let blocks = vec![first.clone(), second.clone(), long.clone(), first, second, long];
    let layout = layout(&letter(blocks), &FONTS).expect("laid out");
    let page = &read(&layout)[0];
    let y = |at: usize| page[at].1.y;
    // At the page's head, and between paragraphs.
    for at in [0, 6] {
        let steps = [y(at + 1) - y(at), y(at + 2) - y(at + 1)];
        assert!(steps.iter().all(|step| (step - PITCH).abs() < 0.5), "{steps:?}");
    }
    assert!(
        (y(0) - y(6) + 7.0 * PITCH).abs() < NEAR,
        "a line above the second of them"
    );
}

/// What a word of a story stands for.
fn told(word: &str) -> Vec<Block> {
    let (kind, rest) = word.split_at(1);
    let count = rest.parse().unwrap_or(1);
    match kind {
        "P" => blocks(&Piece::Paragraph(count)),
        "H" => blocks(&Piece::Heading(count as u8, false)),
        "G" => blocks(&Piece::Heading(1, true)),
        "T" => blocks(&Piece::Table(count)),
        "C" => blocks(&Piece::Caption),
        "L" => blocks(&Piece::List(count)),
        "B" => blocks(&Piece::Contact),
        "K" => vec![Block::Words(Words::Record, text("記"))],
        "N" => vec![
            Block::Words(Words::DateLine, text("2026年11月24日")),
            Block::Words(Words::Addressee, text("加盟店　各位")),
            Block::Words(Words::Sender, text("見本株式会社")),
            Block::Words(Words::Title, text("件名の言葉")),
        ],
        "A" => vec![Block::Words(Words::Title, text("附属の題名"))],
        "Z" => vec![Block::Words(Words::Title, text(&"附属の題名".repeat(11)))],
        "/" => vec![Block::PageBreak],
        _ => panic!("unknown: {word}"),
    }
}

fn story(words: &str) -> Document {
    let mut document = letter(Vec::new());
    for word in words.split(' ') {
        if word == "A" || word == "Z" {
            document.parts.push(Part {
                label: Some(text("（別紙）")),
                landscape: false,
                blocks: Vec::new(),
            });
        }
        document.parts.last_mut().expect("a part").blocks.extend(told(word));
    }
    document
}

fn check(name: &str, words: &str, claims: &[&str]) {
    let layout = layout(&story(words), &FONTS).expect("laid out");
    let page = layout.pages.last().expect("a page");
    let lines: Vec<f64> = read(&layout)
        .pop()
        .expect("a page")
        .iter()
        .map(|(_, line)| line.y)
        .collect();
    let edges = probe::rules(page, &FONTS);
    let first = edges.iter().map(|edge| edge.top).fold(f64::MAX, f64::min);
    let last = edges.iter().map(|edge| edge.bottom).fold(0.0, f64::max);
    for claim in claims {
        let parts: Vec<&str> = claim.split(' ').collect();
        let number = |at: usize| parts[at].parse::<f64>().unwrap_or_else(|_| panic!("{name}: {claim}"));
        let (is, least, most) = match parts[0] {
            "step" => (
                lines[number(1) as usize] - lines[number(1) as usize - 1],
                number(2),
                number(2),
            ),
            "top" => (lines[0] - 26.5 / 25.4 * 72.0, number(1), number(1)),
            "above" => {
                let above = lines.iter().filter(|line| **line < first).copied().fold(0.0, f64::max);
                (first - above, number(1), number(1))
            }
            "below" => {
                let below = lines
                    .iter()
                    .filter(|line| **line > last)
                    .copied()
                    .fold(f64::MAX, f64::min);
                (below - last, number(1), number(2))
            }
            _ => panic!("{name}: unknown claim {claim}"),
        };
        let is = is / PITCH;
        assert!(is > least - 0.05 && is < most + 0.05, "{name}: {claim}, and is {is:.3}");
    }
}

#[test]
fn spaces_are_as_the_stories_say() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rhythm");
    let mut untrue = Vec::new();
    for entry in std::fs::read_dir(folder).expect("tests/rhythm") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable story");
        for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
            let rows: Vec<&str> = block.trim().lines().collect();
            let name = rows[0].strip_prefix("# ").expect("a name");
            // Every story that does not hold is told in one run.
            if std::panic::catch_unwind(|| check(name, rows[1], &rows[2..])).is_err() {
                untrue.push(name.to_owned());
            }
        }
    }
    assert!(untrue.is_empty(), "{untrue:?}");
}
