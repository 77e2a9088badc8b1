//! The names a template can use, worked out from a notice. `docs/templates.md` is their list for operators.
//!
//! Steps: the publisher's words; what is said once per notice (title, purpose …), which may use them; the windows;
//! then the record's Markdown, which may use everything.

use super::Templates;
use super::codes;
use super::table;
use super::value::{impact_name, object, point, stage_name, state_name, stretch};
use crate::calendar::notation::{duration, lasting};
use crate::diagnostic::{Diagnostic, Message, Spanned};
use crate::document::markdown;
use crate::document::notation::Material;
use crate::notice::{Notice, Span, Window};
use crate::record::schema::{Issued, LogRecord, PublisherRecord, Record, RecordKind};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;
use tera::{Context, Value};

/// Everything that a notice's templates need.
pub struct Prepared {
    /// The names.
    pub context: Context,
    /// The notice's title, worked out; empty where the record has none.
    pub title: String,
    /// The senders, worked out.
    pub senders: Vec<String>,
    /// Tables and notes by key.
    pub material: Material,
}

/// Works out all texts of a notice; faults go to `faults`, each at its place in the record.
pub fn prepare(
    notice: &Notice,
    templates: &Templates,
    moment: NaiveDateTime,
    faults: &mut Vec<Diagnostic>,
) -> Prepared {
    let mut builder = Builder {
        templates,
        context: publisher(notice, templates, faults),
        faults,
    };
    let record = notice.record;
    let senders: Vec<String> = notice.house.senders.iter().map(|s| builder.plain(s)).collect();
    builder.context.insert("senders", &senders);
    builder.addressee_and_contact(notice);
    builder.context.insert("moment", &notice.notation().moment(moment));
    let continued = builder.optional(notice.house.continued);
    builder.context.insert("continued", &continued);
    let work = builder.optional(record.work.as_ref());
    builder.context.insert("work", &work);
    let title = builder.optional(record.title.as_ref());
    let purpose = builder.optional(record.purpose.as_ref());
    let number = builder.optional(record.number.as_ref());
    builder.context.insert("title", &title);
    builder.context.insert("purpose", &purpose);
    builder.context.insert("number", &number);
    builder.notice(notice);
    let windows: Vec<Value> = notice
        .windows
        .iter()
        .map(|window| builder.window(notice, window))
        .collect();
    let has_reserve = notice.windows.iter().any(|window| !window.reserves.is_empty());
    builder.context.insert("has_reserve", &has_reserve);
    builder.context.insert_value("windows", windows.into());
    let log: Vec<Value> = notice
        .announced_entries()
        .iter()
        .map(|(number, entry)| builder.entry(notice, *number, entry))
        .collect();
    builder.context.insert_value("log", log.into());
    builder.passages(record);
    let material = builder.material(record);
    Prepared {
        context: builder.context,
        title: title.unwrap_or_default(),
        senders,
        material,
    }
}

/// The publisher's own words: its name, terms and services.
fn publisher(notice: &Notice, templates: &Templates, faults: &mut Vec<Diagnostic>) -> Context {
    publisher_words(notice.publisher, notice.record.kind, templates, faults)
}

/// The publisher's name, terms and services as a context of their own (the status page has no notice).
pub fn publisher_words(
    publisher: &PublisherRecord,
    kind: RecordKind,
    templates: &Templates,
    faults: &mut Vec<Diagnostic>,
) -> Context {
    let mut context = Context::new();
    context.insert_value(
        "publisher",
        object([("name", Value::from(publisher.name.value.as_str()))]),
    );
    let mut builder = Builder {
        templates,
        context,
        faults,
    };
    let mut services = BTreeMap::new();
    let mut incident_services = BTreeMap::new();
    for (key, service) in &publisher.services {
        let name = builder.plain(&service.name);
        let called = service.called(kind);
        let called = if called == &service.name {
            name.clone()
        } else {
            builder.plain(called)
        };
        incident_services.insert(key.value.clone(), name);
        services.insert(key.value.clone(), called);
    }
    builder.context.insert("services", &services);
    builder.context.insert("incident_services", &incident_services);
    let mut terms = BTreeMap::new();
    for (key, text) in &publisher.terms {
        let text = builder.plain(text);
        terms.insert(key.value.clone(), text);
        // A term may use those above it.
        builder.context.insert("terms", &terms);
    }
    builder.context.insert("terms", &terms);
    builder.context
}

