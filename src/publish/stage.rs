//! A change of the output folder that takes place as a whole, or not at all.
//!
//! First everything is written beside its place, and what will be replaced gets a second name. Then the names are
//! changed. Whatever fails on the way, everything done so far is undone, last step first.

use super::disk;
use super::error::PublishError;
use super::manifest::{MANIFEST, Manifest};
use crate::diagnostic::Message;
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// How many files are written before the disk is waited for: together they take little longer than one, and a process may
/// hold no more than some hundreds open.
const BATCH: usize = 128;

/// A change in the making. Dropped before it is settled, it is undone.
pub(super) struct Stage<'a, 'b> {
    rename: &'a mut disk::Rename<'b>,
    sync: &'a disk::Sync<'b>,
    /// Written and not yet on the disk, with their places.
    open: Vec<(File, PathBuf)>,
    steps: Vec<Step>,
    done: Vec<Done>,
}

/// What is ready to be done.
enum Step {
    Write {
        ready: TempPath,
        place: PathBuf,
        former: Option<TempPath>,
    },
    Remove {
        place: PathBuf,
        former: TempPath,
    },
}

/// What has been done, with what it takes to undo it.
enum Done {
    Folder(PathBuf),
    FolderGone(PathBuf),
    File { place: PathBuf, former: Option<TempPath> },
}

impl<'a, 'b> Stage<'a, 'b> {
    /// Nothing to change yet; files will be brought to the disk by `sync` and renamed by `rename`.
    pub(super) fn new(rename: &'a mut disk::Rename<'b>, sync: &'a disk::Sync<'b>) -> Self {
        Stage {
            rename,
            sync,
            open: Vec::new(),
            steps: Vec::new(),
            done: Vec::new(),
        }
    }

    /// Makes ready to write `bytes` to `path`, relative to `root`.
    pub(super) fn write(&mut self, root: &Path, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let place = root.join(path);
        let folder = place.parent().unwrap_or(root);
        make_folder(folder, |made| self.done.push(Done::Folder(made)))?;
        let (file, ready) = disk::write_temporary(folder, bytes)?;
        self.open.push((file, place.clone()));
        let former = match disk::stands(&place)? {
            Some(_) => Some(disk::second_name(&place, root)?),
            None => None,
        };
        self.steps.push(Step::Write { ready, place, former });
        match self.open.len() {
            BATCH => self.sync(),
            _ => Ok(()),
        }
    }

    /// Brings everything written so far down to the disk, by the handles it was written with: a system that was short of
    /// room may tell only them.
    pub(super) fn sync(&mut self) -> Result<(), PublishError> {
        let sync = self.sync;
        let files = std::mem::take(&mut self.open);
        disk::at_once(&files, |(file, place)| sync(file).map_err(disk::not_synced(place)))
    }

    /// Makes ready to remove the file at `path`, relative to `root`.
    pub(super) fn remove(&mut self, root: &Path, path: &str) -> Result<(), PublishError> {
        let place = root.join(path);
        let former = disk::second_name(&place, root)?;
        self.steps.push(Step::Remove { place, former });
        Ok(())
    }

    /// Writes the manifest, at once.
    pub(super) fn write_manifest(&mut self, root: &Path, manifest: &Manifest) -> Result<(), PublishError> {
        let place = root.join(MANIFEST);
        let (file, ready) = disk::write_temporary(root, manifest.text().as_bytes())?;
        (self.sync)(&file).map_err(disk::not_synced(&place))?;
        let former = match disk::stands(&place)? {
            Some(_) => Some(disk::second_name(&place, root)?),
            None => None,
        };
        self.take(Step::Write { ready, place, former })?;
        disk::sync_folder(root)
    }

    /// Does everything that was made ready, and removes folders that became empty.
    pub(super) fn commit(&mut self, root: &Path) -> Result<(), PublishError> {
        let mut touched = BTreeSet::new();
        let mut emptied = BTreeSet::new();
        for step in std::mem::take(&mut self.steps) {
            let place = match &step {
                Step::Write { place, .. } => place,
                Step::Remove { place, .. } => {
                    emptied.extend(folders_up_to(root, place));
                    place
                }
            };
            touched.extend(folders_up_to(root, place));
            self.take(step)?;
        }
        // Innermost first.
        for folder in emptied.iter().rev() {
            self.remove_folder_if_empty(folder)?;
        }
        touched.insert(root.to_path_buf());
        let touched: Vec<&Path> = touched.iter().map(PathBuf::as_path).filter(|f| f.is_dir()).collect();
        disk::at_once(&touched, |folder| disk::sync_folder(folder))
    }

