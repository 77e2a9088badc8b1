//! The engine between the workspace and the outputs: what goes in, what comes out, and nothing of how files are read or
//! published.
//!
//! Everything here is a function of the workspace's files and the moment (law 3).

pub mod codes;
mod faults;
mod fonts;
mod job;
mod make;
mod templates;
mod threads;
mod timing;
mod unused;
mod words;

use crate::diagnostic::{Diagnostic, Message, Severity, Sources};
use crate::document::Document;
use crate::publish::Output;
use crate::typeset::font::Fonts;
use chrono::{NaiveDateTime, TimeDelta};
use std::num::NonZeroUsize;

/// The files of a workspace, read into memory, each list sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkspaceFiles {
    /// Everything below `notices/`.
    pub notices: Vec<WorkspaceFile>,
    /// Everything below `templates/`.
    pub templates: Vec<WorkspaceFile>,
    /// Everything below `fonts/`.
    pub fonts: Vec<WorkspaceFile>,
}

/// One file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceFile {
    /// Relative to the workspace, with `/`, the first folder included (`notices/j-mups/publisher.yaml`).
    pub path: String,
    /// Its bytes, as they stand on the disk.
    pub bytes: Vec<u8>,
}

/// The moment that documents are made for (`--as-of`, or the machine's clock).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A wall clock reading, as a publisher's own records write theirs: it holds in each publisher's zone.
    Local(NaiveDateTime),
    /// A reading in UTC: one instant for every publisher.
    Utc(NaiveDateTime),
}

impl Moment {
    /// The wall clock reading in a zone `zone_minutes` east of UTC (JST: 540).
    pub fn in_zone(&self, zone_minutes: i32) -> NaiveDateTime {
        match self {
            Moment::Local(reading) => *reading,
            Moment::Utc(reading) => reading
                .checked_add_signed(TimeDelta::minutes(i64::from(zone_minutes)))
                .unwrap_or(*reading),
        }
    }
}

/// What the engine's result is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Everything is made and published.
    Publish,
    /// Everything is made, so that every fault is found, and thrown away.
    Check,
    /// Only the listing is asked for: nothing need be laid out.
    List,
}

/// What is asked of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What the result is for.
    pub goal: Goal,
    /// The moment that documents are made for.
    pub moment: Moment,
    /// Records to make documents of, each `id` or `publisher/id`; all of them where it is empty. The engine may make
    /// more: publication writes only what belongs to these records.
    pub ids: Vec<String>,
    /// How many threads lay out and write documents at most. Their number changes no byte.
    pub threads: NonZeroUsize,
}

/// Is told how far the engine has come.
pub trait Progress {
    /// This many documents will be made.
    fn begin(&mut self, total: usize);
    /// The document with this path is made.
    fn done(&mut self, path: &str);
}

/// Nobody is told.
impl Progress for () {
    fn begin(&mut self, _total: usize) {}
    fn done(&mut self, _path: &str) {}
}

/// What the engine makes.
#[derive(Debug, Clone, Default)]
pub struct BuildResult {
    /// The files that the diagnostics' spans point into.
    pub sources: Sources,
    /// Every fault of every file. One error among them stops publication.
    pub diagnostics: Vec<Diagnostic>,
    /// What is to be published.
    pub outputs: Vec<Output>,
    /// Every record whose id could be read, whichever were asked for.
    pub listing: Vec<ListEntry>,
    /// What `-v` tells besides.
    pub notes: Vec<Message>,
}

impl BuildResult {
    /// Whether a fault stops publication.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}

/// A record as `notice list` tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListEntry {
    /// The publisher's key.
    pub publisher: String,
    /// The record's id, unique within the publisher.
    pub id: String,
    /// Maintenance or incident.
    pub kind: Message,
    /// Its title.
    pub title: String,
    /// Its state at the moment.
    pub state: Message,
    /// The documents made of it: paths relative to `out/`.
    pub documents: Vec<String>,
}

impl ListEntry {
    /// `publisher/id`: the name that is unique in the workspace, and that [`Output::record`] carries.
    pub fn name(&self) -> String {
        format!("{}/{}", self.publisher, self.id)
    }

    /// Whether an operator who writes `wanted` (`id` or `publisher/id`) means this record.
    pub fn answers_to(&self, wanted: &str) -> bool {
        self.id == wanted || self.name() == wanted
    }
}

/// A letter or FAX sheet before it is laid out: what its pages must say.
#[derive(Clone)]
pub struct Draft {
    /// Relative to `out/`.
    pub path: String,
    /// What it says.
    pub document: Document,
    /// What it is set in.
    pub fonts: Fonts,
}

/// The letters and FAX sheets that [`build`] lays out and writes.
pub fn drafts(workspace: &WorkspaceFiles, request: &Request) -> Vec<Draft> {
    let make::Plan { jobs, fonts, .. } = make::plan(workspace, request);
    let drafts = jobs.into_iter().map(|job| Draft {
        path: job.path,
        document: job.document,
        fonts: fonts[job.fonts].clone(),
    });
    drafts.collect()
}

/// Makes every document of the workspace at the moment.
pub fn build(workspace: &WorkspaceFiles, request: &Request, progress: &mut dyn Progress) -> BuildResult {
    let mut result = make::make(workspace, request, progress);
    // A publisher's words are worked out for each of its records; a fault in them is still one fault.
    let mut told: Vec<Diagnostic> = Vec::new();
    for fault in std::mem::take(&mut result.diagnostics) {
        if !told.iter().rev().take(NEAR).any(|earlier| *earlier == fault) {
            told.push(fault);
        }
    }
    result.diagnostics = told;
    result
}

/// How far back an equal fault is looked for: a file can hold a hundred thousand, and equal ones stand close together.
const NEAR: usize = 64;
