//! What is to be published, as values.

use crate::diagnostic::Message;
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// One file to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its path, relative to `out/`, with `/`; its first part is `web` or `office`.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Number of pages, where it has pages.
    pub pages: Option<usize>,
    /// The record it is made of, `publisher/id`; the publisher's key alone for what is made of many records.
    pub record: String,
    /// What it is, for the table at the end (案内状, FAX …).
    pub label: Message,
    /// What it follows from, as a digest; empty where nobody asks.
    pub fingerprint: String,
    /// Of a letter or sheet, the moment from which it counts as issued, and its words.
    pub issue: Option<Issue>,
}

/// What is known of a document that people receive, and that is kept when it changes afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Its day, or the moment it was sent at.
    pub dated: DateTime<FixedOffset>,
    /// Its words, as plain text.
    pub text: String,
}

/// Which records a build answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All: what was not put there is no longer made by anyone.
    All,
    /// Only outputs of these records, each `id` or `publisher/id`, are written, and only such are removed.
    Records(BTreeSet<String>),
}

impl Scope {
    /// Whether the build answers for this record.
    pub fn holds(&self, record: &str) -> bool {
        match self {
            Scope::All => true,
            Scope::Records(records) => {
                let id = record.split_once('/').map(|(_, id)| id);
                records.contains(record) || id.is_some_and(|id| records.contains(id))
            }
        }
    }
}

/// Where documents go as they are made, and what is known of those that stand from before.
pub trait Sink {
    /// Whether what stands published at `path` was made of what this fingerprint tells, and is untouched.
    fn stands(&self, path: &str, fingerprint: &str) -> bool;
    /// What stands at `path` stays.
    fn keep(&mut self, path: &str);
    /// A document is made.
    fn put(&mut self, output: Output);
    /// Facts that an earlier build kept under this name.
    fn state(&self, name: &str) -> Option<String>;
}

/// All are held; nothing stands from before.
impl Sink for Vec<Output> {
    fn stands(&self, _path: &str, _fingerprint: &str) -> bool {
        false
    }

    fn keep(&mut self, _path: &str) {}

    fn put(&mut self, output: Output) {
        self.push(output);
    }

    fn state(&self, _name: &str) -> Option<String> {
        None
    }
}
