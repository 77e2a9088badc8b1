//! What the program keeps in `out/.notice/` and in the ledger: the manifest, the facts of the last build, the log of what was
//! replaced, the journal, the index of what was issued.

use super::{drawn, request};
use crate::corpus::Case;
use crate::dice::Dice;
use crate::project;
use chrono::NaiveDate;
use notice::engine::{Contents, Goal, LedgerFile, Moment, Request, WorkspaceFile, WorkspaceFiles};
use notice::engine::{build, build_into, unchanged};
use notice::testing::publish::{Manifest, Output, Sink, kept};
use std::fs;
use std::num::NonZeroUsize;
use std::sync::OnceLock;

const BUILD: &str = "build";
const RECORDS: &str = "records";
const INDEX: &str = "index.yaml";

/// A workspace with one record, and when it is built.
fn workspace() -> &'static (WorkspaceFiles, Request) {
    static WORKSPACE: OnceLock<(WorkspaceFiles, Request)> = OnceLock::new();
    WORKSPACE.get_or_init(|| {
        let file = |path: &str, from: &str| WorkspaceFile {
            path: path.to_string(),
            bytes: fs::read(project().join("tests/histories").join(from))
                .expect("a file of the histories")
                .into(),
        };
        let notices = vec![
            file("notices/p/publisher.yaml", "publisher.yaml"),
            file("notices/p/work.yaml", "slips-that-are-warned-of/letter-too-early.yaml"),
        ];
        let files = WorkspaceFiles {
            notices,
            ..WorkspaceFiles::default()
        };
        let moment = NaiveDate::from_ymd_opt(2026, 10, 1).and_then(|day| day.and_hms_opt(9, 0, 0));
        let request = Request {
            goal: Goal::Publish,
            moment: Moment::Local(moment.expect("a moment")),
            ids: Vec::new(),
            threads: NonZeroUsize::MIN,
        };
        (files, request)
    })
}

pub fn cases() -> Vec<Case> {
    let (files, request) = workspace();
    let states = build(files, request, &mut ()).states;
    let states = states.iter().map(|(name, text)| Case::one(name, text.clone()));
    let starts = ["manifest", "log", "journal", INDEX].map(|name| {
        let place = project().join("tests/fuzz/starts").join(name);
        Case::one(name, fs::read(place).expect("a file of the test"))
    });
    states.chain(starts).collect()
}

/// What an earlier build kept, under one name; nothing else stands.
struct Earlier<'e>(&'e str, &'e str);

impl Sink for Earlier<'_> {
    fn stands(&self, _path: &str, _fingerprint: &str) -> bool {
        true
    }

    fn keep(&mut self, _path: &str) {}

    fn put(&mut self, _output: Output) {}

    fn state(&self, name: &str) -> Option<String> {
        (name == self.0).then(|| self.1.to_string())
    }
}

pub fn play(case: &Case, dice: &mut Dice) {
    let (name, bytes) = &case.files[0];
    // What is no UTF-8 is refused before.
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (files, _) = workspace();
    match name.as_str() {
        BUILD => {
            let asked = request(Goal::Publish, dice);
            let earlier = Earlier(BUILD, text);
            for moment in [asked.moment, workspace().1.moment] {
                if let Some(result) = unchanged(files, &moment, &earlier) {
                    drawn(&result.diagnostics, &result.sources, dice);
                }
            }
        }
        RECORDS if dice.chance(5) => {
            let mut earlier = Earlier(RECORDS, text);
            let asked = if dice.chance(50) {
                workspace().1.clone()
            } else {
                request(Goal::List, dice)
            };
            let result = build_into(files, &asked, &mut earlier, &mut ());
            drawn(&result.diagnostics, &result.sources, dice);
        }
        INDEX if dice.chance(2) => {
            let mut files = files.clone();
            files.issued.push(LedgerFile {
                path: format!("issued/p/letter-too-early/{INDEX}"),
                size: bytes.len() as u64,
                written: 0,
                contents: Contents::Held(bytes.clone()),
            });
            let result = build(&files, &request(Goal::List, dice), &mut ());
            drawn(&result.diagnostics, &result.sources, dice);
        }
        _ => {
            if let Ok(manifest) = Manifest::parse(text) {
                let again = Manifest::parse(&manifest.text());
                assert_eq!(again, Ok(manifest), "what was read is written so that it is read again");
            }
            kept(text);
        }
    }
}
