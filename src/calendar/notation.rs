//! How a house writes dates, times of day and ranges. Every setting is the publisher's; every weekday, era year and 翌
//! is computed.

use super::era;
use super::style::{Brackets, Clock, Era, Marks, Markup, Pad, Year};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A house's notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notation {
    /// Era of years.
    pub era: Era,
    /// Times of day.
    pub clock: Clock,
    /// Days of the month.
    pub day_pad: Pad,
    /// Hours.
    pub hour_pad: Pad,
    /// Minutes. On the clocks with a colon a minute always has two places.
    pub minute_pad: Pad,
    /// One of `~ 〜 ～`.
    pub range: char,
    /// When a year is shown.
    pub year: Year,
    /// Round weekdays.
    pub brackets: Brackets,
    /// The day the document is issued, which decides the era.
    pub issued: Option<NaiveDate>,
    /// Text or HTML.
    pub markup: Markup,
}

impl Default for Notation {
    /// 2021年5月30日(日)22:30～翌3:00
    fn default() -> Self {
        Notation {
            era: Era::Western,
            clock: Clock::H24,
            day_pad: Pad::None,
            hour_pad: Pad::None,
            minute_pad: Pad::Zero,
            range: '～',
            year: Year::Always,
            brackets: Brackets::Half,
            issued: None,
            markup: Markup::Text,
        }
    }
}

/// One kanji for the weekday of `date`, 日 to 土.
pub(crate) fn weekday(date: NaiveDate) -> char {
    ['日', '月', '火', '水', '木', '金', '土'][date.weekday().num_days_from_sunday() as usize]
}

impl Notation {
    /// `2021年` or `令和3年`.
    pub fn year(&self, date: NaiveDate) -> String {
        let year = match self.era {
            Era::Western => None,
            Era::Wareki => era::year(date, self.issued),
        };
        format!("{}年", year.unwrap_or_else(|| date.year().to_string()))
    }

    /// `2021年4月`.
    pub fn month(&self, date: NaiveDate) -> String {
        format!("{}{}月", self.year(date), date.month())
    }

    /// `5月30日(日)`.
    pub fn day(&self, date: NaiveDate) -> String {
        let (open, close) = match self.brackets {
            Brackets::Half => ('(', ')'),
            Brackets::Full => ('（', '）'),
        };
        let day = self.number(date.day(), self.day_pad);
        format!("{}月{day}日{open}{}{close}", date.month(), weekday(date))
    }

    /// `2021年5月30日(日)`; without the year where the house never shows it.
    pub fn date(&self, date: NaiveDate) -> String {
        match self.year {
            Year::Never => self.day(date),
            Year::Always | Year::First => self.year(date) + &self.day(date),
        }
    }

    /// `2021年5月30日`, without the weekday, as a letter is dated.
    pub fn letter_date(&self, date: NaiveDate) -> String {
        format!("{}{}日", self.month(date), self.number(date.day(), self.day_pad))
    }

    /// `PM10:30`, `22:30` or `22時30分`.
    pub fn time(&self, time: NaiveTime) -> String {
        match self.clock {
            Clock::AmPm => format!("{}{}", mark(time), self.marked(time)),
            Clock::H24 => self.colon(time.hour(), time.minute()),
            Clock::Kanji => format!(
                "{}時{}分",
                self.number(time.hour(), self.hour_pad),
                self.number(time.minute(), self.minute_pad)
            ),
        }
    }

    /// `2021年5月30日(日)PM10:30`.
    pub fn moment(&self, moment: NaiveDateTime) -> String {
        self.date(moment.date()) + &self.time(moment.time())
    }

    /// `PM10:30～翌AM3:00`: times of day alone. An end later than the next day is written in full.
    pub fn clock(&self, start: NaiveDateTime, end: NaiveDateTime, marks: Marks) -> String {
        let days = (end.date() - start.date()).num_days();
        let next = match days {
            0 => String::new(),
            1 => "翌".to_string(),
            _ if end.year() == start.year() || self.year == Year::Never => self.day(end.date()),
            _ => self.date(end.date()),
        };
        let (first, second) = match (marks, self.clock) {
            (Marks::None, Clock::AmPm) => {
                let plain = Notation {
                    clock: Clock::H24,
                    ..*self
                };
                (plain.time(start.time()), plain.time(end.time()))
            }
            (Marks::Once, Clock::AmPm) if days == 0 && mark(start.time()) == mark(end.time()) => {
                (self.time(start.time()), self.marked(end.time()))
            }
            _ => (self.time(start.time()), self.time(end.time())),
        };
        format!("{first}{}{next}{second}", self.range)
    }

    /// `2021年5月30日(日)PM10:30～翌AM3:00`.
    pub fn range(&self, start: NaiveDateTime, end: NaiveDateTime, marks: Marks) -> String {
        self.date(start.date()) + &self.clock(start, end, marks)
    }

    /// Both ends in full, a space on each side of the range mark:
    /// `10月 1日(水)12時10分 〜 10月 1日(水)12時36分`.
    pub fn full_range(&self, start: NaiveDateTime, end: NaiveDateTime) -> (String, String) {
        let second = match self.year {
            Year::First if start.year() == end.year() => Notation {
                year: Year::Never,
                ..*self
            },
            _ => *self,
        };
        (self.moment(start), second.moment(end))
    }

    /// A time of day without its AM or PM: noon and midnight are 0 (PM0:30), never 12, whose meaning is disputed
    /// (太政官布告 1872 knows no PM12).
    fn marked(&self, time: NaiveTime) -> String {
        self.colon(time.hour() % 12, time.minute())
    }

    fn colon(&self, hour: u32, minute: u32) -> String {
        format!("{}:{minute:02}", self.number(hour, self.hour_pad))
    }

    fn number(&self, value: u32, pad: Pad) -> String {
        match (pad, self.markup) {
            (Pad::Zero, _) => format!("{value:02}"),
            (Pad::Space, Markup::Html) if value < 10 => format!("<span class=\"pad\">{value}</span>"),
            (Pad::Space, Markup::Text) => format!("{value:>2}"),
            _ => value.to_string(),
        }
    }
}

/// AM or PM.
fn mark(time: NaiveTime) -> &'static str {
    if time.hour() < 12 { "AM" } else { "PM" }
}
