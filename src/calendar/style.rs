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
