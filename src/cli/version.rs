//! A version of a document that people received, as `notice history` tells it.

use crate::publish::{Why, hash};
use std::path::{Path, PathBuf};

/// How a version came to its end, or did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It stands published.
    Stands,
    /// It stands published no more, or not yet.
    Issued,
    /// It was replaced or removed, or somebody had changed it by hand.
    Past(Why),
}

impl State {
    /// Its word for other programs.
    pub(super) fn word(self) -> &'static str {
        match self {
            State::Stands => "published",
            State::Issued => "issued",
            State::Past(why) => why.word(),
        }
    }
}

/// A version of a document.
#[derive(Debug, Clone)]
pub(super) struct Version {
    /// `publisher/id`.
    pub record: String,
    /// The document's name among those of its record.
    pub document: String,
    /// Its number in the ledger, where it was issued.
    pub number: Option<usize>,
    /// When it was issued.
    pub issued: Option<String>,
    /// Since when it stood published, where that is known.
    pub since: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// How it stands.
    pub state: State,
    /// How many pages it has, where that is known.
    pub pages: Option<usize>,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// Where its bytes are.
    pub place: PathBuf,
    /// Its words, where they are kept.
    pub text: Option<String>,
    /// Where its text on the web is, where it was issued with it, and the SHA-256 of that.
    pub web: Option<(PathBuf, String)>,
}

/// Whether the bytes are there, and are those that they are known as.
pub(super) fn is_sound(version: &Version) -> bool {
    holds(&version.place, &version.hash)
}

/// Whether a file has the bytes of this SHA-256.
pub(super) fn holds(place: &Path, sum: &str) -> bool {
    std::fs::read(place).is_ok_and(|bytes| hash(&bytes) == sum)
}
