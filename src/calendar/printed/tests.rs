//! What people type is read where it means one thing.

use super::{Point, Printed, Time, read};
use chrono::NaiveDate;

/// The facts of `text`, one line each, as these stories write them.
fn told(text: &str) -> Vec<String> {
    read(text, 2025).iter().map(|found| shown(&found.printed)).collect()
}

fn shown(printed: &Printed) -> String {
    match printed {
        Printed::Month(month) => format!(
            "{}{}",
            month.first.format("%Y-%m"),
            if month.auspicious { " 吉日" } else { "" }
        ),
        Printed::Date(day) => point(&Point::Date(*day)),
        Printed::Time(time) => point(&Point::Time(*time)),
        Printed::Moment(moment) => point(&Point::Moment(*moment)),
        Printed::Range { start, end } => format!("{} .. {}", point(start), point(end)),
        Printed::Impossible => "impossible".to_string(),
    }
}

fn point(point: &Point) -> String {
    match point {
        Point::Date(day) => {
            let wrong = if day.agrees() { "" } else { " (disagrees)" };
            format!("{}{wrong}", day.date)
        }
        Point::Time(Time {
            time,
            days,
            about,
            disputed,
        }) => format!(
            "{}{}{}{}",
            "翌".repeat(*days as usize),
            time.format("%H:%M"),
            if *about { " about" } else { "" },
            if *disputed { " disputed" } else { "" }
        ),
        Point::Moment(moment) => {
            let wrong = if moment.day.agrees() { "" } else { " (disagrees)" };
            let about = if moment.time.about { " about" } else { "" };
            format!("{}{wrong}{about}", moment.at().format("%Y-%m-%d %H:%M"))
        }
    }
}

fn stories(stories: &[(&str, &[&str])]) {
    for (text, facts) in stories {
        assert_eq!(told(text), *facts, "{text}");
    }
}

#[test]
fn the_three_documents_that_the_product_was_made_from_are_read() {
    stories(&[
        (
            "・10月 1日(水)12時10分 〜 10月 1日(水)12時36分",
            &["2025-10-01 12:10 .. 2025-10-01 12:36"],
        ),
        (
            "10月31日(金)21時45分 〜 11月 2日(日)21時10分",
            &["2025-10-31 21:45 .. 2025-11-02 21:10"],
        ),
        (
            "10月12日(日) 2時00分 〜 2025年10月12日",
            &["2025-10-12 02:00 .. 2025-10-12"],
        ),
        ("◆10月障害", &["2025-10"]),
        ("2021年4月吉日", &["2021-04 吉日"]),
        ("平成 29 年 4 月 吉日", &["2017-04 吉日"]),
        (
            "2021年5月30日(日)PM10:30~翌AM3:00",
            &["2021-05-30 22:30 .. 2021-05-31 03:00"],
        ),
        (
            "[平成29年5月29日(月)AM3:00~4:40]",
            &["2017-05-29 03:00 .. 2017-05-29 04:40"],
        ),
        ("3:00 ~ 4:40", &["03:00 .. 04:40"]),
        ("1:30 ～ 4:30", &["01:30 .. 04:30"]),
        ("365 日 24 時間", &[]),
        ("0120-220-766", &[]),
        ("予定日時の時間帯の中で約30分間のサービス停止が発生", &[]),
        ("2~4回の通信瞬断", &[]),
        ("#3の作業開始・終了時", &[]),
    ]);
}

#[test]
fn a_date_is_read_in_every_writing() {
    for text in [
        "2021年5月30日(日)",
        "２０２１年５月３０日（日）",
        "2021年 5月30日 (日)",
        "2021年5月30日日曜日",
        "2021年5月30日(日・祝)",
        "令和3年5月30日(日曜日)",
        "令和 3 年 5 月 30 日",
        "令和3(2021)年5月30日",
        "2021年(令和3年)5月30日",
        "㋿3年5月30日",
        "2021-05-30",
        "2021/5/30(日)",
        "2021.5.30",
        "R3.5.30(Sun)",
        "2021年5月30日付け",
    ] {
        assert_eq!(told(text), ["2021-05-30"], "{text}");
    }
    stories(&[
        ("令和元年5月1日(水)", &["2019-05-01"]),
        ("平成31年6月3日", &["2019-06-03"]),
        ("5/30(金)", &["2025-05-30"]),
        ("5/30 22:30", &["2025-05-30 22:30"]),
        ("5月 3日", &["2025-05-03"]),
    ]);
}

#[test]
fn a_time_of_day_is_read_in_every_writing() {
    for text in [
        "22:30",
        "２２：３０",
        "PM10:30",
        "PM 10:30",
        "10:30 pm",
        "午後10時30分",
        "午後 10 時半",
        "22時30分",
        "22時30分00",
        "日時：22:30",
        "(22:30)",
        "22:30:15",
        "22:30現在",
    ] {
        assert_eq!(told(text).first().map(String::as_str), Some("22:30"), "{text}");
    }
    stories(&[
        ("3時", &["03:00"]),
        ("午前0時", &["00:00"]),
        ("正午", &["12:00"]),
        ("24:00まで", &["翌00:00"]),
        ("25時", &["翌01:00"]),
        ("翌AM3:00", &["翌03:00"]),
        ("23時 3分", &["23:03"]),
        ("3時ごろ", &["03:00 about"]),
        ("22:30頃", &["22:30 about"]),
        ("PM12:30", &["12:30 disputed"]),
        ("午前12時", &["00:00 disputed"]),
        ("PM13:30", &["13:30 disputed"]),
    ]);
}

