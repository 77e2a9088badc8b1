//! Lists the ledger of a workspace: `issued/PUBLISHER/ID/`. Its indexes are read; what was issued is not, until it is wanted.

use super::reading::{Unread, Why};
use crate::engine::{Contents, LedgerFile};
use crate::publish::{INDEX, LEDGER};
use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Larger indexes are none.
const LARGEST: u64 = 16_000_000;

/// Every file of a record's folder below `issued/`, sorted by path, with what cannot be listed. Hidden files, and what lies elsewhere,
/// are nobody's.
pub(super) fn read(root: &Path) -> (Vec<LedgerFile>, Vec<Unread>) {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    let mut records = Vec::new();
    for (publisher, place, _) in folders(&root.join(LEDGER), LEDGER, &mut unread) {
        let shown = format!("{LEDGER}/{publisher}");
        let of_it = folders(&place, &shown, &mut unread).into_iter();
        records.extend(of_it.map(|(id, place, _)| (format!("{shown}/{id}"), place)));
    }
    for (shown, place) in records {
        for (name, place, metadata) in entries(&place, &shown, &mut unread) {
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
                path: format!("{shown}/{name}"),
                size: metadata.len(),
                written: written.map_or(0, |since| since.as_nanos()),
                contents,
            });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (files, unread)
}

/// What stands in a folder: its name, its place, and what is known of it.
type Entry = (String, PathBuf, Metadata);

/// The folders in `folder`; none where it is not there.
fn folders(folder: &Path, shown: &str, unread: &mut Vec<Unread>) -> Vec<Entry> {
    let mut entries = entries(folder, shown, unread);
    entries.retain(|(_, _, metadata)| metadata.is_dir());
    entries
}

/// What stands in `folder` by a name that a file of the ledger can have.
fn entries(folder: &Path, shown: &str, unread: &mut Vec<Unread>) -> Vec<Entry> {
    let mut refused = |path: String, e: io::Error| {
        // What is not there, and a link that leads nowhere, is told by the index that names it.
        if e.kind() != ErrorKind::NotFound {
            unread.push(Unread {
                path,
                why: Why::Refused(e),
            });
        }
    };
    let mut found = Vec::new();
    let listed: io::Result<Vec<_>> = std::fs::read_dir(folder).and_then(Iterator::collect);
    let listed = listed.unwrap_or_else(|e| {
        refused(shown.to_owned(), e);
        Vec::new()
    });
    for entry in listed {
        let name = entry.file_name().into_string().ok();
        let Some(name) = name.filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let place = entry.path();
        match place.metadata() {
            Ok(metadata) => found.push((name, place, metadata)),
            Err(e) => refused(format!("{shown}/{name}"), e),
        }
    }
    found
}
