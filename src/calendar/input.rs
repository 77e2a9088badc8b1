//! Moments, ranges and months as operators type them: `2021-05-30 22:30`, `2021-05-30(日) 25:00`, `2021-04`.
//!
//! Nothing is guessed: what is typed is read exactly or refused with the reason. Hours from 24 to 47 belong to the next
//! day (the usual Japanese notation of night work, 25時); a weekday may stand after the date and is checked against it.

use super::holiday::without_mark;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// Why a date, a time or a range could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InputFault {
    /// Not in the notation asked for.
    Notation,
    /// Full-width digits, colon or hyphen; the half-width writing of the same.
    FullWidth(String),
    /// A zone (`Z`, `+09:00`) where the publisher's zone holds.
    Zone,
    /// AM/PM or 午前/午後, where the 24-hour clock is asked for.
    HalfDay,
    /// Only a date, where the time of day is needed as well.
    TimeMissing,
    /// Only a time, where the date is needed as well.
    DateMissing,
    /// A year outside 1900–2199: surely a slip.
    Year(i32),
    /// There is no such month.
    Month(u32),
    /// The month has fewer days.
    Day {
        /// The year.
        year: i32,
        /// The month, 1–12.
        month: u32,
        /// The day typed.
        day: u32,
        /// The last day the month has.
        last: u32,
    },
    /// There is no such time of day (hours go to 47, minutes to 59).
    Time {
        /// The hour typed.
        hour: u32,
        /// The minute typed.
        minute: u32,
    },
    /// The weekday typed is not the date's.
    Weekday {
        /// The date.
        date: NaiveDate,
        /// The weekday typed.
        typed: Weekday,
    },
}

/// The days of the week as they stand in brackets, from Monday.
pub(crate) const WEEKDAYS: [(&str, &str, Weekday); 7] = [
    ("月", "mon", Weekday::Mon),
    ("火", "tue", Weekday::Tue),
    ("水", "wed", Weekday::Wed),
    ("木", "thu", Weekday::Thu),
    ("金", "fri", Weekday::Fri),
    ("土", "sat", Weekday::Sat),
    ("日", "sun", Weekday::Sun),
];

/// The weekday in Japanese, one character.
pub(crate) fn weekday_ja(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize].0
}

/// How many days a month has.
pub(crate) fn last_day(year: i32, month: u32) -> Option<u32> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some(u32::from(first.num_days_in_month()))
}

/// A moment: date, optional weekday, time of day.
pub(crate) fn moment(text: &str) -> Result<NaiveDateTime, InputFault> {
    let text = half_width(text)?;
    let (date, rest) = leading_date(text)?;
    let time = rest.strip_prefix('T').unwrap_or(rest).trim_start();
    if time.is_empty() {
        return Err(InputFault::TimeMissing);
    }
    on(date, time)
}

/// A date with no time of day, with an optional weekday.
pub(crate) fn date(text: &str) -> Result<NaiveDate, InputFault> {
    let (date, rest) = leading_date(half_width(text)?)?;
    if rest.is_empty() {
        Ok(date)
    } else {
        Err(InputFault::Notation)
    }
}

/// A month, `2021-04`: its first day.
pub(crate) fn month(text: &str) -> Result<NaiveDate, InputFault> {
    let text = half_width(text)?;
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let [year, month] = parts[..] else {
        return Err(InputFault::Notation);
    };
    calendar_day(year, month, "1")
}

/// A start and an end: `2025-10-01 12:10 .. 2025-10-01 12:36`, `… .. 12:36` (the same day), `… ..` (still open).
pub(crate) fn range(text: &str) -> Result<(NaiveDateTime, Option<NaiveDateTime>), InputFault> {
    let (start, end) = text.split_once("..").ok_or(InputFault::Notation)?;
    let end = end.trim();
    let start_text = start.trim();
    let start = moment(start_text)?;
    if end.is_empty() {
        return Ok((start, None));
    }
    match moment(end) {
        Ok(end) => Ok((start, Some(end))),
        Err(InputFault::DateMissing) => {
            // The day typed, not the day meant by hours past 24: `23:50 .. 25:10` is one evening.
            let (day, _) = leading_date(start_text)?;
            Ok((start, Some(on(day, end)?)))
        }
        Err(fault) => Err(fault),
    }
}

