//! Stories of the notation.

use super::*;
use chrono::NaiveDateTime;

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
        range: RangeMark::Tilde,
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
        range: RangeMark::Wave,
        year: Year::Never,
        ..Notation::default()
    };
    let (start, end) = (at("2025-10-03 20:23"), at("2025-10-03 23:03"));
    assert_eq!(
        house.full_range(start, end),
        (
            "10月 3日(金)20時23分".to_string(),
            Some("10月 3日(金)23時 3分".to_string())
        )
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
    assert_eq!(same.as_deref(), Some("11月2日(日)21:10"));
    let (_, other) = house.full_range(at("2025-12-31 23:00"), at("2026-01-01 01:00"));
    assert_eq!(other.as_deref(), Some("2026年1月1日(木)1:00"));
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
fn a_bank_writes_the_halves_of_the_day_in_words() {
    let house = Notation {
        clock: Clock::Kanji12,
        zero_minute: ZeroMinute::Never,
        range: RangeMark::Words,
        ..Notation::default()
    };
    let (start, end) = (at("2026-05-30 22:00"), at("2026-05-31 03:30"));
    assert_eq!(
        house.range(start, end, Marks::Both),
        "2026年5月30日(土)午後10時から翌午前3時30分まで"
    );
    assert_eq!(house.clock(start, end, Marks::None), "22時から翌3時30分まで");
    // Noon is 午後0時, midnight 午前0時: 午前12時 is the noon of one and the midnight of another.
    let (start, end) = (at("2026-05-30 00:00"), at("2026-05-30 12:00"));
    assert_eq!(house.clock(start, end, Marks::Both), "午前0時から午後0時まで");
    let (start, end) = (at("2026-05-30 00:05"), at("2026-05-30 11:00"));
    assert_eq!(house.clock(start, end, Marks::Once), "午前0時05分から11時まで");
}

#[test]
fn blanks_stand_where_the_house_wants_them() {
    let house = Notation {
        ampm_gap: Gap::Space,
        range: RangeMark::Wave,
        range_gap: Gap::Space,
        month_pad: Pad::Zero,
        day_pad: Pad::Zero,
        ..ampm()
    };
    let (start, end) = (at("2026-05-03 22:30"), at("2026-05-04 03:00"));
    assert_eq!(
        house.range(start, end, Marks::Both),
        "2026年05月03日(日)PM 10:30 〜 翌AM 3:00"
    );
    assert_eq!(house.month(start.date()), "2026年05月");
    // The words of a range stand close, whatever stands round its sign.
    let words = Notation {
        range: RangeMark::Words,
        ..house
    };
    assert_eq!(words.clock(start, end, Marks::Both), "PM 10:30から翌AM 3:00まで");
}

#[test]
fn the_next_day_may_be_written_as_a_date_and_the_weekday_left_out() {
    let house = Notation {
        next_day: NextDay::Date,
        weekday: WeekdayShown::Never,
        range: RangeMark::Dash,
        ..Notation::default()
    };
    let (start, end) = (at("2026-05-30 22:30"), at("2026-05-31 03:00"));
    assert_eq!(house.range(start, end, Marks::Both), "2026年5月30日22:30–5月31日3:00");
    let (start, end) = (at("2026-12-31 22:30"), at("2027-01-01 03:00"));
    assert_eq!(house.clock(start, end, Marks::Both), "22:30–2027年1月1日3:00");
}

#[test]
fn holidays_are_marked_beside_the_weekday_where_the_house_wants_it() {
    let house = Notation {
        holidays: HolidayMarks::Mark,
        ..Notation::default()
    };
    let day = |house: &Notation, text: &str| house.day(at(&format!("{text} 00:00")).date());
    assert_eq!(day(&house, "2026-07-20"), "7月20日(月・祝)");
    assert_eq!(day(&house, "2026-07-21"), "7月21日(火)");
    // 国民の休日, between 敬老の日 and 秋分の日; 振替休日 of 3 May.
    assert_eq!(day(&house, "2026-09-22"), "9月22日(火・休)");
    assert_eq!(day(&house, "2026-05-06"), "5月6日(水・休)");
    let substitute = |substitute| Notation {
        substitute,
        ..house.clone()
    };
    assert_eq!(
        day(&substitute(SubstituteMark::Substitute), "2026-05-06"),
        "5月6日(水・振休)"
    );
    assert_eq!(day(&substitute(SubstituteMark::Named), "2026-05-06"), "5月6日(水・祝)");
    assert_eq!(
        day(&substitute(SubstituteMark::Substitute), "2026-09-22"),
        "9月22日(火・休)"
    );
    let without_weekday = Notation {
        weekday: WeekdayShown::Never,
        brackets: Brackets::Full,
        ..house.clone()
    };
    assert_eq!(day(&without_weekday, "2026-07-20"), "7月20日（祝）");
    assert_eq!(day(&without_weekday, "2026-07-21"), "7月21日");
    // Of a year that is not published nothing is marked.
    assert_eq!(day(&house, "2028-01-01"), "1月1日(土)");
}

#[test]
fn an_end_that_says_まで_itself_is_not_told_it_twice() {
    let house = Notation {
        range: RangeMark::Words,
        ..Notation::default()
    };
    let start = When::from(at("2026-05-30 22:30"));
    let end = |hedge| When {
        hedge,
        ..When::from(at("2026-05-31 03:00"))
    };
    let clock = |hedge| house.clock(start, end(hedge), Marks::Both);
    assert_eq!(clock(Hedge::About), "22:30から翌3:00頃まで");
    assert_eq!(clock(Hedge::By), "22:30から翌3:00まで");
    assert_eq!(clock(Hedge::Until), "22:30から翌3:00まで");
    assert_eq!(clock(Hedge::Onward), "22:30から翌3:00以降");
}
