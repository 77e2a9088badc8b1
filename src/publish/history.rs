//! `out/.notice/history/`: the bytes of documents that changed after people had received them.
//!
//! The log beside them has a line for each, its columns parted by tabs: the moment they were replaced, since when they
//! stood, SHA-256, why, record, the document's path, the path of the kept bytes. The oldest stands first.

use super::disk;
use super::error::PublishError;
use super::manifest::OurFile;
use std::fmt::Write;
use std::path::Path;

/// The log, and the folder of the bytes, relative to `out/.notice/`.
pub(super) const LOG: &str = "history/log";

const HEAD: &str = "# 送付・掲載の日を過ぎてから置き換えられた文書の控えです。\n\
                    # Documents that were replaced after people had received them.\n";

/// Why bytes were kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Others took their place.
    Changed,
    /// No record makes the document any more.
    Removed,
    /// Somebody had changed the published file by hand.
    Edited,
}

impl Why {
    const ALL: [Why; 3] = [Why::Changed, Why::Removed, Why::Edited];

    /// Its word in the log.
    pub fn word(self) -> &'static str {
        match self {
            Why::Changed => "changed",
            Why::Removed => "removed",
            Why::Edited => "edited",
        }
    }
}

/// A document that stood published once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The moment it was replaced.
    pub until: String,
    /// The moment since which it stood.
    pub since: String,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// Why it was kept.
    pub why: Why,
    /// Its record.
    pub record: String,
    /// Where it stood, relative to `out/`.
    pub path: String,
    /// Where its bytes are kept, relative to `out/.notice/`.
    pub kept: String,
}

impl Past {
    /// What is kept of `made`, which stood at `path` until the moment.
    pub(super) fn new(path: &str, made: &OurFile, hash: &str, until: &str, why: Why) -> Past {
        let (stem, ending) = path.rsplit_once('.').unwrap_or((path, "bin"));
        let moment: String = until.chars().filter(char::is_ascii_digit).collect();
        Past {
            until: until.to_string(),
            since: made.since.clone(),
            hash: hash.to_string(),
            why,
            record: made.record.clone(),
            path: path.to_string(),
            kept: format!("history/{stem}.{moment}-{}.{ending}", &hash[..8]),
        }
    }
}

/// Reads the log; lines that are none are passed over, since what is past does not keep anything from being published.
pub(super) fn parse(text: &str) -> Vec<Past> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let pasts = lines.filter_map(|line| {
        let columns: Vec<&str> = line.splitn(7, '\t').collect();
        let [until, since, hash, why, record, path, kept] = columns.as_slice() else {
            return None;
        };
        Some(Past {
            until: (*until).to_string(),
            since: (*since).to_string(),
            hash: (*hash).to_string(),
            why: Why::ALL.into_iter().find(|known| known.word() == *why)?,
            record: (*record).to_string(),
            path: (*path).to_string(),
            kept: (*kept).to_string(),
        })
    });
    pasts.collect()
}

/// The documents of the output folder `root` that stood published once and changed after people had received them, the
/// oldest first.
///
/// # Errors
/// The log cannot be read.
pub fn past(root: &Path) -> Result<Vec<Past>, PublishError> {
    let log = disk::read_own(&root.join(".notice").join(LOG))?;
    Ok(log.map_or_else(Vec::new, |log| parse(&log)))
}

/// The text of the log.
pub(super) fn text(pasts: &[Past]) -> String {
    let mut out = HEAD.to_string();
    for past in pasts {
        let Past {
            until,
            since,
            hash,
            record,
            path,
            kept,
            ..
        } = past;
        let _ = writeln!(
            out,
            "{until}\t{since}\t{hash}\t{}\t{record}\t{path}\t{kept}",
            past.why.word()
        );
    }
    out
}
