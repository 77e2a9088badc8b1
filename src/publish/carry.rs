//! A part staged whole: whatever stands in it and is to stay gets a second name in the staging place, and what somebody put
//! there in the meantime follows.

use super::disk;
use super::error::PublishError;
use super::path::OWN;
use super::stage::Stage;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::FileType;
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
/// staging place, except where a new file is staged, and what `leaves` names.
pub(super) fn carry(
    folder: &Path,
    shown: &str,
    stage: &mut Stage,
    leaves: &dyn Fn(&str) -> bool,
) -> Result<(), Hindrance> {
    let staged = stage.at(shown);
    let mut carried = Carried { stage, leaves };
    carried.folder(folder, Some(shown), &staged, true).map(|_| ())
}

/// What is carried, and where to.
struct Carried<'c> {
    stage: &'c mut Stage,
    leaves: &'c dyn Fn(&str) -> bool,
}

impl Carried<'_> {
    /// Carries what stands in `from` to `to`; whether `to` has anything. `shown` is where we are, unless a name above is not
    /// UTF-8: that is nobody's of ours, and neither is what lies below it. `may_have_labels` tells whether the folder that `to`
    /// stands in has any: what is made in one that has none has none.
    fn folder(
        &mut self,
        from: &Path,
        shown: Option<&str>,
        to: &Path,
        may_have_labels: bool,
    ) -> Result<bool, Hindrance> {
        let entries = entries(from)?;
        // An empty folder that somebody made stays; one that our last file leaves goes.
        let mut stays = entries.is_empty() || self.stage.has(to);
        let mut below = Vec::new();
        for (name, kind) in entries {
            if name.to_string_lossy().starts_with(OWN) {
                continue;
            }
            let path = shown.and_then(|shown| Some(format!("{shown}/{}", name.to_str()?)));
            if kind.is_dir() {
                below.push((name, path));
                continue;
            }
            if path.is_some_and(|path| (self.leaves)(&path)) {
                continue;
            }
            self.stage.folder(to.to_path_buf())?;
            match std::fs::hard_link(from.join(&name), to.join(&name)) {
                Ok(()) => stays = true,
                // A new file stands there.
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                // It went away as we looked.
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(_) => return Err(Hindrance::Place),
            }
        }
        let labels = disk::labels(from);
        let has_labels = labels.as_ref().is_none_or(|labels| !labels.is_empty());
        for (name, path) in below {
            stays |= self.folder(&from.join(&name), path.as_deref(), &to.join(&name), has_labels)?;
        }
        if !stays {
            return Ok(false);
        }
        self.stage.folder(to.to_path_buf())?;
        if let (Some(new), Some(old)) = (disk::stands(to)?, disk::stands(from)?) {
            // Somebody else's folder could neither be made again nor emptied.
            if disk::owner(&new) != disk::owner(&old) {
                return Err(Hindrance::Place);
            }
            if new.permissions() != old.permissions() {
                let set = std::fs::set_permissions(to, old.permissions());
                set.map_err(|_| Hindrance::Place)?;
            }
            // Whom an access list lets in, or what the system's label says, is the operator's: a folder made anew has neither.
            let same = labels.is_some() && (!has_labels && !may_have_labels || labels == disk::labels(to));
            if !same {
                return Err(Hindrance::Place);
            }
        }
        Ok(true)
    }
}

/// Empties the tree that stood at a part before an exchange, below `old`. What somebody put there after it was carried
/// goes into the new tree below `new`, and what somebody replaced there replaces it there; `ours` are the paths that we had
/// made, `shown` where we are.
pub(super) fn clear(old: &Path, new: &Path, shown: &str, ours: &BTreeSet<&str>) -> Result<(), PublishError> {
    disk::open_folder(old);
    for (name, kind) in entries(old)? {
        let was = old.join(&name);
        let path = format!("{shown}/{}", name.to_string_lossy());
        if kind.is_dir() {
            clear(&was, &new.join(&name), &path, ours)?;
            continue;
        }
        if !ours.contains(path.as_str()) && !name.to_string_lossy().starts_with(OWN) {
            let is = new.join(&name);
            let (there, here) = (disk::stands(&is)?, disk::stands(&was)?);
            let carried = there
                .zip(here)
                .is_some_and(|(there, here)| disk::identity(&there) == disk::identity(&here));
            if !carried {
                disk::make_folder(new, |_| {})?;
                disk::rename(&was, &is).map_err(disk::not_written(&is))?;
                continue;
            }
        }
        disk::remove_file(&was).map_err(disk::not_removed(&was))?;
    }
    disk::remove_empty_folder(old).map_err(disk::not_removed(old))
}

/// The names in a folder, with what they are.
fn entries(folder: &Path) -> Result<Vec<(OsString, FileType)>, PublishError> {
    let cannot = || disk::failed("読めません", "cannot be read", folder);
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot())? {
        let entry = entry.map_err(cannot())?;
        match entry.file_type() {
            Ok(kind) => all.push((entry.file_name(), kind)),
            // It went away as we looked.
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(cannot()(e)),
        }
    }
    Ok(all)
}
