//! The staging place: where documents wait, below `out/.notice/`, until all of them are published in one step.

use super::disk::{self, Hands};
use super::error::PublishError;
use super::interrupt::{self, Goes};
use super::path::STAGING;
use std::collections::BTreeSet;
use std::fs::{File, Metadata};
use std::path::{Path, PathBuf};

/// How many files are written before the disk is waited for: together they take little longer than one, and a process may
/// hold no more than some dozens open.
const BATCH: usize = 32;

/// The staging place of one build. What stands in it when it is dropped goes away.
pub(super) struct Stage {
    place: PathBuf,
    /// Folders that were made in it.
    folders: BTreeSet<PathBuf>,
    /// Written and not yet on the disk, with their places.
    open: Vec<(File, PathBuf)>,
    /// What is to stand below `.notice/`.
    own: BTreeSet<String>,
}

impl Stage {
    /// An empty staging place in the output folder `root`; what a build left behind that was stopped goes away.
    pub(super) fn new(root: &Path) -> Result<Stage, PublishError> {
        let place = root.join(STAGING);
        disk::remove_own_tree(&place)?;
        Ok(Stage {
            place,
            folders: BTreeSet::new(),
            open: Vec::new(),
            own: BTreeSet::new(),
        })
    }

    /// Where something stands that is to stand at `path`, relative to the output folder.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.place.join(path)
    }

    /// Makes the folder for what is to stand at `path`.
    pub(super) fn folder_for(&mut self, path: &str) -> Result<PathBuf, PublishError> {
        let place = self.at(path);
        self.folder(place.parent().unwrap_or(&self.place).to_path_buf())?;
        Ok(place)
    }

    /// Makes a folder of the staging place, and those above it: a call for each that is not there yet.
    pub(super) fn folder(&mut self, folder: PathBuf) -> Result<(), PublishError> {
        if self.folders.contains(&folder) {
            return Ok(());
        }
        match folder.parent() {
            Some(above) if folder != self.place => {
                self.folder(above.to_path_buf())?;
                disk::make_one_folder(&folder)?;
            }
            _ => {
                interrupt::staged(&self.place, Goes::Tree);
                disk::make_private(&folder)?;
            }
        }
        self.folders.insert(folder);
        Ok(())
    }

    /// Whether a folder of the staging place was made.
    pub(super) fn has(&self, folder: &Path) -> bool {
        self.folders.contains(folder)
    }

    /// Writes what is to stand at `path`; what is known of the file.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8], hands: &Hands) -> Result<Metadata, PublishError> {
        let _pen = interrupt::pen();
        let place = self.folder_for(path)?;
        let file = match disk::write(&place, bytes) {
            // Fewer may be open than are waited for at once.
            Err(e) if e.is_short_of_files() && !self.open.is_empty() => {
                self.sync(hands)?;
                disk::write(&place, bytes)?
            }
            written => written?,
        };
        let metadata = file.metadata().map_err(disk::not_written(&place))?;
        self.open.push((file, place));
        if self.open.len() == BATCH {
            self.sync(hands)?;
        }
        Ok(metadata)
    }

    /// Where something waits that is to stand at `path` below `.notice/`.
    pub(super) fn own_place(&mut self, path: &str) -> Result<PathBuf, PublishError> {
        let place = self.folder_for(path)?;
        self.own.insert(path.to_string());
        Ok(place)
    }

    /// Writes what is to stand at `path` below `.notice/`.
    pub(super) fn write_own(&mut self, path: &str, bytes: &[u8], hands: &Hands) -> Result<(), PublishError> {
        match self.own.insert(path.to_string()) {
            true => self.write(path, bytes, hands).map(|_| ()),
            false => Ok(()),
        }
    }

    /// What is to stand below `.notice/`.
    pub(super) fn own(&self) -> impl Iterator<Item = String> {
        self.own.iter().cloned()
    }

    /// Brings everything written so far down to the disk, by the handles it was written with: a system that was short of
    /// room may tell only them.
    pub(super) fn sync(&mut self, hands: &Hands) -> Result<(), PublishError> {
        let files = std::mem::take(&mut self.open);
        let sync = &hands.sync;
        disk::at_once(&files, |(file, place)| sync(file).map_err(disk::not_synced(place)))
    }

    /// The staging place itself.
    pub(super) fn place(&self) -> &Path {
        &self.place
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Left behind once more, it does no more harm than before: the next build sweeps.
        let _ = disk::remove_own_tree(&self.place);
        interrupt::settled(&self.place);
    }
}
