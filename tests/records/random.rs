//! Whatever JIS X 0213 holds goes into letters, cells and FAX sheets, and comes back from their files.

use crate::bench::written_tree;
use crate::text::departure;
use notice::testing::document::{
    Block, Cell, Column, Document, Field, Form, Inline, Item, Meta, Note, Part, Table, Text, Words,
};
use notice::testing::typeset::{Face, Fonts};
use proptest::prelude::*;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization as _;

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::built_in().expect("the built-in fonts are sound"))
}

/// Both faces have it: headings are Gothic.
fn drawn(c: char) -> bool {
    [Face::Mincho, Face::Gothic].iter().all(|&face| {
        let pair = [fonts().japanese(face), fonts().latin(face)];
        pair.iter().any(|&id| fonts().get(id).glyph(c).is_some())
    })
}

/// The characters of the standard that the fonts have, by plane and row.
fn rows() -> &'static [(String, Vec<char>)] {
    static ROWS: OnceLock<Vec<(String, Vec<char>)>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let lines = include_str!("jis-x-0213.txt").lines();
        let row = |line: &'static str| {
            let (name, text) = line.split_once('\t').expect("a row and its characters");
            let wanted = |c: &char| !c.is_whitespace() && !('\u{0300}'..='\u{036F}').contains(c) && *c != '\u{309A}';
            (
                name.to_owned(),
                text.chars().filter(wanted).filter(|c| drawn(*c)).collect(),
            )
        };
        lines
            .map(row)
            .filter(|(_, row): &(String, Vec<char>)| !row.is_empty())
            .collect()
    })
}

/// Variation sequences that both Japanese fonts have, and kana with a mark that makes one sign of two.
fn sequences() -> &'static [String] {
    static SEQUENCES: OnceLock<Vec<String>> = OnceLock::new();
    SEQUENCES.get_or_init(|| {
        let japanese = [Face::Mincho, Face::Gothic].map(|face| fonts().get(fonts().japanese(face)));
        let ideographs = rows().iter().flat_map(|(_, row)| row).filter(|c| **c >= '\u{3400}');
        let mut found: Vec<String> = ideographs
            .flat_map(|&c| ('\u{E0100}'..='\u{E0103}').map(move |selector| (c, selector)))
            .filter(|&(c, selector)| japanese.iter().all(|font| font.variation(c, selector).is_some()))
            .map(|(c, selector)| format!("{c}{selector}"))
            .collect();
        found.extend("かきくけこカキクケコセツト".chars().map(|c| format!("{c}\u{309A}")));
        found
    })
}

fn meta(form: Form) -> Meta {
    Meta {
        title: "往復".to_owned(),
        authors: vec!["例".to_owned()],
        subject: "試験".to_owned(),
        identifier: "a/round-trip".to_owned(),
        number: None,
        moment: chrono::NaiveDate::from_ymd_opt(2026, 10, 1)
            .and_then(|d| d.and_hms_opt(9, 0, 0))
            .expect("a moment"),
        zone_minutes: 540,
        language: "ja-JP".to_owned(),
        form,
        continued: Some("(次頁へ続く)".to_owned()),
        continued_label: "(続き)".to_owned(),
        page_label: None,
    }
}

fn text(words: &str) -> Text {
    vec![Inline::Text(words.to_owned())]
}

fn letter(blocks: Vec<Block>) -> Document {
    Document {
        meta: meta(Form::LETTER),
        parts: vec![Part {
            label: None,
            landscape: false,
            blocks,
        }],
    }
}

fn table(rows: &[[String; 3]]) -> Block {
    let cell = |row: usize, column: usize, words: &str| Cell {
        row,
        column,
        row_span: 1,
        column_span: 1,
        header: row == 0 || column == 0,
        blocks: vec![Block::Words(Words::Line, text(words))],
    };
    let cells = rows.iter().enumerate();
    Block::Table(Table {
        caption: None,
        columns: vec![Column::default(); 3],
        header_rows: 1,
        rows: rows.len(),
        new_pages: Vec::new(),
        cells: cells
            .flat_map(|(r, row)| row.iter().enumerate().map(move |(c, w)| cell(r, c, w)))
            .collect(),
    })
}

#[track_caller]
fn comes_back(name: &str, document: &Document) {
    let file = written_tree(name, document, fonts());
    if let Err(departure) = departure(document, fonts(), &file) {
        panic!("{name}: {departure}");
    }
}

#[test]
fn every_character_of_jis_x_0213_comes_back_from_a_letter() {
    let all: usize = rows().iter().map(|(_, row)| row.len()).sum();
    // The standard has 11233; the fonts lack some letters with accents and signs of phonetics.
    assert!(all > 11_000, "{all}");
    let paragraphs = rows()
        .iter()
        .map(|(_, row)| Block::Words(Words::Paragraph, text(&row.iter().collect::<String>())));
    comes_back("random/standard", &letter(paragraphs.collect()));
}

