//! Dates and months.

use super::fact::{Day, Month};
use super::scan::Scan;
use crate::calendar::era;
use crate::calendar::holiday::{BESIDE, Mark};
use crate::calendar::input::WEEKDAYS;
use chrono::{NaiveDate, Weekday};

/// A date as written; what is missing is left to the context.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    pub year: Option<i32>,
    /// A second year in brackets, 平成26(2014)年.
    pub other_year: Option<i32>,
    pub month: Option<u32>,
    pub day: u32,
    pub weekday: Option<Weekday>,
    pub holiday: Option<Mark>,
    /// 5/30 is a fraction as well, R3.5.30 a version, unless a weekday or a time of day follows.
    pub unsure: bool,
}

impl Written {
    /// The day of the calendar; none where there is no such day. What is not written is that of `context`.
    pub(super) fn day(&self, context: Context) -> Option<Day> {
        let year = self.year.unwrap_or(context.year);
        let month = self.month.or(context.month)?;
        Some(Day {
            date: NaiveDate::from_ymd_opt(year, month, self.day)?,
            said: true,
            year_said: self.year.is_some(),
            other_year: self.other_year.filter(|other| Some(*other) != self.year),
            weekday: self.weekday,
            holiday: self.holiday,
        })
    }
}

/// What a date leaves out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub year: i32,
    pub month: Option<u32>,
}

/// The date at `at`, and the place after it; `joined` where a range mark before makes sure that it begins there.
pub(super) fn date(scan: &Scan, at: usize, joined: bool) -> Option<(Written, usize)> {
    if !joined && !scan.stands_alone(at) {
        return None;
    }
    let (mut written, next) = (kanji(scan, at).or_else(|| figures(scan, at)))?;
    let ((weekday, holiday), next) = weekday(scan, next);
    written.weekday = weekday;
    written.holiday = holiday;
    written.unsure &= weekday.is_none();
    Some((written, next))
}

/// `31日(月)`: a day of a month told before.
pub(super) fn day_alone(scan: &Scan, at: usize) -> Option<(Written, usize)> {
    let (day, next) = scan.number(at, 2)?;
    let next = scan.word(scan.blanks(next), "日")?;
    if scan.get(next) == Some('間') {
        return None;
    }
    let ((weekday, holiday), next) = weekday(scan, next);
    let written = Written {
        year: None,
        other_year: None,
        month: None,
        day,
        weekday,
        holiday,
        unsure: false,
    };
    Some((written, next))
}

/// `2021年4月`, `4月吉日`, `10月`.
pub(super) fn month(scan: &Scan, at: usize, context: i32) -> Option<(Month, usize)> {
    if !scan.stands_alone(at) {
        return None;
    }
    let (year, next) = match year(scan, at) {
        Some(((year, _), next)) => (Some(year), scan.blanks(next)),
        None => (None, at),
    };
    let (month, next) = scan.number(next, 2)?;
    let next = scan.word(scan.blanks(next), "月")?;
    if scan.get(next) == Some('間') {
        return None;
    }
    let auspicious = scan.word(scan.blanks(next), "吉日");
    let month = Month {
        first: NaiveDate::from_ymd_opt(year.unwrap_or(context), month, 1)?,
        year_said: year.is_some(),
        auspicious: auspicious.is_some(),
    };
    Some((month, auspicious.unwrap_or(next)))
}

/// `2021年5月30日`, `平成 29 年 5 月 29 日`, `5月 3日`.
fn kanji(scan: &Scan, at: usize) -> Option<(Written, usize)> {
    let (years, next) = match year(scan, at) {
        Some((years, next)) => (Some(years), scan.blanks(next)),
        None => (None, at),
    };
    let (month, next) = scan.number(next, 2)?;
    let next = scan.word(scan.blanks(next), "月")?;
    let (day, next) = scan.number(scan.blanks(next), 2)?;
    let next = scan.word(scan.blanks(next), "日")?;
    if scan.get(next) == Some('間') {
        return None;
    }
    let written = Written {
        year: years.map(|(year, _)| year),
        other_year: years.and_then(|(_, other)| other),
        month: Some(month),
        day,
        weekday: None,
        holiday: None,
        unsure: false,
    };
    Some((written, next))
}

