//! A mailing: letters that differ in the addressee. What one build shares among them saves time and shows in no byte.

use chrono::{NaiveDate, NaiveDateTime};
use notice::engine::{Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

const PUBLISHER: &str = include_str!("../notices/j-mups/publisher.yaml");
const MAINTENANCE: &str = include_str!("../notices/j-mups/2021-emoney.yaml");
const RENEWAL: &str = include_str!("../notices/j-mups/2017-renewal.yaml");
const LETTERS: [(&str, &str); 2] = [
    (
        "maintenance-plan.md",
        include_str!("../templates/j-mups/letter/maintenance-plan.md"),
    ),
    (
        "system-renewal.md",
        include_str!("../templates/j-mups/letter/system-renewal.md"),
    ),
];

/// Names that change nothing but themselves, one whose characters stand nowhere else, one that stands in the text as well,
/// one in Latin letters, one that takes two lines and pushes the letter down.
const NAMES: [&str; 9] = [
    "株式会社青木薬局",
    "株式会社青木書店",
    "有限会社鰻の蒲焼き處 髙﨑",
    "J-Mups センター",
    "ABC Trading Co., Ltd.",
    "独立行政法人全国都道府県市町村電子決済端末設置推進支援機構東日本管区第三事業部加盟店様窓口担当課決済端末係",
    "株式会社青木酒造",
    "株式会社青木電機",
    "株式会社青木商店",
];

fn moment() -> NaiveDateTime {
    (NaiveDate::from_ymd_opt(2021, 8, 1).and_then(|d| d.and_hms_opt(9, 0, 0))).expect("a moment")
}

/// Every third letter has a sender more: all of its structure moves down by a node.
fn letter(number: usize) -> WorkspaceFile {
    let name = NAMES[number];
    let senders = if number % 3 == 2 {
        "\n  senders: [甲株式会社, 乙株式会社]"
    } else {
        ""
    };
    let own = format!("  id: e-{number}\n  addressee: {{ name: \"{name}\", honorific: 御中 }}{senders}");
    let record = MAINTENANCE.replacen("  id: 2021-emoney", &own, 1);
    assert!(record.contains(&own), "the record has another id");
    file(&format!("e-{number}.yaml"), &record)
}

fn file(name: &str, text: &str) -> WorkspaceFile {
    WorkspaceFile {
        path: format!("notices/j-mups/{name}"),
        bytes: text.into(),
    }
}

/// Every document of the records but the page, which tells of all of them.
fn documents(records: Vec<WorkspaceFile>, threads: usize) -> BTreeMap<String, Vec<u8>> {
    let mut notices = records;
    notices.push(file("publisher.yaml", PUBLISHER));
    notices.sort_by(|a, b| a.path.cmp(&b.path));
    let templates = LETTERS.iter().map(|(name, text)| WorkspaceFile {
        path: format!("templates/j-mups/letter/{name}"),
        bytes: (*text).into(),
    });
    let workspace = WorkspaceFiles {
        notices,
        templates: templates.collect(),
        ..WorkspaceFiles::default()
    };
    let request = Request {
        goal: Goal::Publish,
        moment: Moment::Local(moment()),
        ids: Vec::new(),
        threads: NonZeroUsize::new(threads).expect("a thread"),
    };
    let made = build(&workspace, &request, &mut ());
    assert!(!made.has_errors(), "{:?}", made.diagnostics);
    (made.outputs.into_iter())
        .filter(|output| output.record.contains('/') && !output.path.ends_with("index.html"))
        .map(|output| (output.path.to_string_lossy().into_owned(), output.bytes))
        .collect()
}

#[test]
fn a_letter_of_a_mailing_is_the_letter_made_alone() {
    let mut alone = documents(vec![file("renewal.yaml", RENEWAL)], 1);
    for number in 0..NAMES.len() {
        alone.append(&mut documents(vec![letter(number)], 1));
    }
    assert!(alone.keys().filter(|path| path.ends_with("letter.pdf")).count() == NAMES.len() + 1);
    for threads in [1, 2, 5] {
        let mut records: Vec<WorkspaceFile> = (0..NAMES.len()).map(letter).collect();
        records.push(file("renewal.yaml", RENEWAL));
        let together = documents(records, threads);
        let differ: Vec<&String> = (alone.keys().chain(together.keys()))
            .filter(|path| alone.get(*path) != together.get(*path))
            .collect();
        assert_eq!(differ, Vec::<&String>::new(), "{threads} threads");
    }
}
