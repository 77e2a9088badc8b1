//! The documents of one record as trees, and the page of a publisher.

use super::documents::{self, Planned};
use super::facts::Facts;
use super::job::Job;
use super::request::Moment;
use super::result::{BuildResult, ListEntry};
use super::{codes, faults, page_texts, timing, words};
use crate::account::course::promises_sheets;
use crate::account::{Account, change, letter};
use crate::diagnostic::{Diagnostic, FileId, Message, Severity, Span};
use crate::document::origin::Marked;
use crate::document::{self, Document, Meta, new, notation};
use crate::output::html;
use crate::publish::{Output, Part};
use crate::record::decode::shape;
use crate::record::schema::{DocumentKind, PublisherRecord, Record, Said};
use crate::template::context::{self, For, Prepared, With};
use crate::template::desk::{Desk, Told};
use crate::template::extract::Extract;
use crate::template::layer::{HOUSE_STYLE, STATIC};
use crate::template::origins::{Files, Origins};
use crate::template::page;
use crate::template::words::PublisherWords;
use crate::template::{Templates, page_entry};
use crate::watch;
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use tera::Context;

/// What comes of one record, or of a publisher's page.
#[derive(Default)]
pub(super) struct Made {
    pub diagnostics: Vec<Diagnostic>,
    pub listing: Vec<ListEntry>,
    pub outputs: Vec<Output>,
    pub jobs: Vec<Job>,
    /// The names of the documents that the record asks for.
    pub asked: Vec<String>,
    /// When its documents next change of themselves, on their publisher's clock.
    pub until: Option<NaiveDateTime>,
    /// When any of it next changes of itself.
    pub next_change: Option<DateTime<FixedOffset>>,
}

impl Made {
    pub(super) fn add_to(self, result: &mut BuildResult, jobs: &mut Vec<Job>, moment: &Moment) {
        for fault in self.diagnostics {
            faults::tell(fault, &mut result.diagnostics);
        }
        for mut entry in self.listing {
            // Most records say the same.
            if let Some(last) = result.listing.last().filter(|last| last.phrases == entry.phrases) {
                entry.phrases = Arc::clone(&last.phrases);
            }
            result.listing.push(entry);
        }
        result.outputs.extend(self.outputs);
        jobs.extend(self.jobs);
        result.next_change = moment.first(result.next_change, self.next_change);
    }
}

/// A template worked out and read.
struct Rendered {
    parsed: notation::Parsed,
    marked: Marked,
    prepared: Prepared,
}

/// Makes the documents of one publisher.
pub(super) struct Maker<'a> {
    pub templates: &'a Templates,
    /// Where the publisher's texts stand.
    pub files: Files<'a>,
    pub words: &'a PublisherWords,
    pub publisher: &'a PublisherRecord,
    /// See the plan's fonts.
    pub fonts: usize,
    /// See the plan's templates.
    pub house: usize,
    pub moment: NaiveDateTime,
    /// Files that hold errors: what follows from them is no fault of its own.
    pub faulty: &'a BTreeSet<FileId>,
    /// What the publisher said.
    pub said: Arc<Vec<Said>>,
}

impl<'a> Maker<'a> {
    fn with(&self, record: &'a Record) -> With<'a> {
        With {
            templates: self.templates,
            words: self.words,
            files: self.files.and(record),
        }
    }

    fn desk(&self) -> Desk<'a> {
        Desk {
            publisher: self.publisher,
            words: self.words,
            moment: self.moment,
            html: html::fragment,
            blocks: html::passage,
        }
    }

