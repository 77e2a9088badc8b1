//! What a publication did.

use super::part::Part;
use crate::diagnostic::Message;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Did not exist before.
    New,
    /// Existed with other bytes.
    Changed,
    /// Had the same bytes: left alone.
    Same,
    /// No record makes it any more: gone.
    Removed,
    /// No record makes it any more, but its bytes are not those that were published: somebody changed it, so it stays
    /// and is no longer ours.
    Kept,
}

/// One line of a [`Report`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path, relative to `out/`, with `/`.
    pub path: String,
    /// What it is; `None` for a file that is no longer made.
    pub label: Option<Message>,
    /// The record it belongs to.
    pub record: String,
    /// Number of pages, where it has pages.
    pub pages: Option<usize>,
    /// Size in bytes; `None` for a file that is no longer made.
    pub size: Option<u64>,
    /// SHA-256 of its bytes; of a file that is no longer made, of those that were published.
    pub hash: String,
    /// What became of it.
    pub state: Fate,
}

/// A document that changed, or went away, although people had received it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Superseded {
    /// Where it stood, relative to `out/`.
    pub path: String,
    /// What it said; `None` where that is not known.
    pub before: Option<String>,
    /// What stands in its place says; `None` where nothing does.
    pub after: Option<String>,
    /// Where its bytes are kept, relative to `out/`.
    pub kept: String,
}

/// What a file would say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file, relative to `out/`.
    pub path: String,
    /// The words of the document that stands there, else the bytes of the file; `None` where nothing does.
    pub before: Option<Vec<u8>>,
    /// Those of what would stand there.
    pub after: Option<Vec<u8>>,
}

/// What a publication did, ordered by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// One entry per file.
    pub entries: Vec<Entry>,
    /// Documents that changed after their day or moment.
    pub superseded: Vec<Superseded>,
    /// Files that somebody had changed by hand, and that were replaced, with the places where those bytes are kept.
    pub edited: Vec<(String, String)>,
    /// An output folder of an earlier program was taken over; these files in it are not ours and stayed where they were.
    pub taken_over: Option<Vec<String>>,
    /// Parts that were published file by file: their place takes no exchange.
    pub in_pieces: Vec<Part>,
}

impl Report {
    /// How many files are in `state`.
    pub fn count(&self, state: Fate) -> usize {
        self.entries.iter().filter(|e| e.state == state).count()
    }
}
