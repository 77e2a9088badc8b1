//! Compares what is to be published with what stands in the output folder, and touches nothing.

use super::disk;
use super::error::PublishError;
use super::manifest::{Manifest, OurFile, hash};
use super::plan::{Output, Plan, Scope};
use super::report::{Entry, Fate, Report};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What stands in the output folder, against what is to stand there.
pub(super) struct Survey<'a> {
    // By path: New, Changed or Same.
    wanted: BTreeMap<String, (&'a Output, Fate)>,
    // By path, with the record: Removed, Kept, or nothing where the file is gone already.
    unwanted: BTreeMap<String, (String, Option<Fate>)>,
    // See `Report::behind`.
    behind: BTreeSet<String>,
}

/// A file to be written.
pub(super) struct ToWrite<'a> {
    /// Relative to the output folder, with `/`.
    pub(super) path: String,
    /// What to write.
    pub(super) bytes: &'a [u8],
}

/// What stands at a place.
enum Place {
    Nothing,
    File(Vec<u8>),
    /// A folder, a symbolic link, a device; or one of the folders on the way is not a plain folder.
    Other,
}

/// Compares `plan` with the output folder `root`. Only what `scope` holds is looked at.
pub(super) fn survey<'a>(
    plan: &'a Plan,
    root: &Path,
    scope: &Scope,
    before: &Manifest,
) -> Result<Survey<'a>, PublishError> {
    let mut wanted = BTreeMap::new();
    let mut foreign = Vec::new();
    for output in plan.outputs().iter().filter(|o| scope.holds(&o.record)) {
        let path = output.path.to_string_lossy().into_owned();
        let state = match examine(root, &path)? {
            Place::Nothing => Fate::New,
            Place::File(bytes) if bytes == output.bytes => Fate::Same,
            Place::File(_) if before.0.contains_key(&path) => Fate::Changed,
            Place::File(_) | Place::Other => {
                foreign.push(root.join(&path));
                continue;
            }
        };
        wanted.insert(path, (output, state));
    }
    if !foreign.is_empty() {
        return Err(PublishError::Foreign(foreign));
    }

    let planned: BTreeSet<&Path> = plan.outputs().iter().map(|o| o.path.as_path()).collect();
    let mut unwanted = BTreeMap::new();
    for (path, made) in &before.0 {
        if !scope.holds(&made.record) || planned.contains(Path::new(path)) {
            continue;
        }
        let state = match examine(root, path)? {
            Place::Nothing => None,
            Place::File(bytes) if made.hashes.contains(&hash(&bytes)) => Some(Fate::Removed),
            Place::File(_) | Place::Other => Some(Fate::Kept),
        };
        unwanted.insert(path.clone(), (made.record.clone(), state));
    }
    let behind = behind(plan, root, scope, before, &planned)?;
    Ok(Survey {
        wanted,
        unwanted,
        behind,
    })
}

/// The records beyond `scope` whose documents are missing, differ or should be gone. A PDF carries the moment it was made
/// at, so that it always differs; the letter on the web tells for both.
fn behind(
    plan: &Plan,
    root: &Path,
    scope: &Scope,
    before: &Manifest,
    planned: &BTreeSet<&Path>,
) -> Result<BTreeSet<String>, PublishError> {
    let of_record = |record: &str| !scope.holds(record) && record.contains('/');
    let gone = before
        .0
        .iter()
        .filter(|(path, made)| of_record(&made.record) && !planned.contains(Path::new(path)));
    let mut behind: BTreeSet<String> = gone.map(|(_, made)| made.record.clone()).collect();
    for output in plan.outputs().iter().filter(|o| of_record(&o.record)) {
        let path = output.path.to_string_lossy();
        let differs = match examine(root, &path)? {
            Place::Nothing => true,
            Place::File(bytes) => path.ends_with(".html") && bytes != output.bytes,
            Place::Other => false,
        };
        if differs {
            behind.insert(output.record.clone());
        }
    }
    Ok(behind)
}

