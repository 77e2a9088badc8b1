//! The few calls to the file system that publication makes, each naming its path when it fails.

use super::error::PublishError;
use crate::diagnostic::Message;
use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

/// The steps that tests must be able to make fail midway.
pub(super) struct Hands {
    /// Renames a file or a folder.
    pub(super) rename: Box<Names>,
    /// Exchanges two folders in one step.
    pub(super) exchange: Box<Names>,
    /// Brings the bytes of a file down to the disk.
    pub(super) sync: Box<Syncs>,
}

/// Does something to two names.
pub(super) type Names = dyn Fn(&Path, &Path) -> io::Result<()>;

/// Does something to an open file.
pub(super) type Syncs = dyn Fn(&File) -> io::Result<()> + Sync;

impl Hands {
    /// Those of the machine.
    pub(super) fn real() -> Self {
        Hands {
            rename: Box::new(rename),
            exchange: Box::new(exchange),
            sync: Box::new(|file| file.sync_all()),
        }
    }
}

/// Makes an error of a failed call.
pub(super) fn failed<'a>(ja: &'a str, en: &'a str, path: &'a Path) -> impl FnOnce(io::Error) -> PublishError + 'a {
    move |source| PublishError::Disk {
        action: Message::new(ja, en),
        path: path.to_path_buf(),
        source,
    }
}

/// What is said where a file cannot be written.
pub(super) fn not_written(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    failed("書けません", "cannot be written", path)
}

/// What is said where something cannot be removed.
pub(super) fn not_removed(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    failed("削除できません", "cannot be removed", path)
}

#[allow(
    clippy::disallowed_methods,
    reason = "this is the one place that publication renames in"
)]
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)
}

/// Exchanges two names in one step: whoever looks sees both as they were, or both exchanged.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

/// Other systems have no such step, or another one.
#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
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

/// Removes a folder below `.notice/` with all that is in it, which is nobody's but ours. Nothing where there is none.
#[allow(
    clippy::disallowed_methods,
    reason = "the staging place holds nothing but second names"
)]
pub(super) fn remove_own_tree(path: &Path) -> Result<(), PublishError> {
    let mut removed = std::fs::remove_dir_all(path);
    if matches!(&removed, Err(e) if e.kind() == ErrorKind::PermissionDenied) {
        open_tree(path);
        removed = std::fs::remove_dir_all(path);
    }
    match removed {
        // Nor where a file stands above it: whoever needs a folder there tells.
        Err(e) if !matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Err(not_removed(path)(e)),
        _ => Ok(()),
    }
}

/// Lets the owner empty a folder of ours and those in it: one that stood in `out/` without that right has it not below
/// `.notice/` either. What cannot be changed is told by whoever removes it.
fn open_tree(path: &Path) {
    open_folder(path);
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            open_tree(&entry.path());
        }
    }
}

/// Lets the owner empty a folder of ours.
pub(super) fn open_folder(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700));
    }
    #[cfg(not(unix))]
    let _ = path;
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

/// The facts that a file of ours keeps; `None` where it is not there, or damaged: what they save is done again.
pub(super) fn read_kept(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// The text of a file of ours; `None` where there is none.
pub(super) fn read_own(path: &Path) -> Result<Option<String>, PublishError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(failed("読めません", "cannot be read", path)(e)),
    }
}

/// Writes a new file, not yet down to the disk, in a folder that is there: the file, still open. Everybody may read it whom
/// the system's mask lets: a web server must.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<File, PublishError> {
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = opened.map_err(not_written(path))?;
    file.write_all(bytes).map_err(not_written(path))?;
    Ok(file)
}

/// Copies a file of ours with its bytes and its time, by which it is known again, down to the disk.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), PublishError> {
    let bytes = read(from)?;
    let written = stands(from)?.and_then(|metadata| metadata.modified().ok());
    let file = write(to, &bytes)?;
    let dated = written.map_or(Ok(()), |at| file.set_modified(at));
    dated.map_err(not_written(to))?;
    file.sync_all().map_err(not_synced(to))
}

/// Makes a folder that only its owner may look into; nothing where it is there.
pub(super) fn make_private(path: &Path) -> Result<(), PublishError> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => {
            Err(failed("フォルダーを作れません", "cannot be made", path)(e))
        }
        _ => Ok(()),
    }
}

