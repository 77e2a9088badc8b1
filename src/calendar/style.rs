//! The settings of a house's notation, each with what it prints.

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
    /// 午後10時30分
    Kanji12,
}

impl Clock {
    /// The clock of 24 hours that goes with it: what is written where the marks of the half-days are left away.
    pub(crate) fn of_24_hours(self) -> Self {
        match self {
            Clock::AmPm | Clock::H24 => Clock::H24,
            Clock::Kanji12 | Clock::Kanji => Clock::Kanji,
        }
    }
}

/// Whether full hours tell their minutes, on the clocks in kanji; beside a colon two places always stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ZeroMinute {
    /// 22時00分
    Always,
    /// 22時
    Never,
}

/// A blank or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// PM10:30, 22:30～23:00
    None,
    /// PM 10:30, 22:30 ～ 23:00
    Space,
}

impl Gap {
    /// The blank itself.
    pub(crate) fn blank(self) -> &'static str {
        match self {
            Gap::None => "",
            Gap::Space => " ",
        }
    }
}

/// What stands between the two ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RangeMark {
    /// `~`, drawn as 〜 (see `docs/records.md`).
    Tilde,
    /// 〜, U+301C
    Wave,
    /// ～, U+FF5E
    FullTilde,
    /// –, U+2013
    Dash,
    /// 22:30から翌3:00まで
    Words,
}

impl RangeMark {
    /// What stands after the first end.
    pub(crate) fn between(self) -> &'static str {
        match self {
            RangeMark::Tilde => "~",
            RangeMark::Wave => "〜",
            RangeMark::FullTilde => "～",
            RangeMark::Dash => "–",
            RangeMark::Words => "から",
        }
    }

    /// What stands between two numbers, 2～4回: から and まで are words of times.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            RangeMark::Words => RangeMark::FullTilde.between(),
            RangeMark::Tilde | RangeMark::Wave | RangeMark::FullTilde | RangeMark::Dash => self.between(),
        }
    }

    /// What stands after the second.
    pub(crate) fn after(self) -> &'static str {
        match self {
            RangeMark::Words => "まで",
            RangeMark::Tilde | RangeMark::Wave | RangeMark::FullTilde | RangeMark::Dash => "",
        }
    }
}

/// How the end of a range on the day after its start names that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NextDay {
    /// 翌3:00
    Word,
    /// 5月31日(月)3:00
    Date,
}

/// Whether a date tells its weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WeekdayShown {
    /// 5月30日(日)
    Always,
    /// 5月30日
    Never,
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

/// Whether holidays are marked beside the weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HolidayMarks {
    /// 7月20日(月)
    None,
    /// 7月20日(月・祝); where no weekday is told, 7月20日(祝)
    Mark,
}

/// How a 振替休日 is marked, where holidays are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SubstituteMark {
    /// (月・休)
    Rest,
    /// (月・振休)
    Substitute,
    /// (月・祝)
    Named,
}

/// Width of the brackets round a weekday, and of those that built-in templates print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Brackets {
    /// (日)
    Half,
    /// （日）
    Full,
}

impl Brackets {
    /// Its word in a record and in templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Brackets::Half => "half",
            Brackets::Full => "full",
        }
    }
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