fn examine(root: &Path, path: &str) -> Result<Place, PublishError> {
    for (end, _) in path.match_indices('/') {
        match disk::stands(&root.join(&path[..end]))? {
            None => return Ok(Place::Nothing),
            Some(metadata) if metadata.is_dir() => {}
            Some(_) => return Ok(Place::Other),
        }
    }
    let place = root.join(path);
    match disk::stands(&place)? {
        None => Ok(Place::Nothing),
        Some(metadata) if metadata.is_file() => Ok(Place::File(disk::read(&place)?)),
        Some(_) => Ok(Place::Other),
    }
}

impl Survey<'_> {
    /// Whether every file stands there already and none is to go.
    pub(super) fn changes_nothing(&self) -> bool {
        self.to_write().next().is_none() && self.to_remove().next().is_none()
    }

    /// The files to be written, by path.
    pub(super) fn to_write(&self) -> impl Iterator<Item = ToWrite<'_>> {
        self.wanted
            .iter()
            .filter(|(_, (_, state))| *state != Fate::Same)
            .map(|(path, (output, _))| ToWrite {
                path: path.clone(),
                bytes: &output.bytes,
            })
    }

    /// The files to be removed, by path.
    pub(super) fn to_remove(&self) -> impl Iterator<Item = &str> {
        self.unwanted
            .iter()
            .filter(|(_, (_, state))| *state == Some(Fate::Removed))
            .map(|(path, _)| path.as_str())
    }

    /// The manifest as it will be.
    pub(super) fn manifest(&self, before: &Manifest, scope: &Scope) -> Manifest {
        let mut after = BTreeMap::new();
        for (path, made) in &before.0 {
            if !scope.holds(&made.record) {
                after.insert(path.clone(), made.clone());
            }
        }
        for (path, (output, _)) in &self.wanted {
            let made = OurFile {
                record: output.record.clone(),
                hashes: BTreeSet::from([hash(&output.bytes)]),
            };
            after.insert(path.clone(), made);
        }
        Manifest(after)
    }

    /// What became of each file, once it is done.
    pub(super) fn report(&self) -> Report {
        let wanted = self.wanted.iter().map(|(path, (output, state))| Entry {
            path: path.clone(),
            label: Some(output.label.clone()),
            record: output.record.clone(),
            pages: output.pages,
            size: Some(output.bytes.len() as u64),
            state: *state,
        });
        let unwanted = self.unwanted.iter().filter_map(|(path, (record, state))| {
            Some(Entry {
                path: path.clone(),
                label: None,
                record: record.clone(),
                pages: None,
                size: None,
                state: (*state)?,
            })
        });
        let mut entries: Vec<Entry> = wanted.chain(unwanted).collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Report {
            entries,
            behind: self.behind.iter().cloned().collect(),
        }
    }
}

/// Removes temporary files that a build left behind when the machine stopped. Nobody else can be writing any: the
/// caller holds the lock.
pub(super) fn sweep(survey: &Survey<'_>, root: &Path) {
    let mut folders = BTreeSet::from([root.to_path_buf()]);
    for path in survey.wanted.keys().chain(survey.unwanted.keys()) {
        let above = path.match_indices('/').map(|(end, _)| root.join(&path[..end]));
        folders.extend(above.take_while(|folder| matches!(disk::stands(folder), Ok(Some(m)) if m.is_dir())));
    }
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let ours = entry.file_name().to_str().is_some_and(is_temporary);
            if ours && entry.file_type().is_ok_and(|t| t.is_file()) {
                // Left behind once more, it does no more harm than before.
                let _ = disk::remove_file(&entry.path());
            }
        }
    }
}

fn is_temporary(name: &str) -> bool {
    let (head, tail) = disk::TEMPORARY;
    name.strip_prefix(head)
        .and_then(|rest| rest.strip_suffix(tail))
        .is_some_and(|middle| middle.len() == 6 && middle.bytes().all(|b| b.is_ascii_alphanumeric()))
}
