//! What a rule looks at.

use crate::diagnostic::Sources;
use crate::record::decode::Draft;
use crate::record::schema::{PublisherRecord, Record};

/// A publisher with its records, as far as they were understood.
pub(super) struct Folder<'a> {
    /// The files that places point into.
    pub(super) sources: &'a Sources,
    /// `None` where `publisher.yaml` is missing or could not be read.
    pub(super) publisher: Option<&'a Draft<PublisherRecord>>,
    /// Its records.
    pub(super) records: Vec<&'a Draft<Record>>,
}

impl<'a> Folder<'a> {
    /// The records as far as they were understood.
    pub(super) fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a, '_> {
        self.records.iter().map(|draft| &draft.value)
    }
}
