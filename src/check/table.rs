//! Tables as nested data: every place of the grid is covered by exactly one cell.

use super::folder::Folder;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::schema::{TableColumnRecord, TableRecord, TableRowRecord};
use std::collections::BTreeMap;

/// The tables that were read completely: in another, what is missing may only not have been understood.
fn tables<'a>(folder: &Folder<'a>) -> Vec<&'a TableRecord> {
    let known = folder.records.iter().filter(|draft| draft.knows(&["tables"]));
    known
        .flat_map(|draft| draft.value.tables.iter().map(|(_, table)| table))
        .collect()
}

/// The columns that hold cells, from left to right.
fn leaves(columns: &[TableColumnRecord]) -> Vec<&Spanned<String>> {
    columns
        .iter()
        .flat_map(|c| c.key.iter().chain(leaves(&c.columns)))
        .collect()
}

/// Every row, outer ones first.
fn rows(table: &TableRecord) -> Vec<&TableRowRecord> {
    fn visit<'a>(row: &'a TableRowRecord, out: &mut Vec<&'a TableRowRecord>) {
        out.push(row);
        row.rows.iter().for_each(|row| visit(row, out));
    }
    let mut out = Vec::new();
    table.rows.iter().for_each(|row| visit(row, &mut out));
    out
}

/// A cell's key is a column's.
pub(super) fn unknown_column(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for table in tables(folder) {
        let known: Vec<&str> = leaves(&table.columns).into_iter().map(|k| k.value.as_str()).collect();
        for (key, _) in rows(table).into_iter().flat_map(|row| &row.cells) {
            if !known.contains(&key.value.as_str()) {
                faults.push(code.at(
                    key.span,
                    Message::new(
                        format!("「{}」という列はこの表にありません", key.value),
                        format!("the table has no column `{}`", key.value),
                    ),
                    Message::new(
                        format!("この表の列: {}(行をまとめるキーは rows)", known.join("、")),
                        format!("its columns: {} (and `rows` for rows below)", known.join(", ")),
                    ),
                ));
            }
        }
    }
    faults
}

/// A cell beside `rows` covers all rows below; none of them may give it again.
pub(super) fn cell_given_twice(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    fn visit<'a>(row: &'a TableRowRecord, above: &BTreeMap<&'a str, Span>, code: &Code, out: &mut Vec<Diagnostic>) {
        let mut covered = above.clone();
        for (key, _) in &row.cells {
            let Some(first) = above.get(key.value.as_str()) else {
                covered.insert(&key.value, key.span);
                continue;
            };
            let fault = code.at(
                key.span,
                Message::new(
                    format!("「{}」のセルは上の段ですでに書かれています", key.value),
                    format!("the cell `{}` is given above already", key.value),
                ),
                Message::new(
                    "rows の横に書いたセルは、その下の行すべてにまたがります。どちらか一方を消してください",
                    "a cell beside `rows` covers all rows below; remove one of the two",
                ),
            );
            out.push(fault.with_related(*first, Message::new("上の段のセル", "the cell above")));
        }
        row.rows.iter().for_each(|row| visit(row, &covered, code, out));
    }
    let mut faults = Vec::new();
    for row in tables(folder).into_iter().flat_map(|table| &table.rows) {
        visit(row, &BTreeMap::new(), code, &mut faults);
    }
    faults
}

/// In every innermost row, each column has its cell, there or in a row around it.
pub(super) fn cell_missing(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    fn visit<'a>(row: &'a TableRowRecord, above: &[&'a str], columns: &[&str], code: &Code, out: &mut Vec<Diagnostic>) {
        let own = row.cells.iter().map(|(key, _)| key.value.as_str());
        let covered: Vec<&str> = above.iter().copied().chain(own).collect();
        if !row.rows.is_empty() {
            row.rows.iter().for_each(|row| visit(row, &covered, columns, code, out));
            return;
        }
        let missing: Vec<&str> = columns.iter().filter(|c| !covered.contains(c)).copied().collect();
        if missing.is_empty() {
            return;
        }
        let place = row.cells.first().map_or(row.span, |(key, _)| key.span);
        out.push(code.at(
            place,
            Message::new(
                format!("この行に「{}」のセルがありません", missing.join("」「")),
                format!("the row has no cell for {}", missing.join(", ")),
            ),
            Message::new(
                "この行か、この行を含む上の段にセルを書いてください。空欄なら \"―\" などを書きます",
                "give it here or in a row around; for an empty cell write something like \"―\"",
            ),
        ));
    }
    let mut faults = Vec::new();
    for table in tables(folder) {
        // A column that calls itself `rows` has a fault of its own; no row could give it a cell.
        let usable = leaves(&table.columns).into_iter().filter(|k| k.value != "rows");
        let columns: Vec<&str> = usable.map(|k| k.value.as_str()).collect();
        for row in &table.rows {
            visit(row, &[], &columns, code, &mut faults);
        }
    }
    faults
}

/// Column keys are unique, and `rows` is taken.
pub(super) fn bad_column_key(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for table in tables(folder) {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for key in leaves(&table.columns) {
            let help = Message::new("別の key にしてください", "choose another key");
            if key.value == "rows" {
                faults.push(code.at(
                    key.span,
                    Message::new(
                        "列の key に「rows」は使えません(行をまとめるキーです)",
                        "a column cannot have the key `rows`, which groups rows",
                    ),
                    help,
                ));
            } else if let Some(place) = first.get(key.value.as_str()) {
                let fault = code.at(
                    key.span,
                    Message::new(
                        format!("列の key「{}」が重なっています", key.value),
                        format!("two columns have the key `{}`", key.value),
                    ),
                    help,
                );
                faults.push(fault.with_related(*place, Message::new("最初はここです", "the first one")));
            } else {
                first.insert(&key.value, key.span);
            }
        }
    }
    faults
}

/// A column has a heading of its own or one in common with others.
pub(super) fn column_without_heading(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    fn visit(column: &TableColumnRecord, headed: bool, code: &Code, out: &mut Vec<Diagnostic>) {
        let headed = headed || column.heading.is_some();
        if column.key.is_some() && !headed {
            out.push(code.at(
                column.key.as_ref().map_or(column.span, |key| key.span),
                Message::new("この列に見出しがありません", "the column has no heading"),
                Message::new(
                    "「heading: 見出し」のように足すか、見出しを共有する列の columns の中に入れてください",
                    "add `heading: …` with its words, or put it under the `columns` of a heading in common",
                ),
            ));
        }
        column.columns.iter().for_each(|c| visit(c, headed, code, out));
    }
    let mut faults = Vec::new();
    for column in tables(folder).into_iter().flat_map(|table| &table.columns) {
        visit(column, false, code, &mut faults);
    }
    faults
}
