//! Publication: everything that was made goes into `out/`, or nothing does.
//!
//! What is to be written is in memory before anything is touched. Each file is written beside its place and renamed
//! when all of them are written; a file whose bytes are the same is left alone; a file that no record makes any more
//! goes away; a file that `notice` did not make is never touched. The manifest (`out/.notice-manifest`) tells which
//! files those are.

mod disk;
mod error;
mod lock;
mod manifest;
mod path;
mod stage;
mod survey;

pub use error::PublishError;
pub use manifest::MANIFEST;

use crate::diagnostic::Message;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One file to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its path, relative to `out/`, with `/`.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Number of pages, where it has pages.
    pub pages: Option<usize>,
    /// The record it is made of, `publisher/id`; the publisher's key alone for what is made of many records.
    pub record: String,
    /// What it is, for the table at the end (案内状, FAX …).
    pub label: Message,
}

/// Everything one build publishes, as a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan(Vec<Output>);

impl Plan {
    /// A plan of `outputs`, ordered by path.
    pub fn new(mut outputs: Vec<Output>) -> Self {
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
        Plan(outputs)
    }

    /// The outputs, ordered by path.
    pub fn outputs(&self) -> &[Output] {
        &self.0
    }
}

/// Which records a build answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All: what the plan does not hold is no longer made by anyone.
    All,
    /// Only outputs with one of these [`Output::record`]s are written, and only such are removed.
    Records(BTreeSet<String>),
}

impl Scope {
    /// Whether the build answers for this record.
    pub fn holds(&self, record: &str) -> bool {
        match self {
            Scope::All => true,
            Scope::Records(records) => records.contains(record),
        }
    }
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Did not exist before.
    New,
    /// Existed with other bytes.
    Changed,
    /// Had the same bytes: left alone.
    Same,
    /// No record makes it any more: gone.
    Removed,
    /// No record makes it any more, but its bytes are not those that were published: somebody changed it, so it stays
    /// and is no longer ours.
    Kept,
}

/// One line of a [`Report`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path, relative to `out/`, with `/`.
    pub path: String,
    /// What it is; `None` for a file that is no longer made.
    pub label: Option<Message>,
    /// The record it belongs to.
    pub record: String,
    /// Number of pages, where it has pages.
    pub pages: Option<usize>,
    /// Size in bytes; `None` for a file that is no longer made.
    pub size: Option<u64>,
    /// What became of it.
    pub state: State,
}

/// What a publication did, ordered by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// One entry per file.
    pub entries: Vec<Entry>,
    /// The records that the build did not answer for and whose documents are not what the records say now: the page, which
    /// tells of all records, and these documents may disagree.
    pub behind: Vec<String>,
}

impl Report {
    /// How many files are in `state`.
    pub fn count(&self, state: State) -> usize {
        self.entries.iter().filter(|e| e.state == state).count()
    }
}

/// Publishes `plan` into the folder `out`, which is made where it is missing.
///
/// # Errors
/// Nothing has changed in `out` when an error is returned, except where [`PublishError::NotRestored`] says so.
pub fn publish(plan: &Plan, out: &Path, scope: &Scope) -> Result<Report, PublishError> {
    publish_with(plan, out, scope, lock::PATIENCE, &mut disk::rename, &disk::sync)
}

/// [`publish`] with the patience for another build, and with the two steps that tests must be able to make fail.
fn publish_with(
    plan: &Plan,
    out: &Path,
    scope: &Scope,
    patience: u32,
    rename: &mut disk::Rename<'_>,
    sync: &disk::Sync<'_>,
) -> Result<Report, PublishError> {
    path::check(plan)?;
    let mut made = Vec::new();
    let published = stage::make_folder(out, |folder| made.push(folder)).and_then(|()| {
        let root = disk::canonical(out)?;
        let _lock = lock::Lock::take(&root, patience)?;
        // Dropped before the lock: what must be undone is undone while no other build can come between.
        let mut stage = stage::Stage::new(rename, sync);
        let done = publish_locked(plan, &root, scope, &mut stage);
        stage.settle(done)
    });
    if published.is_err() {
        for folder in made.iter().rev() {
            // Where it is not empty, something could not be undone, and the error tells what.
            let _ = disk::remove_empty_folder(folder);
        }
    }
    published
}

fn publish_locked(
    plan: &Plan,
    root: &Path,
    scope: &Scope,
    stage: &mut stage::Stage<'_, '_>,
) -> Result<Report, PublishError> {
    let before = manifest::Manifest::read(root)?;
    let survey = survey::survey(plan, root, scope, &before)?;
    let after = survey.manifest(&before, scope);
    if survey.changes_nothing() && after == before {
        return Ok(survey.report());
    }

    survey::sweep(&survey, root);
    for output in survey.to_write() {
        stage.write(root, &output.path, output.bytes)?;
    }
    for path in survey.to_remove() {
        stage.remove(root, path)?;
    }
    stage.sync()?;
    // From the first rename to the last, the manifest names old and new: should the machine stop in between, the next
    // build still knows every file as its own.
    stage.write_manifest(root, &before.union(&after))?;
    stage.commit(root)?;
    stage.write_manifest(root, &after)?;
    Ok(survey.report())
}

#[cfg(test)]
mod tests;
