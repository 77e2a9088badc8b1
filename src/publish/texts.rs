//! `out/.notice/texts/`: the words of documents, by which it is told what changed in them. Each has the name of its
//! document's bytes.

use super::disk;
use super::history;
use super::manifest::Manifest;
use std::collections::BTreeSet;
use std::fs::read_dir;
use std::path::Path;

/// Removes the words of all documents that neither stand nor are kept: those that were replaced, and those that a
/// publication left that the machine stopped.
pub(super) fn sweep(root: &Path, stands: &Manifest) {
    let pasts = history::past(root).unwrap_or_default();
    let kept = pasts.iter().map(|past| past.hash.as_str());
    let known: BTreeSet<&str> = stands
        .files
        .values()
        .map(|made| made.hash.as_str())
        .chain(kept)
        .collect();
    let folders = read_dir(root.join(".notice/texts")).into_iter().flatten().flatten();
    for file in folders.flat_map(|folder| read_dir(folder.path()).into_iter().flatten().flatten()) {
        let name = file.file_name();
        let hash = name.to_str().and_then(|name| name.strip_suffix(".txt"));
        if hash.is_some_and(|hash| !known.contains(hash)) {
            let _ = disk::remove_file(&file.path());
        }
    }
}
