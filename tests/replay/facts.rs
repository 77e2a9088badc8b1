//! What documents may tell of dates and times, and whether they tell anything else.

use crate::history::Record;
use chrono::{Datelike, NaiveDateTime, Timelike};
use notice::testing::calendar::{self, Day, Moment, Point, Printed, Time};
use std::collections::BTreeSet;

/// The minutes that documents may tell.
pub struct Facts {
    times: BTreeSet<NaiveDateTime>,
    issued: BTreeSet<chrono::NaiveDate>,
    year: i32,
}

impl Facts {
    pub fn of(records: &[&Record], moment: NaiveDateTime) -> Self {
        let facts = records.iter().flat_map(|record| &record.times);
        let times: BTreeSet<NaiveDateTime> = facts
            .filter(|fact| fact.since.is_none_or(|since| since <= moment))
            .map(|fact| fact.at)
            .collect();
        Facts {
            year: times.first().map_or(moment.year(), |at| at.year()),
            issued: records
                .iter()
                .filter_map(|record| record.issued)
                .map(|(day, _)| day)
                .collect(),
            times,
        }
    }

    /// What `text` tells that is no fact.
    pub fn strange(&self, text: &str) -> Vec<String> {
        let mut out = Vec::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            // A month of the archive without an entry.
            let passed_without = lines
                .peek()
                .is_some_and(|next| next.contains("この月は何もありませんでした"));
            for found in calendar::read(line, self.year) {
                let known = match found.printed {
                    Printed::Month(_) if passed_without => true,
                    Printed::Month(month) => {
                        let same = |year: i32, number: u32| {
                            month.first.month() == number && (!month.year_said || month.first.year() == year)
                        };
                        self.issued.iter().any(|day| same(day.year(), day.month()))
                            || self.times.iter().any(|at| same(at.year(), at.month()))
                    }
                    Printed::Date(day) => self.day(&day),
                    Printed::Time(time) => self.time(&time),
                    Printed::Moment(moment) => self.moment(&moment).is_some(),
                    Printed::Range { start, end } => self.point(&start) && self.point(&end),
                    Printed::Impossible => false,
                };
                if !known {
                    out.push(format!("{:?} in {line:?}", &line[found.span]));
                }
            }
        }
        out
    }

    /// The facts that `text` tells with day and time.
    pub fn moments(&self, text: &str) -> BTreeSet<NaiveDateTime> {
        let found = text.lines().flat_map(|line| calendar::read(line, self.year));
        let mut out = BTreeSet::new();
        for found in found {
            match found.printed {
                Printed::Moment(moment) => out.extend(self.moment(&moment)),
                Printed::Range { start, end } => {
                    for point in [start, end] {
                        if let Point::Moment(moment) = point {
                            out.extend(self.moment(&moment));
                        }
                    }
                }
                Printed::Month(_) | Printed::Date(_) | Printed::Time(_) | Printed::Impossible => {}
            }
        }
        out
    }

    fn point(&self, point: &Point) -> bool {
        match point {
            Point::Date(day) => self.day(day),
            Point::Time(time) => self.time(time),
            Point::Moment(moment) => self.moment(moment).is_some(),
        }
    }

    fn day(&self, day: &Day) -> bool {
        let same = |date: chrono::NaiveDate| {
            (date.month(), date.day()) == (day.date.month(), day.date.day())
                && (!day.year_said || date.year() == day.date.year())
        };
        self.issued.iter().any(|date| same(*date)) || self.times.iter().any(|at| same(at.date()))
    }

    fn time(&self, time: &Time) -> bool {
        let told = (time.time.hour(), time.time.minute());
        self.times.iter().any(|at| (at.hour(), at.minute()) == told)
    }

    /// The fact that is meant. A year that is not said may be another.
    fn moment(&self, moment: &Moment) -> Option<NaiveDateTime> {
        let told = moment.at();
        let same = |at: &&NaiveDateTime| {
            (at.month(), at.day(), at.time()) == (told.month(), told.day(), told.time())
                && (!moment.day.year_said || at.year() == told.year())
        };
        self.times.iter().find(same).copied()
    }
}
