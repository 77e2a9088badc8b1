//! What is to be published, as a value.

use crate::diagnostic::Message;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// One file to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its path, relative to `out/`, with `/`.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Number of pages, where it has pages.
    pub pages: Option<usize>,
    /// The record it is made of, `publisher/id`; the publisher's key alone for what is made of many records.
    pub record: String,
    /// What it is, for the table at the end (案内状, FAX …).
    pub label: Message,
}

/// Everything one build publishes, as a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan(Vec<Output>);

impl Plan {
    /// A plan of `outputs`, ordered by path.
    pub fn new(mut outputs: Vec<Output>) -> Self {
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
        Plan(outputs)
    }

    /// The outputs, ordered by path.
    pub fn outputs(&self) -> &[Output] {
        &self.0
    }
}

/// Which records a build answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All: what the plan does not hold is no longer made by anyone.
    All,
    /// Only outputs with one of these [`Output::record`]s are written, and only such are removed.
    Records(BTreeSet<String>),
}

impl Scope {
    /// Whether the build answers for this record.
    pub fn holds(&self, record: &str) -> bool {
        match self {
            Scope::All => true,
            Scope::Records(records) => records.contains(record),
        }
    }
}
