//! When an account changes: so that a build at a later moment, with no change between, makes the same bytes, and a page
//! can say when something on it last changed.

use super::Account;
use super::course::Leg;
use super::letter;
use crate::calendar::When;
use crate::diagnostic::Span;
use crate::record::schema::{DocumentKind, PublisherRecord, Record, TimelineRecord};
use chrono::{NaiveDateTime, TimeDelta};

/// All that documents tell of an account and that the moment decides.
#[derive(Debug, PartialEq)]
struct Shown {
    legs: Vec<(usize, Leg, bool)>,
    whole: Option<(Leg, bool)>,
    known: Vec<(Option<Span>, Option<Span>)>,
    reports: usize,
    timeline: usize,
    next: Vec<Option<When>>,
    /// Of each letter, whether it is out, and whether it stands on the web.
    letters: Vec<(bool, bool)>,
}

impl Shown {
    fn of(account: &Account) -> Self {
        let legs = account.windows.iter().flat_map(|window| {
            let past = |leg: &Leg| leg.is_past(account.moment);
            window.legs().map(move |leg| (window.number, *leg, past(leg)))
        });
        let known = account.windows.iter().map(|window| {
            let cause = window.cause.map(|cause| cause.span);
            (cause, window.impact.map(|impact| impact.span))
        });
        Shown {
            legs: legs.collect(),
            whole: account.whole.map(|leg| (leg, leg.is_past(account.moment))),
            known: known.collect(),
            reports: account.reports.len(),
            timeline: account.timeline.len(),
            next: account
                .windows
                .iter()
                .map(|window| account.next_report(window))
                .collect(),
            letters: letters(account),
        }
    }
}

fn letters(account: &Account) -> Vec<(bool, bool)> {
    // Nobody is told of what was not planned before it has begun.
    if account.windows.is_empty() && !account.record.kind.planned() {
        return Vec::new();
    }
    let made = account.makes(DocumentKind::Letter);
    let letters = letter::of(account.record).into_iter();
    // What a letter says that it changes stands on the page and on sheets, too.
    let told = letters.filter(|letter| made || !letter.changes.is_empty());
    told.map(|letter| (letter.is_out(account.moment), letter.is_public(account.moment)))
        .collect()
}

/// The moments at which an account can change, in order: every time that its record names, starts and ends of windows
/// and reserves among them; of what comes again those next to `moment`.
fn candidates(record: &Record, moment: NaiveDateTime) -> Vec<NaiveDateTime> {
    let mut moments = Vec::new();
    for window in &record.windows {
        moments.push(window.start.value.at);
        moments.extend(window.end.as_ref().map(|end| end.value.at));
        moments.extend(window.recurring.iter().flat_map(|recurring| recurring.moments(moment)));
        for reserve in &window.reserve {
            moments.extend([reserve.start.value.at, reserve.end.value.at]);
        }
    }
    if let Some(display) = &record.display {
        moments.extend(
            [&display.from, &display.until]
                .into_iter()
                .flatten()
                .map(|at| at.value.at),
        );
    }
    moments.extend(record.timeline.iter().map(TimelineRecord::told_from));
    for entry in &record.log {
        moments.push(entry.at.value.at);
        let ahead = [&entry.start, &entry.end, &entry.until, &entry.next]
            .into_iter()
            .flatten();
        moments.extend(ahead.map(|ahead| ahead.value.at));
    }
    // What is told as a whole stands on the page from the first of them on, where it says no other.
    for letter in letter::of(record) {
        moments.push(letter.published());
        moments.extend(letter.out());
    }
    moments.sort_unstable();
    moments.dedup();
    moments
}

/// Whether documents tell something else from `at` on than just before.
fn changes_at(record: &Record, publisher: &PublisherRecord, at: NaiveDateTime) -> bool {
    let before = Account::new(record, publisher, at - TimeDelta::seconds(1));
    let after = Account::new(record, publisher, at);
    Shown::of(&before) != Shown::of(&after)
}

/// The last of `records`' changes up to `moment`, and the first after it.
pub(crate) fn around(
    records: &[&Record],
    publisher: &PublisherRecord,
    moment: NaiveDateTime,
) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
    let mut moments: Vec<(NaiveDateTime, &Record)> = Vec::new();
    for record in records {
        moments.extend(candidates(record, moment).into_iter().map(|at| (at, *record)));
    }
    moments.sort_by_key(|(at, _)| *at);
    let passed = moments.partition_point(|(at, _)| *at <= moment);
    let changes = |(at, record): &&(NaiveDateTime, &Record)| changes_at(record, publisher, *at);
    let last = moments[..passed].iter().rev().find(changes).map(|(at, _)| *at);
    let next = moments[passed..].iter().find(changes).map(|(at, _)| *at);
    (last, next)
}
