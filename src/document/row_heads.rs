//! Which cells of a table label its rows.
//!
//! Who hears a table read aloud is told the headings of each cell: that of its column, and what stands at the head of
//! its row (#, 時間帯). Operators do not say which column that is, so it is told from what stands in it.

use super::{Block, Cell, Table, Words, plain};
use std::collections::BTreeSet;

/// The longest label of a row, characters. What is longer is read out again before every cell of the row, and tires.
const LONGEST: usize = 24;

/// Makes heading cells of the first column's cells below the heads, where they label the rows: each has a few words and
/// no two say the same.
pub(crate) fn mark(table: &mut Table) {
    if table.columns.len() < 2 {
        return;
    }
    let first = table.header_rows;
    let mut labels = BTreeSet::new();
    let label_rows = (table.cells.iter())
        .filter(|cell| is_first(cell, first))
        .all(|cell| label(cell).is_some_and(|words| labels.insert(words)));
    if label_rows {
        for cell in &mut table.cells {
            cell.header |= is_first(cell, first);
        }
    }
}

fn is_first(cell: &Cell, header_rows: usize) -> bool {
    cell.column == 0 && cell.row >= header_rows
}

/// The words of a cell that can be a label: lines alone, in one column.
fn label(cell: &Cell) -> Option<String> {
    let mut words = String::new();
    for block in &cell.blocks {
        match block {
            Block::Words(Words::Line, text) => words.push_str(&plain(text)),
            Block::Remark { label, text } => words.extend([label.as_str(), &plain(text)]),
            _ => return None,
        }
    }
    let length = words.chars().count();
    let fits = (1..=LONGEST).contains(&length) && !words.trim().is_empty() && cell.column_span == 1;
    fits.then_some(words)
}

#[cfg(test)]
mod tests {
    use crate::document::passage::Passage;
    use crate::document::table::grid;

    fn row_heads(lines: &[&str]) -> usize {
        let lines: Vec<Passage<'_>> = lines.iter().map(|line| Passage::whole(line)).collect();
        let table = grid(&lines, &[], &mut Vec::new()).expect("a grid");
        let heads = |cell: &&crate::document::Cell| cell.header && cell.row >= table.header_rows;
        table.cells.iter().filter(heads).count()
    }

    #[test]
    fn numbers_and_hours_label_their_rows() {
        assert_eq!(
            row_heads(&["| # | 予定日 |", "|---|", "| 1 | 5月30日 |", "| 2 | 6月27日 |"]),
            2
        );
        assert_eq!(
            row_heads(&["| 時間帯 | 業務 |", "|---|", "| 3:00～4:40 | 決済 |", "| ^ | 日計 |"]),
            1
        );
    }

    #[test]
    fn a_table_without_heads_is_labelled_by_its_first_column() {
        assert_eq!(row_heads(&["| 電話 | 0120-220-766 |", "| FAX | 03-1234-5678 |"]), 2);
    }

    #[test]
    fn what_repeats_or_is_empty_or_long_or_goes_across_labels_nothing() {
        assert_eq!(
            row_heads(&["| 区分 | 業務 |", "|---|", "| 決済 | 甲 |", "| 決済 | 乙 |"]),
            0
        );
        assert_eq!(
            row_heads(&["| 区分 | 業務 |", "|---|", "| 決済 | 甲 |", "|  | 乙 |"]),
            0
        );
        assert_eq!(
            row_heads(&["| 区分 | 業務 |", "|---|", "| 決済 | 甲 |", "| 全業務 | < |"]),
            0
        );
        let long = format!("| {} | 甲 |", "端末の再起動が必要な機器".repeat(3));
        assert_eq!(row_heads(&["| 機器 | 業務 |", "|---|", &long]), 0);
        assert_eq!(row_heads(&["| 業務 |", "|---|", "| 決済 |"]), 0);
    }
}
