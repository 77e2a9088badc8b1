//! `maintenance:` and `incident:`.

use super::details::Level;
use super::fields::{Fields, missing_key};
use super::reader::Reader;
use super::values::SWITCH;
use crate::calendar::when::End;
use crate::diagnostic::{Diagnostic, Message, Spanned};
use crate::record::codes;
use crate::record::event::EVENTS;
use crate::record::node::{Kind, Node};
use crate::record::schema::{
    Announce, AppendixRecord, ImpactKind, ImpactRecord, LogRecord, Record, RecordKind, SectionRecord, WindowRecord,
};

pub(in crate::record) const IMPACTS: &[(&str, ImpactKind)] = &[
    ("interruption", ImpactKind::Interruption),
    ("outage", ImpactKind::Outage),
    ("degradation", ImpactKind::Degradation),
];
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
        let number = self.text_at(f, "number");
        let letter = self.name_at(f, "letter");
        if let Some(letter) = &letter {
            self.name_of_files("letter", letter);
        }
        let mut record = Record {
            file: self.file,
            publisher: folder.to_string(),
            kind,
            id,
            title,
            issued,
            number,
            letter,
            documents: self.documents_at(f),
            work: self.text_at(f, "work"),
            purpose: self.text_at(f, "purpose"),
            cause: self.text_at(f, "cause"),
            services: self.names_at(f, "services").unwrap_or_default(),
            senders: self.texts_at(f, "senders"),
            addressee: self.addressee_at(f, "addressee"),
            contact: self.contact_at(f),
            style: self.style_at(f),
            phrases: self.phrases_at(f),
            lead: self.text_at(f, "lead"),
            apology: self.apology_at(f),
            details: self.details_at(f, Level::Record),
            announce: self.word_at(f, "announce", ANNOUNCE),
            windows: self.windows(f, kind),
            texts: self.named_texts(f, "texts"),
            sections: self.entries(f, "sections", Self::section),
            tables: self.tables(f),
            notes: self.named_texts(f, "notes"),
            appendices: self.entries(f, "appendices", Self::appendix),
            log: self.log(f),
            dates: Vec::new(),
            said: Vec::new(),
        };
        record.said = self.said(f);
        record.dates = std::mem::take(&mut self.dates);
        self.services_somewhere(&record, f);
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

    /// A value that becomes the name of a file or folder.
    fn name_of_files(&mut self, key: &'static str, name: &Spanned<String>) {
        let text = &name.value;
        let good = text.len() <= 100
            && text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        // An empty text has been reported already.
        if !text.is_empty() && !good {
            self.under(key, |r| r.fault(bad_id(key, name)));
        }
    }

    fn windows(&mut self, fields: &mut Fields<'_>, kind: RecordKind) -> Vec<WindowRecord> {
        let key = kind.row().windows;
        let head = fields.key_span(key);
        self.under("windows", |r| {
            let Some(node) = r.require(fields, key) else {
                return Vec::new();
            };
            let items = r.list(node, head);
            items.iter().filter_map(|item| r.window(item, kind)).collect()
        })
    }

    fn window(&mut self, node: &Node, kind: RecordKind) -> Option<WindowRecord> {
        if let Kind::Scalar(_) = node.kind {
            return self.window_text(node, kind);
        }
        let mut fields = self.entry(node)?;
        let f = &mut fields;
        let span = f.span;
        let start = self.when_required(f, "start", End::Start);
        let end = self.end_of(f, start.as_ref(), kind.planned());
        if let (Some(start), Some(end)) = (&start, &end) {
            self.ordered(start, end);
        }
        let services = self.names_at(f, "services");
        let cause = self.text_at(f, "cause");
        let impact = self.impact_at(f);
        let (mut announce, mut reserve) = (None, Vec::new());
        if kind.planned() {
            announce = self.word_at(f, "announce", ANNOUNCE);
            let head = f.key_span("reserve");
            if let Some(node) = f.take("reserve") {
                let items = self.list(node, head);
                reserve = items.iter().filter_map(|item| self.range(item)).collect();
            }
        }
        let table = self.name_at(f, "table");
        let mark = self.text_at(f, "mark");
        let details = self.details_at(f, Level::Window);
        self.finish(fields);
        Some(WindowRecord {
            span,
            start: start?,
            end,
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
        if end.is_none() && kind.planned() {
            self.fault(missing_key(node.span, "end"));
        }
        Some(WindowRecord {
            span: node.span,
            start,
            end,
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

    fn impact_at(&mut self, fields: &mut Fields<'_>) -> Option<ImpactRecord> {
        let head = fields.key_span("impact");
        let node = fields.take("impact")?;
        let mut fields = self.fields(node, head)?;
        let f = &mut fields;
        let kind_head = f.key_span("kind");
        let kind = self
            .require(f, "kind")
            .and_then(|node| self.word(node, kind_head, IMPACTS));
        let count_head = f.key_span("count");
        let count = f.take("count").and_then(|node| self.count(node, count_head));
        let duration_head = f.key_span("duration");
        let duration = f.take("duration").and_then(|node| self.duration(node, duration_head));
        let text = self.text_at(f, "text");
        self.finish(fields);
        Some(ImpactRecord {
            kind: kind?,
            count,
            duration,
            text,
        })
    }

    /// A list of mappings, each read by `read`.
    fn entries<T>(
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
            for item in r.list(node, head) {
                let Some(mut entry) = r.entry(item) else { continue };
                values.extend(read(r, &mut entry));
                r.finish(entry);
            }
            values
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

    fn log(&mut self, fields: &mut Fields<'_>) -> Vec<LogRecord> {
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
            self.entries(fields, "log", Self::log_entry)
        }
    }

    fn log_entry(&mut self, f: &mut Fields<'_>) -> Option<LogRecord> {
        let span = f.span;
        let at = self.event_required(f, "at");
        let window_head = f.key_span("window");
        let window = f.take("window").and_then(|node| self.ordinal(node, window_head));
        let event_head = f.key_span("event");
        let events: Vec<_> = EVENTS.iter().map(|row| (row.word, row.event)).collect();
        let event = self
            .require(f, "event")
            .and_then(|node| self.word(node, event_head, &events));
        let text = self.text_at(f, "text");
        let cause = self.text_at(f, "cause");
        let impact = self.impact_at(f);
        let until = self.when_at(f, "until", End::Finish);
        let next = self.when_at(f, "next", End::Start);
        let lead = self.text_at(f, "lead");
        let apology = self.apology_at(f);
        let details = self.details_at(f, Level::Entry);
        Some(LogRecord {
            span,
            at: at?,
            window,
            event: event?,
            text,
            cause,
            impact,
            until,
            next,
            lead,
            apology,
            details,
        })
    }
}

fn bad_id(key: &str, name: &Spanned<String>) -> Diagnostic {
    codes::BAD_ID.at(
        name.span,
        Message::new(
            format!("「{}」は {key} に使えません(ファイルの名前になります)", name.value),
            format!("`{}` cannot be used as `{key}` (it names files)", name.value),
        ),
        Message::new(
            "半角の英数字・「-」・「_」だけで、英数字から始めて100字以内で書いてください(例: 2021-emoney)",
            "use ASCII letters, digits, `-` and `_`, beginning with a letter or digit, at most 100 (as in 2021-emoney)",
        ),
    )
}
