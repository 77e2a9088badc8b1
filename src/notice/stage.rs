//! Where a window stands at a moment, from its plan, its reserves and the log.

use crate::record::schema::{Event, LogRecord};
use chrono::NaiveDateTime;

/// A stretch of time; an incident that goes on has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first minute.
    pub start: NaiveDateTime,
    /// The minute it is over.
    pub end: Option<NaiveDateTime>,
}

/// Where a window stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// To come (on its day or on a reserve).
    Scheduled,
    /// Going on.
    Running,
    /// Started by the log, past its end, and not yet logged as completed.
    Overdue,
    /// Over.
    Over,
    /// Broken off or put off, with no reserve left.
    Aborted,
    /// Called off.
    Cancelled,
}

/// The course of a window up to a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// What counts now.
    pub current: Span,
    /// Which reserve took the plan's place, from 1.
    pub reserve: Option<usize>,
    /// Where it stands.
    pub stage: Stage,
    /// Logged start and end.
    pub actual: (Option<NaiveDateTime>, Option<NaiveDateTime>),
}

/// Follows the log of one window (`entries`, by time, none after `moment`).
///
/// Without a log a window is taken to have gone as planned. Once `started` is logged it runs until the log says
/// otherwise: a page must not tell that work is over because the clock says so.
pub fn course(planned: Span, reserves: &[Span], entries: &[&LogRecord], moment: NaiveDateTime) -> Course {
    let mut current = planned;
    let mut reserve = None;
    let mut actual = (None, None);
    let mut left = reserves.iter().enumerate();
    for entry in entries {
        let at = entry.at.value;
        match entry.event.value {
            Event::Started => actual = (Some(at), None),
            Event::Reported | Event::Updated => {}
            Event::Completed | Event::Recovered => {
                actual.1 = Some(at);
                if current.end.is_none() {
                    current.end = Some(at);
                }
            }
            Event::Extended => current.end = entry.until.as_ref().map(|until| until.value).or(current.end),
            Event::Cancelled => {
                return Course {
                    current,
                    reserve,
                    stage: Stage::Cancelled,
                    actual,
                };
            }
            Event::Aborted | Event::Postponed => match left.next() {
                Some((index, span)) => {
                    current = *span;
                    reserve = Some(index + 1);
                    actual = (None, None);
                }
                None => {
                    return Course {
                        current,
                        reserve,
                        stage: Stage::Aborted,
                        actual,
                    };
                }
            },
        }
    }
    let past = current.end.is_some_and(|end| end <= moment);
    let stage = match actual {
        (_, Some(_)) => Stage::Over,
        (Some(_), None) if past => Stage::Overdue,
        (Some(_), None) => Stage::Running,
        (None, None) if past => Stage::Over,
        (None, None) if current.start <= moment => Stage::Running,
        (None, None) => Stage::Scheduled,
    };
    Course {
        current,
        reserve,
        stage,
        actual,
    }
}
