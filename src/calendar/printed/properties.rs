//! Whatever a house's notation prints is read back whole.

use super::{Found, Point, Printed, read};
use crate::calendar::Notation;
use crate::calendar::holiday::Holidays;
use crate::calendar::style::{
    Brackets, Clock, Era, Gap, HolidayMarks, Marks, Markup, NextDay, Pad, RangeMark, SubstituteMark, WeekdayShown,
    Year, ZeroMinute,
};
use crate::calendar::wave::waves;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use proptest::prelude::*;

/// A house of any settings.
fn notation() -> impl Strategy<Value = Notation> {
    let pads = || prop::sample::select(vec![Pad::None, Pad::Space, Pad::Zero]);
    let gaps = || prop::sample::select(vec![Gap::None, Gap::Space]);
    let clock = (
        prop::sample::select(vec![Clock::H24, Clock::AmPm, Clock::Kanji, Clock::Kanji12]),
        prop::sample::select(vec![ZeroMinute::Always, ZeroMinute::Never]),
        gaps(),
        (pads(), pads()),
    );
    let date = (
        prop::sample::select(vec![Era::Western, Era::Wareki]),
        prop::option::of(0..60_000u64),
        prop::sample::select(vec![Year::Always, Year::First, Year::Never]),
        (pads(), pads()),
        prop::sample::select(vec![WeekdayShown::Always, WeekdayShown::Never]),
        prop::option::of(prop::sample::select(vec![
            SubstituteMark::Rest,
            SubstituteMark::Substitute,
            SubstituteMark::Named,
        ])),
        prop::sample::select(vec![Brackets::Half, Brackets::Full]),
    );
    let range = (
        prop::sample::select(vec![
            RangeMark::Tilde,
            RangeMark::Wave,
            RangeMark::FullTilde,
            RangeMark::Dash,
            RangeMark::Words,
        ]),
        gaps(),
        prop::sample::select(vec![NextDay::Word, NextDay::Date]),
    );
    (clock, date, range).prop_map(|(clock, date, range)| {
        let (clock, zero_minute, ampm_gap, (hour_pad, minute_pad)) = clock;
        let (era, issued, year, (month_pad, day_pad), weekday, marks, brackets) = date;
        let (range, range_gap, next_day) = range;
        Notation {
            all_day: true,
            era,
            clock,
            zero_minute,
            ampm_gap,
            month_pad,
            day_pad,
            hour_pad,
            minute_pad,
            range,
            range_gap,
            next_day,
            year,
            weekday,
            holidays: if marks.is_some() {
                HolidayMarks::Mark
            } else {
                HolidayMarks::None
            },
            substitute: marks.unwrap_or(SubstituteMark::Rest),
            calendar: Holidays::default(),
            brackets,
            issued: issued.map(day),
            markup: Markup::Text,
        }
    })
}

/// A day from 1900 on.
fn day(number: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day of the test");
    first.checked_add_days(Days::new(number)).expect("a day of the test")
}

prop_compose! {
    /// A start, and an end within a quarter of a year.
    fn stretch()(
        number in 0..60_000u64,
        minute in 0..1440i64,
        length in prop_oneof![1..1440i64, 1440..2880i64, 2880..130_000i64],
    ) -> (NaiveDateTime, NaiveDateTime) {
        let start = day(number).and_time(NaiveTime::MIN) + TimeDelta::minutes(minute);
        (start, start + TimeDelta::minutes(length))
    }
}

/// Words that may stand on either side of what is printed.
fn around() -> impl Strategy<Value = (&'static str, &'static str)> {
    let before = vec![
        "",
        "・",
        "[",
        "下記日時(",
        "第1報 ",
        "TEL 0120-220-766 ",
        "作業は",
        "1. ",
    ];
    let after = vec!["", "]", ")", "に、", " 0120-220-766", "より作業を", "まで30分間", "。"];
    (prop::sample::select(before), prop::sample::select(after))
}

