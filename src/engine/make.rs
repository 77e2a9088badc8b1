//! From the files of a workspace to the bytes of every document.
//!
//! Steps: read the records; read templates and fonts; resolve every notice; make its letter and FAX sheets; make the
//! publisher's page. Faults are collected all the way; nothing stops at the first.

use super::job::{self, Job};
use super::request::{Goal, Request, WorkspaceFiles};
use super::result::{BuildResult, ListEntry, Progress};
use super::{codes, faults, fonts, templates, threads, timing, unused, words};
use crate::diagnostic::{Diagnostic, FileId, Message, Sources};
use crate::document::{Document, Form, Meta, notation};
use crate::notice::Notice;
use crate::output::html;
use crate::publish::Output;
use crate::record::schema::{DocumentKind, PublisherRecord, Record};
use crate::template::context::{self, Prepared};
use crate::template::{Templates, status};
use crate::typeset::font::Fonts;
use chrono::NaiveDateTime;
use std::path::PathBuf;
use tera::{Context, Value};

/// The publisher's default zone: JST.
const JST: i32 = 540;

pub fn make(workspace: &WorkspaceFiles, request: &Request, progress: &mut dyn Progress) -> BuildResult {
    let Plan {
        mut result,
        jobs,
        fonts,
    } = plan(workspace, request);
    if request.goal != Goal::List {
        job::run(&jobs, &fonts, request.threads, &mut result, progress);
    }
    result
}

/// What is to be laid out and written.
pub struct Plan {
    /// The pages, which need neither, and the faults found so far.
    pub result: BuildResult,
    /// Letters and FAX sheets.
    pub jobs: Vec<Job>,
    /// What [`Job::fonts`] counts in: the fonts of all publishers, then those of each that has its own.
    pub fonts: Vec<Fonts>,
}

/// Reads everything and renders all templates.
pub fn plan(workspace: &WorkspaceFiles, request: &Request) -> Plan {
    let files = workspace
        .notices
        .iter()
        .map(|file| (PathBuf::from(&file.path), file.bytes.clone()))
        .collect();
    let (sources, publishers, records, diagnostics) = crate::check::workspace(files);
    let mut result = BuildResult {
        sources,
        diagnostics,
        ..BuildResult::default()
    };
    let templates = templates::read(&workspace.templates, &mut result);
    let fonts = fonts::built(&workspace.fonts, &mut result);
    let (Some(templates), Some(fonts)) = (templates, fonts) else {
        return Plan {
            result,
            jobs: Vec::new(),
            fonts: Vec::new(),
        };
    };
    let mut idle = unused::files(workspace, &publishers, &records, &templates);
    result.diagnostics.append(&mut idle);
    let mut fonts = vec![fonts];
    let mut jobs = Vec::new();
    // Faults are looked up in them on every thread.
    let sources = std::mem::take(&mut result.sources);
    for publisher in &publishers {
        let moment = request
            .moment
            .in_zone(publisher.zone.as_ref().map_or(JST, |zone| zone.value));
        let of_publisher: Vec<&Record> = (records.iter())
            .filter(|record| record.publisher == publisher.key)
            .collect();
        let mut own = 0;
        if !publisher.fonts.is_empty() {
            own = fonts.len();
            let more = fonts::of_publisher(publisher, &workspace.fonts, &fonts[0], &mut result.diagnostics);
            fonts.push(more);
        }
        let mut notices = Vec::new();
        threads::each(
            &of_publisher,
            request.threads,
            |record| {
                let mut maker = Maker::new(&templates, &sources, own, moment);
                let notice = maker.record(record, publisher);
                (maker.made, notice)
            },
            |_, (made, notice)| {
                made.add_to(&mut result, &mut jobs);
                notices.push(notice);
            },
        );
        let belongs = owner(publisher, &result.listing, &request.ids);
        let mut maker = Maker::new(&templates, &sources, own, moment);
        maker.page(publisher, &notices, &belongs);
        maker.made.add_to(&mut result, &mut jobs);
    }
    result.sources = sources;
    Plan { result, jobs, fonts }
}

/// What comes of one record, or of a publisher's page.
#[derive(Default)]
struct Made {
    diagnostics: Vec<Diagnostic>,
    listing: Vec<ListEntry>,
    outputs: Vec<Output>,
    jobs: Vec<Job>,
    /// The record's documents, as rendered.
    rendered: String,
}

impl Made {
    fn add_to(self, result: &mut BuildResult, jobs: &mut Vec<Job>) {
        result.diagnostics.extend(self.diagnostics);
        result.listing.extend(self.listing);
        result.outputs.extend(self.outputs);
        jobs.extend(self.jobs);
    }
}

struct Maker<'a> {
    templates: &'a Templates,
    sources: &'a Sources,
    /// See [`Plan::fonts`].
    fonts: usize,
    moment: NaiveDateTime,
    made: Made,
}

impl<'a> Maker<'a> {
    fn new(templates: &'a Templates, sources: &'a Sources, fonts: usize, moment: NaiveDateTime) -> Self {
        Maker {
            templates,
            sources,
            fonts,
            moment,
            made: Made::default(),
        }
    }

