//! Times as they are known, in a house's notation: what is beside or in place of a time of day to the minute.

use super::notation::Notation;
use super::style::{Clock, ZeroMinute};
use super::when::{Grain, Hedge, Period, Unit, When};
use chrono::{Datelike, NaiveDate, Timelike};

impl Notation {
    /// The day that a time with a time of day is written with: 24:00 stands with the day that ends, on the clocks that have
    /// it. With AM and PM it would be disputed (太政官布告 1872): there it is the next day's 0:00.
    pub(super) fn day_of(&self, time: When) -> NaiveDate {
        match self.has_24() {
            true => time.day(),
            false if time.grain == Grain::Midnight => time.at.date(),
            false => time.day(),
        }
    }

    fn has_24(&self) -> bool {
        matches!(self.clock, Clock::H24 | Clock::Kanji)
    }

    /// `22:30`, `22:30頃`, `22:30:15`, `24:00`; nothing where no time of day is known.
    pub fn time_of(&self, time: When) -> String {
        if !time.has_clock() {
            return match time.grain {
                Grain::Part(_, part) => format!("{}{}", part.word(), behind(time)),
                _ => String::new(),
            };
        }
        let written = match time.grain {
            Grain::Midnight if self.has_24() => self.midnight(),
            // 22時0分15秒: seconds stand behind a minute.
            Grain::Second => Notation {
                zero_minute: ZeroMinute::Always,
                ..self.clone()
            }
            .time(time.at.time()),
            _ => self.time(time.at.time()),
        };
        let seconds = match (time.grain, self.clock) {
            (Grain::Second, Clock::H24 | Clock::AmPm) => format!(":{:02}", time.at.second()),
            (Grain::Second, _) => format!("{}秒", time.at.second()),
            _ => String::new(),
        };
        written + &seconds + &behind(time)
    }

    /// The date of a time, where a day is known: `2021年5月30日(日)`; else what is known: `2021年5月`.
    pub fn date_of(&self, time: When) -> String {
        match time.grain {
            Grain::Minute | Grain::Second | Grain::Midnight => self.date(self.day_of(time)),
            Grain::Part(day, _) => self.date(day),
            _ => self.named(time),
        }
    }

    /// A time without a time of day to the minute, in full: `5月30日(日)未明`, `2021年5月下旬`, `2027年度上期に1回`.
    pub(super) fn named(&self, time: When) -> String {
        let named = match time.grain {
            Grain::Part(day, part) => self.date(day) + part.word(),
            Grain::Day(day) => self.date(day),
            Grain::Span(period) => self.period(period),
            Grain::Open(open) => self.bracketed(open.word()),
            _ => String::new(),
        };
        named + &behind(time)
    }

    fn period(&self, period: Period) -> String {
        let Period { first, unit, times } = period;
        let fiscal = || {
            let april = NaiveDate::from_ymd_opt(period.fiscal_year(), 4, 1).unwrap_or(first);
            format!("{}度", self.year(april))
        };
        let named = match unit {
            Unit::Month => self.month(first),
            Unit::Third(third) => {
                let word = ["上旬", "中旬", "下旬"][usize::from(third.min(2))];
                self.month(first) + word
            }
            Unit::FiscalYear => fiscal(),
            Unit::Half(half) => fiscal() + ["上期", "下期"][usize::from(half.min(1))],
            Unit::Quarter(quarter) => format!("{}第{}四半期", fiscal(), quarter + 1),
        };
        match times {
            0 => named,
            times => format!("{named}に{times}回"),
        }
    }

    /// What stands for the times of day of a stretch of which one end has none.
    pub(super) fn coarse_clock(&self, start: When, end: When) -> String {
        let same = start.grain == end.grain;
        match (start.grain, end.grain) {
            (Grain::Day(_), Grain::Day(_)) if same && !self.all_day => String::new(),
            (Grain::Day(_), Grain::Day(_)) if same => format!("終日{}", behind(start)),
            (Grain::Day(_), Grain::Day(day)) if !self.all_day => {
                self.bracketed("(") + &self.date_after(day, Some(start.day())) + "まで" + &self.bracketed(")")
            }
            (Grain::Day(_), Grain::Day(day)) => {
                let day = self.date_after(day, Some(start.day()));
                self.bracketed("終日(") + &day + &self.bracketed("まで)")
            }
            (Grain::Part(..), _) if same => self.time_of(start),
            (Grain::Span(_) | Grain::Open(_), _) if same => String::new(),
            // No time, and what says まで itself, is no end that まで could follow.
            (Grain::Span(_) | Grain::Open(_) | Grain::Day(_), _) => {
                let told = matches!(end.grain, Grain::Open(_)) || matches!(end.hedge, Hedge::By | Hedge::Until);
                self.moment(end) + if told { "" } else { "まで" }
            }
            _ => self.joined(&self.time_of(start), &self.end_of(start, end), end),
        }
    }

    /// A stretch of which the start has no time of day.
    pub(super) fn coarse_range(&self, start: When, end: When) -> String {
        match start.grain == end.grain {
            true if self.all_day && matches!(start.grain, Grain::Day(_)) => format!("{}終日", self.named(start)),
            true => self.named(start),
            false => self.joined(&self.named(start), &self.end_of(start, end), end),
        }
    }

    /// An end as it stands behind its start: without what the start has said.
    fn end_of(&self, start: When, end: When) -> String {
        let day = |day: NaiveDate| match day == start.day() && !matches!(start.grain, Grain::Span(_) | Grain::Open(_)) {
            true => String::new(),
            false => self.date_after(day, Some(start.day())),
        };
        match end.grain {
            Grain::Minute | Grain::Second | Grain::Midnight => day(self.day_of(end)) + &self.time_of(end),
            Grain::Part(of, part) => day(of) + part.word() + &behind(end),
            Grain::Day(of) => self.date_after(of, Some(start.day())) + &behind(end),
            Grain::Span(period) if period.unit == Unit::Month && period.first.year() == start.day().year() => {
                format!("{}月{}", self.number(period.first.month(), self.month_pad), behind(end))
            }
            _ => self.named(end),
        }
    }
}

/// What stands behind a time.
fn behind(time: When) -> String {
    let planned = if time.planned { "(予定)" } else { "" };
    format!("{}{planned}", time.hedge.word())
}
