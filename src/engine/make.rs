//! From the files of a workspace to the bytes of every document.
//!
//! Steps: read the records; read templates and fonts; for each publisher work its words out, make the letters and sheets
//! of its records, then its page. Faults are collected all the way; nothing stops at the first.

use super::concern::{self, Whom};
use super::facts::{self, Facts, Kept};
use super::fingerprint::{self, Fingerprints};
use super::issued::{Ledger, OfRecord};
use super::job::{House, Job};
use super::maker::{Made, Maker};
use super::request::{Goal, Moment, Request, WorkspaceFiles};
use super::result::{BuildResult, ListEntry, Progress};
use super::templates::{self, Houses};
use super::{documents, faults, fonts, outdated, standing, stays, timing, unused};
use crate::diagnostic::{FileId, Severity, Sources};
use crate::document::walk;
use crate::publish::{Output, Sink};
use crate::record::schema::{PublisherRecord, Record, Said};
use crate::template::desk::Told;
use crate::template::origins::Files;
use crate::template::words::PublisherWords;
use crate::threads;
use crate::typeset::font::Fonts;
use crate::watch;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn make(
    workspace: &WorkspaceFiles,
    request: &Request,
    earlier: Kept,
    sink: &mut dyn Sink,
    progress: &mut dyn Progress,
) -> BuildResult {
    let jobs = match request.goal {
        Goal::List => Jobs::Dropped,
        Goal::Publish | Goal::Check => Jobs::LaidOut,
    };
    let mode = Mode { jobs, anew: false };
    let Plan { result, .. } = plan(workspace, request, (mode, earlier), sink, progress);
    result
}

/// What is done with the letters and sheets of a plan.
#[derive(Clone, Copy)]
pub(super) struct Mode {
    /// Whether they are laid out.
    pub jobs: Jobs,
    /// Those of records that are asked for are made, whether they stand or not.
    pub anew: bool,
}

/// What becomes of letters and sheets once they are worked out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Jobs {
    /// They are laid out and written as they come, and given to the sink.
    LaidOut,
    /// Those of records that are asked for stay in the plan.
    Kept,
    /// It was for their faults alone.
    Dropped,
}

/// What is to be laid out and written.
pub(super) struct Plan {
    /// What there is to tell.
    pub result: BuildResult,
    /// Letters and FAX sheets that were not laid out.
    pub jobs: Vec<Job>,
    /// What [`Job::fonts`] counts in: the fonts of all publishers, then those of each that has its own.
    pub fonts: Vec<Fonts>,
    /// What [`Job::templates`] counts in.
    pub templates: Houses,
    /// Of each publisher, what it takes from the words common to all, and does not print.
    common: Vec<Option<Vec<Said>>>,
    /// What is kept of the records.
    kept: Kept,
}

