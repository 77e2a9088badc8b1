//! What the status page says of an event, in which order, and what it leaves out: stories on the records of
//! `tests/judges/workspace`, whose pages `tests/run` also shows to a browser.

use chrono::NaiveDateTime;
use notice::engine::{Goal, Moment, Request, WorkspaceFiles, build};
use std::path::Path;

fn workspace() -> WorkspaceFiles {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/workspace");
    notice::testing::workspace::read(&folder)
        .expect("the workspace of the judges")
        .files
}

fn made(path: &str, moment: &str) -> String {
    let moment = NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").expect("a moment");
    let request = Request {
        threads: std::num::NonZeroUsize::MIN,
        // Only what is published has the letters' pages.
        goal: if path.ends_with("letter.html") {
            Goal::Publish
        } else {
            Goal::List
        },
        moment: Moment::Local(moment),
        ids: Vec::new(),
    };
    let result = build(&workspace(), &request, &mut ());
    assert!(!result.has_errors(), "{:?}", result.diagnostics);
    let output = result.outputs.iter().find(|output| output.path == Path::new(path));
    let text = String::from_utf8(output.expect("the page").bytes.clone()).expect("UTF-8");
    // Publishers have brackets of their own (`style: brackets`).
    text.replace('（', "(").replace('）', ")")
}

/// The entries of a page in which all `words` stand.
fn entries(page: &str, words: &[&str]) -> Vec<String> {
    let entries = page.split("<div class=\"entry").skip(1);
    let entries = entries.map(|entry| entry.split("</section>").next().unwrap_or("").to_string());
    entries
        .filter(|entry| words.iter().all(|words| entry.contains(words)))
        .collect()
}

fn entry(page: &str, words: &[&str]) -> String {
    let found = entries(page, words);
    assert_eq!(found.len(), 1, "{words:?}: {found:#?}");
    found.into_iter().next().unwrap_or_default()
}