#[test]
fn a_range_is_read_in_every_writing() {
    let night = "2025-05-30 22:30 .. 2025-05-31 03:00";
    for text in [
        "5月30日(金)22:30～翌3:00",
        "5月30日(金) 22:30 〜 翌 3:00",
        "5月30日(金)の22時30分から翌日3時まで",
        "5月30日(金)午後10時30分より翌朝の午前3時まで",
        "5月30日(金)22:30-5月31日(土)3:00",
        "5月30日(金)22:30～31日(土)3:00",
        "5月30日(金)22:30～27:00",
        "5/30(金)22:30～5/31(土)3:00",
        "2025-05-30T22:30～2025-05-31T03:00",
        "5月30日(金)PM10:30→翌AM3:00",
    ] {
        assert_eq!(told(text), [night], "{text}");
    }
    stories(&[
        ("5月30日(金)～6月1日(日)", &["2025-05-30 .. 2025-06-01"]),
        ("5月30日から31日まで", &["2025-05-30 .. 2025-05-31"]),
        ("5月30日～2日", &["2025-05-30 .. 2025-06-02"]),
        ("22:30-23:00", &["22:30 .. 23:00"]),
        ("AM11:00-AM11:30", &["11:00 .. 11:30"]),
        ("PM10:30～11:30", &["22:30 .. 23:30"]),
        ("PM10:30～23:30", &["22:30 .. 23:30"]),
        ("AM11:00～PM1:00", &["11:00 .. 13:00"]),
        ("PM10:30～翌3:00", &["22:30 .. 翌03:00"]),
        ("22時頃～23時頃", &["22:00 about .. 23:00 about"]),
        (
            "12月30日(火)22:00～1月4日(日)5:00",
            &["2025-12-30 22:00 .. 2026-01-04 05:00"],
        ),
        ("5月30日(金)22:00～24:00", &["2025-05-30 22:00 .. 2025-05-31 00:00"]),
        ("5月30日 22:30、6月1日 3:00", &["2025-05-30 22:30", "2025-06-01 03:00"]),
    ]);
}

#[test]
fn slips_are_told_as_they_stand() {
    stories(&[
        ("5月30日(月)", &["2025-05-30 (disagrees)"]),
        ("平成26(2015)年4月1日", &["2014-04-01 (disagrees)"]),
        ("2月30日", &["impossible"]),
        ("令和3年13月1日", &["impossible"]),
        ("2021年2月29日(月)10:00", &["impossible"]),
        // Without 翌 the end is before the start: nothing is guessed.
        ("5月30日22:30～3:00", &["2025-05-30 22:30 .. 2025-05-30 03:00"]),
        ("5月30日～5月29日", &["2025-05-30 .. 2025-05-29"]),
    ]);
}

#[test]
fn what_only_looks_like_a_date_or_a_time_is_none() {
    for text in [
        "0120-220-766",
        "03-1234-5678",
        "03(1234)5678",
        "2021-0530",
        "第1報",
        "第2021-05-30号",
        "発第2021-05-30-3号",
        "M-2021-04-01",
        "#3:00",
        "3/4",
        "1/2(本紙を含む)",
        "24/365",
        "1/2/3",
        "30分間",
        "30分",
        "1時間30分",
        "24 時間",
        "8時間",
        "3日間",
        "30日以内",
        "3か月",
        "2021年",
        "2021年度",
        "16:9",
        "1:1.5",
        "50:99",
        "192.168.10.30",
        "2001:10:20::1",
        "00:1A:2B",
        "v2.10.30",
        "R2.1.3",
        "H2.0.1",
        "12:30%",
        "+09:00",
        "1,234円",
        "https://example.jp/2021/05/30/x",
        "5*3*2",
        "一時停止",
        "同時に",
        "翌営業日",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_fact_says_where_it_stands() {
    let text = "作業は５月３０日（金）22:30〜翌3:00頃、詳細は0120-220-766まで。6月吉日";
    let found: Vec<&str> = read(text, 2025).iter().map(|found| &text[found.span.clone()]).collect();
    assert_eq!(found, ["５月３０日（金）22:30〜翌3:00頃", "6月吉日"]);
}

#[test]
fn a_range_may_end_on_a_leap_day_of_the_next_year() {
    let printed = |text: &str, year: i32| read(text, year).first().map(|found| found.printed);
    let end = |text: &str, year: i32| match printed(text, year) {
        Some(Printed::Range { end, .. }) => end.day().map(|day| day.date),
        _ => None,
    };
    assert_eq!(end("12月4日～2月29日", 2027), NaiveDate::from_ymd_opt(2028, 2, 29));
    assert_eq!(
        end("12月4日22:00～2月29日5:00", 2027),
        NaiveDate::from_ymd_opt(2028, 2, 29)
    );
    // No leap day there, a range that runs backwards, a day that no year has.
    assert_eq!(printed("12月4日～2月29日", 2025), Some(Printed::Impossible));
    assert_eq!(printed("5月30日～2月29日", 2027), Some(Printed::Impossible));
    assert_eq!(printed("12月4日～2月30日", 2027), Some(Printed::Impossible));
}
