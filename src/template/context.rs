//! The names a template can use, worked out from an account. `docs/templates.md` is their list for operators.
//!
//! Steps: what is said once per record (title, purpose …), which may use the publisher's words; the windows and reports;
//! then the record's Markdown, which may use everything.

use super::Templates;
use super::bracket;
use super::codes;
use super::origins::Files;
use super::table;
use super::value::{object, outcome_name, state_name, stretch_of};
use super::words::{PublisherWords, SPOILED, contact};
use crate::account::letter;
use crate::account::letter::{Issue, Letter};
use crate::account::{Account, Report, change};
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::document::fault::NotationFault;
use crate::document::markdown::Numbering;
use crate::document::notation::Material;
use crate::document::origin::{self, Marked};
use crate::document::passage::Passage;
use crate::document::{markdown, notes, words};
use crate::record::schema::{AddresseeRecord, ContactRecord, DocumentKind, Issued, Record};
use std::borrow::Cow;
use tera::{Context, Value};

/// Everything that a document's template needs.
pub struct Prepared {
    /// The names.
    pub context: Context,
    /// The record's title, worked out; empty where the record has none.
    pub title: String,
    /// The senders, worked out.
    pub senders: Vec<String>,
    /// Tables and notes by key.
    pub material: Material,
}

/// What the words of an account are worked out with.
#[derive(Clone, Copy)]
pub struct With<'a> {
    /// The templates.
    pub templates: &'a Templates,
    /// The publisher's words.
    pub words: &'a PublisherWords,
    /// Where texts stand.
    pub files: Files<'a>,
}

/// What an account is worked out for.
#[derive(Clone, Copy)]
pub enum For<'a> {
    /// What is told of the whole record.
    Record,
    /// One of its letters.
    Letter(&'a Issue<'a>),
    /// The sheet of a report.
    Sheet(&'a Report<'a>),
}

/// Works out all texts of an account for one of its documents; faults go to `faults`, each at its place in the record.
/// Documents of one record meet the same faults: each is told once.
pub fn prepare(account: &Account, of: For, with: With, faults: &mut Vec<Diagnostic>) -> Prepared {
    let record = account.record;
    let letters = letter::of(record);
    let letter = match of {
        For::Letter(issue) => Some(&issue.letter),
        _ => letters.first(),
    };
    let report = match of {
        For::Sheet(report) => Some(report),
        _ => None,
    };
    let (is_sheet, several) = (report.is_some(), !record.letters.is_empty());
    let mut builder = Builder {
        with,
        context: with.words.context(record.kind),
        account,
        faults,
    };
    // A record may have a style of its own.
    let brackets = account.notation().brackets.word();
    builder.context.insert(bracket::NAME, brackets);
    let senders = builder.letterhead();
    // Not the clock: a build a minute later says the same.
    let changed = || change::around(&[record], account.publisher, account.moment).0;
    let told = report.map(|report| report.at).or_else(changed);
    let moment = account.notation().moment(told.unwrap_or(account.moment));
    builder.context.insert("moment", &moment);
    for (name, text) in [
        ("continued", account.letterhead.continued),
        ("work", record.work.as_ref()),
        (
            "title",
            letter.and_then(|letter| letter.title).or(record.title.as_ref()),
        ),
        ("purpose", record.purpose.as_ref()),
        // A sheet carries the record's number, and no letter's: one that is added later would change what was sent.
        (
            "number",
            letter
                .and_then(|letter| letter.number)
                .filter(|_| !(is_sheet && several)),
        ),
    ] {
        let text = text.map(|text| builder.plain(text));
        builder.context.insert(name, &text);
    }
    builder.own_labels();
    builder.extra();
    builder.passages_of_house();
    builder.record(letter);
    builder.context.insert("opening", account.letterhead.opening.word());
    let changes = builder.changes(of, &letters);
    builder.context.insert_value("changes", changes);
    let windows: Vec<Value> = account
        .windows
        .iter()
        .map(|window| builder.window(account, window))
        .collect();
    let has_reserve = account.windows.iter().any(|window| !window.reserves.is_empty());
    builder.context.insert("has_reserve", &has_reserve);
    builder.context.insert_value("windows", windows.clone().into());
    let reports: Vec<Value> = account
        .reports
        .iter()
        .map(|report| builder.report(account, report, &windows, false))
        .collect();
    builder.context.insert_value("reports", reports.into());
    let timeline = builder.timeline();
    builder.context.insert_value("timeline", timeline);
    if let Some(report) = report {
        let e = builder.report(account, report, &windows, true);
        builder.context.insert_value("e", e);
    }
    let text = record.text.as_ref().map(|text| builder.on_pages(text));
    builder.context.insert_value("text", text.into());
    let lead = record.lead.as_ref().map(|lead| builder.safe(lead));
    builder.context.insert_value("lead", lead.into());
    builder.apology(report);
    builder.phrases(&account.letterhead.phrases);
    builder.passages(record);
    if let For::Letter(issue) = of {
        builder.letter(issue, &windows);
        let course = builder.course();
        builder.context.insert_value("course", course);
    }
    let material = builder.material(record);
    let title = builder.context.get("title").and_then(Value::as_str);
    Prepared {
        title: title.map(origin::bare).unwrap_or_default(),
        senders: senders.iter().map(|sender| origin::bare(sender)).collect(),
        context: builder.context,
        material,
    }
}

