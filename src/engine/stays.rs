//! Documents that were issued and that no record asks for any more: they stay published as they were.

use super::carriers::{HTML, LETTER, PDF, SHEET, issued_page};
use super::documents;
use super::issued::{Ledger, OfRecord, Version};
use super::job::{self, Asides, Made};
use super::request::Request;
use crate::diagnostic::{Diagnostic, Severity, Sources, Span};
use crate::publish::{Output, Part};
use crate::record::schema::PublisherRecord;
use crate::template::Templates;
use chrono::NaiveDateTime;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tera::{Context, Value};

/// What all publishers share.
const COMMON: &str = "notices/common.yaml";

/// The zone of Japan, in minutes east of UTC.
const JAPAN: i32 = 540;

/// How brackets are written where nobody says.
const HALF: &str = "half";

/// What stays of one record.
#[derive(Default)]
pub(super) struct Stays {
    /// That it does, and why.
    pub told: Vec<Diagnostic>,
    /// Its files.
    pub written: Vec<Result<Made, Vec<Diagnostic>>>,
}

impl Stays {
    /// Where its files stand, relative to `out/`.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        let written = self.written.iter().flatten();
        written.map(|(_, output)| output.path.to_string_lossy().into_owned())
    }

    fn add(
        &mut self,
        version: &Version<'_>,
        record: &str,
        (place, moment): (Option<Span>, NaiveDateTime),
        frame: Option<Frame<'_>>,
    ) {
        let told = version.gone(record, place.unwrap_or(version.place), place.is_some());
        self.told.push(told);
        self.written.extend(files(version, record, moment, frame));
    }
}

/// What a web page is put into: the word of its brackets, and the templates.
type Frame<'f> = (&'f str, &'f Templates);

/// What stays of a record that asks for the documents `asked` only; that it does is told at `place`.
pub(super) fn of_record(
    record: &str,
    issued: &OfRecord<'_>,
    asked: &[String],
    at: (Span, NaiveDateTime),
    frame: Frame<'_>,
) -> Stays {
    let mut stays = Stays::default();
    for (document, version) in issued.standing() {
        if !asked.iter().any(|asked| asked == document) && version.is_out(at.1) {
            stays.add(version, record, (Some(at.0), at.1), Some(frame));
        }
    }
    stays
}

/// What stays of records that are not among `names`.
pub(super) fn without_record<'t>(
    ledger: &Ledger<'_>,
    names: &BTreeSet<String>,
    request: &Request,
    (faults, sources): (&[Diagnostic], &Sources),
    templates: impl Fn(&str) -> Option<(&'t PublisherRecord, &'t Templates)>,
) -> Stays {
    // Which records there are is not known where one cannot be read.
    let faulty = |folder: &str| {
        let home = Path::new("notices").join(folder);
        let mut errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
        errors.any(|fault| {
            let file = fault.span.map(|span| &sources.get(span.file).path);
            file.is_none_or(|file| file.starts_with(&home) || file.starts_with(COMMON))
        })
    };
    let mut stays = Stays::default();
    for (record, issued) in ledger.records().filter(|(record, _)| !names.contains(*record)) {
        let key = record.split('/').next().unwrap_or_default();
        if faulty(key) {
            continue;
        }
        let house = templates(key);
        let zone = house.map_or(JAPAN, |(publisher, _)| publisher.zone_minutes());
        let moment = request.moment.in_zone(zone);
        let versions = issued.standing().into_values();
        for version in versions.filter(|version| version.is_out(moment)) {
            let frame = house.map(|(_, templates)| (HALF, templates));
            stays.add(version, record, (None, moment), frame);
        }
    }
    stays
}

/// The files of a document that was issued; its web page where there is a frame for it.
fn files(
    version: &Version<'_>,
    record: &str,
    moment: NaiveDateTime,
    frame: Option<Frame<'_>>,
) -> Vec<Result<Made, Vec<Diagnostic>>> {
    let damaged = |damage: Box<Diagnostic>| vec![*damage];
    let carriers = if version.has(HTML.ending) { LETTER } else { SHEET };
    let output = |carrier, bytes, issue| Output {
        path: PathBuf::from(version.path(carrier, moment)),
        bytes,
        pages: (carrier == PDF.ending).then_some(version.issued.pages),
        record: record.to_string(),
        label: carriers
            .iter()
            .find(|of| of.ending == carrier)
            .map_or(version.issued.label.clone(), |of| {
                job::called(&version.issued.label, carriers, of)
            }),
        fingerprint: String::new(),
        issue,
    };
    let pdf = || {
        let bytes = version.bytes(PDF.ending).map_err(damaged)?;
        Ok((
            Asides::default(),
            output(PDF.ending, bytes, Some(version.issue().map_err(damaged)?)),
        ))
    };
    let html = |(brackets, templates): Frame<'_>| {
        let mut frame = Context::new();
        frame.insert("brackets", brackets);
        let (above, _) = documents::to_the_web(version.part(moment).unwrap_or(Part::Web), record);
        frame.insert("css", &format!("{above}notice.css"));
        frame.insert("pdf", &format!("{}.{}", version.issued.document, PDF.ending));
        frame.insert_value("index", Value::none());
        frame.insert_value("next", Value::none());
        frame.insert("since", &Vec::<String>::new());
        let page = issued_page(version, frame, templates)?;
        Ok((Asides::default(), output(HTML.ending, page.into_bytes(), None)))
    };
    let mut files = vec![pdf()];
    files.extend(frame.filter(|_| version.has(HTML.ending)).map(html));
    files
}
