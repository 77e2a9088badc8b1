//! Whom faults concern. A fault in a file concerns the records and pages that follow from it, one that shows when something is made
//! concerns that: a sheet at night must not wait for somebody else's record.

use crate::diagnostic::{Diagnostic, FileId, Severity, Sources};
use crate::publish::LEDGER;
use crate::record::schema::Record;
use crate::template::layer::Belongs;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Whom a fault concerns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// Everybody.
    All,
    /// The publisher with this key: its records and its page.
    Publisher(String),
    /// The page of the publisher with this key.
    Page(String),
    /// The record of this name (`publisher/id`), and the page that tells of it.
    Record(String),
    /// The letters and sheets of the record of this name, and no page.
    Documents(String),
}

impl Whom {
    /// Whom a file of the workspace concerns that is no readable record.
    pub fn of_path(path: &str) -> Whom {
        let Some((folder, rest)) = path.split_once('/') else {
            return Whom::All;
        };
        if folder == "templates" {
            return match Belongs::of(rest) {
                Belongs::Publisher(key, _) => Whom::Publisher(key.to_string()),
                Belongs::Workspace(_) | Belongs::Nobody => Whom::All,
            };
        }
        if folder == LEDGER {
            let parts: Vec<&str> = rest.splitn(3, '/').collect();
            return match parts.as_slice() {
                [publisher, id, ..] => Whom::Documents(format!("{publisher}/{id}")),
                _ => Whom::Publisher(rest.to_string()),
            };
        }
        // macOS writes が of a folder's name in two pieces.
        let key = |key: &str| key.nfc().collect();
        match rest.split_once('/') {
            _ if folder != "notices" => Whom::All,
            Some((folder, "publisher.yaml" | "publisher.yml")) => Whom::Publisher(key(folder)),
            Some((folder, _)) => Whom::Page(key(folder)),
            None if matches!(rest, "common.yaml" | "common.yml" | "holidays.yaml") => Whom::All,
            // A folder, or a file that stands in none.
            None => Whom::Publisher(key(rest)),
        }
    }
}

/// What of faults concerns somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// How bad the worst of them is.
    pub severity: Severity,
    /// The files in which those stand that are so bad.
    pub files: BTreeSet<FileId>,
}

impl Concern {
    fn of(fault: &Diagnostic) -> Self {
        Concern {
            severity: fault.severity,
            files: fault.span.map(|span| span.file).into_iter().collect(),
        }
    }

    fn and(mut self, other: Concern) -> Self {
        match self.severity.cmp(&other.severity) {
            std::cmp::Ordering::Less => self,
            std::cmp::Ordering::Greater => other,
            std::cmp::Ordering::Equal => {
                self.files.extend(other.files);
                self
            }
        }
    }
}

/// Whom the faults of a build concern.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concerns(BTreeMap<Whom, Concern>);