    /// The letters and sheets of one record, and the record as its publisher's page tells it.
    pub(super) fn record(&self, record: &'a Record, facts: Option<&Facts>) -> (Made, Told<'a>) {
        let mut made = Made::default();
        watch::makes(&record.name());
        let account = Account::new(record, self.publisher, self.moment);
        let prepared = context::prepare(&account, For::Record, self.with(record), &mut made.diagnostics);
        let planned = documents::of(&account, self.templates);
        missing_facts(&account, &planned, &mut made.diagnostics);
        let letters = planned
            .iter()
            .filter_map(|document| Some(document.issue.as_ref()?.letter));
        let letters: Vec<_> = letters.filter(|letter| letter.is_public(self.moment)).collect();
        let has_letter = planned.iter().any(|document| document.issue.is_some());
        // What is told as a whole may stand on the page before its letter does.
        let says_letter = has_letter && !(record.kind.whole() && letters.is_empty());
        let passages = (!says_letter && documents::page_path(&account).is_some())
            .then(|| page_texts::of(&prepared, self.files.and(record), &mut made.diagnostics));
        let mut told = Told {
            title: prepared.title.clone(),
            letters,
            has_letter,
            words: Extract::of(&account, prepared),
            account,
            passages,
            whole: true,
            printed: BTreeSet::new(),
        };
        made.until = match facts {
            Some(facts) => facts.until,
            None => change::around(&[record], self.publisher, self.moment).1,
        };
        made.next_change = made.until.and_then(|until| self.in_zone(until));
        let name = |planned: &Planned| planned.stem.rsplit('/').next().unwrap_or_default().to_string();
        made.asked = planned.iter().map(name).collect();
        let mut paths = Vec::new();
        let mut of_letter = String::new();
        if let Some(facts) = facts {
            told.title = facts.title.to_string();
            of_letter = facts.listed.to_string();
            told.printed = facts.places(&self.publisher.said, &record.said);
            paths.extend(planned.iter().flat_map(Planned::paths));
        }
        let said = Arc::new(record.said.clone());
        let to_make = if facts.is_some() { 0 } else { planned.len() };
        for (index, document) in planned.iter().enumerate().take(to_make) {
            let faults = &mut made.diagnostics;
            let Some(job) = self.document((document, &planned[..index]), &told, &said, faults) else {
                continue;
            };
            // An event that nobody planned needs no title of its own: its letter has one. The page does not name a letter
            // before it stands on the web.
            if document.kind == DocumentKind::Letter {
                let own = &job.document.meta.title;
                if told.title.is_empty() && document.part == Part::Web {
                    told.title.clone_from(own);
                }
                if of_letter.is_empty() {
                    of_letter.clone_from(own);
                }
            }
            paths.extend(document.paths());
            told.printed.extend(job.origins.spans());
            made.jobs.push(job);
        }
        // Of all the places that were printed it is only asked for these.
        let said = self
            .publisher
            .said
            .iter()
            .chain(&record.said)
            .map(|said| said.typed.span);
        told.printed = said.filter(|span| told.printed.contains(span)).collect();
        let letters = planned.iter().filter(|document| document.kind == DocumentKind::Letter);
        let letters = letters
            .map(|letter| letter.carriers.len())
            .sum::<usize>()
            .min(paths.len());
        if let Some(page) = documents::page_path(&told.account) {
            paths.insert(letters, page);
        }
        let faults = &mut made.diagnostics;
        let sound = !self.faulty.contains(&record.file);
        let made_whole = faults.iter().all(|fault| fault.severity != Severity::Error);
        told.whole = sound && made_whole && made.jobs.len() == to_make;
        if sound {
            faults.append(&mut timing::of_record(&told.account));
        }
        made.listing.push(ListEntry {
            publisher: self.publisher.key.clone(),
            id: record.id.value.clone(),
            kind: words::kind(record.kind),
            title: Some(told.title.clone())
                .filter(|title| !title.is_empty())
                .unwrap_or(of_letter),
            state: words::state(&told.account),
            phrases: Arc::new(words::phrases(&told.account.letterhead.phrases)),
            documents: paths,
            choices: planned.iter().filter_map(Planned::choice).collect(),
        });
        (made, told)
    }

    /// The document of a job; `earlier` are those of the record that are listed before it.
    fn document(
        &self,
        (planned, earlier): (&Planned<'a>, &[Planned<'a>]),
        told: &Told,
        said: &Arc<Vec<Said>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Job> {
        let Rendered {
            mut parsed,
            marked,
            mut prepared,
        } = self.rendered(planned, diagnostics)?;
        if planned.account.letterhead.underline_new {
            new::mark(&mut parsed.parts, &self.before(planned, earlier));
        }
        let mut texts = vec![marked];
        for key in &parsed.used {
            texts.extend(prepared.material.origins.remove(key).unwrap_or_default());
        }
        let meta = self.meta(planned, prepared, &parsed);
        let (frame, said_since) = self.frame(planned, told);
        texts.extend(said_since);
        Some(Job {
            stem: planned.stem.clone(),
            part: planned.part,
            record: documents::folder(&planned.account),
            label: planned.label.clone(),
            document: Document {
                meta,
                parts: parsed.parts,
            },
            frame,
            carriers: planned.carriers,
            fonts: self.fonts,
            templates: self.house,
            place: planned.place,
            published: planned.published,
            origins: Origins::new(texts),
            said: [Arc::clone(&self.said), Arc::clone(said)],
        })
    }

