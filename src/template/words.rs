//! A publisher's words, worked out once for a build: name, terms, services, senders, contact, and its page's sentences.
//! Each record starts from them.

use super::origins::Files;
use super::value::object;
use super::{Templates, bracket, picture};
use crate::calendar::Notation;
use crate::diagnostic::{Diagnostic, FileId, Span, Spanned};
use crate::document::origin;
use crate::document::picture::Picture;
use crate::record::kind::{KINDS, RecordKind};
use crate::record::label;
use crate::record::schema::{ContactRecord, PublisherRecord, SealRecord};
use std::collections::{BTreeMap, BTreeSet};
use tera::{Context, Value};

/// Stands for a text that could not be worked out, so that its absence is no second fault. Nothing of it is published.
pub(super) const SPOILED: &str = "〓";

/// The kind of records whose words a publisher's page itself has.
pub(super) const OF_PAGE: RecordKind = RecordKind::Incident;

/// The words of one publisher, for each kind of record.
pub struct PublisherWords {
    kinds: BTreeMap<RecordKind, Of>,
    pictures: Vec<Picture>,
}

/// The words that records of one kind start from.
struct Of {
    context: Context,
    texts: BTreeMap<Span, String>,
}

impl PublisherWords {
    /// Works the words of `publisher` out, for records of `used` kinds and for its page; a fault in them is told once, whichever kinds
    /// meet it.
    pub fn new(
        publisher: &PublisherRecord,
        used: &BTreeSet<RecordKind>,
        templates: &Templates,
        files: Files,
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut told = Vec::new();
        let page = publisher.page.is_some().then_some(OF_PAGE);
        let used = |kind| used.contains(&kind) || page == Some(kind) || says_labels(publisher, files);
        // What nobody reads needs no labels.
        let of = |row: &crate::record::kind::KindRow| {
            let with = (templates, files);
            (row.kind, Of::new(publisher, row.kind, used(row.kind), with, &mut told))
        };
        let kinds = KINDS.iter().map(of).collect();
        for fault in told {
            // Each kind meets the same faults.
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        let pictures = picture::of(publisher, templates, faults);
        let mut words = PublisherWords { kinds, pictures };
        words.letterhead(publisher);
        words
    }

    /// What stands at the head of letters, and the seal, as templates ask for them.
    fn letterhead(&mut self, publisher: &PublisherRecord) {
        let pictures = &self.pictures;
        let of = |key: &str| pictures.iter().find(|picture| picture.key == key);
        let picture = |picture: &Picture| {
            let pixels = |tenths: u32| (f64::from(tenths) * 96.0 / 254.0).round() as i64;
            object([
                ("alt", picture.alt.as_str().into()),
                ("src", picture.href.trim_start_matches("../").into()),
                ("width", pixels(picture.width).into()),
                ("height", pixels(picture.height).into()),
            ])
        };
        let logo: Value = of("logo").map(picture).into();
        let omitted = matches!(publisher.seal, Some(SealRecord::Omitted(_)));
        let seal = object([("omitted", omitted.into()), ("picture", of("seal").map(picture).into())]);
        let lines = publisher.letterhead.iter().flat_map(|head| &head.lines);
        for of in self.kinds.values_mut() {
            let said = |line| of.texts.get(&line).cloned().unwrap_or_default();
            let lines: Vec<String> = lines.clone().map(|line| said(line.span)).collect();
            let head = object([("logo", logo.clone()), ("lines", lines.into())]);
            of.context.insert_value("letterhead", head);
            of.context.insert_value("seal", seal.clone());
        }
    }

    /// The pictures of the publisher.
    pub(super) fn pictures(&self) -> &[Picture] {
        &self.pictures
    }

    /// The names that every text of a record of `kind` can use.
    pub fn context(&self, kind: RecordKind) -> Context {
        self.kinds.get(&kind).map(|of| of.context.clone()).unwrap_or_default()
    }

    /// A text of the publisher's, worked out.
    pub fn text(&self, kind: RecordKind, text: &Spanned<String>) -> Option<&str> {
        self.kinds.get(&kind)?.texts.get(&text.span).map(String::as_str)
    }

    /// The name of a service in notices of `kind`.
    pub fn service(&self, kind: RecordKind, key: &str) -> Option<Value> {
        let context = &self.kinds.get(&kind)?.context;
        context.get("services")?.get_from_path(key).cloned()
    }
}

impl Of {
    fn new(
        publisher: &PublisherRecord,
        kind: RecordKind,
        labelled: bool,
        with: (&Templates, Files),
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut of = Of {
            context: Context::new(),
            texts: BTreeMap::new(),
        };
        faults.extend(with.1.marks_not_here(&publisher.name));
        let name = origin::mark(publisher.name.span, &publisher.name.value);
        of.context.insert_value(
            "publisher",
            object([("name", name.into()), ("key", publisher.key.as_str().into())]),
        );
        let mut notation = Notation::default();
        crate::account::letterhead::apply(&publisher.style, &mut notation);
        of.context.insert(bracket::NAME, notation.brackets.word());
        of.services(publisher, kind, with, faults);
        let mut terms = BTreeMap::new();
        for (key, text) in &publisher.terms {
            // A term may use those above it.
            if text.value.contains('{') && !terms.is_empty() {
                of.context.insert("terms", &terms);
            }
            let text = of.plain(text, with, faults);
            terms.insert(key.value.clone(), text);
        }
        of.context.insert("terms", &terms);
        if labelled {
            of.labels(publisher, kind, with, faults);
        }
        let mut senders = Vec::new();
        for sender in &publisher.senders {
            let mut lines = Vec::new();
            for line in sender.lines() {
                let worked = of.plain(line, with, faults);
                of.texts.insert(line.span, worked.clone());
                lines.push(worked);
            }
            senders.extend(lines.into_iter().next());
        }
        of.context.insert("senders", &senders);
        for text in texts(publisher) {
            let worked = of.plain(text, with, faults);
            of.texts.insert(text.span, worked);
        }
        of
    }

