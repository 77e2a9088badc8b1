//! `tables:`: columns, which may nest under common headings, and rows, which may nest under what they share.

use super::fields::Fields;
use super::reader::Reader;
use super::values::SWITCH;
use crate::diagnostic::Spanned;
use crate::record::node::Node;
use crate::record::schema::{Align, TableColumnRecord, TableRecord, TableRowRecord};

pub(in crate::record) const ALIGN: &[(&str, Align)] =
    &[("start", Align::Start), ("centre", Align::Centre), ("end", Align::End)];

impl Reader {
    pub(super) fn tables(&mut self, fields: &mut Fields<'_>) -> Vec<(Spanned<String>, TableRecord)> {
        let head = fields.key_span("tables");
        let Some(node) = fields.take("tables") else {
            return Vec::new();
        };
        self.under("tables", |r| r.named(node, head, |r, name, value| r.table(name, value)))
    }

    fn table(&mut self, name: &Spanned<String>, node: &Node) -> TableRecord {
        let mut table = TableRecord {
            span: node.span,
            columns: Vec::new(),
            rows: Vec::new(),
        };
        let Some(mut fields) = self.fields(node, name.span) else {
            return table;
        };
        let f = &mut fields;
        let columns_head = f.key_span("columns");
        if let Some(node) = self.require(f, "columns") {
            let items = self.list(node, columns_head);
            table.columns = items.iter().filter_map(|item| self.column(item)).collect();
        }
        let rows_head = f.key_span("rows");
        if let Some(node) = self.require(f, "rows") {
            let items = self.list(node, rows_head);
            let items = self.few(items, "rows", rows_head);
            table.rows = items.iter().filter_map(|item| self.row(item)).collect();
        }
        self.finish(fields);
        table
    }

    fn column(&mut self, node: &Node) -> Option<TableColumnRecord> {
        let mut fields = self.entry(node)?;
        let f = &mut fields;
        let span = f.span;
        let group = f.has("columns");
        let key = if group {
            None
        } else {
            Some(self.name_required(f, "key"))
        };
        let heading = self.text_at(f, "heading");
        let align = self.word_at(f, "align", ALIGN).map(|a| a.value).unwrap_or_default();
        let columns_head = f.key_span("columns");
        let mut columns = Vec::new();
        if let Some(node) = f.take("columns") {
            let items = self.list(node, columns_head);
            columns = items.iter().filter_map(|item| self.column(item)).collect();
        }
        self.finish(fields);
        Some(TableColumnRecord {
            span,
            key,
            heading,
            align,
            columns,
        })
    }

    fn row(&mut self, node: &Node) -> Option<TableRowRecord> {
        let mut fields = self.entry(node)?;
        let span = fields.span;
        let new_page = self.word_at(&mut fields, "new_page", SWITCH).is_some_and(|s| s.value);
        let rows_head = fields.key_span("rows");
        let mut rows = Vec::new();
        if let Some(node) = fields.take("rows") {
            let items = self.list(node, rows_head);
            let items = self.few(items, "rows", rows_head);
            rows = items.iter().filter_map(|item| self.row(item)).collect();
        }
        // Whether a cell's key is a column is judged in `check`: here the columns may not be known.
        let others: Vec<_> = fields.others().collect();
        let mut cells = Vec::new();
        for (key, value) in others {
            let text = self.text(value, key.span);
            cells.push((
                key.clone(),
                text.unwrap_or_else(|| Spanned::new(String::new(), value.span)),
            ));
        }
        Some(TableRowRecord {
            span,
            cells,
            new_page,
            rows,
        })
    }
}
