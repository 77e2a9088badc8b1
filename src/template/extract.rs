//! What the publisher's page and the pages of letters take from a record's words: of all that a template can use, little. The
//! words of ten thousand records are held until their pages are made.

use super::context::Prepared;
use crate::account::Account;
use crate::document::Text;
use crate::document::origin::Marked;
use std::collections::BTreeMap;
use tera::value::Key;
use tera::{Map, Value};

/// The names that are taken as they are.
const WHOLE: [&str; 8] = [
    "title", "lead", "purpose", "text", "changes", "labels", "work", "contacts",
];

/// The set phrases on the times of what is to come or goes on, which a card says among its facts.
pub(super) const ON_TIMES: [&str; 4] = ["may_shift", "early_end", "weather", "crowded"];

/// What is taken of each window; `range` only of what comes again.
const OF_WINDOW: [&str; 8] = [
    "name",
    "mark",
    "services",
    "cause",
    "back",
    "out",
    "details",
    "own_details",
];

/// What is taken of each entry of a report.
const OF_ENTRY: [&str; 6] = ["text", "outbreak", "cause", "back", "errata", "details"];

/// What pages take from the words of one record.
pub(crate) struct Extract {
    words: Vec<(&'static str, Value)>,
    /// The record's notes: key and words.
    pub notes: Vec<(String, Text)>,
    /// What the notes were read from, by their key.
    pub origins: BTreeMap<String, Vec<Marked>>,
}

impl Extract {
    /// What pages take from the words of `account`'s record.
    pub(crate) fn of(account: &Account, prepared: Prepared) -> Self {
        let Prepared { context, material, .. } = prepared;
        let record = account.record;
        let own_contact = record.contact.is_some() || record.contacts.is_some();
        let whole = WHOLE.into_iter().filter(|key| own_contact || *key != "contacts");
        let mut words: Vec<(&'static str, Value)> =
            whole.filter_map(|key| Some((key, context.get(key)?.clone()))).collect();
        let phrases = context.get("phrases").and_then(Value::as_map).into_iter().flatten();
        let phrases = phrases.filter(|(_, words)| words.as_str().is_some_and(|words| !words.is_empty()));
        let on_page = |key: &Key| {
            ON_TIMES
                .iter()
                .chain(&["refrain"])
                .any(|name| key.as_str() == Some(name))
        };
        let phrases = phrases.filter(|(key, _)| on_page(key));
        let phrases: Map = phrases.map(|(key, words)| (key.clone(), words.clone())).collect();
        words.push(("phrases", phrases.into()));
        if account.whole.is_some() {
            words.extend(context.get("notice").map(|notice| ("notice", part(notice, &OF_WINDOW))));
        }
        let list = |key: &str| context.get(key).and_then(Value::as_array).unwrap_or_default();
        let windows = list("windows").iter().zip(&account.windows);
        let windows = windows.map(|(value, window)| {
            let mut map = taken(value, &OF_WINDOW);
            let again = window
                .record
                .recurring
                .as_ref()
                .and_then(|_| value.get_from_path("range"));
            map.extend(again.map(|range| ("range".into(), range.clone())));
            let impact = value.get_from_path("impact").filter(|impact| impact.as_map().is_some());
            map.extend(impact.map(|impact| ("impact".into(), part(impact, &["words"]))));
            Value::from(map)
        });
        words.push(("windows", windows.collect::<Vec<Value>>().into()));
        let reports = list("reports").iter().map(|report| {
            let entries = report.get_from_path("entries").and_then(Value::as_array);
            let entries = entries.into_iter().flatten().map(|entry| part(entry, &OF_ENTRY));
            super::value::object([("entries", entries.collect::<Vec<Value>>().into())])
        });
        words.push(("reports", reports.collect::<Vec<Value>>().into()));
        let timeline = list("timeline").iter().map(|happening| part(happening, &["text"]));
        words.push(("timeline", timeline.collect::<Vec<Value>>().into()));
        let mut origins = material.origins;
        origins.retain(|key, _| material.notes.iter().any(|(note, _)| note == key));
        Extract {
            words,
            notes: material.notes,
            origins,
        }
    }

    /// What a name stands for.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        let word = self.words.iter().find(|(key, _)| *key == name);
        word.map(|(_, value)| value)
    }
}

/// Of an object what stands under some of its keys.
fn part(value: &Value, keys: &[&'static str]) -> Value {
    taken(value, keys).into()
}

fn taken(value: &Value, keys: &[&'static str]) -> Map {
    let given = keys.iter().filter_map(|key| {
        let of = value.get_from_path(key)?;
        (!of.is_none() && !of.is_undefined()).then(|| ((*key).into(), of.clone()))
    });
    given.collect()
}
