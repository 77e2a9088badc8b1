//! What the publisher's page is made with, and what its parts share: the records it tells of, moments, contacts.

use super::extract::Extract;
use super::value::object;
use super::words::PublisherWords;
use crate::account::Account;
use crate::account::letter::Letter;
use crate::calendar::when::Hedge;
use crate::calendar::{Notation, When};
use crate::diagnostic::Span;
use crate::document::origin::Marked;
use crate::document::{Block, Text};
use crate::record::kind::RecordKind;
use crate::record::schema::{PageSectionRecord, PublisherRecord};
use chrono::NaiveDateTime;
use std::collections::BTreeSet;
use tera::Value;

/// Makes HTML of Markdown that is worked out, with the record's notes.
pub(crate) type ToHtml = fn(&str, &[(String, Text)]) -> String;

/// Makes HTML of blocks below a heading of the rank, with the record's notes.
pub(crate) type BlocksToHtml = fn(&[Block], &[(String, Text)], u8) -> String;

/// What the page says of a record besides its facts, where no letter does.
pub(crate) struct Passage {
    /// Its heading, marked with its place.
    pub heading: Option<String>,
    /// Its words.
    pub blocks: Vec<Block>,
    /// The marks of the places that they come from.
    pub marks: String,
    /// It is more than a card shows at once.
    pub long: bool,
}

/// A record as the page tells it: its account at the moment, its words, and its title.
pub(crate) struct Told<'a> {
    /// The account.
    pub account: Account<'a>,
    /// What pages take from its words.
    pub words: Extract,
    /// The record's title, or its letter's.
    pub title: String,
    /// The letters that it makes and that stand on the web at the moment, in the order of their issue.
    pub letters: Vec<Letter<'a>>,
    /// Whether it makes any letter, for the office at least.
    pub has_letter: bool,
    /// What the page says in place of a letter; `None` of a record that has one.
    pub passages: Option<Vec<Passage>>,
    /// Whether all its letters and sheets could be made.
    pub whole: bool,
    /// The places of what its letters and sheets print.
    pub printed: BTreeSet<Span>,
}

impl Told<'_> {
    /// Where a letter's web page stands, relative to the publisher's page.
    pub(crate) fn path_of(&self, letter: &Letter) -> String {
        format!("{}/{}.html", self.account.record.id.value, letter.stem())
    }

    /// Whether the page says more of it than its facts.
    pub(super) fn says_more(&self) -> bool {
        let said = |key: &str| self.words.get(key).is_some_and(Value::is_truthy);
        let passages = self.passages.as_ref();
        passages.is_some_and(|passages| !passages.is_empty() || said("lead") || said("purpose"))
    }
}

/// What a page is made with.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'p> {
    /// Whose page it is.
    pub publisher: &'p PublisherRecord,
    /// The publisher's words.
    pub words: &'p PublisherWords,
    /// The moment it tells of.
    pub moment: NaiveDateTime,
    /// How Markdown becomes HTML.
    pub html: ToHtml,
    /// How blocks do.
    pub blocks: BlocksToHtml,
}

impl Desk<'_> {
    /// Markdown of a record as HTML, with the marks of the notes whose words stand in it.
    pub(crate) fn told_in_html(&self, told: &Told, markdown: &str) -> String {
        let Extract { notes, origins, .. } = &told.words;
        let mut out = (self.html)(markdown, notes);
        for (key, _) in notes.iter().filter(|(key, _)| markdown.contains(&format!("[^{key}]"))) {
            let origins = origins.get(key).into_iter().flatten();
            out.extend(origins.map(Marked::marks));
        }
        out
    }
}

/// A time for a page: as people read it (`text`), as machines do (`iso`, none where no notation is as inexact), and the
/// element that holds both.
pub(crate) fn instant(at: impl Into<When>, publisher: &PublisherRecord, shown: String) -> Value {
    let at = at.into();
    let iso = at.iso(publisher.zone_minutes());
    let element = match &iso {
        Some(iso) => format!("<time datetime=\"{iso}\">{shown}</time>"),
        None => shown.clone(),
    };
    object([
        ("iso", iso.into()),
        (
            "hedged",
            (at.hedge != Hedge::Exact || at.planned || !at.has_clock()).into(),
        ),
        ("text", Value::safe_string(&shown)),
        ("element", Value::safe_string(&element)),
    ])
}

/// Writes one section.
pub(super) struct Writer<'w> {
    pub(super) desk: Desk<'w>,
    pub(super) kind: RecordKind,
    pub(super) section: &'w PageSectionRecord,
    pub(super) notation: Notation,
}
