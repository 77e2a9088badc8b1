//! Compares what is to be published with what stands in the output folder, and touches nothing.

use super::disk;
use super::error::PublishError;
use super::manifest::{Manifest, OurFile, hash};
use super::part::Part;
use super::report::{Entry, Fate};
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;

/// What stands at a place.
pub(super) enum Place {
    /// Nothing.
    Nothing,
    /// A plain file.
    File(Metadata),
    /// A folder, a symbolic link, a device; or one of the folders on the way is not a plain folder.
    Other,
}

/// What stands at `path`, relative to the output folder.
pub(super) fn examine(root: &Path, path: &str) -> Result<Place, PublishError> {
    for (end, _) in path.match_indices('/') {
        match disk::stands(&root.join(&path[..end]))? {
            None => return Ok(Place::Nothing),
            Some(above) if above.is_dir() => {}
            // A part may stand elsewhere: that is the operator's choice.
            Some(above) if above.is_symlink() && Part::ALL.iter().any(|part| part.word() == &path[..end]) => {}
            Some(_) => return Ok(Place::Other),
        }
    }
    Ok(match disk::stands(&root.join(path))? {
        None => Place::Nothing,
        Some(found) if found.is_file() => Place::File(found),
        Some(_) => Place::Other,
    })
}

/// A file that is to stand.
pub(super) struct Wanted {
    /// What it is.
    pub(super) made: OurFile,
    /// What becomes of it.
    pub(super) fate: Fate,
    /// Somebody changed by hand what stands there.
    pub(super) edited: bool,
}

/// Whether the bytes at `path` are those that were published.
pub(super) fn is_untouched(root: &Path, path: &str, made: &OurFile, found: &Metadata) -> Result<bool, PublishError> {
    Ok(made.looks_untouched(found) || found.len() == made.size && hash(&disk::read(&root.join(path))?) == made.hash)
}

/// Whether what stands at `path` was made of what `fingerprint` tells, and is untouched as far as size and time tell.
pub(super) fn stands(root: &Path, manifest: &Manifest, path: &str, fingerprint: &str) -> bool {
    let made = manifest.files.get(path).filter(|made| made.fingerprint == fingerprint);
    made.is_some_and(|made| match examine(root, path) {
        Ok(Place::File(found)) => made.looks_untouched(&found),
        _ => false,
    })
}

/// The files of `before` that nobody makes any more, with what becomes of them; nothing of those that are gone already.
/// `stays` tells, by path and record, what is not asked about.
pub(super) fn unwanted(
    root: &Path,
    before: &Manifest,
    wanted: &BTreeMap<String, Wanted>,
    stays: &dyn Fn(&str, &str) -> bool,
) -> Result<BTreeMap<String, Option<Fate>>, PublishError> {
    let mut unwanted = BTreeMap::new();
    for (path, made) in &before.files {
        if wanted.contains_key(path) || stays(path, &made.record) {
            continue;
        }
        let fate = match examine(root, path)? {
            Place::Nothing => None,
            Place::File(found) if is_untouched(root, path, made, &found)? => Some(Fate::Removed),
            Place::File(_) | Place::Other => Some(Fate::Kept),
        };
        unwanted.insert(path.clone(), fate);
    }
    Ok(unwanted)
}

/// A line of the report on a file that is to stand.
pub(super) fn entry(path: &str, wanted: &Wanted) -> Entry {
    let made = &wanted.made;
    Entry {
        path: path.to_string(),
        label: Some(made.label.clone()),
        record: made.record.clone(),
        pages: made.pages,
        size: Some(made.size),
        hash: made.hash.clone(),
        state: wanted.fate,
    }
}

/// A line of the report on a file that nobody makes any more.
pub(super) fn gone(path: &str, made: &OurFile, fate: Fate) -> Entry {
    Entry {
        path: path.to_string(),
        label: None,
        record: made.record.clone(),
        pages: None,
        size: None,
        hash: made.hash.clone(),
        state: fate,
    }
}
