//! Details and set phrases on the status page.

use super::desk::Writer;
use super::extract::ON_TIMES;
use super::page_entry::Entry;
use crate::account::Entry as Logged;
use crate::record::detail::Detail;
use tera::Value;

impl Entry<'_> {
    /// Its details; of what is told as a whole also those of its dates.
    pub(super) fn details(&self) -> Value {
        let mut details: Vec<Value> = self
            .of_window("details")
            .as_array()
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        if self.window.is_none() {
            let windows = self.told.words.get("windows").and_then(Value::as_array);
            let own = windows
                .into_iter()
                .flatten()
                .filter_map(|window| window.get_from_path("own_details")?.as_array());
            details.extend(own.flatten().cloned());
        }
        details.into()
    }

    /// What its record calls it, where it says so.
    pub(super) fn work(&self) -> Value {
        let work = self.told.words.get("work");
        work.cloned().unwrap_or_else(Value::none)
    }

    /// What is known of its window now.
    fn known_details(&self) -> &[&Detail] {
        self.window
            .map(|(_, window)| window.details.as_slice())
            .unwrap_or_default()
    }
}

impl Writer<'_> {
    /// Details with what is Markdown as HTML.
    pub(super) fn details(&self, entry: &Entry, details: &Value) -> Value {
        let written = details.as_array().into_iter().flatten().map(|detail| {
            let of = |key: &str| detail.get_from_path(key).cloned().unwrap_or_else(Value::none);
            let words = match of("markdown").is_truthy() {
                true => Value::safe_string(&self.html(entry, of("body").as_str().unwrap_or_default())),
                false => of("words"),
            };
            super::value::object([
                ("key", of("key")),
                ("label", of("label")),
                ("passing", of("passing")),
                ("when_over", of("when_over")),
                ("markdown", of("markdown")),
                ("words", words),
            ])
        });
        written.collect::<Vec<Value>>().into()
    }

    /// What is otherwise than before, as HTML.
    pub(super) fn changes(&self, entry: &Entry) -> Value {
        let changes = entry.told.words.get("changes").and_then(Value::as_array);
        let written = changes.into_iter().flatten().map(|change| {
            let of = |key: &str| change.get_from_path(key).cloned().unwrap_or_else(Value::none);
            let html = |key: &str| Value::safe_string(&self.html(entry, of(key).as_str().unwrap_or_default()));
            super::value::object([
                ("item", of("item")),
                ("before", html("before")),
                ("after", html("after")),
            ])
        });
        written.collect::<Vec<Value>>().into()
    }

    /// What an entry of the log said and a later one says otherwise, or that is true no more: the window tells what is
    /// known now.
    pub(super) fn superseded(&self, entry: &Entry, of: &Logged, said: Option<&Value>) -> Value {
        let details = said.and_then(|said| said.get_from_path("details")?.as_array());
        let pairs = of.record.details.iter().zip(details.into_iter().flatten());
        let known = entry.known_details();
        let gone = pairs.filter(|(detail, _)| !known.contains(detail) || entry.past && detail.row.passing);
        let gone: Vec<Value> = gone.map(|(_, value)| value.clone()).collect();
        self.details(entry, &gone.into())
    }

    /// The set phrases on the times of what is to come or goes on, by name.
    pub(super) fn phrases(&self, entry: &Entry) -> Value {
        super::value::object(ON_TIMES.map(|name| (name, self.phrase(entry, name))))
    }

    /// A set phrase of the record as HTML; empty where it says nothing.
    pub(super) fn phrase(&self, entry: &Entry, name: &str) -> Value {
        let phrases = entry.told.words.get("phrases");
        let words = phrases.and_then(|phrases| phrases.get_from_path(name)?.as_str());
        let words = words.filter(|words| !words.is_empty());
        Value::safe_string(&words.map(|words| self.html(entry, words)).unwrap_or_default())
    }
}
