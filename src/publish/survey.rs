//! Compares what is to be published with what stands in the output folder, and touches nothing.

use super::disk;
use super::error::PublishError;
use super::manifest::{Manifest, OurFile, hash};
use super::part::Part;
use super::report::{Entry, Fate};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What stands at a place.
pub(super) enum Place {
    /// Nothing.
    Nothing,
    /// A plain file.
    File(Metadata),
    /// A folder, a symbolic link, a device; or one of the folders on the way is not a plain folder.
    Other,
}

/// The output folder, looked at: a folder on the way to many files is looked at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Ground {
    root: PathBuf,
    plain: RefCell<BTreeSet<String>>,
    /// Files are known by their bytes, where size and time would do.
    by_bytes: bool,
}

impl Ground {
    /// The folder `root`; files are known by their size and time, or by their bytes.
    pub(super) fn new(root: &Path, by_bytes: bool) -> Self {
        Ground {
            root: root.to_path_buf(),
            plain: RefCell::default(),
            by_bytes,
        }
    }

    /// Whether a folder on the way is a plain one; `None` where there is none.
    fn is_plain(&self, folder: &str) -> Result<Option<bool>, PublishError> {
        if self.plain.borrow().contains(folder) {
            return Ok(Some(true));
        }
        let Some(found) = disk::stands(&self.root.join(folder))? else {
            return Ok(None);
        };
        // A part may stand elsewhere: that is the operator's choice.
        let elsewhere = found.is_symlink() && Part::ALL.iter().any(|part| part.word() == folder);
        let plain = found.is_dir() || elsewhere;
        if plain {
            self.plain.borrow_mut().insert(folder.to_string());
        }
        Ok(Some(plain))
    }

    /// What stands at `path`, relative to the output folder.
    pub(super) fn examine(&self, path: &str) -> Result<Place, PublishError> {
        for (end, _) in path.match_indices('/') {
            match self.is_plain(&path[..end])? {
                None => return Ok(Place::Nothing),
                Some(true) => {}
                Some(false) => return Ok(Place::Other),
            }
        }
        Ok(match disk::stands(&self.root.join(path))? {
            None => Place::Nothing,
            Some(found) if found.is_file() => Place::File(found),
            Some(_) => Place::Other,
        })
    }

    /// Whether what stands at `path` is what was published, as far as it can be told without reading, or by its bytes.
    pub(super) fn is_as_published(&self, path: &str, made: &OurFile) -> bool {
        match self.examine(path) {
            Ok(Place::File(found)) if self.by_bytes => self.is_untouched(path, made, &found).unwrap_or(false),
            Ok(Place::File(found)) => made.looks_untouched(&found),
            _ => false,
        }
    }

    /// Whether the bytes at `path` are those that were published.
    pub(super) fn is_untouched(&self, path: &str, made: &OurFile, found: &Metadata) -> Result<bool, PublishError> {
        let looks = !self.by_bytes && made.looks_untouched(found);
        Ok(looks || found.len() == made.size && hash(&disk::read(&self.root.join(path))?) == made.hash)
    }

    /// Whether what stands at `path` was made of what `fingerprint` tells, and is untouched.
    pub(super) fn stands(&self, manifest: &Manifest, path: &str, fingerprint: &str) -> bool {
        let made = manifest.files.get(path).filter(|made| made.fingerprint == fingerprint);
        made.is_some_and(|made| self.is_as_published(path, made))
    }
}

/// A file that is to stand.
pub(super) struct Wanted {
    /// What it is.
    pub(super) made: Arc<OurFile>,
    /// What becomes of it.
    pub(super) fate: Fate,
    /// Somebody changed by hand what stands there.
    pub(super) edited: bool,
}

/// The files of `before` that nobody makes any more, with what becomes of them; nothing of those that are gone already.
/// `stays` tells, by path and record, what is not asked about.
pub(super) fn unwanted(
    ground: &Ground,
    before: &Manifest,
    wanted: &BTreeMap<String, Wanted>,
    stays: &dyn Fn(&str, &str) -> bool,
) -> Result<BTreeMap<String, Option<Fate>>, PublishError> {
    let mut unwanted = BTreeMap::new();
    for (path, made) in &before.files {
        if wanted.contains_key(path) || stays(path, &made.record) {
            continue;
        }
        let fate = match ground.examine(path)? {
            Place::Nothing => None,
            Place::File(found) if ground.is_untouched(path, made, &found)? => Some(Fate::Removed),
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
