//! A part staged whole: whatever stands in it and is to stay gets a second name in the staging place, and what somebody put
//! there in the meantime follows.

use super::disk;
use super::error::PublishError;
use super::path::OWN;
use super::stage::Stage;
use std::collections::BTreeSet;
use std::fs::Metadata;
use std::io;
use std::path::Path;

/// Why a part cannot be staged whole.
pub(super) enum Hindrance {
    /// The place does not take second names, or is another disk's: it is published file by file.
    Place,
    /// The machine failed.
    Fault(PublishError),
}

impl From<PublishError> for Hindrance {
    fn from(fault: PublishError) -> Self {
        Hindrance::Fault(fault)
    }
}

/// Gives everything in `folder` (a part, or a folder of one, `shown` relative to the output folder) a second name in the
/// staging place, except where a new file is staged, and what `leaves` names. Whether anything was carried.
pub(super) fn carry(
    folder: &Path,
    shown: &str,
    stage: &mut Stage,
    leaves: &dyn Fn(&str) -> bool,
) -> Result<bool, Hindrance> {
    let mut carried = false;
    let mut had_any = false;
    for (name, metadata) in entries(folder)? {
        had_any = true;
        let (place, path) = (folder.join(&name), format!("{shown}/{}", name.to_string_lossy()));
        let named = name.to_str().is_some();
        if name.to_string_lossy().starts_with(OWN) {
            continue;
        }
        if metadata.is_dir() {
            // A name that is not UTF-8 is nobody's of ours, and neither is what lies below it.
            let to_go = |path: &str| named && leaves(path);
            carried |= carry(&place, &path, stage, &to_go)?;
            continue;
        }
        if named && leaves(&path) {
            continue;
        }
        let second = stage.folder_for(&path)?.with_file_name(&name);
        match std::fs::hard_link(&place, &second) {
            Ok(()) => carried = true,
            // A new file stands there.
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            // It went away as we looked.
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(_) => return Err(Hindrance::Place),
        }
    }
    // An empty folder that somebody made stays; one that our last file leaves goes.
    if !had_any {
        disk::make_folder(&stage.at(shown), |_| {})?;
        carried = true;
    }
    let staged = stage.at(shown);
    if let (Some(new), Some(old)) = (disk::stands(&staged)?, disk::stands(folder)?) {
        // Somebody else's folder could neither be made again nor emptied.
        if disk::owner(&new) != disk::owner(&old) {
            return Err(Hindrance::Place);
        }
        if new.permissions() != old.permissions() {
            let set = std::fs::set_permissions(&staged, old.permissions());
            set.map_err(|_| Hindrance::Place)?;
        }
        // Whom an access list lets in, or what the system's label says, is the operator's: a folder made anew has neither.
        let labels = disk::labels(folder);
        if labels.is_none() || labels != disk::labels(&staged) {
            return Err(Hindrance::Place);
        }
    }
    Ok(carried)
}

/// Empties the tree that stood at a part before an exchange, below `old`. What somebody put there after it was carried
/// goes into the new tree below `new`, and what somebody replaced there replaces it there; `ours` are the paths that we had
/// made, `shown` where we are.
pub(super) fn clear(old: &Path, new: &Path, shown: &str, ours: &BTreeSet<&str>) -> Result<(), PublishError> {
    for (name, metadata) in entries(old)? {
        let (was, is) = (old.join(&name), new.join(&name));
        let path = format!("{shown}/{}", name.to_string_lossy());
        if metadata.is_dir() {
            clear(&was, &is, &path, ours)?;
            continue;
        }
        let there = disk::stands(&is)?;
        let same = |there: &Metadata| disk::identity(there) == disk::identity(&metadata);
        let foreign = !ours.contains(path.as_str()) && !there.as_ref().is_some_and(same);
        if foreign && !name.to_string_lossy().starts_with(OWN) {
            if let Some(folder) = is.parent() {
                disk::make_folder(folder, |_| {})?;
            }
            disk::rename(&was, &is).map_err(disk::not_written(&is))?;
        } else {
            disk::remove_file(&was).map_err(disk::not_removed(&was))?;
        }
    }
    disk::remove_empty_folder(old).map_err(disk::not_removed(old))
}

fn entries(folder: &Path) -> Result<Vec<(std::ffi::OsString, Metadata)>, PublishError> {
    let cannot = || disk::failed("読めません", "cannot be read", folder);
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot())? {
        let entry = entry.map_err(cannot())?;
        match entry.metadata() {
            Ok(metadata) => all.push((entry.file_name(), metadata)),
            // It went away as we looked.
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(cannot()(e)),
        }
    }
    Ok(all)
}
