//! Columns of numbers: their figures are of one width, and where the column stands to the line end, numbers of different
//! decimals stand below one another by their points.

use crate::document::{Align, Block, Table, Words, plain};

/// The longest unit behind a number, characters.
const LONGEST_UNIT: usize = 5;

/// What a cell of a column of numbers says, besides its whole figures: point, decimals and unit. `None` for cells that
/// stand in no such column; one entry for each cell of the table.
pub(super) fn tails(table: &Table) -> Vec<Option<String>> {
    let read: Vec<Option<Said>> = table
        .cells
        .iter()
        .map(|cell| {
            let body = cell.row >= table.header_rows && cell.column_span == 1;
            body.then(|| said(&cell.blocks))
        })
        .collect();
    let is_number = |column: usize| {
        let mut own =
            (table.cells.iter().zip(&read)).filter_map(|(c, said)| said.as_ref().filter(|_| c.column == column));
        let mut any = false;
        own.all(|said| {
            any |= matches!(said, Said::Number(_));
            *said != Said::Words
        }) && any
    };
    let numbers: Vec<bool> = (0..table.columns.len()).map(is_number).collect();
    let tail = |said: Option<Said>| match said? {
        Said::Number(tail) => Some(tail),
        _ => None,
    };
    let cells = table.cells.iter().zip(read);
    cells
        .map(|(cell, said)| tail(said).filter(|_| numbers[cell.column]))
        .collect()
}

/// The columns whose numbers stand below one another by their points: to the line end, with decimals of different lengths.
pub(super) fn pointed(table: &Table, tails: &[Option<String>]) -> Vec<bool> {
    let mut pointed = Vec::with_capacity(table.columns.len());
    for (i, column) in table.columns.iter().enumerate() {
        let own = table.cells.iter().zip(tails).filter(|(cell, _)| cell.column == i);
        let mut decimals = own.filter_map(|(_, tail)| tail.as_deref().map(decimals));
        let first = decimals.next();
        pointed.push(column.align == Align::End && decimals.any(|d| Some(d) != first));
    }
    pointed
}

/// How many decimals a tail begins with.
fn decimals(tail: &str) -> usize {
    let behind = tail.strip_prefix(['.', '．']);
    behind.map_or(0, |rest| rest.chars().take_while(|c| is_digit(*c)).count())
}

/// What stands in a cell.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    /// Nothing, or a mark for it.
    Nothing,
    /// One number, and what follows its whole figures.
    Number(String),
    /// Something else.
    Words,
}

fn said(blocks: &[Block]) -> Said {
    let text = match blocks {
        [] => return Said::Nothing,
        [Block::Words(Words::Line | Words::Paragraph, text)] => plain(text),
        _ => return Said::Words,
    };
    let text = text.trim();
    if matches!(text, "" | "-" | "－" | "—" | "―" | "–" | "−" | "…" | "*") {
        return Said::Nothing;
    }
    let figures = text.trim_start_matches(|c| "△▲−-+±約計¥￥$＄ ".contains(c));
    let tail = figures.trim_start_matches(|c| is_digit(c) || matches!(c, ',' | '，'));
    if tail.len() == figures.len() {
        return Said::Words;
    }
    let behind = tail.strip_prefix(['.', '．']).unwrap_or(tail);
    let unit = if behind.len() < tail.len() {
        behind.trim_start_matches(is_digit)
    } else {
        tail
    };
    if unit.contains(is_digit)
        || unit.contains(['(', '（', '～', '〜', '年', '月', '時'])
        || unit.chars().count() > LONGEST_UNIT
    {
        return Said::Words;
    }
    Said::Number(tail.to_owned())
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}
