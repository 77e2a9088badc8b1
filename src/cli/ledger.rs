//! Lists the ledger of a workspace: `issued/PUBLISHER/ID/`. Its indexes are read; what was issued is not, until it is wanted.

use crate::engine::{Contents, LedgerFile};
use crate::publish::{INDEX, LEDGER};
use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Larger indexes are none.
const LARGEST: u64 = 16_000_000;

/// What of the machine cannot be read, and why.
pub(super) type Unreadable = (PathBuf, io::Error);

/// Every file of a record's folder below `issued/`, sorted by path. Hidden files, and what lies elsewhere, are nobody's.
///
/// # Errors
/// Something cannot be read.
pub(super) fn read(root: &Path) -> Result<Vec<LedgerFile>, Unreadable> {
    let mut files = Vec::new();
    for (publisher, path) in folders(&root.join(LEDGER))? {
        for (id, path) in folders(&path)? {
            for (name, place, metadata) in entries(&path)? {
                if !metadata.is_file() {
                    continue;
                }
                let held = name == INDEX && metadata.len() <= LARGEST;
                // One that cannot be read is told as the fault of its record.
                let read = held.then(|| std::fs::read(&place).ok()).flatten();
                let contents = read.map_or_else(|| Contents::At(place.clone()), Contents::Held);
                let since = |at: std::time::SystemTime| at.duration_since(UNIX_EPOCH).ok();
                let written = metadata.modified().ok().and_then(since);
                files.push(LedgerFile {
                    path: format!("{LEDGER}/{publisher}/{id}/{name}"),
                    size: metadata.len(),
                    written: written.map_or(0, |since| since.as_nanos()),
                    contents,
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn unreadable(path: &Path) -> impl Fn(io::Error) -> Unreadable + '_ {
    |e| (path.to_path_buf(), e)
}

/// The folders in `folder`; none where it is not there.
fn folders(folder: &Path) -> Result<Vec<(String, PathBuf)>, Unreadable> {
    let entries = entries(folder)?.into_iter();
    let folders = entries.filter(|(_, _, metadata)| metadata.is_dir());
    Ok(folders.map(|(name, place, _)| (name, place)).collect())
}

/// What stands in `folder` by a name that a file of the ledger can have.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf, Metadata)>, Unreadable> {
    let mut found = Vec::new();
    let entries = match std::fs::read_dir(folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(found),
        entries => entries.map_err(unreadable(folder))?,
    };
    for entry in entries {
        let entry = entry.map_err(unreadable(folder))?;
        let name = entry.file_name().into_string().ok();
        let Some(name) = name.filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let place = entry.path();
        match place.metadata() {
            Ok(metadata) => found.push((name, place, metadata)),
            // A link that leads nowhere is told by the index that names it.
            Err(e) if e.kind() == ErrorKind::NotFound => {}
            Err(e) => return Err(unreadable(&place)(e)),
        }
    }
    Ok(found)
}
