//! The names that the status page's template can use: what is going on, what is announced, and what is past, by month.

use super::Templates;
use super::context::publisher_words;
use super::value::{object, stage_name};
use crate::calendar::{Markup, Notation};
use crate::diagnostic::{Diagnostic, Spanned};
use crate::notice::house::apply;
use crate::notice::{Notice, Stage, Window};
use crate::record::schema::{DocumentKind, PageSectionRecord, PublisherRecord, RecordKind, Scope};
use chrono::{Datelike, NaiveDateTime};
use tera::{Context, Value};

/// An entry of the page: one window of one notice.
struct Entry<'n, 'a> {
    notice: &'n Notice<'a>,
    title: &'n str,
    window: &'n Window<'a>,
    services: Vec<String>,
    cause: Option<String>,
}

/// The page of `publisher`, from its notices (each with its title worked out) as of `moment`; `None` where it has no page.
pub fn page(
    publisher: &PublisherRecord,
    notices: &[(Notice, String)],
    templates: &Templates,
    moment: NaiveDateTime,
    faults: &mut Vec<Diagnostic>,
) -> Option<Context> {
    let page = publisher.page.as_ref()?;
    let mut context = publisher_words(publisher, RecordKind::Incident, templates, faults);
    let mut senders = Vec::new();
    for sender in &publisher.senders {
        senders.push(text(sender, templates, &context, faults));
    }
    context.insert("senders", &senders);
    let mut notation = Notation {
        markup: Markup::Html,
        ..Notation::default()
    };
    apply(&publisher.style, &mut notation);
    let title = text(&page.title, templates, &context, faults);
    context.insert("title", &title);
    let footer = page
        .footer
        .as_ref()
        .map(|footer| text(footer, templates, &context, faults));
    context.insert("footer", &footer);
    let updated = Notation {
        markup: Markup::Text,
        year: crate::calendar::Year::Always,
        ..notation
    };
    context.insert_value("updated", instant(moment, publisher, updated.moment(moment)));
    let mut sections = Vec::new();
    for (kind, section) in &page.sections {
        let words = publisher_words(publisher, *kind, templates, faults);
        let mut writer = Writer {
            publisher,
            section,
            notation,
            templates,
            words,
            moment,
        };
        apply(&section.style, &mut writer.notation);
        sections.push(writer.section(*kind, notices, faults));
    }
    context.insert_value("sections", sections.into());
    Some(context)
}

fn text(text: &Spanned<String>, templates: &Templates, context: &Context, faults: &mut Vec<Diagnostic>) -> String {
    templates.plain(&text.value, context).unwrap_or_else(|fault| {
        faults.push(fault.in_record(text.span));
        String::new()
    })
}

/// A moment for `<time>`: as machines read it, and as people do.
fn instant(at: NaiveDateTime, publisher: &PublisherRecord, shown: String) -> Value {
    let zone = publisher.zone.as_ref().map_or(540, |zone| zone.value);
    let sign = if zone < 0 { '-' } else { '+' };
    let iso = format!(
        "{}{sign}{:02}:{:02}",
        at.format("%Y-%m-%dT%H:%M"),
        zone.abs() / 60,
        zone.abs() % 60
    );
    object([("iso", iso.into()), ("text", Value::safe_string(&shown))])
}

struct Writer<'w> {
    publisher: &'w PublisherRecord,
    section: &'w PageSectionRecord,
    notation: Notation,
    templates: &'w Templates,
    words: Context,
    moment: NaiveDateTime,
}

