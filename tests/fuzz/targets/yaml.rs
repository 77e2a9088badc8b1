//! Records, publishers, what publishers share, and holidays.

use super::{drawn, request};
use crate::corpus::{Case, below, ends, folders};
use crate::dice::Dice;
use crate::project;
use notice::diagnostic::{Diagnostic, Severity};
use notice::engine::{Goal, WorkspaceFile, WorkspaceFiles, build};
use notice::testing::check;
use std::fs;
use std::path::{Path, PathBuf};

/// Records, each with what stands above it: its publisher, `common.yaml`, `holidays.yaml`.
pub fn cases() -> Vec<Case> {
    let tests = project().join("tests");
    let mut rooms = vec![project().join("notices")];
    for of in ["records", "diagnostics", "real", "layers", "making"] {
        rooms.extend(folders(&tests.join(of)).iter().map(|case| case.join("notices")));
    }
    let mut cases: Vec<Case> = rooms.iter().flat_map(|room| of_room(room)).collect();
    // Their publisher stands beside them.
    let publisher = fs::read(tests.join("histories/publisher.yaml")).expect("the publisher of the histories");
    for case in folders(&tests.join("histories")) {
        let mut files = Vec::new();
        for place in below(&case).iter().filter(|place| ends(place, &["yaml"])) {
            let name = place.file_name().expect("a name").to_string_lossy();
            files.push((format!("notices/p/{name}"), fs::read(place).expect("a record")));
        }
        if !files.iter().any(|(path, _)| path.ends_with("/publisher.yaml")) {
            files.push(("notices/p/publisher.yaml".to_string(), publisher.clone()));
        }
        cases.push(Case { files });
    }
    cases
}

fn of_room(room: &Path) -> Vec<Case> {
    let read = |place: &PathBuf| {
        let path = place.strip_prefix(room).expect("below it").to_string_lossy();
        (
            format!("notices/{path}"),
            fs::read(place).expect("a file of the project"),
        )
    };
    let places = below(room);
    let small = |(_, bytes): &(String, Vec<u8>)| bytes.len() < 32 * 1024;
    let all: Vec<(String, Vec<u8>)> = places.iter().map(read).filter(small).collect();
    let is_shared = |path: &str| {
        ["publisher.yaml", "common.yaml", "holidays.yaml"]
            .iter()
            .any(|name| path.ends_with(name))
    };
    let (shared, records): (Vec<_>, Vec<_>) = all.into_iter().partition(|(path, _)| is_shared(path));
    let with_shared = |record: (String, Vec<u8>)| {
        let folder = |path: &str| {
            path.rsplit_once('/')
                .map(|(folder, _)| folder.to_string())
                .unwrap_or_default()
        };
        let of = folder(&record.0);
        let above = shared.iter().filter(|(path, _)| of.starts_with(&folder(path))).cloned();
        let files = std::iter::once(record.clone()).chain(above).collect();
        Case { files }
    };
    records.into_iter().map(with_shared).collect()
}

pub fn play(case: &Case, dice: &mut Dice) {
    let files = case
        .files
        .iter()
        .map(|(path, bytes)| (PathBuf::from(path), bytes.clone()));
    let (sources, _, _, faults) = check::workspace(files.collect());
    if dice.chance(30) {
        drawn(&faults, &sources, dice);
    }
    if faults.iter().any(is_error) || !dice.chance(12) {
        return;
    }
    let notices = case.files.iter().map(|(path, bytes)| WorkspaceFile {
        path: path.clone(),
        bytes: bytes.clone().into(),
    });
    let mut files = WorkspaceFiles {
        notices: notices.collect(),
        ..WorkspaceFiles::default()
    };
    files.notices.sort_by(|a, b| a.path.cmp(&b.path));
    let goal = if dice.chance(12) { Goal::Check } else { Goal::List };
    let result = build(&files, &request(goal, dice), &mut ());
    drawn(&result.diagnostics, &result.sources, dice);
}

fn is_error(fault: &Diagnostic) -> bool {
    fault.severity == Severity::Error
}
