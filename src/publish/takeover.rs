//! An output folder as programs before parts wrote it: documents beside each other in `out/<publisher>/`, named by
//! `out/.notice-manifest`. A full build publishes them in their parts and removes those of before.

use super::disk;
use super::error::PublishError;
use super::manifest::hash;
use super::path;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const MANIFEST: &str = ".notice-manifest";
const LOCK: &str = ".notice-lock";

/// What an earlier program made in the folder: the hashes that each path may have.
pub(super) struct Former(BTreeMap<String, BTreeSet<String>>);

impl Former {
    /// Reads the earlier manifest; `None` where there is none. Lines that cannot be read name nothing that would be removed.
    pub(super) fn read(root: &Path) -> Result<Option<Former>, PublishError> {
        let Some(text) = disk::read_own(&root.join(MANIFEST))? else {
            return Ok(None);
        };
        let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.splitn(3, "  ");
            if let (Some(hash), Some(_), Some(path)) = (columns.next(), columns.next(), columns.next())
                && path::plain(Path::new(path)).is_ok()
            {
                files.entry(path.to_string()).or_default().insert(hash.to_string());
            }
        }
        Ok(Some(Former(files)))
    }

    /// Removes what the earlier program made and nobody changed, and its own files; what is left beside them.
    pub(super) fn clear(&self, root: &Path) -> Result<Vec<String>, PublishError> {
        let mut folders = BTreeSet::from([root.to_path_buf()]);
        for (path, hashes) in &self.0 {
            let place = root.join(path);
            folders.extend(above(root, &place));
            let plain = disk::stands(&place)?.is_some_and(|found| found.is_file());
            if plain && hashes.contains(&hash(&disk::read(&place)?)) {
                disk::remove_file(&place).map_err(disk::not_removed(&place))?;
            }
        }
        let mut left = Vec::new();
        // Innermost first.
        for folder in folders.iter().rev() {
            let cannot = disk::failed("読めません", "cannot be read", folder);
            let entries = match std::fs::read_dir(folder) {
                Ok(entries) => entries,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
                Err(e) => return Err(cannot(e)),
            };
            for entry in entries.flatten() {
                let (name, place) = (entry.file_name(), entry.path());
                let name = name.to_string_lossy();
                let plain = entry.file_type().is_ok_and(|kind| kind.is_file());
                if plain && is_temporary(&name) {
                    disk::remove_file(&place).map_err(disk::not_removed(&place))?;
                } else if folder != root && !folders.contains(&place) {
                    let path = place.strip_prefix(root).unwrap_or(&place);
                    left.push(path.to_string_lossy().into_owned());
                }
            }
            if folder != root {
                // Not where something is left in it.
                let _ = disk::remove_empty_folder(folder);
            }
        }
        for own in [LOCK, MANIFEST] {
            let place = root.join(own);
            if disk::stands(&place)?.is_some() {
                disk::remove_file(&place).map_err(disk::not_removed(&place))?;
            }
        }
        left.sort();
        Ok(left)
    }
}

fn above(root: &Path, place: &Path) -> Vec<PathBuf> {
    let folders = place.ancestors().skip(1).take_while(|above| *above != root);
    folders.map(Path::to_path_buf).collect()
}

/// A file that an earlier program left behind when the machine stopped: `.notice-AbC123.tmp`.
fn is_temporary(name: &str) -> bool {
    name.strip_prefix(".notice-")
        .and_then(|rest| rest.strip_suffix(".tmp"))
        .is_some_and(|middle| middle.len() == 6 && middle.bytes().all(|b| b.is_ascii_alphanumeric()))
}