impl Writer<'_> {
    fn section(&mut self, kind: RecordKind, notices: &[(Notice, String)], faults: &mut Vec<Diagnostic>) -> Value {
        let mut entries = Vec::new();
        for (notice, title) in notices
            .iter()
            .filter(|(n, _)| n.record.kind == kind && n.makes(DocumentKind::Page))
        {
            for window in &notice.windows {
                entries.push(self.entry(notice, title, window, faults));
            }
        }
        entries.sort_by_key(|e| {
            (
                e.window.current.start,
                e.window.current.end,
                e.notice.record.id.value.clone(),
            )
        });
        let shown = |e: &&Entry| kind.planned() || e.window.stage != Stage::Scheduled;
        let past = |e: &&Entry| matches!(e.window.stage, Stage::Over | Stage::Cancelled | Stage::Aborted);
        let current: Vec<&Entry> = entries.iter().filter(shown).filter(|e| !past(e)).collect();
        let archived: Vec<&Entry> = entries.iter().filter(shown).filter(past).collect();
        let mut words = |t: &Spanned<String>| Value::from(text(t, self.templates, &self.words, faults));
        let (heading, empty) = (words(&self.section.heading), words(&self.section.empty));
        let (archive, month) = (words(&self.section.archive), words(&self.section.month));
        object([
            ("kind", kind.row().section.into()),
            ("heading", heading),
            ("empty", empty),
            ("current", self.groups(&current).into()),
            ("archive", archive),
            ("month", month),
            ("years", self.years(&archived).into()),
        ])
    }

    fn entry<'n, 'a>(
        &self,
        notice: &'n Notice<'a>,
        title: &'n str,
        window: &'n Window<'a>,
        faults: &mut Vec<Diagnostic>,
    ) -> Entry<'n, 'a> {
        let known = self.words.get("services");
        let name = |key: &&str| {
            let value = known.and_then(|services| services.get_from_path(key));
            value.and_then(Value::as_str).map(String::from)
        };
        let services = window.services.iter().filter_map(name).collect();
        let cause = window.record.cause.as_ref().or(notice.record.cause.as_ref());
        let cause = cause.map(|cause| text(cause, self.templates, &self.words, faults));
        Entry {
            notice,
            title,
            window,
            services,
            cause,
        }
    }

    /// Years, then months, newest first. A year is named only where the archive reaches out of the page's own year.
    fn years(&self, archived: &[&Entry]) -> Vec<Value> {
        let mut years: Vec<i32> = archived.iter().map(|e| e.window.current.start.year()).collect();
        years.sort_unstable();
        years.dedup();
        let named = years.iter().any(|year| *year != self.moment.year());
        let mut out = Vec::new();
        for year in years.into_iter().rev() {
            let of_year: Vec<&Entry> = archived
                .iter()
                .copied()
                .filter(|e| e.window.current.start.year() == year)
                .collect();
            let first = of_year.first().map(|e| e.window.current.start.date());
            let label = first.filter(|_| named).map(|date| self.notation.year(date));
            let mut months = Vec::new();
            for month in (1..=12).rev() {
                let of_month: Vec<&Entry> = of_year
                    .iter()
                    .copied()
                    .filter(|e| e.window.current.start.month() == month)
                    .collect();
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
        let shared = self
            .section
            .scope
            .as_ref()
            .is_some_and(|scope| scope.value == Scope::Shared);
        let mut groups: Vec<Vec<&Entry>> = Vec::new();
        for entry in entries {
            let fits = |group: &&mut Vec<&Entry>| shared && group.iter().all(|e| alike(e, entry));
            match groups.iter_mut().find(fits) {
                Some(group) => group.push(entry),
                None => groups.push(vec![entry]),
            }
        }
        groups.iter().map(|group| self.group(group)).collect()
    }

    fn group(&self, group: &[&Entry]) -> Value {
        let periods: Vec<Value> = group.iter().map(|entry| self.period(entry)).collect();
        let services = group.first().map(|e| e.services.clone()).unwrap_or_default();
        object([
            ("stage", group.first().map(|e| stage_name(e.window.stage)).into()),
            ("reserve", group.first().and_then(|e| e.window.reserve_in_use).into()),
            ("link", group.first().and_then(|e| link(e)).into()),
            (
                "title",
                group.first().map(|e| e.title).filter(|title| !title.is_empty()).into(),
            ),
            ("periods", periods.into()),
            ("services", services.into()),
            ("cause", group.first().and_then(|e| e.cause.clone()).into()),
        ])
    }

    fn period(&self, entry: &Entry) -> Value {
        let span = entry.window.current;
        let (start, end) = match span.end {
            Some(end) => self.notation.full_range(span.start, end),
            None => (self.notation.moment(span.start), String::new()),
        };
        let end = span.end.map(|at| instant(at, self.publisher, end));
        object([
            ("start", instant(span.start, self.publisher, start)),
            ("end", end.into()),
            ("range", self.notation.range.into()),
            ("id", entry.notice.record.id.value.as_str().into()),
        ])
    }
}

/// Whether two entries can share one statement of what they touch.
fn alike(a: &Entry, b: &Entry) -> bool {
    (&a.services, &a.cause, a.window.stage) == (&b.services, &b.cause, b.window.stage)
        && (a.title, link(a)) == (b.title, link(b))
}

/// The letter that tells of an entry, relative to the page.
fn link(entry: &Entry) -> Option<String> {
    let record = entry.notice.record;
    let letter = entry.notice.makes(DocumentKind::Letter) && record.issued.is_some();
    letter.then(|| format!("{}/letter.html", record.id.value))
}
