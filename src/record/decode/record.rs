//! The records: `maintenance:`, `incident:`, `announcement:`.

use super::details::Level;
use super::fields::{Fields, missing_key};
use super::reader::Reader;
use super::values::{SWITCH, missing_end};
use super::wording;
use crate::calendar::when::End;
use crate::diagnostic::{Diagnostic, Message, Spanned};
use crate::record::event::{EVENTS, Effect};
use crate::record::node::{Kind, Node};
use crate::record::schema::{
    Announce, AppendixRecord, DisplayRecord, ErratumRecord, Event, LogRecord, OPENINGS, Record, RecordKind,
    SectionRecord, StyleRecord, TimelineRecord, WindowRecord,
};
use crate::record::{codes, portable};

pub(in crate::record) const ANNOUNCE: &[(&str, Announce)] = &[("none", Announce::None), ("fax", Announce::Fax)];

impl Reader {
    pub(super) fn record(&mut self, folder: &str, kind: RecordKind, mut fields: Fields<'_>) -> Record {
        let f = &mut fields;
        let id = self.name_required(f, "id");
        self.name_of_files("id", &id);
        let title = self.text_at(f, "title");
        let issued_head = f.key_span("issued");
        let issued = f
            .take("issued")
            .and_then(|node| self.under("issued", |r| r.issued(node, issued_head)));
        let publish = self.under("publish", |r| r.publish_at(f));
        if publish.is_some() && !f.has("issued") && !f.has("letters") {
            self.fault(missing_key(f.key_span("publish"), "issued"));
        }
        let number = self.text_at(f, "number");
        let letter = self.name_at(f, "letter");
        if let Some(letter) = &letter {
            self.name_of_files("letter", letter);
        }
        let letters = self.letters(f);
        let mut record = Record {
            file: self.file,
            publisher: folder.to_string(),
            kind,
            id,
            title,
            issued,
            publish,
            number,
            letter,
            letters,
            fax: self.template_at(f, "fax"),
            extra: self.extra_at(f),
            documents: self.documents_at(f),
            // What has not begun is not told to have begun.
            work: self.text_at(f, "work"),
            purpose: self.text_at(f, "purpose"),
            cause: self.text_at(f, "cause"),
            services: self.names_at(f, "services").unwrap_or_default(),
            senders: self.senders_at(f),
            addressee: self.addressee_at(f, "addressee"),
            contact: self.contact_at(f),
            contacts: self.contacts_at(f),
            style: Some(self.style_at(f))
                .filter(|style| *style != StyleRecord::default())
                .map(Box::new),
            opening: self.word_at(f, "opening", OPENINGS),
            refers: self.refers_at(f),
            changes: self.entries(f, "changes", Self::change),
            phrases: self.kept(|r| r.phrases_at(f)),
            labels: self.kept(|r| r.labels_at(f)),
            lead: self.text_at(f, "lead"),
            apology: self.apology_at(f),
            details: self.details_at(f, Level::Record),
            announce: self.word_at(f, "announce", ANNOUNCE),
            text: kind.whole().then(|| self.text_at(f, "text")).flatten(),
            display: kind.whole().then(|| self.display_at(f)).flatten(),
            windows: self.windows(f, kind),
            texts: self.named_texts(f, "texts"),
            sections: self.entries(f, "sections", Self::section),
            tables: self.tables(f),
            notes: self.named_texts(f, "notes"),
            appendices: self.entries(f, "appendices", Self::appendix),
            log: self.log(f, kind),
            timeline: self.entries(f, "timeline", Self::happening),
            dates: Vec::new(),
            said: Vec::new(),
        };
        record.said = self.said(f);
        record.said.shrink_to_fit();
        record.dates = std::mem::take(&mut self.dates);
        record.dates.shrink_to_fit();
        if kind.whole() {
            self.when_told(&record, f);
        } else {
            self.services_somewhere(&record, f);
        }
        self.finish(fields);
        record
    }

    /// Every window must know its services: its own, or the record's.
    fn services_somewhere(&mut self, record: &Record, fields: &Fields<'_>) {
        let everywhere = record.windows.iter().all(|w| w.services.is_some());
        if !fields.has("services") && !record.windows.is_empty() && !everywhere {
            self.under("services", |r| r.fault(missing_key(fields.head, "services")));
        }
    }

