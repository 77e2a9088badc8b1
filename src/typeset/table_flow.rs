//! A table with its cells set, ready to be cut into the fragments of pages.

use super::flow::{SetNote, Strip};

/// A cell of up to this many lines is repeated whole when a page parts it; of a longer one only the mark stands there.
pub(super) const REPEATED_LINES: usize = 4;

/// A table with its cells set, ready to be cut.
#[derive(Debug, Clone)]
pub(super) struct TableFlow {
    /// Middle of each vertical rule, pt from the type area's left.
    pub xs: Vec<f64>,
    /// Header rows.
    pub header: usize,
    /// All grid rows.
    pub rows: usize,
    /// The cells, by row.
    pub cells: Vec<SetCell>,
    /// Height of each row, from rule to rule, as its cells of one row ask, pt.
    pub base: Vec<f64>,
    /// Which rows are one line of a row that no page can hold.
    pub sliced: Vec<bool>,
    /// Cells of several rows, those of fewer rows first.
    pub spanning: Vec<usize>,
    /// For each row the cells that began above it and cover it.
    pub covering: Vec<Vec<usize>>,
    /// For each note the first row it is marked in.
    pub marked: Vec<Option<usize>>,
    /// Heights of the header rows.
    pub head: Vec<f64>,
    /// The notes that go with it.
    pub notes: Vec<SetNote>,
    /// Thickness of rules, pt.
    pub rule: f64,
    /// Thickness of the rule below the header, pt.
    pub header_rule: f64,
    /// Space above and below a cell's lines, pt.
    pub pad_y: f64,
    /// Space before the table, after it, pt.
    pub before: f64,
    /// Space after the table with its notes, pt.
    pub after: f64,
}

/// A cell with its lines.
#[derive(Debug, Clone)]
pub(super) struct SetCell {
    /// First grid row.
    pub row: usize,
    /// First grid column.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
    /// Its lines.
    pub strips: Vec<Strip>,
    /// Height of its lines, pt.
    pub height: f64,
    /// What stands in it on a further page when all its lines stand on an earlier one.
    pub continued: Vec<Strip>,
    /// Labels of the note marks in it.
    pub marks: Vec<String>,
}