    /// What the sheets before a sheet say: for each window that it tells of, the last that told of it.
    fn before(&self, planned: &Planned<'a>, earlier: &[Planned<'a>]) -> Vec<Vec<document::Part>> {
        let windows = planned.windows();
        let last = |window: &Option<usize>| earlier.iter().rposition(|sheet| sheet.windows().contains(window));
        let wanted: BTreeSet<usize> = windows.iter().filter_map(last).collect();
        let sheets = wanted.into_iter().filter_map(|index| earlier.get(index));
        // Their faults are told where they are made.
        let rendered = sheets.filter_map(|sheet| self.rendered(sheet, &mut Vec::new()));
        rendered.map(|rendered| rendered.parsed.parts).collect()
    }

    /// Renders the template of a document and reads it into a tree.
    fn rendered(&self, planned: &Planned<'a>, diagnostics: &mut Vec<Diagnostic>) -> Option<Rendered> {
        let account = &planned.account;
        let record = account.record;
        watch::makes(&planned.stem);
        if !self.templates.has(&planned.template) {
            diagnostics.push(self.missing_template(planned));
            return None;
        }
        if let Some(mut found) = self.templates.faults(&planned.template) {
            diagnostics.append(&mut found);
            return None;
        }
        let declared = self.templates.declared(&planned.template);
        if !declared.kinds.is_empty() && !declared.kinds.contains(&record.kind) {
            diagnostics.push(of_another_kind(planned, self.templates));
            return None;
        }
        let prepared = context::prepare(account, planned.purpose(), self.with(record), diagnostics);
        let absent = |path: &&String| context::is_absent(&prepared.context, path);
        let missing: Vec<Diagnostic> = declared
            .needs
            .iter()
            .filter(absent)
            .map(|path| needed(planned, path))
            .collect();
        if !missing.is_empty() {
            diagnostics.extend(missing);
            return None;
        }
        let marked = match self.templates.document(&planned.template, &prepared.context) {
            Ok(text) => Marked::read(&text),
            Err(found) => {
                diagnostics.extend(found.into_iter().map(|fault| met_with(fault, planned)));
                return None;
            }
        };
        match notation::parse(&marked.text, &prepared.material) {
            Ok(parsed) => Some(Rendered {
                parsed,
                marked,
                prepared,
            }),
            Err(found) => {
                let template = self.templates.file(&planned.template);
                for fault in &found {
                    let fault = faults::notation(fault, &marked, self.files.and(record), template);
                    // A text of the record is read where it stands, too, and told there.
                    let same = |told: &Diagnostic| {
                        told.message == fault.message && (told.help == fault.help || told.span == fault.span)
                    };
                    if !diagnostics.iter().any(same) {
                        diagnostics.push(fault);
                    }
                }
                None
            }
        }
    }

    fn meta(&self, planned: &Planned, prepared: Prepared, parsed: &notation::Parsed) -> Meta {
        let record = planned.account.record;
        let printed = notation::title(&parsed.parts);
        let mut title = prepared.title;
        // A letter may say more of it: 【日程変更】.
        if title.is_empty() || printed.as_ref().is_some_and(|printed| printed.contains(&title)) {
            title = printed.unwrap_or_else(|| record.id.value.clone());
        }
        let number = match &planned.issue {
            Some(issue) => issue.letter.number,
            None => letter::of(record).first().and_then(|letter| letter.number),
        };
        Meta {
            title,
            authors: prepared.senders,
            subject: planned.label.ja.clone(),
            identifier: planned.stem.clone(),
            number: number.map(|number| number.value.clone()),
            moment: planned.dated,
            zone_minutes: self.publisher.zone_minutes(),
            language: "ja-JP".to_string(),
            form: planned.form,
            continued: parsed.continued.clone(),
            continued_label: parsed.continued_label.clone().unwrap_or_default(),
            page_label: parsed.page_label.clone(),
        }
    }

    /// What a letter's web page says around the letter, and those texts of it that stand in the record.
    fn frame(&self, planned: &Planned, told: &Told) -> (Context, Vec<Marked>) {
        let mut frame = Context::new();
        if planned.kind != DocumentKind::Letter {
            return (frame, Vec::new());
        }
        let account = &told.account;
        let page = documents::page_path(account);
        let (above, beside) = documents::to_the_web(planned.part, &documents::folder(account));
        frame.insert("brackets", planned.account.notation().brackets.word());
        frame.insert("css", &format!("{above}notice.css"));
        frame.insert("index", &page.map(|_| format!("{above}index.html")));
        let file = planned.stem.rsplit('/').next().unwrap_or_default();
        frame.insert("pdf", &format!("{file}.pdf"));
        let place = planned.issue.as_ref().map(|issue| issue.letter.place);
        let next = place.and_then(|place| page_entry::letter_after(told, place, &beside));
        frame.insert_value("next", next.into());
        let since = page_entry::since(&self.desk(), told, planned.account.moment);
        let keys = ["text", "cause"].into_iter();
        let texts = keys.flat_map(|key| {
            since
                .iter()
                .filter_map(move |of| of.get_from_path(key)?.as_str().map(Marked::read))
        });
        let errata = since.iter().filter_map(|of| of.get_from_path("errata")?.as_array());
        let errata = errata.flatten().flat_map(|erratum| {
            let words = ["where", "wrong", "right"].into_iter();
            words.filter_map(|key| erratum.get_from_path(key)?.as_str().map(Marked::read))
        });
        let texts = texts.chain(errata).collect();
        frame.insert_value("since", since.into());
        (frame, texts)
    }

    /// A reading of the publisher's clock.
    fn in_zone(&self, at: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let zone = FixedOffset::east_opt(self.publisher.zone_minutes() * 60)?;
        at.and_local_timezone(zone).single()
    }

    fn missing_template(&self, planned: &Planned) -> Diagnostic {
        let template = &planned.template;
        let folder = template.split('/').next().unwrap_or_default();
        let before = format!("{folder}/");
        let known: Vec<&str> = self.templates.names(&before).collect();
        Diagnostic {
            span: planned.named.map(|letter| letter.span),
            ..codes::NO_TEMPLATE.nowhere(
                Message::new(
                    format!("ひな形 templates/{template} がありません"),
                    format!("there is no template templates/{template}"),
                ),
                Message::new(
                    format!("{folder} のひな形は {} です", known.join("、")),
                    format!("templates of `{folder}` are: {}", known.join(", ")),
                ),
            )
        }
    }

    /// The publisher's page and the style of all its pages, and the places of what stands on the page; `belongs` is whom
    /// they are published for.
    pub(super) fn page(&self, told: &[Told], belongs: &str) -> (Made, BTreeSet<Span>) {
        watch::makes(&format!("{}/index", self.publisher.key));
        let page = page::page(self.desk(), told);
        let turns = page.as_ref().and_then(|page| page.turns);
        let mut made = Made {
            next_change: turns.and_then(|turns| self.in_zone(turns)),
            ..Made::default()
        };
        let letters = told.iter().any(|told| told.has_letter);
        let folder = &self.publisher.key;
        let mut push = |path: String, label: Message, bytes: Vec<u8>| {
            made.outputs.push(Output {
                path: PathBuf::from(Part::Web.path(&path)),
                bytes,
                pages: None,
                record: belongs.to_string(),
                label,
                fingerprint: String::new(),
                issue: None,
            });
        };
        let style = ["page/notice.css", HOUSE_STYLE].map(|name| self.templates.faults(name));
        let unstyled: Vec<Diagnostic> = style.into_iter().flatten().flatten().collect();
        if !unstyled.is_empty() {
            made.diagnostics = unstyled;
        } else if page.is_some() || letters {
            push(
                format!("{folder}/notice.css"),
                words::style(),
                self.templates.style().into_bytes(),
            );
            for (path, bytes) in self.templates.statics() {
                push(format!("{folder}/{STATIC}/{path}"), words::as_it_is(), bytes.to_vec());
            }
        }
        let mut printed = BTreeSet::new();
        let Some(page::Page { mut context, .. }) = page else {
            return (made, printed);
        };
        context.insert("css", "notice.css");
        match self.templates.page("page/status.html", &context, told.len()) {
            Ok(text) => {
                let marked = Marked::read(&text);
                printed.extend(marked.opened());
                let text = html::with_waves(&marked.text);
                push(format!("{folder}/index.html"), words::page(), text.into_bytes());
            }
            Err(mut found) => made.diagnostics.append(&mut found),
        }
        (made, printed)
    }
}

