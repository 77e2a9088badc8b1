//! Moments, ranges and months as operators type them: `2021-05-30 22:30`, `2021-05-30(日) 25:00`, `2021-04`.
//!
//! Nothing is guessed: what is typed is read exactly or refused with the reason. Hours from 24 to 47 belong to the next
//! day (the usual Japanese notation of night work, 25時); a weekday may stand after the date and is checked against it.

use super::holiday::without_mark;
use super::when::{End, Grain, Hedge, Open, Part, Period, Unit, When, fiscal, third};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

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
    /// The end of times of day is not after their start.
    Backwards,
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

/// When something happened, to the minute or the second, or about then: `2021-05-30 22:30`, `… 22:30頃`.
pub(crate) fn event(text: &str) -> Result<When, InputFault> {
    let when = when(text, End::Start)?;
    match (when.has_clock(), when.hedge) {
        (true, Hedge::Onward | Hedge::Until) => Err(InputFault::Notation),
        (true, _) => Ok(when),
        // 12月13日早朝: what water works and railways know of an end.
        (false, _) if matches!(when.grain, Grain::Part(..)) => Ok(when),
        (false, _) => Err(InputFault::TimeMissing),
    }
}

/// A day, which is its beginning, or a moment, as it stands: `2021-05-30`, `2021-05-30 09:00`.
pub(crate) fn instant(text: &str) -> Result<When, InputFault> {
    let when = when(text, End::Start)?;
    let exact = when.hedge == Hedge::Exact && !when.planned;
    match when.grain {
        Grain::Minute | Grain::Second | Grain::Midnight | Grain::Day(_) if exact => Ok(when),
        _ => Err(InputFault::Notation),
    }
}

/// A time as far as it is known: `2021-05-30 22:30頃`, `2021-05-30 24:00`, `2021-05-30 未明`, `2021-05-30`, `2021-05下旬`,
/// `2021年度上期に1回`, `未定`; `end` says at which end of a stretch it stands.
pub(crate) fn when(text: &str, end: End) -> Result<When, InputFault> {
    let text = half_width(text)?;
    let never = |grain| When::coarse(grain, end).ok_or(InputFault::Notation);
    if let Some(open) = Open::from_word(text, end) {
        return never(Grain::Open(open));
    }
    let (text, planned) = planned(text);
    let (text, hedge) = Hedge::behind(text);
    let when = match period(text)? {
        Some(period) => never(Grain::Span(period))?,
        None => {
            let (date, rest) = leading_date(text)?;
            let rest = rest.strip_prefix('T').unwrap_or(rest).trim_start();
            match (rest, Part::from_word(rest)) {
                ("" | "終日", _) => never(Grain::Day(date))?,
                (_, Some(part)) => never(Grain::Part(date, part))?,
                ("正午", _) => on(date, "12:00", end)?,
                _ => on(date, rest, end)?,
            }
        }
    };
    Ok(When { hedge, planned, ..when })
}

/// Whether (予定) stands behind a time, and the time.
fn planned(text: &str) -> (&str, bool) {
    let found = ["(予定)", "（予定）", "予定"]
        .iter()
        .find_map(|word| text.strip_suffix(word));
    found.map_or((text, false), |text| (text.trim_end(), true))
}

