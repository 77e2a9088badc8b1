//! What a letter says besides the facts, of a record that makes none: its passages, sections, tables and appendices, which
//! the page then says.

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::document::origin::Marked;
use crate::document::{Block, notation};
use crate::template::context::Prepared;
use crate::template::desk::Passage;
use crate::template::origins::Files;
use std::collections::BTreeSet;
use tera::Value;

/// More characters than a card shows before a reader asks for them.
const MANY: usize = 200;

/// The passages of a record, in the order in which a letter says them; what cannot be read goes to `diagnostics`.
pub(super) fn of(prepared: &Prepared, files: Files, diagnostics: &mut Vec<Diagnostic>) -> Vec<Passage> {
    let mut reader = Reader {
        prepared,
        files,
        diagnostics,
    };
    let context = &prepared.context;
    let list = |key: &str| context.get(key).and_then(Value::as_array).unwrap_or_default();
    let word = |of: &Value, key: &str| of.get_from_path(key).and_then(Value::as_str).map(String::from);
    let mut passages = Vec::new();
    let mut tables = BTreeSet::new();
    for key in list("windows").iter().filter_map(|window| word(window, "table")) {
        if tables.insert(key.clone()) {
            passages.extend(reader.passage(None, &format!(":::table {key}\n")));
        }
    }
    for (key, text) in context.get("texts").and_then(Value::as_map).into_iter().flatten() {
        let heading = key.as_str().map(String::from);
        passages.extend(reader.passage(heading, text.as_str().unwrap_or_default()));
    }
    for (kind, heading) in [("sections", "heading"), ("appendices", "title")] {
        for of in list(kind) {
            let passage = reader.passage(word(of, heading), &word(of, "body").unwrap_or_default());
            let appendix = kind == "appendices";
            passages.extend(passage.map(|passage| Passage {
                long: passage.long || appendix,
                ..passage
            }));
        }
    }
    passages
}

struct Reader<'a> {
    prepared: &'a Prepared,
    files: Files<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn passage(&mut self, heading: Option<String>, words: &str) -> Option<Passage> {
        let marked = Marked::read(words);
        if marked.text.trim().is_empty() {
            return None;
        }
        let material = &self.prepared.material;
        match notation::unnumbered(&marked.text, material) {
            Ok((blocks, used)) => {
                let of_key = |key: &String| material.origins.get(key).into_iter().flatten();
                let marks = used.iter().flat_map(of_key).map(Marked::marks);
                Some(Passage {
                    heading,
                    long: marked.text.chars().count() > MANY || blocks.iter().any(is_long),
                    marks: std::iter::once(marked.marks()).chain(marks).collect(),
                    blocks,
                })
            }
            Err(found) => {
                for fault in &found {
                    let fault = faults::notation(fault, &marked, self.files, None);
                    // A text of the record is read where it stands, too, and told there.
                    let same = |told: &Diagnostic| told.message == fault.message && told.span == fault.span;
                    if !self.diagnostics.iter().any(same) {
                        self.diagnostics.push(fault);
                    }
                }
                None
            }
        }
    }
}

/// A table of more rows than a reader takes in at a glance.
fn is_long(block: &Block) -> bool {
    matches!(block, Block::Table(table) if table.rows > 8)
}