    /// Everything of one record but its place on the page; answers the notice and its title.
    fn record<'r>(&mut self, record: &'r Record, publisher: &'r PublisherRecord) -> (Notice<'r>, String) {
        let notice = Notice::new(record, publisher, self.moment);
        let prepared = context::prepare(&notice, self.templates, self.moment, &mut self.made.diagnostics);
        let documents = self.notice(&notice, &prepared);
        // An incident needs no title of its own: its letter has one.
        let letter = self.made.jobs.iter().find(|job| job.path.ends_with("/letter.pdf"));
        let title = match letter.filter(|_| prepared.title.is_empty()) {
            Some(letter) => letter.document.meta.title.clone(),
            None => prepared.title,
        };
        let faults = &mut self.made.diagnostics;
        faults.append(&mut unused::of_record(&notice, &self.made.rendered, self.sources));
        faults.append(&mut timing::of_record(&notice, self.moment));
        self.made.listing.push(ListEntry {
            publisher: publisher.key.clone(),
            id: record.id.value.clone(),
            kind: words::kind(record.kind),
            title: title.clone(),
            state: words::state(notice.state, record.kind),
            documents,
        });
        (notice, title)
    }

    /// The documents of one notice; answers their paths.
    fn notice(&mut self, notice: &Notice, prepared: &Prepared) -> Vec<String> {
        let record = notice.record;
        let name = format!("{}/{}", notice.publisher.key, record.id.value);
        let folder = record.kind.row().template;
        let mut paths = Vec::new();
        self.facts(notice);
        if notice.makes(DocumentKind::Letter) && record.issued.is_some() {
            let template = record.letter.as_ref().map_or(folder, |letter| letter.value.as_str());
            let template = format!("letter/{template}.md");
            if self.templates.has(&template) {
                self.letter(notice, prepared, &template, &name, &mut paths);
            } else {
                self.missing_template(record, &template);
            }
        }
        if notice.makes(DocumentKind::Page) && notice.publisher.page.is_some() {
            paths.push(format!("{}/index.html", notice.publisher.key));
        }
        if notice.makes(DocumentKind::Fax) {
            let entries = prepared
                .context
                .get("log")
                .and_then(Value::as_array)
                .unwrap_or_default();
            for ((number, entry), value) in notice.announced_entries().iter().zip(entries) {
                let mut context = prepared.context.clone();
                context.insert_value("e", value.clone());
                let event = entry.event.value.word();
                let path = format!(
                    "{name}/fax-{number:02}-{}-{event}.pdf",
                    entry.at.value.format("%Y%m%d-%H%M")
                );
                let template = format!("fax/{folder}.md");
                let kind = (Form::Fax, path.as_str(), words::fax());
                if let Some(job) = self.document(notice, prepared, &context, &template, kind) {
                    paths.push(path);
                    self.made.jobs.push(job);
                }
            }
        }
        paths
    }

    /// What every letter and every FAX sheet must say.
    fn facts(&mut self, notice: &Notice) {
        let letter = notice.makes(DocumentKind::Letter) && notice.record.issued.is_some();
        let fax = notice.makes(DocumentKind::Fax) && !notice.announced_entries().is_empty();
        let house = &notice.house;
        let missing = [
            (
                "addressee",
                "宛名",
                letter && house.addressee.is_none() || fax && house.fax_addressee.is_none(),
            ),
            (
                "contact: telephone",
                "問い合わせ先の電話番号",
                (letter || fax) && house.contact.telephone.is_none(),
            ),
        ];
        for (key, name, _) in missing.into_iter().filter(|(_, _, missing)| *missing) {
            let message = Message::new(
                format!("案内状やFAXに書く{name}が、記録にも publisher.yaml にもありません"),
                format!("`{key}`, which letters and FAX sheets tell, is neither in the record nor in publisher.yaml"),
            );
            let help = Message::new(
                format!("publisher.yaml に {key} を書いてください。文書を作らないなら documents: [page] と書きます"),
                format!("write `{key}` in publisher.yaml; where no such document is wanted, `documents: [page]`"),
            );
            self.made
                .diagnostics
                .push(codes::FACT_MISSING.at(notice.record.id.span, message, help));
        }
    }

    fn letter(&mut self, notice: &Notice, prepared: &Prepared, template: &str, name: &str, paths: &mut Vec<String>) {
        let path = format!("{name}/letter.pdf");
        let kind = (Form::Letter, path.as_str(), words::letter_pdf());
        let Some(job) = self.document(notice, prepared, &prepared.context, template, kind) else {
            return;
        };
        let page = format!("{name}/letter.html");
        let mut context = Context::new();
        context.insert("title", &job.document.meta.title);
        context.insert("css", "../notice.css");
        context.insert("index", &notice.publisher.page.as_ref().map(|_| "../index.html"));
        context.insert("pdf", "letter.pdf");
        context.insert("language", "ja");
        context.insert("authors", &job.document.meta.authors);
        context.insert("subject", &job.document.meta.subject);
        context.insert_value("body", Value::safe_string(&html::body(&job.document)));
        match self.templates.page("page/letter.html", &context) {
            Ok(text) => self.push(&page, name, words::letter_html(), text.into_bytes()),
            Err(fault) => self.made.diagnostics.push(*fault),
        }
        paths.extend([path, page]);
        self.made.jobs.push(job);
    }

    /// Renders a template and reads it into a document; `kind` is its form, path and label.
    fn document(
        &mut self,
        notice: &Notice,
        prepared: &Prepared,
        context: &Context,
        template: &str,
        kind: (Form, &str, Message),
    ) -> Option<Job> {
        let (form, path, label) = kind;
        let files: Vec<FileId> = [
            Some(notice.record.file),
            Some(notice.publisher.file),
            self.templates.file(template),
        ]
        .into_iter()
        .flatten()
        .collect();
        let text = match self.templates.document(template, context) {
            Ok(text) => text,
            Err(fault) => {
                self.made.diagnostics.push(*fault);
                return None;
            }
        };
        self.made.rendered.push_str(&text);
        let parsed = match notation::parse(&text, &prepared.material) {
            Ok(parsed) => parsed,
            Err(found) => {
                let sources = self.sources;
                let mut found: Vec<Diagnostic> = found
                    .iter()
                    .map(|fault| faults::notation(fault, &files, sources))
                    .collect();
                self.made.diagnostics.append(&mut found);
                return None;
            }
        };
        let identifier = path.strip_suffix(".pdf").unwrap_or(path).to_string();
        let mut meta = Meta {
            title: prepared.title.clone(),
            authors: prepared.senders.clone(),
            subject: label.ja.clone(),
            identifier,
            number: notice.record.number.as_ref().map(|number| number.value.clone()),
            moment: self.moment,
            zone_minutes: notice.publisher.zone.as_ref().map_or(JST, |zone| zone.value),
            language: "ja-JP".to_string(),
            form,
            continued: parsed.continued,
            continued_label: parsed.continued_label.unwrap_or_default(),
            page_label: parsed.page_label,
        };
        let parts = parsed.parts;
        let document_title = notation::title(&parts);
        if meta.title.is_empty() {
            meta.title = document_title.unwrap_or_else(|| notice.record.id.value.clone());
        }
        let record = format!("{}/{}", notice.publisher.key, notice.record.id.value);
        Some(Job {
            path: path.to_string(),
            record,
            label,
            document: Document { meta, parts },
            fonts: self.fonts,
            files,
        })
    }

    fn missing_template(&mut self, record: &Record, template: &str) {
        let known: Vec<&str> = self.templates.names("letter/").collect();
        self.made.diagnostics.push(Diagnostic {
            span: record.letter.as_ref().map(|letter| letter.span),
            ..codes::NO_TEMPLATE.nowhere(
                Message::new(
                    format!("ひな形 templates/{template} がありません"),
                    format!("there is no template templates/{template}"),
                ),
                Message::new(
                    format!("letter に書けるのは {} です", known.join("、")),
                    format!("`letter` is one of: {}", known.join(", ")),
                ),
            )
        });
    }

    fn page(&mut self, publisher: &PublisherRecord, notices: &[(Notice, String)], belongs: &str) {
        let faults = &mut self.made.diagnostics;
        let page = status::page(publisher, notices, self.templates, self.moment, faults);
        let letters = notices
            .iter()
            .any(|(n, _)| n.makes(DocumentKind::Letter) && n.record.issued.is_some());
        if page.is_some() || letters {
            let style = self
                .templates
                .asset("page/notice.css")
                .unwrap_or_default()
                .as_bytes()
                .to_vec();
            self.push(&format!("{}/notice.css", publisher.key), belongs, words::style(), style);
        }
        let Some(mut context) = page else { return };
        context.insert("css", "notice.css");
        match self.templates.page("page/status.html", &context) {
            Ok(text) => self.push(
                &format!("{}/index.html", publisher.key),
                belongs,
                words::page(),
                text.into_bytes(),
            ),
            Err(fault) => self.made.diagnostics.push(*fault),
        }
    }

    fn push(&mut self, path: &str, record: &str, label: Message, bytes: Vec<u8>) {
        let record = record.to_string();
        self.made.outputs.push(Output {
            path: PathBuf::from(path),
            bytes,
            pages: None,
            record,
            label,
        });
    }
}

/// Whom the publisher's page belongs to. It tells of every record, so a build of some of them brings it up to date
/// as well: a letter must not say what the page does not.
fn owner(publisher: &PublisherRecord, listing: &[ListEntry], ids: &[String]) -> String {
    let asked = |entry: &&ListEntry| ids.iter().any(|id| entry.answers_to(id));
    let of_publisher = |entry: &&ListEntry| entry.publisher == publisher.key;
    let entry = listing.iter().filter(of_publisher).find(asked);
    entry.map_or_else(|| publisher.key.clone(), ListEntry::name)
}
