//! A build that is told to stop (Ctrl-C, a shutdown, a closed terminal) stops between two files, never within a publication,
//! and leaves nothing behind.

use super::disk;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

/// Held while files are written or published. Whoever stops the program takes it for good.
static PEN: RwLock<()> = RwLock::new(());

thread_local! {
    /// How many times this thread holds it.
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// What goes when the program is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goes {
    /// A folder with all that is in it, which is ours.
    Tree,
    /// A file.
    File,
    /// A folder that a build made, if nothing is in it.
    Folder,
}

/// What of the builds in this process goes, in the order in which it was made.
static OURS: Mutex<Vec<(PathBuf, Goes)>> = Mutex::new(Vec::new());

/// See [`pen`].
pub(super) struct Pen(Option<RwLockReadGuard<'static, ()>>);

/// To be held while something is written or published. Who holds it already has it: taken once more while somebody waits to
/// stop the program, it would never come.
pub(super) fn pen() -> Pen {
    let held = HELD.replace(HELD.get() + 1);
    Pen((held == 0).then(|| PEN.read().unwrap_or_else(PoisonError::into_inner)))
}

impl Drop for Pen {
    fn drop(&mut self) {
        HELD.set(HELD.get() - 1);
        self.0 = None;
    }
}

fn ours() -> MutexGuard<'static, Vec<(PathBuf, Goes)>> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// This is there, and goes when the program is stopped.
pub(super) fn staged(place: &Path, goes: Goes) {
    ours().push((place.to_path_buf(), goes));
}

/// It is gone, or is to stay.
pub(super) fn settled(place: &Path) {
    ours().retain(|(other, _)| other != place);
}

/// Ends the process with `code`, once a publication that has begun is done, and leaves nothing behind.
pub(crate) fn leave(code: i32) -> ! {
    // Never given back: nothing is written any more.
    let held = PEN.write().unwrap_or_else(PoisonError::into_inner);
    for (place, goes) in ours().iter().rev() {
        // What cannot be removed the next build sweeps.
        let _ = match goes {
            Goes::Tree => disk::remove_own_tree(place).is_ok(),
            Goes::File => disk::remove_file(place).is_ok(),
            Goes::Folder => disk::remove_empty_folder(place).is_ok(),
        };
    }
    std::mem::forget(held);
    std::process::exit(code)
}

/// From now on, SIGINT, SIGTERM and SIGHUP end the process by [`leave`], with the code that shells give (128 and the
/// signal's number). `told` says so first. One that whoever started the program wants ignored (`nohup`) stays so.
///
/// # Errors
/// The system takes no handlers.
#[cfg(unix)]
pub(crate) fn listen(told: impl Fn() + Send + 'static) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use std::sync::{Arc, atomic::AtomicBool};
    let ignored = ignored();
    let all = [SIGINT, SIGTERM, SIGHUP].into_iter();
    let all: Vec<_> = all.filter(|signal| ignored >> (signal - 1) & 1 == 0).collect();
    let mut signals = signal_hook::iterator::Signals::new(&all)?;
    let started = std::thread::Builder::new().spawn(move || {
        if let Some(signal) = signals.forever().next() {
            told();
            leave(128 + signal);
        }
    });
    if started.is_err() {
        // On a machine without threads nobody would hear them: they end the process at once, and the next build sweeps.
        for signal in all {
            signal_hook::flag::register_conditional_default(signal, Arc::new(AtomicBool::new(true)))?;
        }
    }
    Ok(())
}

/// The signals that are ignored, a bit each; none where the system does not say.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

/// Other systems end the process as they do; the next build sweeps.
#[cfg(not(unix))]
pub(crate) fn listen(_told: impl Fn() + Send + 'static) -> std::io::Result<()> {
    Ok(())
}
