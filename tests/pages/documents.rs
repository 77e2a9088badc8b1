//! Random documents: whatever follows whatever, the page rules hold and no character is lost.

use crate::probe;
use crate::write::*;
use notice::testing::document::*;
use notice::testing::typeset::{Fonts, Item, ItemKind, Layout, Page, Role, Tag, layout};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn sentence() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("本対応に伴い、"),
        Just("下記日時において一時的に J-Mups サービスのご利用制限・停止をさせていただきます。"),
        Just("2021年7月19日（月）AM1:00～AM2:00"),
        Just("「再起動」、（日計/中間計）。"),
        Just("皆様には大変ご迷惑をおかけいたしますが、"),
    ];
    prop::collection::vec(word, 1..9).prop_map(|words| words.concat())
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let block = prop_oneof![
        6 => sentence().prop_map(|s| vec![paragraph(&s)]),
        2 => sentence().prop_map(|s| vec![line(&s)]),
        2 => (sentence(), sentence()).prop_map(|(h, s)| vec![heading(1, "1.", &h.chars().take(12).collect::<String>()), paragraph(&s)]),
        2 => prop::collection::vec(sentence(), 1..6).prop_map(|s| {
            vec![list("・", &s.iter().map(String::as_str).collect::<Vec<_>>())]
        }),
        1 => sentence().prop_map(|s| vec![remark("※", &s)]),
        1 => sentence().prop_map(|s| vec![paragraph(&s), Block::Words(Words::Closing, text("敬具"))]),
        1 => (1..20_usize, sentence()).prop_map(|(n, s)| {
            let rows: Vec<Vec<String>> = (0..=n).map(|r| vec![format!("表{r}"), s.clone()]).collect();
            vec![line("［表題］"), Block::Table(grid("cs", &rows))]
        }),
    ];
    prop::collection::vec(block, 1..40).prop_map(|blocks| blocks.concat())
}

/// Which lines (baselines) of each paragraph node stand on a page, cells left out.
fn paragraph_lines(layout: &Layout, page: &Page) -> BTreeMap<usize, Vec<i64>> {
    let mut out: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for item in &page.items {
        let (Tag::Node(n), ItemKind::Glyphs(run)) = (item.tag, &item.kind) else {
            continue;
        };
        if layout.nodes[n].role == Role::Paragraph && probe::cell_of(layout, n).is_none() {
            let lines = out.entry(n).or_default();
            let y = (run.y * 100.0).round() as i64;
            if !lines.contains(&y) {
                lines.push(y);
            }
        }
    }
    out
}

fn letters(layout: &Layout) -> String {
    let mut all: Vec<char> = Vec::new();
    for item in layout.pages.iter().flat_map(|p| &p.items) {
        if let (Tag::Node(_), ItemKind::Glyphs(run)) = (item.tag, &item.kind) {
            all.extend(run.text.chars().filter(|c| !c.is_whitespace()));
        }
    }
    all.sort_unstable();
    all.into_iter().collect()
}