    /// What is told as a whole must say from when on it is told: its issue, its display, a date, or the log's first entry.
    fn when_told(&mut self, record: &Record, fields: &Fields<'_>) {
        let keys = ["issued", "letters", "display", record.kind.row().windows, "log"];
        let nothing = record.windows.is_empty() && record.log.is_empty();
        if nothing && !keys[..4].iter().any(|key| fields.has(key)) {
            self.fault(missing_key(fields.head, "issued"));
        }
    }

    /// `display: { from: …, until: … }`, one of the two at least, or a range as one text.
    fn display_at(&mut self, fields: &mut Fields<'_>) -> Option<DisplayRecord> {
        let head = fields.key_span("display");
        let node = fields.take("display")?;
        self.under("display", |r| {
            if let Kind::Scalar(_) = node.kind {
                let (from, until) = r.range_text(node)?;
                return Some(DisplayRecord {
                    span: node.span,
                    from: Some(from),
                    until,
                });
            }
            let mut fields = r.fields(node, head)?;
            let f = &mut fields;
            let (from, until) = (r.when_at(f, "from", End::Start), r.when_at(f, "until", End::Finish));
            if !f.has("from") && !f.has("until") {
                r.fault(missing_key(node.span, "until"));
            }
            if let (Some(from), Some(until)) = (&from, &until) {
                r.ordered(from, until);
            }
            r.finish(fields);
            Some(DisplayRecord {
                span: node.span,
                from,
                until,
            })
        })
    }

    /// A value that becomes the name of a file or folder.
    pub(super) fn name_of_files(&mut self, key: &'static str, name: &Spanned<String>) {
        // An empty text has been reported already.
        if !name.value.is_empty() && !portable::is_id(&name.value) {
            self.under(key, |r| r.fault(bad_id(key, name)));
        }
    }

    fn windows(&mut self, fields: &mut Fields<'_>, kind: RecordKind) -> Vec<WindowRecord> {
        let key = kind.row().windows;
        let head = fields.key_span(key);
        self.under("windows", |r| {
            // What is told as a whole may have no date of its own.
            let node = match kind.whole() {
                true => fields.take(key),
                false => r.require(fields, key),
            };
            let Some(node) = node else {
                return Vec::new();
            };
            let items = r.list_like(node, head, Some(&how_windows_are_written(kind)));
            let items = r.few(items, key, head);
            let mut windows: Vec<_> = items.iter().filter_map(|item| r.window(item, kind)).collect();
            // Ten thousand records are held at once.
            windows.shrink_to_fit();
            windows
        })
    }

    fn window(&mut self, node: &Node, kind: RecordKind) -> Option<WindowRecord> {
        if let Kind::Scalar(_) = node.kind {
            return self.window_text(node, kind);
        }
        let mut fields = self.entry(node)?;
        let f = &mut fields;
        let span = f.span;
        let recurring = match kind.planned() {
            true => self.recurring_at(f),
            false => None,
        };
        // A rule that cannot be read hides nothing else.
        if recurring.is_none() && f.has("every") && kind.planned() {
            self.no_single_day(f);
        }
        let (start, end) = match &recurring {
            Some(recurring) => self.first_of(f, recurring),
            None if f.has("every") && kind.planned() => (None, None),
            None => {
                let start = self.when_required(f, "start", End::Start);
                // A date that is told alone ends with its day; what has no end says 以降.
                let alone = kind.whole() && !f.has("end");
                let end = match alone {
                    true => {
                        let whole = start.as_ref().is_some_and(|start| start.value.finish().is_some());
                        self.end_of(f, start.as_ref(), whole)
                    }
                    false => self.end_of(f, start.as_ref(), must_end(kind)),
                };
                (start, end)
            }
        };
        if let (Some(start), Some(end)) = (&start, &end) {
            self.ordered(start, end);
        }
        let services = self.names_at(f, "services");
        let cause = self.text_at(f, "cause");
        let impact = self.impact_at(f).map(Box::new);
        let (mut announce, mut reserve) = (None, Vec::new());
        if kind.planned() && !kind.whole() {
            announce = self.word_at(f, "announce", ANNOUNCE);
            let head = f.key_span("reserve");
            if let Some(node) = f.take("reserve") {
                let items = self.list(node, head);
                reserve = items.iter().filter_map(|item| self.range(item)).collect();
            }
        }
        let table = self.name_at(f, "table");
        let name = self.text_at(f, "name");
        let affected_head = f.key_span("affected");
        let affected = match f.take("affected") {
            Some(node) => self
                .list(node, affected_head)
                .iter()
                .filter_map(|item| self.range(item))
                .collect(),
            None => Vec::new(),
        };
        let mark = self.text_at(f, "mark");
        let details = self.details_at(f, Level::Window);
        self.finish(fields);
        Some(WindowRecord {
            span,
            start: start?,
            end,
            recurring,
            name,
            affected,
            services,
            cause,
            impact,
            announce,
            reserve,
            table,
            mark,
            details,
        })
    }

