//! Random tables: whatever stands in them, nothing is lost, clipped or crossed by a rule, and rules meet.

use crate::probe::{self, Area};
use crate::write::*;
use notice::testing::document::*;
use notice::testing::typeset::{Fonts, Layout, Page, layout};
use proptest::prelude::*;

/// Edges of the letter's type area, pt.
/// 43 em of 10.5 pt.
const MEASURE: f64 = 43.0 * 10.5;
const LEFT: f64 = (210.0 / 25.4 * 72.0 - MEASURE) / 2.0;
const RIGHT: f64 = LEFT + MEASURE;

fn phrase() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("決済取引"),
        Just("電子マネーの業務で2～4回の通信瞬断が発生"),
        Just("2021年5月30日（日）"),
        Just("PM10:30～翌AM3:00"),
        Just("Authorization-Center-Interconnection-Gateway"),
        Just("https://j-mups.com/notice/2021/05/30/index.html"),
        Just("「利用不可」、（日計/中間計）。"),
        Just("ABC def "),
        Just("クレジットカード"),
    ];
    prop::collection::vec(word, 1..6).prop_map(|words| words.concat())
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let block = prop_oneof![
        6 => phrase().prop_map(|p| line(&p)),
        2 => phrase().prop_map(|p| paragraph(&p)),
        1 => phrase().prop_map(|p| remark("※", &p)),
        2 => prop::collection::vec(phrase(), 1..4).prop_map(|items| {
            let items: Vec<&str> = items.iter().map(String::as_str).collect();
            list("・", &items)
        }),
    ];
    prop_oneof![6 => prop::collection::vec(block.clone(), 1..2), 1 => prop::collection::vec(block, 0..5)]
}

/// A table of random size with random merged cells, none of which parts the header from the body.
fn tables() -> impl Strategy<Value = Table> {
    (1..8_usize, 0..3_usize, 1..28_usize)
        .prop_flat_map(|(columns, header, body)| {
            let places = columns * (header + body);
            let spans = prop::collection::vec((prop::bool::weighted(0.15), 1..5_usize, 1..4_usize), places);
            (
                Just((columns, header, body)),
                spans,
                prop::collection::vec(blocks(), places),
            )
        })
        .prop_map(|((columns, header, body), spans, contents)| {
            let rows = header + body;
            let titles = [
                "時間帯",
                "利用不可サービス",
                "更改実施中の挙動とその後の対応について",
                "Alternative",
                "#",
            ];
            let mut taken = vec![vec![false; columns]; rows];
            let mut cells = Vec::new();
            for r in 0..rows {
                for c in 0..columns {
                    if taken[r][c] {
                        continue;
                    }
                    let (merged, mut down, mut across) = spans[r * columns + c];
                    if !merged {
                        (down, across) = (1, 1);
                    }
                    let last = if r < header { header } else { rows };
                    down = down.min(last - r);
                    across = (1..=across.min(columns - c))
                        .take_while(|w| !taken[r][c + w - 1])
                        .last()
                        .unwrap_or(1);
                    for line in &mut taken[r..r + down] {
                        line[c..c + across].fill(true);
                    }
                    // A header that fills the page is not repeated: here it is always low enough.
                    let words = &contents[r * columns + c];
                    let words = if r < header {
                        vec![line(titles[(r + c) % titles.len()])]
                    } else {
                        words.clone()
                    };
                    let made = span(cell(r, c, words), down, across);
                    cells.push(if r < header { head(made) } else { made });
                }
            }
            table(&"s".repeat(columns), header, cells)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_table_loses_clips_or_crosses_anything(table in tables()) {
        let fonts = Fonts::built_in().expect("fonts");
        let headers = header_text(&table);
        let contents: Vec<String> = table.cells.iter().map(|c| all_words(&c.blocks)).filter(|w| !w.is_empty()).collect();
        let document = letter(vec![paragraph("前。"), Block::Table(table), paragraph("後。")]);
        let layout = match layout(&document, &fonts) {
            // Many words in the narrowest of many columns: that is told, and nothing is printed.
            Err(fault) if fault.to_string().starts_with("taller than a page") => {
                return Err(TestCaseError::reject("a cell taller than a page"));
            }
            laid => laid.map_err(|fault| TestCaseError::fail(fault.to_string()))?,
        };
        let told: Vec<String> = probe::cell_texts(&layout).into_values().collect();
        prop_assert_eq!(&told, &contents);
        for page in &layout.pages {
            check_page(&layout, page, &fonts)?;
        }
        for page in table_pages(&layout, &fonts).iter().skip(1) {
            let repeated: String = probe::furniture(page, &fonts).concat();
            for words in &headers {
                prop_assert!(sorted(&repeated).contains_all(&sorted(words)), "{} is not repeated in {}", words, repeated);
            }
        }
    }
}

/// The characters of a text in order of their code: lines of neighbouring cells are interleaved on a page.
struct Sorted(Vec<char>);

fn sorted(text: &str) -> Sorted {
    let mut all: Vec<char> = text.chars().collect();
    all.sort_unstable();
    Sorted(all)
}

impl Sorted {
    fn contains_all(&self, other: &Sorted) -> bool {
        let mut mine = self.0.iter();
        other.0.iter().all(|c| mine.any(|m| m == c))
    }
}

fn header_text(table: &Table) -> Vec<String> {
    table
        .cells
        .iter()
        .filter(|c| c.row < table.header_rows)
        .map(|c| all_words(&c.blocks))
        .collect()
}

fn table_pages<'l>(layout: &'l Layout, fonts: &Fonts) -> Vec<&'l Page> {
    layout
        .pages
        .iter()
        .map(|page| &**page)
        .filter(|page| !probe::cells(layout, page, fonts).is_empty())
        .collect()
}

