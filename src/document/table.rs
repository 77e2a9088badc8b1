//! Tables from the grid that a template draws.

use super::fault::NotationFault;
use super::passage::Passage;
use super::words::{split_lines, text};
use super::{Align, Block, Cell, Column, Table, row_heads};

/// How many lines at the head are the table that Markdown draws: heads, a line `|---|`, rows.
pub(crate) fn pipe_rows(lines: &[Passage<'_>]) -> usize {
    let row = |line: &&Passage<'_>| line.text.starts_with('|');
    let drawn = lines.first().is_some_and(|line| row(&line)) && lines.get(1).is_some_and(|line| ruled(line.text));
    if drawn { lines.iter().take_while(row).count() } else { 0 }
}

/// The table of `lines`; `:---:` centres a column, `---:` sets it to the line end. `None` where a row does not fit, which is told.
pub(crate) fn pipe(lines: &[Passage<'_>], faults: &mut Vec<NotationFault>) -> Option<Table> {
    let marks = split_row(lines[1].trim()).unwrap_or_default();
    let aligns: Vec<Align> = marks
        .iter()
        .map(|mark| match (mark.text.starts_with(':'), mark.text.ends_with(':')) {
            (true, true) => Align::Centre,
            (false, true) => Align::End,
            _ => Align::Start,
        })
        .collect();
    let mut rows = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(cells) = split_row(line.trim()) else {
            faults.push(GridFault::NotARow.told(*line));
            return None;
        };
        if cells.len() != marks.len() {
            faults.push(GridFault::Width.told(*line));
            return None;
        }
        if index != 1 {
            rows.push(cells);
        }
    }
    let mut table = empty(marks.len(), &aligns, rows.len(), 1);
    for (row, cells) in rows.into_iter().enumerate() {
        for (column, cell) in cells.into_iter().enumerate() {
            table.cells.push(Cell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                header: row == 0,
                blocks: running(cell, faults),
            });
        }
    }
    Some(table)
}

/// `|---|:---:|`: the line that parts heads from rows.
fn ruled(line: &str) -> bool {
    line.starts_with('|') && line.contains('-') && line.chars().all(|c| "|-: \t".contains(c))
}

fn empty(width: usize, aligns: &[Align], rows: usize, header_rows: usize) -> Table {
    let columns = (0..width).map(|i| Column {
        align: aligns.get(i).copied().unwrap_or_default(),
    });
    Table {
        caption: None,
        columns: columns.collect(),
        header_rows,
        rows,
        new_pages: Vec::new(),
        cells: Vec::new(),
    }
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
/// `<` continues the cell to its left, `^` the cell above. Rows above `|---|` are headings. `aligns` tells, column by
/// column, how cells stand.
///
/// `None` where a line does not fit, which is told.
pub(crate) fn grid(lines: &[Passage<'_>], aligns: &[Align], faults: &mut Vec<NotationFault>) -> Option<Table> {
    let mut rows: Vec<(Passage<'_>, Vec<Passage<'_>>)> = Vec::new();
    let mut header_rows = 0;
    for line in lines {
        let line = line.trim();
        if line.text.is_empty() {
            continue;
        }
        if header_rows == 0 && ruled(line.text) {
            header_rows = rows.len();
            continue;
        }
        let Some(cells) = split_row(line) else {
            faults.push(GridFault::NotARow.told(line));
            return None;
        };
        if rows.first().is_some_and(|(_, first)| first.len() != cells.len()) {
            faults.push(GridFault::Width.told(line));
            return None;
        }
        rows.push((line, cells));
    }
    let width = rows.first().map_or(0, |(_, cells)| cells.len());
    let mut table = empty(width, aligns, rows.len(), header_rows);
    for (row, (line, cells)) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let fits = match cell.text {
                "<" => column > 0 && widen(&mut table, row, column),
                "^" => row > 0 && row != header_rows && deepen(&mut table, row, column),
                _ => {
                    table.cells.push(Cell {
                        row,
                        column,
                        row_span: 1,
                        column_span: 1,
                        header: row < header_rows,
                        blocks: running(*cell, faults),
                    });
                    true
                }
            };
            if !fits {
                faults.push(GridFault::Merge.told(*line));
                return None;
            }
        }
    }
    if let Some(row) = overlap(&table) {
        faults.push(GridFault::Merge.told(rows[row].0));
        return None;
    }
    row_heads::mark(&mut table);
    Some(table)
}

