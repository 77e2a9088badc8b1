//! Before, during and after every window of the project's own records, page and list tell the right state.

use chrono::{NaiveDateTime, TimeDelta};
use notice::engine::{BuildResult, Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build};
use notice::testing::record::{Event, LogRecord};
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path().is_dir() {
            true => files(&entry.path(), out),
            false => out.push(entry.path()),
        }
    }
}

fn workspace() -> WorkspaceFiles {
    let mut paths = Vec::new();
    files(Path::new("notices"), &mut paths);
    paths.sort();
    let read = |path: &PathBuf| WorkspaceFile {
        path: path.to_string_lossy().into_owned(),
        bytes: fs::read(path).expect("a record").into(),
    };
    let letters =
        ["maintenance-plan.md", "system-renewal.md"].map(|name| Path::new("templates/j-mups/letter").join(name));
    WorkspaceFiles {
        notices: paths.iter().map(read).collect(),
        templates: letters.iter().map(read).collect(),
        ..WorkspaceFiles::default()
    }
}

/// Page and list as of `moment`; nothing is laid out.
fn listed(workspace: &WorkspaceFiles, moment: NaiveDateTime) -> BuildResult {
    let request = Request {
        threads: std::num::NonZeroUsize::MIN,
        goal: Goal::List,
        moment: Moment::Local(moment),
        ids: Vec::new(),
    };
    let result = build(workspace, &request, &mut ());
    assert!(!result.has_errors(), "{:?}", result.diagnostics);
    result
}

/// What the page says is going on or announced, and what it says is past.
fn page(result: &BuildResult, publisher: &str) -> (String, String) {
    let path = Path::new("web").join(publisher).join("index.html");
    let output = result
        .outputs
        .iter()
        .find(|output| output.path == path)
        .expect("the status page");
    let html = String::from_utf8(output.bytes.clone()).expect("UTF-8");
    let (now, past) = html.split_once("<section class=\"archive\"").unwrap_or((&html, ""));
    (now.to_string(), past.to_string())
}

fn state(result: &BuildResult, publisher: &str, id: &str) -> String {
    let entry = result
        .listing
        .iter()
        .find(|entry| entry.publisher == publisher && entry.id == id);
    entry.expect("the record is listed").state.en.clone()
}

#[test]
fn every_window_is_announced_then_running_then_past() {
    let workspace = workspace();
    let bytes = workspace
        .notices
        .iter()
        .map(|file| (PathBuf::from(&file.path), file.bytes.to_vec()))
        .collect();
    let (_, _, records, _) = notice::testing::check::workspace(bytes);
    let mut windows = 0;
    for record in &records {
        for (index, window) in record.windows.iter().enumerate() {
            windows += 1;
            let (start, end) = (window.start.value.at, window.end.as_ref().expect("an end").value.at);
            // The machine-readable start and end name the window on the page, whatever the notation.
            let mark = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M+09:00").to_string();
            let told = |html: &str, start: NaiveDateTime, end: NaiveDateTime| {
                let first = format!("<time datetime=\"{}\">", mark(start));
                html.split("<div class=\"entry")
                    .any(|item| item.contains(&first) && item.contains(&mark(end)))
            };
            let period = |html: &str| told(html, start, end);
            // What happened, where the log tells; the plan elsewhere.
            let logged = |event: Event| {
                let mut entries = record.log.iter();
                let of_window = |e: &&LogRecord| e.window.as_ref().map_or(0, |n| n.value - 1) == index;
                entries
                    .find(|e| of_window(e) && e.event.value == event)
                    .map(|e| e.at.value.at)
            };
            let began = logged(Event::Started).unwrap_or(start);
            let ended = logged(Event::Completed).unwrap_or(end);
            let happened = |html: &str| told(html, began, ended);
            let minute = TimeDelta::minutes(1);
            let at = |moment| page(&listed(&workspace, moment), &record.publisher);

            let (now, past) = at(start - minute);
            let announced = record.kind.planned();
            assert_eq!((period(&now), period(&past)), (announced, false), "before {start}");
            let (now, past) = at(start);
            assert_eq!((period(&now), period(&past)), (true, false), "at the start, {start}");
            let (now, past) = at(end - minute);
            let over = ended <= end - minute;
            assert_eq!((period(&now), happened(&past)), (!over, over), "before the end, {end}");
            let (now, past) = at(end.max(ended));
            assert_eq!((period(&now), happened(&past)), (false, true), "at the end, {end}");

            let result = listed(&workspace, began);
            let running = state(&result, &record.publisher, &record.id.value);
            assert!(
                ["under way", "going on"].contains(&running.as_str()),
                "{start}: {running}"
            );
        }
    }
    assert!(windows > 35, "only {windows} windows were followed");
}

#[test]
fn the_page_says_that_nothing_goes_on_only_when_nothing_does() {
    let workspace = workspace();
    let empty = "現在、障害は発生しておりません。";
    let at = |text: &str| {
        let moment = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment");
        page(&listed(&workspace, moment), "jpo").0
    };
    assert!(at("2025-10-07 06:30").contains(empty));
    assert!(!at("2025-10-07 06:31").contains(empty));
    assert!(at("2025-10-07 06:49").contains(empty));
}

