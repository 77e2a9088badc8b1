//! `out/.notice/texts/`: the words of documents, by which it is told what changed in them. Each has the name of its
//! document's bytes.

use super::disk;
use super::history;
use super::manifest::Manifest;
use super::path::text_of;
use std::collections::BTreeSet;
use std::fs::read_dir;
use std::path::Path;

/// Removes the words of documents that stood before and stand no more, apart from those that people had received.
pub(super) fn drop(root: &Path, before: &Manifest, after: &Manifest) {
    let gone = before.files.values().filter(|made| made.dated.is_some());
    let mut gone: BTreeSet<&str> = gone.map(|made| made.hash.as_str()).collect();
    if gone.is_empty() {
        return;
    }
    let pasts = history::past(root).unwrap_or_default();
    let kept = pasts.iter().map(|past| past.hash.as_str());
    for hash in after.files.values().map(|made| made.hash.as_str()).chain(kept) {
        gone.remove(hash);
    }
    for hash in gone {
        // Left behind, they do no harm.
        let _ = disk::remove_file(&root.join(".notice").join(text_of(hash)));
    }
}

/// Removes the words of all documents that neither stand nor are kept: a publication that the machine stopped may have left
/// some.
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