/// The time of day `time` on `date`; hours from 24 belong to the next day.
fn on(date: NaiveDate, time: &str) -> Result<NaiveDateTime, InputFault> {
    let (hour, minute) = clock(time)?;
    if hour > 47 || minute > 59 {
        return Err(InputFault::Time { hour, minute });
    }
    let day = date
        .checked_add_days(Days::new(u64::from(hour / 24)))
        .ok_or(InputFault::Notation)?;
    let time = NaiveTime::from_hms_opt(hour % 24, minute, 0).ok_or(InputFault::Time { hour, minute })?;
    Ok(day.and_time(time))
}

/// Hour and minute as typed.
fn clock(text: &str) -> Result<(u32, u32), InputFault> {
    let lower = text.to_ascii_lowercase();
    if lower.contains("am") || lower.contains("pm") || lower.contains("午前") || lower.contains("午後") {
        return Err(InputFault::HalfDay);
    }
    let (hour, rest) = text.split_once(':').ok_or(InputFault::Notation)?;
    if rest.ends_with('Z') || rest.contains('+') {
        return Err(InputFault::Zone);
    }
    if rest.len() != 2 {
        return Err(InputFault::Notation);
    }
    Ok((digits(hour, 2)?, digits(rest, 2)?))
}

/// The date at the head of `text`, its weekday checked and taken off, and what follows.
fn leading_date(text: &str) -> Result<(NaiveDate, &str), InputFault> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '-' || c == '/'))
        .unwrap_or(text.len());
    let (typed, rest) = text.split_at(end);
    let parts: Vec<&str> = typed.split(['-', '/']).collect();
    let [year, month, day] = parts[..] else {
        let clock_only = clock(text).is_ok();
        return Err(if clock_only {
            InputFault::DateMissing
        } else {
            InputFault::Notation
        });
    };
    let date = calendar_day(year, month, day)?;
    let rest = rest.trim_start();
    let Some(inner) = rest.strip_prefix(['(', '（']) else {
        return Ok((date, rest));
    };
    let close = inner.find([')', '）']).ok_or(InputFault::Notation)?;
    let name = inner[..close].trim().to_lowercase();
    // The mark of a holiday is judged where the holidays of the workspace are known (`check/dates.rs`).
    let weekday = without_mark(&name);
    if !weekday.is_empty() || name.is_empty() {
        let named = WEEKDAYS
            .iter()
            .find(|(ja, en, _)| weekday == *ja || weekday == *en)
            .ok_or(InputFault::Notation)?;
        if date.weekday() != named.2 {
            return Err(InputFault::Weekday { date, typed: named.2 });
        }
    }
    let after = inner[close..].trim_start_matches([')', '）']);
    Ok((date, after.trim_start()))
}

/// The day of the calendar, or what about it does not exist.
fn calendar_day(year: &str, month: &str, day: &str) -> Result<NaiveDate, InputFault> {
    if year.len() != 4 {
        return Err(InputFault::Notation);
    }
    let year = digits(year, 4)?.cast_signed();
    let (month, day) = (digits(month, 2)?, digits(day, 2)?);
    if !(1900..2200).contains(&year) {
        return Err(InputFault::Year(year));
    }
    let last = last_day(year, month).ok_or(InputFault::Month(month))?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(InputFault::Day { year, month, day, last })
}

/// A number of one to `most` digits.
fn digits(text: &str, most: usize) -> Result<u32, InputFault> {
    if text.is_empty() || text.len() > most || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(InputFault::Notation);
    }
    text.parse().map_err(|_| InputFault::Notation)
}

