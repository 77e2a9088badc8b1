//! A build that is told to stop (Ctrl-C, a shutdown, a closed terminal) stops between two files, never within a publication,
//! and leaves nothing behind.

use super::disk;
use super::path::STAGING;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

/// Held while files are written or published. Whoever stops the program takes it for good.
static PEN: RwLock<()> = RwLock::new(());

/// The staging places of the builds in this process, and the folders that a build made.
static OURS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// To be held while something is written or published.
pub(super) fn pen() -> RwLockReadGuard<'static, ()> {
    PEN.read().unwrap_or_else(PoisonError::into_inner)
}

fn ours() -> MutexGuard<'static, Vec<PathBuf>> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A staging place, or a folder that this build made, is there.
pub(super) fn staged(place: &Path) {
    ours().push(place.to_path_buf());
}

/// It is gone, or is to stay.
pub(super) fn settled(place: &Path) {
    ours().retain(|other| other != place);
}

/// Ends the process with `code`, once a publication that has begun is done, and leaves nothing behind.
pub(crate) fn leave(code: i32) -> ! {
    // Never given back: nothing is written any more.
    let held = PEN.write().unwrap_or_else(PoisonError::into_inner);
    for place in ours().iter().rev() {
        // What stands below the staging place is ours; of other folders only those that are empty.
        let _ = match place.ends_with(STAGING) {
            true => disk::remove_own_tree(place).is_ok(),
            false => disk::remove_empty_folder(place).is_ok(),
        };
    }
    std::mem::forget(held);
    std::process::exit(code)
}

/// From now on, SIGINT, SIGTERM and SIGHUP end the process by [`leave`], with the code that shells give (128 and the
/// signal's number). `told` says so first.
///
/// # Errors
/// The system takes no handlers.
#[cfg(unix)]
pub(crate) fn listen(told: impl Fn() + Send + 'static) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use std::sync::{Arc, atomic::AtomicBool};
    let all = [SIGINT, SIGTERM, SIGHUP];
    let mut signals = signal_hook::iterator::Signals::new(all)?;
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

/// Other systems end the process as they do; the next build sweeps.
#[cfg(not(unix))]
pub(crate) fn listen(_told: impl Fn() + Send + 'static) -> std::io::Result<()> {
    Ok(())
}
