//! Times as they are known: to the minute, about then, from then on, a day, a month, half a fiscal year, not at all. What
//! is known is printed as that and never made more exact; only the order of things is reckoned by an instant.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// A time as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct When {
    /// The instant it is reckoned by: at a start the first of what it names, at an end the instant after the last.
    pub at: NaiveDateTime,
    /// How far it is known.
    pub grain: Grain,
    /// What is said of it besides.
    pub hedge: Hedge,
    /// (予定) stands behind it.
    pub planned: bool,
}

/// How far a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grain {
    /// 23:30
    Minute,
    /// 23:30:15
    Second,
    /// 24:00 of the day before its instant (気象庁: 24時 only as the end of a day).
    Midnight,
    /// 未明, 午前 …: a part of a day.
    Part(NaiveDate, Part),
    /// A whole day.
    Day(NaiveDate),
    /// A month or what is made of months.
    Span(Period),
    /// No time at all: 未定, 当面の間.
    Open(Open),
}

/// What is said of a time besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Hedge {
    /// As it stands.
    Exact,
    /// 頃
    About,
    /// 以降
    Onward,
    /// までに: at the latest.
    By,
    /// まで
    Until,
    /// 過ぎ
    Past,
    /// 前
    Before,
}

/// Words behind a time, as typed, with what they say and how they are printed.
const HEDGES: [(&str, Hedge, &str); 9] = [
    ("頃", Hedge::About, "頃"),
    ("ごろ", Hedge::About, "頃"),
    ("ころ", Hedge::About, "頃"),
    ("以降", Hedge::Onward, "以降"),
    ("以後", Hedge::Onward, "以降"),
    ("までに", Hedge::By, "まで"),
    ("まで", Hedge::Until, "まで"),
    ("過ぎ", Hedge::Past, "過ぎ"),
    ("前", Hedge::Before, "前"),
];

impl Hedge {
    /// What is said of a time behind it, and the time.
    pub(crate) fn behind(text: &str) -> (&str, Self) {
        let found = HEDGES
            .iter()
            .find_map(|(word, hedge, _)| Some((text.strip_suffix(word)?.trim_end(), *hedge)));
        // 午前, 昼過ぎ are parts of a day.
        let part = PARTS.iter().any(|(word, ..)| text.ends_with(word));
        found.filter(|_| !part).unwrap_or((text, Hedge::Exact))
    }

    /// Every word that may stand behind a time.
    pub(crate) fn words() -> impl Iterator<Item = &'static str> {
        HEDGES.iter().map(|(word, ..)| *word)
    }

    /// As it is printed.
    pub(crate) fn word(self) -> &'static str {
        let word = HEDGES.iter().find(|(_, hedge, _)| *hedge == self);
        word.map_or("", |(_, _, printed)| printed)
    }
}

/// What stands where no time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Open(u8);

/// Words for no time, as typed, with how they are printed and whether they are of an end alone.
const OPEN: [(&str, &str, bool); 9] = [
    ("未定", "未定", false),
    ("別途案内", "(終了は別途ご案内)", true),
    ("別途ご案内", "(終了は別途ご案内)", true),
    ("別途連絡", "(終了は別途ご連絡)", true),
    ("別途ご連絡", "(終了は別途ご連絡)", true),
    ("当面の間", "当面の間", true),
    ("作業完了まで", "作業完了まで", true),
    ("復旧まで", "復旧まで", true),
    ("なし", "", true),
];

impl Open {
    /// No time, called `word`, at an end or at any place.
    pub(crate) fn from_word(word: &str, end: End) -> Option<Self> {
        let fits = |(known, _, of_end): &(&str, &str, bool)| *known == word && (!of_end || end == End::Finish);
        u8::try_from(OPEN.iter().position(fits)?).ok().map(Open)
    }

    /// As it is printed.
    pub(crate) fn word(self) -> &'static str {
        OPEN[usize::from(self.0)].1
    }
}

/// A part of a day; its hours order things and are not printed (気象庁 「時に関する用語」).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Part(u8);

