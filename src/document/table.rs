//! Tables from the grid that a template draws.

use super::markdown::{self, Numbering};
use super::{Align, Block, Cell, Column, Table, Words, row_heads};

/// Centred or to the line head.
pub fn align(centred: bool) -> Align {
    if centred { Align::Centre } else { Align::Start }
}

/// The blocks of a cell: paragraphs are lines, since cells have no indent.
pub fn cell_blocks(source: &str) -> Vec<Block> {
    // A cell holds no headings: `#` at its head is the sign for a number.
    if source.trim_start().starts_with('#') && !source.trim().contains('\n') {
        return grid_cell(source.trim());
    }
    let mut out = Vec::new();
    for block in markdown::blocks(source, &mut Numbering::from_samples([])) {
        match block {
            Block::Words(Words::Paragraph, text) => markdown::split_lines(text, &mut out),
            block => out.push(block),
        }
    }
    out
}

/// Builds a table from the lines of a grid:
///
/// ```text
/// | # | 予定日時 | <  | 影響 |
/// | ^ | 日       | 時 | ^    |
/// |---|
/// | 1 | …        | …  | …    |
/// ```
///
/// `<` continues the cell to its left, `^` the cell above. Rows above `|---|` are headings. `centred` tells, column by
/// column, which are centred.
///
/// # Errors
/// The number of the line (from 1) that does not fit.
pub fn grid(lines: &[&str], centred: &[bool]) -> Result<Table, (usize, GridFault)> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut numbers = Vec::new();
    let mut header_rows = 0;
    for (index, line) in lines.iter().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if line.starts_with("|-") {
            header_rows = rows.len();
            continue;
        }
        let cells = split_row(line).ok_or((index + 1, GridFault::NotARow))?;
        if rows.first().is_some_and(|first| first.len() != cells.len()) {
            return Err((index + 1, GridFault::Width));
        }
        rows.push(cells);
        numbers.push(index + 1);
    }
    let width = rows.first().map_or(0, Vec::len);
    let columns = (0..width)
        .map(|i| Column {
            align: align(centred.get(i).copied().unwrap_or(false)),
        })
        .collect();
    let mut table = Table {
        caption: None,
        columns,
        header_rows,
        rows: rows.len(),
        new_pages: Vec::new(),
        cells: Vec::new(),
    };
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            match text.as_str() {
                "<" if column == 0 || !widen(&mut table, row, column) => return Err((numbers[row], GridFault::Merge)),
                "^" if row == 0 || row == header_rows || !deepen(&mut table, row, column) => {
                    return Err((numbers[row], GridFault::Merge));
                }
                "<" | "^" => {}
                text => table.cells.push(Cell {
                    row,
                    column,
                    row_span: 1,
                    column_span: 1,
                    header: row < header_rows,
                    blocks: grid_cell(text),
                }),
            }
        }
    }
    if let Some(row) = overlap(&table) {
        return Err((numbers[row], GridFault::Merge));
    }
    row_heads::mark(&mut table);
    Ok(table)
}

/// The first row in which two cells cover one place.
fn overlap(table: &Table) -> Option<usize> {
    let mut places = (0..table.rows).flat_map(|row| (0..table.columns.len()).map(move |column| (row, column)));
    places
        .find(|(row, column)| table.cells.iter().filter(|cell| covers(cell, *row, *column)).count() != 1)
        .map(|p| p.0)
}

/// The lines of a grid's cell: running text alone, so that `#` is a number sign and no heading.
fn grid_cell(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    markdown::split_lines(markdown::text(text), &mut blocks);
    blocks
}

/// What is wrong with a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridFault {
    /// A line that is no row.
    NotARow,
    /// A row with more or fewer cells than the first.
    Width,
    /// `<` or `^` where there is no cell to continue.
    Merge,
}

/// `<`: the cell that covers the place to the left covers this one too. Places it covers already (in the lower rows of
/// a cell merged both ways) are left.
fn widen(table: &mut Table, row: usize, column: usize) -> bool {
    let left = table.cells.iter_mut().find(|cell| covers(cell, row, column - 1));
    left.is_some_and(|cell| {
        cell.column_span = cell.column_span.max(column - cell.column + 1);
        true
    })
}

/// `^`: the cell that covers the place above covers this one too.
fn deepen(table: &mut Table, row: usize, column: usize) -> bool {
    let above = table.cells.iter_mut().find(|cell| covers(cell, row - 1, column));
    above.is_some_and(|cell| {
        cell.row_span = cell.row_span.max(row - cell.row + 1);
        true
    })
}

fn covers(cell: &Cell, row: usize, column: usize) -> bool {
    (cell.row..cell.row + cell.row_span).contains(&row)
        && (cell.column..cell.column + cell.column_span).contains(&column)
}

/// Parts `| a | b |` at the bars that are not escaped.
fn split_row(line: &str) -> Option<Vec<String>> {
    let inner = line.strip_prefix('|')?;
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in inner.chars() {
        match c {
            '|' if !escaped => cells.push(String::new()),
            c => cells.last_mut()?.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    let last = cells.pop()?;
    if !last.trim().is_empty() {
        return None;
    }
    Some(cells.iter().map(|cell| cell.trim().to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;

    fn words(cell: &Cell) -> String {
        cell.blocks
            .iter()
            .map(|block| match block {
                Block::Words(Words::Line, text) => plain(text),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_grid_merges_heads_down_and_across() {
        let lines = [
            "| # | 予定日時 | < | 影響 |",
            "| ^ | 日 | 時 | ^ |",
            "|---|",
            "| 1 | a | b | c\\|d |",
        ];
        let table = grid(&lines, &[true]).expect("a grid");
        assert_eq!((table.rows, table.header_rows, table.columns.len()), (3, 2, 4));
        let spans: Vec<_> = table
            .cells
            .iter()
            .map(|c| (words(c), c.row_span, c.column_span, c.header))
            .collect();
        assert_eq!(spans[0], ("#".to_string(), 2, 1, true));
        assert_eq!(spans[1], ("予定日時".to_string(), 1, 2, true));
        assert_eq!(spans[2], ("影響".to_string(), 2, 1, true));
        assert_eq!(spans.last(), Some(&("c|d".to_string(), 1, 1, false)));
        // The number labels its row.
        assert_eq!(spans[spans.len() - 4], ("1".to_string(), 1, 1, true));
    }

    #[test]
    fn a_grid_that_does_not_fit_names_its_line() {
        assert_eq!(grid(&["| a | b |", "| c |"], &[]), Err((2, GridFault::Width)));
        assert_eq!(grid(&["a | b"], &[]), Err((1, GridFault::NotARow)));
    }
}