/// Reads everything, renders all templates, and makes the documents; `kept` is what an earlier build kept of the records.
pub(super) fn plan(
    workspace: &WorkspaceFiles,
    request: &Request,
    (mode, kept): (Mode, Kept),
    sink: &mut dyn Sink,
    progress: &mut dyn Progress,
) -> Plan {
    let files = workspace
        .notices
        .iter()
        .map(|file| (PathBuf::from(&file.path), file.bytes.clone()))
        .collect();
    let (sources, publishers, records, diagnostics) = crate::check::workspace(files, request.threads);
    let mut result = BuildResult {
        sources,
        diagnostics,
        ..BuildResult::default()
    };
    let templates = templates::read(workspace, &publishers, &records, &mut result);
    let mut copies = outdated::copies(&workspace.templates, &result.sources);
    result.diagnostics.append(&mut copies);
    let fonts = fonts::built(&workspace.fonts, &mut result);
    let ledger = Ledger::read(&workspace.issued, &mut result.sources, &mut result.diagnostics);
    let mut plan = Plan {
        result,
        jobs: Vec::new(),
        fonts: Vec::new(),
        templates: Houses::default(),
        common: Vec::new(),
        kept,
    };
    let by_file = concern::files_of(&records);
    plan.result.found(&by_file, true);
    for path in &workspace.unread {
        plan.result.concerns.unread(path);
    }
    let Some(fonts) = fonts else {
        return plan;
    };
    plan.fonts.push(fonts.clone());
    let mut idle = unused::files(workspace, &publishers);
    plan.result.diagnostics.append(&mut idle);
    // Faults are looked up in them on every thread.
    let sources = std::mem::take(&mut plan.result.sources);
    // A record that a fault hides is a record still, and no file of the whole house.
    let mut files = fingerprint::files_of(records.iter());
    let errors = plan
        .result
        .diagnostics
        .iter()
        .filter(|fault| fault.severity == Severity::Error);
    files.extend(errors.filter_map(|fault| Some(fault.span?.file)));
    let all = Given {
        workspace,
        request,
        mode,
        houses: &templates,
        sources: &sources,
        press: &House::new(&fonts),
        publishers: &publishers,
        files: &files,
        ledger: &ledger,
    };
    let names: BTreeSet<String> = records.iter().map(Record::name).collect();
    // The documents of a record that is gone are left to a build of everything.
    let gone = plan.kept.0.keys().filter(|name| !names.contains(&***name));
    match request.ids.is_empty() {
        true => plan.kept.0.retain(|name, _| names.contains(&**name)),
        false => plan.result.behind.extend(gone.map(|name| name.to_string())),
    }
    let of_publishers: Vec<Vec<Task>> = (publishers.iter())
        .map(|publisher| plan.tasks(publisher, &records, &all, sink))
        .collect();
    let to_make = of_publishers.iter().flatten().filter(|task| task.is_to_be_made());
    progress.begin(to_make.count());
    for (publisher, tasks) in publishers.iter().zip(&of_publishers) {
        plan.publisher(publisher, tasks, &all, sink, progress);
    }
    plan.without_record(&names, &all, sink);
    plan.result.sources = sources;
    plan.result
        .diagnostics
        .extend(unused::common(std::mem::take(&mut plan.common)));
    plan.result.found(&by_file, false);
    plan.templates = templates;
    plan.keep(workspace, request, &publishers);
    plan
}

/// What all publishers' documents are made of.
struct Given<'g> {
    workspace: &'g WorkspaceFiles,
    request: &'g Request,
    mode: Mode,
    houses: &'g Houses,
    sources: &'g Sources,
    /// The press with the fonts of all publishers.
    press: &'g House<'g>,
    publishers: &'g [PublisherRecord],
    /// The files in which records stand.
    files: &'g BTreeSet<FileId>,
    /// What was issued.
    ledger: &'g Ledger<'g>,
}

impl Plan {
    /// What the next build is told.
    fn keep(&mut self, workspace: &WorkspaceFiles, request: &Request, publishers: &[PublisherRecord]) {
        let states = &mut self.result.states;
        states.insert(facts::RECORDS.to_string(), self.kept.text());
        let zones: BTreeSet<i32> = publishers.iter().map(PublisherRecord::zone_minutes).collect();
        let zones: Vec<i32> = zones.into_iter().collect();
        // What was not asked for may be behind.
        let whole = request.ids.is_empty() && !self.result.has_errors();
        let told = whole
            .then(|| standing::text(workspace, request, &zones, &self.result))
            .flatten();
        self.result
            .states
            .insert(standing::BUILD.to_string(), told.unwrap_or_default());
    }

    /// What was issued of records that are gone.
    fn without_record(&mut self, names: &BTreeSet<String>, given: &Given, sink: &mut dyn Sink) {
        let house = |key: &str| {
            let publisher = given.publishers.iter().find(|publisher| publisher.key == key)?;
            Some((publisher, &*given.houses.templates[given.houses.of(key)]))
        };
        let faults = (self.result.diagnostics.as_slice(), given.sources);
        let stays = stays::without_record(given.ledger, names, given.request, faults, house);
        self.result.diagnostics.extend(stays.told);
        for output in stays.written {
            match output {
                Ok((_, output)) => sink.put(output),
                Err(found) => self.result.diagnostics.extend(found),
            }
        }
    }