    fn take(&mut self, step: Step) -> Result<(), PublishError> {
        match step {
            Step::Write { ready, place, former } => {
                (self.rename)(&ready, &place).map_err(disk::failed("書けません", "cannot be written", &place))?;
                self.done.push(Done::File { place, former });
            }
            Step::Remove { place, former } => {
                disk::remove_file(&place).map_err(disk::failed("削除できません", "cannot be removed", &place))?;
                self.done.push(Done::File {
                    place,
                    former: Some(former),
                });
            }
        }
        Ok(())
    }

    fn remove_folder_if_empty(&mut self, folder: &Path) -> Result<(), PublishError> {
        match disk::remove_empty_folder(folder) {
            Ok(()) => self.done.push(Done::FolderGone(folder.to_path_buf())),
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists
                ) => {}
            Err(e) => return Err(disk::failed("削除できません", "cannot be removed", folder)(e)),
        }
        Ok(())
    }

    /// Ends the change: what was done stays when `result` is good, and is undone when it is not.
    pub(super) fn settle<T>(mut self, result: Result<T, PublishError>) -> Result<T, PublishError> {
        match result {
            Ok(value) => {
                self.done.clear();
                Ok(value)
            }
            Err(cause) => {
                let places = self.undo();
                if places.is_empty() {
                    return Err(cause);
                }
                Err(PublishError::NotRestored {
                    cause: Box::new(cause),
                    places,
                })
            }
        }
    }

    /// Undoes what was done, last step first, and tells what could not be undone.
    fn undo(&mut self) -> Vec<(PathBuf, Option<PathBuf>)> {
        let mut lost = Vec::new();
        // Files that were only made ready go away by themselves, but must be gone before their folders can be.
        self.steps.clear();
        while let Some(done) = self.done.pop() {
            match done {
                Done::Folder(path) => {
                    // Somebody else may have put a file into it meanwhile.
                    let _ = disk::remove_empty_folder(&path);
                }
                Done::FolderGone(path) => {
                    if std::fs::create_dir(&path).is_err() {
                        lost.push((path, None));
                    }
                }
                Done::File { place, former: None } => {
                    if disk::remove_file(&place).is_err() {
                        lost.push((place, None));
                    }
                }
                Done::File {
                    place,
                    former: Some(former),
                } => {
                    if (self.rename)(&former, &place).is_err() {
                        lost.push((place, former.keep().ok()));
                    }
                }
            }
        }
        lost
    }
}

impl Drop for Stage<'_, '_> {
    fn drop(&mut self) {
        // Empty after `settle`; anything left is there because of a panic, which is told elsewhere.
        let _ = self.undo();
    }
}

/// Makes `folder` and every folder above it that is missing, telling each one made, outermost first.
pub(super) fn make_folder(folder: &Path, mut made: impl FnMut(PathBuf)) -> Result<(), PublishError> {
    let mut missing = Vec::new();
    for above in folder.ancestors().filter(|a| !a.as_os_str().is_empty()) {
        // Here links are followed: where `out` itself lies is the operator's choice. Below it, the survey saw to it.
        match above.metadata() {
            Ok(metadata) if metadata.is_dir() => break,
            Ok(_) => {
                return Err(PublishError::Disk {
                    action: Message::new("フォルダーを作れません", "cannot be made a folder"),
                    path: folder.to_path_buf(),
                    source: io::ErrorKind::NotADirectory.into(),
                });
            }
            Err(_) => missing.push(above),
        }
    }
    for path in missing.into_iter().rev() {
        std::fs::create_dir(path).map_err(disk::failed("フォルダーを作れません", "cannot be made", path))?;
        made(path.to_path_buf());
    }
    Ok(())
}

/// The folders from the one that holds `place` up to the one below `root`.
fn folders_up_to(root: &Path, place: &Path) -> Vec<PathBuf> {
    place
        .ancestors()
        .skip(1)
        .take_while(|above| *above != root)
        .map(Path::to_path_buf)
        .collect()
}
