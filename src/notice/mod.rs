//! The facts: a record together with what its publisher says once, and the state of every window at a moment.
//!
//! Downstream nothing asks the record for a fact that can be inherited: senders, contact, notation and services of a
//! window are resolved here.

pub mod house;
pub mod stage;

use crate::calendar::Notation;
use crate::record::schema::{Announce, DocumentKind, ImpactRecord, LogRecord, PublisherRecord, Record, WindowRecord};
use chrono::NaiveDateTime;
pub use house::House;
pub use stage::{Span, Stage};

/// A record with everything it inherits, at one moment.
#[derive(Debug, Clone)]
pub struct Notice<'a> {
    /// The record as written.
    pub record: &'a Record,
    /// Its publisher as written.
    pub publisher: &'a PublisherRecord,
    /// Senders, addressee, contact, notation: the publisher's, over which the record's own are laid.
    pub house: House<'a>,
    /// Its windows or periods, in the order written.
    pub windows: Vec<Window<'a>>,
    /// The log entries of the past, by time.
    pub log: Vec<&'a LogRecord>,
    /// The state of the whole.
    pub state: State,
}

/// A window or period at one moment.
#[derive(Debug, Clone)]
pub struct Window<'a> {
    /// As written.
    pub record: &'a WindowRecord,
    /// From 1.
    pub number: usize,
    /// As planned (or as first reported).
    pub planned: Span,
    /// What counts now: the plan, the reserve that took its place, with a logged end.
    pub current: Span,
    /// Which reserve took the plan's place, from 1.
    pub reserve_in_use: Option<usize>,
    /// The reserves, in the order written.
    pub reserves: Vec<Span>,
    /// Keys of its services.
    pub services: Vec<&'a str>,
    /// 影響事由.
    pub cause: Option<&'a str>,
    /// What it does.
    pub impact: Option<&'a ImpactRecord>,
    /// Start and end go out by 同報FAX.
    pub announced: bool,
    /// Where it stands.
    pub stage: Stage,
    /// When it began and ended, where the log tells.
    pub actual: (Option<NaiveDateTime>, Option<NaiveDateTime>),
}

/// The state of a notice as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing has begun.
    Scheduled,
    /// A window is running or a period is open.
    Running,
    /// Some windows are over, others are to come.
    Between,
    /// All is over.
    Over,
    /// Broken off or put off, with nothing left to come.
    Aborted,
    /// Every window was called off.
    Cancelled,
}

impl<'a> Notice<'a> {
    /// Resolves `record` of `publisher` as of `moment`.
    pub fn new(record: &'a Record, publisher: &'a PublisherRecord, moment: NaiveDateTime) -> Self {
        let mut log: Vec<&LogRecord> = record.log.iter().filter(|entry| entry.at.value <= moment).collect();
        log.sort_by_key(|entry| entry.at.value);
        let windows: Vec<Window> = record
            .windows
            .iter()
            .enumerate()
            .map(|(index, window)| Window::new(record, window, index + 1, &log, moment))
            .collect();
        let state = State::of(&windows);
        Notice {
            record,
            publisher,
            house: House::new(publisher, record),
            windows,
            log,
            state,
        }
    }

    /// Whether documents of this kind are made: as the record says, else as the publisher says, else all.
    pub fn makes(&self, kind: DocumentKind) -> bool {
        let chosen = self.record.documents.as_ref().or(self.publisher.documents.as_ref());
        chosen.is_none_or(|kinds| kinds.iter().any(|k| k.value == kind))
    }

    /// The number of the window a log entry speaks of.
    pub fn window_of(&self, entry: &LogRecord) -> usize {
        window_number(entry)
    }

    /// The log entries that go out by 同報FAX, each with its number among them, from 1.
    pub fn announced_entries(&self) -> Vec<(usize, &'a LogRecord)> {
        let announced = |entry: &&&'a LogRecord| {
            let number = window_number(entry);
            self.windows
                .iter()
                .any(|window| window.number == number && window.announced)
        };
        self.log
            .iter()
            .filter(announced)
            .enumerate()
            .map(|(index, entry)| (index + 1, *entry))
            .collect()
    }

    /// The notation of this notice's documents.
    pub fn notation(&self) -> &Notation {
        &self.house.notation
    }
}

impl<'a> Window<'a> {
    fn new(
        record: &'a Record,
        window: &'a WindowRecord,
        number: usize,
        log: &[&LogRecord],
        moment: NaiveDateTime,
    ) -> Self {
        let planned = Span {
            start: window.start.value,
            end: window.end.as_ref().map(|end| end.value),
        };
        let reserves: Vec<Span> = window
            .reserve
            .iter()
            .map(|range| Span {
                start: range.start.value,
                end: Some(range.end.value),
            })
            .collect();
        let entries: Vec<&LogRecord> = log
            .iter()
            .copied()
            .filter(|entry| window_number(entry) == number)
            .collect();
        let course = stage::course(planned, &reserves, &entries, moment);
        let announce = window.announce.as_ref().or(record.announce.as_ref());
        let services = window.services.as_ref().unwrap_or(&record.services);
        Window {
            record: window,
            number,
            planned,
            current: course.current,
            reserve_in_use: course.reserve,
            reserves,
            services: services.iter().map(|key| key.value.as_str()).collect(),
            cause: window
                .cause
                .as_ref()
                .or(record.cause.as_ref())
                .map(|cause| cause.value.as_str()),
            impact: window.impact.as_ref(),
            announced: announce.is_some_and(|announce| announce.value == Announce::Fax),
            stage: course.stage,
            actual: course.actual,
        }
    }
}

/// A log entry without a number speaks of the only window there is.
fn window_number(entry: &LogRecord) -> usize {
    entry.window.as_ref().map_or(1, |number| number.value)
}

impl State {
    fn of(windows: &[Window]) -> Self {
        let all = |stages: &[Stage]| windows.iter().all(|window| stages.contains(&window.stage));
        let any = |stages: &[Stage]| windows.iter().any(|window| stages.contains(&window.stage));
        if all(&[Stage::Cancelled]) {
            State::Cancelled
        } else if any(&[Stage::Running, Stage::Overdue]) {
            State::Running
        } else if all(&[Stage::Over, Stage::Cancelled, Stage::Aborted]) {
            if any(&[Stage::Aborted]) {
                State::Aborted
            } else {
                State::Over
            }
        } else if any(&[Stage::Over, Stage::Aborted]) {
            State::Between
        } else {
            State::Scheduled
        }
    }
}
