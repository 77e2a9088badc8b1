//! `out/.notice/manifest`: which files of the output folder `notice` made, of which record, with which bytes, since when.
//!
//! A line each, its columns parted by tabs: SHA-256, size in bytes, time of writing in nanoseconds, pages, fingerprint,
//! the document's own date, the moment since which these bytes stand, record, what it is in Japanese and in English, path.
//! Lines before tell whose it is: the workspace, and the moment of the last build; and SHA-256 of the facts kept beside it.

use super::error::PublishError;
use super::{disk, path};
use crate::diagnostic::Message;
use chrono::{DateTime, FixedOffset};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::Metadata;
use std::path::Path;
use std::sync::Arc;

/// The manifest's place in the output folder.
pub const MANIFEST: &str = ".notice/manifest";

const HEAD: &str = "# notice が作ったファイルの一覧です。ここにないファイルを notice が消すことはありません。書き換えないでください。\n\
                    # The files that notice made. It never removes a file that is not listed here. Please do not edit.\n";

/// A value that a line does not have.
const NONE: &str = "-";

/// SHA-256 of some bytes, in lower-case hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A file that `notice` made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OurFile {
    /// Its bytes, as [`hash`] tells them.
    pub hash: String,
    /// How many they are.
    pub size: u64,
    /// When they were written, in nanoseconds since 1970.
    pub written: u128,
    /// Number of pages, where it has pages.
    pub pages: Option<usize>,
    /// What it follows from; empty where nobody asked.
    pub fingerprint: String,
    /// Of a letter or sheet, its day or moment.
    pub dated: Option<DateTime<FixedOffset>>,
    /// The moment of the build that published these bytes.
    pub since: String,
    /// The record it was made of.
    pub record: String,
    /// What it is.
    pub label: Message,
}

impl OurFile {
    /// Whether what stands there is untouched, as far as size and time tell.
    pub(super) fn looks_untouched(&self, found: &Metadata) -> bool {
        found.is_file() && found.len() == self.size && disk::written_at(found) == self.written
    }
}

/// The files that `notice` made, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The workspace that it belongs to; empty before the first build.
    pub workspace: String,
    /// The moment of the last build, as it was given; empty before the first.
    pub moment: String,
    /// SHA-256 of the facts kept beside it, by the names of their files: what was damaged is not believed.
    pub states: BTreeMap<String, String>,
    /// The files.
    pub files: BTreeMap<String, Arc<OurFile>>,
}

impl Manifest {
    /// The facts kept under a name in the output folder `root`, if they are those that were written with this manifest.
    pub(super) fn state(&self, root: &Path, name: &str) -> Option<String> {
        let text = disk::read_kept(&root.join(".notice").join(name))?;
        (self.states.get(name)? == &hash(text.as_bytes())).then_some(text)
    }

    /// Reads the manifest of an output folder; an empty one where there is none.
    ///
    /// # Errors
    /// It cannot be read, or is none.
    pub(super) fn read(root: &Path) -> Result<Manifest, PublishError> {
        let file = root.join(MANIFEST);
        let broken = |line, why| PublishError::Manifest {
            path: file.clone(),
            line,
            why,
        };
        match disk::stands(&file)? {
            None => return Ok(Manifest::default()),
            Some(metadata) if !metadata.is_file() => {
                return Err(broken(
                    1,
                    Message::new("ファイルではありません", "it is not a plain file"),
                ));
            }
            Some(_) => {}
        }
        let Ok(text) = String::from_utf8(disk::read(&file)?) else {
            return Err(broken(1, Message::new("UTF-8 ではありません", "it is not UTF-8")));
        };
        Manifest::parse(&text).map_err(|(line, why)| broken(line, why))
    }

    /// Reads the manifest's text; a fault comes with its line, from 1.
    ///
    /// # Errors
    /// The first line that is none of a manifest's.
    pub fn parse(text: &str) -> Result<Manifest, (usize, Message)> {
        let mut manifest = Manifest::default();
        // A manifest cut off by a full disk must not pass for a shorter one.
        if !text.ends_with('\n') {
            let line = text.lines().count().max(1);
            return Err((line, Message::new("途中で切れています", "it is cut off")));
        }
        for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
            let fault = |why| (at + 1, why);
            match line.split_once('\t') {
                Some(("workspace", workspace)) => manifest.workspace = workspace.to_string(),
                Some(("moment", moment)) => manifest.moment = moment.to_string(),
                Some(("state", rest)) => {
                    let state = rest.split_once('\t');
                    manifest
                        .states
                        .extend(state.map(|(hash, name)| (name.to_string(), hash.to_string())));
                }
                _ => {
                    let (path, made) = file(line).ok_or_else(|| {
                        fault(Message::new(
                            "「ハッシュ・大きさ・時刻…パス」の形ではありません",
                            "the line is not of the form “hash, size, time … path”",
                        ))
                    })?;
                    path::safe(Path::new(path)).map_err(fault)?;
                    if made.hash.len() != 64 || !made.hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
                        return Err(fault(Message::new("ハッシュが正しくありません", "the hash is not one")));
                    }
                    manifest.files.insert(path.to_string(), Arc::new(made));
                }
            }
        }
        Ok(manifest)
    }

    /// The manifest's text.
    pub fn text(&self) -> String {
        let mut out = HEAD.to_string();
        let _ = writeln!(out, "workspace\t{}\nmoment\t{}", self.workspace, self.moment);
        for (name, hash) in &self.states {
            let _ = writeln!(out, "state\t{hash}\t{name}");
        }
        for (path, made) in &self.files {
            let OurFile {
                hash,
                size,
                written,
                since,
                record,
                label,
                ..
            } = &**made;
            let pages = made.pages.map_or(NONE.to_string(), |pages| pages.to_string());
            let fingerprint = Some(made.fingerprint.as_str())
                .filter(|of| !of.is_empty())
                .unwrap_or(NONE);
            let dated = made.dated.map_or(NONE.to_string(), |dated| dated.to_rfc3339());
            let _ = writeln!(
                out,
                "{hash}\t{size}\t{written}\t{pages}\t{fingerprint}\t{dated}\t{since}\t{record}\t{}\t{}\t{path}",
                label.ja, label.en
            );
        }
        out
    }
}

/// Reads a line of a file.
fn file(line: &str) -> Option<(&str, OurFile)> {
    let columns: Vec<&str> = line.splitn(11, '\t').collect();
    let [
        hash,
        size,
        written,
        pages,
        fingerprint,
        dated,
        since,
        record,
        ja,
        en,
        path,
    ] = columns.as_slice()
    else {
        return None;
    };
    let given = |text: &str| (text != NONE).then(|| text.to_string());
    let made = OurFile {
        hash: (*hash).to_string(),
        size: size.parse().ok()?,
        written: written.parse().ok()?,
        pages: given(pages).map(|pages| pages.parse()).transpose().ok()?,
        fingerprint: given(fingerprint).unwrap_or_default(),
        dated: given(dated)
            .map(|dated| DateTime::parse_from_rfc3339(&dated))
            .transpose()
            .ok()?,
        since: (*since).to_string(),
        record: (*record).to_string(),
        label: Message::new(*ja, *en),
    };
    Some((*path, made))
}