    fn services(
        &mut self,
        publisher: &PublisherRecord,
        kind: RecordKind,
        with: (&Templates, Files),
        faults: &mut Vec<Diagnostic>,
    ) {
        let mut services = BTreeMap::new();
        let mut incident_services = BTreeMap::new();
        for (key, service) in &publisher.services {
            let name = self.plain(service.called(kind), with, faults);
            services.insert(key.value.clone(), name);
            let incident = self.plain(service.called(RecordKind::Incident), with, faults);
            incident_services.insert(key.value.clone(), incident);
        }
        self.context.insert("services", &services);
        self.context.insert("incident_services", &incident_services);
    }

    /// What the parts of a notice are called in documents (`part/label.md`), by key.
    fn labels(
        &mut self,
        publisher: &PublisherRecord,
        kind: RecordKind,
        with: (&Templates, Files),
        faults: &mut Vec<Diagnostic>,
    ) {
        let mut labels = tera::Map::new();
        let mut context = self.context.clone();
        context.insert("kind", kind.word());
        context.insert("planned", &kind.planned());
        for key in label::names() {
            let own = publisher.labels.iter().find(|label| label.name == key);
            if let Some(own) = own {
                labels.insert(key.into(), self.plain(&own.words, with, faults).into());
                continue;
            }
            context.insert("key", key);
            match with.0.document("part/label.md", &context) {
                Ok(label) => {
                    labels.insert(key.into(), label.trim().into());
                }
                Err(mut found) => {
                    faults.append(&mut found);
                    labels.extend(label::names().map(|key| (key.into(), SPOILED.into())));
                    break;
                }
            }
        }
        self.context.insert_value("labels", labels.into());
    }

