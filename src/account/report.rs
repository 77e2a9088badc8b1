//! The reports of an event: what its log tells, numbered once for the whole record, one report for each moment.

use super::course::{self, Change, Course, Leg, Stretch};
use super::window::{self, Window};
use crate::calendar::When;
use crate::record::event::Effect;
use crate::record::schema::{LogRecord, Record};
use chrono::NaiveDateTime;

/// What is told at one moment.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// 第n報, from 1. Of planned work only what goes out by FAX is counted.
    pub number: Option<usize>,
    /// When.
    pub at: NaiveDateTime,
    /// When, as it is known.
    pub known: When,
    /// The entries of the log, in the order written; at least one.
    pub entries: Vec<Entry<'a>>,
    /// Goes out by 同報FAX.
    pub announced: bool,
}

/// An entry of the log with what it changed.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// As written.
    pub record: &'a LogRecord,
    /// The number of the window it speaks of; `None` where the record is told as a whole.
    pub window: Option<usize>,
    /// Which attempt at the window it tells of, from 0.
    pub leg: usize,
    /// What it put aside, and what took its place.
    pub change: Option<Change>,
    /// What a first report of a period is to the record.
    pub outbreak: Outbreak,
    /// Its window goes out by 同報FAX.
    announced: bool,
}

/// What the beginning of a period is to those before it; of what is told as a whole, whether it is told again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outbreak {
    /// The first of the record.
    First,
    /// One of the same service has ended: 再発. What is told as a whole has been told before: 再掲.
    Again,
    /// Another has begun, which goes on or was of other services.
    Besides,
}

/// What came of plan and log.
pub(crate) struct Followed<'a> {
    /// The windows that can be told of.
    pub windows: Vec<Window<'a>>,
    /// What was reported.
    pub reports: Vec<Report<'a>>,
    /// The term of display of what is told as a whole.
    pub whole: Option<Leg>,
}

/// Follows the log (by time, nothing after `moment`) through the machine of each window, or of the whole.
pub(crate) fn follow<'a>(record: &'a Record, log: &[&'a LogRecord], moment: NaiveDateTime) -> Followed<'a> {
    let numbered = record.windows.iter().enumerate();
    let mut courses: Vec<Course> = numbered.map(|(index, of)| Course::new(record, index + 1, of)).collect();
    let mut whole = Course::of_whole(record);
    let planned = record.kind.planned();
    let mut reports: Vec<Report> = Vec::new();
    let mut begun = Vec::new();
    let mut ended: Vec<&str> = Vec::new();
    for entry in log {
        let told = match &mut whole {
            Some(course) => of_whole(record, entry, course, (&mut courses, &mut begun)),
            None => of_window(record, entry, &mut courses, (&mut begun, &mut ended)),
        };
        let Some(told) = told else { continue };
        let at = entry.at.value.at;
        match reports.last_mut().filter(|report| report.at == at) {
            Some(report) => report.entries.push(told),
            None => reports.push(Report {
                number: None,
                at,
                known: entry.at.value,
                entries: vec![told],
                announced: false,
            }),
        }
    }
    let mut count = 0;
    for report in &mut reports {
        report.announced = report.entries.iter().any(|entry| entry.announced);
        if report.announced || !planned {
            count += 1;
            report.number = Some(count);
        }
    }
    let windows = courses.into_iter().zip(&record.windows).enumerate();
    let windows = windows.filter_map(|(index, (path, of))| {
        let number = index + 1;
        // Nobody is told of what was not planned before it has begun, or has been reported as coming.
        let begun = of.start.value.at <= moment;
        let reported = || log.iter().any(|entry| record.window_of(entry) == Some(number));
        let known = match planned {
            true => course::known(record, number, moment),
            false => begun || reported(),
        };
        known.then(|| {
            let own: Vec<&LogRecord> = (log.iter().copied())
                .filter(|entry| record.window_of(entry) == Some(number))
                .collect();
            let legs = match &of.recurring {
                Some(recurring) => (Vec::new(), course::again(recurring, moment)),
                None => path.legs(moment, course::announced(record, of)),
            };
            Window::new(record, (number, of), legs, &own, moment)
        })
    });
    Followed {
        windows: windows.collect(),
        reports,
        whole: whole.map(|course| course.legs(moment, false).1),
    }
}

/// An entry of the log of what is told as a whole. What is withdrawn takes its dates along, those that had not come.
fn of_whole<'a>(
    record: &'a Record,
    entry: &'a LogRecord,
    course: &mut Course,
    (dates, told): (&mut [Course], &mut Vec<NaiveDateTime>),
) -> Option<Entry<'a>> {
    let at = entry.at.value.at;
    course.take(entry).ok()?;
    if entry.event.value.effect() == Effect::CallsOff {
        for date in dates.iter_mut().filter(|date| date.start().at > at) {
            // It has no log of its own that could forbid it.
            let _ = date.take(entry);
        }
    }
    let again = entry.event.value.effect() == Effect::Tells && told.iter().any(|before| *before != at);
    told.push(at);
    Some(Entry {
        record: entry,
        window: None,
        leg: 0,
        // Its term is no plan that something could take the place of.
        change: None,
        outbreak: if again { Outbreak::Again } else { Outbreak::First },
        announced: course::whole_announced(record),
    })
}