/// Words for parts of a day with the hour each begins and the one it is over.
const PARTS: [(&str, u32, u32); 22] = [
    ("未明", 0, 3),
    ("明け方", 3, 6),
    ("早朝", 4, 7),
    ("朝", 6, 9),
    ("午前中", 0, 12),
    ("午前", 0, 12),
    ("午後", 12, 24),
    ("夕方", 15, 18),
    ("夜間", 18, 24),
    ("昼", 11, 14),
    ("昼過ぎ", 12, 15),
    ("夜", 18, 24),
    ("始発", 4, 6),
    ("終電後", 23, 24),
    ("業務開始", 8, 9),
    ("業務開始時", 8, 9),
    ("業務終了", 17, 18),
    ("業務終了後", 17, 24),
    ("営業開始", 9, 10),
    ("営業終了後", 18, 24),
    ("閉店後", 20, 24),
    ("深夜", 22, 24),
];

impl Part {
    /// The part of a day called `word`.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let at = PARTS.iter().position(|(known, _, _)| *known == word)?;
        u8::try_from(at).ok().map(Part)
    }

    /// Its word.
    pub(crate) fn word(self) -> &'static str {
        PARTS[usize::from(self.0)].0
    }

    fn hours(self) -> (u32, u32) {
        let (_, first, last) = PARTS[usize::from(self.0)];
        (first, last)
    }
}

/// A month or what is made of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// Its first day.
    pub first: NaiveDate,
    /// Its length.
    pub unit: Unit,
    /// に1回: how often within it; 0 where that is not said.
    pub times: u8,
}

/// What a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// 2026年12月
    Month,
    /// 上旬, 中旬, 下旬 of a month: 0 to 2.
    Third(u8),
    /// 2027年度
    FiscalYear,
    /// 上期, 下期 of a fiscal year: 0, 1.
    Half(u8),
    /// 第1四半期 … of a fiscal year: 0 to 3.
    Quarter(u8),
}

impl Period {
    /// The day after its last; `None` past the calendar's end.
    fn after(self) -> Option<NaiveDate> {
        let months = |months| self.first.checked_add_months(Months::new(months));
        match self.unit {
            Unit::Month => months(1),
            Unit::Third(2) => self.first.with_day(1)?.checked_add_months(Months::new(1)),
            Unit::Third(_) => self.first.checked_add_days(Days::new(10)),
            Unit::FiscalYear => months(12),
            Unit::Half(_) => months(6),
            Unit::Quarter(_) => months(3),
        }
    }
}

/// Which of the two ends of a stretch a time is: what a coarse one is reckoned by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Where it begins.
    Start,
    /// Where it is over.
    Finish,
}

impl From<NaiveDateTime> for When {
    fn from(at: NaiveDateTime) -> Self {
        When {
            at,
            grain: Grain::Minute,
            hedge: Hedge::Exact,
            planned: false,
        }
    }
}

impl When {
    /// A time of `grain`; `None` where the calendar ends.
    pub(crate) fn coarse(grain: Grain, end: End) -> Option<Self> {
        let hours = |day: NaiveDate, hour: u32| {
            let day = day.checked_add_days(Days::new(u64::from(hour / 24)))?;
            day.and_hms_opt(hour % 24, 0, 0)
        };
        let at = match (grain, end) {
            (Grain::Day(day), End::Start) => hours(day, 0)?,
            (Grain::Day(day), End::Finish) => hours(day, 24)?,
            (Grain::Part(day, part), End::Start) => hours(day, part.hours().0)?,
            (Grain::Part(day, part), End::Finish) => hours(day, part.hours().1)?,
            (Grain::Span(period), End::Start) => hours(period.first, 0)?,
            (Grain::Span(period), End::Finish) => hours(period.after()?, 0)?,
            _ => never(),
        };
        Some(When {
            at,
            grain,
            hedge: Hedge::Exact,
            planned: false,
        })
    }

    /// The end of what this start names, where it names more than an instant: a day, a month.
    pub(crate) fn finish(self) -> Option<Self> {
        match self.grain {
            Grain::Minute | Grain::Second | Grain::Midnight => None,
            grain => Some(When {
                hedge: self.hedge,
                planned: self.planned,
                ..When::coarse(grain, End::Finish)?
            }),
        }
    }

    /// The same so many days later.
    pub(crate) fn moved(self, days: TimeDelta) -> Self {
        let grain = match self.grain {
            Grain::Day(day) => Grain::Day(day + days),
            Grain::Part(day, part) => Grain::Part(day + days, part),
            grain => grain,
        };
        When {
            at: self.at + days,
            grain,
            ..self
        }
    }

