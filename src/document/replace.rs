//! Puts other words in the place of some, wherever a document says them.

use super::{Block, Document, Inline, Text};

/// Replaces `from` by `to` in all that `document` prints.
pub fn replace(document: &mut Document, from: &str, to: &str) {
    let words = Replacement { from, to };
    let meta = &mut document.meta;
    words.string(&mut meta.continued_label);
    meta.continued.iter_mut().for_each(|t| words.string(t));
    meta.page_label.iter_mut().for_each(|t| words.string(t));
    for part in &mut document.parts {
        part.label.iter_mut().for_each(|t| words.string(t));
        words.blocks(&mut part.blocks);
    }
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

    fn blocks(&self, blocks: &mut [Block]) {
        blocks.iter_mut().for_each(|block| self.block(block));
    }

    fn block(&self, block: &mut Block) {
        match block {
            Block::DocumentNumber(t)
            | Block::DateLine(t)
            | Block::Addressee(t)
            | Block::Sender(t)
            | Block::Title(t)
            | Block::Banner(t)
            | Block::Paragraph(t)
            | Block::Opening(t)
            | Block::Closing(t)
            | Block::Record(t)
            | Block::End(t)
            | Block::Line(t) => self.text(t),
            Block::Heading { label, text, .. } => {
                label.iter_mut().for_each(|t| self.string(t));
                self.text(text);
            }
            Block::Remark { label, text } => {
                self.string(label);
                self.text(text);
            }
            Block::List(items) => {
                for item in items {
                    self.string(&mut item.label);
                    self.blocks(&mut item.blocks);
                }
            }
            Block::Table(table) => {
                table.caption.iter_mut().for_each(|t| self.text(t));
                table.cells.iter_mut().for_each(|cell| self.blocks(&mut cell.blocks));
            }
            Block::Notes(notes) => {
                for note in notes {
                    self.string(&mut note.label);
                    self.text(&mut note.text);
                }
            }
            Block::Contact { heading, lines } => {
                self.text(heading);
                lines.iter_mut().for_each(|t| self.text(t));
            }
            Block::Fields(fields) => {
                for field in fields {
                    self.text(&mut field.label);
                    self.blocks(&mut field.value);
                }
            }
            Block::Together(inner) => self.blocks(inner),
            Block::PageBreak => {}
        }
    }

    fn text(&self, text: &mut Text) {
        for inline in text {
            match inline {
                Inline::Text(t) | Inline::NoteMark { label: t } => self.string(t),
                Inline::Strong(t) | Inline::Link { text: t, .. } => self.text(t),
                Inline::Ruby { base, reading } => {
                    self.string(base);
                    self.string(reading);
                }
                Inline::Break => {}
            }
        }
    }
}
