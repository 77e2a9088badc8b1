//! Tables of a record: nested data, where a cell beside `rows` covers all rows below it.

use crate::diagnostic::Spanned;
use crate::document::{Block, Cell, Column, Table, row_heads};
use crate::record::schema::{TableColumnRecord, TableRecord, TableRowRecord};

/// Gives what a text of the record says.
type Render<'r> = dyn FnMut(&Spanned<String>) -> Vec<Block> + 'r;

/// Builds the table of a record. `render` gives what a cell or heading says, with its template expressions worked out.
pub(super) fn nested(record: &TableRecord, render: &mut Render<'_>) -> Table {
    let leaves: Vec<&TableColumnRecord> = record.columns.iter().flat_map(leaves).collect();
    let header_rows = record.columns.iter().map(head_depth).max().unwrap_or(0);
    let columns = leaves.iter().map(|leaf| Column { align: leaf.align }).collect();
    let mut table = Table {
        caption: None,
        columns,
        header_rows,
        rows: header_rows,
        new_pages: Vec::new(),
        cells: Vec::new(),
    };
    let mut column = 0;
    for head in &record.columns {
        headings(head, 0, &mut column, &mut table, render);
    }
    let keys: Vec<&str> = leaves
        .iter()
        .filter_map(|leaf| leaf.key.as_ref())
        .map(|key| key.value.as_str())
        .collect();
    for row in &record.rows {
        body(row, &keys, &mut table, render);
    }
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    row_heads::mark(&mut table);
    table
}

fn leaves(column: &TableColumnRecord) -> Vec<&TableColumnRecord> {
    match column.columns.as_slice() {
        [] => vec![column],
        below => below.iter().flat_map(leaves).collect(),
    }
}

/// How many rows of headings a column needs: columns without a heading of their own need none.
fn head_depth(column: &TableColumnRecord) -> usize {
    let own = usize::from(column.heading.is_some());
    own + column.columns.iter().map(head_depth).max().unwrap_or(0)
}

fn leaf_rows(row: &TableRowRecord) -> usize {
    if row.rows.is_empty() {
        1
    } else {
        row.rows.iter().map(leaf_rows).sum()
    }
}

fn headings(head: &TableColumnRecord, row: usize, column: &mut usize, table: &mut Table, render: &mut Render<'_>) {
    let first = *column;
    let below = head.columns.iter().map(head_depth).max().unwrap_or(0);
    if let Some(heading) = &head.heading {
        let row_span = if below == 0 { table.header_rows - row } else { 1 };
        let blocks = render(heading);
        let column_span = leaves(head).len();
        table.cells.push(Cell {
            row,
            column: first,
            row_span,
            column_span,
            header: true,
            blocks,
        });
    }
    if below == 0 {
        *column += leaves(head).len();
        return;
    }
    for child in &head.columns {
        let start = *column;
        headings(child, row + 1, column, table, render);
        if head_depth(child) == 0 {
            // A column without heading beside siblings that have one: the place in the head stays empty, not missing.
            let (row, row_span) = (row + 1, table.header_rows - row - 1);
            let column_span = *column - start;
            table.cells.push(Cell {
                row,
                column: start,
                row_span,
                column_span,
                header: true,
                blocks: Vec::new(),
            });
        }
    }
}

fn body(row: &TableRowRecord, keys: &[&str], table: &mut Table, render: &mut Render<'_>) {
    let first = table.rows;
    if row.new_page {
        table.new_pages.push(first);
    }
    for (key, text) in &row.cells {
        let Some(column) = keys.iter().position(|k| *k == key.value) else {
            continue;
        };
        let blocks = render(text);
        let row_span = leaf_rows(row);
        table.cells.push(Cell {
            row: first,
            column,
            row_span,
            column_span: 1,
            header: false,
            blocks,
        });
    }
    if row.rows.is_empty() {
        table.rows += 1;
    }
    for child in &row.rows {
        body(child, keys, table, render);
    }
}
