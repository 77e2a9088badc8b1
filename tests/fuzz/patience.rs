//! Which input each thread plays, so that one that never ends, or that ends the process, is known by its seed.

use crate::find;
use std::cell::RefCell;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long one input may take, on a machine that has much else to do.
const LONGEST: Duration = Duration::from_secs(30);
const TICK: Duration = Duration::from_millis(50);

/// What the threads play: since when, and which seed.
pub struct Patience(Vec<Mutex<Option<(Instant, u64)>>>);

/// The note of one thread.
pub struct Noted<'p> {
    slot: &'p Mutex<Option<(Instant, u64)>>,
    file: RefCell<File>,
}

impl Patience {
    pub fn new(threads: u64) -> Self {
        Patience((0..threads).map(|_| Mutex::new(None)).collect())
    }

    /// The note of a thread, and its file.
    pub fn note(&self, target: &str, worker: u64) -> Noted<'_> {
        let place = find::folder().join(format!("{target}.{worker}"));
        Noted {
            slot: &self.0[worker as usize],
            file: RefCell::new(File::create(place).expect("a file of the test")),
        }
    }

    /// Looks on until all is over. The seed of an input that takes too long is told, and the process ends: nothing else ends it.
    // Here time is what is watched.
    #[allow(clippy::disallowed_methods)]
    pub fn watch(&self, hangs: impl Fn(u64), over: impl Fn() -> bool) {
        while !over() {
            std::thread::sleep(TICK);
            for slot in &self.0 {
                let playing = *slot.lock().expect("nothing fails under the lock");
                if let Some((_, seed)) = playing.filter(|(since, _)| since.elapsed() > LONGEST) {
                    hangs(seed);
                    std::process::exit(101);
                }
            }
        }
    }
}

impl Noted<'_> {
    #[allow(clippy::disallowed_methods)]
    pub fn begins(&self, seed: u64) {
        *self.slot.lock().expect("nothing fails under the lock") = Some((Instant::now(), seed));
        let mut file = self.file.borrow_mut();
        // Twenty columns: a shorter number leaves nothing of the one before.
        let written = file
            .seek(SeekFrom::Start(0))
            .and_then(|_| file.write_all(format!("{seed:20}\n").as_bytes()));
        written.expect("a file of the test");
    }

    pub fn ends(&self) {
        *self.slot.lock().expect("nothing fails under the lock") = None;
    }
}
