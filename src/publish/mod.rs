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
mod part;
mod path;
mod plan;
mod report;
mod stage;
mod survey;

pub use error::PublishError;
pub use manifest::MANIFEST;
pub(crate) use part::Part;
pub use plan::{Output, Plan, Scope};
pub use report::{Fate, Report};

use std::path::Path;

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
