//! The command as an operator uses it on the project's own records: again, in part, after a record is gone.

mod common;

use common::Workspace;
use std::fs;

const MOMENT: &str = "2021-07-19 01:10";

#[test]
fn the_same_records_at_the_same_moment_are_left_alone() {
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let times = |workspace: &Workspace| {
        let mut files = Vec::new();
        common::walk(&workspace.out(""), &mut files);
        files.sort();
        let time = |path: &std::path::PathBuf| fs::metadata(path).and_then(|m| m.modified()).expect("a time");
        files.iter().map(|path| (path.clone(), time(path))).collect::<Vec<_>>()
    };
    let before = times(&workspace);
    workspace.build(MOMENT);
    let touched: Vec<_> = times(&workspace)
        .into_iter()
        .filter(|file| !before.contains(file))
        .collect();
    let manifest = |path: &std::path::Path| path.ends_with(".notice");
    assert!(touched.iter().all(|(path, _)| manifest(path)), "{touched:?}");
}

#[test]
fn a_build_of_one_record_brings_the_page_up_to_date_too() {
    let workspace = Workspace::of_the_project();
    workspace.build("2021-07-19 00:30");
    let page = || fs::read_to_string(workspace.out("web/j-mups/index.html")).expect("the page");
    assert!(!page().contains("実施中"));
    let other = fs::read(workspace.out("web/j-mups/2017-renewal/letter.pdf")).expect("the other letter");
    let output = workspace.notice(&["build", "2021-emoney", "--as-of", MOMENT]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(page().contains("実施中"), "the page tells what the FAX sheet tells");
    assert!(
        workspace
            .out("office/j-mups/2021-emoney/fax-01-20210719-0102-started.pdf")
            .exists()
    );
    let same = fs::read(workspace.out("web/j-mups/2017-renewal/letter.pdf")).expect("the other letter");
    assert!(other == same, "other records' documents stay as they are");
}

#[test]
fn the_page_calls_an_incident_without_a_title_as_its_letter_does() {
    let workspace = Workspace::of_the_project();
    let record = "incident:\n  id: emoney-down\n  issued: 2021-07-18\n  services: [emoney]\n  periods: [2021-07-17 10:00 .. 11:00]\n";
    common::write(&workspace.path().join("notices/j-mups/emoney-down.yaml"), record);
    workspace.build(MOMENT);
    let page = fs::read_to_string(workspace.out("web/j-mups/index.html")).expect("the page");
    let letter = fs::read_to_string(workspace.out("web/j-mups/emoney-down/letter.html")).expect("the letter");
    let title = "障害発生のお詫びとご報告";
    assert!(letter.contains(title));
    assert!(
        page.contains(&format!("<a href=\"emoney-down/letter.html\">{title}</a>")),
        "{page}"
    );
}

#[test]
fn a_build_of_one_record_tells_which_others_are_behind() {
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let told = |workspace: &Workspace| {
        let output = workspace.notice(&["build", "2017-renewal", "--as-of", MOMENT, "--lang", "en"]);
        assert!(output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(!told(&workspace).contains("note:"));
    workspace.edit(
        "notices/j-mups/2021-emoney.yaml",
        "end: 2021-06-28 01:00",
        "end: 2021-06-28 01:30",
    );
    let words = told(&workspace);
    assert!(
        words.contains("not what the records say now: j-mups/2021-emoney\n"),
        "{words}"
    );
    workspace.build(MOMENT);
    assert!(!told(&workspace).contains("note:"));
    #[allow(clippy::disallowed_methods, reason = "the operator deletes a record")]
    fs::remove_file(workspace.path().join("notices/j-mups/2021-emoney.yaml")).expect("the record goes");
    assert!(
        told(&workspace).contains("j-mups/2021-emoney"),
        "its letter still stands there"
    );
}

#[test]
fn the_documents_of_a_record_that_is_gone_are_removed_and_nothing_else() {
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let own = workspace.out("web/j-mups/2021-emoney/お知らせ.txt");
    copy_of_a_file(&workspace, &own);
    #[allow(clippy::disallowed_methods, reason = "the operator deletes a record")]
    fs::remove_file(workspace.path().join("notices/j-mups/2021-emoney.yaml")).expect("the record goes");
    workspace.build(MOMENT);
    assert!(!workspace.out("web/j-mups/2021-emoney/letter.pdf").exists());
    assert!(own.exists(), "a file that notice did not make is never touched");
    assert!(workspace.out("web/j-mups/2017-renewal/letter.pdf").exists());
}

fn copy_of_a_file(workspace: &Workspace, to: &std::path::Path) {
    fs::copy(workspace.path().join("notices/j-mups/publisher.yaml"), to).expect("a file of the operator's own");
}

#[test]
fn an_error_in_one_record_leaves_everything_as_it_was() {
    let workspace = Workspace::of_the_project();
    workspace.build(MOMENT);
    let before = workspace.documents();
    workspace.edit("notices/jpo/publisher.yaml", "特許庁", "特許庁(新)");
    workspace.edit(
        "notices/j-mups/2021-emoney.yaml",
        "start: 2021-05-30 22:30",
        "start: 2021-02-30 22:30",
    );
    let output = workspace.notice(&["build", "--as-of", MOMENT]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("notices/j-mups/2021-emoney.yaml:12:14"), "{told}");
    assert!(workspace.documents() == before);
}

#[test]
fn a_check_tells_faults_as_json() {
    let workspace = Workspace::of_the_project();
    workspace.edit(
        "notices/j-mups/2021-emoney.yaml",
        "start: 2021-05-30 22:30",
        "start: 2021-02-30 22:30",
    );
    let output = workspace.notice(&["check", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let faults: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let fault = faults
        .as_array()
        .and_then(|faults| faults.iter().find(|f| f["code"] == "N0106"))
        .expect("the fault");
    assert_eq!(fault["place"]["line"], 12);
    assert_eq!(fault["severity"], "error");
}

#[test]
fn a_sheet_at_night_does_not_wait_for_another_publishers_record() {
    let workspace = Workspace::of_the_project();
    workspace.edit(
        "notices/jpo/2025/credit-card.yaml",
        "services: [credit]",
        "servces: [credit]",
    );
    let all = workspace.notice(&["build", "--as-of", MOMENT]);
    assert_eq!(all.status.code(), Some(1), "a build of everything is refused");
    let one = workspace.notice(&["build", "2021-emoney", "--as-of", MOMENT]);
    assert_eq!(one.status.code(), Some(0), "{}", String::from_utf8_lossy(&one.stderr));
    assert!(
        String::from_utf8_lossy(&one.stderr).contains("servces"),
        "the fault is told all the same"
    );
    assert!(workspace.out("web/j-mups/2021-emoney/letter.pdf").exists());
    assert!(!workspace.out("jpo").exists());
    workspace.edit(
        "notices/j-mups/2017-renewal.yaml",
        "start: 2017-05-29 03:00",
        "start: 2017-05-32 03:00",
    );
    let page = fs::read(workspace.out("web/j-mups/index.html")).expect("the page");
    let own = workspace.notice(&["build", "2021-emoney", "--as-of", MOMENT]);
    assert_eq!(own.status.code(), Some(0), "{}", String::from_utf8_lossy(&own.stderr));
    let left = fs::read(workspace.out("web/j-mups/index.html")).expect("the page");
    assert!(page == left, "a page that would be wrong stays as it was");
}

#[test]
fn documents_do_not_go_among_the_records() {
    let workspace = Workspace::of_the_project();
    for out in ["notices", "notices/j-mups/new", "./templates"] {
        let output = workspace.notice(&["build", "--out", out]);
        assert_eq!(output.status.code(), Some(2), "{out}");
    }
    assert!(!workspace.path().join("notices/j-mups/new").exists());
}

#[test]
fn the_number_of_threads_shows_nowhere() {
    let made = ["1", "2", "8"].map(|jobs| {
        let workspace = Workspace::of_the_project();
        let output = workspace.notice(&["build", "--as-of", MOMENT, "--jobs", jobs]);
        assert_eq!(output.status.code(), Some(0), "{jobs}");
        let mut files = Vec::new();
        common::walk(&workspace.out(""), &mut files);
        files.sort();
        let read = |path: &std::path::PathBuf| fs::read(path).expect("a published file");
        let bytes: Vec<Vec<u8>> = files.iter().map(read).collect();
        // What is told of the progress comes in one order, too.
        (bytes, output.stderr)
    });
    assert!(made[0].0.len() > 5);
    assert!(made[0] == made[1] && made[1] == made[2]);
    let none = Workspace::of_the_project().notice(&["build", "--jobs", "0"]);
    assert_eq!(none.status.code(), Some(2));
}
