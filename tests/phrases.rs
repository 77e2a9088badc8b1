//! Where the lines of cells, heads and titles end, judged by phrases that were cut by hand (`tests/phrases/corpus.txt`), not by the
//! segmenter.

use notice::testing::typeset::{Face, Fonts, Line, Piece, PieceKind, Setting, compose, widths};

/// What is set: `text`, cut into phrases and words.
struct Entry {
    setting: Setting,
    text: String,
    /// One past the last character of each phrase, and of each word.
    phrases: Vec<usize>,
    words: Vec<usize>,
}

/// Line ends that part what would have fitted.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parted {
    /// A date, a time, a number.
    figures: usize,
    /// A word.
    words: usize,
    /// A phrase, between two of its words.
    phrases: usize,
    /// A last line of one character.
    scraps: usize,
    /// All line ends.
    ends: usize,
}

/// As measured. Before phrases were known, the same texts parted 18 figures, 335 words and 72 phrases, and left 10 scraps.
const MOST: Parted = Parted {
    figures: 0,
    words: 2,
    phrases: 21,
    scraps: 3,
    ends: 0,
};

fn corpus() -> Vec<Entry> {
    let rows = include_str!("phrases/corpus.txt").lines();
    let rows = rows.filter(|row| !row.is_empty() && !row.starts_with('#'));
    rows.map(|row| {
        let (kind, cut) = row.split_once(' ').expect("what it is, and the text");
        let mut entry = Entry {
            setting: match kind {
                "cell" | "head" => Setting::Start { indent: 0.0, hang: 0.0 },
                "title" => Setting::Centre,
                other => panic!("{other} is none of cell, head, title"),
            },
            text: String::new(),
            phrases: Vec::new(),
            words: Vec::new(),
        };
        let mut length = 0;
        for c in cut.chars() {
            match c {
                '|' => entry.phrases.push(length),
                '+' => entry.words.push(length),
                _ => {
                    entry.text.push(c);
                    length += 1;
                }
            }
        }
        entry.phrases.push(length);
        entry.words.extend(&entry.phrases);
        entry.words.sort_unstable();
        entry
    })
    .collect()
}

fn piece(text: &str) -> [Piece; 1] {
    [Piece {
        text: text.into(),
        face: Face::Mincho,
        kind: PieceKind::Normal,
        owner: 0,
    }]
}

fn source(line: &Line) -> String {
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

/// What of `ends` a line end at `at` parts, where it would have fitted.
fn parted(entry: &Entry, ends: &[usize], at: usize, measure: f64, fonts: &Fonts) -> Option<String> {
    let end = *ends.iter().find(|end| **end >= at)?;
    let start = ends.iter().rev().find(|end| **end < at).copied().unwrap_or(0);
    let whole: String = entry.text.chars().skip(start).take(end - start).collect();
    let fits = widths(&piece(&whole), fonts).expect("drawable").natural <= measure;
    (end != at && fits).then_some(whole)
}

fn count(entry: &Entry, measure: f64, fonts: &Fonts, all: &mut Parted) {
    let lines = compose(&piece(&entry.text), measure, entry.setting, fonts).expect("drawable");
    let texts: Vec<String> = lines.iter().map(source).collect();
    let mut at = 0;
    for text in &texts[..texts.len() - 1] {
        at += text.chars().count();
        all.ends += 1;
        let shown = || println!("{measure:>4} {}", texts.join("/"));
        match parted(entry, &entry.words, at, measure, fonts) {
            Some(word) if word.contains(|c: char| c.is_ascii_digit()) => {
                all.figures += 1;
                shown();
            }
            Some(_) => {
                all.words += 1;
                shown();
            }
            None if parted(entry, &entry.phrases, at, measure, fonts).is_some() => {
                all.phrases += 1;
                shown();
            }
            None => {}
        }
    }
    if texts.len() > 1 && texts.last().is_some_and(|last| last.chars().count() == 1) {
        println!("{measure:>4} {} ends in one character", texts.join("/"));
        all.scraps += 1;
    }
}

#[test]
fn lines_of_cells_heads_and_titles_end_between_phrases() {
    let fonts = Fonts::built_in().expect("built-in fonts");
    let corpus = corpus();
    assert!(corpus.len() >= 200, "{} texts", corpus.len());
    let mut all = Parted::default();
    for measure in 6..=20 {
        for entry in &corpus {
            count(entry, f64::from(measure), &fonts, &mut all);
        }
    }
    println!("{} texts in 15 measures: {all:?}", corpus.len());
    // What stays are a number with its unit that no line of six em holds, words the segmenter does not know, and chains of nouns that
    // are cut elsewhere than by hand.
    assert!(all.figures == MOST.figures && all.words <= MOST.words, "{all:?}");
    assert!(all.phrases <= MOST.phrases && all.scraps <= MOST.scraps, "{all:?}");
    assert!(all.ends > 1_000, "the texts are set in more than one line: {all:?}");
}
