//! A rising row of moments to build at.

use crate::dice::Dice;
use crate::history::History;
use chrono::{Datelike, Days, NaiveDateTime, NaiveTime, TimeDelta};
use std::collections::BTreeSet;

/// The moments at which something of the history can change: starts, ends, log moments, `until`, `next`, and the midnights of
/// the days on which letters are issued, and when they come to stand on the web.
pub fn boundaries(history: &History) -> BTreeSet<NaiveDateTime> {
    let mut all = BTreeSet::new();
    for record in &history.records {
        all.extend(record.times.iter().map(|fact| fact.at));
        all.extend(record.publish);
        for day in record.issue_days() {
            let midnight = day.and_time(NaiveTime::MIN);
            all.extend([midnight, midnight + Days::new(1)]);
        }
    }
    all
}

/// Whether something may change after `from` up to `to`: a boundary, or the turn of a month.
pub fn passed(boundaries: &BTreeSet<NaiveDateTime>, from: NaiveDateTime, to: NaiveDateTime) -> bool {
    let months = (to.year(), to.month()) != (from.year(), from.month());
    months || boundaries.range(from + TimeDelta::minutes(1)..=to).next().is_some()
}

/// One minute before, at and one minute after some of the boundaries, and long after all of them.
pub fn rising(
    history: &History,
    boundaries: &BTreeSet<NaiveDateTime>,
    dice: &mut Dice,
    most: usize,
) -> Vec<NaiveDateTime> {
    let all: Vec<NaiveDateTime> = boundaries.iter().copied().collect();
    let mut chosen = BTreeSet::new();
    for _ in 0..most.min(all.len()) {
        let at = *dice.one(&all);
        for minute in [-1, 0, 1] {
            chosen.insert(at + TimeDelta::minutes(minute));
        }
    }
    let last = all.last().copied().unwrap_or(history.first);
    chosen.insert(last + Days::new(400));
    chosen.into_iter().collect()
}