/// The first row in which two cells cover one place.
fn overlap(table: &Table) -> Option<usize> {
    let mut places = (0..table.rows).flat_map(|row| (0..table.columns.len()).map(move |column| (row, column)));
    places
        .find(|(row, column)| table.cells.iter().filter(|cell| covers(cell, *row, *column)).count() != 1)
        .map(|p| p.0)
}

/// The lines of a cell that is running text alone, so that `#` is a number sign and no heading.
fn running(source: Passage<'_>, faults: &mut Vec<NotationFault>) -> Vec<Block> {
    let mut blocks = Vec::new();
    split_lines(text(source, faults), &mut blocks);
    blocks
}

/// What is wrong with a table that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GridFault {
    /// A line that is no row.
    NotARow,
    /// A row with more or fewer cells than the first.
    Width,
    /// `<` or `^` where there is no cell to continue.
    Merge,
}

impl GridFault {
    fn told(self, line: Passage<'_>) -> NotationFault {
        let (ja, en) = match self {
            GridFault::NotARow => (
                "表の行は「|」で始まり「|」で終わります",
                "a row of a grid begins and ends with `|`",
            ),
            GridFault::Width => (
                "この行のセルの数が1行目と違います",
                "this row has another number of cells than the first",
            ),
            GridFault::Merge => (
                "「<」「^」でつなぐ先のセルがありません",
                "there is no cell for `<` or `^` to continue",
            ),
        };
        NotationFault::new(line.text, ja, en).at(line.at)
    }
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

/// The places of the bars that part cells: not escaped, and not the one of a reading, `{漢字|かんじ}`.
pub(crate) fn bars(line: &str) -> Vec<usize> {
    let mut escaped = false;
    let mut bars = Vec::new();
    let mut reading = 0;
    for (index, c) in line.char_indices() {
        match c {
            '{' if !escaped && index >= reading => reading = index + reading_length(&line[index..]),
            '|' if !escaped && index >= reading => bars.push(index),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    bars
}

/// How long a base with its reading is at the head of `text`; 0 where there is none.
fn reading_length(text: &str) -> usize {
    let Some(end) = text.find('}') else { return 0 };
    let inner = &text[1..end];
    let reads = inner.split_once('|').is_some_and(|(base, reading)| {
        let word = |words: &str| !words.is_empty() && words.trim() == words && !words.contains(['|', '{', '[', '\\']);
        word(base) && word(reading)
    });
    if reads { end + 1 } else { 0 }
}

/// Parts `| a | b |` at its bars.
fn split_row(line: Passage<'_>) -> Option<Vec<Passage<'_>>> {
    let bars = bars(line.text);
    let ended = bars.first() == Some(&0) && bars.len() > 1 && bars.last() == Some(&(line.text.len() - 1));
    let cells = bars.windows(2).map(|pair| line.part(pair[0] + 1..pair[1]).trim());
    ended.then(|| cells.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Words, plain};

    fn drawn(lines: &[&str], aligns: &[Align]) -> Result<Table, Vec<NotationFault>> {
        let lines: Vec<Passage<'_>> = lines.iter().map(|line| Passage::whole(line)).collect();
        let mut faults = Vec::new();
        grid(&lines, aligns, &mut faults).ok_or(faults)
    }

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
        let table = drawn(&lines, &[Align::Centre]).expect("a grid");
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
    fn colons_below_the_heads_align_columns() {
        let lines = ["| a | b | c | d |", "|:--|:-:|--:|---|", "| 1 | 2 | 3 | 4 |"];
        let lines: Vec<Passage<'_>> = lines.iter().map(|line| Passage::whole(line)).collect();
        let table = pipe(&lines, &mut Vec::new()).expect("a table");
        let aligns: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
        assert_eq!(aligns, [Align::Start, Align::Centre, Align::End, Align::Start]);
    }

    #[test]
    fn a_grid_that_does_not_fit_names_its_line() {
        let told = |lines: &[&str]| drawn(lines, &[]).expect_err("no grid")[0].line.clone();
        assert_eq!(told(&["| a | b |", "| c |"]), "| c |");
        assert_eq!(told(&["a | b"]), "a | b");
    }

    #[test]
    fn a_row_of_figures_is_no_line_between_heads_and_rows() {
        let table = drawn(&["| a | b |", "|---|", "|-500 | -1 |", "|---|---|"], &[]).expect("a grid");
        assert_eq!((table.rows, table.header_rows), (3, 1));
        assert_eq!(words(&table.cells[2]), "-500");
        assert_eq!(words(&table.cells[4]), "---");
    }
}
