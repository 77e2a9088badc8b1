//! A letter is the office's own until its day, or until the moment that `publish:` names; from then on it stands on the web.

mod common;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use common::Workspace;
use notice::engine::{BuildResult, Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build, manuscripts};
use std::fs;
use std::path::Path;

const PUBLISHER: &str = "publisher:\n  name: 庁\n  senders: [庁]\n  addressee: { name: 各社, honorific: 御中 }\n  \
    services: { a: 業務甲 }\n  contact: { desk: 窓口, telephone: 03-3581-1101 }\n  page:\n    title: 状況\n    \
    incidents: { heading: 障害, empty: なし, archive: 過去, month: 障害 }\n    \
    maintenances: { heading: 停止, empty: 予定なし, archive: 過去, month: 停止 }\n    \
    announcements: { heading: お知らせ, empty: なし, archive: 過去, month: お知らせ }\n";

fn workspace(publisher: &str, record: &str) -> WorkspaceFiles {
    let file = |path: &str, text: &str| WorkspaceFile {
        path: path.to_string(),
        bytes: text.as_bytes().to_vec().into(),
    };
    WorkspaceFiles {
        notices: vec![
            file("notices/p/publisher.yaml", publisher),
            file("notices/p/work.yaml", record),
        ],
        ..WorkspaceFiles::default()
    }
}

/// Planned work in May, with these lines about its letters.
fn work(letters: &str) -> WorkspaceFiles {
    let record = format!(
        "maintenance:\n  id: work\n  title: 設備の点検\n{letters}  services: [a]\n  windows: [2026-05-20 01:00 .. 03:00]\n"
    );
    workspace(PUBLISHER, &record)
}

fn request(moment: Moment) -> Request {
    Request {
        threads: std::num::NonZeroUsize::MIN,
        goal: Goal::List,
        moment,
        ids: Vec::new(),
    }
}

