//! The account of an event: a record with what its publisher says once, and what plan and log say up to a moment.
//!
//! Every document is the account told for one reader. Nothing downstream asks the record for a fact that can be
//! inherited or that changes with the night, and nothing later than the moment is in it.
//!
//! Files, each using only those above it: [`course`] (the machine), [`letterhead`] (what is inherited), [`window`],
//! [`report`], this one, [`letter`] (what each letter tells), [`change`] (when an account changes).

pub(crate) mod change;
pub(crate) mod course;
pub(crate) mod letter;
pub(crate) mod letterhead;
pub(crate) mod report;
pub(crate) mod window;

use crate::calendar::{Notation, When};
use crate::diagnostic::Spanned;
use crate::record::event::Effect;
use crate::record::schema::{DocumentKind, LogRecord, PublisherRecord, Record, TimelineRecord};
use chrono::NaiveDateTime;
pub(crate) use course::{Leg, Outcome, Stretch};
pub(crate) use letterhead::Letterhead;
pub(crate) use report::{Entry, Outbreak, Report};
pub(crate) use window::Window;

/// A record with everything it inherits, at one moment.
#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// The record as written.
    pub record: &'a Record,
    /// Its publisher as written.
    pub publisher: &'a PublisherRecord,
    /// The moment it is told of.
    pub moment: NaiveDateTime,
    /// Senders, addressee, contact, notation: the publisher's, over which the record's own are laid.
    pub letterhead: Letterhead<'a>,
    /// Its windows or periods that can be told of, in the order written: a period that has not begun is not.
    pub windows: Vec<Window<'a>>,
    /// What the log reports, by time: one report for each moment.
    pub reports: Vec<Report<'a>>,
    /// What happened besides, as far as it is told, by time.
    pub timeline: Vec<&'a TimelineRecord>,
    /// The term of display of what is told as a whole; `None` for other kinds.
    pub whole: Option<Leg>,
    /// The state of the whole.
    pub state: State,
}

/// The state of an event as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nothing has begun.
    Scheduled,
    /// To be done on a reserve; nothing is done yet.
    OnReserve,
    /// A window is running or a period is open.
    Running,
    /// A window is running past the end that was expected.
    Overdue,
    /// A window should have begun, and the log that was to tell of it does not.
    Untold,
    /// Some windows are over, others are to come.
    Between,
    /// Put off, and no day is known yet.
    Postponed,
    /// All is over.
    Over,
    /// Broken off, with nothing left to come.
    Aborted,
    /// Every window was called off.
    Cancelled,
}

impl<'a> Account<'a> {
    /// The account of `record` of `publisher` as of `moment`.
    pub fn new(record: &'a Record, publisher: &'a PublisherRecord, moment: NaiveDateTime) -> Self {
        let mut log: Vec<&LogRecord> = record.log.iter().filter(|entry| entry.at.value.at <= moment).collect();
        log.sort_by_key(|entry| entry.at.value.at);
        let report::Followed {
            windows,
            reports,
            whole,
        } = report::follow(record, &log, moment);
        let mut timeline: Vec<&TimelineRecord> = (record.timeline.iter())
            .filter(|happening| happening.told_from() <= moment)
            .collect();
        timeline.sort_by_key(|happening| happening.at.value.at);
        let legs: Vec<Leg> = match whole {
            Some(leg) => vec![leg],
            None => windows.iter().map(|window| window.leg).collect(),
        };
        let state = State::of(&legs);
        Account {
            record,
            publisher,
            moment,
            letterhead: Letterhead::new(publisher, record),
            windows,
            reports,
            timeline,
            whole,
            state,
        }
    }

    /// Whether documents of this kind are made: as the record says, else as the publisher says, else all.
    pub fn makes(&self, kind: DocumentKind) -> bool {
        let chosen = self.record.documents.as_ref().or(self.publisher.documents.as_ref());
        chosen.is_none_or(|kinds| kinds.iter().any(|k| k.value == kind))
    }

    /// The window with a number, from 1, where it can be told of.
    pub fn window(&self, number: usize) -> Option<&Window<'a>> {
        self.windows.iter().find(|window| window.number == number)
    }

    /// Whether its final report is out.
    pub fn is_concluded(&self) -> bool {
        let mut entries = self.reports.iter().flat_map(|report| &report.entries);
        entries.any(|entry| entry.record.event.value.effect() == Effect::Concludes)
    }

    /// The reports that go out as FAX sheets.
    pub fn announced(&self) -> impl Iterator<Item = &Report<'a>> {
        self.reports.iter().filter(|report| report.announced)
    }

    /// When the next report of a window is to come, as its last one says; `None` once that time has passed, since nobody
    /// is told to wait for what is late.
    pub fn next_report(&self, window: &Window) -> Option<When> {
        let next = self.promised(window)?.value;
        (next.at > self.moment).then_some(next)
    }

    /// When the next report of a window was to come, as its last one says, whether or not that time has passed.
    pub fn promised(&self, window: &Window) -> Option<&'a Spanned<When>> {
        let entries = self.reports.iter().flat_map(|report| &report.entries);
        let last = entries.rev().find(|entry| entry.window == Some(window.number))?;
        last.record.next.as_ref()
    }

    /// The keys of the services that its windows touch; of what is told as a whole, those of the record first.
    pub fn services(&self) -> Vec<&'a str> {
        let record = self.record;
        let own = record.services.iter().filter(|_| record.kind.whole());
        let own = own.map(|key| key.value.as_str());
        let of_windows = self.windows.iter().flat_map(|window| &window.services).copied();
        let mut keys: Vec<&str> = Vec::new();
        for key in own.chain(of_windows) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// The notation of its documents.
    pub fn notation(&self) -> &Notation {
        &self.letterhead.notation
    }
}

impl State {
    fn of(legs: &[Leg]) -> Self {
        let outcomes = || legs.iter().map(|leg| leg.outcome);
        let any = |wanted: Outcome| outcomes().any(|outcome| outcome == wanted);
        let done = any(Outcome::Held) || any(Outcome::Completed);
        let mut coming = legs.iter().filter(|leg| leg.outcome == Outcome::Scheduled);
        if legs.is_empty() {
            State::Scheduled
        } else if outcomes().all(|outcome| outcome == Outcome::Cancelled) {
            State::Cancelled
        } else if any(Outcome::Overdue) {
            State::Overdue
        } else if any(Outcome::Running) {
            State::Running
        } else if any(Outcome::Untold) {
            State::Untold
        } else if outcomes().all(Outcome::is_final) {
            if any(Outcome::Postponed) {
                State::Postponed
            } else if any(Outcome::Aborted) {
                State::Aborted
            } else {
                State::Over
            }
        } else if done {
            State::Between
        } else if coming.all(|leg| leg.reserve.is_some()) {
            State::OnReserve
        } else {
            State::Scheduled
        }
    }
}
