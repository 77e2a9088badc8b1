//! Running text, links and notes.

use crate::document::address::allowed;
use crate::document::notes::labels;
use crate::document::walk::{Said, each};
use crate::document::{Document, Inline, plain};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Text as it may stand between tags and in attributes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Running text. Marks in it are entered in `notes`.
pub(super) fn text(words: &[Inline], notes: &mut Notes) -> String {
    let mut out = String::new();
    for inline in words {
        match inline {
            Inline::Text(t) => out.push_str(&escape(t)),
            Inline::Strong(t) => {
                let _ = write!(out, "<strong>{}</strong>", text(t, notes));
            }
            Inline::New(t) => {
                let _ = write!(out, "<ins>{}</ins>", text(t, notes));
            }
            Inline::Link { url, text: t } if allowed(url) => {
                let words = text(t, notes);
                // An address shown in full may be broken where the page is narrow; words may not.
                let class = if plain(t).contains("://") {
                    " class=\"address\""
                } else {
                    ""
                };
                let _ = write!(out, "<a href=\"{}\"{class}>{words}</a>", escape(url));
            }
            Inline::Link { text: t, .. } => out.push_str(&text(t, notes)),
            Inline::NoteMark { label } => out.push_str(&notes.mark(label)),
            Inline::Ruby { base, reading } => {
                let (base, reading) = (escape(base), escape(reading));
                let _ = write!(out, "<ruby>{base}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>");
            }
            Inline::Break => out.push_str("<br>"),
        }
    }
    out
}

/// Which notes there are, and which of their marks and texts have been written.
#[derive(Default)]
pub(super) struct Notes {
    /// Number by label, from 1, in the order of the document; the labels themselves cannot be ids.
    numbers: BTreeMap<String, usize>,
    marked: BTreeSet<String>,
    explained: BTreeSet<String>,
    written: BTreeMap<String, usize>,
    placed: BTreeSet<String>,
}

impl Notes {
    /// The notes of a document.
    pub(super) fn of(document: &Document) -> Notes {
        let mut notes = Notes {
            numbers: BTreeMap::new(),
            marked: BTreeSet::new(),
            explained: BTreeSet::new(),
            written: BTreeMap::new(),
            placed: BTreeSet::new(),
        };
        each(&document.parts, &mut |said| match said {
            Said::Label(_) => {}
            Said::NoteLabel(label) => {
                notes.number(label);
                notes.explained.insert(label.clone());
            }
            Said::Text(text) => {
                for label in labels(text) {
                    notes.number(&label);
                    notes.marked.insert(label);
                }
            }
        });
        notes
    }

    fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(label.to_string()).or_insert(next)
    }

    /// A mark: leads to its note, where there is one.
    fn mark(&mut self, label: &str) -> String {
        let shown = escape(label);
        if !self.explained.contains(label) {
            return format!("<sup>{shown}</sup>");
        }
        let number = self.number(label);
        let times = self.written.entry(label.to_string()).or_insert(0);
        *times += 1;
        // The way back leads to the first mark.
        let id = if *times == 1 {
            format!(" id=\"mark-{number}\"")
        } else {
            String::new()
        };
        format!("<sup><a href=\"#note-{number}\"{id} role=\"doc-noteref\">{shown}</a></sup>")
    }

    /// The id attribute of a note, and its label, which leads back to its mark, where there is one.
    pub(super) fn target(&mut self, label: &str) -> (String, String) {
        let number = self.number(label);
        let shown = escape(label);
        if !self.placed.insert(label.to_string()) {
            return (String::new(), format!("<span class=\"label\">{shown}</span> "));
        }
        let id = format!(" id=\"note-{number}\"");
        match self.marked.contains(label) {
            true => {
                let back = format!("<a class=\"label\" href=\"#mark-{number}\" role=\"doc-backlink\">{shown}</a> ");
                (id, back)
            }
            false => (id, format!("<span class=\"label\">{shown}</span> ")),
        }
    }
}