#[test]
fn every_variation_sequence_comes_back_from_a_letter() {
    assert!(sequences().len() > 100, "{}", sequences().len());
    let paragraphs = sequences()
        .chunks(60)
        .map(|some| Block::Words(Words::Paragraph, text(&some.concat())));
    comes_back("random/variations", &letter(paragraphs.collect()));
}

/// One glyph stands for the common ideograph, for the same with a selector and for the compatibility ideograph.
#[test]
fn a_compatibility_ideograph_and_the_common_one_come_back_each_as_itself() {
    let ideographs = rows().iter().flat_map(|(_, row)| row);
    let pairs: Vec<String> = ideographs
        .filter(|c| ('\u{F900}'..='\u{FAFF}').contains(*c) && c.nfc().next() != Some(**c))
        .map(|c| {
            let common: String = c.nfc().collect();
            format!("{common}\u{E0100}{c}{common}")
        })
        .collect();
    assert!(pairs.len() > 50, "{}", pairs.len());
    let paragraphs = pairs
        .chunks(20)
        .map(|some| Block::Words(Words::Paragraph, text(&some.concat())));
    comes_back("random/compatibility", &letter(paragraphs.collect()));
}

/// A character: any row as likely as another, so that the small rows of signs and Latin are met as often as ideographs.
fn character() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(row, cell)| {
            let (_, row) = &rows()[row.index(rows().len())];
            row[cell.index(row.len())].to_string()
        }),
        2 => any::<prop::sample::Index>().prop_map(|i| sequences()[i.index(sequences().len())].clone()),
        2 => prop::char::range('!', '~').prop_map(String::from),
        2 => prop::char::range('ぁ', 'ん').prop_map(String::from),
        1 => Just(" ".to_owned()),
        1 => Just("\u{3000}".to_owned()),
    ]
}

fn words(most: usize) -> impl Strategy<Value = String> {
    // A character that is drawn stands first: what begins with a mark or space alone is no paragraph.
    prop::collection::vec(character(), 1..most).prop_map(|parts| format!("字{}", parts.concat()))
}

/// What is put into the documents.
#[derive(Debug)]
struct Spoken {
    title: String,
    heading: String,
    paragraphs: Vec<String>,
    cells: Vec<[String; 3]>,
}

fn random_words() -> impl Strategy<Value = Spoken> {
    let cells = prop::collection::vec([words(10), words(14), words(30)], 2..5);
    (words(20), words(20), prop::collection::vec(words(90), 1..4), cells).prop_map(
        |(title, heading, paragraphs, cells)| Spoken {
            title,
            heading,
            paragraphs,
            cells,
        },
    )
}

impl Spoken {
    fn letter(&self) -> Document {
        let mut blocks = vec![Block::Words(Words::Title, text(&self.title))];
        blocks.extend(
            self.paragraphs
                .iter()
                .map(|words| Block::Words(Words::Paragraph, text(words))),
        );
        blocks.push(Block::Heading {
            level: 1,
            label: Some("1.".to_owned()),
            text: text(&self.heading),
        });
        blocks.push(table(&self.cells));
        blocks.push(Block::List(vec![Item {
            label: "・".to_owned(),
            blocks: vec![Block::Words(
                Words::Line,
                vec![
                    Inline::Text(self.title.clone()),
                    Inline::NoteMark { label: "*1".to_owned() },
                    Inline::Strong(text(&self.heading)),
                ],
            )],
        }]));
        blocks.push(Block::Notes(vec![Note {
            label: "*1".to_owned(),
            text: text(&self.heading),
        }]));
        letter(blocks)
    }

    fn sheet(&self) -> Document {
        let field = |label: &str, values: &[&String]| Field {
            label: text(label),
            value: values
                .iter()
                .map(|words| Block::Words(Words::Line, text(words)))
                .collect(),
        };
        let mut sheet = letter(vec![
            Block::Words(Words::Banner, text("同報FAX")),
            Block::Fields(vec![
                field("件名", &[&self.title]),
                field("お願い", &[&self.heading, &self.paragraphs[0]]),
            ]),
            Block::Words(Words::Paragraph, text(&self.paragraphs[0])),
            table(&self.cells),
        ]);
        sheet.meta.form = Form::Fax;
        sheet
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12, failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default()
    })]

    #[test]
    fn random_words_come_back_from_letters_cells_and_fax_sheets(words in random_words()) {
        for (name, document) in [("random/letter", words.letter()), ("random/sheet", words.sheet())] {
            let file = written_tree(name, &document, fonts());
            departure(&document, fonts(), &file).map_err(TestCaseError::fail)?;
        }
    }
}
