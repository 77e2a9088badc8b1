//! What is asked of the engine.

use crate::diagnostic::Bytes;
use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use std::borrow::Cow;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The files of a workspace, read into memory, each list sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkspaceFiles {
    /// Everything below `notices/`.
    pub notices: Vec<WorkspaceFile>,
    /// Everything below `templates/`.
    pub templates: Vec<WorkspaceFile>,
    /// Everything below `fonts/`.
    pub fonts: Vec<WorkspaceFile>,
    /// Paths of what should have been read and was not.
    pub unread: Vec<String>,
    /// Everything below `issued/`, where it is of a record.
    pub issued: Vec<LedgerFile>,
}

/// One file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceFile {
    /// Relative to the workspace, with `/`, the first folder included (`notices/j-mups/publisher.yaml`).
    pub path: String,
    /// Its bytes, as they stand on the disk.
    pub bytes: Bytes,
}

/// A file of the ledger. There may be more of them than documents, so that only the indexes are held: what is wanted of the
/// others is read when it is, and is known by its hash to be what was listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerFile {
    /// Relative to the workspace, with `/` (`issued/j-mups/2021-emoney/letter.1.pdf`).
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
    /// When it was written, in nanoseconds since 1970; 0 where the system does not say.
    pub written: u128,
    /// What stands in it.
    pub contents: Contents,
}

/// What stands in a file of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contents {
    /// These bytes.
    Held(Vec<u8>),
    /// The bytes of the file at this place of the machine.
    At(PathBuf),
}

impl Contents {
    /// The bytes, where they are held.
    pub(crate) fn held(&self) -> Option<&[u8]> {
        match self {
            Contents::Held(bytes) => Some(bytes),
            Contents::At(_) => None,
        }
    }

    /// The bytes.
    ///
    /// # Errors
    /// The file cannot be read any more.
    pub(crate) fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Contents::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Contents::At(place) => std::fs::read(place).map(Cow::Owned),
        }
    }
}

/// The moment that documents are made for (`--as-of`, or the machine's clock).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A wall clock reading, as a publisher's own records write theirs: it holds in each publisher's zone.
    Local(NaiveDateTime),
    /// A reading in UTC: one instant for every publisher.
    Utc(NaiveDateTime),
}

impl Moment {
    /// The wall clock reading in a zone `zone_minutes` east of UTC (JST: 540).
    pub fn in_zone(&self, zone_minutes: i32) -> NaiveDateTime {
        match self {
            Moment::Local(reading) => *reading,
            Moment::Utc(reading) => reading
                .checked_add_signed(TimeDelta::minutes(i64::from(zone_minutes)))
                .unwrap_or(*reading),
        }
    }
}

impl Moment {
    /// Which of two changes comes first: by their readings, where one reading holds in each zone; by instant otherwise.
    pub(crate) fn first(
        &self,
        one: Option<DateTime<FixedOffset>>,
        other: Option<DateTime<FixedOffset>>,
    ) -> Option<DateTime<FixedOffset>> {
        let both = one.into_iter().chain(other);
        match self {
            Moment::Local(_) => both.min_by_key(DateTime::naive_local),
            Moment::Utc(_) => both.min(),
        }
    }
}

/// What the engine's result is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Everything is made and published.
    Publish,
    /// Everything is made, so that every fault is found, and thrown away.
    Check,
    /// Only the listing is asked for: nothing need be laid out.
    List,
}

/// What is asked of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What the result is for.
    pub goal: Goal,
    /// The moment that documents are made for.
    pub moment: Moment,
    /// Records to make documents of, each `id` or `publisher/id`; all of them where it is empty. The engine may make
    /// more: publication writes only what belongs to these records.
    pub ids: Vec<String>,
    /// How many threads lay out and write documents at most. Their number changes no byte.
    pub threads: NonZeroUsize,
}
