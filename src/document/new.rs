//! What is new in a report against the reports before it: fields and paragraphs of its body that none of them holds as they
//! stand. The sentence at the head tells the time of each report, and is new in none.

use super::{Block, Field, Inline, Part, Text, Words};

/// Marks what is new in `parts` against `before`, the trees of the reports before.
pub(crate) fn mark(parts: &mut [Part], before: &[Vec<Part>]) {
    if before.is_empty() {
        return;
    }
    let mut told = Told::default();
    for part in before.iter().flatten() {
        told.body(&part.blocks);
    }
    for part in parts {
        let mut body = Body::default();
        body.mark(&mut part.blocks, &told);
    }
}

/// What reports before have told.
#[derive(Default)]
struct Told<'t> {
    fields: Vec<&'t Field>,
    texts: Vec<&'t Text>,
}

impl<'t> Told<'t> {
    fn body(&mut self, blocks: &'t [Block]) {
        for block in blocks {
            match block {
                Block::Words(_, text) | Block::Remark { text, .. } => self.texts.push(text),
                Block::List(items) => items.iter().for_each(|item| self.body(&item.blocks)),
                Block::Fields(fields) => self.fields.extend(fields),
                Block::Together(inner) => self.body(inner),
                Block::Table(_)
                | Block::Heading { .. }
                | Block::Notes(_)
                | Block::Contact { .. }
                | Block::Picture(_)
                | Block::PageBreak => {}
            }
        }
    }
}

/// The body of a report: what stands behind its heading.
#[derive(Default)]
struct Body {
    begun: bool,
    /// The next paragraph is the sentence at the head.
    head: bool,
}

impl Body {
    fn mark(&mut self, blocks: &mut [Block], told: &Told) {
        for block in blocks {
            match block {
                Block::Heading { .. } | Block::Words(Words::Title, _) => (self.begun, self.head) = (true, true),
                // The name of one of several works, each with a sentence of its own.
                Block::Words(Words::Line, _) => self.head = true,
                Block::Words(Words::Paragraph, _) if self.head => self.head = false,
                Block::Words(Words::Paragraph, text) | Block::Remark { text, .. } => self.text(text, told),
                Block::List(items) => {
                    for item in items.iter_mut() {
                        item.blocks.iter_mut().for_each(|block| self.within(block, told));
                    }
                }
                Block::Fields(fields) => {
                    for field in fields.iter_mut().filter(|_| self.begun) {
                        let known = told.fields.iter().any(|before| **before == *field);
                        if !known {
                            field.value.iter_mut().for_each(|block| self.within(block, told));
                        }
                    }
                }
                Block::Together(inner) => self.mark(inner, told),
                Block::Words(..)
                | Block::Table(_)
                | Block::Notes(_)
                | Block::Contact { .. }
                | Block::Picture(_)
                | Block::PageBreak => {}
            }
        }
    }

    /// A block of an item or field, whose lines are words like a paragraph's.
    fn within(&self, block: &mut Block, told: &Told) {
        match block {
            Block::Words(_, text) | Block::Remark { text, .. } => self.text(text, told),
            Block::List(items) => {
                for item in items.iter_mut() {
                    item.blocks.iter_mut().for_each(|block| self.within(block, told));
                }
            }
            Block::Together(inner) => inner.iter_mut().for_each(|block| self.within(block, told)),
            Block::Heading { .. }
            | Block::Table(_)
            | Block::Notes(_)
            | Block::Contact { .. }
            | Block::Fields(_)
            | Block::Picture(_)
            | Block::PageBreak => {}
        }
    }

    fn text(&self, text: &mut Text, told: &Told) {
        if self.begun && !text.is_empty() && !told.texts.contains(&&*text) {
            *text = vec![Inline::New(std::mem::take(text))];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;

    fn words(text: &str) -> Text {
        vec![Inline::Text(text.to_string())]
    }

    fn report(head: &str, texts: &[&str], fields: &[(&str, &str)]) -> Vec<Part> {
        let field = |label: &str, value: &str| Field {
            label: words(label),
            value: vec![Block::Words(Words::Line, words(value))],
        };
        let mut blocks = vec![
            Block::Fields(vec![field("送信日時", head)]),
            Block::Words(Words::Title, words("障害の続報")),
            Block::Words(Words::Paragraph, words(head)),
        ];
        blocks.extend(texts.iter().map(|text| Block::Words(Words::Paragraph, words(text))));
        let fields = fields.iter().map(|(label, value)| field(label, value));
        blocks.push(Block::Fields(fields.collect()));
        vec![Part {
            label: None,
            landscape: false,
            blocks,
        }]
    }

    /// What is marked as new, in order.
    fn new_in(parts: &[Part]) -> Vec<String> {
        let mut out = Vec::new();
        let mut visit = |text: &Text| {
            let new = text.iter().filter_map(|inline| match inline {
                Inline::New(inner) => Some(plain(inner)),
                _ => None,
            });
            out.extend(new);
        };
        for part in parts {
            crate::document::walk::each_text(&part.blocks, &mut visit);
        }
        out
    }

    #[test]
    fn what_the_report_before_did_not_say_is_new() {
        let first = report("1時", &["調べています。"], &[("発生日時", "0時"), ("次回連絡", "2時")]);
        let mut second = report(
            "2時",
            &["調べています。", "機器を替えました。"],
            &[("発生日時", "0時"), ("次回連絡", "3時")],
        );
        mark(&mut second, &[first]);
        assert_eq!(new_in(&second), ["機器を替えました。", "3時"]);
    }

    #[test]
    fn in_a_first_report_nothing_is_new() {
        let mut first = report("1時", &["調べています。"], &[("発生日時", "0時")]);
        mark(&mut first, &[]);
        assert!(new_in(&first).is_empty());
    }
}
