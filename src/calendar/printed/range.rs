//! What stands at a place: a range, else a moment, a date, a time of day, a month.

use super::date::{self, Context};
use super::fact::{Day, Moment, Point, Printed};
use super::scan::Scan;
use super::time::{self, Half};
use chrono::{Datelike, Months};

/// A point as written: a date, a time of day, or both.
#[derive(Clone, Copy)]
struct Written {
    date: Option<date::Written>,
    time: Option<time::Written>,
    /// 翌 is 1, 翌々日 2, 同日 0.
    later: Option<u32>,
}

/// The longest that can be read at `at`, and the place after it.
pub(super) fn longest(scan: &Scan, at: usize, year: i32) -> Option<(Printed, usize)> {
    let context = Context { year, month: None };
    let Some((written, next)) = point(scan, at, false) else {
        return date::month(scan, at, year).map(|(month, next)| (Printed::Month(month), next));
    };
    if written.date.is_some_and(|date| date.unsure) && written.time.is_none() {
        return None;
    }
    let Some(start) = resolve(&written, context, None) else {
        return Some((Printed::Impossible, next));
    };
    let second = connector(scan, next).and_then(|second| end(scan, second));
    // A day and a time of day are no two ends.
    let second = second.filter(|(end, _)| match start {
        Point::Date(_) => end.date.is_some(),
        Point::Time(_) => end.time.is_some(),
        Point::Moment(_) => true,
    });
    if let Some((end, after)) = second {
        return Some(match until(&written, start, &end, year) {
            Some(end) => (Printed::Range { start, end }, after),
            None => (Printed::Impossible, after),
        });
    }
    let printed = match start {
        Point::Date(day) => Printed::Date(day),
        Point::Time(time) => Printed::Time(time),
        Point::Moment(moment) => Printed::Moment(moment),
    };
    Some((printed, next))
}

/// The point at `at`; `joined` as in [`time::time`].
fn point(scan: &Scan, at: usize, joined: bool) -> Option<(Written, usize)> {
    if let Some((date, next)) = date::date(scan, at, joined) {
        let written = Written {
            date: Some(date),
            time: None,
            later: None,
        };
        return Some(with_time(scan, written, next));
    }
    let (later, next) = later(scan, at);
    let (time, next) = time::time(scan, next, joined || later.is_some())?;
    let written = Written {
        date: None,
        time: Some(time),
        later,
    };
    Some((written, next))
}

/// The second end of a range at `at`: as [`point`], or with 翌 or a day of the month begun before.
fn end(scan: &Scan, at: usize) -> Option<(Written, usize)> {
    let (after, next) = later(scan, at);
    let found = match date::day_alone(scan, next) {
        Some((date, next)) => {
            let written = Written {
                date: Some(date),
                time: None,
                later: None,
            };
            with_time(scan, written, next)
        }
        None if after.is_some() => {
            let (time, next) = time::time(scan, next, true)?;
            let written = Written {
                date: None,
                time: Some(time),
                later: after,
            };
            (written, next)
        }
        None => point(scan, at, true)?,
    };
    let (written, next) = found;
    if written.date.is_some_and(|date| date.unsure) && written.time.is_none() {
        return None;
    }
    Some((written, scan.word(scan.blanks(next), "まで").unwrap_or(next)))
}

/// The time of day after a date, with `の`, blanks or ISO 8601's T between.
fn with_time(scan: &Scan, written: Written, next: usize) -> (Written, usize) {
    let between = scan.blanks(next);
    let between = scan.one_of(between, &["の", "T"]).map_or(between, |(_, next)| next);
    match time::time(scan, scan.blanks(between), true) {
        Some((time, next)) => (
            Written {
                time: Some(time),
                ..written
            },
            next,
        ),
        None => (written, next),
    }
}

