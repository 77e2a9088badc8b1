//! Puts other words in the place of some, wherever a document says them.

use super::walk::{SaidMut, each_inline_mut, each_mut};
use super::{Document, Inline, Text};

/// Replaces `from` by `to` in all that `document` prints.
pub(crate) fn replace(document: &mut Document, from: &str, to: &str) {
    let words = Replacement { from, to };
    let meta = &mut document.meta;
    words.string(&mut meta.continued_label);
    meta.continued.iter_mut().for_each(|t| words.string(t));
    meta.page_label.iter_mut().for_each(|t| words.string(t));
    each_mut(&mut document.parts, &mut |said| match said {
        SaidMut::Label(label) | SaidMut::NoteLabel(label) => words.string(label),
        SaidMut::Text(text) => words.text(text),
    });
}

struct Replacement<'a> {
    from: &'a str,
    to: &'a str,
}

impl Replacement<'_> {
    fn string(&self, text: &mut String) {
        if text.contains(self.from) {
            *text = text.replace(self.from, self.to);
        }
    }

    fn text(&self, text: &mut Text) {
        each_inline_mut(text, &mut |inline| match inline {
            Inline::Text(t) | Inline::NoteMark { label: t } => self.string(t),
            Inline::Ruby { base, reading } => {
                self.string(base);
                self.string(reading);
            }
            Inline::Strong(_) | Inline::New(_) | Inline::Link { .. } | Inline::Break => {}
        });
    }
}