fn all_words(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Words(Words::Line | Words::Paragraph, t) => out.push_str(&plain(t)),
            Block::Remark { label, text } => {
                out.push_str(label);
                out.push_str(&plain(text));
            }
            Block::List(items) => {
                for item in items {
                    out.push_str(&item.label);
                    out.push_str(&all_words(&item.blocks));
                }
            }
            other => panic!("not made here: {other:?}"),
        }
    }
    out.split_whitespace().collect()
}

fn check_page(layout: &Layout, page: &Page, fonts: &Fonts) -> Result<(), TestCaseError> {
    let rules = probe::rules(page, fonts);
    let runs: Vec<Area> = probe::runs(page, fonts).map(|(_, area)| area).collect();
    for area in &runs {
        prop_assert!(
            area.left >= LEFT - 0.01 && area.right <= RIGHT + 0.01,
            "outside the measure: {:?}",
            area
        );
        prop_assert!(
            area.top > 60.0 && area.bottom < page.height - 25.0,
            "outside the page's area: {:?}",
            area
        );
        for rule in &rules {
            prop_assert!(!area.meets(rule), "text {:?} on rule {:?}", area, rule);
        }
    }
    for (i, a) in runs.iter().enumerate() {
        for b in &runs[i + 1..] {
            // On one line, the composer answers for it.
            let one_line = (a.bottom - b.bottom).abs() < 0.01;
            prop_assert!(one_line || !a.meets(b), "text {:?} on text {:?}", a, b);
        }
    }
    rules_meet(&rules)?;
    let cells: Vec<Area> = probe::cells(layout, page, fonts).into_values().collect();
    for (i, a) in cells.iter().enumerate() {
        for rule in &rules {
            prop_assert!(!a.meets(rule), "a rule {:?} through the cell {:?}", rule, a);
        }
        for b in &cells[i + 1..] {
            prop_assert!(parted(a, b, &rules), "no rule between {:?} and {:?}", a, b);
        }
    }
    Ok(())
}

/// A rule stands between two cells: their middles cannot be joined by going across and then down, or down and then
/// across, without crossing one.
fn parted(a: &Area, b: &Area, rules: &[Area]) -> bool {
    let ((ax, ay), (bx, by)) = (a.middle(), b.middle());
    let path = |x: f64, y: f64| {
        let crosses = |x0: f64, y0: f64, x1: f64, y1: f64| {
            let way = Area {
                left: x0.min(x1) - 0.02,
                right: x0.max(x1) + 0.02,
                top: y0.min(y1) - 0.02,
                bottom: y0.max(y1) + 0.02,
            };
            rules.iter().any(|r| way.meets(r))
        };
        crosses(ax, ay, x, y) || crosses(x, y, bx, by)
    };
    path(ax, by) && path(bx, ay)
}

/// Every rule ends on another, the outer ones on the edges of the measure.
fn rules_meet(rules: &[Area]) -> Result<(), TestCaseError> {
    let upright = |r: &Area| r.bottom - r.top > r.right - r.left;
    let touch = |x: f64, y: f64, r: &Area| {
        x >= r.left - 0.01 && x <= r.right + 0.01 && y >= r.top - 0.01 && y <= r.bottom + 0.01
    };
    let (vertical, horizontal): (Vec<&Area>, Vec<&Area>) = rules.iter().partition(|r| upright(r));
    for rule in &vertical {
        let x = rule.middle().0;
        for y in [rule.top, rule.bottom] {
            prop_assert!(
                horizontal.iter().any(|h| touch(x, y, h)),
                "an upright rule ends in the air: {:?}",
                rule
            );
        }
    }
    for rule in &horizontal {
        let y = rule.middle().1;
        for x in [rule.left, rule.right] {
            prop_assert!(
                vertical.iter().any(|v| touch(x, y, v)),
                "a level rule ends in the air: {:?}",
                rule
            );
        }
    }
    if let Some(all) = rules.iter().copied().reduce(|a, b| a.with(&b)) {
        prop_assert!(
            (all.left - LEFT).abs() < 0.01 && (all.right - RIGHT).abs() < 0.01,
            "not on the edges: {:?}",
            all
        );
    }
    Ok(())
}
