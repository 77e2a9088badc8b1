//! What panicked: by the place of the panic the smallest input that shows it, written where it can be taken from.

use crate::corpus::{self, Case};
use crate::targets::Target;
use crate::{project, turn};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// How often a smaller input is tried for.
const TRIES: usize = 600;

thread_local! {
    /// The last panic of this thread: where, and what it said.
    static LAST: RefCell<(String, String)> = const { RefCell::new((String::new(), String::new())) };
    /// Whether this thread plays an input.
    static PLAYS: Cell<bool> = const { Cell::new(false) };
}

/// From now on a panic of an input is noted, not printed.
pub fn be_quiet() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        if !PLAYS.get() {
            return before(panic);
        }
        let words = panic.payload();
        let words = words
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| words.downcast_ref::<&str>().map(|words| (*words).to_string()));
        LAST.set((place, words.unwrap_or_default()));
    }));
}

/// Where finds are written.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz")
}

/// A place that panicked, and how often.
struct Find {
    seed: u64,
    words: String,
    times: usize,
    written: PathBuf,
}

/// What a target found.
pub struct Finds {
    target: &'static Target,
    by_place: Mutex<BTreeMap<String, Find>>,
}

/// Where an input panics, and with which words.
fn panics(target: &Target, seed: u64, case: &Case) -> Option<(String, String)> {
    PLAYS.set(true);
    let played = catch_unwind(AssertUnwindSafe(|| turn(target, seed, case)));
    PLAYS.set(false);
    played.err().map(|_| LAST.take())
}

impl Finds {
    pub fn new(target: &'static Target) -> Self {
        Finds {
            target,
            by_place: Mutex::default(),
        }
    }

    /// Plays an input, and notes where it panics.
    pub fn try_out(&self, seed: u64, case: Case) {
        let Some((place, words)) = panics(self.target, seed, &case) else {
            return;
        };
        {
            let mut by_place = self.by_place.lock().expect("nothing fails under the lock");
            if let Some(find) = by_place.get_mut(&place) {
                find.times += 1;
                return;
            }
            let written = self.folder_of(seed);
            let find = Find {
                seed,
                words,
                times: 1,
                written,
            };
            // At once: what is looked for may take an hour.
            let _ = writeln!(std::io::stderr(), "{}", told(self.target, &place, &find));
            by_place.insert(place.clone(), find);
        }
        let shown = |case: &Case| panics(self.target, seed, case).is_some_and(|(other, _)| other == place);
        self.write(seed, &smaller(case, shown));
    }

    /// Tells of an input that does not end.
    pub fn hangs(&self, seed: u64, case: &Case) {
        self.write(seed, case);
        let place = self.folder_of(seed);
        let name = self.target.name;
        let told = format!("{name}: seed {seed} does not end; {}", place.display());
        let _ = writeln!(std::io::stderr(), "{told}");
    }

    fn folder_of(&self, seed: u64) -> PathBuf {
        folder().join(self.target.name).join(format!("seed-{seed}"))
    }

    fn write(&self, seed: u64, case: &Case) {
        for (path, bytes) in &case.files {
            let place = self.folder_of(seed).join(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("a folder for a find");
            let mut file = fs::File::create(place).expect("a file for a find");
            file.write_all(bytes).expect("a file for a find");
        }
    }

    /// What was found, each with how to have it again.
    pub fn told(self) -> Vec<String> {
        let by_place = self.by_place.into_inner().expect("nothing fails under the lock");
        let one = |(place, find): (&String, &Find)| told(self.target, place, find);
        by_place.iter().map(one).collect()
    }
}

fn told(target: &Target, place: &str, find: &Find) -> String {
    let Find {
        seed,
        words,
        times,
        written,
    } = find;
    let name = target.name;
    let words: String = words.chars().take(300).collect();
    format!(
        "{place}: {words}\n  FUZZ_TARGET={name} FUZZ_SEED={seed} FUZZ_RUNS=1, met {times} times; {}",
        written.display()
    )
}

/// Plays what was found before, with the seed that its folder's name ends with; how many inputs those are.
pub fn played_before(finds: &Finds) -> usize {
    let folder = project().join("tests/fuzz/found").join(finds.target.name);
    let cases = corpus::folders(&folder);
    for place in &cases {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let seed = name.rsplit('-').next().and_then(|seed| seed.parse().ok());
        finds.try_out(seed.unwrap_or_default(), Case::read(place));
    }
    cases.len()
}

/// The input with as much taken from it as still shows the panic.
fn smaller(mut case: Case, shown: impl Fn(&Case) -> bool) -> Case {
    let mut tries = 0;
    for file in 0..case.files.len() {
        let mut piece = case.files[file].1.len().div_ceil(2);
        while piece > 0 && tries < TRIES {
            let mut from = 0;
            while from < case.files[file].1.len() && tries < TRIES {
                let mut less = case.clone();
                let to = (from + piece).min(less.files[file].1.len());
                less.files[file].1.drain(from..to);
                tries += 1;
                match shown(&less) {
                    true => case = less,
                    false => from = to,
                }
            }
            piece /= 2;
        }
    }
    case
}