    fn plain(
        &self,
        text: &Spanned<String>,
        (templates, files): (&Templates, Files),
        faults: &mut Vec<Diagnostic>,
    ) -> String {
        faults.extend(files.marks_not_here(text));
        templates.plain(text, &self.context).unwrap_or_else(|fault| {
            faults.push(files.expression(text, &fault));
            SPOILED.to_string()
        })
    }
}

/// Whether a text of a publisher may ask for a label.
fn says_labels(publisher: &PublisherRecord, files: Files) -> bool {
    let said = publisher.said.iter().map(|said| said.typed.span.file);
    let files_of: BTreeSet<FileId> = said.chain([publisher.file]).collect();
    let mut texts = files_of.into_iter().map(|file| &files.sources.get(file).text);
    texts.any(|text| text.contains("labels"))
}

/// The texts of a publisher that are said once for all its records, its senders apart.
fn texts(publisher: &PublisherRecord) -> Vec<&Spanned<String>> {
    let mut texts: Vec<&Spanned<String>> = Vec::new();
    for addressee in [&publisher.addressee, &publisher.fax_addressee].into_iter().flatten() {
        texts.extend(&addressee.postcode);
        texts.extend(&addressee.address);
        texts.extend(addressee.names());
    }
    let contacts = publisher
        .contact
        .as_deref()
        .into_iter()
        .chain(publisher.contacts.iter().flatten());
    texts.extend(contacts.flat_map(contact_lines).map(|(_, text)| text));
    texts.extend(&publisher.style.continued);
    texts.extend(publisher.letterhead.iter().flat_map(|head| &head.lines));
    if let Some(page) = &publisher.page {
        texts.push(&page.title);
        texts.extend(&page.footer);
        for (_, section) in &page.sections {
            texts.extend([&section.heading, &section.empty, &section.archive, &section.month]);
            texts.extend(&section.empty_month);
        }
    }
    texts
}

/// The lines of a contact that are given, by their key.
fn contact_lines(contact: &ContactRecord) -> impl Iterator<Item = (&'static str, &Spanned<String>)> {
    let lines = [
        ("for", &contact.purpose),
        ("desk", &contact.desk),
        ("person", &contact.person),
        ("address", &contact.address),
        ("fax", &contact.fax),
        ("mail", &contact.mail),
        ("hours", &contact.hours),
        ("site", &contact.site),
        ("url", &contact.url),
        ("form", &contact.form),
        ("note", &contact.note),
    ];
    let lines = lines.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
    lines.chain(contact.telephones.iter().map(|number| ("telephone", number)))
}

/// A text without brackets that stand around all of it: templates put hours into brackets themselves.
fn unbracketed(said: &str) -> String {
    for (open, close) in [('(', ')'), ('（', '）')] {
        let bare = origin::bare(said);
        let inner = bare.trim().strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        let around = inner.is_some_and(|inner| !inner.contains([open, close]));
        if let (true, Some((before, rest))) = (around, said.split_once(open))
            && let Some((within, after)) = rest.rsplit_once(close)
        {
            return format!("{before}{within}{after}");
        }
    }
    said.to_owned()
}

/// A contact for templates: its lines, worked out by `say`, those that are missing too, and what a telephone dials.
pub(crate) fn contact(lines: &ContactRecord, mut say: impl FnMut(&Spanned<String>) -> String) -> Value {
    let mut map = tera::Map::new();
    for key in [
        "for",
        "desk",
        "person",
        "address",
        "telephone",
        "fax",
        "mail",
        "hours",
        "site",
        "url",
        "form",
        "note",
        "dial",
    ] {
        map.insert(key.into(), Value::none());
    }
    let mut telephones: Vec<(String, Option<String>)> = Vec::new();
    for (key, text) in contact_lines(lines) {
        let said = say(text);
        match key {
            "telephone" => telephones.push((said.clone(), dial(&origin::bare(&said)))),
            "hours" => {
                map.insert(key.into(), unbracketed(&said).into());
            }
            _ => {
                map.insert(key.into(), said.into());
            }
        }
    }
    if let Some((_, first)) = telephones.first() {
        map.insert("dial".into(), first.clone().into());
        let all: Vec<&str> = telephones.iter().map(|(said, _)| said.as_str()).collect();
        map.insert("telephone".into(), all.join("、").into());
    }
    let each = |(said, dial): (String, Option<String>)| object([("text", said.into()), ("dial", dial.into())]);
    let telephones: Vec<Value> = telephones.into_iter().map(each).collect();
    map.insert("telephones".into(), telephones.into());
    map.into()
}

/// A telephone number as `tel:` wants it (RFC 3966): its digits, with hyphens between; neither an extension (内線) nor a
/// remark (代表) is part of it. #7119 and an extension alone are none that the world could dial.
fn dial(shown: &str) -> Option<String> {
    if shown.starts_with("内線") {
        return None;
    }
    let start = shown.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '#'))?;
    if shown[start..].starts_with('#') {
        return None;
    }
    let number = shown[start..]
        .split(|c: char| !(c.is_ascii_digit() || "+-() ".contains(c)))
        .next()?;
    let groups = number.split(['-', '(', ')', ' ']).filter(|group| !group.is_empty());
    Some(groups.collect::<Vec<&str>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::dial;

    #[test]
    fn a_telephone_dials_all_of_its_number_and_no_extension() {
        for (shown, dialled) in [
            ("0120-000-123", "0120-000-123"),
            ("03(3581)1101", "03-3581-1101"),
            ("03 3581 1101", "03-3581-1101"),
            ("(03)3581-1101", "03-3581-1101"),
            ("03-3581-1101 内線 12", "03-3581-1101"),
            ("+81 3 3581 1101", "+81-3-3581-1101"),
            ("03-1234-5678(代表)", "03-1234-5678"),
            ("0088-24-0018", "0088-24-0018"),
            ("113", "113"),
        ] {
            assert_eq!(dial(shown).as_deref(), Some(dialled), "{shown}");
        }
        assert_eq!(dial("代表"), None);
        assert_eq!(dial("#7119"), None);
        assert_eq!(dial("内線 22390"), None);
    }
}
