//! How a house writes dates, times of day and ranges. Every setting is the publisher's; every weekday, era year and 翌
//! is computed.

use super::era;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

/// Era of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Era {
    /// 2021年
    Western,
    /// 令和3年
    Wareki,
}

/// Notation of times of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// 22:30
    H24,
    /// PM10:30
    AmPm,
    /// 22時30分
    Kanji,
}

/// How a one-digit number is filled to two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pad {
    /// 3
    None,
    /// A space before (drawn by CSS on pages, so that no word holds a space).
    Space,
    /// 03
    Zero,
}

/// When a year is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Year {
    /// In every date.
    Always,
    /// In the first date of a range; in the second only where it differs.
    First,
    /// Not at all.
    Never,
}

/// Width of the brackets round a weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Brackets {
    /// (日)
    Half,
    /// （日）
    Full,
}

/// What the text is written into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Markup {
    /// Plain text.
    Text,
    /// HTML: padding is a matter of style, not of characters.
    Html,
}

/// AM and PM marks of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marks {
    /// AM3:00~AM4:40
    Both,
    /// AM3:00~4:40 where the second has the same mark.
    Once,
    /// 3:00~4:40, on the clock of 24 hours.
    None,
}

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

/// A length of time as notices say it: `30分`, `1時間`, `1時間30分`, `2日`.
pub(crate) fn duration(minutes: i64) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
    let part = |n: i64, unit: &str| if n > 0 { format!("{n}{unit}") } else { String::new() };
    match minutes {
        0 => "0分".to_string(),
        _ => part(days, "日") + &part(hours, "時間") + &part(rest, "分"),
    }
}

/// A length of time that something lasts: `30分間`, `2日間`, but `1時間`, which is a length already.
pub(crate) fn lasting(minutes: i64) -> String {
    let length = duration(minutes);
    match length.ends_with("時間") {
        true => length,
        false => length + "間",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment of the test")
    }

    fn ampm() -> Notation {
        Notation {
            clock: Clock::AmPm,
            ..Notation::default()
        }
    }

    #[test]
    fn the_letter_of_2021_writes_a_night_with_the_next_morning() {
        let (start, end) = (at("2021-05-30 22:30"), at("2021-05-31 03:00"));
        assert_eq!(
            ampm().range(start, end, Marks::Both),
            "2021年5月30日(日)PM10:30～翌AM3:00"
        );
        assert_eq!(
            Notation::default().range(start, end, Marks::Both),
            "2021年5月30日(日)22:30～翌3:00"
        );
    }

    #[test]
    fn the_letter_of_2017_writes_one_window_in_three_ways() {
        let house = Notation {
            era: Era::Wareki,
            range: '~',
            ..ampm()
        };
        let (start, end) = (at("2017-05-29 03:00"), at("2017-05-29 04:40"));
        assert_eq!(house.range(start, end, Marks::Both), "平成29年5月29日(月)AM3:00~AM4:40");
        assert_eq!(house.range(start, end, Marks::Once), "平成29年5月29日(月)AM3:00~4:40");
        assert_eq!(house.clock(start, end, Marks::None), "3:00~4:40");
    }

    #[test]
    fn a_mark_is_never_dropped_where_the_second_differs() {
        let (start, end) = (at("2021-07-19 11:00"), at("2021-07-19 13:00"));
        assert_eq!(ampm().clock(start, end, Marks::Once), "AM11:00～PM1:00");
    }

    #[test]
    fn noon_and_midnight_are_zero_not_twelve() {
        let (start, end) = (at("2021-07-19 00:00"), at("2021-07-19 12:30"));
        assert_eq!(ampm().clock(start, end, Marks::Both), "AM0:00～PM0:30");
    }

    #[test]
    fn the_patent_office_pads_with_spaces_that_are_no_characters_on_the_page() {
        let house = Notation {
            clock: Clock::Kanji,
            day_pad: Pad::Space,
            hour_pad: Pad::Space,
            minute_pad: Pad::Space,
            range: '〜',
            year: Year::Never,
            ..Notation::default()
        };
        let (start, end) = (at("2025-10-03 20:23"), at("2025-10-03 23:03"));
        assert_eq!(
            house.full_range(start, end),
            ("10月 3日(金)20時23分".to_string(), "10月 3日(金)23時 3分".to_string())
        );
        let page = Notation {
            markup: Markup::Html,
            ..house
        };
        assert_eq!(page.time(end.time()), "23時<span class=\"pad\">3</span>分");
    }

    #[test]
    fn a_year_is_repeated_only_where_the_range_spans_it() {
        let house = Notation {
            year: Year::First,
            ..Notation::default()
        };
        let (_, same) = house.full_range(at("2025-10-31 21:45"), at("2025-11-02 21:10"));
        assert_eq!(same, "11月2日(日)21:10");
        let (_, other) = house.full_range(at("2025-12-31 23:00"), at("2026-01-01 01:00"));
        assert_eq!(other, "2026年1月1日(木)1:00");
    }

    #[test]
    fn an_end_after_the_next_day_is_written_with_its_date() {
        let (start, end) = (at("2025-09-13 04:00"), at("2025-09-15 02:10"));
        assert_eq!(
            Notation::default().clock(start, end, Marks::Both),
            "4:00～9月15日(月)2:10"
        );
    }

    #[test]
    fn an_end_in_the_new_year_is_written_with_its_year() {
        let (start, end) = (at("2026-12-30 22:00"), at("2027-01-04 05:00"));
        let range = Notation::default().range(start, end, Marks::Both);
        assert_eq!(range, "2026年12月30日(水)22:00～2027年1月4日(月)5:00");
    }

    #[test]
    fn what_lasts_an_hour_does_not_last_it_twice() {
        assert_eq!(
            [30, 60, 90, 2880].map(lasting),
            ["30分間", "1時間", "1時間30分間", "2日間"].map(String::from)
        );
    }

    #[test]
    fn lengths_of_time_are_said_in_hours_and_minutes() {
        assert_eq!(
            [30, 60, 90, 1440].map(duration),
            [
                "30分".to_string(),
                "1時間".to_string(),
                "1時間30分".to_string(),
                "1日".to_string()
            ]
        );
    }
}