    fn window_text(&mut self, node: &Node, kind: RecordKind) -> Option<WindowRecord> {
        let (start, end) = self.range_text(node)?;
        if end.is_none() && must_end(kind) {
            self.fault(missing_end(node.span, &start));
        }
        Some(WindowRecord {
            span: node.span,
            start,
            end,
            recurring: None,
            name: None,
            affected: Vec::new(),
            services: None,
            cause: None,
            impact: None,
            announce: None,
            reserve: Vec::new(),
            table: None,
            mark: None,
            details: Vec::new(),
        })
    }

    /// A list of mappings, each read by `read`.
    pub(super) fn entries<T>(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        read: impl Fn(&mut Self, &mut Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let head = fields.key_span(key);
        let Some(node) = fields.take(key) else {
            return Vec::new();
        };
        self.under(key, |r| {
            let mut values = Vec::new();
            let items = r.list(node, head);
            for item in r.few(items, key, head) {
                let Some(mut entry) = r.entry(item) else { continue };
                values.extend(read(r, &mut entry));
                r.finish(entry);
            }
            values.shrink_to_fit();
            values
        })
    }

    fn happening(&mut self, f: &mut Fields<'_>) -> Option<TimelineRecord> {
        let span = f.span;
        let at = self.when_required(f, "at", End::Start);
        let text = self.text_required(f, "text");
        let told = self.when_at(f, "told", End::Start);
        Some(TimelineRecord {
            span,
            at: at?,
            text,
            told,
        })
    }

    fn section(&mut self, f: &mut Fields<'_>) -> Option<SectionRecord> {
        Some(SectionRecord {
            heading: self.text_required(f, "heading"),
            body: self.text_required(f, "body"),
        })
    }

    fn appendix(&mut self, f: &mut Fields<'_>) -> Option<AppendixRecord> {
        Some(AppendixRecord {
            title: self.text_required(f, "title"),
            body: self.text_required(f, "body"),
            landscape: self.word_at(f, "landscape", SWITCH).is_some_and(|s| s.value),
        })
    }

    fn log(&mut self, fields: &mut Fields<'_>, kind: RecordKind) -> Vec<LogRecord> {
        let Some(node) = fields.take("log") else {
            return Vec::new();
        };
        // A log waits, empty, for the night it is written in.
        let waiting = match &node.kind {
            Kind::Nothing | Kind::Null(_) => true,
            Kind::Sequence(items) => items.is_empty(),
            _ => false,
        };
        if waiting {
            Vec::new()
        } else {
            self.entries(fields, "log", |r, f| r.log_entry(f, kind))
        }
    }

    fn log_entry(&mut self, f: &mut Fields<'_>, kind: RecordKind) -> Option<LogRecord> {
        let span = f.span;
        // An entry of what is told as a whole speaks of no window, and nothing goes on of which it could tell the end.
        let of_window = !kind.whole();
        let at = self.event_required(f, "at");
        let window_head = f.key_span("window");
        let window = of_window.then(|| f.take("window")).flatten();
        let window = window.and_then(|node| self.ordinal(node, window_head));
        let event_head = f.key_span("event");
        let events: Vec<_> = EVENTS.iter().map(|row| (row.word, row.event)).collect();
        let events_of_kind = |event: Event| event.belongs_to(kind);
        let event = match f.take("event") {
            Some(node) => self.word_of(node, event_head, &events, events_of_kind),
            None => {
                let known = events.iter().filter(|(_, event)| events_of_kind(*event));
                let (ja, en) = wording::words(known.map(|(word, _)| *word));
                let first = |event: &Event| matches!(event.effect(), Effect::Begins | Effect::Reports | Effect::Tells);
                let example = Event::of(kind).find(first).map_or("", Event::word);
                self.fault(codes::MISSING_KEY.at(
                    f.head,
                    Message::new("「event:」がありません", "`event:` is missing"),
                    Message::new(
                        format!("足してください(例: event: {example})。選べる値: {ja}"),
                        format!("add it, as in `event: {example}`; values allowed: {en}"),
                    ),
                ));
                None
            }
        };
        let text = self.text_at(f, "text");
        let errata = self.entries(f, "errata", Self::erratum);
        let cause = self.text_at(f, "cause");
        let (mut start, mut end) = (None, None);
        if kind.planned() && of_window {
            start = self.when_at(f, "start", End::Start);
            end = self.end_of(f, start.as_ref(), start.is_some());
            if let (Some(start), Some(end)) = (&start, &end) {
                self.ordered(start, end);
            }
        }
        let (mut services, mut areas) = (None, None);
        if !kind.planned() {
            services = self.names_at(f, "services");
            areas = self.texts_at(f, "areas");
        }
        let (mut impact, mut until, mut next, mut as_of) = (None, None, None, None);
        if of_window {
            as_of = self.when_at(f, "as_of", End::Start);
            impact = self.impact_at(f).map(Box::new);
            until = self.when_at(f, "until", End::Finish);
            next = self.when_at(f, "next", End::Start);
        }
        let lead = self.text_at(f, "lead");
        let apology = self.apology_at(f);
        let details = self.details_at(f, Level::Entry);
        Some(LogRecord {
            span,
            at: at?,
            window,
            event: event?,
            text,
            errata,
            cause,
            impact,
            start,
            end,
            until,
            services: services.unwrap_or_default(),
            areas: areas.unwrap_or_default(),
            next,
            as_of,
            lead,
            apology,
            details,
        })
    }

    pub(super) fn erratum(&mut self, f: &mut Fields<'_>) -> Option<ErratumRecord> {
        Some(ErratumRecord {
            place: self.text_at(f, "where"),
            wrong: self.text_required(f, "wrong"),
            right: self.text_required(f, "right"),
        })
    }
}

/// Whether a window of the kind must say when it ends.
fn must_end(kind: RecordKind) -> bool {
    kind.planned() && !kind.whole()
}

fn how_windows_are_written(kind: RecordKind) -> Message {
    let key = kind.row().windows;
    match (kind.planned(), kind.whole()) {
        (true, false) => Message::new(
            format!(
                "作業の日時を書いてください(例: {key}: [2026-12-13 22:30 .. 25:00])。まだ決まっていなければ {key}: [未定]、日だけなら [2026-12-13]"
            ),
            format!(
                "write when the work takes place, as in {key}: [2026-12-13 22:30 .. 25:00]; [未定] where that is not settled, [2026-12-13] where only the day is"
            ),
        ),
        (false, false) => Message::new(
            format!(
                "障害の始まりと終わりを書いてください(例: {key}: [2026-12-13 15:05 .. 15:40])。続いていれば [2026-12-13 15:05 ..] と、終わりを空けます"
            ),
            format!(
                "write when it began and ended, as in {key}: [2026-12-13 15:05 .. 15:40]; while it goes on, leave the end open: [2026-12-13 15:05 ..]"
            ),
        ),
        _ => Message::new(
            format!("日付を書く(例: {key}: [2026-12-13])か、なければキーごと消してください"),
            format!("write a date, as in {key}: [2026-12-13], or remove the key"),
        ),
    }
}

fn bad_id(key: &str, name: &Spanned<String>) -> Diagnostic {
    codes::BAD_ID.at(
        name.span,
        Message::new(
            format!("「{}」は {key} に使えません(ファイルの名前になります)", name.value),
            format!("`{}` cannot be used as `{key}` (it names files)", name.value),
        ),
        if portable::is_device(&name.value) {
            Message::new(
                "Windows では機器の名前で、ファイルを作れません。ほかの語を添えてください(例: con-1)",
                "on Windows it is the name of a device, and no file can be called so: add another word, as in con-1",
            )
        } else if key == "letter" {
            let name = name.value.strip_suffix(".md").filter(|name| name.is_ascii()).unwrap_or("short");
            Message::new(
                format!("ひな形の名前を、「.md」を付けずに書いてください(例: {name})。組み込みのものは notice template list が並べます"),
                format!("write the name of a template, without `.md`, as in {name}; `notice template list` lists the built-in ones"),
            )
        } else {
            Message::new(
                "半角の英数字・「-」・「_」だけで、英数字から始めて100字以内で書いてください(例: 2021-emoney)",
                "use ASCII letters, digits, `-` and `_`, beginning with a letter or digit, at most 100 (as in 2021-emoney)",
            )
        },
    )
}