/// A letter that is not for records of this kind.
fn of_another_kind(planned: &Planned, templates: &Templates) -> Diagnostic {
    let record = planned.account.record;
    let (is, template) = (words::kind(record.kind), &planned.template);
    let of = templates.declared(template).kinds.into_iter().map(words::kind);
    let (ja, en): (Vec<String>, Vec<String>) = of.map(|kind| (kind.ja, kind.en)).unzip();
    let folder = template.split('/').next().unwrap_or_default();
    let folder = format!("{folder}/");
    let fits = templates.names(&folder).filter(|name| {
        let kinds = templates.declared(&format!("{folder}{name}.md")).kinds;
        kinds.is_empty() || kinds.contains(&record.kind)
    });
    let fits: Vec<&str> = fits.collect();
    let span = planned.named.map_or(record.id.span, |named| named.span);
    codes::OTHER_KIND.at(
        span,
        Message::new(
            format!(
                "ひな形 {template} は{}の記録のためのもので、{}の記録には使えません",
                ja.join("・"),
                is.ja
            ),
            format!(
                "template {template} is for records of another kind ({}), not for {}",
                en.join(", "),
                is.en
            ),
        ),
        Message::new(
            format!("この記録に使えるのは {} です", fits.join("、")),
            format!("for this record there are: {}", fits.join(", ")),
        ),
    )
}

