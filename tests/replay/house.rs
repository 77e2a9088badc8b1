//! A publisher in every style.

use crate::dice::Dice;
use std::fmt::Write;

/// `publisher.yaml`.
pub fn publisher(dice: &mut Dice, services: &[String]) -> String {
    let mut out = String::from("publisher:\n  name: 発行者社\n  senders: [発行者株式会社]\n");
    out.push_str("  addressee: { name: 加盟店, honorific: 各位 }\n  services:\n");
    for (number, service) in services.iter().enumerate() {
        match dice.chance(25) {
            true => writeln!(out, "    s{number}: {{ name: {service}, maintenance: {service}取引 }}"),
            false => writeln!(out, "    s{number}: {service}"),
        }
        .expect("a string");
    }
    out.push_str("  contact: { desk: ヘルプデスク, telephone: 0120-220-766, hours: 平日のみ }\n");
    if dice.chance(40) {
        out.push_str("  terms: { center: 発行者センター, customers: 加盟店様 }\n");
    }
    let style = style(dice);
    writeln!(out, "  style: {style}").expect("a string");
    if dice.chance(90) {
        out.push_str("  page:\n    title: 稼働状況のページ\n    footer: 発行者社のページ\n");
        for (section, heading) in [
            ("incidents", "障害情報"),
            ("maintenances", "作業予定"),
            ("announcements", "お知らせ"),
        ] {
            writeln!(
                out,
                "    {section}:\n      heading: {heading}\n      empty: 現在、{heading}はありません。\n      archive: 過去の{heading}\n      month: 分"
            )
            .expect("a string");
            if dice.chance(30) {
                out.push_str("      empty_month: この月は何もありませんでした。\n");
            }
            if dice.chance(50) {
                writeln!(out, "      scope: {}", dice.one(&["shared", "each"])).expect("a string");
            }
        }
    }
    out
}

/// A house style, or a part of one.
pub fn style(dice: &mut Dice) -> String {
    let pads = ["none", "space", "zero"];
    let mut keys = Vec::new();
    for (key, values) in [
        ("era", &["western", "wareki"][..]),
        ("clock", &["24h", "ampm", "kanji", "kanji12"]),
        ("zero_minute", &["always", "never"]),
        ("ampm_gap", &["none", "space"]),
        ("month_pad", &pads),
        ("day_pad", &pads),
        ("hour_pad", &pads),
        ("minute_pad", &pads),
        ("range", &["\"~\"", "\"〜\"", "\"～\"", "\"–\"", "から"]),
        ("range_gap", &["none", "space"]),
        ("next_day", &["word", "date"]),
        ("weekday", &["always", "never"]),
        ("underline_new", &["yes", "no"]),
        ("holidays", &["none", "mark"]),
        ("substitute", &["休", "振休", "祝"]),
        ("year", &["always", "first", "never"]),
        ("brackets", &["half", "full"]),
    ] {
        if keys.is_empty() || dice.chance(50) {
            keys.push(format!("{key}: {}", dice.one(values)));
        }
    }
    format!("{{ {} }}", keys.join(", "))
}
