//! What may stand on several levels of a record: details, labels, set phrases, how an apology is worded.

use super::fields::Fields;
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::codes;
use crate::record::detail::{APOLOGIES, Apology, DETAILS, Detail, DetailForm, DetailRow};
use crate::record::label::{self, LabelRecord};
use crate::record::node::Node;
use crate::record::phrase::{PHRASES, PhraseChoice, PhraseRecord, PhraseRow};

/// Where a detail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Record,
    Window,
    Entry,
}

impl Level {
    fn has(self, row: &DetailRow) -> bool {
        match self {
            Level::Record => true,
            Level::Window => row.of_window,
            Level::Entry => row.of_entry,
        }
    }
}

impl Reader {
    /// The details that may stand on `level`, in the order of their table.
    pub(super) fn details_at(&mut self, fields: &mut Fields<'_>, level: Level) -> Vec<Detail> {
        let mut details = Vec::new();
        for row in DETAILS.iter().filter(|row| level.has(row)) {
            let words = match row.form {
                DetailForm::List => self.texts_at(fields, row.key).unwrap_or_default(),
                DetailForm::Plain | DetailForm::Markdown => self.text_at(fields, row.key).into_iter().collect(),
            };
            if !words.is_empty() {
                details.push(Detail { row, words });
            }
        }
        details
    }

    pub(super) fn apology_at(&mut self, fields: &mut Fields<'_>) -> Option<Spanned<Apology>> {
        self.word_at(fields, "apology", APOLOGIES)
    }

    /// The choices under `phrases`.
    pub(super) fn phrases_at(&mut self, fields: &mut Fields<'_>) -> Vec<PhraseRecord> {
        let head = fields.key_span("phrases");
        let Some(node) = fields.take("phrases") else {
            return Vec::new();
        };
        self.under("phrases", |r| {
            let Some(mut fields) = r.fields(node, head) else {
                return Vec::new();
            };
            let mut phrases = Vec::new();
            for row in PHRASES {
                let head = fields.key_span(row.name);
                phrases.extend(fields.take(row.name).and_then(|value| r.phrase(row, head, value)));
            }
            r.finish(fields);
            phrases
        })
    }

    /// Words of one's own under `labels`.
    pub(super) fn labels_at(&mut self, fields: &mut Fields<'_>) -> Vec<LabelRecord> {
        let head = fields.key_span("labels");
        let Some(node) = fields.take("labels") else {
            return Vec::new();
        };
        self.under("labels", |r| {
            let Some(mut fields) = r.fields(node, head) else {
                return Vec::new();
            };
            let mut labels = Vec::new();
            for name in label::names() {
                labels.extend(r.text_at(&mut fields, name).map(|words| LabelRecord { name, words }));
            }
            r.finish(fields);
            labels
        })
    }

    fn phrase(&mut self, row: &'static PhraseRow, head: Span, value: &Node) -> Option<PhraseRecord> {
        let text = self.scalar(value, head)?;
        let choice = match text.value.as_str() {
            "true" => PhraseChoice::On,
            "false" => PhraseChoice::Off,
            // A word that would stand in a document as a sentence.
            "yes" | "no" | "on" | "off" | "はい" | "いいえ" | "True" | "False" | "あり" | "なし" => {
                self.fault(not_a_choice(&text));
                return None;
            }
            _ => PhraseChoice::Words(self.text(value, head)?),
        };
        Some(PhraseRecord {
            row,
            choice,
            span: value.span,
        })
    }
}

fn not_a_choice(text: &Spanned<String>) -> Diagnostic {
    codes::NOT_ALLOWED.at(
        text.span,
        Message::new(
            format!("「{}」は選べません", text.value),
            format!("`{}` is not allowed here", text.value),
        ),
        Message::new(
            "組み込みの文を載せるなら true、載せないなら false、自分の文にするならその文を書いてください",
            "write true for the built-in words, false to leave them out, or words of your own",
        ),
    )
}
