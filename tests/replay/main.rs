//! Histories played again: random records, built at a rising row of moments, and what must hold of everything that is told.
//!
//! `REPLAY_HISTORIES` says how many (150 in a release build, 60 otherwise), `REPLAY_SEED` which comes first; a history that
//! fails is printed with its seed.

mod course;
mod dice;
mod facts;
mod held;
mod history;
mod house;
mod html;
mod moments;
mod reading;
mod spoiled;
mod states;
mod words;
mod writer;

use dice::Dice;
use held::Broken;
use history::History;
use std::collections::BTreeMap;
use std::sync::Mutex;
use words::Taste;

/// As the command itself: a history is a hundred thousand small allocations.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many boundaries of a history are looked at.
const BOUNDARIES: usize = 4;

/// Of every so many histories the files themselves are written as well.
const PRESSED: u64 = 40;

/// What was found of one class: how often, and the smallest history that shows it.
struct Class {
    count: usize,
    shown: (usize, String),
}

#[derive(Default)]
struct Found {
    refused: Vec<String>,
    classes: BTreeMap<String, Class>,
}

#[test]
fn every_document_tells_the_same_account_at_every_moment() {
    let histories = setting("REPLAY_HISTORIES").unwrap_or(if cfg!(debug_assertions) { 60 } else { 150 });
    let first = setting("REPLAY_SEED").unwrap_or(1);
    let found = Mutex::new(Found::default());
    std::thread::scope(|scope| {
        for worker in 0..2 {
            let found = &found;
            scope.spawn(move || {
                for seed in (first..first + histories).filter(|seed| seed % 2 == worker) {
                    play(seed, found);
                }
            });
        }
    });
    let found = found.into_inner().expect("no worker failed");
    assert!(
        found.refused.len() as u64 * 10 <= histories,
        "{} of {histories} histories were refused; the first:\n{}",
        found.refused.len(),
        found.refused[0]
    );
    let told: Vec<String> = found
        .classes
        .iter()
        .map(|(class, of)| format!("== {class}: {} times, most simply\n{}", of.count, of.shown.1))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

fn setting(name: &str) -> Option<u64> {
    let (_, value) = std::env::vars().find(|(key, _)| key == name)?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

fn play(seed: u64, found: &Mutex<Found>) {
    let history = History::new(seed, if seed % 4 < 2 { Taste::Awkward } else { Taste::Tame });
    let files = history.files();
    let boundaries = moments::boundaries(&history);
    let mut dice = Dice::new(seed);
    let row = moments::rising(&history, &boundaries, &mut dice, BOUNDARIES);
    let mut tellings = Vec::new();
    for &moment in &row {
        let telling = reading::telling(&files, moment);
        if telling.result.has_errors() {
            let mut found = found.lock().expect("no worker failed");
            found.refused.push(refusal(&history, &telling));
            return;
        }
        tellings.push(telling);
    }
    let mut broken = held::broken(&history, &tellings);
    if seed.is_multiple_of(PRESSED) {
        broken.append(&mut held::pressed(&history, &files, &row));
    }
    let mut found = found.lock().expect("no worker failed");
    for Broken { class, moment, what } in broken {
        let yaml = history.yaml();
        let shown = (yaml.len(), format!("as of {moment}: {what}\n{yaml}"));
        let of = found.classes.entry(class).or_insert_with(|| Class {
            count: 0,
            shown: shown.clone(),
        });
        of.count += 1;
        if shown.0 < of.shown.0 {
            of.shown = shown;
        }
    }
}

fn refusal(history: &History, telling: &reading::Telling) -> String {
    let faults: Vec<String> = telling
        .result
        .diagnostics
        .iter()
        .filter(|fault| fault.severity == notice::diagnostic::Severity::Error)
        .map(|fault| {
            let place = fault
                .span
                .map(|span| telling.result.sources.position(span.file, span.start));
            format!("{} {:?} {}", fault.code, place, fault.message.en)
        })
        .collect();
    format!("{}\n{}", faults.join("\n"), history.yaml())
}
