//! What the publisher's page is made with, and what its parts share: the records it tells of, moments, contacts.

use super::context::Prepared;
use super::value::object;
use super::words::{Words, contact_lines};
use crate::account::Account;
use crate::calendar::Notation;
use crate::diagnostic::Span;
use crate::document::{Text, origin};
use crate::record::kind::RecordKind;
use crate::record::schema::{ContactRecord, PageSectionRecord, PublisherRecord};
use chrono::NaiveDateTime;
use std::collections::BTreeSet;
use tera::Value;

/// Makes HTML of Markdown that is worked out, with the record's notes.
pub type ToHtml = fn(&str, &[(String, Text)]) -> String;

/// A record as the page tells it: its account at the moment, its words, and its title.
pub struct Told<'a> {
    /// The account.
    pub account: Account<'a>,
    /// Its words.
    pub prepared: Prepared,
    /// The record's title, or its letter's.
    pub title: String,
    /// Whether it makes a letter.
    pub has_letter: bool,
    /// Whether all its letters and sheets could be made.
    pub whole: bool,
    /// The places of what its letters and sheets print.
    pub printed: BTreeSet<Span>,
}

/// What a page is made with.
#[derive(Clone, Copy)]
pub struct Desk<'p> {
    /// Whose page it is.
    pub publisher: &'p PublisherRecord,
    /// The publisher's words.
    pub words: &'p Words,
    /// The moment it tells of.
    pub moment: NaiveDateTime,
    /// How Markdown becomes HTML.
    pub html: ToHtml,
}

/// The lines of a contact, and its telephone number as a link.
pub fn contact(lines: &ContactRecord, words: &Words, kind: RecordKind) -> Value {
    let mut map = tera::Map::new();
    for key in ["desk", "telephone", "fax", "mail", "hours", "site", "url", "dial"] {
        map.insert(key.into(), Value::none());
    }
    for (key, text) in contact_lines(lines) {
        let shown = words.text(kind, text).map(String::from);
        let shown = shown.unwrap_or_else(|| origin::mark(text.span, &text.value));
        if key == "telephone" {
            map.insert("dial".into(), dial(&origin::bare(&shown)).into());
        }
        map.insert(key.into(), shown.into());
    }
    map.into()
}

/// A telephone number as `tel:` wants it (RFC 3966): its first run of digits and hyphens.
fn dial(shown: &str) -> Option<String> {
    let start = shown.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let number = shown[start..]
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+')))
        .next()?;
    Some(number.trim_end_matches('-').to_string())
}

/// A moment for `<time>`: as machines read it, and as people do.
pub fn instant(at: NaiveDateTime, publisher: &PublisherRecord, shown: String) -> Value {
    let zone = publisher.zone_minutes();
    let sign = if zone < 0 { '-' } else { '+' };
    let iso = format!(
        "{}{sign}{:02}:{:02}",
        at.format("%Y-%m-%dT%H:%M"),
        zone.abs() / 60,
        zone.abs() % 60
    );
    object([("iso", iso.into()), ("text", Value::safe_string(&shown))])
}

/// Writes one section.
pub(super) struct Writer<'w> {
    pub(super) desk: Desk<'w>,
    pub(super) kind: RecordKind,
    pub(super) section: &'w PageSectionRecord,
    pub(super) notation: Notation,
}
