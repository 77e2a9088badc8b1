//! The names that the status page's template can use: what is going on, what is to come, and what is past, by month.

use super::desk::{Desk, Told, Writer, instant};
use super::months::{Empty, Month, Span};
use super::page_entry::{self, Entry};
use super::page_passage::Said;
use super::value::object;
use super::words::{self, OF_PAGE, PublisherWords};
use crate::account::{Outcome, change};
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
    /// When the turn of a year or a month next changes a heading of its archives.
    pub turns: Option<NaiveDateTime>,
}

/// When the turn of a year or a month changes a heading: the last time up to the moment, and the next.
#[derive(Default, Clone, Copy)]
struct Turns {
    last: Option<NaiveDateTime>,
    next: Option<NaiveDateTime>,
}

/// The publisher's page from its records; `None` where it has no page.
pub(crate) fn page(desk: Desk, told: &[Told]) -> Option<Page> {
    let page = desk.publisher.page.as_ref()?;
    let kind = OF_PAGE;
    let mut context = desk.words.context(kind);
    let text = |text: &Spanned<String>| said(desk.words, kind, text);
    let senders = desk.publisher.senders.iter().filter_map(|sender| sender.lines().next());
    let senders: Vec<String> = senders.map(text).collect();
    context.insert("senders", &senders);
    let mut notation = Notation {
        markup: Markup::Html,
        calendar: desk.publisher.holidays.clone(),
        ..Notation::default()
    };
    crate::account::letterhead::apply(&desk.publisher.style, &mut notation);
    context.insert("title", &text(&page.title));
    context.insert("footer", &page.footer.as_ref().map(text));
    let contacts = desk
        .publisher
        .contact
        .as_deref()
        .into_iter()
        .chain(desk.publisher.contacts.iter().flatten());
    let contacts: Vec<Value> = contacts.map(|lines| words::contact(lines, text)).collect();
    context.insert_value("contacts", contacts.into());
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
            writer.notation.all_day = kind.lasts();
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

/// The rank of the heading of a card, below its section's.
const TITLE: u8 = 3;

/// The first moment of a year.
fn first_of(year: i32) -> Option<NaiveDateTime> {
    Some(NaiveDate::from_ymd_opt(year, 1, 1)?.and_time(NaiveTime::MIN))
}

impl Writer<'_> {
    /// The section, and when the turn of a year or a month changes a heading of its archive.
    fn section(&self, told: &[Told]) -> (Value, Turns) {
        let mut entries: Vec<Entry> = told
            .iter()
            .filter(|t| t.account.record.kind == self.kind && t.account.makes(DocumentKind::Page))
            .flat_map(page_entry::of)
            .collect();
        entries.sort_by_key(|e| {
            let shown = e.shown();
            let going_on =
                !e.past && !self.kind.whole() && matches!(e.leg().outcome, Outcome::Running | Outcome::Overdue);
            // What goes on stands first.
            (
                !going_on,
                shown.start,
                shown.end,
                e.told.account.record.id.value.clone(),
            )
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
        let empty = self.empty_months(&entries, &past);
        let of_month = |turn: fn(&Empty) -> Option<NaiveDateTime>| empty.as_ref().and_then(turn);
        let (ended, ending) = (of_month(|empty| empty.last), of_month(|empty| empty.next));
        let turns = Turns {
            last: turn.filter(|turn| *turn <= self.desk.moment).max(ended),
            next: turn
                .filter(|turn| *turn > self.desk.moment)
                .into_iter()
                .chain(ending)
                .min(),
        };
        let empty = empty.map_or_else(Vec::new, |empty| empty.months);
        let mut said_of = Said::default();
        let section = object([
            ("kind", self.kind.row().section.into()),
            ("planned", self.kind.planned().into()),
            ("whole", self.kind.whole().into()),
            ("heading", words(&self.section.heading)),
            ("empty", words(&self.section.empty)),
            ("current", self.groups(&current, TITLE, &mut said_of).into()),
            ("archive", words(&self.section.archive)),
            ("month", words(&self.section.month)),
            ("empty_month", self.section.empty_month.as_ref().map(words).into()),
            ("years", self.years(&past, &empty, named, &mut said_of).into()),
        ]);
        (section, turns)
    }

    /// The months that the archive tells of as having passed without an entry, where the section has words for them.
    fn empty_months(&self, entries: &[Entry], past: &[&Entry]) -> Option<Empty> {
        self.section.empty_month.as_ref()?;
        let first = past.iter().map(|entry| Month::of(entry.shown().start.day())).min()?;
        let span = |entry: &Entry| {
            let shown = entry.shown();
            (shown.start.at, shown.end.filter(|end| !end.is_open()).map(|end| end.at))
        };
        let spans: Vec<Span> = entries.iter().map(span).collect();
        Some(Empty::of(first, &spans, self.desk.moment))
    }

    /// Years, then months, newest first, `empty` ones among them. A year is named only where the archive reaches out of the
    /// page's own year.
    fn years(&self, archived: &[&Entry], empty: &[Month], named: bool, said: &mut Said) -> Vec<Value> {
        let of = |entry: &Entry| Month::of(entry.shown().start.day());
        let mut months: Vec<Month> = archived
            .iter()
            .map(|entry| of(entry))
            .chain(empty.iter().copied())
            .collect();
        months.sort_unstable();
        months.dedup();
        let firsts: Vec<(Month, NaiveDate)> = months
            .into_iter()
            .rev()
            .filter_map(|month| Some((month, month.first()?)))
            .collect();
        // Below the archive's heading and the month's, and the year's where there is one.
        let rank = TITLE + if named { 2 } else { 1 };
        let of_year = |year: &[(Month, NaiveDate)]| {
            // The era of a year is that of its first entry.
            let first = archived
                .iter()
                .map(|e| e.shown().start.day())
                .find(|date| date.year() == year[0].1.year());
            let label = named.then(|| self.notation.year(first.unwrap_or(year[0].1)));
            let months = year.iter().map(|(month, first)| {
                let entries: Vec<&Entry> = archived.iter().copied().filter(|entry| of(entry) == *month).collect();
                object([
                    ("iso", first.format("%Y-%m").to_string().into()),
                    ("number", first.month().into()),
                    ("groups", self.groups(&entries, rank, said).into()),
                ])
            });
            object([("label", label.into()), ("months", months.collect::<Vec<_>>().into())])
        };
        firsts
            .chunk_by(|(_, a), (_, b)| a.year() == b.year())
            .map(of_year)
            .collect()
    }

    /// What stands in one card: the windows of one record that share their state; with `scope: shared` also periods that
    /// share services and cause; with `scope: each` every one by itself.
    fn groups(&self, entries: &[&Entry], rank: u8, said: &mut Said) -> Vec<Value> {
        let scope = self.section.scope.as_ref().map(|scope| scope.value);
        let mut groups: Vec<Vec<&Entry>> = Vec::new();
        for entry in entries {
            let fits = |group: &&mut Vec<&Entry>| match scope {
                Some(Scope::Each) => false,
                Some(Scope::Shared) => group.iter().all(|e| e.alike(entry)),
                None => group.iter().all(|e| e.joins(entry)),
            };
            match groups.iter_mut().find(fits) {
                Some(group) => group.push(entry),
                None => groups.push(vec![entry]),
            }
        }
        groups.iter().map(|group| self.group(group, rank, said)).collect()
    }

    pub(super) fn periods(&self, entry: &Entry) -> Vec<Value> {
        let id = entry.told.account.record.id.value.as_str();
        let periods = entry.periods().into_iter();
        periods
            .map(|(index, stretch)| {
                let mut map = match entry.again(index) {
                    Some(words) => self.words_of_a_rule(entry, words),
                    None => self.range(stretch),
                };
                map.insert("name".into(), entry.of_place(index, "name"));
                map.insert("mark".into(), entry.of_place(index, "mark"));
                map.insert("id".into(), id.into());
                map.into()
            })
            .collect()
    }
}

/// A text of the publisher's, as it stands where it was not worked out with the others.
fn said(words: &PublisherWords, kind: RecordKind, text: &Spanned<String>) -> String {
    let worked = words.text(kind, text).map(String::from);
    worked.unwrap_or_else(|| origin::mark(text.span, &text.value))
}
