//! Reads `--as-of`.

use crate::engine::Moment;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// Reads `2021-07-19`, `2021-07-19 01:30` or `2021-07-19T01:30:00`, each with or without an offset (`+09:00`, `Z`).
/// A day alone is its beginning. `None` where it is none of these, or a day that does not exist.
pub(super) fn parse(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (reading, offset) = split_offset(text)?;
    let reading = match reading.split_once([' ', 'T']) {
        None => date(reading)?.and_time(NaiveTime::MIN),
        Some((day, time)) => date(day)?.and_time(time_of_day(time.trim())?),
    };
    match offset {
        None => Some(Moment::Local(reading)),
        Some(minutes) => Some(Moment::Utc(NaiveDateTime::checked_sub_signed(
            reading,
            TimeDelta::minutes(minutes),
        )?)),
    }
}

/// A moment as [`parse`] reads it again; that of the machine's clock in the time of Japan.
pub(super) fn text(moment: &Moment) -> String {
    let offset = match moment {
        Moment::Local(_) => "",
        Moment::Utc(_) => " +09:00",
    };
    format!("{}{offset}", moment.in_zone(540).format("%Y-%m-%d %H:%M:%S"))
}

/// Whether `moment` lies before the one that [`text`] wrote as `other`; not, where that is none.
pub(super) fn is_before(moment: &Moment, other: &str) -> bool {
    parse(other).is_some_and(|other| moment.in_zone(540) < other.in_zone(540))
}

/// Parts an offset, in minutes, from what stands before it.
fn split_offset(text: &str) -> Option<(&str, Option<i64>)> {
    if let Some(reading) = text.strip_suffix(['Z', 'z']) {
        return Some((reading.trim_end(), Some(0)));
    }
    // The hyphens of the date are not the sign of an offset: that comes after a time of day.
    let Some(sign) = text.rfind(['+', '-']).filter(|at| text[..*at].contains(':')) else {
        return Some((text, None));
    };
    let (hours, minutes) = text[sign + 1..].split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let offset = i64::from(hours * 60 + minutes);
    let offset = if text[sign..].starts_with('-') { -offset } else { offset };
    Some((text[..sign].trim_end(), Some(offset)))
}

fn date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(number(year, 4)? as i32, number(month, 2)?, number(day, 2)?)
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = match parts.next() {
        None => 0,
        Some(second) => number(second, 2)?,
    };
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// Exactly `digits` ASCII digits, or one fewer where two are expected (`1:30`).
fn number(text: &str, digits: usize) -> Option<u32> {
    let right = text.len() == digits || digits == 2 && text.len() == 1;
    (right && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jst(text: &str) -> Option<String> {
        parse(text).map(|m| m.in_zone(540).format("%Y-%m-%d %H:%M:%S").to_string())
    }

    #[test]
    fn a_moment_may_be_written_in_several_ways() {
        for (text, expected) in [
            ("2021-07-19", "2021-07-19 00:00:00"),
            ("2021-07-19 01:30", "2021-07-19 01:30:00"),
            ("2021-07-19T01:30", "2021-07-19 01:30:00"),
            ("2021-07-19T01:30:15", "2021-07-19 01:30:15"),
            (" 2021-7-9 1:30 ", "2021-07-09 01:30:00"),
            ("2021-07-18T16:30Z", "2021-07-19 01:30:00"),
            ("2021-07-19 01:30 +09:00", "2021-07-19 01:30:00"),
            ("2021-07-18T11:30-05:00", "2021-07-19 01:30:00"),
            ("2024-02-29 23:59", "2024-02-29 23:59:00"),
        ] {
            assert_eq!(jst(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "now",
            "2021-02-30",
            "2021-07-19 24:00",
            "2021-07-19 1:60",
            "2021-07",
            "21-07-19",
            "2021/07/19",
            "2021-07-19T",
            "2021-07-19 01",
            "2021-07-19 01:30+9",
            "2021-07-19 01:30+15:00",
            "2021-07-19+09:00",
            "2021-07-19 01:30:00:00",
            "２０２１-07-19",
            "2021-07-19-01",
            "Z",
            "+09:00",
            ":+09:00",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn without_an_offset_it_is_each_publishers_own_time() {
        let moment = parse("2021-07-19 01:30").unwrap();
        assert_eq!(moment.in_zone(540), moment.in_zone(0));
        let moment = parse("2021-07-19 01:30Z").unwrap();
        assert_eq!(moment.in_zone(540) - moment.in_zone(0), TimeDelta::hours(9));
    }
}
