//! The ways by which parts are published: whole, by one exchange, or file by file where their place does not take that.

use super::carry::{Hindrance, carry};
use super::commit::{Commit, Refused, pieces, places};
use super::disk;
use super::error::PublishError;
use super::journal::{self, PIECES, Step};
use super::manifest::Manifest;
use super::part::Part;
use super::path::STAGING;
use super::stage::Stage;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is to be done to a file of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// The staged file goes to its place.
    Write { path: String },
    /// The file goes away, if its bytes are still these.
    Remove { path: String, hash: String },
}

impl Change {
    fn path(&self) -> &str {
        match self {
            Change::Write { path } | Change::Remove { path, .. } => path,
        }
    }
}

/// The parts that change, in the order in which they are published: the office's first, since what a page tells of must
/// stand when the page does.
const ORDER: [Part; 2] = [Part::Office, Part::Web];

enum Way {
    /// The folder, a part or one of its folders, takes the place of the one that stands.
    Whole {
        folder: String,
        number: u64,
    },
    Pieces(Vec<Step>),
}

/// The way of each part that changes.
pub(super) struct Ways(Vec<(Part, Way)>);

/// Chooses the ways, and stages what they need. `made` is told of folders that are made for a part.
pub(super) fn prepare(
    root: &Path,
    changes: &[Change],
    stage: &mut Stage,
    mut made: impl FnMut(PathBuf),
) -> Result<Ways, PublishError> {
    let mut ways = Vec::new();
    for part in ORDER {
        let of_part: Vec<&Change> = changes.iter().filter(|of| Part::of(of.path()) == Some(part)).collect();
        if of_part.is_empty() {
            continue;
        }
        let place = root.join(part.word());
        match disk::stands(&place)? {
            Some(found) if found.is_dir() => {}
            // A link to a folder elsewhere: its place is the operator's choice.
            Some(found) if found.is_symlink() && place.is_dir() => {}
            Some(_) => return Err(PublishError::Foreign(vec![place])),
            None => {
                match part {
                    Part::Office => disk::make_private(&place)?,
                    Part::Web => disk::make_folder(&place, |_| {})?,
                }
                made(place.clone());
            }
        }
        let removed: BTreeSet<&str> = of_part
            .iter()
            .filter(|change| matches!(change, Change::Remove { .. }))
            .map(|change| change.path())
            .collect();
        let folder = around(root, part, &of_part)?;
        let carried = match disk::stands(&place)?.is_some_and(|found| found.is_symlink()) {
            true => Err(Hindrance::Place),
            false => carry(&root.join(&folder), &folder, stage, &|path| removed.contains(path)),
        };
        let way = match carried {
            Ok(()) => {
                let staged = stage.at(&folder);
                stage.folder(staged.clone())?;
                let (_, number) = disk::stands(&staged)?.map_or((0, 0), |found| disk::identity(&found));
                Way::Whole { folder, number }
            }
            Err(Hindrance::Place) => Way::Pieces(in_pieces(root, part.word(), changes)?),
            Err(Hindrance::Fault(fault)) => return Err(fault),
        };
        ways.push((part, way));
    }
    Ok(Ways(ways))
}

/// The folder around all that changes in a part: whoever looks sees all of it change at once when that one is exchanged, and
/// what stands beside it need not be staged.
fn around(root: &Path, part: Part, changes: &[&Change]) -> Result<String, PublishError> {
    let is_write = |change: &&Change| matches!(change, Change::Write { .. });
    // A folder of which nothing may be left is exchanged within the one that it goes away from.
    if !changes.iter().any(is_write) {
        return Ok(part.word().to_string());
    }
    let mut folders = changes.iter().map(|change| above(change.path()));
    let first = folders.next().unwrap_or(part.word());
    let mut around = folders.fold(first, |mut around, folder| {
        while !within(folder, around) {
            around = above(around);
        }
        around
    });
    while around != part.word() && !disk::stands(&root.join(around))?.is_some_and(|found| found.is_dir()) {
        around = above(around);
    }
    Ok(around.to_string())
}

fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}

