//! Work that comes again: a rule, its time of day, its term, days left out and added.

use crate::calendar::When;
use crate::calendar::recurrence::Recurrence;
use crate::diagnostic::{Span, Spanned};
use chrono::{NaiveDate, NaiveDateTime};

/// `every` of a window, with the keys that go with it.
#[derive(Debug, Clone, PartialEq)]
pub struct RecurringRecord {
    /// `every`: the rule as typed, 毎月第3日曜, which is how it is printed.
    pub every: Spanned<String>,
    /// The rule with `from`, `to`, `except` and `extra`.
    pub(crate) days: Recurrence,
    /// `from` was typed: without, nobody knows since when.
    pub from_typed: bool,
    /// The places of `except` and `extra`, in the order of their days.
    pub placed: Vec<(NaiveDate, Span)>,
    /// `time`: its start and end on the day of `anchor`.
    pub time: (When, When),
    /// The day that `time` is told on.
    pub anchor: NaiveDate,
    /// `show: rule | dates`
    pub show: Show,
}

/// How what comes again is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// As its rule.
    Rule,
    /// As its dates.
    Dates,
}

impl RecurringRecord {
    /// Its start and end on a day.
    pub(crate) fn on(&self, day: NaiveDate) -> (When, When) {
        let (start, end) = self.time;
        (start.moved(day - self.anchor), end.moved(day - self.anchor))
    }

    /// What it was or is about at `moment`: the first time that is not over, or the last there is.
    pub(crate) fn at(&self, moment: NaiveDateTime) -> Option<(When, When)> {
        let day = moment.date();
        let before = self.days.last_before(day);
        let candidates = before.into_iter().chain(self.days.days_from(day).take(2));
        let times: Vec<(When, When)> = candidates.map(|day| self.on(day)).collect();
        let next = times.iter().find(|(_, end)| end.at > moment);
        next.or(times.last()).copied()
    }

    /// Its next days from a start on, as many as are told.
    pub(crate) fn next(&self, start: When) -> Vec<NaiveDate> {
        const TOLD: usize = 5;
        self.days.days_from(start.day()).take(TOLD).collect()
    }

    /// The moments round `moment` at which it begins or is over.
    pub(crate) fn moments(&self, moment: NaiveDateTime) -> Vec<NaiveDateTime> {
        let day = moment.date();
        let last = self.days.last_before(day);
        let earlier = last.and_then(|day| self.days.last_before(day));
        let days = earlier.into_iter().chain(last).chain(self.days.days_from(day).take(3));
        days.flat_map(|day| {
            let (start, end) = self.on(day);
            [start.at, end.at]
        })
        .collect()
    }
}