/// A fact that a template cannot do without.
fn needed(planned: &Planned, path: &str) -> Diagnostic {
    let template = &planned.template;
    codes::FACT_MISSING.at(
        planned.account.record.id.span,
        Message::new(
            format!("ひな形 {template} に要る {path} がありません"),
            format!("template {template} needs `{path}`, which is not given"),
        ),
        Message::new(
            format!("記録か publisher.yaml に {path} を書いてください"),
            format!("write `{path}` in the record or in publisher.yaml"),
        ),
    )
}

/// `fault` of a template, with the document that it arose with: a template may serve many.
fn met_with(fault: Diagnostic, planned: &Planned) -> Diagnostic {
    let (stem, label) = (&planned.stem, &planned.label);
    Diagnostic {
        message: Message::new(
            format!("{}({stem} の{}で)", fault.message.ja, label.ja),
            format!("{} (in {stem}, {})", fault.message.en, label.en),
        ),
        ..fault
    }
}

/// What every letter and every FAX sheet must say. That a sheet lacks something is told when it is promised, not in the
/// night in which it has to go out.
fn missing_facts(account: &Account, planned: &[Planned], faults: &mut Vec<Diagnostic>) {
    let record = account.record;
    let fax = account.makes(DocumentKind::Fax) && promises_sheets(record);
    let letterhead = &account.letterhead;
    // A letter may have a title of its own.
    let own = |document: &Planned| {
        document
            .issue
            .as_ref()
            .is_some_and(|issue| issue.letter.title.is_some())
    };
    let letters = planned.iter().filter(|document| document.kind == DocumentKind::Letter);
    let untitled = fax || letters.clone().any(|letter| !own(letter));
    // A desk alone cannot be asked.
    let reached = letterhead.contacts.iter().any(|contact| {
        let ways = [&contact.fax, &contact.mail, &contact.url, &contact.form];
        !contact.telephones.is_empty() || ways.into_iter().any(Option::is_some)
    });
    let missing = [
        (
            "title",
            "件名",
            record.kind.row().titled && untitled && record.title.is_none(),
        ),
        ("contact", "問い合わせ先", fax && !reached),
    ];
    for (key, name, _) in missing.into_iter().filter(|(_, _, missing)| *missing) {
        // A title is each record's own; the others are said once.
        let (places, below, places_en, below_en) = match key {
            "title" => ("記録に", "この行", "not in the record", "this line"),
            _ => (
                "記録にも publisher.yaml にも",
                "publisher.yaml の name の行",
                "neither in the record nor in publisher.yaml",
                "the line of `name` in publisher.yaml",
            ),
        };
        let line = match key {
            "title" => "title: サービス停止のお知らせ",
            _ => shape(key).unwrap_or_default(),
        };
        let message = Message::new(
            format!("案内状やFAXに書く{name}が、{places}ありません"),
            format!("`{key}`, which letters and FAX sheets tell, is {places_en}"),
        );
        let help = Message::new(
            format!(
                "{below}の下に、字下げをそろえて「{line}」のように書いてください。文書を作らないなら、この行の下に「documents: [page]」と書きます"
            ),
            format!(
                "below {below_en}, indented like it, write as in `{line}`; where no such document is wanted, `documents: [page]` below this line"
            ),
        );
        faults.push(codes::FACT_MISSING.at(record.id.span, message, help));
    }
}