/// Whether `path` is `folder` or lies below it.
fn within(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Brings the new files below `folder`, a part or one of its folders, to the pieces of the part, on its own disk, and orders
/// the steps: documents first, then the pages that tell of them, then what goes away.
pub(super) fn in_pieces(root: &Path, folder: &str, changes: &[Change]) -> Result<Vec<Step>, PublishError> {
    let mut of_part: Vec<&Change> = changes.iter().filter(|of| within(of.path(), folder)).collect();
    let rank = |change: &&Change| match change {
        Change::Write { path } => usize::from(is_page(path)),
        Change::Remove { .. } => 2,
    };
    of_part.sort_by_key(|change| (rank(change), change.path().to_string()));
    let folder = pieces(root, folder);
    disk::remove_own_tree(&folder)?;
    disk::make_private(&folder)?;
    let mut steps = Vec::new();
    for (number, change) in of_part.into_iter().enumerate() {
        steps.push(match change {
            Change::Write { path } => {
                let (staged, piece) = (
                    root.join(STAGING).join(path),
                    pieces(root, path).join(number.to_string()),
                );
                // What is staged stays: should the machine stop here, the journal still says that the part is exchanged whole.
                // A second name would have the group and the rights of the staging place, not those of the part.
                disk::copy(&staged, &piece)?;
                Step::Write {
                    number,
                    path: path.clone(),
                }
            }
            Change::Remove { path, hash } => Step::Remove {
                path: path.clone(),
                hash: hash.clone(),
            },
        });
    }
    disk::sync_folder(&folder)?;
    Ok(steps)
}

/// What an exchange of a staged folder would do, `ours` being the files that it had before.
pub(super) fn changes_of(root: &Path, folder: &str, ours: &Manifest) -> Result<Vec<Change>, PublishError> {
    let mut changes = Vec::new();
    staged_files(root, folder, &mut changes)?;
    for (path, made) in ours.files.iter().filter(|(path, _)| within(path, folder)) {
        if disk::stands(&root.join(STAGING).join(path))?.is_none() {
            changes.push(Change::Remove {
                path: path.clone(),
                hash: made.hash.clone(),
            });
        }
    }
    Ok(changes)
}

/// The staged files at and below `path` that are not those that stand.
fn staged_files(root: &Path, path: &str, changes: &mut Vec<Change>) -> Result<(), PublishError> {
    let folder = root.join(STAGING).join(path);
    let cannot = || disk::failed("読めません", "cannot be read", &folder);
    for entry in std::fs::read_dir(&folder).map_err(cannot())? {
        let entry = entry.map_err(cannot())?;
        let (metadata, name) = (entry.metadata().map_err(cannot())?, entry.file_name());
        // A name that is not UTF-8 is nobody's of ours.
        let Some(name) = name.to_str() else {
            continue;
        };
        let path = format!("{path}/{name}");
        if metadata.is_dir() {
            staged_files(root, &path, changes)?;
            continue;
        }
        let there = disk::stands(&root.join(&path))?;
        if there.is_none_or(|there| disk::identity(&there) != disk::identity(&metadata)) {
            changes.push(Change::Write { path });
        }
    }
    Ok(())
}

/// Whether a file is of a publisher's page, which tells of documents, rather than a document.
fn is_page(path: &str) -> bool {
    Part::within(path).matches('/').count() == 1
}

/// Goes the ways, with the journal before them, and takes the steps of our `own` files.
pub(super) fn go(
    ways: &mut Ways,
    own: Vec<Step>,
    changes: &[Change],
    commit: &mut Commit<'_>,
) -> Result<(), PublishError> {
    let (root, hands) = (commit.root, commit.hands);
    journal::write(root, &ways.steps(&own), hands)?;
    for at in 0..ways.0.len() {
        if let Some((part, Way::Whole { folder, .. })) = ways.0.get(at) {
            let part = *part;
            match commit.exchange(folder) {
                Ok(()) => {}
                Err(Refused::Fault(fault)) => return Err(fault),
                Err(Refused::Place) => {
                    let steps = in_pieces(root, part.word(), changes)?;
                    ways.0[at].1 = Way::Pieces(steps);
                    journal::write(root, &ways.steps(&own), hands)?;
                }
            }
        }
        if let Some((_, Way::Pieces(steps))) = ways.0.get(at) {
            steps.iter().try_for_each(|step| commit.take(step))?;
        }
    }
    commit.sync()?;
    own.iter().try_for_each(|step| commit.take(step))
}

impl Ways {
    fn steps(&self, own: &[Step]) -> Vec<Step> {
        let of_part = self.0.iter().flat_map(|(_, way)| match way {
            Way::Whole { folder, number } => vec![Step::Whole {
                folder: folder.clone(),
                number: *number,
            }],
            Way::Pieces(steps) => steps.clone(),
        });
        of_part.chain(own.iter().cloned()).collect()
    }

    /// The folders that were exchanged.
    pub(super) fn exchanged(&self) -> Vec<String> {
        let whole = self.0.iter().filter_map(|(_, way)| match way {
            Way::Whole { folder, .. } => Some(folder.clone()),
            Way::Pieces(_) => None,
        });
        whole.collect()
    }

    /// The parts that were published file by file.
    pub(super) fn in_pieces(&self) -> Vec<Part> {
        let pieces = self.0.iter().filter(|(_, way)| matches!(way, Way::Pieces(_)));
        pieces.map(|(part, _)| *part).collect()
    }

    /// Removes the pieces of what was undone.
    pub(super) fn clear(&self, root: &Path) {
        for (part, _) in &self.0 {
            let (_, place) = places(root, part.word());
            // Left behind, the next build sweeps them.
            let _ = disk::remove_own_tree(&place.join(PIECES));
        }
    }
}