/// `2021-04`, `2021-04下旬`, `2021年度`, `2021年度上期`, `2021年度第1四半期`, each with `に1回`.
fn period(text: &str) -> Result<Option<Period>, InputFault> {
    let (text, times) = match text.strip_suffix('回').and_then(|text| text.rsplit_once('に')) {
        Some((text, times)) => (text.trim_end(), u8::try_from(digits(times.trim(), 2)?).unwrap_or(0)),
        None => (text, 0),
    };
    if let Some((year, rest)) = text.split_once("年度") {
        let unit = match rest.trim() {
            "" => Unit::FiscalYear,
            "上期" | "上半期" => Unit::Half(0),
            "下期" | "下半期" => Unit::Half(1),
            "第1四半期" => Unit::Quarter(0),
            "第2四半期" => Unit::Quarter(1),
            "第3四半期" => Unit::Quarter(2),
            "第4四半期" => Unit::Quarter(3),
            _ => return Err(InputFault::Notation),
        };
        let year = digits(year, 4)?.cast_signed();
        if !(1900..2200).contains(&year) {
            return Err(InputFault::Year(year));
        }
        return Ok(fiscal(year, unit, times));
    }
    let thirds = [("上旬", 0), ("中旬", 1), ("下旬", 2)];
    let found = thirds
        .iter()
        .find_map(|(word, number)| Some((text.strip_suffix(word)?, *number)));
    if let Some((text, number)) = found {
        let first = third(month(text.trim_end())?, number).ok_or(InputFault::Notation)?;
        let unit = Unit::Third(number);
        return Ok(Some(Period { first, unit, times }));
    }
    let month_alone =
        text.matches(['-', '/']).count() == 1 && text.chars().all(|c| c.is_ascii_digit() || "-/".contains(c));
    match month_alone {
        true => Ok(Some(Period {
            first: month(text)?,
            unit: Unit::Month,
            times,
        })),
        false if times > 0 => Err(InputFault::Notation),
        false => Ok(None),
    }
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

/// A start and an end: `2025-10-01 12:10 .. 2025-10-01 12:36`, `… .. 12:36` (the same day), `… ..` (still open); one day or
/// month alone (`2025-10-01`) is both.
pub(crate) fn range(text: &str) -> Result<(When, Option<When>), InputFault> {
    let Some((start, end)) = text.split_once("..") else {
        let start = when(text, End::Start)?;
        return match start.finish() {
            Some(end) => Ok((start, Some(end))),
            None => Err(InputFault::Notation),
        };
    };
    let end = end.trim();
    let start_text = start.trim();
    let start = when(start_text, End::Start)?;
    if end.is_empty() {
        return Ok((start, None));
    }
    match when(end, End::Finish) {
        Ok(end) => Ok((start, Some(end))),
        Err(InputFault::DateMissing) => {
            // The day typed, not the day meant by hours past 24: `23:50 .. 25:10` is one evening.
            let (day, _) = leading_date(start_text)?;
            let (time, planned) = planned(end);
            let (time, hedge) = Hedge::behind(time);
            let end = on(day, time, End::Finish)?;
            Ok((start, Some(When { hedge, planned, ..end })))
        }
        Err(fault) => Err(fault),
    }
}

/// Times of day on `date`, `02:00 .. 05:00`, hours past midnight among them; the whole day where `text` is empty.
pub(crate) fn times(text: &str, date: NaiveDate) -> Result<(When, When), InputFault> {
    let day = |end| When::coarse(Grain::Day(date), end).ok_or(InputFault::Notation);
    let text = half_width(text)?;
    if matches!(text, "" | "終日") {
        return Ok((day(End::Start)?, day(End::Finish)?));
    }
    let (start, end) = text.split_once("..").ok_or(InputFault::Notation)?;
    let time = |text: &str, end| {
        let (text, planned) = planned(text.trim());
        let (text, hedge) = Hedge::behind(text);
        Ok(When {
            hedge,
            planned,
            ..on(date, text, end)?
        })
    };
    let (start, end) = (time(start, End::Start)?, time(end, End::Finish)?);
    match end.at > start.at {
        true => Ok((start, end)),
        false => Err(InputFault::Backwards),
    }
}

/// The time of day `time` on `date`; hours from 24 belong to the next day, and 24:00 is kept at an end.
fn on(date: NaiveDate, time: &str, end: End) -> Result<When, InputFault> {
    let (hour, minute, second) = clock(time)?;
    if hour > 47 || minute > 59 {
        return Err(InputFault::Time { hour, minute });
    }
    let day = date
        .checked_add_days(Days::new(u64::from(hour / 24)))
        .ok_or(InputFault::Notation)?;
    let time = NaiveTime::from_hms_opt(hour % 24, minute, second.unwrap_or(0));
    let at = day.and_time(time.ok_or(InputFault::Time { hour, minute })?);
    let grain = match (hour, minute, second, end) {
        (24, 0, None, End::Finish) => Grain::Midnight,
        (_, _, Some(_), _) => Grain::Second,
        _ => Grain::Minute,
    };
    Ok(When { grain, ..at.into() })
}

/// Hour, minute and second as typed.
fn clock(text: &str) -> Result<(u32, u32, Option<u32>), InputFault> {
    let lower = text.to_ascii_lowercase();
    if lower.contains("am") || lower.contains("pm") || lower.contains("午前") || lower.contains("午後") {
        return Err(InputFault::HalfDay);
    }
    let (hour, rest) = text.split_once(':').ok_or(InputFault::Notation)?;
    if rest.ends_with('Z') || rest.contains('+') {
        return Err(InputFault::Zone);
    }
    let (minute, second) = match rest.split_once(':') {
        Some((minute, second)) if second.len() == 2 => (minute, Some(digits(second, 2)?)),
        Some(_) => return Err(InputFault::Notation),
        None => (rest, None),
    };
    if minute.len() != 2 || second.is_some_and(|second| second > 59) {
        return Err(InputFault::Notation);
    }
    Ok((digits(hour, 2)?, digits(minute, 2)?, second))
}

/// The date at the head of `text`, its weekday checked and taken off, and what follows.
fn leading_date(text: &str) -> Result<(NaiveDate, &str), InputFault> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '-' || c == '/'))
        .unwrap_or(text.len());
    let (typed, rest) = text.split_at(end);
    let parts: Vec<&str> = typed.split(['-', '/']).collect();
    let [year, month, day] = parts[..] else {
        let clock_only = clock(Hedge::behind(planned(text).0).0).is_ok();
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
        match event(text) {
            Ok(m) => m.at.format("%Y-%m-%d %H:%M").to_string(),
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
        assert_eq!(event("2026-07-20(月・晴) 22:30"), Err(InputFault::Notation));
        assert_eq!(event("2026-07-20() 22:30"), Err(InputFault::Notation));
    }

    #[test]
    fn hours_past_midnight_belong_to_the_next_day() {
        assert_eq!(at("2021-12-31 24:00"), "2022-01-01 00:00");
        assert_eq!(at("2021-05-30 25:00"), "2021-05-31 01:00");
        assert_eq!(at("2021-05-30 47:59"), "2021-05-31 23:59");
        assert_eq!(event("2021-05-30 48:00"), Err(InputFault::Time { hour: 48, minute: 0 }));
    }

    #[test]
    fn what_the_calendar_lacks_is_named() {
        let last_of_february = |year, last| InputFault::Day {
            year,
            month: 2,
            day: 30,
            last,
        };
        assert_eq!(event("2021-02-30 01:00"), Err(last_of_february(2021, 28)));
        assert_eq!(event("2024-02-30 01:00"), Err(last_of_february(2024, 29)));
        assert_eq!(event("2021-13-01 01:00"), Err(InputFault::Month(13)));
        assert_eq!(
            event("2021-01-01 10:60"),
            Err(InputFault::Time { hour: 10, minute: 60 })
        );
        assert_eq!(event("0021-01-01 10:00"), Err(InputFault::Year(21)));
    }

    #[test]
    fn a_wrong_weekday_is_a_slip_in_the_date_or_in_the_day() {
        let date = NaiveDate::from_ymd_opt(2021, 5, 30).unwrap();
        let fault = InputFault::Weekday {
            date,
            typed: Weekday::Mon,
        };
        assert_eq!(event("2021-05-30(月) 22:30"), Err(fault));
    }

    #[test]
    fn other_notations_are_told_apart() {
        assert_eq!(event("2021-05-30"), Err(InputFault::TimeMissing));
        assert_eq!(event("22:30"), Err(InputFault::DateMissing));
        assert_eq!(event("2021-05-30 PM10:30"), Err(InputFault::HalfDay));
        assert_eq!(event("2021-05-30 22:30+09:00"), Err(InputFault::Zone));
        assert_eq!(event("明日"), Err(InputFault::Notation));
        assert_eq!(
            event("２０２１-05-30　22：30"),
            Err(InputFault::FullWidth("2021-05-30 22:30".into()))
        );
    }

    #[test]
    fn a_range_may_name_the_day_once_or_stay_open() {
        let read = |text| range(text).map(|(a, b)| (a.at.to_string(), b.map(|b| b.at.to_string())));
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

    /// A time as the house of the default notation writes it, at a start and at an end.
    fn both(text: &str) -> [String; 2] {
        [End::Start, End::Finish].map(|end| match when(text, end) {
            Ok(when) => format!(
                "{} {}",
                when.at.format("%m-%d %H:%M"),
                crate::calendar::Notation::default().moment(when)
            ),
            Err(fault) => format!("{fault:?}"),
        })
    }

    #[test]
    fn a_time_is_printed_as_it_is_known_and_reckoned_by_its_end() {
        for (text, start, end) in [
            (
                "2026-12-13 23:30頃",
                "12-13 23:30 2026年12月13日(日)23:30頃",
                "12-13 23:30 2026年12月13日(日)23:30頃",
            ),
            (
                "2026-12-13 18:00 以降",
                "12-13 18:00 2026年12月13日(日)18:00以降",
                "12-13 18:00 2026年12月13日(日)18:00以降",
            ),
            (
                "2026-12-13 23:30:05",
                "12-13 23:30 2026年12月13日(日)23:30:05",
                "12-13 23:30 2026年12月13日(日)23:30:05",
            ),
            (
                "2026-12-13 24:00",
                "12-14 00:00 2026年12月14日(月)0:00",
                "12-14 00:00 2026年12月13日(日)24:00",
            ),
            (
                "2026-12-13(日)",
                "12-13 00:00 2026年12月13日(日)",
                "12-14 00:00 2026年12月13日(日)",
            ),
            (
                "2026-12-13 終日",
                "12-13 00:00 2026年12月13日(日)",
                "12-14 00:00 2026年12月13日(日)",
            ),
            (
                "2026-12-13 未明",
                "12-13 00:00 2026年12月13日(日)未明",
                "12-13 03:00 2026年12月13日(日)未明",
            ),
            (
                "2026-12-13 正午",
                "12-13 12:00 2026年12月13日(日)12:00",
                "12-13 12:00 2026年12月13日(日)12:00",
            ),
            ("2026-12", "12-01 00:00 2026年12月", "01-01 00:00 2026年12月"),
            (
                "2026-12下旬",
                "12-21 00:00 2026年12月下旬",
                "01-01 00:00 2026年12月下旬",
            ),
            (
                "2026-02上旬頃",
                "02-01 00:00 2026年2月上旬頃",
                "02-11 00:00 2026年2月上旬頃",
            ),
            ("2027年度", "04-01 00:00 2027年度", "04-01 00:00 2027年度"),
            (
                "2027年度上期に1回",
                "04-01 00:00 2027年度上期に1回",
                "10-01 00:00 2027年度上期に1回",
            ),
            (
                "2027年度第4四半期",
                "01-01 00:00 2027年度第4四半期",
                "04-01 00:00 2027年度第4四半期",
            ),
            ("未定", "12-31 00:00 未定", "12-31 00:00 未定"),
            ("別途ご案内", "Notation", "12-31 00:00 (終了は別途ご案内)"),
            (
                "2026-12-13 16:00(予定)",
                "12-13 16:00 2026年12月13日(日)16:00(予定)",
                "12-13 16:00 2026年12月13日(日)16:00(予定)",
            ),
            (
                "2026-12-13 17:00頃予定",
                "12-13 17:00 2026年12月13日(日)17:00頃(予定)",
                "12-13 17:00 2026年12月13日(日)17:00頃(予定)",
            ),
            (
                "2026-12-13 11:35までに",
                "12-13 11:35 2026年12月13日(日)11:35まで",
                "12-13 11:35 2026年12月13日(日)11:35まで",
            ),
            ("当面の間", "Notation", "12-31 00:00 当面の間"),
            ("2027年度冬", "Notation", "Notation"),
            ("2026-12-13 夜更け", "Notation", "Notation"),
            ("2026-12-13 23:30:75", "Notation", "Notation"),
        ] {
            assert_eq!(both(text), [start, end], "{text}");
        }
    }

    #[test]
    fn a_stretch_is_printed_as_its_ends_are_known() {
        let house = crate::calendar::Notation::default();
        let shown = |text: &str| {
            let (start, end) = range(text).expect("a range");
            let end = end.expect("an end");
            let marks = crate::calendar::style::Marks::Both;
            (house.range(start, end, marks), house.clock(start, end, marks))
        };
        for (text, whole, clock) in [
            (
                "2026-12-13 22:00 .. 24:00",
                "2026年12月13日(日)22:00～24:00",
                "22:00～24:00",
            ),
            (
                "2026-12-13 22:00頃 .. 25:00頃",
                "2026年12月13日(日)22:00頃～翌1:00頃",
                "22:00頃～翌1:00頃",
            ),
            ("2026-12-13", "2026年12月13日(日)終日", "終日"),
            (
                "2026-12-29 .. 2027-01-03",
                "2026年12月29日(火)～2027年1月3日(日)",
                "終日(2027年1月3日(日)まで)",
            ),
            ("2026-12 .. 2027-03", "2026年12月～2027年3月", "2027年3月まで"),
            ("2026-04 .. 2026-06", "2026年4月～6月", "2026年6月まで"),
            ("2026-12", "2026年12月", ""),
            ("2027年度上期に1回", "2027年度上期に1回", ""),
            (
                "2026-12-13 22:00 .. 別途案内",
                "2026年12月13日(日)22:00～(終了は別途ご案内)",
                "22:00～(終了は別途ご案内)",
            ),
            (
                "2026-12-13 22:00 .. 2026-12-14 早朝",
                "2026年12月13日(日)22:00～12月14日(月)早朝",
                "22:00～12月14日(月)早朝",
            ),
            (
                "2026-12-13 深夜 .. 2026-12-14 未明",
                "2026年12月13日(日)深夜～12月14日(月)未明",
                "深夜～12月14日(月)未明",
            ),
            ("未定", "未定", ""),
        ] {
            assert_eq!(shown(text), (whole.to_string(), clock.to_string()), "{text}");
        }
    }

    #[test]
    fn what_happened_has_its_time_of_day() {
        assert_eq!(event("2026-12-13"), Err(InputFault::TimeMissing));
        assert_eq!(event("2026-12"), Err(InputFault::TimeMissing));
        assert_eq!(event("2026-12-13 18:00以降"), Err(InputFault::Notation));
    }
}