/// `2021年`, `令和元年`, `平成26(2014)年`, `2014年(平成26年)`: the year, a second one, and the place after them.
fn year(scan: &Scan, at: usize) -> Option<((i32, Option<i32>), usize)> {
    let (first, next) = bare_year(scan, at)?;
    let next = scan.blanks(next);
    if let Some(inner) = scan.word(next, "(") {
        let (other, next) = bare_year(scan, scan.blanks(inner))?;
        let next = scan.word(scan.blanks(next), "年").unwrap_or(next);
        let next = scan.word(scan.blanks(next), ")")?;
        return Some(((first, Some(other)), scan.word(scan.blanks(next), "年")?));
    }
    let next = scan.word(next, "年")?;
    if let Some(inner) = scan.word(scan.blanks(next), "(")
        && let Some((other, after)) = bare_year(scan, scan.blanks(inner))
        && let Some(after) = scan.word(scan.blanks(after), "年")
        && let Some(after) = scan.word(scan.blanks(after), ")")
    {
        return Some(((first, Some(other)), after));
    }
    Some(((first, None), next))
}

/// `2021`, `令和 3`, `令和元`.
fn bare_year(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    for sign in era::signs() {
        let Some(next) = scan.word(at, sign) else { continue };
        let next = scan.blanks(next);
        let (number, next) = match scan.word(next, "元") {
            Some(next) => (1, next),
            None => scan.number(next, 3)?,
        };
        return Some((era::western(sign, number)?, next));
    }
    let (year, next) = scan.number(at, 4)?;
    (next == at + 4).then(|| (year.cast_signed(), next))
}

/// `2021-05-30`, `2021/5/30`, `2021.5.30`, `R3.5.30`, `5/30`.
fn figures(scan: &Scan, at: usize) -> Option<(Written, usize)> {
    let mut written = Written {
        year: None,
        other_year: None,
        month: None,
        day: 0,
        weekday: None,
        holiday: None,
        unsure: false,
    };
    let (month_at, mark) = match bare_year(scan, at) {
        Some((year, next)) => {
            written.year = Some(year);
            written.unsure = !scan.get(at).is_some_and(|c| c.is_ascii_digit());
            let mark = scan.get(next).filter(|c| matches!(c, '-' | '/' | '.'))?;
            (next + 1, mark)
        }
        None => {
            written.unsure = true;
            (at, '/')
        }
    };
    let (month, next) = scan.number(month_at, 2)?;
    if scan.get(next)? != mark {
        return None;
    }
    let (day, next) = scan.number(next + 1, 2)?;
    let timed = scan.get(next) == Some('T') && scan.number(next + 1, 2).is_some();
    if !(scan.ends(next) || timed) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    written.month = Some(month);
    written.day = day;
    Some((written, next))
}

/// A weekday and the mark of a holiday.
type OfTheWeek = (Option<Weekday>, Option<Mark>);

/// `(日)`, `（月・祝）`, `(Sun)`, `日曜日`, and the place after it: `next` itself where none stands.
fn weekday(scan: &Scan, next: usize) -> (OfTheWeek, usize) {
    bracketed(scan, next).unwrap_or_else(|| {
        let at = scan.blanks(next);
        let named = WEEKDAYS.iter().find_map(|(ja, _, weekday)| {
            let after = scan.word(scan.word(at, ja)?, "曜")?;
            Some(((Some(*weekday), None), scan.word(after, "日").unwrap_or(after)))
        });
        named.unwrap_or(((None, None), next))
    })
}

fn bracketed(scan: &Scan, next: usize) -> Option<(OfTheWeek, usize)> {
    let inner = scan.blanks(scan.word(scan.blanks(next), "(")?);
    let close = (inner..inner + 12).find(|at| scan.get(*at) == Some(')'))?;
    let said: String = (inner..close).filter_map(|at| scan.get(at)).collect();
    Some((of_the_week(said.trim())?, close + 1))
}

/// What stands in the brackets: a weekday, the mark of a holiday, or both.
fn of_the_week(said: &str) -> Option<OfTheWeek> {
    let said = said.to_ascii_lowercase();
    if let Some(mark) = Mark::read(&said) {
        return Some((None, Some(mark)));
    }
    WEEKDAYS.iter().find_map(|(ja, en, weekday)| {
        let rest = said.strip_prefix(ja).or_else(|| said.strip_prefix(en))?;
        let rest = rest.trim_start_matches(['曜', '日']).trim_start();
        let rest = rest.trim_start_matches(BESIDE);
        let mark = Mark::read(rest);
        let whole = mark.is_some() || matches!(rest, "" | "day" | "sday" | "nesday" | "rsday" | "urday");
        whole.then_some((Some(*weekday), mark))
    })
}
