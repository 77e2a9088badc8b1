//! How a house writes dates, times of day and ranges. Every setting is the publisher's; every weekday, era year and 翌
//! is computed.

use super::era;
use super::holiday::{Holidays, Kind};
use super::style::{
    Brackets, Clock, Era, Gap, HolidayMarks, Marks, Markup, NextDay, Pad, RangeMark, SubstituteMark, WeekdayShown,
    Year, ZeroMinute,
};
use super::when::{Grain, Hedge, When};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A house's notation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notation {
    /// Era of years.
    pub era: Era,
    /// Times of day.
    pub clock: Clock,
    /// Minutes of full hours, on the clocks in kanji.
    pub zero_minute: ZeroMinute,
    /// Behind AM, PM, 午前 and 午後.
    pub ampm_gap: Gap,
    /// Months.
    pub month_pad: Pad,
    /// Days of the month.
    pub day_pad: Pad,
    /// Hours.
    pub hour_pad: Pad,
    /// Minutes. On the clocks with a colon a minute always has two places.
    pub minute_pad: Pad,
    /// What joins the two ends of a range.
    pub range: RangeMark,
    /// Round the sign of a range; から and まで stand close.
    pub range_gap: Gap,
    /// The end of a range on the next day.
    pub next_day: NextDay,
    /// When a year is shown.
    pub year: Year,
    /// Behind dates.
    pub weekday: WeekdayShown,
    /// Holidays, beside the weekday.
    pub holidays: HolidayMarks,
    /// 振替休日 among them.
    pub substitute: SubstituteMark,
    /// Which days are holidays.
    pub calendar: Holidays,
    /// Round weekdays.
    pub brackets: Brackets,
    /// The day the document is issued, which decides the era.
    pub issued: Option<NaiveDate>,
    /// A whole day is one on which something stands still from its beginning to its end: 終日. The day of a change, or the
    /// day on which something befell, is a day.
    pub all_day: bool,
    /// Text or HTML.
    pub markup: Markup,
}

impl Default for Notation {
    /// 2021年5月30日(日)22:30～翌3:00
    fn default() -> Self {
        Notation {
            era: Era::Western,
            clock: Clock::H24,
            zero_minute: ZeroMinute::Always,
            ampm_gap: Gap::None,
            month_pad: Pad::None,
            day_pad: Pad::None,
            hour_pad: Pad::None,
            minute_pad: Pad::Zero,
            range: RangeMark::FullTilde,
            range_gap: Gap::None,
            next_day: NextDay::Word,
            year: Year::Always,
            weekday: WeekdayShown::Always,
            holidays: HolidayMarks::None,
            substitute: SubstituteMark::Rest,
            calendar: Holidays::default(),
            brackets: Brackets::Half,
            issued: None,
            all_day: true,
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
        format!("{}{}月", self.year(date), self.number(date.month(), self.month_pad))
    }

    /// `5月30日(日)`.
    pub fn day(&self, date: NaiveDate) -> String {
        let month = self.number(date.month(), self.month_pad);
        let day = self.number(date.day(), self.day_pad);
        format!("{month}月{day}日{}", self.of_the_week(date))
    }

    fn brackets(&self) -> (char, char) {
        match self.brackets {
            Brackets::Half => ('(', ')'),
            Brackets::Full => ('（', '）'),
        }
    }

    /// Words of the house, with its brackets.
    pub(super) fn bracketed(&self, words: &str) -> String {
        let (open, close) = self.brackets();
        words.replace('(', &open.to_string()).replace(')', &close.to_string())
    }

    /// `(日)`, `（日）`, `(月・祝)`, or nothing.
    fn of_the_week(&self, date: NaiveDate) -> String {
        let (open, close) = self.brackets();
        let weekday = match self.weekday {
            WeekdayShown::Always => weekday(date).to_string(),
            WeekdayShown::Never => String::new(),
        };
        match (weekday.as_str(), self.holiday(date)) {
            ("", None) => String::new(),
            ("", Some(mark)) => format!("{open}{mark}{close}"),
            (weekday, None) => format!("{open}{weekday}{close}"),
            (weekday, Some(mark)) => format!("{open}{weekday}・{mark}{close}"),
        }
    }

    /// 祝, 休 or 振休, where holidays are marked and `date` is known to be one.
    fn holiday(&self, date: NaiveDate) -> Option<&'static str> {
        let kind = match self.holidays {
            HolidayMarks::None => return None,
            HolidayMarks::Mark => self.calendar.kind(date)?,
        };
        Some(match (kind, self.substitute) {
            (Kind::Named, _) | (Kind::Substitute, SubstituteMark::Named) => "祝",
            (Kind::Substitute, SubstituteMark::Substitute) => "振休",
            (Kind::Between, _) | (Kind::Substitute, SubstituteMark::Rest) => "休",
        })
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

    /// `PM10:30`, `22:30`, `22時30分` or `午後10時30分`.
    pub fn time(&self, time: NaiveTime) -> String {
        self.mark(time) + &self.unmarked(time)
    }

    /// The mark of the half of the day, on the clocks of 12 hours: `PM`, `午後 `.
    fn mark(&self, time: NaiveTime) -> String {
        let [morning, afternoon] = match self.clock {
            Clock::AmPm => ["AM", "PM"],
            Clock::Kanji12 => ["午前", "午後"],
            Clock::H24 | Clock::Kanji => return String::new(),
        };
        let mark = if is_morning(time) { morning } else { afternoon };
        format!("{mark}{}", self.ampm_gap.blank())
    }

    /// A time of day without that mark. On the clocks of 12 hours noon and midnight are 0 (PM0:30, 午後0時30分), never 12,
    /// whose meaning is disputed (太政官布告 1872 knows no 午後12時 but for midnight).
    fn unmarked(&self, time: NaiveTime) -> String {
        match self.clock {
            Clock::H24 => self.colon(time.hour(), time.minute()),
            Clock::AmPm => self.colon(time.hour() % 12, time.minute()),
            Clock::Kanji => self.kanji(time.hour(), time.minute()),
            Clock::Kanji12 => self.kanji(time.hour() % 12, time.minute()),
        }
    }

    /// `2021年5月30日(日)PM10:30`; as exact as the time is known: `2021年5月30日(日)22:30頃`, `2021年5月`.
    pub fn moment(&self, moment: impl Into<When>) -> String {
        let moment = moment.into();
        match moment.has_clock() {
            true => self.date(self.day_of(moment)) + &self.time_of(moment),
            false => self.named(moment),
        }
    }

    /// `PM10:30～翌AM3:00`: times of day alone. An end later than the next day is written in full. What has no time of day
    /// says what it has: `終日`; a month has nothing.
    pub fn clock(&self, start: impl Into<When>, end: impl Into<When>, marks: Marks) -> String {
        let (start, end) = (start.into(), end.into());
        if !(start.has_clock() && end.has_clock()) {
            return self.coarse_clock(start, end);
        }
        let days = (self.day_of(end) - self.day_of(start)).num_days();
        let day = match (days, self.next_day) {
            (0, _) => String::new(),
            (1, NextDay::Word) => "翌".to_string(),
            _ => self.date_after(self.day_of(end), Some(start.day())),
        };
        let once = || {
            let plain = start.is_exact() && end.is_exact() && days == 0;
            plain && is_morning(start.at.time()) == is_morning(end.at.time())
        };
        let (first, second) = match marks {
            Marks::None => {
                let plain = Notation {
                    clock: self.clock.of_24_hours(),
                    ..self.clone()
                };
                (plain.time_of(start), plain.time_of(end))
            }
            Marks::Once if once() => (self.time_of(start), self.unmarked(end.at.time())),
            Marks::Once | Marks::Both => (self.time_of(start), self.time_of(end)),
        };
        self.joined(&first, &(day + &second), end)
    }

    /// Two ends with what the house puts between them and behind; `end` is what is told as the second.
    pub(super) fn joined(&self, first: &str, second: &str, end: When) -> String {
        let gap = match self.range {
            RangeMark::Words => Gap::None,
            RangeMark::Tilde | RangeMark::Wave | RangeMark::FullTilde | RangeMark::Dash => self.range_gap,
        };
        let (gap, mark) = (gap.blank(), self.range.between());
        format!("{first}{gap}{mark}{gap}{second}{}", self.closing(end))
    }

    /// What stands behind the second end of a range: まで behind から, unless it says so itself (15:00までに, 作業完了まで), goes
    /// on from there (以降) or names no time.
    pub(crate) fn closing(&self, end: When) -> &'static str {
        match (end.grain, end.hedge) {
            (Grain::Open(_), _) | (_, Hedge::Onward | Hedge::By | Hedge::Until) => "",
            _ => self.range.after(),
        }
    }

