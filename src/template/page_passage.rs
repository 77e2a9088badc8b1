//! What the page says in place of a letter: purpose, lead, passages.

use super::desk::{Passage, Writer};
use super::page_entry::Entry;
use super::value::object;
use std::collections::BTreeSet;
use tera::{Map, Value};

/// The records of which the page has said it: it is said once, in the first card of each.
#[derive(Default)]
pub(super) struct Said(BTreeSet<String>);

impl Writer<'_> {
    /// Adds to a card what stands in place of a letter, where its record makes none; its title has `rank`.
    pub(super) fn in_place_of_a_letter(&self, map: &mut Map, entry: &Entry, rank: u8, said: &mut Said) {
        let told = entry.told;
        let Some(passages) = &told.passages else { return };
        if !said.0.insert(told.account.record.id.value.clone()) {
            return;
        }
        let of = |key: &str| told.words.get(key).filter(|value| value.is_truthy());
        let html = |words: &str| Value::safe_string(&self.html(entry, words));
        let lead = of("lead").and_then(Value::as_str).map(html);
        map.insert("lead".into(), lead.into());
        map.insert("purpose".into(), of("purpose").cloned().into());
        let passages = passages.iter().map(|passage| {
            let Passage {
                heading,
                blocks,
                marks,
                long,
            } = passage;
            let below = if heading.is_some() { rank + 1 } else { rank };
            let body = (self.desk.blocks)(blocks, &told.words.notes, below);
            object([
                ("heading", heading.as_deref().map(html).into()),
                ("body", Value::safe_string(&format!("{marks}{body}"))),
                ("long", (*long).into()),
            ])
        });
        map.insert("passages".into(), passages.collect::<Vec<Value>>().into());
    }
}
