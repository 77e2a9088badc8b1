//! A build that is told to stop.

use crate::dice::Dice;
use crate::room::{Room, Seen, Set};
use crate::{Aim, duration, files, setting, wait};
use rustix::process::{Pid, Signal, kill_process};
use std::os::unix::process::ExitStatusExt;

const SIGNALS: [(Signal, i32); 3] = [(Signal::INT, 2), (Signal::TERM, 15), (Signal::HUP, 1)];

fn aim(number: u64) -> Aim {
    if number.is_multiple_of(2) {
        Aim::Anywhere
    } else {
        Aim::Publication
    }
}

#[derive(Debug, Default)]
struct Counts {
    signals: u64,
    /// The program had ended.
    done: u64,
    /// It ended with the code of the signal, nothing published.
    old: u64,
    /// It ended with the code of the signal, all published.
    new: u64,
    /// It ended by the signal itself: it had not begun to listen, nor to write.
    before: u64,
}

#[test]
fn a_build_that_is_told_to_stop_leaves_nothing_behind() {
    let mut room = Room::new();
    room.take(Set::A);
    assert_eq!(room.build().0, Some(0));
    let whole = duration(&room);
    room.put_foreign();
    let mut standing = Set::A;
    let mut counts = Counts::default();
    for number in 0..setting("KILLS", 80) / 4 {
        let mut dice = Dice::new(setting("KILLS_SEED", 1) * 1_000_000 + number);
        let (signal, code) = SIGNALS[number as usize % 3];
        let next = standing.other();
        room.take(next);
        let mut child = room.start();
        wait(&mut child, &room.out(), aim(number), whole, &mut dice);
        let pid = Pid::from_child(&child);
        // A program that has ended takes none.
        let _ = kill_process(pid, signal);
        let done = child.wait_with_output().expect("a child ends");
        counts.signals += 1;
        let seen = room.seen_whole();
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        match (done.status.code(), done.status.signal()) {
            (Some(0), _) => counts.done += 1,
            (None, Some(by)) if by == code && seen == Seen::Whole(standing) => counts.before += 1,
            (Some(ended), _) if ended == 128 + code => {
                assert!(told.contains("中止しました"), "{told}");
                match seen == Seen::Whole(next) {
                    true => counts.new += 1,
                    false => counts.old += 1,
                }
            }
            other => panic!("{signal:?}, {number}: ended with {other:?}: {told}"),
        }
        let expected = if done.status.success() { next } else { standing };
        assert!(
            seen == Seen::Whole(next) || seen == Seen::Whole(expected),
            "{number}: {seen:?}"
        );
        standing = if seen == Seen::Whole(next) { next } else { standing };
        room.foreign_is_untouched();
        room.nothing_is_left();
        room.manifest_is_true();
    }
    println!("signals: {counts:?}");
    assert!(counts.old > 0, "{counts:?}");
}

#[test]
fn a_first_build_that_is_told_to_stop_leaves_no_folder() {
    let room = Room::new();
    room.take(Set::A);
    let whole = duration(&room);
    let mut counts = Counts::default();
    for number in 0..setting("KILLS", 80) / 8 {
        let mut dice = Dice::new(setting("KILLS_SEED", 1) * 1_000_000 + number);
        let (signal, code) = SIGNALS[number as usize % 3];
        let made = room.root().join("made");
        files::remove(&made);
        let out = made.join("for/it");
        let mut child = room.command(&out).spawn().expect("the program runs");
        wait(&mut child, &out, aim(number), whole, &mut dice);
        let _ = kill_process(Pid::from_child(&child), signal);
        let status = child.wait().expect("a child ends");
        counts.signals += 1;
        let published = out.join(".notice/manifest").exists();
        match status.code() {
            Some(0) => counts.done += 1,
            Some(ended) if ended == 128 + code && published => counts.new += 1,
            Some(ended) if ended == 128 + code => counts.old += 1,
            None if status.signal() == Some(code) => counts.before += 1,
            other => panic!("{signal:?}, {number}: ended with {other:?}"),
        }
        let left: Vec<String> = files::tree(room.root())
            .into_keys()
            .filter(|path| path.starts_with("made"))
            .collect();
        assert!(published || left.is_empty(), "{number}: {left:?}");
        let stray = left
            .iter()
            .find(|path| path.contains("staging") || path.contains("lock") || path.contains("journal"));
        assert_eq!(stray, None, "{number}");
    }
    println!("signals to a first build: {counts:?}");
}
