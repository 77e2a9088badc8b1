//! `out/.notice-manifest`: which files of the output folder `notice` made, of which record, with which bytes.
//!
//! One line per file: SHA-256, record, path, each parted by two spaces. While a publication is going on, a path may
//! stand there twice, with the bytes before and after.

use super::error::PublishError;
use super::{disk, path};
use crate::diagnostic::Message;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// The manifest's name.
pub const MANIFEST: &str = ".notice-manifest";

const HEAD: &str = "# notice が作ったファイルの一覧です。ここにないファイルを notice が消すことはありません。書き換えないでください。\n\
                    # The files that notice made. It never removes a file that is not listed here. Please do not edit.\n";

/// SHA-256 of some bytes, in lower-case hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A file that `notice` made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OurFile {
    /// The record it was made of.
    pub(super) record: String,
    /// The bytes it may have, as [`hash`] tells them.
    pub(super) hashes: BTreeSet<String>,
}

/// The files that `notice` made, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest(pub(super) BTreeMap<String, OurFile>);

impl Manifest {
    /// Reads the manifest of an output folder; an empty one where there is none.
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
    pub(super) fn parse(text: &str) -> Result<Manifest, (usize, Message)> {
        let mut made: BTreeMap<String, OurFile> = BTreeMap::new();
        // A manifest cut off by a full disk must not pass for a shorter one.
        if !text.ends_with('\n') {
            let line = text.lines().count().max(1);
            return Err((line, Message::new("途中で切れています", "it is cut off")));
        }
        for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
            let fault = |why| (at + 1, why);
            let mut parts = line.splitn(3, "  ");
            let (Some(hash), Some(record), Some(path)) = (parts.next(), parts.next(), parts.next()) else {
                return Err(fault(Message::new(
                    "「ハッシュ  記録  パス」の形ではありません",
                    "the line is not of the form “hash  record  path”",
                )));
            };
            if hash.len() != 64 || !hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
                return Err(fault(Message::new("ハッシュが正しくありません", "the hash is not one")));
            }
            path::safe(Path::new(path)).map_err(fault)?;
            let entry = made.entry(path.to_string()).or_insert_with(|| OurFile {
                record: record.to_string(),
                hashes: BTreeSet::new(),
            });
            // The line that comes later is the newer one.
            entry.record = record.to_string();
            entry.hashes.insert(hash.to_string());
        }
        Ok(Manifest(made))
    }

    /// The manifest's text.
    pub(super) fn text(&self) -> String {
        let mut out = HEAD.to_string();
        for (path, made) in &self.0 {
            for hash in &made.hashes {
                let _ = writeln!(out, "{hash}  {}  {path}", made.record);
            }
        }
        out
    }

    /// Everything either of them names.
    pub(super) fn union(&self, after: &Manifest) -> Manifest {
        let mut all = self.clone();
        for (path, made) in &after.0 {
            let entry = all.0.entry(path.clone()).or_insert_with(|| made.clone());
            entry.record.clone_from(&made.record);
            entry.hashes.extend(made.hashes.iter().cloned());
        }
        all
    }
}