struct Builder<'a> {
    templates: &'a Templates,
    context: Context,
    faults: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    /// A plain text with its expressions worked out.
    fn plain(&mut self, text: &Spanned<String>) -> String {
        if text.value.contains("[^") {
            self.faults.push(codes::MARK_NOT_HERE.at(
                text.span,
                Message::new(
                    "この項目には注のしるし [^…] を書けません",
                    "a note's mark [^…] cannot stand here",
                ),
                Message::new(
                    "注は、texts・sections・tables・appendices の文に書いてください",
                    "mark notes in the Markdown of `texts`, `sections`, `tables` or `appendices`",
                ),
            ));
        }
        self.templates
            .plain(&text.value, &self.context)
            .unwrap_or_else(|fault| {
                self.faults.push(fault.in_record(text.span));
                String::new()
            })
    }

    fn optional(&mut self, text: Option<&Spanned<String>>) -> Option<String> {
        text.map(|text| self.plain(text))
    }

    /// Markdown with its expressions worked out, safe to stand in a template as it is.
    fn markdown(&mut self, text: &Spanned<String>) -> String {
        self.templates
            .markdown(&text.value, &self.context)
            .unwrap_or_else(|fault| {
                self.faults.push(fault.in_record(text.span));
                String::new()
            })
    }

    fn safe(&mut self, text: &Spanned<String>) -> Value {
        Value::safe_string(&self.markdown(text))
    }

    fn addressee_and_contact(&mut self, notice: &Notice) {
        for (name, addressee) in [
            ("addressee", &notice.house.addressee),
            ("fax_addressee", &notice.house.fax_addressee),
        ] {
            let value = addressee.as_ref().map(|addressee| {
                object([
                    ("name", self.plain(&addressee.name).into()),
                    ("honorific", addressee.honorific.value.as_str().into()),
                ])
            });
            self.context.insert_value(name, value.into());
        }
        let contact = &notice.house.contact;
        let mut line = |text: &Option<Spanned<String>>| Value::from(self.optional(text.as_ref()));
        let value = object([
            ("desk", line(&contact.desk)),
            ("telephone", line(&contact.telephone)),
            ("fax", line(&contact.fax)),
            ("mail", line(&contact.mail)),
            ("hours", line(&contact.hours)),
            ("site", line(&contact.site)),
            ("url", line(&contact.url)),
        ]);
        self.context.insert_value("contact", value);
    }

    fn notice(&mut self, notice: &Notice) {
        let record = notice.record;
        let notation = notice.notation();
        let issued = record.issued.as_ref().map(|issued| match issued.value {
            Issued::Day(day) => object([
                ("month", notation.month(day).into()),
                ("day", notation.letter_date(day).into()),
            ]),
            Issued::Month(day) => object([("month", notation.month(day).into()), ("day", Value::none())]),
        });
        self.context.insert_value("issued", issued.into());
        // What its windows touch: the record's own list only serves those that have none.
        let mut keys: Vec<&str> = Vec::new();
        for key in notice.windows.iter().flat_map(|window| &window.services) {
            if !keys.contains(key) {
                keys.push(key);
            }
        }
        let names = self.service_names(notice, keys.into_iter());
        let cause = record.cause.as_ref().map(|cause| self.plain(cause));
        let value = object([
            ("id", record.id.value.as_str().into()),
            ("kind", record.kind.word().into()),
            ("state", state_name(notice.state).into()),
            ("services", names),
            ("cause", cause.into()),
        ]);
        self.context.insert_value("notice", value);
    }

    fn service_names<'k>(&self, _: &Notice, keys: impl Iterator<Item = &'k str>) -> Value {
        let known = self.context.get("services");
        let name = |key: &'k str| known.and_then(|services| services.get_from_path(key)).cloned();
        keys.filter_map(name).collect::<Vec<Value>>().into()
    }

    /// A window: its plan, what counts now, its reserves.
    fn window(&mut self, notice: &Notice, window: &Window) -> Value {
        let notation = notice.notation();
        let services = self.service_names(notice, window.services.iter().copied());
        let own = window.record.cause.as_ref().or(notice.record.cause.as_ref());
        let cause = own.map(|cause| self.plain(cause));
        let impact = window.record.impact.as_ref().map(|impact| {
            let count = impact.count.as_ref().map(|count| match count.value {
                (least, Some(most)) => format!("{least}{}{most}", notation.range),
                (n, None) => n.to_string(),
            });
            object([
                ("kind", impact_name(impact.kind.value).into()),
                ("count", count.into()),
                (
                    "duration",
                    impact
                        .duration
                        .as_ref()
                        .map(|minutes| duration(minutes.value.into()))
                        .into(),
                ),
                (
                    "lasting",
                    impact
                        .duration
                        .as_ref()
                        .map(|minutes| lasting(minutes.value.into()))
                        .into(),
                ),
                ("text", impact.text.as_ref().map(|text| self.safe(text)).into()),
            ])
        });
        let reserves: Vec<Value> = window
            .reserves
            .iter()
            .map(|reserve| stretch(*reserve, notation).into())
            .collect();
        let mut map = stretch(window.planned, notation);
        map.insert("number".into(), window.number.into());
        map.insert("services".into(), services);
        map.insert("cause".into(), cause.into());
        map.insert("impact".into(), impact.into());
        map.insert("announce".into(), if window.announced { "fax" } else { "none" }.into());
        map.insert("reserves".into(), reserves.into());
        map.insert(
            "table".into(),
            window.record.table.as_ref().map(|key| key.value.as_str()).into(),
        );
        map.insert("stage".into(), stage_name(window.stage).into());
        map.insert("current".into(), stretch(window.current, notation).into());
        map.insert("reserve_in_use".into(), window.reserve_in_use.into());
        map.into()
    }

    /// A log entry that goes out by FAX.
    fn entry(&mut self, notice: &Notice, number: usize, entry: &LogRecord) -> Value {
        let notation = notice.notation();
        // The window as it stood when the entry was made: a sheet must not change because the night went on.
        let then = Notice::new(notice.record, notice.publisher, entry.at.value);
        let wanted = notice.window_of(entry);
        let window = then.windows.iter().find(|window| window.number == wanted);
        let before = before(notice, entry, wanted);
        let point_of = |at: &Option<Spanned<NaiveDateTime>>| at.as_ref().map(|at| point(at.value, notation));
        let window_value = window.map(|window| self.window(&then, window));
        object([
            ("number", number.into()),
            ("event", entry.event.value.word().into()),
            ("at", point(entry.at.value, notation)),
            ("text", entry.text.as_ref().map(|text| self.safe(text)).into()),
            ("until", point_of(&entry.until).into()),
            ("next", point_of(&entry.next).into()),
            ("window", window_value.into()),
            ("before", before.map(|span| Value::from(stretch(span, notation))).into()),
        ])
    }

    fn passages(&mut self, record: &Record) {
        let mut texts = tera::Map::new();
        for (key, text) in &record.texts {
            let text = self.safe(text);
            texts.insert(key.value.clone().into(), text);
        }
        self.context.insert_value("texts", texts.into());
        let sections: Vec<Value> = record
            .sections
            .iter()
            .map(|section| {
                object([
                    ("heading", self.safe(&section.heading)),
                    ("body", self.safe(&section.body)),
                ])
            })
            .collect();
        self.context.insert_value("sections", sections.into());
        let appendices: Vec<Value> = record
            .appendices
            .iter()
            .map(|appendix| {
                object([
                    ("title", self.safe(&appendix.title)),
                    ("body", self.safe(&appendix.body)),
                    ("landscape", appendix.landscape.into()),
                ])
            })
            .collect();
        self.context.insert_value("appendices", appendices.into());
    }

    /// The record's tables and notes.
    fn material(&mut self, record: &Record) -> Material {
        let mut material = Material::default();
        for (key, table_record) in &record.tables {
            let templates = self.templates;
            let context = &self.context;
            let table = table::nested(table_record, &mut |text: &Spanned<String>| {
                templates
                    .markdown(&text.value, context)
                    .map_err(|fault| Box::new(fault.in_record(text.span)))
            });
            match table {
                Ok(table) => {
                    material.tables.insert(key.value.clone(), table);
                }
                Err(fault) => self.faults.push(*fault),
            }
        }
        for (key, text) in &record.notes {
            let words = markdown::text(&self.markdown(text));
            material.notes.push((key.value.clone(), words));
        }
        material
    }
}

/// What counted for the window just before the entry (what an abort or a postponement put off).
fn before(notice: &Notice, entry: &LogRecord, number: usize) -> Option<Span> {
    let earlier = entry.at.value - chrono::Duration::seconds(1);
    let notice = Notice::new(notice.record, notice.publisher, earlier);
    notice
        .windows
        .iter()
        .find(|window| window.number == number)
        .map(|window| window.current)
}
