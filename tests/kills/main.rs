//! A build that is killed or told to stop at any moment: what is published is wholly old or wholly new, and the next start
//! puts everything right.
//!
//! `KILLS` says how many kills (80), `KILLS_SEED` where chance begins. What was counted is printed: `-- --nocapture`.

#[path = "../replay/dice.rs"]
mod dice;
#[path = "../common/files.rs"]
mod files;
mod room;
mod signals;
mod turns;

use dice::Dice;
use room::{Room, Seen, Set};
use std::path::Path;
use std::process::Child;
use std::time::Duration;

fn setting(name: &str, without: u64) -> u64 {
    let given = std::env::vars().find(|(key, _)| key == name);
    given.map_or(without, |(_, value)| value.parse().expect("a number"))
}

/// When a build is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// At any moment.
    Anywhere,
    /// While it publishes, or just before or after.
    Publication,
}

/// Waits for the moment at which a build is to be stopped.
#[allow(
    clippy::disallowed_methods,
    reason = "a test looks at the clock, no document follows from it"
)]
fn wait(child: &mut Child, out: &Path, aim: Aim, whole: Duration, dice: &mut Dice) {
    let micros =
        |most: Duration, dice: &mut Dice| Duration::from_micros(dice.below(most.as_micros() as usize + 1) as u64);
    if aim == Aim::Anywhere {
        return std::thread::sleep(micros(whole + whole / 8, dice));
    }
    // The journal stands while something is published; the manifest of before is staged just ahead of it.
    let marks = [".notice/journal", ".notice/journal.new", ".notice/staging/before"];
    let mark = out.join(marks[dice.below(10).saturating_sub(7)]);
    while !mark.exists() && child.try_wait().expect("a child").is_none() {
        std::hint::spin_loop();
    }
    let most = *dice.one(&[0, 200, 1_000, 3_000, 8_000]);
    let start = std::time::Instant::now();
    let delay = micros(Duration::from_micros(most), dice);
    while start.elapsed() < delay {
        std::hint::spin_loop();
    }
}

/// How long a build takes that publishes.
#[allow(
    clippy::disallowed_methods,
    reason = "a test looks at the clock, no document follows from it"
)]
fn duration(room: &Room) -> Duration {
    let start = std::time::Instant::now();
    for set in [Set::B, Set::A] {
        room.take(set);
        assert_eq!(room.build().0, Some(0));
    }
    start.elapsed() / 2
}

#[derive(Debug, Default)]
struct Counts {
    kills: u64,
    /// With the journal there: something was being published.
    within: u64,
    /// With documents staged, and no journal.
    staged: u64,
    old: u64,
    new: u64,
    /// One part old, the other new, until the next start.
    between_parts: u64,
    /// A part old and new, until the next start.
    mixed: u64,
    /// The same, after it.
    mixed_after: u64,
}

/// Kills builds of one set after the other.
fn kill(room: &mut Room, kills: u64, seed: u64) -> Counts {
    room.take(Set::A);
    let (code, told) = room.build();
    assert_eq!(code, Some(0), "{told}");
    let whole = duration(room);
    room.put_foreign();
    let mut standing = Set::A;
    let mut counts = Counts::default();
    for number in 0..kills {
        let mut dice = Dice::new(seed * 1_000_000 + number);
        let aim = if number % 4 == 0 {
            Aim::Anywhere
        } else {
            Aim::Publication
        };
        // One that comes too late is none.
        let mut next = standing.other();
        loop {
            room.take(next);
            let mut child = room.start();
            wait(&mut child, &room.out(), aim, whole, &mut dice);
            child.kill().expect("a child is killed");
            if !child.wait().expect("a child ends").success() {
                break;
            }
            standing = next;
            next = standing.other();
        }
        counts.kills += 1;
        let [journal, staging] = ["journal", "staging"].map(|name| room.out().join(".notice").join(name).exists());
        counts.within += u64::from(journal);
        counts.staged += u64::from(staging && !journal);
        let seen = room.seen();
        match seen {
            [Seen::Mixed, _] | [_, Seen::Mixed] => counts.mixed += 1,
            [web, office] if web != office => counts.between_parts += 1,
            [Seen::Whole(set), _] if set == standing => counts.old += 1,
            _ => counts.new += 1,
        }
        room.foreign_is_untouched();
        // The next start ends what was decided, whatever it comes to itself.
        if dice.chance(60) {
            room.take(Set::Wrong);
            let (code, told) = room.build();
            assert_eq!(code, Some(1), "kill {number}: {told}");
            let after = room.seen_whole();
            counts.mixed_after += u64::from(after == Seen::Mixed);
            if after != Seen::Mixed {
                room.manifest_is_true();
            }
            room.nothing_is_left();
        }
        standing = if dice.chance(50) { next } else { standing };
        room.take(standing);
        let (code, told) = room.build();
        assert_eq!(code, Some(0), "kill {number}: {told}");
        assert_eq!(
            room.seen_whole(),
            Seen::Whole(standing),
            "kill {number}, {seen:?} before: {told}"
        );
        room.foreign_is_untouched();
        room.nothing_is_left();
        room.manifest_is_true();
        if number % 50 == 49 {
            room.forget_history();
        }
    }
    counts
}

#[test]
fn where_parts_are_exchanged_each_is_wholly_old_or_wholly_new_at_once() {
    let kills = setting("KILLS", 80) * 3 / 4;
    let counts = kill(&mut Room::new(), kills, setting("KILLS_SEED", 1));
    println!("exchanged: {counts:?}");
    assert_eq!((counts.mixed, counts.mixed_after), (0, 0), "{counts:?}");
}

/// A part that stands on another disk, by a link: it is published file by file.
#[test]
fn where_a_part_is_published_file_by_file_the_next_start_ends_it() {
    let kills = setting("KILLS", 80) / 4;
    let mut room = Room::new();
    let other = tempfile::tempdir_in("/dev/shm").expect("another file system");
    std::fs::create_dir(room.out()).expect("the output folder");
    std::os::unix::fs::symlink(other.path(), room.out().join("web")).expect("a link");
    let counts = kill(&mut room, kills, setting("KILLS_SEED", 1) + 1);
    println!("file by file: {counts:?}");
    assert_eq!(counts.mixed_after, 0, "{counts:?}");
    assert!(room.out().join("web").is_symlink());
}