/// `text` without outer white space, refused where digits or their marks are full-width.
fn half_width(text: &str) -> Result<&str, InputFault> {
    let wide = |c: char| matches!(c, '０'..='９' | '：' | '－' | '／');
    if !text.contains(wide) {
        return Ok(text.trim());
    }
    let folded = text
        .chars()
        .map(|c| match c {
            // The full-width forms stand at a fixed distance from ASCII (Unicode, block FF00–FFEF).
            c if wide(c) => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            c => c,
        })
        .collect();
    Err(InputFault::FullWidth(folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> String {
        match moment(text) {
            Ok(m) => m.format("%Y-%m-%d %H:%M").to_string(),
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn a_moment_is_read_in_each_notation_an_operator_types() {
        for text in [
            "2021-05-30 22:30",
            "2021/5/30 22:30",
            "2021-05-30T22:30",
            "2021-05-30(日) 22:30",
            "2021-05-30（日）22:30",
            " 2021-05-30 (Sun) 22:30 ",
        ] {
            assert_eq!(at(text), "2021-05-30 22:30", "{text}");
        }
    }

    #[test]
    fn the_mark_of_a_holiday_may_stand_beside_the_weekday() {
        for text in [
            "2026-07-20(月・祝) 22:30",
            "2026-07-20（月・祝）22:30",
            "2026-07-20(月･休) 22:30",
            "2026-07-20(月・振替休日) 22:30",
            "2026-07-20(祝) 22:30",
        ] {
            assert_eq!(at(text), "2026-07-20 22:30", "{text}");
        }
        assert_eq!(moment("2026-07-20(月・晴) 22:30"), Err(InputFault::Notation));
        assert_eq!(moment("2026-07-20() 22:30"), Err(InputFault::Notation));
    }

    #[test]
    fn hours_past_midnight_belong_to_the_next_day() {
        assert_eq!(at("2021-12-31 24:00"), "2022-01-01 00:00");
        assert_eq!(at("2021-05-30 25:00"), "2021-05-31 01:00");
        assert_eq!(at("2021-05-30 47:59"), "2021-05-31 23:59");
        assert_eq!(
            moment("2021-05-30 48:00"),
            Err(InputFault::Time { hour: 48, minute: 0 })
        );
    }

    #[test]
    fn what_the_calendar_lacks_is_named() {
        let last_of_february = |year, last| InputFault::Day {
            year,
            month: 2,
            day: 30,
            last,
        };
        assert_eq!(moment("2021-02-30 01:00"), Err(last_of_february(2021, 28)));
        assert_eq!(moment("2024-02-30 01:00"), Err(last_of_february(2024, 29)));
        assert_eq!(moment("2021-13-01 01:00"), Err(InputFault::Month(13)));
        assert_eq!(
            moment("2021-01-01 10:60"),
            Err(InputFault::Time { hour: 10, minute: 60 })
        );
        assert_eq!(moment("0021-01-01 10:00"), Err(InputFault::Year(21)));
    }

    #[test]
    fn a_wrong_weekday_is_a_slip_in_the_date_or_in_the_day() {
        let date = NaiveDate::from_ymd_opt(2021, 5, 30).unwrap();
        let fault = InputFault::Weekday {
            date,
            typed: Weekday::Mon,
        };
        assert_eq!(moment("2021-05-30(月) 22:30"), Err(fault));
    }

    #[test]
    fn other_notations_are_told_apart() {
        assert_eq!(moment("2021-05-30"), Err(InputFault::TimeMissing));
        assert_eq!(moment("22:30"), Err(InputFault::DateMissing));
        assert_eq!(moment("2021-05-30 PM10:30"), Err(InputFault::HalfDay));
        assert_eq!(moment("2021-05-30 22:30+09:00"), Err(InputFault::Zone));
        assert_eq!(moment("明日"), Err(InputFault::Notation));
        assert_eq!(
            moment("２０２１-05-30　22：30"),
            Err(InputFault::FullWidth("2021-05-30 22:30".into()))
        );
    }

    #[test]
    fn a_range_may_name_the_day_once_or_stay_open() {
        let read = |text| range(text).map(|(a, b)| (a.to_string(), b.map(|b| b.to_string())));
        let one_day = Ok(("2025-10-01 12:10:00".into(), Some("2025-10-01 12:36:00".into())));
        assert_eq!(read("2025-10-01 12:10 .. 2025-10-01 12:36"), one_day);
        assert_eq!(read("2025-10-01 12:10 .. 12:36"), one_day);
        assert_eq!(read("2025-10-01 12:10 .."), Ok(("2025-10-01 12:10:00".into(), None)));
        assert_eq!(
            read("2025-10-01 24:10 .. 25:36"),
            Ok(("2025-10-02 00:10:00".into(), Some("2025-10-02 01:36:00".into())))
        );
        assert_eq!(read("2025-10-01 12:10"), Err(InputFault::Notation));
    }

    #[test]
    fn a_month_stands_without_its_day() {
        assert_eq!(month("2021-04"), Ok(NaiveDate::from_ymd_opt(2021, 4, 1).unwrap()));
        assert_eq!(month("2021-04-01"), Err(InputFault::Notation));
        assert_eq!(date("2021-04-01(木)"), Ok(NaiveDate::from_ymd_opt(2021, 4, 1).unwrap()));
    }
}
