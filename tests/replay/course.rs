//! What is planned, and what comes of it: the windows of a record and its log, in every order that can happen.

use crate::dice::Dice;
use crate::history::{Entry, Window, minutes};
use chrono::{Days, NaiveDate, NaiveDateTime};
use std::collections::{BTreeSet, VecDeque};

/// An entry, its `until`, its `next`.
pub type Logged = (Entry, Option<NaiveDateTime>, Option<NaiveDateTime>);

/// Windows a week apart, so that no two touch; reserves after all of them.
pub fn windows(dice: &mut Dice, day: NaiveDate, incident: bool) -> Vec<Window> {
    let count = 1 + dice.below(3);
    let mut reserve_day = day + Days::new(7 * count as u64 + 21);
    let faxed = dice.chance(60);
    let mut all = Vec::new();
    for number in 0..count {
        let day = day + Days::new(7 * number as u64);
        let start = round(dice, day);
        let length = 10 * dice.between(4, 40);
        let mut reserves = Vec::new();
        for _ in 0..if incident { 0 } else { dice.below(3) } {
            let start = round(dice, reserve_day);
            reserves.push((start, start + minutes(length)));
            reserve_day = reserve_day + Days::new(3);
        }
        all.push(Window {
            start,
            end: Some(start + minutes(length)),
            reserves,
            announced: if incident { faxed } else { faxed && dice.chance(70) },
            added: (!incident && number > 0 && dice.chance(20))
                .then(|| start - Days::new(2) - minutes(dice.between(1, 900))),
        });
    }
    if incident && (faxed || dice.chance(40)) {
        // Who reports an outage cannot know its end: its log tells it.
        all.iter_mut().for_each(|window| window.end = None);
    }
    all
}

fn round(dice: &mut Dice, day: NaiveDate) -> NaiveDateTime {
    let midnight = day.and_hms_opt(0, 0, 0).expect("midnight");
    midnight + minutes(10 * dice.between(0, 143))
}

/// The log of all windows, by time.
pub fn log(dice: &mut Dice, windows: &[Window], incident: bool) -> Vec<Logged> {
    let mut all: Vec<Logged> = Vec::new();
    for (index, window) in windows.iter().enumerate() {
        match incident {
            true if window.end.is_none() => outage(dice, window, index + 1, &mut all),
            true => {}
            false => {
                if let Some(at) = window.added {
                    all.push((entry(at, index + 1, "added"), None, None));
                }
                if dice.chance(75) {
                    work(dice, window, index + 1, &mut all);
                }
                // More is told of what was published, whatever came of it.
                if dice.chance(20) {
                    let published = window.added.unwrap_or(window.start - Days::new(1));
                    let at = published + minutes(dice.between(5, 6000));
                    all.push((entry(at, index + 1, "updated"), None, None));
                }
            }
        }
    }
    all.sort_by_key(|(entry, _, _)| entry.at);
    // Two things in one minute have no order; a plan's minutes are round, so that what happened is never taken for it.
    let mut taken = BTreeSet::new();
    for (entry, until, next) in &mut all {
        while entry.at.and_utc().timestamp() / 60 % 5 == 0 || !taken.insert(entry.at) {
            entry.at += minutes(1);
        }
        for later in [until, next].into_iter().flatten() {
            if *later <= entry.at {
                *later = entry.at + minutes(10);
            }
        }
    }
    all
}

fn entry(at: NaiveDateTime, window: usize, event: &'static str) -> Entry {
    Entry {
        at,
        window,
        event,
        day: None,
    }
}

/// A day after `start`, as long as the work takes, before any reserve.
fn another_day(dice: &mut Dice, start: NaiveDateTime, end: NaiveDateTime) -> (NaiveDateTime, NaiveDateTime) {
    let moved = start + Days::new(1) + minutes(10 * dice.between(0, 60));
    (moved, moved + (end - start))
}

/// An entry that moves its window to `day`.
fn moves(at: NaiveDateTime, window: usize, event: &'static str, day: (NaiveDateTime, NaiveDateTime)) -> Entry {
    Entry {
        day: Some(day),
        ..entry(at, window, event)
    }
}