/// The only fact of `words`, which must take just what was printed.
fn only(words: (&str, &str), printed: &str, year: i32) -> Printed {
    let text = format!("{}{printed}{}", words.0, words.1);
    let found: Vec<Found> = read(&text, year);
    assert_eq!(found.len(), 1, "{text:?}: {found:?}");
    // Padding before is no part of a time; a word like まで after may be.
    let told = text[found[0].span.clone()].trim_end_matches("まで");
    assert_eq!(told, printed.trim_start().trim_end_matches("まで"), "{text:?}");
    found[0].printed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn every_range_in_every_notation_is_read_back(
        house in notation(),
        (start, end) in stretch(),
        once in any::<bool>(),
        words in around(),
    ) {
        let marks = if once { Marks::Once } else { Marks::Both };
        let year = start.year();
        for printed in [
            house.range(start, end, marks),
            house.range(start, end, Marks::None),
            { let (a, b) = house.full_range(start, end); format!("{a} {} {}{}", house.range.between(), b.unwrap_or_default(), house.range.after()) },
        ] {
            match only(words, &printed, year) {
                Printed::Range { start: a, end: b } => {
                    prop_assert_eq!((a.at(), b.at()), (Some(start), Some(end)), "{}", printed);
                    prop_assert!(a.day().is_some_and(|day| day.agrees()));
                    prop_assert!(b.day().is_some_and(|day| day.agrees()));
                    prop_assert_eq!(a.day().is_some_and(|day| day.year_said), house.year != Year::Never);
                }
                other => prop_assert!(false, "{printed}: {other:?}"),
            }
        }
    }

    #[test]
    fn the_tilde_of_every_range_is_drawn_as_a_wave(house in notation(), (start, end) in stretch(), words in around()) {
        let house = Notation { range: RangeMark::Tilde, ..house };
        for marks in [Marks::Both, Marks::Once, Marks::None] {
            for printed in [house.range(start, end, marks), house.clock(start, end, marks)] {
                let text: Vec<char> = format!("{}{printed}{}", words.0, words.1).chars().collect();
                let tildes = text.iter().filter(|c| **c == '~').count();
                prop_assert_eq!(waves(&text).len(), tildes, "{}", printed);
            }
        }
    }

    #[test]
    fn a_clock_alone_is_read_back(house in notation(), (start, end) in stretch(), words in around()) {
        for marks in [Marks::Both, Marks::Once, Marks::None] {
            let printed = house.clock(start, end, marks);
            match only(words, &printed, end.year()) {
                Printed::Range { start: Point::Time(a), end: Point::Time(b) } => {
                    prop_assert_eq!((a.time, b.time), (start.time(), end.time()), "{}", printed);
                    prop_assert_eq!(i64::from(b.days), (end.date() - start.date()).num_days(), "{}", printed);
                }
                Printed::Range { start: Point::Time(a), end: b } => {
                    prop_assert_eq!((a.time, b.at()), (start.time(), Some(end)), "{}", printed);
                }
                other => prop_assert!(false, "{printed}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_point_is_read_back(house in notation(), (at, _) in stretch(), words in around()) {
        let year = at.year();
        match only(words, &house.moment(at), year) {
            Printed::Moment(moment) => prop_assert_eq!(moment.at(), at),
            other => prop_assert!(false, "{other:?}"),
        }
        for printed in [house.date(at.date()), house.letter_date(at.date())] {
            match only(words, &printed, year) {
                Printed::Date(day) => prop_assert_eq!(day.date, at.date(), "{}", printed),
                other => prop_assert!(false, "{printed}: {other:?}"),
            }
        }
        match only(words, &house.time(at.time()), year) {
            Printed::Time(time) => prop_assert_eq!((time.time, time.days), (at.time(), 0)),
            other => prop_assert!(false, "{other:?}"),
        }
        for (printed, auspicious) in [
            (house.month(at.date()), false),
            (house.month(at.date()) + "吉日", true),
        ] {
            match only(words, &printed, year) {
                Printed::Month(month) => {
                    prop_assert_eq!((month.first.year(), month.first.month()), (at.year(), at.month()));
                    prop_assert_eq!((month.auspicious, month.year_said), (auspicious, true));
                }
                other => prop_assert!(false, "{printed}: {other:?}"),
            }
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "[0-9年月日時分:/.~〜～(（)）翌AMPamp前午後T令和元から頃第# -]{0,40}") {
        let mut last = 0;
        for found in read(&text, 2025) {
            prop_assert!(found.span.start >= last && found.span.end > found.span.start);
            prop_assert!(text.get(found.span.clone()).is_some());
            last = found.span.end;
        }
    }
}
