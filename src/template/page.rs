//! The names that the status page's template can use: what is going on, what is to come, and what is past, by month.

use super::desk::{Desk, Told, Writer, instant};
use super::page_entry::{self, Entry};
use super::value::object;
use super::words::{self, PublisherWords};
use crate::account::change;
use crate::calendar::{Markup, Notation, Year};
use crate::diagnostic::Spanned;
use crate::document::origin;
use crate::record::kind::RecordKind;
use crate::record::schema::{DocumentKind, Record, Scope};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use tera::{Context, Value};

/// A page, ready to be written.
pub(crate) struct Page {
    /// The names that its template can use.
    pub context: Context,
    /// When the turn of a year next changes a heading of its archives.
    pub turns: Option<NaiveDateTime>,
}

/// When the turn of a year changes a heading: the last time up to the moment, and the next.
#[derive(Default, Clone, Copy)]
struct Turns {
    last: Option<NaiveDateTime>,
    next: Option<NaiveDateTime>,
}

/// The publisher's page from its records; `None` where it has no page.
pub(crate) fn page(desk: Desk, told: &[Told]) -> Option<Page> {
    let page = desk.publisher.page.as_ref()?;
    let kind = RecordKind::Incident;
    let mut context = desk.words.context(kind);
    let text = |text: &Spanned<String>| said(desk.words, kind, text);
    let senders: Vec<String> = desk.publisher.senders.iter().map(text).collect();
    context.insert("senders", &senders);
    let mut notation = Notation {
        markup: Markup::Html,
        calendar: desk.publisher.holidays.clone(),
        ..Notation::default()
    };
    crate::account::letterhead::apply(&desk.publisher.style, &mut notation);
    context.insert("title", &text(&page.title));
    context.insert("footer", &page.footer.as_ref().map(text));
    let contact = desk.publisher.contact.as_ref().map(|lines| words::contact(lines, text));
    context.insert_value("contact", contact.into());
    let sections: Vec<(Value, Turns)> = page
        .sections
        .iter()
        .map(|(kind, section)| {
            let mut writer = Writer {
                desk,
                kind: *kind,
                section,
                notation: notation.clone(),
            };
            crate::account::letterhead::apply(&section.style, &mut writer.notation);
            writer.section(told)
        })
        .collect();
    let turned = sections.iter().filter_map(|(_, turns)| turns.last).max();
    let turns = sections.iter().filter_map(|(_, turns)| turns.next).min();
    let records: Vec<&Record> = told
        .iter()
        .filter(|t| t.account.makes(DocumentKind::Page))
        .map(|t| t.account.record)
        .collect();
    let (changed, _) = change::around(&records, desk.publisher, desk.moment);
    let shown = Notation {
        markup: Markup::Text,
        year: Year::Always,
        ..notation
    };
    let updated = changed.max(turned);
    let updated = updated.map(|at| instant(at, desk.publisher, shown.moment(at)));
    context.insert_value("updated", updated.into());
    let sections: Vec<Value> = sections.into_iter().map(|(section, _)| section).collect();
    context.insert_value("sections", sections.into());
    Some(Page { context, turns })
}

/// The first moment of a year.
fn first_of(year: i32) -> Option<NaiveDateTime> {
    Some(NaiveDate::from_ymd_opt(year, 1, 1)?.and_time(NaiveTime::MIN))
}

