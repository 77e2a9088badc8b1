//! Only what changed is made: after any edit, what a build leaves in `out/` and what it tells are what a build into an
//! empty folder makes and tells, and a build right after it writes nothing.
//!
//! `EDITS` says how many random edits (40 in a release build, 20 otherwise), `EDITS_SEED` which row of them comes first;
//! `EDITS_SKIP=3,4` leaves some of a row out. An edit after which something differs is printed with its row.

mod damage;
#[path = "../replay/dice.rs"]
mod dice;
mod edits;
#[path = "../common/files.rs"]
mod files;
mod held;
mod room;

use dice::Dice;
use edits::Edit;
use room::Room;
use std::collections::BTreeSet;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

/// As the command itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many edits follow each other in one workspace.
const ROW: u64 = 20;

#[test]
fn after_any_edit_a_build_leaves_what_a_fresh_one_makes() {
    let edits = setting("EDITS").unwrap_or(if cfg!(debug_assertions) { 20 } else { 40 });
    let first = setting("EDITS_SEED").unwrap_or(1);
    let skipped: BTreeSet<u64> = variable("EDITS_SKIP")
        .map(|list| list.split(',').map(number).collect())
        .unwrap_or_default();
    let rows = Mutex::new(first..first + edits.div_ceil(ROW));
    let failed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = rows.lock().expect("no row fails here").next();
                    let Some(seed) = next else {
                        break;
                    };
                    let mut story = Vec::new();
                    let played = catch_unwind(AssertUnwindSafe(|| play(seed, &skipped, &mut story)));
                    if let Err(payload) = played {
                        let words = payload.downcast_ref::<String>().cloned();
                        let words = words.or_else(|| payload.downcast_ref::<&str>().map(|words| words.to_string()));
                        let words = words.unwrap_or_default();
                        let told = format!("EDITS_SEED={seed} EDITS={ROW}\n{}\n{words}", story.join("\n"));
                        // At once: a thousand edits take a while.
                        let _ = writeln!(std::io::stderr(), "{told}\n");
                        failed.lock().expect("no row fails here").push(told);
                    }
                }
            });
        }
    });
    println!("{} rows of {ROW} edits", edits.div_ceil(ROW));
    let failed = failed.into_inner().expect("no row fails here");
    assert!(
        failed.is_empty(),
        "{} rows failed\n{}",
        failed.len(),
        failed.join("\n\n")
    );
}

/// One row of edits in a workspace of its own.
fn play(seed: u64, skipped: &BTreeSet<u64>, story: &mut Vec<String>) {
    let mut room = Room::new(seed);
    held::build_as_fresh(&mut room, &[]);
    for number in 0..ROW {
        if skipped.contains(&number) {
            continue;
        }
        // Its own dice, so that what is left out changes nothing of the others.
        let mut dice = Dice::new(seed * 1_000 + number);
        let before = (room.sources(), room.clock.clone());
        let edit = edits::any(&mut room, &mut dice);
        story.push(format!("{number}. {edit}, as of {}", room.clock));
        room.threads = dice.below(4) + 1;
        if matches!(edit, Edit::InTheWay(_)) {
            held::refused_for_what_stands_in_the_way(&room);
            room.clear_the_way();
        } else if !held::sound(&room) {
            // An error: nothing changes until it is mended.
            held::refused(&room);
            story.push("   refused".to_string());
            room.put_back(before);
        }
        if let Edit::Only(ids) = &edit {
            held::only_as_fresh(&room, ids);
        }
        held::build_as_fresh(&mut room, &[]);
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::vars().find(|(key, _)| key == name).map(|(_, value)| value)
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

fn setting(name: &str) -> Option<u64> {
    variable(name).map(|value| number(&value))
}