/// `翌`, `翌日の`, `翌々日`, `同日`: how many days later, and the place after the word.
fn later(scan: &Scan, at: usize) -> (Option<u32>, usize) {
    const WORDS: [(&str, u32); 8] = [
        ("翌々日", 2),
        ("翌翌日", 2),
        ("翌日", 1),
        ("翌朝", 1),
        ("翌", 1),
        ("同日", 0),
        ("当日", 0),
        ("同", 0),
    ];
    let word = WORDS
        .iter()
        .find_map(|(word, days)| Some((*days, scan.word(at, word)?)));
    match word {
        Some((days, next)) => {
            let next = scan.blanks(next);
            let next = scan.word(next, "の").unwrap_or(next);
            (Some(days), scan.blanks(next))
        }
        None => (None, at),
    }
}

/// The place after what joins two ends: a tilde, a dash, an arrow, から.
fn connector(scan: &Scan, at: usize) -> Option<usize> {
    const WORDS: [&str; 14] = [
        "~", "〜", "～", "∼", "-", "–", "—", "―", "−", "ー", "→", "⇒", "から", "より",
    ];
    let (_, next) = scan.one_of(scan.blanks(at), &WORDS)?;
    Some(scan.blanks(next))
}

fn resolve(written: &Written, context: Context, half: Option<Half>) -> Option<Point> {
    let time = match written.time {
        Some(time) => Some(time.time(half)?),
        None => None,
    };
    let time = time.map(|mut time| {
        time.days += written.later.unwrap_or(0);
        time
    });
    match (written.date, time) {
        (Some(date), Some(time)) => Some(Point::Moment(Moment {
            day: date.day(context)?,
            time,
        })),
        (Some(date), None) => Some(Point::Date(date.day(context)?)),
        (None, Some(time)) => Some(Point::Time(time)),
        (None, None) => None,
    }
}

/// The second end: with the day, month or year of the start where it says none.
fn until(first: &Written, start: Point, end: &Written, year: i32) -> Option<Point> {
    let begun = start.day().map(|day| day.date);
    let context = Context {
        year: begun.map_or(year, |date| date.year()),
        month: begun.map(|date| date.month()),
    };
    // AM3:00~4:40: the mark holds for the second as well, unless that is on another day.
    let marked = first.time.and_then(|time| time.half);
    let half = marked.filter(|_| end.date.is_none() && end.later.unwrap_or(0) == 0);
    let point = resolve(end, context, half).or_else(|| leap_day(end, context, begun?, half))?;
    match (start, point) {
        (Point::Moment(start), Point::Time(time)) => Some(Point::Moment(Moment {
            day: Day {
                said: false,
                year_said: false,
                other_year: None,
                weekday: None,
                holiday: None,
                ..start.day
            },
            time,
        })),
        (_, Point::Time(_)) => Some(point),
        (_, Point::Date(day)) => Some(Point::Date(rolled(day, begun, end)?)),
        (_, Point::Moment(moment)) => Some(Point::Moment(Moment {
            day: rolled(moment.day, begun, end)?,
            ..moment
        })),
    }
}

/// 12月4日～2月29日: a day that the year of the start lacks and the next one has.
fn leap_day(end: &Written, context: Context, begun: chrono::NaiveDate, half: Option<Half>) -> Option<Point> {
    let year = end.date.filter(|date| date.year.is_none()).map(|_| context.year + 1)?;
    let point = resolve(end, Context { year, ..context }, half)?;
    let spans = |day: &Day| (day.date - begun).num_days() < 365 - TURN;
    point.day().is_some_and(spans).then_some(point)
}

/// Half a year: a range that seems to run backwards by more spans the turn of the year; by less, it is a slip.
const TURN: i64 = 183;

/// 12月30日～1月4日 ends in the next year, 12月30日～2日 in the next month.
fn rolled(day: Day, begun: Option<chrono::NaiveDate>, end: &Written) -> Option<Day> {
    let written = end.date?;
    let Some(begun) = begun.filter(|begun| day.date < *begun && written.year.is_none()) else {
        return Some(day);
    };
    let date = match written.month {
        None => day.date.checked_add_months(Months::new(1))?,
        Some(_) if (begun - day.date).num_days() > TURN => day.date.checked_add_months(Months::new(12))?,
        Some(_) => day.date,
    };
    Some(Day { date, ..day })
}
