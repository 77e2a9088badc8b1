//! What a kind of record is: [`KINDS`] is the one place that knows. A further kind is a variant, a row, and its templates.

use crate::diagnostic::Message;

/// Kind of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKind {
    /// `incident:`
    Incident,
    /// Planned work (`maintenance:`).
    Maintenance,
    /// Neither stop nor trouble (`announcement:`): 受付停止, a change of a service, a request.
    Announcement,
}

/// Words in Japanese and English.
pub(crate) type Bilingual = (&'static str, &'static str);

/// All that the product knows of a kind.
#[derive(Debug)]
pub struct KindRow {
    /// The kind.
    pub kind: RecordKind,
    /// Its key at the top of a file, and its name in templates.
    pub word: &'static str,
    /// What it is called.
    pub name: Bilingual,
    /// Its name inside a sentence, the English one with its article.
    pub name_in_text: Bilingual,
    /// The key of its windows.
    pub windows: &'static str,
    /// What one of them is called.
    pub window_name: Bilingual,
    /// It is known beforehand: its windows have an end, may have reserves and say themselves whether they are announced; what
    /// is to come is told, and a letter may be dated 吉日. What is not planned befalls: it may go on with no end known.
    pub planned: bool,
    /// It is told as a whole: its log speaks of the record and not of a window, the page tells it once for a term of display,
    /// and it can do without windows and services. A record of another kind is told window by window, each with its own course.
    pub whole: bool,
    /// Its letters and sheets carry the record's title; those of other kinds have one of their own where it gives none.
    pub titled: bool,
    /// The name of its templates: `fax/NAME.md`, and `letter/NAME.md`, which a workspace's own of that name is taken for
    /// where a first letter names none.
    pub template: &'static str,
    /// The key of its section in `page:`.
    pub section: &'static str,
    /// Every `page:` has its section; without, a page that leaves it out does not tell of the kind.
    pub on_every_page: bool,
    /// The key that a service may have for another name in records of this kind.
    pub service_name: Option<&'static str>,
    /// What its states are called in the listing.
    pub states: StateWords,
}

/// What the states of a record are called.
#[derive(Debug)]
pub struct StateWords {
    /// Nothing has begun.
    pub scheduled: Bilingual,
    /// Something goes on.
    pub running: Bilingual,
    /// Some is over, some is to come.
    pub between: Bilingual,
    /// All is over.
    pub over: Bilingual,
    /// All is over and told to the end.
    pub concluded: Bilingual,
    /// All of it was called off.
    pub called_off: Bilingual,
}

/// Every kind, in the order in which a status page has their sections.
pub(crate) const KINDS: &[KindRow] = &[
    KindRow {
        kind: RecordKind::Incident,
        word: "incident",
        name: ("障害", "incident"),
        name_in_text: ("障害", "an incident"),
        windows: "periods",
        window_name: ("障害の期間", "period"),
        planned: false,
        whole: false,
        titled: false,
        template: "incident",
        section: "incidents",
        on_every_page: true,
        service_name: None,
        states: StateWords {
            scheduled: ("発生前", "not yet"),
            running: ("障害発生中", "going on"),
            between: ("一部復旧", "partly recovered"),
            over: ("復旧済み", "recovered"),
            concluded: ("最終報告済み", "recovered, final report out"),
            called_off: ("中止", "cancelled"),
        },
    },
    KindRow {
        kind: RecordKind::Maintenance,
        word: "maintenance",
        name: ("メンテナンス", "maintenance"),
        name_in_text: ("メンテナンス", "a maintenance"),
        windows: "windows",
        window_name: ("予定日時", "window"),
        planned: true,
        whole: false,
        titled: true,
        template: "maintenance",
        section: "maintenances",
        on_every_page: true,
        service_name: Some("maintenance"),
        states: StateWords {
            scheduled: ("予定", "scheduled"),
            running: ("作業中", "under way"),
            between: ("一部完了", "partly done"),
            over: ("完了", "done"),
            concluded: ("完了", "done"),
            called_off: ("中止", "cancelled"),
        },
    },
    KindRow {
        kind: RecordKind::Announcement,
        word: "announcement",
        name: ("お知らせ", "announcement"),
        name_in_text: ("お知らせ", "an announcement"),
        windows: "dates",
        window_name: ("日時", "date"),
        planned: true,
        whole: true,
        titled: true,
        template: "announcement",
        section: "announcements",
        on_every_page: false,
        service_name: None,
        states: StateWords {
            scheduled: ("掲載前", "not yet shown"),
            running: ("掲載中", "shown"),
            between: ("掲載中", "shown"),
            over: ("掲載終了", "no longer shown"),
            concluded: ("掲載終了", "no longer shown"),
            called_off: ("取下げ", "withdrawn"),
        },
    },
];

/// A kind is its row's number, so that each has one.
const _: () = {
    let mut number = 0;
    while number < KINDS.len() {
        assert!(KINDS[number].kind as usize == number);
        number += 1;
    }
};

impl RecordKind {
    /// What is known of the kind.
    #[must_use]
    pub fn row(self) -> &'static KindRow {
        &KINDS[self as usize]
    }

    /// Its key at the top of a file, and its name in templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().word
    }

    /// See [`KindRow::planned`].
    #[must_use]
    pub fn planned(self) -> bool {
        self.row().planned
    }

    /// See [`KindRow::whole`].
    #[must_use]
    pub fn whole(self) -> bool {
        self.row().whole
    }

    /// Whether its windows are times of work, each of which lasts from its beginning to its end.
    #[must_use]
    pub fn lasts(self) -> bool {
        self.planned() && !self.whole()
    }

    /// The kind whose key at the top of a file is `word`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        KINDS.iter().find(|row| row.word == word).map(|row| row.kind)
    }
}

/// Words as a message.
#[must_use]
pub(crate) fn message((ja, en): Bilingual) -> Message {
    Message::new(ja, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_share_a_word_a_section_or_templates() {
        for (at, row) in KINDS.iter().enumerate() {
            assert_eq!(RecordKind::from_word(row.word), Some(row.kind));
            for other in &KINDS[at + 1..] {
                assert_ne!(row.word, other.word);
                assert_ne!(row.section, other.section);
                assert_ne!(row.template, other.template);
            }
        }
        assert_eq!(RecordKind::from_word("publisher"), None);
        assert_eq!(RecordKind::from_word("incidents"), None);
    }
}
