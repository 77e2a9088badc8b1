//! What people mistype in templates: each file of `tests/mistakes/` is a template with a mistake, put where its folder says
//! (`letter/` a letter that the record names, `fax/` the sheet, `page/` the status page, `part/` the opening of letters,
//! `child/` a letter made of another, `over/` a letter over the built-in one); the `.txt` beside it is what is told. None may be printed or swallowed.
//! `UPDATE=1 cargo test --test mistakes` accepts what is told now: read it as somebody who has never seen the program.

mod common;

use chrono::NaiveDate;
use common::said;
use notice::engine::{Goal, Moment, Request, WorkspaceFile, WorkspaceFiles, build};
use std::fmt::Write;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

const PUBLISHER: &str = "publisher:
  name: みなと市
  senders: [みなと市]
  contact: { desk: 運用課, telephone: 03-5555-0100 }
  services: { pay: 窓口のカード払い }
  page:
    title: みなと市の稼働状況
    incidents: { heading: 障害, empty: 現在、障害はありません。, archive: 過去の障害, month: 障害, scope: each }
    maintenances: { heading: 作業, empty: 予定はありません。, archive: 過去の作業, month: 作業, scope: each }
";

const RECORD: &str = "maintenance:
  id: work
  title: カード払いの点検のお知らせ
  issued: 2026-12-01
  letter: NAME
  services: [pay]
  windows:
    - { start: 2026-12-07 22:00, end: 2026-12-08 02:00, announce: fax, impact: { kind: outage } }
  log:
    - { at: 2026-12-07 22:00, event: started }
";

/// A letter for those that are made of another.
const BASE: &str = "{% block head %}:::title {{ title }}{% endblock %}\n\n{% block lead %}本文{% endblock %}\n";

/// The list of what is made at an hour of the day of the work, which begins at 22:00.
fn request(hour: u32) -> Request {
    let moment = NaiveDate::from_ymd_opt(2026, 12, 7).and_then(|day| day.and_hms_opt(hour, 0, 0));
    Request {
        goal: Goal::List,
        moment: Moment::Local(moment.expect("a moment")),
        ids: Vec::new(),
        threads: NonZeroUsize::MIN,
    }
}

fn told(folder: &str, text: &str) -> String {
    let (path, letter) = match folder {
        "letter" | "child" => ("letter/own.md", "own"),
        "fax" => ("fax/maintenance.md", "short"),
        "page" => ("page/status.html", "short"),
        "over" => ("letter/short.md", "short"),
        _ => ("part/opening.md", "short"),
    };
    let file = |path: &str, text: &str| WorkspaceFile {
        path: path.to_string(),
        bytes: text.as_bytes().to_vec().into(),
    };
    let mut templates = vec![file(&format!("templates/{path}"), text)];
    if folder == "child" {
        templates.push(file("templates/part/base.md", BASE));
    }
    let files = WorkspaceFiles {
        notices: vec![
            file("notices/city/publisher.yaml", PUBLISHER),
            file("notices/city/work.yaml", &RECORD.replace("NAME", letter)),
        ],
        templates,
        ..WorkspaceFiles::default()
    };
    let request = request(23);
    let result = build(&files, &request, &mut ());
    let mut out = String::new();
    for fault in &result.diagnostics {
        let place = fault.span.map(|span| {
            let (line, column) = result.sources.position(span.file, span.start);
            let source = result.sources.get(span.file);
            let words = source.text.get(span.start..span.end).unwrap_or_default();
            let first = words.lines().next().unwrap_or_default();
            format!("{}:{line}:{column} 「{first}」", source.path.display())
        });
        let place = place.unwrap_or_else(|| "(場所なし)".to_string());
        let _ = writeln!(
            out,
            "{} {place}\n  {}\n  → {}",
            fault.code, fault.message.ja, fault.help.ja
        );
        let _ = writeln!(out, "  {}\n  → {}", fault.message.en, fault.help.en);
    }
    out
}

fn cases() -> Vec<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let folders = fs::read_dir(home).expect("the mistakes").flatten();
    let files = folders.flat_map(|folder| fs::read_dir(folder.path()).expect("a folder").flatten());
    let mut cases: Vec<PathBuf> = files.map(|file| file.path()).collect();
    cases.retain(|path| path.extension().is_some_and(|ending| ending != "txt"));
    cases.sort();
    cases
}

#[test]
fn each_mistake_is_told_at_its_place() {
    let cases = cases();
    assert!(cases.len() >= 400, "{} mistakes", cases.len());
    let told = |case: &PathBuf| {
        let folder = case.parent().and_then(Path::file_name);
        let folder = folder.map(|name| name.to_string_lossy().into_owned());
        let text = fs::read_to_string(case).expect("a template");
        let told = told(&folder.unwrap_or_default(), &text);
        assert!(!told.is_empty(), "{}: nothing is told", case.display());
        assert!(!told.contains("(場所なし)"), "{}: no place\n{told}", case.display());
        (case.with_extension("txt"), told)
    };
    said::hold(cases.iter().map(told), "mistakes");
}

/// A row of numbers that is the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides.max(1)
    }
}

/// One character of a built-in template is lost, doubled or another: either something is told, or the documents show no mark
/// of templates and notation. `MISTAKES=5000` tries more.
#[test]
fn a_character_mistyped_anywhere_prints_no_mark() {
    let rounds = std::env::vars()
        .find(|(name, _)| name == "MISTAKES")
        .and_then(|(_, count)| count.parse().ok())
        .unwrap_or(60);
    let mut dice = Dice(20_261_127);
    let templates = [
        "letter/short.md",
        "part/head.md",
        "part/opening.md",
        "part/foot.md",
        "part/contact.md",
        "part/dates.md",
    ];
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let texts = templates.map(|name| fs::read_to_string(home.join(name)).expect("a template"));
    let (mut told, mut printed) = (0, Vec::new());
    for _ in 0..rounds {
        let which = dice.below(templates.len());
        let characters: Vec<char> = texts[which].chars().collect();
        let at = dice.below(characters.len());
        let mut edited = characters.clone();
        match dice.below(3) {
            0 => drop(edited.remove(at)),
            1 => edited.insert(at, characters[at]),
            _ => edited[at] = ['x', ':', '{', '}', '%', '#', '|', '　'][dice.below(8)],
        }
        let edited: String = edited.into_iter().collect();
        let files = WorkspaceFiles {
            notices: [
                ("publisher", PUBLISHER.to_string()),
                ("work", RECORD.replace("NAME", "short")),
            ]
            .map(|(name, text)| WorkspaceFile {
                path: format!("notices/city/{name}.yaml"),
                bytes: text.into_bytes().into(),
            })
            .to_vec(),
            templates: vec![WorkspaceFile {
                path: format!("templates/{}", templates[which]),
                bytes: edited.clone().into_bytes().into(),
            }],
            ..WorkspaceFiles::default()
        };
        let request = request(21);
        let result = build(&files, &request, &mut ());
        if result.has_errors() {
            told += 1;
            continue;
        }
        for (path, text) in said::documents(&files, &request, &result) {
            let marks = ["{{", "}}", "{%", "%}", "{#", "#}", ":::", "::"];
            if let Some(mark) = marks.iter().find(|mark| text.contains(**mark)) {
                let line = text.lines().find(|line| line.contains(mark)).unwrap_or_default();
                printed.push(format!("{} character {at}: {path} prints {line}", templates[which]));
            }
        }
    }
    assert!(told > rounds / 10, "{told} of {rounds} mistakes are told");
    assert!(printed.is_empty(), "{}", printed.join("\n"));
}
