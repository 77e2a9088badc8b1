//! What a publication did.

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
    /// What became of it.
    pub state: Fate,
}

/// What a publication did, ordered by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// One entry per file.
    pub entries: Vec<Entry>,
    /// The records that the build did not answer for and whose documents are not what the records say now: the page, which
    /// tells of all records, and these documents may disagree.
    pub behind: Vec<String>,
}

impl Report {
    /// How many files are in `state`.
    pub fn count(&self, state: Fate) -> usize {
        self.entries.iter().filter(|e| e.state == state).count()
    }
}
