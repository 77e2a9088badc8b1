//! Tables that go on over the page: headers, groups, notes.

use crate::probe::{self, lines};
use crate::write::*;
use notice::testing::document::*;
use notice::testing::typeset::{Fonts, ItemKind, Layout, Tag, layout};

fn set(blocks: Vec<Block>) -> (Layout, Fonts) {
    let fonts = Fonts::built_in().expect("fonts");
    (layout(&letter(blocks), &fonts).expect("laid out"), fonts)
}

/// The pages of `layout` whose text has a line that is `words`, artifacts left out.
fn pages_with(layout: &Layout, fonts: &Fonts, words: &str) -> Vec<usize> {
    let has = |p: &usize| {
        let page = &layout.pages[*p];
        lines(page, fonts).iter().any(|l| !l.artifact && l.text.contains(words))
    };
    (0..layout.pages.len()).filter(has).collect()
}

#[test]
fn two_hundred_rows_stand_once_each_below_repeated_headers() {
    let mut rows = vec![vec!["番号".to_owned(), "日時".to_owned()]];
    rows.extend((1..=200).map(|n| vec![format!("第{n}号"), "2025年10月1日（水）12:10～12:36".to_owned()]));
    let (layout, fonts) = set(vec![Block::Table(grid("cs", &rows))]);
    assert!(layout.pages.len() >= 5);
    for n in 1..=200 {
        assert_eq!(pages_with(&layout, &fonts, &format!("第{n}号")).len(), 1, "row {n}");
    }
    for (p, page) in layout.pages.iter().enumerate() {
        let head = &lines(page, &fonts)[0];
        assert!(
            head.text.contains("番号") && head.text.contains("日時"),
            "page {p} begins with {}",
            head.text
        );
        assert_eq!(head.artifact, p > 0, "the header is text once");
    }
}

const NAMES: [&str; 5] = ["甲", "乙", "丙", "丁", "戊"];

/// A table of one column of groups and one of rows: `sizes` says how many rows each group has.
fn grouped(sizes: &[usize]) -> Block {
    let mut cells = vec![head(cell(0, 0, vec![line("群")])), head(cell(0, 1, vec![line("行")]))];
    let mut row = 1;
    for (g, size) in sizes.iter().enumerate() {
        cells.push(span(cell(row, 0, vec![line(NAMES[g])]), *size, 1));
        for _ in 0..*size {
            cells.push(cell(row, 1, vec![line(&format!("{}の行{row}。", NAMES[g]))]));
            row += 1;
        }
    }
    cells.sort_by_key(|c| (c.row, c.column));
    Block::Table(table("cs", 1, cells))
}

#[test]
fn a_group_that_fits_a_page_is_kept_whole() {
    for lines_before in [0, 7, 19, 26, 33] {
        let mut blocks: Vec<Block> = (0..lines_before).map(|n| line(&format!("前{n}"))).collect();
        blocks.push(grouped(&[5, 20, 8, 30, 3]));
        let (layout, fonts) = set(blocks);
        for name in &NAMES[..5] {
            let pages = pages_with(&layout, &fonts, &format!("{name}の行"));
            assert_eq!(
                pages.len(),
                1,
                "group {name} after {lines_before} lines stands on {pages:?}"
            );
        }
    }
}

#[test]
fn the_label_of_a_group_larger_than_a_page_is_repeated() {
    let (layout, _) = set(vec![grouped(&[90])]);
    assert!(layout.pages.len() >= 3);
    for (p, page) in layout.pages.iter().enumerate() {
        let labels: Vec<(String, Tag)> = page
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Glyphs(run) if run.text.starts_with("甲") => Some((run.text.clone(), item.tag)),
                _ => None,
            })
            .filter(|(text, _)| !text.contains("の行"))
            .collect();
        assert_eq!(labels.len(), 1, "page {p}");
        let (text, tag) = &labels[0];
        assert_eq!(*tag == Tag::Artifact, p > 0);
        assert_eq!(text == "甲（続き）", p > 0, "{text}");
    }
}

