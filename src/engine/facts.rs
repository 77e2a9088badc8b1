//! What is kept of each record from one build to the next (`out/.notice/records`): of what its documents were made, how long
//! they stay the same, and what of the record and its publisher they print.
//!
//! One line of JSON for each record, so that a person can read it and one line can be lost without the others.

use crate::diagnostic::Span;
use crate::publish::Sink;
use crate::record::schema::Said;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The name of their file in `out/.notice/`.
pub(super) const RECORDS: &str = "records";

/// What is kept of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facts {
    /// `publisher/id`.
    pub record: Box<str>,
    /// See [`super::fingerprint::Fingerprints::of_record`].
    pub fingerprint: Box<str>,
    /// Whether making its documents told something, so that they are made again to tell it again.
    pub again: bool,
    /// The moment that its documents were made for, on its publisher's clock.
    pub at: NaiveDateTime,
    /// When they next change of themselves.
    pub until: Option<NaiveDateTime>,
    /// Its title as the page tells it: its own, or that of a letter on the web.
    pub title: Box<str>,
    /// Its title in a list: its own, or that of any letter.
    pub listed: Box<str>,
    /// Its documents, relative to `out/`.
    pub documents: Box<[Box<str>]>,
    /// Of what the record says, what they print: a `1` or `0` for each value.
    pub printed: Box<str>,
    /// Of what its publisher says.
    pub of_publisher: Box<str>,
}

impl Facts {
    /// Whether its documents, made of what `fingerprint` tells, would be the same at `moment`.
    pub(super) fn hold(&self, fingerprint: &str, moment: NaiveDateTime) -> bool {
        *self.fingerprint == *fingerprint && self.at <= moment && self.until.is_none_or(|until| moment < until)
    }

    /// The places that its documents print, among what its publisher and the record say.
    pub(super) fn places(&self, publisher: &[Said], record: &[Said]) -> BTreeSet<Span> {
        let of = |bits: &str, said: &[Said]| -> Vec<Span> {
            let said = bits.bytes().zip(said).filter(|(bit, _)| *bit == b'1');
            said.map(|(_, said)| said.typed.span).collect()
        };
        let mut places = of(&self.of_publisher, publisher);
        places.extend(of(&self.printed, record));
        places.into_iter().collect()
    }
}

/// Which of `said` stand among the places that were `printed`.
pub(super) fn bits(printed: &BTreeSet<Span>, said: &[Said]) -> Box<str> {
    let bit = |said: &Said| match printed.contains(&said.typed.span) {
        true => '1',
        false => '0',
    };
    said.iter().map(bit).collect()
}

/// What is kept of all records, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Kept(pub BTreeMap<Box<str>, Arc<Facts>>);

impl Kept {
    /// What an earlier build kept in `sink`. Its text is not held besides.
    pub(super) fn of(sink: &dyn Sink) -> Kept {
        let text = sink.state(RECORDS);
        text.map(|text| Kept::parse(&text)).unwrap_or_default()
    }

    /// Reads what was kept. A line that is none, or of another program, keeps nothing.
    pub(super) fn parse(text: &str) -> Kept {
        let facts = text.lines().filter_map(|line| serde_json::from_str::<Facts>(line).ok());
        Kept(facts.map(|facts| (facts.record.clone(), Arc::new(facts))).collect())
    }

    /// What is to be kept.
    pub(super) fn text(&self) -> String {
        let lines = self.0.values().filter_map(|facts| serde_json::to_string(&**facts).ok());
        lines.flat_map(|line| [line, "\n".to_string()]).collect()
    }
}
