//! Work on several threads whose results come in order, so that the number of threads shows in nothing but the time.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How many items are begun at most beyond the first whose result is not taken yet: what waits to be taken is held.
const AHEAD: usize = 64;

/// How many results were taken, for whoever waits before going further ahead.
#[derive(Default)]
struct Taken {
    count: Mutex<usize>,
    counted: Condvar,
}

impl Taken {
    fn count(&self) -> MutexGuard<'_, usize> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the item of this number is not too far ahead.
    fn wait_for(&self, number: usize) {
        let too_far = |count: &mut usize| number >= count.saturating_add(AHEAD);
        drop(self.counted.wait_while(self.count(), too_far));
    }

    fn set(&self, count: usize) {
        *self.count() = count;
        self.counted.notify_all();
    }
}

/// Nobody waits for a thread that ends by a fault of the program.
struct Opens<'t>(&'t Taken);

impl Drop for Opens<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.set(usize::MAX);
        }
    }
}

/// Does `work` for every item on at most `threads` threads, and gives each result to `take`, here and in the order of the
/// items, as soon as those before it are done. Threads of the standard library are enough: the items are few, long and
/// independent of each other.
pub(crate) fn each<'i, T: Sync, R: Send>(
    items: &'i [T],
    threads: NonZeroUsize,
    work: impl Fn(&'i T) -> R + Sync,
    mut take: impl FnMut(&'i T, R),
) {
    let threads = threads.get().min(items.len());
    if threads < 2 {
        for item in items {
            take(item, work(item));
        }
        return;
    }
    started(items, threads, thread::Builder::new, work, take);
}

/// [`each`] on threads that `builder` begins. A machine that gives fewer has the work done by those, and one that gives none
/// by the thread that asks.
fn started<'i, T: Sync, R: Send>(
    items: &'i [T],
    threads: usize,
    builder: impl Fn() -> thread::Builder,
    work: impl Fn(&'i T) -> R + Sync,
    mut take: impl FnMut(&'i T, R),
) {
    let next = AtomicUsize::new(0);
    let results = Taken::default();
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let worker = |sender: mpsc::Sender<(usize, R)>| {
            let (next, work, results) = (&next, &work, &results);
            move || {
                let _opens = Opens(results);
                let begun = || {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let item = items.get(number)?;
                    results.wait_for(number);
                    Some((number, work(item)))
                };
                while let Some(done) = begun()
                    && sender.send(done).is_ok()
                {}
            }
        };
        let begin = |_| builder().spawn_scoped(scope, worker(sender.clone())).ok();
        let workers: Vec<_> = (0..threads).map_while(begin).collect();
        if workers.is_empty() {
            for item in items {
                take(item, work(item));
            }
        }
        drop(sender);
        let _opens = Opens(&results);
        let mut waiting = BTreeMap::new();
        let mut taken = 0;
        for (number, result) in receiver {
            waiting.insert(number, result);
            while let (Some(item), Some(result)) = (items.get(taken), waiting.remove(&taken)) {
                take(item, result);
                taken += 1;
            }
            results.set(taken);
        }
        for worker in workers {
            // A fault of the program ends as it does on one thread.
            worker.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(threads: usize, count: u64) -> Vec<(u64, u64)> {
        let items: Vec<u64> = (0..count).collect();
        let mut taken = Vec::new();
        let work = |n: &u64| {
            // The first take longest.
            (0..(count - n) * 1000).fold(n * n, |sum, i| std::hint::black_box(sum + i % 2) - i % 2)
        };
        let threads = NonZeroUsize::new(threads).expect("a thread");
        each(&items, threads, work, |n, square| taken.push((*n, square)));
        taken
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        let expected: Vec<(u64, u64)> = (0..50).map(|n| (n, n * n)).collect();
        for threads in [1, 2, 3, 8, 100] {
            assert_eq!(squares(threads, 50), expected, "{threads}");
        }
        assert_eq!(squares(4, 0), []);
    }

    #[test]
    fn a_machine_without_threads_does_the_work_all_the_same() {
        let items: Vec<u64> = (0..50).collect();
        let expected: Vec<(u64, u64)> = items.iter().map(|n| (*n, n * n)).collect();
        for available in [0, 1, 2] {
            let given = AtomicUsize::new(0);
            let begin = || match given.fetch_add(1, Ordering::Relaxed) < available {
                true => thread::Builder::new(),
                // No machine has so much for one stack.
                false => thread::Builder::new().stack_size(1 << 60),
            };
            let mut taken = Vec::new();
            started(&items, 8, begin, |n| n * n, |n, square| taken.push((*n, square)));
            assert_eq!(taken, expected, "{available}");
            assert_eq!(given.load(Ordering::Relaxed), available + 1);
        }
    }

    #[test]
    fn what_is_not_taken_is_not_left_far_behind() {
        let items: Vec<usize> = (0..1_000).collect();
        let (begun, threads) = (AtomicUsize::new(0), NonZeroUsize::new(4).expect("four"));
        let work = |_: &usize| begun.fetch_add(1, Ordering::Relaxed);
        each(&items, threads, work, |item, _| {
            std::thread::sleep(std::time::Duration::from_micros(20));
            let ahead = begun.load(Ordering::Relaxed) - item;
            assert!(ahead <= AHEAD, "{ahead}");
        });
    }

    #[test]
    fn a_panic_where_results_are_taken_ends_all() {
        let items: Vec<usize> = (0..1_000).collect();
        let threads = NonZeroUsize::new(2).expect("two");
        let panic = std::panic::catch_unwind(|| each(&items, threads, |n| *n, |n, _| assert_ne!(*n, 3, "three")));
        assert!(panic.is_err());
    }

    #[test]
    fn a_panic_of_one_is_a_panic_of_all() {
        let items = [1, 2, 3, 4];
        let threads = NonZeroUsize::new(2).expect("two");
        let panic = std::panic::catch_unwind(|| {
            each(&items, threads, |n| assert_ne!(*n, 3, "three"), |_, ()| {});
        });
        let panic = panic.expect_err("the third item panics");
        let words = panic.downcast_ref::<String>().map_or("", String::as_str);
        assert!(words.contains("three"), "{words}");
    }
}