fn local(moment: &str) -> Moment {
    Moment::Local(NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").expect("a moment"))
}

fn listed(workspace: &WorkspaceFiles, moment: &str) -> BuildResult {
    let result = build(workspace, &request(local(moment)), &mut ());
    assert!(!result.has_errors(), "{:?}", result.diagnostics);
    result
}

/// Where the letters stand.
fn letters(result: &BuildResult) -> Vec<&str> {
    let documents = result.listing.iter().flat_map(|entry| &entry.documents);
    documents
        .filter_map(|path| path.strip_suffix(".pdf"))
        .filter(|path| !path.contains("fax"))
        .collect()
}

fn page(result: &BuildResult) -> String {
    let page = result
        .outputs
        .iter()
        .find(|output| output.path == Path::new("web/p/index.html"));
    String::from_utf8(page.expect("the page").bytes.clone()).expect("UTF-8")
}

fn next(result: &BuildResult) -> Option<String> {
    let form = |at: DateTime<FixedOffset>| at.format("%Y-%m-%d %H:%M").to_string();
    result.next_change.map(form)
}

/// Until `moment` the letter is the office's own and the page does not lead to it; from then on it stands on the web.
fn comes_at(workspace: &WorkspaceFiles, before: &str, moment: &str) {
    let result = listed(workspace, before);
    assert_eq!(letters(&result), ["office/p/work/letter"], "{before}");
    assert!(!page(&result).contains("letter"), "{}", page(&result));
    assert!(page(&result).contains("設備の点検"), "the work itself is announced");
    assert_eq!(next(&result).as_deref(), Some(moment), "{before}");
    let result = listed(workspace, moment);
    assert_eq!(letters(&result), ["web/p/work/letter"], "{moment}");
    assert!(page(&result).contains("href=\"work/letter.html\""), "{}", page(&result));
    assert_ne!(next(&result).as_deref(), Some(moment));
}

#[test]
fn a_letter_comes_on_its_day() {
    comes_at(&work("  issued: 2026-04-10\n"), "2026-04-09 23:59", "2026-04-10 00:00");
    comes_at(&work("  issued: 2026-04\n"), "2026-01-01 00:00", "2026-04-01 00:00");
}

#[test]
fn publish_names_another_moment() {
    let later = work("  issued: 2026-04-10\n  publish: 2026-04-15 09:30\n");
    comes_at(&later, "2026-04-15 09:29", "2026-04-15 09:30");
    let earlier = work("  issued: 2026-04-10\n  publish: 2026-04-08\n");
    comes_at(&earlier, "2026-04-07 10:00", "2026-04-08 00:00");
    let within = work("  letters:\n    - { issued: 2026-04-10, publish: 2026-08-01 }\n");
    let at = listed(&within, "2026-07-31 12:00");
    assert_eq!(
        (letters(&at), next(&at)),
        (vec!["office/p/work/letter"], Some("2026-08-01 00:00".into()))
    );
}

#[test]
fn its_day_begins_by_the_publisher_s_clock() {
    let record = "maintenance:\n  id: work\n  title: 点検\n  issued: 2026-04-10\n  services: [a]\n  windows: [2026-05-20 01:00 .. 03:00]\n";
    let utc = PUBLISHER.replace("  name: 庁\n", "  name: 庁\n  zone: \"+00:00\"\n");
    let at = NaiveDateTime::parse_from_str("2026-04-09 15:00", "%Y-%m-%d %H:%M").expect("a moment");
    for (publisher, expected) in [(PUBLISHER, "web/p/work/letter"), (utc.as_str(), "office/p/work/letter")] {
        let result = build(&workspace(publisher, record), &request(Moment::Utc(at)), &mut ());
        assert_eq!(letters(&result), [expected]);
    }
}

#[test]
fn of_several_letters_each_comes_on_its_own_day() {
    let workspace = work(
        "  letters:\n    - { issued: 2026-04-10 }\n    - { issued: 2026-04-20, publish: 2026-04-25 }\n    \
         - { issued: 2026-05-10, publish: 2026-04-28 }\n",
    );
    let at = |moment: &str| {
        let result = listed(&workspace, moment);
        let newest = ["letter.html", "letter-2.html", "letter-3.html"]
            .into_iter()
            .rfind(|name| page(&result).contains(name));
        let parts: Vec<&str> = letters(&result)
            .into_iter()
            .filter_map(|path| path.split('/').next())
            .collect();
        (parts.join(" "), newest, next(&result))
    };
    let of = |parts: &str, newest, next: &str| (parts.to_string(), Some(newest), Some(next.to_string()));
    assert_eq!(
        at("2026-04-22 09:00"),
        of("web office office", "letter.html", "2026-04-25 00:00")
    );
    assert_eq!(
        at("2026-04-25 00:00"),
        of("web web office", "letter-2.html", "2026-04-28 00:00")
    );
    assert_eq!(
        at("2026-04-28 00:00"),
        of("web web web", "letter-3.html", "2026-05-20 01:00")
    );

    let web = |moment: &str, place: usize| {
        let drafts = manuscripts(&workspace, &request(local(moment)));
        drafts[place].web.clone().expect("a page of the letter")
    };
    assert!(
        !web("2026-04-22 09:00", 0).contains("letter-2.html"),
        "it is not named before it is there"
    );
    assert!(web("2026-04-25 00:00", 0).contains("href=\"letter-2.html\""));
    // The office sees its own as it will be.
    let own = web("2026-04-28 00:00", 1);
    assert!(own.contains("href=\"../notice.css\"") && own.contains("href=\"letter-3.html\""));
    let own = web("2026-04-09 00:00", 0);
    assert!(
        own.contains("href=\"../../../web/p/notice.css\"") && own.contains("href=\"letter.pdf\""),
        "{own}"
    );
}

#[test]
fn what_an_incident_is_called_in_its_letter_waits_for_the_letter() {
    let record =
        "incident:\n  id: work\n  issued: 2026-04-12\n  services: [a]\n  periods: [2026-04-10 10:00 .. 11:00]\n";
    let workspace = workspace(PUBLISHER, record);
    let before = listed(&workspace, "2026-04-11 09:00");
    assert_eq!(letters(&before), ["office/p/work/letter"]);
    let title = before.listing[0].title.clone();
    assert!(!title.is_empty() && !page(&before).contains(&title), "{title}");
    let after = listed(&workspace, "2026-04-12 00:00");
    assert!(page(&after).contains(&title), "{}", page(&after));
}

#[test]
fn an_announcement_shows_when_its_letter_does() {
    let record = "announcement:\n  id: work\n  title: 手数料の改定\n  issued: 2026-04-10\n  publish: 2026-04-12 10:00\n  text: 改めます。\n";
    let announcement = workspace(PUBLISHER, record);
    let before = page(&listed(&announcement, "2026-04-12 09:59"));
    assert!(!before.contains("手数料"), "{before}");
    let after = page(&listed(&announcement, "2026-04-12 10:00"));
    assert!(
        after.contains("手数料") && after.contains("work/letter.html"),
        "{after}"
    );
    // Where it is to show earlier, the page says what the letter will say.
    let early = record.replace("  text", "  display: { from: 2026-04-11 }\n  text");
    let early = page(&listed(&workspace(PUBLISHER, &early), "2026-04-11 00:00"));
    assert!(
        early.contains("改めます。") && !early.contains("letter.html"),
        "{early}"
    );
}

#[test]
fn on_its_day_a_build_moves_it_and_leaves_no_copy() {
    let workspace = Workspace::of_the_project();
    let stands = |path: &str| ["pdf", "html"].map(|ending| workspace.out(&format!("{path}.{ending}")).exists());
    let links = || {
        fs::read_to_string(workspace.out("web/j-mups/index.html"))
            .expect("the page")
            .contains("2021-emoney/letter.html")
    };
    workspace.build("2021-03-31 23:59");
    assert_eq!(stands("office/j-mups/2021-emoney/letter"), [true, true]);
    assert_eq!(
        (stands("web/j-mups/2021-emoney/letter"), links()),
        ([false, false], false)
    );
    let list = workspace.notice(&["list", "--as-of", "2021-03-31 23:59"]);
    assert!(String::from_utf8_lossy(&list.stdout).contains("次に文書が変わるのは 2021-04-01 00:00"));
    let office = fs::read(workspace.out("office/j-mups/2021-emoney/letter.pdf")).expect("the letter");

    workspace.build("2021-04-01 00:00");
    assert_eq!(stands("office/j-mups/2021-emoney/letter"), [false, false]);
    assert_eq!((stands("web/j-mups/2021-emoney/letter"), links()), ([true, true], true));
    let web = fs::read(workspace.out("web/j-mups/2021-emoney/letter.pdf")).expect("the letter");
    assert!(office == web, "what was printed is what stands on the web");
}
