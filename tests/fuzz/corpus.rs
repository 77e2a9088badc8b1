//! What is mutated: the files of this repository, in the small sets in which they are read together.

use crate::dice::Dice;
use crate::targets::Target;
use crate::{mutate, project};
use std::fs;
use std::path::{Path, PathBuf};

/// An input: files by their paths in a workspace.
#[derive(Clone)]
pub struct Case {
    pub files: Vec<(String, Vec<u8>)>,
}

impl Case {
    pub fn one(path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Case {
            files: vec![(path.to_string(), bytes.into())],
        }
    }

    /// Every file below a folder.
    pub fn read(folder: &Path) -> Self {
        let files = below(folder).into_iter().map(|place| {
            let path = place.strip_prefix(folder).expect("below the folder").to_string_lossy();
            (path.into_owned(), fs::read(&place).expect("a file of the project"))
        });
        Case { files: files.collect() }
    }
}

/// The inputs that a target begins with.
pub struct Corpus {
    target: &'static Target,
    cases: Vec<Case>,
}

impl Corpus {
    pub fn of(target: &'static Target) -> Self {
        let cases = (target.cases)();
        assert!(!cases.is_empty(), "{} has nothing to begin with", target.name);
        Corpus { target, cases }
    }

    /// The input of a seed: a case, of which one file is mutated, sometimes several.
    pub fn case(&self, seed: u64) -> Case {
        let mut dice = Dice::new(seed);
        let mut case = dice.one(&self.cases).clone();
        loop {
            let at = dice.below(case.files.len());
            let other = &dice.one(&self.cases).files;
            let other = &dice.one(other).1;
            (self.target.mutate)(&mut case.files[at].1, other, self.target.tokens, &mut dice);
            case.files[at].1.truncate(mutate::LARGEST);
            if !dice.chance(10) {
                return case;
            }
        }
    }
}

/// All files below a folder, in the order of their names; hidden ones and what tests expect left out.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for place in entries(folder) {
        let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match place.is_dir() {
            true => files.extend(below(&place)),
            false if name.starts_with('.') || name.starts_with("expected") => {}
            false => files.push(place),
        }
    }
    files
}

/// The folders in a folder, in the order of their names.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|place| place.is_dir()).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut places: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    places.sort();
    places
}

/// Whether a file has one of these endings.
pub fn ends(place: &Path, endings: &[&str]) -> bool {
    place
        .extension()
        .is_some_and(|ending| endings.iter().any(|known| ending == *known))
}

/// The files of the project below a folder that have one of these endings.
pub fn texts(folder: &str, endings: &[&str]) -> Vec<(String, Vec<u8>)> {
    let project = project();
    let places = below(&project.join(folder))
        .into_iter()
        .filter(|place| ends(place, endings));
    let read = places.map(|place| {
        let path = place
            .strip_prefix(&project)
            .expect("a file of the project")
            .to_string_lossy();
        (path.into_owned(), fs::read(&place).expect("a file of the project"))
    });
    // What is larger takes long and tells no more.
    read.filter(|(_, bytes)| bytes.len() <= mutate::LARGEST).collect()
}