/// An entry of the log of a window; `None` where it names none.
fn of_window<'a>(
    record: &'a Record,
    entry: &'a LogRecord,
    courses: &mut [Course],
    (begun, ended): (&mut Vec<NaiveDateTime>, &mut Vec<&'a str>),
) -> Option<Entry<'a>> {
    let number = record.window_of(entry)?;
    let index = number.checked_sub(1)?;
    let (path, of) = (courses.get_mut(index)?, record.windows.get(index)?);
    let attempt = path.attempts();
    // What cannot have happened is an error of the record, and no document is made.
    let change = path.take(entry).ok()?;
    // A new day is told of the attempt that it makes.
    let leg = match entry.event.value.effect() {
        Effect::Moves => path.attempts(),
        _ => attempt,
    };
    let at = entry.at.value.at;
    let effect = entry.event.value.effect();
    let earlier = begun.iter().any(|begun| *begun != at);
    let services = window::services(record, of);
    let again = services.iter().any(|service| ended.contains(service));
    let outbreak = match (effect, earlier) {
        (Effect::Begins | Effect::Reports, true) if again => Outbreak::Again,
        (Effect::Begins | Effect::Reports, true) => Outbreak::Besides,
        _ => Outbreak::First,
    };
    match effect {
        Effect::Begins | Effect::Reports => begun.push(at),
        Effect::Ends => ended.extend(services),
        _ => {}
    }
    Some(Entry {
        record: entry,
        window: Some(number),
        leg,
        change,
        outbreak,
        announced: course::announced(record, of),
    })
}

impl<'a> Report<'a> {
    /// The entries that go out by FAX: those of windows that are announced.
    pub fn announced_entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.entries.iter().filter(|entry| entry.announced)
    }
}

impl Entry<'_> {
    /// What counted before, where the entry put it aside.
    pub fn before(&self) -> Option<Stretch> {
        self.change.and_then(|change| change.before)
    }

    /// Whether it tells of trouble before it begins (an emergency stop); `window` is its window.
    pub fn is_ahead(&self, window: Option<&Window>) -> bool {
        let start = window.map(|window| window.planned().start.at);
        let reports = self.record.event.value.effect() == Effect::Reports;
        reports && start.is_some_and(|start| start > self.record.at.value.at)
    }

    /// What counts since, where the entry put something aside and a day is known.
    pub fn after(&self) -> Option<Stretch> {
        self.change.and_then(|change| change.after)
    }
}
