//! A watch over what is rendered. A template can loop for ever and print nothing, or double a text until the machine's memory
//! is gone, and the engine of templates ends neither. So while templates are rendered a thread looks at them ten times a second;
//! of one that takes too long it tells which it is and for which document, to whom it was asked to tell. It changes no byte.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// How long one rendering may take. The longest known, a page of ten thousand records, takes two seconds.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// How often is looked.
const TICK: Duration = Duration::from_millis(100);
/// How much the process may grow while one template is rendered, in bytes.
const GROWTH: u64 = 2 << 30;

/// A rendering that does not end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stuck {
    /// The template; empty where it is the expressions of a record.
    pub template: String,
    /// The document that it is rendered for, or the record.
    pub document: String,
    /// Why it is told.
    pub why: Why,
}

/// Why a rendering is taken not to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// So many seconds have passed.
    Time(u64),
    /// It takes ever more memory.
    Memory,
}

/// What is being rendered.
struct Rendering {
    template: String,
    document: String,
    ticks: u32,
    /// What the process took when this was first looked at, in bytes.
    grown_from: u64,
}

/// All that is being rendered, by a number of its own.
static RENDERINGS: Mutex<(u64, BTreeMap<u64, Rendering>)> = Mutex::new((0, BTreeMap::new()));
/// How many watches there are: without one, nothing is noted.
static WATCHES: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// The document that is made on this thread.
    static DOCUMENT: RefCell<String> = const { RefCell::new(String::new()) };
}

fn renderings() -> MutexGuard<'static, (u64, BTreeMap<u64, Rendering>)> {
    RENDERINGS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on this thread makes `document`.
pub(crate) fn makes(document: &str) {
    DOCUMENT.with_borrow_mut(|made| {
        made.clear();
        made.push_str(document);
    });
}

/// Renders `template` by `work`, watched.
pub(crate) fn rendering<T>(template: &str, work: impl FnOnce() -> T) -> T {
    if WATCHES.load(Ordering::Relaxed) == 0 {
        return work();
    }
    let _noted = Noted::of(template);
    work()
}

/// Takes a rendering off the list, even where it panics.
struct Noted(u64);

impl Noted {
    fn of(template: &str) -> Self {
        let rendering = Rendering {
            template: template.to_string(),
            document: DOCUMENT.with_borrow(String::clone),
            ticks: 0,
            grown_from: 0,
        };
        let (last, all) = &mut *renderings();
        *last += 1;
        all.insert(*last, rendering);
        Noted(*last)
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        renderings().1.remove(&self.0);
    }
}

/// A watch, until it is dropped.
pub(crate) struct Watch {
    over: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Watches from now on: of what takes longer than `patience` it tells `told`. Where the machine has no thread to spare,
    /// nothing is watched.
    pub(crate) fn over(patience: Duration, told: impl Fn(&Stuck) + Send + 'static) -> Self {
        let over = Arc::new((Mutex::new(false), Condvar::new()));
        let until = Arc::clone(&over);
        let look = move || {
            let (over, bell) = &*until;
            let mut waiting = over.lock().unwrap_or_else(PoisonError::into_inner);
            while !*waiting {
                let waited = bell.wait_timeout(waiting, TICK).unwrap_or_else(PoisonError::into_inner);
                waiting = waited.0;
                if let Some(stuck) = looked(patience).filter(|_| waited.1.timed_out()) {
                    told(&stuck);
                }
            }
        };
        let thread = Builder::new().name("watch".to_string()).spawn(look).ok();
        WATCHES.fetch_add(1, Ordering::Relaxed);
        Watch { over, thread }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        WATCHES.fetch_sub(1, Ordering::Relaxed);
        let (over, bell) = &*self.over;
        *over.lock().unwrap_or_else(PoisonError::into_inner) = true;
        bell.notify_all();
        if let Some(thread) = self.thread.take() {
            // Whoever is told may have ended it.
            let _ = thread.join();
        }
    }
}

/// Looks at all that is being rendered, and gives the first that takes too much.
fn looked(patience: Duration) -> Option<Stuck> {
    let (_, all) = &mut *renderings();
    if all.is_empty() {
        return None;
    }
    let taken = memory().unwrap_or_default();
    for rendering in all.values_mut() {
        rendering.ticks += 1;
        if rendering.grown_from == 0 {
            rendering.grown_from = taken;
        }
        let why = if TICK * rendering.ticks >= patience {
            Why::Time(patience.as_secs())
        } else if taken > rendering.grown_from + GROWTH {
            Why::Memory
        } else {
            continue;
        };
        return Some(Stuck {
            template: rendering.template.clone(),
            document: rendering.document.clone(),
            why,
        });
    }
    None
}

/// What the process takes of the machine's memory, in bytes, where the system says so.
fn memory() -> Option<u64> {
    let said = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = said.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::thread::sleep;

    #[test]
    fn what_takes_too_long_is_told_by_its_name_and_the_rest_is_not() {
        let (sender, receiver) = mpsc::channel();
        let watch = Watch::over(TICK * 3, move |stuck| {
            let _ = sender.send(stuck.clone());
        });
        makes("a/one");
        assert_eq!(rendering("letter/quick.md", || 7), 7);
        let stuck = rendering("letter/slow.md", || receiver.recv_timeout(TICK * 100));
        let stuck = stuck.expect("it is told");
        assert_eq!(
            (stuck.template.as_str(), stuck.document.as_str()),
            ("letter/slow.md", "a/one")
        );
        drop(watch);
        sleep(TICK * 2);
        assert!(receiver.try_iter().all(|stuck| stuck.template == "letter/slow.md"));
    }
}
