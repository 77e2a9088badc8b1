//! `letters:`, the letters of an event that has several.

use super::fields::{Fields, missing_key};
use super::reader::Reader;
use crate::diagnostic::Message;
use crate::record::codes;
use crate::record::schema::{ChangeRecord, LetterRecord, OPENINGS, ReferenceRecord};

impl Reader {
    pub(super) fn letters(&mut self, fields: &mut Fields<'_>) -> Vec<LetterRecord> {
        let letters = self.entries(fields, "letters", Self::letter);
        if fields.has("letters") {
            for key in ["issued", "publish", "number", "letter"] {
                self.not_beside(fields, key, "letters");
            }
        }
        letters
    }

    /// Reports `key` where `other`, which says the same in its own way, stands beside it.
    pub(super) fn not_beside(&mut self, fields: &Fields<'_>, key: &'static str, other: &'static str) {
        if fields.has(key) && fields.has(other) {
            let fault = codes::NOT_BESIDE.at(
                fields.key_span(key),
                Message::new(
                    format!("「{key}:」は「{other}:」と一緒には書けません"),
                    format!("`{key}` cannot stand beside `{other}`"),
                ),
                Message::new(
                    format!("「{other}:」の中に書くか、どちらか一方だけにしてください"),
                    format!("say it within `{other}`, or keep one of the two"),
                ),
            );
            let other_is_here = Message::new(format!("「{other}:」はここです"), format!("`{other}`"));
            self.fault(fault.with_related(fields.key_span(other), other_is_here));
        }
    }

    fn letter(&mut self, f: &mut Fields<'_>) -> Option<LetterRecord> {
        let span = f.span;
        let head = f.key_span("issued");
        let issued = self.require(f, "issued").and_then(|node| self.issued(node, head));
        let publish = self.publish_at(f);
        let letter = self.name_at(f, "letter");
        if let Some(letter) = &letter {
            self.name_of_files("letter", letter);
        }
        let number = self.text_at(f, "number");
        let title = self.text_at(f, "title");
        let lead = self.text_at(f, "lead");
        let addressee = self.addressee_at(f, "addressee");
        let opening = self.word_at(f, "opening", OPENINGS);
        let refers = self.refers_at(f);
        let changes = self.entries(f, "changes", Self::change);
        let phrases = self.phrases_at(f);
        let errata = self.entries(f, "errata", Self::erratum);
        Some(LetterRecord {
            span,
            issued: issued?,
            publish,
            number,
            title,
            letter,
            lead,
            addressee,
            opening,
            refers,
            changes,
            phrases,
            errata,
        })
    }

    /// `refers: { number, issued, title }`, one of the three at least.
    pub(super) fn refers_at(&mut self, fields: &mut Fields<'_>) -> Option<ReferenceRecord> {
        let head = fields.key_span("refers");
        let node = fields.take("refers")?;
        self.under("refers", |r| {
            let mut fields = r.fields(node, head)?;
            let f = &mut fields;
            let number = r.text_at(f, "number");
            let issued_head = f.key_span("issued");
            let issued = f.take("issued").and_then(|node| r.issued(node, issued_head));
            let title = r.text_at(f, "title");
            if !["number", "issued", "title"].iter().any(|key| f.has(key)) {
                r.fault(missing_key(node.span, "issued"));
            }
            r.finish(fields);
            Some(ReferenceRecord { number, issued, title })
        })
    }

    pub(super) fn change(&mut self, f: &mut Fields<'_>) -> Option<ChangeRecord> {
        Some(ChangeRecord {
            item: self.text_at(f, "item"),
            before: self.text_required(f, "before"),
            after: self.text_required(f, "after"),
        })
    }
}