/// Makes a folder in one that is there; nothing where it is there already.
pub(super) fn make_one_folder(path: &Path) -> Result<(), PublishError> {
    match std::fs::create_dir(path) {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => {
            Err(failed("フォルダーを作れません", "cannot be made", path)(e))
        }
        _ => Ok(()),
    }
}

/// Makes `folder` and every folder above it that is missing, telling each one made, outermost first.
pub(super) fn make_folder(folder: &Path, mut made: impl FnMut(PathBuf)) -> Result<(), PublishError> {
    let mut missing = Vec::new();
    for above in folder.ancestors().filter(|a| !a.as_os_str().is_empty()) {
        // Here links are followed: where `out` itself lies is the operator's choice. Below it, the survey saw to it.
        match above.metadata() {
            Ok(metadata) if metadata.is_dir() => break,
            Ok(_) => {
                return Err(PublishError::Disk {
                    action: Message::new("フォルダーを作れません", "cannot be made a folder"),
                    path: folder.to_path_buf(),
                    source: ErrorKind::NotADirectory.into(),
                });
            }
            Err(_) => missing.push(above),
        }
    }
    for path in missing.into_iter().rev() {
        match std::fs::create_dir(path) {
            // Another build was quicker; the folder is its own.
            Err(e) if e.kind() == ErrorKind::AlreadyExists && path.is_dir() => continue,
            created => created.map_err(failed("フォルダーを作れません", "cannot be made", path))?,
        }
        made(path.to_path_buf());
    }
    Ok(())
}

pub(super) fn not_synced(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    failed("ディスクに書き込めません", "cannot be written to the disk", path)
}

/// How many threads wait for the disk: it takes several requests as quickly as one.
const WAITING: usize = 8;

/// Does `work` for every item, several at a time; the first fault in their order.
pub(super) fn at_once<T: Sync>(
    items: &[T],
    work: impl Fn(&T) -> Result<(), PublishError> + Sync,
) -> Result<(), PublishError> {
    let part = |items: &[T]| items.iter().try_for_each(&work);
    if items.len() < 2 {
        return part(items);
    }
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

/// Brings all that was done below `path` down to the disk: one request where there would be one for each of ten thousand
/// folders.
pub(super) fn sync_tree(path: &Path) -> Result<(), PublishError> {
    #[cfg(target_os = "linux")]
    {
        let synced = File::open(path).and_then(|folder| rustix::fs::syncfs(folder).map_err(io::Error::from));
        synced.map_err(not_synced(path))
    }
    #[cfg(not(target_os = "linux"))]
    sync_folder(path)
}

/// What tells one file or folder from every other on the machine, as long as it is there.
pub(super) fn identity(metadata: &Metadata) -> (u64, u64) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (metadata.dev(), metadata.ino())
    }
    #[cfg(not(unix))]
    (0, metadata.len())
}

/// Whose a file or folder is: user and group.
pub(super) fn owner(metadata: &Metadata) -> (u32, u32) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (metadata.uid(), metadata.gid())
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        (0, 0)
    }
}

/// What a folder carries besides its owner and its rights: access lists, labels of the system. `None` where that cannot be
/// told.
#[cfg(target_os = "linux")]
pub(super) fn labels(path: &Path) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
    use rustix::buffer::spare_capacity;
    use rustix::fs::{getxattr, listxattr};
    let mut names = Vec::with_capacity(4096);
    match listxattr(path, spare_capacity(&mut names)) {
        Ok(_) => {}
        // A file system without them.
        Err(rustix::io::Errno::NOTSUP) => return Some(Vec::new()),
        Err(_) => return None,
    }
    let mut labels = Vec::new();
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut value = Vec::with_capacity(4096);
        getxattr(path, name, spare_capacity(&mut value)).ok()?;
        labels.push((name.to_vec(), value));
    }
    labels.sort();
    Some(labels)
}

/// Other systems do not exchange folders.
#[cfg(not(target_os = "linux"))]
pub(super) fn labels(_path: &Path) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
    Some(Vec::new())
}

/// When a file was last written, in nanoseconds since 1970; 0 where the system does not say.
pub(super) fn written_at(metadata: &Metadata) -> u128 {
    let since = |at: std::time::SystemTime| at.duration_since(std::time::UNIX_EPOCH).ok();
    metadata
        .modified()
        .ok()
        .and_then(since)
        .map_or(0, |since| since.as_nanos())
}