/// All of `words` stand in `text`, in this order.
fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let at = rest.find(word);
        let at = at.unwrap_or_else(|| panic!("{word:?} does not follow in {text}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn an_incident_says_its_state_first_then_what_counts_now_then_its_course_newest_first() {
    let page = made("web/midori/index.html", "2026-10-07 13:30");
    let told = entry(&page, &["発生中"]);
    let order = [
        "発生中",
        "クレジットカードおよびコード決済がご利用いただけない障害について",
        "2026年10月7日(水)10:12",
        "(復旧見込み)",
        "14:30",
        "(対象のサービス)",
        "(影響)",
        "30秒ほど",
        "(原因)",
        "回線を終端する装置の故障",
        "(次回連絡)",
        "14:00",
        "(経過)",
        "第4報",
        "13:02</time>現在",
        "第3報",
        "第2報",
        "第1報　発生",
    ];
    in_order(&told, &order);
    assert!(!told.contains("お控えください"), "what is limited can be used");
    let page = made("web/midori/index.html", "2026-10-07 11:30");
    let told = entry(&page, &["発生中"]);
    in_order(&told, &["(影響)", "承認されません", "(次回連絡)"]);
    assert!(
        !told.contains("お控えください"),
        "no record and no publisher asks for it"
    );
}

#[test]
fn a_report_says_the_end_expected_only_where_the_one_before_did_not() {
    let page = made("web/midori/index.html", "2026-10-07 13:30");
    let told = entry(&page, &["発生中"]);
    let course = told.split("(経過)").nth(1).expect("a course");
    // The third says another end than the second; the fourth says the third's again.
    let reports: Vec<&str> = course.split("<p class=\"when\">").skip(1).collect();
    let said: Vec<bool> = reports.iter().map(|report| report.contains("(復旧見込み)")).collect();
    assert_eq!(said, [false, true, true, false], "{course}");
    // An end that was taken back and is said once more is said.
    let page = made("web/minato/index.html", "2026-10-07 13:30");
    let told = entry(&page, &["電子納付の障害"]);
    let course = told.split("(経過)").nth(1).expect("a course");
    let reports: Vec<&str> = course.split("<p class=\"when\">").skip(1).collect();
    let said: Vec<bool> = reports.iter().map(|report| report.contains("(復旧見込み)")).collect();
    assert_eq!(said, [false, true, false, false, true, false, false, false], "{course}");
}

#[test]
fn work_that_goes_on_began_when_it_began_and_its_end_is_expected() {
    let page = made("web/minato/index.html", "2026-10-07 13:30");
    let told = entry(&page, &["実施中"]);
    let (periods, facts) = told.split_once("</ul>").expect("its times");
    assert!(periods.contains("2026-10-07T09:03+09:00"), "{periods}");
    assert_eq!(periods.matches("<time").count(), 1, "it has no end yet: {periods}");
    in_order(facts, &["(終了予定)", "T15:00", "(当初の予定)", "T09:00", "T12:00"]);
    // Past the end that was expected, the state says so.
    let page = made("web/minato/index.html", "2026-10-07 16:00");
    entry(&page, &["実施中(終了予定を過ぎています)", "T15:00"]);
    // Work of which nobody says anything is told by its plan.
    let page = made("web/midori/index.html", "2026-10-20 03:00");
    let told = entry(&page, &["実施中", "電源設備"]);
    let (periods, facts) = told.split_once("</ul>").expect("its times");
    assert_eq!(periods.matches("<time").count(), 2, "{periods}");
    assert!(!facts.contains("終了予定"), "{facts}");
}

#[test]
fn what_will_not_come_at_its_time_is_struck_out_and_says_why() {
    let page = made("web/midori/index.html", "2026-10-07 13:30");
    let off = |told: &str| told.lines().next().unwrap_or("").contains(" off\"");
    assert!(off(&entry(
        &page,
        &["延期(日程未定)", "2026-10-18T01:00", "2日目の作業の見直し"]
    )));
    assert!(off(&entry(&page, &["中止", "2026-10-25T22:30", "来年度"])));
    // A reserve is a plan like any other.
    assert!(!off(&entry(
        &page,
        &["予定(予備日)", "2026-10-11T01:00", "(当初の予定)"]
    )));
}

#[test]
fn the_past_says_how_it_ended() {
    let page = made("web/midori/index.html", "2026-11-20 09:00");
    entry(&page, &["復旧", "2026-10-07T14:12", "第5報　復旧", "端末を一度再起動"]);
    entry(
        &page,
        &["完了", "2026-09-06T01:02", "2026-09-06T05:12", "(当初の予定)", "T04:00"],
    );
    entry(&page, &["中断", "2026-09-13T02:20", "(変更後)", "2026-09-27T01:00"]);
    // Where nothing was reported, nothing is said of it.
    for told in entries(&page, &["ポイント付与の遅れ"]) {
        assert!(!told.contains("class=\"state\""), "{told}");
        assert!(!told.contains("(経過)"), "{told}");
    }
}

#[test]
fn every_title_is_a_heading_below_its_section_or_month() {
    let page = made("web/midori/index.html", "2026-10-07 13:30");
    let (now, past) = page.split_once("<section class=\"archive\"").expect("an archive");
    assert_eq!(now.matches("<h3 class=\"entry-title\">").count(), 6);
    assert!(!past.contains("<h3 class=\"entry-title\">"), "{past}");
    assert_eq!(past.matches("<h4 class=\"entry-title\">").count(), 4);
    // With a year above the month, all below is one lower.
    let page = made("web/midori/index.html", "2027-01-05 09:00");
    in_order(
        &page,
        &[
            "<h3 class=\"year\">",
            "<h4 class=\"month\">",
            "<h5 class=\"entry-title\">",
        ],
    );
}

#[test]
fn a_telephone_number_is_a_link_of_its_publisher_or_its_record() {
    let page = made("web/midori/index.html", "2026-10-07 13:30");
    in_order(
        &page,
        &["お問い合わせ先", "<a href=\"tel:0120-000-123\">0120-000-123</a>"],
    );
    assert!(!page.contains("(お問い合わせ)"), "said once: {page}");
    let page = made("web/minato/index.html", "2026-10-07 13:30");
    let told = entry(&page, &["実施中"]);
    in_order(
        &told,
        &[
            "(お問い合わせ)",
            "<a href=\"tel:03-0000-9876\">03-0000-9876 内線 12</a>",
        ],
    );
    assert!(!page.contains("お問い合わせ先"), "{page}");
}

#[test]
fn above_a_letter_stands_what_was_told_since_newest_first() {
    let letter = made("web/midori/2026-09-switch/letter.html", "2026-10-07 13:30");
    in_order(
        &letter,
        &[
            "class=\"since grave\"",
            "中止",
            "延期",
            "日程未定",
            "更改中断",
            "更改開始",
            "<main>",
        ],
    );
    // Work that went as planned is told without alarm; before anything is told, nothing stands there.
    let letter = made("web/midori/2026-09-switch/letter.html", "2026-09-06 01:30");
    assert!(letter.contains("class=\"since\""), "{letter}");
    let letter = made("web/midori/2026-09-switch/letter.html", "2026-09-06 00:30");
    assert!(!letter.contains("since"), "{letter}");
}