#[test]
fn a_notice_is_scheduled_then_partly_done_then_done() {
    let workspace = workspace();
    let at = |text: &str| {
        let moment = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment");
        state(&listed(&workspace, moment), "j-mups", "2021-emoney")
    };
    assert_eq!(at("2021-05-01 00:00"), "scheduled");
    assert_eq!(at("2021-05-30 23:00"), "under way");
    assert_eq!(at("2021-06-01 00:00"), "partly done");
    assert_eq!(at("2021-07-19 01:01"), "not told", "the log says started at 01:02");
    assert_eq!(at("2021-07-19 01:30"), "under way");
    assert_eq!(at("2021-07-19 01:50"), "partly done", "the log says completed at 01:41");
    assert_eq!(at("2021-07-19 08:00"), "done");
}

/// A record of its own, for the turns a night can take.
fn night(log: &str) -> WorkspaceFiles {
    let publisher = "publisher:\n  name: 庁\n  senders: [庁]\n  documents: [page]\n  services: {a: 業務甲}\n  page:\n    title: 状況\n    \
        incidents: {heading: 障害, empty: なし, archive: 過去, month: 障害}\n    \
        maintenances: {heading: 停止, empty: 予定なし, archive: 過去, month: 停止}\n";
    let record = format!(
        "maintenance:\n  id: night\n  title: 作業\n  services: [a]\n  windows:\n    - start: 2026-05-01 01:00\n      \
         end: 2026-05-01 03:00\n      announce: fax\n      reserve: [{{ start: 2026-05-08 01:00, end: 2026-05-08 03:00 }}]\n  \
         log:\n{log}"
    );
    let file = |path: &str, text: &str| WorkspaceFile {
        path: path.to_string(),
        bytes: text.as_bytes().to_vec().into(),
    };
    WorkspaceFiles {
        notices: vec![
            file("notices/p/n.yaml", &record),
            file("notices/p/publisher.yaml", publisher),
        ],
        ..WorkspaceFiles::default()
    }
}

fn of_night(log: &str, moment: &str) -> (String, String, String) {
    let moment = NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").expect("a moment");
    let result = listed(&night(log), moment);
    let (now, past) = page(&result, "p");
    (state(&result, "p", "night"), now, past)
}

#[test]
fn work_that_overruns_is_not_told_as_done() {
    let started = "    - { at: 2026-05-01 01:02, event: started }\n";
    let (state, now, _) = of_night(started, "2026-05-01 03:30");
    assert_eq!(state, "overdue");
    assert!(now.contains("2026-05-01T01:00"));
    assert!(now.contains("終了予定を過ぎています"));
    let extended = format!("{started}    - {{ at: 2026-05-01 02:50, event: extended, until: 2026-05-01 05:00 }}\n");
    let (_, now, _) = of_night(&extended, "2026-05-01 03:30");
    assert!(now.contains("2026-05-01T05:00"), "the page tells the new end");
}

#[test]
fn work_that_is_broken_off_goes_on_to_its_reserve() {
    let log = "    - { at: 2026-05-01 01:02, event: started }\n    - { at: 2026-05-01 02:10, event: aborted }\n";
    let (state, now, past) = of_night(log, "2026-05-01 02:30");
    assert_eq!(state, "on a reserve");
    assert!(now.contains("2026-05-08T01:00"), "the reserve is announced");
    assert!(
        past.contains("中断") && past.contains("2026-05-01T02:10"),
        "the night is told"
    );
    let (state, now, past) = of_night(log, "2026-05-08 01:30");
    assert_eq!(state, "not told", "nobody has logged that it began");
    assert!(now.contains("2026-05-08T01:00") && now.contains("予定の時刻を過ぎています"));
    assert!(past.contains("中断"), "the night is still told");
}

#[test]
fn work_that_is_called_off_is_told_as_called_off() {
    let log = "    - { at: 2026-04-30 10:00, event: cancelled }\n";
    let (state, now, past) = of_night(log, "2026-04-30 12:00");
    assert_eq!(state, "cancelled");
    assert!(
        now.contains("中止") && !past.contains("中止"),
        "until it would have been over"
    );
    let (_, now, past) = of_night(log, "2026-05-01 03:00");
    assert!(now.contains("予定なし"));
    assert!(past.contains("中止"));
}

#[test]
fn the_log_of_tomorrow_changes_nothing_today() {
    let log = "    - { at: 2026-05-01 01:02, event: started }\n    - { at: 2026-05-01 02:40, event: completed }\n";
    let (state, _, _) = of_night(log, "2026-05-01 02:00");
    assert_eq!(state, "under way");
    let (state, _, past) = of_night(log, "2026-05-01 02:40");
    assert_eq!(state, "done");
    assert!(past.contains("2026-05-01T01:00"));
}
