//! What is asked of the engine.

use chrono::{NaiveDateTime, TimeDelta};
use std::num::NonZeroUsize;

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
}

/// One file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceFile {
    /// Relative to the workspace, with `/`, the first folder included (`notices/j-mups/publisher.yaml`).
    pub path: String,
    /// Its bytes, as they stand on the disk.
    pub bytes: Vec<u8>,
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
