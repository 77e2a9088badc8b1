//! What a document follows from, as digests: what was made of the same need not be made again.

use super::request::{Contents, WorkspaceFile, WorkspaceFiles};
use crate::diagnostic::{FileId, Sources};
use crate::record::schema::{PublisherRecord, Record};
use crate::template::layer::Belongs;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;

/// The program: its sources, the fonts and templates built into it.
const PROGRAM: &str = env!("NOTICE_SOURCES");

/// A digest in the making. What goes in is parted, so that no two lists give the same.
struct Sum(Sha256);

impl Sum {
    fn new() -> Self {
        let mut sum = Sum(Sha256::new());
        sum.add(PROGRAM.as_bytes());
        sum
    }

    fn add(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn files<'f>(&mut self, files: impl Iterator<Item = &'f WorkspaceFile>) {
        for file in files {
            self.add(file.path.as_bytes());
            self.add(&file.bytes);
        }
    }

    fn end(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The digest of everything that a build reads.
pub(super) fn of_workspace(files: &WorkspaceFiles) -> String {
    let mut sum = Sum::new();
    sum.files(files.notices.iter().chain(&files.templates).chain(&files.fonts));
    for file in &files.issued {
        sum.add(file.path.as_bytes());
        match &file.contents {
            Contents::Held(bytes) => sum.add(bytes),
            // As published files are: by size and time.
            Contents::At(_) => sum.add(format!("{} {}", file.size, file.written).as_bytes()),
        }
    }
    sum.end()
}

/// Digests of what the documents of one publisher have in common, and of each record.
pub(super) struct Fingerprints {
    house: String,
}

impl Fingerprints {
    /// Of the documents of `publisher`: the program, fonts, templates but those of other publishers, and files of
    /// `notices/` that hold no record and are not other publishers'.
    pub(super) fn of_publisher(
        publisher: &PublisherRecord,
        publishers: &[PublisherRecord],
        (files, sources): (&WorkspaceFiles, &Sources),
        records: &BTreeSet<FileId>,
    ) -> Self {
        let mut sum = Sum::new();
        let others = |path: &Path| {
            let key = path.iter().nth(1).and_then(|name| name.to_str());
            publishers
                .iter()
                .any(|other| Some(other.key.as_str()) == key && other.key != publisher.key)
        };
        for (id, source) in sources.iter() {
            let shared = !records.contains(&id) && source.path.starts_with("notices") && !others(&source.path);
            if shared || id == publisher.file {
                sum.add(source.path.to_string_lossy().as_bytes());
                sum.add(source.text.as_bytes());
            }
        }
        let of_house = |file: &&WorkspaceFile| {
            let path = file.path.strip_prefix("templates/").unwrap_or(&file.path);
            !matches!(Belongs::of(path), Belongs::Publisher(key, _) if key != publisher.key)
        };
        sum.files(files.templates.iter().filter(of_house));
        sum.files(files.fonts.iter());
        Fingerprints { house: sum.end() }
    }

    /// Of the documents of one record, of which `issued` tells what was issued.
    pub(super) fn of_record(&self, record: &Record, sources: &Sources, issued: Option<&str>) -> String {
        let mut sum = Sum::new();
        sum.add(self.house.as_bytes());
        let source = sources.get(record.file);
        sum.add(source.path.to_string_lossy().as_bytes());
        sum.add(source.text.as_bytes());
        sum.add(record.id.value.as_bytes());
        if let Some(issued) = issued {
            sum.add(issued.as_bytes());
        }
        // Half of it tells ten thousand apart as well, and is half as long to read.
        sum.end()[..32].to_string()
    }
}

/// The files in which records stand.
pub(super) fn files_of<'r>(records: impl Iterator<Item = &'r Record>) -> BTreeSet<FileId> {
    records.map(|record| record.file).collect()
}
