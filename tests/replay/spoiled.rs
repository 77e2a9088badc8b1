//! The properties can fail: what a build says is spoiled in one place, and the property that should see it does.

use crate::held::broken;
use crate::history::History;
use crate::moments;
use crate::reading::{self, Telling, dense};
use crate::words::Taste;
use chrono::{Days, NaiveDateTime, TimeDelta};

/// A history that fits, told before, in the middle and long after.
fn played(fits: impl Fn(&History) -> bool) -> (History, Vec<Telling>) {
    let found = (1..2000)
        .map(|seed| History::new(seed, Taste::Tame))
        .find(|history| fits(history));
    let history = found.expect("a history that fits");
    let all: Vec<NaiveDateTime> = moments::boundaries(&history).into_iter().collect();
    let row = [
        all[0] - Days::new(9),
        all[all.len() / 2],
        all[all.len() - 1] + Days::new(9),
    ];
    let files = history.files();
    let tellings = row.map(|moment| reading::telling(&files, moment)).into();
    (history, tellings)
}

/// The classes that break only when `spoil` has been at what was told.
fn seen(fits: impl Fn(&History) -> bool, spoil: impl Fn(&History, &mut Vec<Telling>)) -> Vec<String> {
    let (history, mut tellings) = played(fits);
    let before: Vec<String> = broken(&history, &tellings)
        .into_iter()
        .map(|broken| broken.what)
        .collect();
    spoil(&history, &mut tellings);
    let after = broken(&history, &tellings).into_iter();
    after
        .filter(|broken| !before.contains(&broken.what))
        .map(|broken| broken.class)
        .collect()
}

fn with_letter(history: &History) -> bool {
    let record = &history.records[0];
    record.issued.is_some()
        && !record.incident
        && record.page
        && record.values.iter().any(|value| value.path == "sections[1].heading")
}

fn with_sheets(history: &History) -> bool {
    let record = &history.records[0];
    record.windows.first().is_some_and(|window| window.announced)
        && record.entries.len() > 2
        && !record.yaml.contains("documents:")
}

fn assert_seen(classes: &[String], class: &str) {
    assert!(
        classes.iter().any(|seen| seen.starts_with(class)),
        "{class} is not among {classes:?}"
    );
}

/// Replaces words in every letter, sheet and letter page of a telling.
fn replace(telling: &mut Telling, from: &str, to: &str) {
    for paper in &mut telling.papers {
        paper.text = paper.text.replace(from, to);
        paper.dense = dense(&paper.text);
    }
}

#[test]
fn a_character_that_is_lost_is_seen() {
    let classes = seen(with_letter, |history, tellings| {
        let value = history.records[0]
            .values
            .iter()
            .find(|value| value.path == "sections[1].heading");
        let tag = value.expect("a section").tag.clone();
        replace(&mut tellings[2], &tag, &tag[..3]);
    });
    assert_seen(&classes, "conservation, gone: sections");
}

#[test]
fn a_time_that_no_record_knows_is_seen() {
    let classes = seen(with_letter, |_, tellings| {
        tellings[1].papers[0]
            .text
            .push_str("なお、2031年1月1日(水)4:44に終了します。\n");
    });
    assert_seen(&classes, "agreement: a time on the");
}

#[test]
fn what_was_not_known_yet_is_seen() {
    let classes = seen(with_sheets, |_, tellings| {
        let sheets = tellings[2].of("r0").filter(|paper| paper.path.contains("fax"));
        let last = sheets.max_by_key(|paper| paper.path.clone()).expect("a sheet").clone();
        tellings[0].papers.push(last);
    });
    assert_seen(&classes, "no future: a sheet");
    assert_seen(&classes, "agreement: a time on the sheet");
}

#[test]
fn a_past_that_is_rewritten_is_seen() {
    let fits = |history: &History| {
        let record = &history.records[0];
        record.page && record.entries.is_empty() && !record.windows.first().is_some_and(|window| window.announced)
    };
    let classes = seen(fits, |history, tellings| {
        let mut again = reading::telling(&history.files(), tellings[2].moment + Days::new(1));
        if let Some(page) = &mut again.page {
            page.past.clear();
        }
        tellings.push(again);
    });
    assert_seen(&classes, "history");
}

#[test]
fn a_sheet_that_changes_after_it_was_sent_is_seen() {
    let classes = seen(with_sheets, |history, tellings| {
        let mut again = reading::telling(&history.files(), tellings[2].moment + Days::new(1));
        again
            .papers
            .iter_mut()
            .filter(|paper| paper.path.contains("fax"))
            .for_each(|paper| paper.text.push('。'));
        tellings.push(again);
    });
    assert_seen(&classes, "history: a sheet changed");
}

#[test]
fn a_page_that_changes_without_reason_is_seen() {
    let classes = seen(with_letter, |history, tellings| {
        let last = tellings.len() - 1;
        let mut again = reading::telling(&history.files(), tellings[last].moment + TimeDelta::minutes(1));
        again
            .result
            .outputs
            .iter_mut()
            .for_each(|output| output.bytes.push(b' '));
        tellings.push(again);
    });
    assert_seen(&classes, "purity: a page");
}