    /// Whether a time of day is known, to the minute.
    pub(crate) fn has_clock(self) -> bool {
        matches!(self.grain, Grain::Minute | Grain::Second | Grain::Midnight)
    }

    /// Whether nothing is known but a time within which it lies: of what stands so alone, nobody can say that it runs.
    pub(crate) fn is_sometime(self) -> bool {
        matches!(self.grain, Grain::Span(_) | Grain::Open(_))
    }

    /// Whether no time at all is known.
    pub(crate) fn is_open(self) -> bool {
        matches!(self.grain, Grain::Open(_))
    }

    /// Whether it is known to the minute, and no more is said of it.
    pub(crate) fn is_exact(self) -> bool {
        self.grain == Grain::Minute && self.hedge == Hedge::Exact && !self.planned
    }

    /// Whether it is past at `moment`: what is expected from a time on is not.
    pub(crate) fn is_past(self, moment: NaiveDateTime) -> bool {
        self.hedge != Hedge::Onward && self.at <= moment
    }

    /// How many minutes from this start to `end`, where both are known to the minute or about: else nobody can say.
    pub(crate) fn minutes_until(self, end: When) -> Option<i64> {
        let clear = |time: When| time.has_clock() && time.hedge != Hedge::Onward;
        (clear(self) && clear(end)).then(|| (end.at - self.at).num_minutes())
    }

    /// The day it names; the first of several.
    pub(crate) fn day(self) -> NaiveDate {
        match self.grain {
            Grain::Day(day) | Grain::Part(day, _) => day,
            Grain::Span(period) => period.first,
            Grain::Midnight => self.at.date().pred_opt().unwrap_or(self.at.date()),
            _ => self.at.date(),
        }
    }

    /// As `<time datetime>` has it, as exact as it is known and no more: `2026-12-13T23:30+09:00`, the day of what is about
    /// a time of it, the month; `None` for what HTML has no notation for. `zone` in minutes east of UTC.
    pub(crate) fn iso(self, zone: i32) -> Option<String> {
        let sign = if zone < 0 { '-' } else { '+' };
        let zone = format!("{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60);
        let day = || Some(self.day().format("%Y-%m-%d").to_string());
        match (self.grain, self.hedge) {
            (Grain::Minute | Grain::Midnight, Hedge::Exact) => {
                Some(self.at.format("%Y-%m-%dT%H:%M").to_string() + &zone)
            }
            (Grain::Second, Hedge::Exact) => Some(self.at.format("%Y-%m-%dT%H:%M:%S").to_string() + &zone),
            (Grain::Minute | Grain::Second | Grain::Midnight, hedge) if hedge != Hedge::Onward => day(),
            (Grain::Day(_) | Grain::Part(..), Hedge::Exact) => day(),
            (
                Grain::Span(Period {
                    first,
                    unit: Unit::Month | Unit::Third(_),
                    ..
                }),
                _,
            ) => Some(first.format("%Y-%m").to_string()),
            _ => None,
        }
    }
}

/// What has no instant is reckoned as after everything.
fn never() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(9999, 12, 31)
        .unwrap_or(NaiveDate::MAX)
        .and_time(NaiveTime::MIN)
}

/// The period of a fiscal year (April to March) that begins in `year`.
pub(crate) fn fiscal(year: i32, unit: Unit, times: u8) -> Option<Period> {
    let months = match unit {
        Unit::Half(half) => u32::from(half) * 6,
        Unit::Quarter(quarter) => u32::from(quarter) * 3,
        _ => 0,
    };
    let first = NaiveDate::from_ymd_opt(year, 4, 1)?.checked_add_months(Months::new(months))?;
    Some(Period { first, unit, times })
}

/// A third of the month that begins on `first`: 0 to 2.
pub(crate) fn third(first: NaiveDate, third: u8) -> Option<NaiveDate> {
    first.with_day(1 + u32::from(third) * 10)
}

impl Period {
    /// The calendar year in which its fiscal year begins.
    pub(crate) fn fiscal_year(self) -> i32 {
        self.first.year() - i32::from(self.first.month() < 4)
    }
}
