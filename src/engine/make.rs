//! From the files of a workspace to the bytes of every document.
//!
//! Steps: read the records; read templates and fonts; for each publisher work its words out, make the letters and sheets
//! of its records, then its page. Faults are collected all the way; nothing stops at the first.

use super::job::{self, Job};
use super::maker::Maker;
use super::request::{Goal, Request, WorkspaceFiles};
use super::result::{BuildResult, ListEntry, Progress};
use super::templates::{self, Houses};
use super::{fonts, outdated, threads, unused};
use crate::diagnostic::{FileId, Severity, Sources};
use crate::record::schema::{PublisherRecord, Record, Said};
use crate::template::desk::Told;
use crate::template::origins::Files;
use crate::template::words::PublisherWords;
use crate::typeset::font::Fonts;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) fn make(workspace: &WorkspaceFiles, request: &Request, progress: &mut dyn Progress) -> BuildResult {
    let Plan {
        mut result,
        jobs,
        fonts,
        templates,
        ..
    } = plan(workspace, request);
    if request.goal != Goal::List {
        job::run(
            &jobs,
            &fonts,
            &templates.templates,
            request.threads,
            &mut result,
            progress,
        );
    }
    result
}

/// What is to be laid out and written.
pub(super) struct Plan {
    /// The pages, which need neither, and the faults found so far.
    pub result: BuildResult,
    /// Letters and FAX sheets.
    pub jobs: Vec<Job>,
    /// What [`Job::fonts`] counts in: the fonts of all publishers, then those of each that has its own.
    pub fonts: Vec<Fonts>,
    /// What [`Job::templates`] counts in; none where one could not be read, and then there are no jobs.
    pub templates: Houses,
    /// Of each publisher, what it takes from the words common to all, and does not print.
    common: Vec<Option<Vec<Said>>>,
}

/// Reads everything and renders all templates.
pub(super) fn plan(workspace: &WorkspaceFiles, request: &Request) -> Plan {
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
    let templates = templates::read(workspace, &publishers, &records, &mut result);
    let mut copies = outdated::copies(&workspace.templates, &result.sources);
    result.diagnostics.append(&mut copies);
    let fonts = fonts::built(&workspace.fonts, &mut result);
    let (Some(templates), Some(fonts)) = (templates, fonts) else {
        return Plan {
            result,
            jobs: Vec::new(),
            fonts: Vec::new(),
            templates: Houses::default(),
            common: Vec::new(),
        };
    };
    let mut idle = unused::files(workspace, &publishers);
    result.diagnostics.append(&mut idle);
    let mut plan = Plan {
        result,
        jobs: Vec::new(),
        fonts: vec![fonts],
        templates: Houses::default(),
        common: Vec::new(),
    };
    // Faults are looked up in them on every thread.
    let sources = std::mem::take(&mut plan.result.sources);
    for publisher in &publishers {
        let records: Vec<&Record> = records
            .iter()
            .filter(|record| record.publisher == publisher.key)
            .collect();
        plan.publisher(publisher, &records, (workspace, request), (&templates, &sources));
    }
    plan.result.sources = sources;
    plan.result
        .diagnostics
        .extend(unused::common(std::mem::take(&mut plan.common)));
    plan.templates = templates;
    plan
}

impl Plan {
    /// The documents of one publisher.
    fn publisher(
        &mut self,
        publisher: &PublisherRecord,
        records: &[&Record],
        (workspace, request): (&WorkspaceFiles, &Request),
        (houses, sources): (&Houses, &Sources),
    ) {
        let moment = request.moment.in_zone(publisher.zone_minutes());
        let mut own = 0;
        if !publisher.fonts.is_empty() {
            own = self.fonts.len();
            let faults = &mut self.result.diagnostics;
            let more = fonts::of_publisher(publisher, &workspace.fonts, &self.fonts[0], faults);
            self.fonts.push(more);
        }
        let errors = self
            .result
            .diagnostics
            .iter()
            .filter(|fault| fault.severity == Severity::Error);
        let faulty: BTreeSet<FileId> = errors.filter_map(|fault| Some(fault.span?.file)).collect();
        let files = Files::of_publisher(sources, publisher);
        let before = self.result.diagnostics.len();
        let house = houses.of(&publisher.key);
        let templates = &houses.templates[house];
        let words = PublisherWords::new(publisher, templates, files, &mut self.result.diagnostics);
        let sound = self.result.diagnostics.len() == before;
        // What is common to all publishers is wrong once.
        let (told, found) = self.result.diagnostics.split_at(before);
        let mut found: Vec<_> = found.to_vec();
        found.retain(|fault| !told.contains(fault));
        self.result.diagnostics.truncate(before);
        self.result.diagnostics.append(&mut found);
        let maker = Maker {
            templates,
            files,
            words: &words,
            publisher,
            said: Arc::new(publisher.said.clone()),
            faulty: &faulty,
            fonts: own,
            house,
            moment,
        };
        let mut told: Vec<Told> = Vec::new();
        threads::each(
            records,
            request.threads,
            |record| maker.record(record),
            |_, (made, of)| {
                made.add_to(&mut self.result, &mut self.jobs);
                told.push(of);
            },
        );
        let belongs = owner(publisher, &self.result.listing, &request.ids);
        let (page, printed) = maker.page(&told, &belongs);
        page.add_to(&mut self.result, &mut self.jobs);
        self.common
            .push(unused::of_common(publisher, &told, &printed).filter(|_| sound));
        let mut idle = unused::values(Some(publisher).filter(|_| sound), &told, &printed);
        self.result.diagnostics.append(&mut idle);
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