/// Whether a fact, by its path (`contact.telephone`), is not given.
pub(crate) fn is_absent(context: &Context, path: &str) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let value = context.get(first);
    let value = match rest {
        "" => value,
        rest => value.and_then(|value| value.get_from_path(rest)),
    };
    value.is_none_or(|value| {
        let empty = value.as_str().is_some_and(str::is_empty) || value.as_array().is_some_and(<[Value]>::is_empty);
        empty || value.is_none() || value.is_undefined()
    })
}

/// Works out the words of one account.
pub(super) struct Builder<'a> {
    pub(super) with: With<'a>,
    pub(super) context: Context,
    pub(super) account: &'a Account<'a>,
    pub(super) faults: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    fn fault(&mut self, fault: Diagnostic) {
        // Each document has names of its own, which a fault of an expression lists, and lines of its own.
        let of_expression = fault.code == codes::EXPRESSION.code;
        let same = |told: &Diagnostic| {
            let alike = of_expression || told.message == fault.message;
            alike && (told.code, told.span) == (fault.code, fault.span)
        };
        if !self.faults.iter().any(same) {
            self.faults.push(fault);
        }
    }

    /// What the notation does not allow in a text of the record.
    fn not_in_notation(&mut self, found: &[NotationFault], marked: &Marked, span: Span) {
        for NotationFault { line, at, message } in found {
            let line = line.trim();
            let help = Message::new(format!("この行です: {line}"), format!("the line is: {line}"));
            let at = at.and_then(|at| self.with.files.place(marked, at, line));
            self.fault(codes::NOTATION.at(at.unwrap_or(span), message.clone(), help));
        }
    }

    /// A plain text with its expressions worked out, marked with its place.
    pub(super) fn plain(&mut self, text: &Spanned<String>) -> String {
        if let Some(known) = self.with.words.text(self.account.record.kind, text) {
            return known.to_string();
        }
        for fault in self.with.files.marks_not_here(text) {
            self.fault(fault);
        }
        match self.with.templates.plain(text, &self.context) {
            Ok(text) => text,
            Err(fault) => {
                self.fault(self.with.files.expression(text, &fault));
                SPOILED.to_string()
            }
        }
    }

    /// Markdown with its expressions worked out, safe to stand in a template as it is.
    fn markdown(&mut self, text: &Spanned<String>) -> String {
        match self.with.templates.markdown(text, &self.context) {
            Ok(text) => text,
            Err(fault) => {
                self.fault(self.with.files.expression(text, &fault));
                SPOILED.to_string()
            }
        }
    }

    pub(super) fn safe(&mut self, text: &Spanned<String>) -> Value {
        let words = self.markdown(text);
        let words = match text.value.contains('\n') {
            true => Cow::Borrowed(words.as_str()),
            false => markdown::on_one_line(&words),
        };
        let marked = Marked::read(&words);
        // Formal parts are read where the whole document is.
        if !marked.text.lines().any(|line| line.starts_with(":::")) {
            self.readable(&marked, text.span);
        }
        Value::safe_string(&words)
    }

    /// Tells what the notation does not allow in what a text became.
    pub(super) fn readable(&mut self, marked: &Marked, span: Span) {
        let mut found = Vec::new();
        markdown::blocks(Passage::whole(&marked.text), &mut Numbering::default(), &mut found);
        self.not_in_notation(&found, marked, span);
    }

    /// A text that the status page tells as well, where there is one: formal parts have no place there.
    pub(super) fn on_pages(&mut self, text: &Spanned<String>) -> Value {
        let account = self.account;
        match account.makes(DocumentKind::Page) && account.publisher.page.is_some() {
            true => self.prose(text),
            false => self.safe(text),
        }
    }

    /// A text that holds no formal parts.
    fn prose(&mut self, text: &Spanned<String>) -> Value {
        let before = self.faults.len();
        let value = self.safe(text);
        let marked = value.as_str().map(Marked::read).unwrap_or_default();
        let parts = Passage::whole(&marked.text)
            .lines()
            .filter(|line| line.text.starts_with(":::"));
        let parts: Vec<NotationFault> = parts.map(NotationFault::formal_part).collect();
        self.not_in_notation(&parts, &marked, text.span);
        match self.faults.len() > before {
            true => Value::safe_string(""),
            false => value,
        }
    }

    /// A text that stands within a line of a template: its lines stay lines there.
    pub(super) fn within_a_line(&mut self, text: &Spanned<String>) -> Value {
        let value = self.prose(text);
        let words = value.as_str().unwrap_or_default();
        Value::safe_string(&markdown::within_a_line(words))
    }

    /// As [`Self::within_a_line`], of a table or form.
    pub(super) fn within_a_cell(&mut self, text: &Spanned<String>) -> Value {
        let value = self.within_a_line(text);
        Value::safe_string(&markdown::within_a_cell(value.as_str().unwrap_or_default()))
    }

    /// A part that several templates share, worked out.
    pub(super) fn part(&mut self, name: &str, context: &Context) -> Value {
        match self.with.templates.document(name, context) {
            Ok(text) => Value::safe_string(text.trim()),
            Err(found) => {
                found.into_iter().for_each(|fault| self.fault(fault));
                Value::safe_string("")
            }
        }
    }

    /// Senders, addressees and contacts; answers what the senders are called.
    fn letterhead(&mut self) -> Vec<String> {
        let letterhead = &self.account.letterhead;
        let senders: Vec<Vec<String>> = (letterhead.senders.iter())
            .map(|sender| sender.lines().map(|line| self.plain(line)).collect())
            .collect();
        let names: Vec<String> = senders.iter().filter_map(|lines| lines.first().cloned()).collect();
        self.context.insert("senders", &names);
        self.context.insert("sender_lines", &senders);
        for (name, addressee) in [
            ("addressee", &letterhead.addressee),
            ("fax_addressee", &letterhead.fax_addressee),
        ] {
            let value = addressee.map(|addressee| self.addressee(addressee));
            self.context.insert_value(name, value.into());
        }
        let contacts = letterhead.contacts.iter();
        let contacts: Vec<Value> = contacts.map(|of| contact(of, |text| self.plain(text))).collect();
        let first = contacts.first().cloned();
        let none = || contact(&ContactRecord::default(), |_| String::new());
        self.context.insert_value("contact", first.unwrap_or_else(none));
        self.context.insert_value("contacts", contacts.into());
        names
    }

    /// An addressee: its parts, its lines with the honorific behind the last, and those of them that name somebody.
    fn addressee(&mut self, addressee: &AddresseeRecord) -> Value {
        let honorific = addressee.honorific.as_ref().map(|word| word.value.as_str());
        let mut say = |text: &Option<Spanned<String>>| text.as_ref().map(|text| self.plain(text));
        let parts = [
            ("company", say(&addressee.company)),
            ("department", say(&addressee.department)),
            ("post", say(&addressee.post)),
            ("name", say(&addressee.name)),
        ];
        let postcode = say(&addressee.postcode);
        let address: Vec<String> = addressee.address.iter().map(|line| self.plain(line)).collect();
        let mut names: Vec<String> = parts.iter().filter_map(|(_, text)| text.clone()).collect();
        if let (Some(last), Some(honorific)) = (names.last_mut(), honorific) {
            last.push('\u{3000}');
            last.push_str(honorific);
        }
        let mut map = tera::Map::new();
        for (key, text) in parts {
            map.insert(key.into(), text.into());
        }
        map.insert("honorific".into(), honorific.into());
        map.insert("postcode".into(), postcode.into());
        map.insert("address".into(), address.into());
        map.insert("names".into(), names.into());
        map.into()
    }

    /// The day of issue of a letter; of a month (吉日) no day.
    fn issued(&self, issued: Issued) -> Value {
        let notation = self.account.notation();
        let (day, shown) = match issued {
            Issued::Day(day) => (day, Value::from(notation.letter_date(day))),
            Issued::Month(first) => (first, Value::none()),
        };
        object([("month", notation.month(day).into()), ("day", shown)])
    }

    /// What a letter says besides what all its record's documents say: which of them it is, its lead, what it puts right, and
    /// what it tells otherwise than the one before it.
    fn letter(&mut self, issue: &Issue, windows: &[Value]) {
        let letter = &issue.letter;
        let notation = self.account.notation();
        let lead = letter.lead.map(|lead| self.safe(lead));
        let errata = self.errata(&issue.errata());
        let before = issue.before.as_ref().map(|(before, _)| {
            let title = before.title.or(self.account.record.title.as_ref());
            let (title, number) = (title.map(|t| self.plain(t)), before.number.map(|n| self.plain(n)));
            object([
                ("issued", self.issued(before.issued.value)),
                ("title", title.into()),
                ("number", number.into()),
            ])
        });
        let refers = letter.refers.map(|refers| {
            let (number, title) = (refers.number.as_ref(), refers.title.as_ref());
            let (number, title) = (number.map(|n| self.plain(n)), title.map(|t| self.plain(t)));
            let issued = refers.issued.as_ref().map(|issued| self.issued(issued.value));
            object([
                ("issued", issued.into()),
                ("title", title.into()),
                ("number", number.into()),
            ])
        });
        let changes: Vec<Value> = (issue.changes().iter())
            .map(|changed| {
                let window = (self.account.windows.iter())
                    .position(|window| window.number == changed.window)
                    .and_then(|index| windows.get(index))
                    .cloned();
                object([
                    ("window", window.into()),
                    ("stage", outcome_name(changed.outcome).into()),
                    ("before", stretch_of(changed.before, notation)),
                    ("after", stretch_of(changed.after, notation)),
                    ("reason", changed.reason.map(|reason| self.plain(reason)).into()),
                ])
            })
            .collect();
        let value = object([
            ("place", (letter.place + 1).into()),
            ("titled", letter.title.is_some().into()),
            ("lead", lead.into()),
            ("errata", errata),
            ("before", before.into()),
            ("refers", refers.into()),
            ("changes", changes.into()),
        ]);
        self.context.insert_value("letter", value);
    }

    /// What is otherwise than before: as the letter says itself, else the record; on a sheet as the newest letter says that is
    /// out, on the page as that which stands on the web.
    fn changes(&mut self, of: For, letters: &[Letter]) -> Value {
        let moment = self.account.moment;
        let newest = letters.iter().filter(|letter| match of {
            For::Sheet(_) => letter.is_out(moment),
            _ => letter.is_public(moment),
        });
        let own = match of {
            For::Letter(issue) => issue.letter.changes,
            _ => newest
                .rev()
                .map(|letter| letter.changes)
                .find(|own| !own.is_empty())
                .unwrap_or_default(),
        };
        let changes = if own.is_empty() {
            &self.account.record.changes
        } else {
            own
        };
        let told = changes.iter().map(|change| {
            object([
                ("item", change.item.as_ref().map(|item| self.plain(item)).into()),
                ("before", self.within_a_cell(&change.before)),
                ("after", self.within_a_cell(&change.after)),
            ])
        });
        told.collect::<Vec<Value>>().into()
    }

    fn record(&mut self, letter: Option<&Letter>) {
        let account = self.account;
        let record = account.record;
        let issued = letter.map(|letter| self.issued(letter.issued.value));
        self.context.insert_value("issued", issued.into());
        let services = self.service_names(account, &account.services());
        // Of one that all windows share; where they differ, each has its own.
        let shared = match account.windows.first() {
            Some(window) => window.cause,
            None => record.cause.as_ref().filter(|_| account.whole.is_some()),
        };
        let shared = shared.filter(|cause| {
            account
                .windows
                .iter()
                .all(|w| w.cause.is_some_and(|c| c.span == cause.span))
        });
        let cause = shared.map(|cause| self.plain(cause));
        let shared = Self::shared_details(account);
        let details = self.details(&shared.iter().collect::<Vec<_>>());
        let value = object([
            ("id", record.id.value.as_str().into()),
            ("kind", record.kind.word().into()),
            ("state", state_name(account.state).into()),
            ("services", services),
            ("cause", cause.into()),
            ("detail", Self::by_key(&details)),
            ("details", details),
        ]);
        self.context.insert_value("notice", value);
    }

    pub(super) fn service_names(&self, account: &Account, keys: &[&str]) -> Value {
        let kind = account.record.kind;
        let names = keys.iter().filter_map(|key| self.with.words.service(kind, key));
        names.collect::<Vec<Value>>().into()
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
                    ("heading", self.within_a_line(&section.heading)),
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
                    ("title", self.within_a_line(&appendix.title)),
                    ("body", self.safe(&appendix.body)),
                    ("landscape", appendix.landscape.into()),
                ])
            })
            .collect();
        self.context.insert_value("appendices", appendices.into());
    }

    /// The record's tables and notes.
    fn material(&mut self, record: &Record) -> Material {
        let mut material = Material {
            pictures: self.with.words.pictures().to_vec(),
            ..Material::default()
        };
        for (key, table_record) in &record.tables {
            let templates = self.with.templates;
            let context = &self.context;
            let mut wrong = Vec::new();
            let mut unknown = Vec::new();
            let mut origins = Vec::new();
            let files = self.with.files;
            let table = table::nested(table_record, &mut |text: &Spanned<String>| {
                let words = templates.markdown(text, context);
                let words = words.unwrap_or_else(|fault| {
                    unknown.push(files.expression(text, &fault));
                    String::new()
                });
                let marked = Marked::read(&words);
                let mut found = Vec::new();
                let blocks = markdown::cell(&marked.text, &mut found);
                wrong.push((found, text.span, origins.len()));
                origins.push(marked);
                blocks
            });
            for fault in unknown {
                self.fault(fault);
            }
            for (found, span, index) in wrong {
                if let Some(marked) = origins.get(index) {
                    self.not_in_notation(&found, marked, span);
                }
            }
            material.tables.insert(key.value.clone(), table);
            material.origins.entry(key.value.clone()).or_default().extend(origins);
        }
        for (key, text) in &record.notes {
            let mut found = Vec::new();
            let marked = Marked::read(&self.markdown(text));
            let words = words::text(Passage::whole(&marked.text), &mut found);
            found.extend(notes::marked_in_note(&words).map(|fault| {
                let at = marked.text.find(&fault.line);
                NotationFault { at, ..fault }
            }));
            self.not_in_notation(&found, &marked, text.span);
            material.notes.push((key.value.clone(), words));
            material.origins.entry(key.value.clone()).or_default().push(marked);
        }
        material
    }
}
