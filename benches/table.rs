//! Speed of tables: layout grows linearly with the rows, groups and notes included.
//!
//!     cargo bench --bench table

#[allow(dead_code)] // Shared with the tests of pages.
#[path = "../tests/pages/write.rs"]
mod write;

use std::time::Duration;

use notice::testing::document::{Block, Document};
use notice::testing::typeset::{Fonts, layout};
use write::{cell, head, letter, line, notes, span, table};

/// Rows of a group.
const GROUP: usize = 8;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A table of groups, one row in fifty marked with a note.
fn document(rows: usize) -> Document {
    let headings = ["発生日", "番号", "加盟店", "影響"].into_iter().enumerate();
    let mut cells: Vec<_> = headings.map(|(c, words)| head(cell(0, c, vec![line(words)]))).collect();
    for row in 1..=rows {
        if row % GROUP == 1 {
            let day = format!("2021年7月{}日", row / GROUP % 31 + 1);
            cells.push(span(cell(row, 0, vec![line(&day)]), GROUP.min(rows + 1 - row), 1));
        }
        let mark = if row % 50 == 3 { "^1^" } else { "" };
        let shop = if row % 3 == 0 {
            "駅前店"
        } else {
            "港ショッピングセンター店"
        };
        cells.push(cell(row, 1, vec![line(&row.to_string())]));
        cells.push(cell(row, 2, vec![line(shop)]));
        let words = format!("端末にエラーが表示され、クレジットカードでのお取引ができない{mark}");
        cells.push(cell(row, 3, vec![line(&words)]));
    }
    let table = table("ccss", 1, cells);
    letter(vec![
        Block::Table(table),
        notes(&[("*1", "復旧のご連絡が遅れました。")]),
    ])
}

// A benchmark is the one place that has to look at the clock.
#[allow(clippy::disallowed_methods)]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn main() {
    let fonts = Fonts::built_in().expect("built-in fonts");
    for rows in [250, 500, 1_000, 2_000, 4_000] {
        let document = document(rows);
        let mut best = Duration::MAX;
        let mut pages = 0;
        for _ in 0..3 {
            let (layout, took) = timed(|| layout(&document, &fonts).expect("a table that fits"));
            pages = layout.pages.len();
            best = best.min(took);
        }
        let milliseconds = best.as_secs_f64() * 1e3;
        let row = milliseconds * 1e3 / rows as f64;
        println!("{rows:>5} rows, {pages:>3} pages: {milliseconds:>8.1} ms, {row:.0} µs a row");
    }
}
