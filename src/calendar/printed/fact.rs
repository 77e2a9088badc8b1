//! What is found in a text.

use crate::calendar::holiday::Mark;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use std::ops::Range;

/// Something found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The bytes of the text it takes.
    pub span: Range<usize>,
    /// What it tells.
    pub printed: Printed,
}

/// What a stretch of text tells of dates and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// 2021年4月, 4月吉日, 10月.
    Month(Month),
    /// 2021年5月30日(日).
    Date(Day),
    /// PM10:30, 22時30分.
    Time(Time),
    /// 2021年5月30日(日)22:30.
    Moment(Moment),
    /// 5月30日(日)22:30～翌3:00. An end that says no day has the day of the start.
    Range {
        /// Where it begins.
        start: Point,
        /// Where it ends.
        end: Point,
    },
    /// Written as a date, but the calendar has none such: 2月30日.
    Impossible,
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// A date.
    Date(Day),
    /// A time of day, of a day that is told elsewhere.
    Time(Time),
    /// A date and a time of day.
    Moment(Moment),
}

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// Whether the year was said.
    pub year_said: bool,
    /// 吉日: a day of the month that is not told.
    pub auspicious: bool,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Whether the day was said at all: the end of a range may leave it to the start.
    pub said: bool,
    /// Whether the year was said.
    pub year_said: bool,
    /// The year said beside another, 平成26(2014)年, where the two differ.
    pub other_year: Option<i32>,
    /// The weekday that was said.
    pub weekday: Option<Weekday>,
    /// The mark of a holiday that was said.
    pub holiday: Option<Mark>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// The time.
    pub time: NaiveTime,
    /// How many days after the day it stands with: 1 for 24:00, 25:00 and 翌.
    pub days: u32,
    /// 頃, ごろ, 台: near it.
    pub about: bool,
    /// AM12, PM12, PM13: read as clocks show them (PM12:30 is half past noon), though the meaning is disputed.
    pub disputed: bool,
}

/// A day and a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The time of day.
    pub time: Time,
}

impl Day {
    /// Whether the weekday and both years that were said are the date's; what was not said does not disagree.
    pub fn agrees(&self) -> bool {
        self.other_year.is_none() && self.weekday.is_none_or(|said| said == self.date.weekday())
    }
}

impl Moment {
    /// The minute that is meant: 24:00 is the next day's 0:00.
    pub fn at(&self) -> NaiveDateTime {
        let day = self.day.date.checked_add_days(Days::new(u64::from(self.time.days)));
        day.unwrap_or(self.day.date).and_time(self.time.time)
    }
}

impl Point {
    /// The minute, where day and time of day are known.
    pub fn at(&self) -> Option<NaiveDateTime> {
        match self {
            Point::Moment(moment) => Some(moment.at()),
            Point::Date(_) | Point::Time(_) => None,
        }
    }

    /// The day, where it is known.
    pub fn day(&self) -> Option<&Day> {
        match self {
            Point::Date(day) | Point::Moment(Moment { day, .. }) => Some(day),
            Point::Time(_) => None,
        }
    }
}
