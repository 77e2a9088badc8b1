//! Tables with merged cells.

use super::Writer;
use super::inline::text;
use crate::document::{Align, Block, Cell, Table, Words};
use std::fmt::Write;

impl Writer {
    pub(super) fn table(&mut self, table: &Table) {
        // A wide table scrolls within its own box, which must be reachable without a mouse (JIS X 8341-3:2016, 2.1.1).
        match &table.caption {
            Some(caption) => {
                self.captions += 1;
                let id = self.captions;
                let words = text(caption, &mut self.notes);
                let _ = writeln!(
                    self.out,
                    "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-labelledby=\"caption-{id}\">\n\
                     <table>\n<caption id=\"caption-{id}\">{words}</caption>"
                );
            }
            None => self.out.push_str("<div class=\"table\" tabindex=\"0\">\n<table>\n"),
        }
        let mut cells: Vec<&Cell> = table.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        self.out.push_str(&column_groups(table, &cells));

        let sections = [
            ("thead", 0..table.header_rows),
            ("tbody", table.header_rows..table.rows),
        ];
        for (name, rows) in sections.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            let _ = writeln!(self.out, "<{name}>");
            for row in rows {
                self.out.push_str("<tr>\n");
                for cell in cells.iter().filter(|cell| cell.row == row) {
                    self.cell(table, cell);
                }
                self.out.push_str("</tr>\n");
            }
            let _ = writeln!(self.out, "</{name}>");
        }
        self.out.push_str("</table>\n</div>\n");
    }

    fn cell(&mut self, table: &Table, cell: &Cell) {
        let heads_columns = cell.row < table.header_rows;
        let name = if cell.header { "th" } else { "td" };
        let _ = write!(self.out, "<{name}");
        if cell.header {
            // A heading over several columns heads a column group, and only the first row's do: see `column_groups`.
            let scope = match (heads_columns, cell.row, cell.column_span) {
                (true, 0, 2..) => "colgroup",
                (true, _, _) => "col",
                (false, _, _) => "row",
            };
            let _ = write!(self.out, " scope=\"{scope}\"");
        }
        if cell.row_span > 1 {
            let _ = write!(self.out, " rowspan=\"{}\"", cell.row_span);
        }
        if cell.column_span > 1 {
            let _ = write!(self.out, " colspan=\"{}\"", cell.column_span);
        }
        match table.columns.get(cell.column).map(|column| column.align) {
            Some(Align::Centre) => self.out.push_str(" class=\"centre\""),
            Some(Align::End) => self.out.push_str(" class=\"end\""),
            _ => {}
        }
        self.out.push('>');
        match cell.blocks.as_slice() {
            // One line or paragraph needs no box of its own.
            [Block::Words(Words::Line | Words::Paragraph, words)] => {
                let words = text(words, &mut self.notes);
                self.out.push_str(&words);
            }
            blocks => {
                self.out.push('\n');
                self.inner(blocks);
            }
        }
        let _ = writeln!(self.out, "</{name}>");
    }
}

/// The column groups that the headings of the first row make: `scope="colgroup"` needs them (HTML §4.9.10).
fn column_groups(table: &Table, cells: &[&Cell]) -> String {
    let first: Vec<&&Cell> = cells
        .iter()
        .filter(|cell| cell.row == 0 && table.header_rows > 0)
        .collect();
    if first.iter().all(|cell| cell.column_span == 1) {
        return String::new();
    }
    let mut out = String::new();
    for cell in first {
        match cell.column_span {
            1 => out.push_str("<colgroup></colgroup>\n"),
            span => {
                let _ = writeln!(out, "<colgroup span=\"{span}\"></colgroup>");
            }
        }
    }
    out
}
