//! Nothing that is read ends the program: whatever stands in a record, a text, a template, a font, or in what the program keeps
//! for itself, it is read, or refused with a fault. Files of this repository are mutated, and what comes of them is played.
//!
//! `FUZZ_SECONDS` says how long all targets together take (60), `FUZZ_RUNS` how many inputs each of them plays instead;
//! `FUZZ_TARGET` names one target alone, `FUZZ_SEED` the first seed, `FUZZ_THREADS` how many threads play (2). One seed is one
//! input. What panics is made smaller and written below `target/tmp/fuzz/<target>/`; moved to `found/<target>/` it is played first
//! from then on. What ends the process at once, as a stack that is full does, has its seed in `target/tmp/fuzz/<target>.<thread>`.

mod corpus;
#[path = "../replay/dice.rs"]
mod dice;
mod find;
mod fonts;
mod mutate;
mod patience;
mod targets;
mod tokens;

use corpus::{Case, Corpus};
use dice::Dice;
use find::Finds;
use patience::Patience;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::Builder;
use std::time::{Duration, Instant};
use targets::{TARGETS, Target};

/// As the command itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The stack of any thread where nobody says otherwise.
const STACK: usize = 2 * 1024 * 1024;

/// How the targets are played.
struct Terms {
    seed: u64,
    /// How many inputs; without a number, as many as time allows.
    runs: Option<u64>,
    time: Duration,
    threads: u64,
}

#[test]
fn no_input_ends_the_program() {
    let only = variable("FUZZ_TARGET");
    let chosen: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| only.as_deref().is_none_or(|only| only == target.name))
        .collect();
    assert!(!chosen.is_empty(), "there is no target of this name");
    let terms = Terms {
        seed: number("FUZZ_SEED").unwrap_or(1),
        runs: number("FUZZ_RUNS"),
        time: Duration::from_secs(number("FUZZ_SECONDS").unwrap_or(60)) / chosen.len() as u32,
        threads: number("FUZZ_THREADS").unwrap_or(2).max(1),
    };
    fs::create_dir_all(find::folder()).expect("a folder for finds");
    find::be_quiet();
    let mut told = Vec::new();
    for target in chosen {
        let finds = Finds::new(target);
        let found = find::played_before(&finds);
        let runs = play(target, &terms, &finds);
        let finds = finds.told();
        println!(
            "{}: {runs} inputs, {found} found before, {} finds",
            target.name,
            finds.len()
        );
        told.extend(finds);
    }
    assert!(told.is_empty(), "{}", told.join("\n\n"));
}

/// Plays a target; how many inputs it was given.
// Here time is what is measured out.
#[allow(clippy::disallowed_methods)]
fn play(target: &'static Target, terms: &Terms, finds: &Finds) -> u64 {
    let corpus = Corpus::of(target);
    let end = Instant::now() + terms.time;
    let next = AtomicU64::new(0);
    let patience = Patience::new(terms.threads);
    std::thread::scope(|scope| {
        let (corpus, next, patience) = (&corpus, &next, &patience);
        let workers: Vec<_> = (0..terms.threads)
            .map(|worker| {
                let work = move || {
                    let noted = patience.note(target.name, worker);
                    loop {
                        let run = next.fetch_add(1, Ordering::Relaxed);
                        let over = match terms.runs {
                            Some(runs) => run >= runs,
                            None => Instant::now() >= end,
                        };
                        if over {
                            break;
                        }
                        let seed = terms.seed.wrapping_add(run);
                        noted.begins(seed);
                        finds.try_out(seed, corpus.case(seed));
                        noted.ends();
                    }
                };
                let worker = Builder::new().stack_size(STACK).spawn_scoped(scope, work);
                worker.expect("a thread")
            })
            .collect();
        patience.watch(
            |seed| finds.hangs(seed, &corpus.case(seed)),
            || workers.iter().all(|worker| worker.is_finished()),
        );
    });
    // Each thread took one number that it did not play.
    next.into_inner() - terms.threads
}

/// Plays one input of a target, as its seed has it.
fn turn(target: &Target, seed: u64, case: &Case) {
    // Other dice than those that made the input.
    (target.play)(case, &mut Dice::new(!seed));
}

fn variable(name: &str) -> Option<String> {
    std::env::vars().find(|(key, _)| key == name).map(|(_, value)| value)
}

fn number(name: &str) -> Option<u64> {
    let value = variable(name)?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// The folder of this project.
fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
