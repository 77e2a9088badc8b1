//! A publication that the machine stopped in its midst, ended by the next start.

use super::commit::{BEFORE, Commit, Refused, places};
use super::disk::{self, Hands};
use super::error::PublishError;
use super::journal::{self, Step};
use super::manifest::Manifest;
use super::path::STAGING;
use super::{texts, ways};
use std::path::Path;

/// Ends a publication that was decided, and that the machine stopped in the midst of.
pub(super) fn recover(root: &Path, hands: &Hands) -> Result<(), PublishError> {
    let Some(steps) = journal::read(root)? else {
        return Ok(());
    };
    let before = Manifest::read(&root.join(STAGING).join(BEFORE))?;
    let mut commit = Commit::new(root, hands);
    let mut exchanged = Vec::new();
    for step in &steps {
        let Step::Whole { folder, number } = step else {
            commit.take(step)?;
            continue;
        };
        let (staged, place) = places(root, folder);
        let is = |path: &Path| Ok(disk::stands(path)?.is_some_and(|found| disk::identity(&found).1 == *number));
        let (done, waits) = (is(&place)?, is(&staged)?);
        if done {
            exchanged.push(folder.clone());
        } else if waits {
            match commit.exchange(folder) {
                Ok(()) => exchanged.push(folder.clone()),
                Err(Refused::Fault(fault)) => return Err(fault),
                Err(Refused::Place) => {
                    let changes = ways::changes_of(root, folder, &before)?;
                    let pieces = ways::in_pieces(root, folder, &changes)?;
                    pieces.iter().try_for_each(|step| commit.take(step))?;
                }
            }
        }
    }
    commit.sync()?;
    texts::sweep(root, &Manifest::read(root)?);
    commit.end(&exchanged, &before)?;
    disk::remove_own_tree(&root.join(STAGING))
}