#[test]
fn an_inner_group_that_fits_a_page_is_whole_in_an_outer_one_that_does_not() {
    let mut cells = vec![span(cell(0, 0, vec![line("外")]), 80, 1)];
    for group in 0..8 {
        cells.push(span(cell(group * 10, 1, vec![line(&format!("内{group}"))]), 10, 1));
        cells.extend((0..10).map(|r| cell(group * 10 + r, 2, vec![line(&format!("内{group}の{r}。"))])));
    }
    cells.sort_by_key(|c| (c.row, c.column));
    let (layout, fonts) = set(vec![Block::Table(table("ccs", 0, cells))]);
    assert!(layout.pages.len() >= 2);
    for group in 0..8 {
        assert_eq!(pages_with(&layout, &fonts, &format!("内{group}の")).len(), 1);
    }
}

#[test]
fn a_long_group_is_parted_between_its_sub_groups_where_most_of_a_page_would_stay_empty() {
    // Fifteen rows in sub-groups of five, behind a page that is two thirds full.
    let mut cells = vec![
        head(cell(0, 0, vec![line("群")])),
        head(cell(0, 1, vec![line("小群")])),
        head(cell(0, 2, vec![line("行")])),
    ];
    cells.push(span(cell(1, 0, vec![line("大")]), 15, 1));
    for (inner, name) in NAMES[..3].iter().enumerate() {
        cells.push(span(cell(1 + 5 * inner, 1, vec![line(name)]), 5, 1));
        cells.extend((0..5).map(|r| cell(1 + 5 * inner + r, 2, vec![line(&format!("{name}の行{r}。"))])));
    }
    cells.sort_by_key(|c| (c.row, c.column));
    let before = (0..25).map(|_| paragraph("前の文。"));
    let (layout, fonts) = set(before.chain([Block::Table(table("css", 1, cells))]).collect());
    assert_eq!(layout.pages.len(), 2);
    for name in &NAMES[..3] {
        let pages: Vec<_> = (0..5)
            .map(|r| pages_with(&layout, &fonts, &format!("{name}の行{r}。")))
            .collect();
        assert!(
            pages.iter().all(|p| *p == pages[0]),
            "sub-group {name} is whole: {pages:?}"
        );
    }
    assert_eq!(pages_with(&layout, &fonts, "甲の行0。"), [0]);
    assert_eq!(pages_with(&layout, &fonts, "丙の行0。"), [1]);
    assert!(
        probe::furniture(&layout.pages[1], &fonts)
            .concat()
            .contains("大（続き）")
    );
}

#[test]
fn notes_stand_on_the_page_of_their_mark() {
    let mut rows = vec![vec!["番号".to_owned(), "内容".to_owned()]];
    rows.extend((1..=80).map(|n| {
        let mark = match n {
            3 => "^1^",
            70 => "^2^",
            5 | 75 => "^3^",
            _ => "",
        };
        vec![format!("第{n}号"), format!("内容{mark}")]
    }));
    let all = notes(&[
        ("*1", "初めの注"),
        ("*2", "終わりの注"),
        ("*3", "両方の注"),
        ("*9", "印のない注"),
    ]);
    let (layout, fonts) = set(vec![Block::Table(grid("cs", &rows)), all]);
    let last = layout.pages.len() - 1;
    assert!(last >= 1);
    assert_eq!(pages_with(&layout, &fonts, "初めの注"), [0]);
    assert_eq!(pages_with(&layout, &fonts, "終わりの注"), [last]);
    assert_eq!(pages_with(&layout, &fonts, "印のない注"), [last]);
    // Marked twice: text where it stands first, repeated as no part of the text.
    assert_eq!(pages_with(&layout, &fonts, "両方の注"), [0]);
    assert!(
        probe::furniture(&layout.pages[last], &fonts)
            .iter()
            .any(|l| l.contains("両方の注"))
    );
}