    /// What there is to do for the records of one publisher.
    fn tasks<'r>(
        &self,
        publisher: &PublisherRecord,
        records: &'r [Record],
        given: &Given<'r>,
        sink: &dyn Sink,
    ) -> Vec<Task<'r>> {
        let Given { request, sources, .. } = *given;
        let moment = request.moment.in_zone(publisher.zone_minutes());
        let fingerprints =
            Fingerprints::of_publisher(publisher, given.publishers, (given.workspace, sources), given.files);
        let own = records.iter().filter(|record| record.publisher == publisher.key);
        let tasks = own.map(|record| {
            let name = record.name();
            let issued = given.ledger.of(&name);
            let fingerprint = fingerprints.of_record(record, sources, issued.map(OfRecord::digest));
            let facts = self
                .kept
                .0
                .get(name.as_str())
                .filter(|facts| facts.hold(&fingerprint, moment));
            let stands = |facts: &&Arc<Facts>| facts.documents.iter().all(|path| sink.stands(path, &fingerprint));
            let asks = |id: &String| *id == record.id.value || *id == name;
            let facts = facts.filter(stands);
            let asked = request.ids.is_empty() || request.ids.iter().any(asks);
            let facts = facts.filter(|_| !(asked && given.mode.anew));
            Task {
                record,
                asked,
                stands: facts.is_some(),
                facts: facts.filter(|facts| !facts.again).cloned(),
                fingerprint,
                issued,
            }
        });
        tasks.collect()
    }

    /// The documents of one publisher.
    fn publisher(
        &mut self,
        publisher: &PublisherRecord,
        tasks: &[Task],
        given: &Given,
        sink: &mut dyn Sink,
        progress: &mut dyn Progress,
    ) {
        let Given { request, sources, .. } = *given;
        let moment = request.moment.in_zone(publisher.zone_minutes());
        let first = self.result.diagnostics.len();
        let mut own = 0;
        if !publisher.fonts.is_empty() {
            own = self.fonts.len();
            let faults = &mut self.result.diagnostics;
            let more = fonts::of_publisher(publisher, &given.workspace.fonts, &self.fonts[0], faults);
            self.fonts.push(more);
        }
        let errors = self
            .result
            .diagnostics
            .iter()
            .filter(|fault| fault.severity == Severity::Error);
        let faulty: BTreeSet<FileId> = errors.filter_map(|fault| Some(fault.span?.file)).collect();
        let files = Files::of_publisher(sources, publisher);
        let house = given.houses.of(&publisher.key);
        let templates = &given.houses.templates[house];
        let mut found = self.result.diagnostics.split_off(first);
        let fonts = found.len();
        watch::makes(&publisher.key);
        let used = tasks.iter().map(|task| task.record.kind).collect();
        let words = PublisherWords::new(publisher, &used, templates, files, &mut found);
        let sound = found.len() == fonts;
        self.result
            .concerns
            .note(&Whom::Publisher(publisher.key.clone()), &found);
        // What is common to all publishers is wrong once.
        let told = &mut self.result.diagnostics;
        found.retain(|fault| !told.contains(fault));
        told.append(&mut found);
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
        let own_fonts = self.fonts[own].clone();
        let own_press = (own > 0).then(|| House::new(&own_fonts));
        let press = own_press.as_ref().unwrap_or(given.press);
        let lay_out = given.mode.jobs == Jobs::LaidOut;
        let mut told: Vec<Told> = Vec::new();
        threads::each(
            tasks,
            request.threads,
            |task| {
                let (mut made, told) = maker.record(task.record, task.facts.as_deref());
                let jobs = std::mem::take(&mut made.jobs);
                let mut written = Vec::new();
                let standing = task.issued.map(OfRecord::standing).unwrap_or_default();
                let to_write = lay_out && task.asked && !task.issued.is_some_and(OfRecord::is_broken);
                for job in jobs.iter().filter(|_| to_write) {
                    let issued = standing.get(job.name()).copied();
                    for mut output in press.write(job, templates, sources, issued) {
                        if let Ok((asides, _)) = &mut output {
                            made.diagnostics.append(&mut asides.warnings);
                        }
                        written.push(output);
                    }
                    made.diagnostics.extend(
                        issued.and_then(|issued| {
                            issued.differs(&job.record, &walk::lines(&job.document.parts), job.place)
                        }),
                    );
                }
                if let Some(issued) = task.issued {
                    let at = (task.record.id.span, moment);
                    let frame = (told.account.notation().brackets.word(), &**templates);
                    let stays = stays::of_record(&task.record.name(), issued, &made.asked, at, frame);
                    for entry in &mut made.listing {
                        entry.documents.extend(stays.paths());
                    }
                    made.diagnostics.extend(stays.told);
                    written.extend(stays.written.into_iter().filter(|_| to_write));
                }
                // A document is let go on the thread that made it.
                if given.mode.jobs == Jobs::Kept && task.asked {
                    made.jobs = jobs;
                }
                ((made, told), written)
            },
            |task, ((made, of), written)| {
                let name = task.record.name();
                let whom = Whom::Record(name.clone());
                self.result.concerns.note(&whom, &made.diagnostics);
                let plain = made.diagnostics.iter().all(timing::tells);
                let until = made.until;
                let listed: String = made.listing.iter().map(|entry| entry.title.as_str()).collect();
                made.add_to(&mut self.result, &mut self.jobs, &request.moment);
                let mut documents: Vec<Box<str>> = Vec::new();
                let mut whole = of.whole;
                for output in written {
                    match output {
                        Ok((asides, output)) => {
                            self.result.notes.extend(asides.notes);
                            documents.push(output.path.to_string_lossy().into());
                            sink.put(Output {
                                fingerprint: task.fingerprint.clone(),
                                ..output
                            });
                        }
                        Err(found) => {
                            whole = false;
                            self.result.concerns.note(&whom, &found);
                            for fault in found {
                                // The letter and the FAX sheets of a record say the same words.
                                faults::tell(fault, &mut self.result.diagnostics);
                            }
                        }
                    }
                }
                match &task.facts {
                    Some(facts) => facts.documents.iter().for_each(|path| sink.keep(path)),
                    None if !task.asked && task.stands => {}
                    None if !task.asked => {
                        self.result.behind.insert(name.clone());
                    }
                    None if lay_out && whole => {
                        let facts = Facts {
                            record: name.as_str().into(),
                            fingerprint: task.fingerprint.as_str().into(),
                            again: !plain,
                            at: moment,
                            until,
                            title: of.title.as_str().into(),
                            listed: listed.into(),
                            documents: documents.into(),
                            printed: facts::bits(&of.printed, &task.record.said),
                            of_publisher: facts::bits(&of.printed, &publisher.said),
                        };
                        self.kept.0.insert(name.as_str().into(), Arc::new(facts));
                    }
                    None => {
                        self.kept.0.remove(name.as_str());
                    }
                }
                if lay_out && task.is_to_be_made() {
                    progress.done(&name);
                }
                told.push(of);
            },
        );
        let belongs = owner(publisher, &self.result.listing, &request.ids);
        let (page, printed) = maker.page(&told, &belongs);
        self.page(page, &told, &request.moment, sink);
        self.common
            .push(unused::of_common(publisher, &told, &printed).filter(|_| sound));
        let mut idle = unused::values(Some(publisher).filter(|_| sound), &told, &printed);
        self.result.diagnostics.append(&mut idle);
    }
}

