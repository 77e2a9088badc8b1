//! What the engine makes, and whom it tells how far it has come.

use super::concern::Concerns;
use crate::diagnostic::{Diagnostic, FileId, Message, Severity, Sources};
use crate::publish::Output;
use chrono::{DateTime, FixedOffset};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Is told how far the engine has come.
pub trait Progress {
    /// The documents of this many records will be made.
    fn begin(&mut self, total: usize);
    /// Those of this record are made.
    fn done(&mut self, record: &str);
}

/// Nobody is told.
impl Progress for () {
    fn begin(&mut self, _total: usize) {}
    fn done(&mut self, _record: &str) {}
}

/// What the engine makes.
#[derive(Debug, Clone, Default)]
pub struct BuildResult {
    /// The files that the diagnostics' spans point into.
    pub sources: Sources,
    /// Every fault of every file. One error among them stops publication.
    pub diagnostics: Vec<Diagnostic>,
    /// What is to be published, where it was not given to a sink.
    pub outputs: Vec<Output>,
    /// Every record whose id could be read, whichever were asked for.
    pub listing: Vec<ListEntry>,
    /// What `-v` tells besides.
    pub notes: Vec<Message>,
    /// When documents next change if nobody writes anything, in the zone of the publisher whose they are; until then a
    /// build makes the same bytes.
    pub next_change: Option<DateTime<FixedOffset>>,
    /// Records that were not asked for and whose documents are not what the records say now.
    pub behind: BTreeSet<String>,
    /// Whom the faults concern.
    pub concerns: Concerns,
    /// Pages that were not made because of errors in what they tell: by the key of the publisher, their paths.
    pub held: BTreeMap<String, String>,
    /// Facts to be kept until the next build, by the name of their file in `out/.notice/`.
    pub states: BTreeMap<String, String>,
}

impl BuildResult {
    /// Notes whom the faults concern that were told so far, by the files in which they stand, `records` among them; those without a
    /// place as well where `all` is asked for.
    pub(super) fn found(&mut self, records: &BTreeMap<FileId, String>, all: bool) {
        let faults = self.diagnostics.iter().filter(|fault| all || fault.span.is_some());
        self.concerns.read(faults, &self.sources, records);
    }

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
    /// Which set phrases it says, and who chose so, for `-v`.
    pub phrases: Arc<Message>,
    /// The documents made of it: paths relative to `out/`.
    pub documents: Vec<String>,
    /// What `notice list -v` tells besides: choices that the program made.
    pub choices: Vec<Message>,
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
