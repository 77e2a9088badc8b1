//! The few calls to the file system that publication makes, each naming its path when it fails.

use super::error::PublishError;
use crate::diagnostic::Message;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;
use tempfile::{Builder, TempPath};

/// Renames a file; a parameter, because tests must be able to make it fail midway.
pub(super) type Rename<'a> = dyn FnMut(&Path, &Path) -> io::Result<()> + 'a;

/// Head and tail of temporary files' names. Names that begin like this are ours.
pub(super) const TEMPORARY: (&str, &str) = (".notice-", ".tmp");

/// Makes an error of a failed call.
pub(super) fn failed<'a>(ja: &'a str, en: &'a str, path: &'a Path) -> impl FnOnce(io::Error) -> PublishError + 'a {
    move |source| PublishError::Disk {
        action: Message::new(ja, en),
        path: path.to_path_buf(),
        source,
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that publication renames in"
)]
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)
}

#[allow(
    clippy::disallowed_methods,
    reason = "only files that the manifest names, or that this build wrote"
)]
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    std::fs::remove_file(path)
}

#[allow(
    clippy::disallowed_methods,
    reason = "fails on a folder that is not empty, which is what we want"
)]
pub(super) fn remove_empty_folder(path: &Path) -> io::Result<()> {
    std::fs::remove_dir(path)
}

/// The folder's real path.
pub(super) fn canonical(path: &Path) -> Result<PathBuf, PublishError> {
    path.canonicalize()
        .map_err(failed("開けません", "cannot be opened", path))
}

/// What stands at `path` itself (a symbolic link is not followed); `None` where nothing does.
pub(super) fn stands(path: &Path) -> Result<Option<Metadata>, PublishError> {
    match path.symlink_metadata() {
        Ok(metadata) => Ok(Some(metadata)),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(e) => Err(failed("調べられません", "cannot be examined", path)(e)),
    }
}

/// The bytes of a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, PublishError> {
    std::fs::read(path).map_err(failed("読めません", "cannot be read", path))
}

/// Writes `bytes` to a new file in `folder`, not yet down to the disk: the file, still open, and its name. It goes away
/// with the name.
pub(super) fn write_temporary(folder: &Path, bytes: &[u8]) -> Result<(File, TempPath), PublishError> {
    let cannot = |e| failed("書けません", "cannot be written to", folder)(e);
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    // A private file would be renamed into a private file: a web server must be able to read what is published.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(cannot)?;
    file.write_all(bytes).map_err(cannot)?;
    Ok(file.into_parts())
}

/// Brings the bytes of a file down to the disk; a parameter, because tests must be able to make it fail.
pub(super) type Sync<'a> = dyn Fn(&File) -> io::Result<()> + std::marker::Sync + 'a;

/// Brings the bytes of a file down to the disk.
pub(super) fn sync(file: &File) -> io::Result<()> {
    file.sync_all()
}

pub(super) fn not_synced(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    failed("ディスクに書き込めません", "cannot be written to the disk", path)
}

/// How many threads wait for the disk: it takes several requests as quickly as one.
const WAITING: usize = 8;

/// Does `work` for every item, several at a time; the first fault in their order.
pub(super) fn at_once<T: std::marker::Sync>(
    items: &[T],
    work: impl Fn(&T) -> Result<(), PublishError> + std::marker::Sync,
) -> Result<(), PublishError> {
    let part = |items: &[T]| items.iter().try_for_each(&work);
    thread::scope(|scope| {
        let parts = items.chunks(items.len().div_ceil(WAITING).max(1));
        let threads: Vec<_> = parts
            .map(|items| {
                let started = thread::Builder::new().spawn_scoped(scope, || part(items));
                // A machine that has no thread left does the work here.
                started.map_err(|_| part(items))
            })
            .collect();
        let ends = threads.into_iter().map(|started| match started {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(done) => done,
        });
        ends.collect::<Vec<_>>().into_iter().collect()
    })
}

/// A second name in `folder` for the file at `path`, from which it can be put back. It goes away with the value.
pub(super) fn second_name(path: &Path, folder: &Path) -> Result<TempPath, PublishError> {
    let name = |new: &Path| {
        std::fs::hard_link(path, new).or_else(|e| match e.kind() {
            ErrorKind::AlreadyExists => Err(e),
            // Not every file system has hard links.
            _ => std::fs::copy(path, new).map(|_| ()),
        })
    };
    Builder::new()
        .prefix(TEMPORARY.0)
        .suffix(TEMPORARY.1)
        .make_in(folder, name)
        .map(|file| file.into_temp_path())
        .map_err(failed("控えを作れません", "cannot be secured", path))
}

/// Brings a folder's list of names down to the disk.
pub(super) fn sync_folder(path: &Path) -> Result<(), PublishError> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(path).and_then(|folder| folder.sync_all()) {
        // Not every file system can.
        Err(e) if matches!(e.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        other => other.map_err(not_synced(path)),
    }
}
