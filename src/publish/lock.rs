//! One build at a time in one output folder.

use super::disk;
use super::error::PublishError;
use super::interrupt::{self, Goes};
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often we look whether another build has ended, with [`PAUSE`] between: ten minutes. It holds the lock from reading on,
/// so that whoever reads later publishes later; ten thousand documents take half a minute.
pub(super) const PATIENCE: u32 = 6_000;

/// After how many looks the wait is told.
const WORTH_TELLING: u32 = 5;

const PAUSE: Duration = Duration::from_millis(100);
const NAME: &str = ".notice/lock";

/// Held while a build publishes. The system lets go of it when the process ends, however it ends.
pub(super) struct Lock {
    path: PathBuf,
    // Holds the lock as long as it is open.
    _file: File,
}

impl Lock {
    /// Takes the lock of an output folder, looking `patience` times more where another build has it; `waits` is told once
    /// that it does.
    pub(super) fn take(root: &Path, patience: u32, waits: &mut dyn FnMut()) -> Result<Lock, PublishError> {
        let path = root.join(NAME);
        let mut left = patience;
        loop {
            if disk::stands(&path)?.is_some_and(|m| !m.is_file()) {
                return Err(PublishError::Foreign(vec![path]));
            }
            let pen = interrupt::pen();
            let cannot = |e| disk::failed("書けません", "cannot be written", &path)(e);
            let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
            let file = match opened {
                // The build before us made the folder for itself, and made nothing.
                Err(e) if e.kind() == std::io::ErrorKind::NotFound && left > 0 => {
                    left -= 1;
                    disk::make_folder(root, |_| {})?;
                    disk::make_private(path.parent().unwrap_or(root))?;
                    continue;
                }
                opened => opened.map_err(cannot)?,
            };
            match file.try_lock() {
                // The build before us removes the file when it ends: what we locked may no longer be what others see.
                Ok(()) => {
                    if still_there(&path, &file.metadata().map_err(cannot)?)? {
                        interrupt::staged(&path, Goes::File);
                        return Ok(Lock { path, _file: file });
                    }
                }
                Err(TryLockError::WouldBlock) if left == 0 => return Err(PublishError::Busy(root.to_path_buf())),
                Err(TryLockError::WouldBlock) => {
                    // The end of a short one needs no words.
                    if patience - left == WORTH_TELLING {
                        waits();
                    }
                    left -= 1;
                    drop(pen);
                    std::thread::sleep(PAUSE);
                }
                Err(TryLockError::Error(e)) => return Err(cannot(e)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock file left behind does no harm.
        let _ = disk::remove_file(&self.path);
        interrupt::settled(&self.path);
    }
}

#[cfg(unix)]
fn still_there(path: &Path, locked: &Metadata) -> Result<bool, PublishError> {
    use std::os::unix::fs::MetadataExt;
    Ok(disk::stands(path)?.is_some_and(|seen| (seen.dev(), seen.ino()) == (locked.dev(), locked.ino())))
}

#[cfg(not(unix))]
fn still_there(path: &Path, _locked: &Metadata) -> Result<bool, PublishError> {
    Ok(disk::stands(path)?.is_some())
}