fn source(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Words(Words::Paragraph | Words::Line | Words::Closing, t) => out.push_str(&plain(t)),
            Block::Remark { label, text } => {
                out.push_str(label);
                out.push_str(&plain(text));
            }
            Block::Heading { label, text, .. } => {
                out.push_str(label.as_deref().unwrap_or_default());
                out.push_str(&plain(text));
            }
            Block::List(items) => {
                for item in items {
                    out.push_str(&item.label);
                    source(&item.blocks, out);
                }
            }
            Block::Table(table) => table.cells.iter().for_each(|c| source(&c.blocks, out)),
            other => panic!("not made here: {other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default()
    })]

    #[test]
    fn page_rules_hold_in_any_document(blocks in blocks()) {
        let fonts = Fonts::built_in().expect("fonts");
        let mut expected = String::new();
        source(&blocks, &mut expected);
        let mut expected: Vec<char> = expected.chars().filter(|c| !c.is_whitespace()).collect();
        expected.sort_unstable();
        let layout = layout(&letter(blocks), &fonts).map_err(|fault| TestCaseError::fail(fault.to_string()))?;
        prop_assert_eq!(letters(&layout), expected.into_iter().collect::<String>());
        let count = layout.pages.len();
        let mut pages_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (p, page) in layout.pages.iter().enumerate() {
            for (node, lines) in paragraph_lines(&layout, page) {
                pages_of.entry(node).or_default().push(lines.len());
            }
            let goes_on = probe::furniture(page, &fonts).iter().any(|l| l == "（次頁へ続く）");
            prop_assert_eq!(goes_on, p + 1 < count);
            let mut last: Option<(f64, bool)> = None;
            for (item, area) in probe::runs(page, &fonts) {
                let Tag::Node(n) = item.tag else { continue };
                prop_assert!(area.top > 70.0 && area.bottom < page.height - 70.0, "outside of the type area: {:?}", area);
                let heading = matches!(layout.nodes[n].role, Role::Heading(_));
                if last.is_none_or(|(bottom, _)| area.bottom > bottom) {
                    last = Some((area.bottom, heading));
                }
            }
            prop_assert!(!last.is_some_and(|(_, heading)| heading), "page {} ends with a heading", p + 1);
        }
        for (node, lines) in pages_of {
            let all: usize = lines.iter().sum();
            prop_assert!(all == 1 || lines.iter().all(|l| *l > 1), "node {} leaves a line alone: {:?}", node, lines);
        }
    }

    #[test]
    fn notes_stand_below_the_text_of_their_page(blocks in blocks(), every in 2..6_usize) {
        let fonts = Fonts::built_in().expect("fonts");
        let (blocks, count) = marked(blocks, every);
        let layout = layout(&letter(blocks), &fonts).map_err(|fault| TestCaseError::fail(fault.to_string()))?;
        let mut told = 0;
        for page in &layout.pages {
            let role = |item: &Item| match item.tag {
                Tag::Node(n) => Some(layout.nodes[n].role.clone()),
                Tag::Artifact => None,
            };
            let mut labels: Vec<String> = Vec::new();
            let (mut text, mut notes) = (0.0_f64, f64::INFINITY);
            for (item, area) in probe::runs(page, &fonts) {
                let ItemKind::Glyphs(run) = &item.kind else { continue };
                match role(item) {
                    Some(Role::Reference) => labels.push(run.text.clone()),
                    Some(Role::Note) => {
                        notes = notes.min(area.top);
                        told += usize::from(run.text.starts_with("注の言葉"));
                    }
                    Some(Role::Label) if run.text.starts_with('*') => notes = notes.min(area.top),
                    Some(_) => text = text.max(area.bottom),
                    None => {}
                }
            }
            let words = probe::words(page, &fonts);
            for label in &labels {
                prop_assert!(words.contains(&format!("{label}注の言葉")), "{} is not on the page of its mark", label);
            }
            prop_assert!(labels.is_empty() || text < notes, "text at {} stands over notes at {}", text, notes);
        }
        prop_assert_eq!(told, count);
    }
}

/// Some paragraphs marked, each with a note of its own, at most six, and the notes at the end.
fn marked(mut blocks: Vec<Block>, every: usize) -> (Vec<Block>, usize) {
    let mut words = Vec::new();
    for (i, block) in blocks.iter_mut().enumerate() {
        if let Block::Words(Words::Paragraph, text) = block
            && i % every == 0
            && words.len() < 6
        {
            let label = format!("*{}", words.len() + 1);
            text.push(Inline::NoteMark { label: label.clone() });
            words.push((label, format!("注の言葉{}", "が続き、".repeat(i % 25))));
        }
    }
    let pairs: Vec<(&str, &str)> = words.iter().map(|(l, w)| (l.as_str(), w.as_str())).collect();
    if !pairs.is_empty() {
        blocks.push(notes(&pairs));
    }
    (blocks, words.len())
}