    /// `2021年5月30日(日)PM10:30～翌AM3:00`.
    pub fn range(&self, start: impl Into<When>, end: impl Into<When>, marks: Marks) -> String {
        let (start, end) = (start.into(), end.into());
        match start.has_clock() {
            true => self.date(self.day_of(start)) + &self.clock(start, end, marks),
            false => self.coarse_range(start, end),
        }
    }

    /// Both ends in full, as pages have them, each for itself: [`RangeMark::between`] stands between them, a space on
    /// each side of a sign, and [`Notation::closing`] behind the second.
    /// `10月 1日(水)12時10分 〜 10月 1日(水)12時36分`; one text, where both ends name the same day or month.
    pub fn full_range(&self, start: impl Into<When>, end: impl Into<When>) -> (String, Option<String>) {
        let (start, end) = (start.into(), end.into());
        if start.grain == end.grain && !start.has_clock() {
            return (self.coarse_range(start, end), None);
        }
        let same_year = self.year == Year::First && start.day().year() == end.day().year();
        let second = match same_year && end.has_clock() {
            true => self.day(self.day_of(end)) + &self.time_of(end),
            false => self.moment(end),
        };
        (self.moment(start), Some(second))
    }

    /// A date that stands behind another: with the year only where it is not the same.
    pub(crate) fn date_after(&self, day: NaiveDate, before: Option<NaiveDate>) -> String {
        match before.is_some_and(|before| day.year() == before.year()) {
            true => self.day(day),
            false => self.date(day),
        }
    }

    /// The end of a day, on the clocks that have it.
    pub(super) fn midnight(&self) -> String {
        match self.clock {
            Clock::Kanji => self.kanji(24, 0),
            _ => "24:00".to_string(),
        }
    }

    fn kanji(&self, hour: u32, minute: u32) -> String {
        let hour = self.number(hour, self.hour_pad);
        match (minute, self.zero_minute) {
            (0, ZeroMinute::Never) => format!("{hour}時"),
            _ => format!("{hour}時{}分", self.number(minute, self.minute_pad)),
        }
    }

    fn colon(&self, hour: u32, minute: u32) -> String {
        format!("{}:{minute:02}", self.number(hour, self.hour_pad))
    }

    pub(super) fn number(&self, value: u32, pad: Pad) -> String {
        match (pad, self.markup) {
            (Pad::Zero, _) => format!("{value:02}"),
            (Pad::Space, Markup::Html) if value < 10 => format!("<span class=\"pad\">{value}</span>"),
            (Pad::Space, Markup::Text) => format!("{value:>2}"),
            _ => value.to_string(),
        }
    }
}

/// Before noon.
fn is_morning(time: NaiveTime) -> bool {
    time.hour() < 12
}