#[test]
fn notes_of_the_text_stand_at_the_foot_of_the_page_of_their_mark() {
    let mut blocks: Vec<Block> = (1..=70).map(|n| line(&format!("第{n}行"))).collect();
    blocks[4] = line("初めの行^1^");
    blocks[34] = line("頁の終わりに近い行^2^");
    blocks[60] = line("終わりの行^3^、ふたたび^1^");
    blocks.push(notes(&[("*1", "初めの注"), ("*2", "中の注"), ("*3", "終わりの注")]));
    blocks.push(Block::Words(Words::End, text("以上")));
    let (layout, fonts) = set(blocks);
    assert_eq!(layout.pages.len(), 2);
    let page_of = |words| pages_with(&layout, &fonts, words);
    assert_eq!(page_of("初めの注"), [0]);
    assert_eq!(page_of("中の注"), page_of("頁の終わりに近い行"));
    assert_eq!(page_of("終わりの注"), page_of("終わりの行"));
    let second = probe::furniture(&layout.pages[1], &fonts);
    assert!(second.iter().any(|l| l.contains("初めの注")), "{second:?}");
    for page in &layout.pages {
        let lines = probe::lines(page, &fonts);
        let lowest = lines.iter().filter(|l| !l.text.contains('注') && !l.artifact);
        let lowest = lowest.map(|l| l.y).fold(0.0, f64::max);
        let note = lines.iter().filter(|l| l.text.contains('注'));
        let note = note.map(|l| l.y - l.size).fold(f64::INFINITY, f64::min);
        let foot = probe::rules(page, &fonts);
        assert_eq!(foot.len(), 1, "one rule above the notes");
        assert!(lowest < foot[0].top && foot[0].bottom < note);
        let goes_on = lines.iter().find(|l| l.text.contains("次頁へ続く"));
        assert!(goes_on.is_none_or(|l| l.y > note));
    }
}

#[test]
fn notes_longer_than_a_page_foot_stand_at_the_end() {
    let many: Vec<(String, String)> = (1..=60).map(|n| (format!("*{n}"), format!("第{n}の注"))).collect();
    let mut blocks: Vec<Block> = (1..=60).map(|n| line(&format!("第{n}行^{n}^"))).collect();
    let pairs: Vec<(&str, &str)> = many.iter().map(|(l, t)| (l.as_str(), t.as_str())).collect();
    blocks.push(notes(&pairs));
    let (layout, fonts) = set(blocks);
    let last = layout.pages.len() - 1;
    assert!(pages_with(&layout, &fonts, "第60の注") == [last]);
    assert!(!pages_with(&layout, &fonts, "第1の注").contains(&0));
}

#[test]
fn a_row_taller_than_a_page_goes_on_and_loses_nothing() {
    let long: Vec<String> = (1..=120).map(|n| format!("第{n}項の内容。")).collect();
    let items: Vec<&str> = long.iter().map(String::as_str).collect();
    let cells = vec![
        head(cell(0, 0, vec![line("区分")])),
        head(cell(0, 1, vec![line("内容")])),
        cell(1, 0, vec![line("長い行")]),
        cell(1, 1, vec![list("・", &items)]),
        cell(2, 0, vec![line("次の行")]),
        cell(2, 1, vec![line("短い。")]),
    ];
    let (layout, fonts) = set(vec![Block::Table(table("cs", 1, cells))]);
    assert!(layout.pages.len() >= 3);
    for words in &long {
        assert_eq!(pages_with(&layout, &fonts, words).len(), 1, "{words}");
    }
    for page in &layout.pages[1..] {
        assert!(
            probe::furniture(page, &fonts)
                .iter()
                .any(|l| l.contains("長い行（続き）"))
        );
    }
}

#[test]
fn a_small_table_is_not_parted_when_it_fits_the_next_page() {
    let rows: Vec<Vec<String>> = (0..5).map(|n| vec![format!("表の{n}"), "値".to_owned()]).collect();
    for before in 25..42 {
        let mut blocks: Vec<Block> = (0..before).map(|n| line(&format!("前{n}"))).collect();
        blocks.push(Block::Table(grid("ss", &rows)));
        blocks.extend((0..30).map(|n| line(&format!("後{n}"))));
        let (layout, fonts) = set(blocks);
        assert_eq!(pages_with(&layout, &fonts, "表の").len(), 1, "after {before} lines");
    }
}