impl Writer<'_> {
    /// The section, and when the turn of the year changes a heading of its archive.
    fn section(&self, told: &[Told]) -> (Value, Turns) {
        let mut entries: Vec<Entry> = told
            .iter()
            .filter(|t| t.account.record.kind == self.kind && t.account.makes(DocumentKind::Page))
            .flat_map(page_entry::of)
            .collect();
        entries.sort_by_key(|e| {
            let shown = e.shown();
            (shown.start, shown.end, e.told.account.record.id.value.clone())
        });
        let (past, current): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|e| e.past);
        let words = |t: &Spanned<String>| Value::from(said(self.desk.words, self.kind, t));
        let years: Vec<i32> = past.iter().map(|e| e.shown().start.day().year()).collect();
        let this_year = self.desk.moment.year();
        // Headings without a year are read as of this year.
        let named = years.iter().any(|year| *year != this_year);
        // The year in which all of it lies is named from the next one on.
        let all_in = years.first().filter(|first| years.iter().all(|year| year == *first));
        let turn = all_in.and_then(|year| first_of(year + 1));
        let turns = Turns {
            last: turn.filter(|turn| *turn <= self.desk.moment),
            next: turn.filter(|turn| *turn > self.desk.moment),
        };
        let section = object([
            ("kind", self.kind.row().section.into()),
            ("planned", self.kind.planned().into()),
            ("heading", words(&self.section.heading)),
            ("empty", words(&self.section.empty)),
            ("current", self.groups(&current).into()),
            ("archive", words(&self.section.archive)),
            ("month", words(&self.section.month)),
            ("years", self.years(&past, named).into()),
        ]);
        (section, turns)
    }

    /// Years, then months, newest first. A year is named only where the archive reaches out of the page's own year.
    fn years(&self, archived: &[&Entry], named: bool) -> Vec<Value> {
        let mut years: Vec<i32> = archived.iter().map(|e| e.shown().start.day().year()).collect();
        years.sort_unstable();
        years.dedup();
        let mut out = Vec::new();
        for year in years.into_iter().rev() {
            let of_year = archived
                .iter()
                .copied()
                .filter(|e| e.shown().start.day().year() == year);
            let of_year: Vec<&Entry> = of_year.collect();
            let first = of_year.first().map(|e| e.shown().start.day());
            let label = first.filter(|_| named).map(|date| self.notation.year(date));
            let mut months = Vec::new();
            for month in (1..=12).rev() {
                let of_month = of_year
                    .iter()
                    .copied()
                    .filter(|e| e.shown().start.day().month() == month);
                let of_month: Vec<&Entry> = of_month.collect();
                if !of_month.is_empty() {
                    months.push(object([
                        ("iso", format!("{year:04}-{month:02}").into()),
                        ("number", month.into()),
                        ("groups", self.groups(&of_month).into()),
                    ]));
                }
            }
            out.push(object([("label", label.into()), ("months", months.into())]));
        }
        out
    }

    /// Periods with what they share: services and cause (`scope: shared`), or each by itself.
    fn groups(&self, entries: &[&Entry]) -> Vec<Value> {
        let shared = self.section.scope.as_ref();
        let shared = shared.is_some_and(|scope| scope.value == Scope::Shared);
        let mut groups: Vec<Vec<&Entry>> = Vec::new();
        for entry in entries {
            let fits = |group: &&mut Vec<&Entry>| shared && group.iter().all(|e| e.alike(entry));
            match groups.iter_mut().find(fits) {
                Some(group) => group.push(entry),
                None => groups.push(vec![entry]),
            }
        }
        groups.iter().map(|group| self.group(group)).collect()
    }

    fn group(&self, group: &[&Entry]) -> Value {
        let periods: Vec<Value> = group.iter().map(|entry| self.period(entry)).collect();
        let mut map = group.first().map(|entry| self.entry(entry)).unwrap_or_default();
        map.insert("periods".into(), periods.into());
        map.into()
    }

    fn period(&self, entry: &Entry) -> Value {
        let mut map = self.range(entry.shown());
        map.insert("id".into(), entry.told.account.record.id.value.as_str().into());
        map.into()
    }
}

/// A text of the publisher's, as it stands where it was not worked out with the others.
fn said(words: &PublisherWords, kind: RecordKind, text: &Spanned<String>) -> String {
    let worked = words.text(kind, text).map(String::from);
    worked.unwrap_or_else(|| origin::mark(text.span, &text.value))
}
