//! What goes along while the nodes of a file become values.

use crate::diagnostic::{Diagnostic, FileId, Severity, Spanned};
use crate::record::said::{Said, Sort};
use std::collections::BTreeSet;

/// How long a text may be, in characters.
pub(super) const TEXT: usize = 200_000;

/// What could be read of a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft<T> {
    /// The record, as far as it was understood.
    pub value: T,
    /// The keys whose values were not understood completely.
    pub spoiled: BTreeSet<&'static str>,
    /// The file holds no error: the record says all that its file says.
    pub whole: bool,
}

impl<T> Draft<T> {
    /// Whether all of `keys` were understood.
    pub(crate) fn knows(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| !self.spoiled.contains(key))
    }
}

/// Collects the faults of one file while its nodes become values.
pub(super) struct Reader {
    pub(super) file: FileId,
    pub(super) faults: Vec<Diagnostic>,
    pub(super) spoiled: BTreeSet<&'static str>,
    /// What was read for documents so far, its keys not yet known.
    pub(super) said: Vec<Said>,
    /// The dates, times and ranges that could be read so far, as typed.
    pub(super) dates: Vec<Spanned<String>>,
    /// What is read now may stand unused.
    pub(super) keeping: bool,
    /// How long a text may be that is read now, in characters.
    pub(super) longest: usize,
}

impl Reader {
    pub(super) fn new(file: FileId) -> Self {
        Reader {
            file,
            faults: Vec::new(),
            spoiled: BTreeSet::new(),
            said: Vec::new(),
            dates: Vec::new(),
            keeping: false,
            longest: TEXT,
        }
    }

    pub(super) fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    pub(super) fn errors(&self) -> usize {
        self.faults.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// Reads what stands under `key`; where that meets an error, the key is spoiled.
    pub(super) fn under<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.errors();
        let value = read(self);
        if self.errors() > before {
            self.spoiled.insert(key);
        }
        value
    }

    /// Notes a value that was read for documents.
    pub(super) fn say(&mut self, typed: &Spanned<String>, sort: Sort) {
        self.said.push(Said {
            keys: String::new(),
            typed: typed.clone(),
            sort,
            due: !self.keeping,
        });
    }

    /// Reads what may stand unused: words kept in store, settings, what a publisher must write.
    pub(super) fn kept<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.keeping, true);
        let value = read(self);
        self.keeping = before;
        value
    }

    pub(super) fn draft<T>(&mut self, value: T) -> Draft<T> {
        Draft {
            value,
            spoiled: std::mem::take(&mut self.spoiled),
            whole: self.errors() == 0,
        }
    }
}
