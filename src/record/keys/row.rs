//! A row of the table of keys, and what one can say.

use crate::record::kind::{Bilingual, KINDS, KindRow, RecordKind};

/// A key of a mapping.
#[derive(Debug)]
pub(crate) struct Key {
    /// As it is written.
    pub key: &'static str,
    /// What stands behind it.
    pub value: Value,
    /// The kinds of records it belongs to.
    pub of: Vec<RecordKind>,
    /// The kinds of records in which it must stand.
    pub required_in: Vec<RecordKind>,
    /// What it says, in one or two short sentences for somebody who is writing it.
    pub says: Bilingual,
}

/// A key that any record may have and none must.
pub(super) fn key(key: &'static str, value: Value, ja: &'static str, en: &'static str) -> Key {
    Key {
        key,
        value,
        of: kinds(|_| true),
        required_in: Vec::new(),
        says: (ja, en),
    }
}

impl Key {
    /// It must stand there.
    pub(super) fn required(self) -> Self {
        self.required_where(|_| true)
    }

    /// It must stand there in records of such kinds.
    pub(super) fn required_where(mut self, which: impl Fn(&KindRow) -> bool) -> Self {
        self.required_in = kinds(which);
        self
    }

    /// It belongs to records of such kinds only.
    pub(super) fn only_where(mut self, which: impl Fn(&KindRow) -> bool) -> Self {
        self.required_in.retain(|kind| which(kind.row()));
        self.of = kinds(which);
        self
    }

    /// Whether it may stand in a record of `kind`, or in `publisher.yaml`.
    pub(crate) fn belongs_to(&self, kind: Option<RecordKind>) -> bool {
        kind.is_none_or(|kind| self.of.contains(&kind))
    }

    /// Whether it must stand in a record of `kind`, or in `publisher.yaml`.
    pub(crate) fn must_stand_in(&self, kind: Option<RecordKind>) -> bool {
        match kind {
            Some(kind) => self.required_in.contains(&kind),
            None => !self.required_in.is_empty(),
        }
    }
}

fn kinds(which: impl Fn(&KindRow) -> bool) -> Vec<RecordKind> {
    KINDS.iter().filter(|row| which(row)).map(|row| row.kind).collect()
}

/// What stands behind a key.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// A text of a document, Markdown where the reference says so, or the name of something.
    Text,
    /// A name of a file or folder: ASCII letters, digits, `-`, `_`.
    Id,
    /// A moment or a range as one text.
    Moment,
    /// Something with digits that is written as a number or as a text (`2`, `2~4`).
    Count,
    /// A whole number from 1.
    Ordinal,
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Words(Vec<&'static str>),
    /// One of the words that records of the kind know.
    WordsOf(fn(RecordKind) -> Vec<&'static str>),
    /// The mapping of this name.
    Mapping(&'static str),
    /// A list with at least one entry.
    List(Box<Value>),
    /// A list that may be empty or not there at all.
    Waiting(Box<Value>),
    /// Names of the operator's own, each with such a value.
    Named(Box<Value>),
    /// One of these forms.
    Either(Vec<Value>),
}

pub(super) fn list(entry: Value) -> Value {
    Value::List(Box::new(entry))
}

pub(super) fn named(value: Value) -> Value {
    Value::Named(Box::new(value))
}

/// The words of a list of the decoder.
pub(super) fn words<T>(known: &[(&'static str, T)]) -> Value {
    Value::Words(known.iter().map(|(word, _)| *word).collect())
}

/// Keys of a record, a letter or a window that say something of the one event alone: another record cannot take them over.
const OF_ONE_EVENT: [&str; 5] = ["log", "number", "errata", "letters", "publish"];

/// Whether the key says something of the one event alone.
pub(super) fn is_of_one_event(key: &Key) -> bool {
    OF_ONE_EVENT.contains(&key.key)
}
