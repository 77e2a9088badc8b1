//! A folder that is written beside its place, under another name, and takes its place in one step.

use super::disk::{self, Hands};
use super::error::PublishError;
use std::fs::File;
use std::path::{Path, PathBuf};

/// How its name begins as long as it is in the making.
const BEFORE: &str = ".notice-";

/// A folder in the making, beside its place. What stands in it when it is dropped goes away.
pub(super) struct Beside {
    folder: PathBuf,
}

impl Beside {
    /// An empty one; what a program left behind that was stopped goes away.
    pub(super) fn new(place: &Path) -> Result<Beside, PublishError> {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let folder = place.with_file_name(format!("{BEFORE}{name}"));
        disk::remove_own_tree(&folder)?;
        disk::make_folder(&folder, |_| {})?;
        Ok(Beside { folder })
    }

    /// Clears `above` of what programs left behind there that were stopped.
    pub(super) fn sweep(above: &Path) -> Result<(), PublishError> {
        let cannot = || disk::failed("読めません", "cannot be read", above);
        for entry in std::fs::read_dir(above).map_err(cannot())? {
            let entry = entry.map_err(cannot())?;
            if entry.file_name().to_string_lossy().starts_with(BEFORE) {
                disk::remove_own_tree(&entry.path())?;
            }
        }
        Ok(())
    }

    /// [`Beside::new`], for nobody else to look into.
    pub(super) fn private(place: &Path) -> Result<Beside, PublishError> {
        let beside = Beside::new(place)?;
        disk::remove_empty_folder(&beside.folder).map_err(disk::not_removed(&beside.folder))?;
        disk::make_private(&beside.folder)?;
        Ok(beside)
    }

    pub(super) fn place(&self) -> &Path {
        &self.folder
    }

    /// Writes a file and brings it down to the disk.
    pub(super) fn write(&self, path: &str, bytes: &[u8], hands: &Hands) -> Result<(), PublishError> {
        let place = self.folder.join(path);
        if let Some(folder) = place.parent() {
            disk::make_folder(folder, |_| {})?;
        }
        let file: File = disk::write(&place, bytes)?;
        (hands.sync)(&file).map_err(disk::not_synced(&place))
    }

    /// Gives what stands in the folder a second name here, except what is to be replaced; whether all of it has one.
    pub(super) fn carry(&self, folder: &Path) -> Result<bool, PublishError> {
        let cannot = || disk::failed("読めません", "cannot be read", folder);
        for entry in std::fs::read_dir(folder).map_err(cannot())? {
            let entry = entry.map_err(cannot())?;
            let (from, to) = (entry.path(), self.folder.join(entry.file_name()));
            let plain = entry.file_type().is_ok_and(|kind| kind.is_file());
            if disk::stands(&to)?.is_none() && !(plain && std::fs::hard_link(&from, &to).is_ok()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Moves what somebody put into the folder after it was carried into the one that took its place.
    pub(super) fn give_back(&self, folder: &Path) -> Result<(), PublishError> {
        let cannot = || disk::failed("読めません", "cannot be read", &self.folder);
        for entry in std::fs::read_dir(&self.folder).map_err(cannot())? {
            let entry = entry.map_err(cannot())?;
            let to = folder.join(entry.file_name());
            if disk::stands(&to)?.is_none() {
                disk::rename(&entry.path(), &to).map_err(disk::not_written(&to))?;
            }
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Left behind, it does no harm: its name is hidden, and the next one here sweeps.
        let _ = disk::remove_own_tree(&self.folder);
    }
}
