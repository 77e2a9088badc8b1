//! A publisher with one record that says much: what texts and templates are given.

use crate::dice::Dice;
use crate::project;
use chrono::{NaiveDate, NaiveDateTime};
use notice::diagnostic::Sources;
use notice::testing::account::Account;
use notice::testing::check;
use notice::testing::document::notation::Parsed;
use notice::testing::document::{Document, Form, Meta, origin};
use notice::testing::pdf;
use notice::testing::template::{Files, For, Prepared, PublisherWords, Templates, With, prepare};
use notice::testing::typeset::{Fonts, Standing};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// It stands as long as the test.
pub struct House {
    pub sources: &'static Sources,
    pub templates: Arc<Templates>,
    pub prepared: Prepared,
    /// The fullest letter, as its template writes it.
    pub letter: String,
    fonts: &'static Fonts,
    standing: Standing<'static>,
}

thread_local! {
    /// One for each thread: what they keep of fonts and templates is theirs.
    static HOUSE: &'static House = Box::leak(Box::new(House::new()));
}

/// When all of its letters are issued.
fn at() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 12, 17);
    day.and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a moment")
}

/// Works with the house of this thread.
pub fn here<T>(work: impl FnOnce(&'static House) -> T) -> T {
    HOUSE.with(|house| work(house))
}

impl House {
    fn new() -> Self {
        let histories = project().join("tests/histories");
        let read = |path: &str| fs::read(histories.join(path)).expect("a file of the histories");
        let files = vec![
            (PathBuf::from("notices/p/publisher.yaml"), read("publisher.yaml")),
            (
                PathBuf::from("notices/p/work.yaml"),
                read("fullest-of-every-kind/work.yaml"),
            ),
        ];
        let (mut sources, publishers, records, faults) = check::workspace(files);
        assert!(!records.is_empty(), "{faults:?}");
        let templates = Arc::new(Templates::built_in(&mut sources));
        let sources: &'static Sources = Box::leak(Box::new(sources));
        let (publishers, records) = (Box::leak(Box::new(publishers)), Box::leak(Box::new(records)));
        let (publisher, record) = (&publishers[0], &records[0]);
        let texts = Files::of_publisher(sources, publisher);
        let used = records.iter().map(|record| record.kind).collect();
        let mut faults = Vec::new();
        let words = PublisherWords::new(publisher, &used, &templates, texts, &mut faults);
        let account = Account::new(record, publisher, at());
        let letters = account.letters();
        let letter = letters.last().expect("a letter that was issued");
        let with = With {
            templates: &templates,
            words: &words,
            files: texts.and(record),
        };
        let prepared = prepare(&letter.account, For::Letter(letter), with, &mut faults);
        let letter = templates
            .document("letter/full.md", &prepared.context)
            .expect("a sound template");
        let fonts: &'static Fonts = Box::leak(Box::new(Fonts::built_in().expect("the fonts of the program")));
        House {
            letter: origin::bare(&letter).to_string(),
            standing: Standing::new(fonts),
            sources,
            templates,
            prepared,
            fonts,
        }
    }

    /// A letter or a sheet of what was parsed.
    pub fn document(&self, parsed: Parsed, dice: &mut Dice) -> Document {
        Document {
            meta: Meta {
                title: self.prepared.title.clone(),
                authors: self.prepared.senders.clone(),
                subject: "案内状".to_string(),
                identifier: "p/work/letter".to_string(),
                number: None,
                moment: at(),
                zone_minutes: 540,
                language: "ja-JP".to_string(),
                form: if dice.chance(50) { Form::LETTER } else { Form::Fax },
                continued: parsed.continued,
                continued_label: parsed.continued_label.unwrap_or_default(),
                page_label: parsed.page_label,
            },
            parts: parsed.parts,
        }
    }

    /// Lays a document out, and writes its file.
    pub fn printed(&self, document: &Document, file: bool) {
        if let Ok(layout) = self.standing.layout(document)
            && file
        {
            let _ = pdf::write(&layout, &document.meta, self.fonts);
        }
    }
}