impl Concerns {
    /// Notes that `faults` concern `whom`.
    pub fn note<'d>(&mut self, whom: &Whom, faults: impl IntoIterator<Item = &'d Diagnostic>) {
        if let Some(concern) = faults.into_iter().map(Concern::of).reduce(Concern::and) {
            self.add(whom, concern);
        }
    }

    /// Notes whom a file concerns that was not read.
    pub(super) fn unread(&mut self, path: &str) {
        let concern = Concern {
            severity: Severity::Error,
            files: BTreeSet::new(),
        };
        self.add(&Whom::of_path(path), concern);
    }

    fn add(&mut self, whom: &Whom, concern: Concern) {
        let all = match self.0.remove(whom) {
            Some(known) => known.and(concern),
            None => concern,
        };
        self.0.insert(whom.clone(), all);
    }

    /// Notes whom `faults` concern by the files in which they stand. An error of a template concerns who uses it, which shows when
    /// documents are made; one without a place, everybody.
    pub(super) fn read<'d>(
        &mut self,
        faults: impl IntoIterator<Item = &'d Diagnostic>,
        sources: &Sources,
        records: &BTreeMap<FileId, String>,
    ) {
        for fault in faults {
            let whom = match fault.span.map(|span| span.file) {
                None => Whom::All,
                Some(file) => match records.get(&file) {
                    Some(name) => Whom::Record(name.clone()),
                    None => {
                        let path = &sources.get(file).path;
                        let of_templates = !path.starts_with("notices") && !path.starts_with(LEDGER);
                        if of_templates && fault.severity == Severity::Error {
                            continue;
                        }
                        Whom::of_path(&path.to_string_lossy())
                    }
                },
            };
            self.note(&whom, [fault]);
        }
    }

    /// What concerns the record of this name (`publisher/id`).
    pub fn of_record(&self, name: &str) -> Option<Concern> {
        let key = name.split_once('/').map_or(name, |(key, _)| key);
        let whom = [
            Whom::All,
            Whom::Publisher(key.to_string()),
            Whom::Record(name.to_string()),
            Whom::Documents(name.to_string()),
        ];
        whom.iter()
            .filter_map(|whom| self.0.get(whom).cloned())
            .reduce(Concern::and)
    }

    /// What concerns the page of the publisher with this key, which tells of all its records.
    pub fn of_page(&self, key: &str) -> Option<Concern> {
        let whom = [Whom::All, Whom::Publisher(key.to_string()), Whom::Page(key.to_string())];
        let of_it = whom.iter().filter_map(|whom| self.0.get(whom));
        let before = format!("{key}/");
        let records = self.0.range(Whom::Record(before.clone())..);
        let records = records.take_while(|(whom, _)| matches!(whom, Whom::Record(name) if name.starts_with(&before)));
        of_it
            .chain(records.map(|(_, concern)| concern))
            .cloned()
            .reduce(Concern::and)
    }
}

/// The names of records by their files.
pub(super) fn files_of(records: &[Record]) -> BTreeMap<FileId, String> {
    records.iter().map(|record| (record.file, record.name())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Message, Span};
    use crate::engine::codes;

    fn fault(error: bool, file: usize) -> Diagnostic {
        let code = if error { codes::NOT_WRITTEN } else { codes::NOT_TOLD };
        let span = Span {
            file: FileId(file),
            start: 0,
            end: 0,
        };
        code.at(span, Message::new("", ""), Message::new("", ""))
    }

    #[test]
    fn a_file_concerns_whom_it_is_of() {
        let of = Whom::of_path;
        assert_eq!(of("notices"), Whom::All);
        assert_eq!(of("notices/common.yaml"), Whom::All);
        assert_eq!(of("notices/a"), Whom::Publisher("a".into()));
        assert_eq!(of("notices/a/publisher.yaml"), Whom::Publisher("a".into()));
        assert_eq!(of("notices/a/2026/x.yaml"), Whom::Page("a".into()));
        assert_eq!(of("templates/letter/short.md"), Whom::All);
        assert_eq!(of("templates/a/letter/short.md"), Whom::Publisher("a".into()));
        assert_eq!(of("fonts/x.ttf"), Whom::All);
        assert_eq!(of("issued/a/x/index.yaml"), Whom::Documents("a/x".into()));
    }

    #[test]
    fn a_page_is_concerned_by_each_of_its_records_and_a_record_by_no_other() {
        let mut concerns = Concerns::default();
        concerns.note(&Whom::Record("a/x".into()), &[fault(true, 1)]);
        concerns.note(&Whom::Record("a/y".into()), &[fault(false, 2)]);
        concerns.note(&Whom::Record("ab/x".into()), &[fault(true, 3)]);
        let severity = |concern: Option<Concern>| concern.map(|concern| concern.severity);
        assert_eq!(severity(concerns.of_record("a/x")), Some(Severity::Error));
        assert_eq!(severity(concerns.of_record("a/y")), Some(Severity::Warning));
        assert_eq!(concerns.of_record("a/z"), None);
        let page = concerns.of_page("a").expect("a concern");
        assert_eq!(
            (page.severity, page.files),
            (Severity::Error, BTreeSet::from([FileId(1)]))
        );
        assert_eq!(concerns.of_page("b"), None);
        concerns.note(&Whom::Documents("b/x".into()), &[fault(true, 1)]);
        assert_eq!(severity(concerns.of_record("b/x")), Some(Severity::Error));
        assert_eq!(concerns.of_page("b"), None);
    }
}