/// A night of work, on its day or on its reserves.
fn work(dice: &mut Dice, window: &Window, number: usize, all: &mut Vec<Logged>) {
    let mut attempts = VecDeque::from([(window.start, window.end.unwrap_or(window.start))]);
    attempts.extend(window.reserves.iter().copied());
    // Not before what was logged of the attempt before.
    let mut earliest = window.start - Days::new(1) + minutes(60);
    let mut put_off = false;
    let mut last = attempts[0];
    loop {
        let (start, end) = match attempts.pop_front() {
            Some(attempt) => attempt,
            // Put off with no day known, which is found later.
            None if put_off && dice.chance(50) => {
                put_off = false;
                let day = another_day(dice, last.0.max(earliest), last.0.max(earliest) + (last.1 - last.0));
                all.push((moves(earliest, number, "changed", day), None, None));
                earliest += minutes(10);
                day
            }
            None => return,
        };
        last = (start, end);
        let length = (end - start).num_minutes();
        if dice.chance(15) {
            let at = (start - minutes(dice.between(30, 1200))).max(earliest);
            if at < start {
                all.push((entry(at, number, "cancelled"), None, None));
                return;
            }
        }
        if dice.chance(15) {
            let at = (start - minutes(dice.between(30, 1200))).max(earliest);
            if at < start {
                let day = another_day(dice, start, end);
                all.push((moves(at, number, "changed", day), None, None));
                earliest = at + minutes(10);
                attempts.push_front(day);
                continue;
            }
        }
        if dice.chance(20) {
            let at = (start - minutes(dice.between(30, 1200))).max(earliest);
            if at < start {
                earliest = at + minutes(10);
                if dice.chance(30) {
                    let day = another_day(dice, start, end);
                    all.push((moves(at, number, "postponed", day), None, next(dice, at)));
                    attempts.push_front(day);
                } else {
                    all.push((entry(at, number, "postponed"), None, next(dice, at)));
                    put_off = attempts.is_empty();
                }
                continue;
            }
        }
        let started = (start + minutes(dice.between(-4, 20))).max(earliest);
        all.push((entry(started, number, "started"), None, None));
        let mut at = started;
        let mut end = end;
        while dice.chance(30) {
            at = (end - minutes(dice.between(1, 20))).max(at + minutes(3));
            end = end.max(at) + minutes(10 * dice.between(1, 12));
            all.push((entry(at, number, "extended"), Some(end), next(dice, at)));
        }
        match dice.below(10) {
            0 => return,
            1 => {
                all.push((entry(at + minutes(5), number, "cancelled"), None, None));
                return;
            }
            2..=4 => {
                let aborted = at + minutes(dice.between(5, length));
                all.push((entry(aborted, number, "aborted"), None, next(dice, aborted)));
                earliest = aborted + minutes(10);
                if dice.chance(15) {
                    return;
                }
                put_off = attempts.is_empty();
            }
            _ => {
                let late = dice.chance(25);
                let completed = if late {
                    end + minutes(dice.between(1, 240))
                } else {
                    at + minutes(dice.between(5, length))
                };
                all.push((entry(completed, number, "completed"), None, None));
                return;
            }
        }
    }
}

/// An outage that is reported, followed and, mostly, over.
fn outage(dice: &mut Dice, window: &Window, number: usize, all: &mut Vec<Logged>) {
    // An emergency stop is announced before it begins.
    let ahead = dice.chance(15);
    let mut at = match ahead {
        true => window.start - minutes(dice.between(30, 1200)),
        false => window.start + minutes(dice.between(3, 60)),
    };
    all.push((entry(at, number, "reported"), until(dice, at), next(dice, at)));
    if ahead && dice.chance(30) {
        let off = at + minutes(dice.between(2, 20));
        if off < window.start {
            all.push((entry(off, number, "cancelled"), None, None));
            return;
        }
    }
    let mut partly = false;
    for _ in 0..dice.below(3) {
        at += minutes(dice.between(5, 300));
        let event = match at > window.start && !partly && dice.chance(30) {
            true => "restored",
            false => "updated",
        };
        partly |= event == "restored";
        all.push((entry(at, number, event), until(dice, at), next(dice, at)));
    }
    if dice.chance(85) {
        at = at.max(window.start) + minutes(dice.between(5, 300));
        all.push((entry(at, number, "recovered"), None, None));
        for event in ["updated", "corrected", "concluded", "corrected"] {
            if dice.chance(25) {
                at += minutes(dice.between(60, 2000));
                all.push((entry(at, number, event), None, None));
            }
        }
    }
}

fn until(dice: &mut Dice, at: NaiveDateTime) -> Option<NaiveDateTime> {
    dice.chance(40).then(|| at + minutes(dice.between(20, 600)))
}

fn next(dice: &mut Dice, at: NaiveDateTime) -> Option<NaiveDateTime> {
    dice.chance(40).then(|| at + minutes(dice.between(20, 600)))
}

/// When each window came to its end, planned or logged.
pub fn ends(windows: &[Window], entries: &[Logged]) -> Vec<NaiveDateTime> {
    let logged = entries.iter().map(|(entry, _, _)| entry.at);
    windows.iter().filter_map(|window| window.end).chain(logged).collect()
}