impl Plan {
    /// Hands on what belongs to the page of a publisher; the page itself only where no error is in what it tells.
    fn page(&mut self, mut page: Made, told: &[Told], moment: &Moment, sink: &mut dyn Sink) {
        let at = told.iter().find_map(|told| {
            let path = documents::page_path(&told.account)?;
            Some((told.account.publisher.key.as_str(), path))
        });
        if let Some((key, path)) = at {
            let concerns = &mut self.result.concerns;
            concerns.note(&Whom::Page(key.to_string()), &page.diagnostics);
            if concerns
                .of_page(key)
                .is_some_and(|concern| concern.severity == Severity::Error)
            {
                page.outputs.retain(|output| output.path != Path::new(&path));
                self.result.held.insert(key.to_string(), path);
            }
        }
        for output in std::mem::take(&mut page.outputs) {
            sink.put(output);
        }
        page.add_to(&mut self.result, &mut self.jobs, moment);
    }
}

/// A record whose documents are to be made.
struct Task<'t> {
    record: &'t Record,
    /// Whether its documents are asked for.
    asked: bool,
    /// Whether all its documents stand as they would be made.
    stands: bool,
    /// What is kept of it, where they need not be made again.
    facts: Option<Arc<Facts>>,
    fingerprint: String,
    /// What was issued of it.
    issued: Option<&'t OfRecord<'t>>,
}

impl Task<'_> {
    fn is_to_be_made(&self) -> bool {
        self.asked && self.facts.is_none()
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
