//! Reads the files of a workspace into memory. What cannot be read is told beside the other faults: it hides none of them.

use super::ledger;
use super::reading::{Reading, Why};
use super::walk::{Stop, Walk};
use crate::engine::WorkspaceFile;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// How often a workspace is read anew of which a file went away meanwhile: an editor takes the old file away before the new one
/// has its name.
const PATIENCE: usize = 20;
const PAUSE: Duration = Duration::from_millis(25);

/// Why a workspace could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// There is no `notices/` in this folder.
    NoNotices(PathBuf),
    /// A folder cannot be read, or the machine gives no file any more.
    Unreadable(PathBuf, io::Error),
}

/// Reads `notices/`, `templates/` and `fonts/` below `root`, in any depth, and lists `issued/`. Hidden files are passed over; links are
/// followed, but not round in a circle.
///
/// # Errors
/// `notices/` is missing or cannot be read.
pub fn read(root: &Path) -> Result<Reading, ReadError> {
    let notices = root.join("notices");
    match notices.metadata() {
        Ok(found) if found.is_dir() => {}
        Err(e) if !matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Err(ReadError::Unreadable(notices, e));
        }
        _ => return Err(ReadError::NoNotices(root.to_path_buf())),
    }
    patiently(|last| {
        let mut reading = Reading::default();
        reading.files.notices = tree(root, "notices", last, &mut reading)?;
        reading.files.templates = tree(root, "templates", last, &mut reading)?;
        reading.files.fonts = tree(root, "fonts", last, &mut reading)?;
        let (issued, unread) = ledger::read(root);
        reading.files.issued = issued;
        reading
            .files
            .unread
            .extend(unread.iter().map(|unread| unread.path.clone()));
        reading.unread.extend(unread);
        Ok(reading)
    })
}

/// Reads `templates/` alone.
///
/// # Errors
/// Something cannot be read.
pub(super) fn templates(root: &Path) -> Result<Vec<WorkspaceFile>, ReadError> {
    let (files, unread) = patiently(|last| {
        let mut reading = Reading::default();
        let files = tree(root, "templates", last, &mut reading)?;
        Ok((files, reading.unread))
    })?;
    let refused = unread.into_iter().find_map(|unread| match unread.why {
        Why::Refused(e) => Some((root.join(unread.path), e)),
        _ => None,
    });
    match refused {
        Some((path, e)) => Err(ReadError::Unreadable(path, e)),
        None => Ok(files),
    }
}

/// Reads as often as something vanishes on the way; `read` is told when it is the last time.
fn patiently<T>(read: impl Fn(bool) -> Result<T, Stop>) -> Result<T, ReadError> {
    for _ in 0..PATIENCE {
        match read(false) {
            Err(Stop::Vanished) => sleep(PAUSE),
            Err(Stop::Machine(path, e)) => return Err(ReadError::Unreadable(path, e)),
            Ok(done) => return Ok(done),
        }
    }
    read(true).map_err(|stop| match stop {
        Stop::Machine(path, e) => ReadError::Unreadable(path, e),
        Stop::Vanished => ReadError::Unreadable(PathBuf::new(), ErrorKind::NotFound.into()),
    })
}

fn tree(root: &Path, name: &str, last: bool, reading: &mut Reading) -> Result<Vec<WorkspaceFile>, Stop> {
    let folder = root.join(name);
    match folder.symlink_metadata() {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        _ => Walk::new(name, last, reading).tree(&folder),
    }
}
