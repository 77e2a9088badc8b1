//! The HTML carrier: the document tree as a page's body, with nothing of how it looks. `templates/page/letter.html`
//! puts it into a page, `templates/page/notice.css` gives it its look.
//!
//! What a reader cannot see must be said by elements (JIS X 8341-3:2016, 1.3.1): headings without gaps between their
//! levels, heading cells with their scope, notes that lead from mark to note and back.

mod inline;
mod table;
mod visible;
mod wave;

use crate::document::markdown::{self, Numbering};
use crate::document::origin::Marked;
use crate::document::passage::Passage;
use crate::document::picture::{Across, Picture};
use crate::document::walk;
use crate::document::{Block, Document, Field, Inline, Item, Part, Text, Words};
pub(crate) use visible::visible;
pub(crate) use wave::with_waves;

use inline::{Notes, escape, text};
use std::fmt::Write;

/// The document as the content of `<main>`: the letter, then a section for each appendix.
pub fn body(document: &Document) -> String {
    let mut writer = Writer {
        out: String::new(),
        notes: Notes::of(document),
        rank: 0,
        titles: 0,
        captions: 0,
    };
    writer.out.push_str("<article class=\"letter\">\n");
    for (number, part) in document.parts.iter().enumerate() {
        writer.part(number, part);
    }
    writer.out.push_str("</article>\n");
    writer.out
}

/// Markdown of a record, worked out and with the marks of its places, as it stands on a page that is no document: one
/// paragraph as running text, more as blocks. Such a page has no place for notes: their words stand behind what they
/// explain.
pub(crate) fn fragment(marked: &str, notes: &[(String, Text)]) -> String {
    let read = Marked::read(marked);
    let mut writer = Writer {
        out: read.marks(),
        notes: Notes::default(),
        rank: 0,
        titles: 0,
        captions: 0,
    };
    // What the notation refuses is told where the record is read, and nothing goes out then.
    let mut refused = Vec::new();
    let source = Passage::whole(&read.text);
    let mut blocks = markdown::blocks(source, &mut Numbering::from_samples([]), &mut refused);
    walk::each_text_mut(&mut blocks, &mut |text| say_notes(text, notes));
    match blocks.as_slice() {
        [Block::Words(Words::Paragraph, words)] => {
            let words = text(words, &mut writer.notes);
            writer.out.push_str(&words);
        }
        blocks => writer.inner(blocks),
    }
    writer.out
}

/// Blocks as they stand on a page that is no document, below a heading of `rank`; notes as in [`fragment`].
pub(crate) fn passage(blocks: &[Block], notes: &[(String, Text)], rank: u8) -> String {
    let mut blocks = blocks.to_vec();
    walk::each_text_mut(&mut blocks, &mut |text| say_notes(text, notes));
    let mut writer = Writer {
        out: String::new(),
        notes: Notes::default(),
        rank,
        titles: 0,
        captions: 0,
    };
    writer.inner(&blocks);
    writer.out
}

/// Puts the words of notes in place of their marks.
fn say_notes(text: &mut Text, notes: &[(String, Text)]) {
    for inline in std::mem::take(text) {
        match inline {
            Inline::NoteMark { label } => {
                let words = notes.iter().find(|(key, _)| *key == label).map(|(_, words)| words);
                text.push(Inline::Text("(".to_string()));
                text.extend(words.into_iter().flatten().cloned());
                text.push(Inline::Text(")".to_string()));
            }
            Inline::Strong(mut inner) => {
                say_notes(&mut inner, notes);
                text.push(Inline::Strong(inner));
            }
            Inline::New(mut inner) => {
                say_notes(&mut inner, notes);
                text.push(Inline::New(inner));
            }
            Inline::Link { url, text: mut inner } => {
                say_notes(&mut inner, notes);
                text.push(Inline::Link { url, text: inner });
            }
            other => text.push(other),
        }
    }
}

struct Writer {
    out: String,
    notes: Notes,
    /// Rank of the last heading, 0 before the first: the next may be one deeper, not more.
    rank: u8,
    /// How many titles have been written.
    titles: usize,
    /// How many captions have been written.
    captions: usize,
}

impl Writer {
    fn part(&mut self, number: usize, part: &Part) {
        let has_title = part.blocks.iter().any(|b| matches!(b, Block::Words(Words::Title, _)));
        match &part.label {
            None if number == 0 => self.out.push_str("<div class=\"part\">\n"),
            label => {
                let class = if part.landscape {
                    "part appendix landscape"
                } else {
                    "part appendix"
                };
                let name = match (has_title, label) {
                    (true, _) => format!(" aria-labelledby=\"title-{}\"", self.titles + 1),
                    (false, Some(_)) => format!(" aria-labelledby=\"part-{number}-label\""),
                    (false, None) => String::new(),
                };
                let _ = writeln!(self.out, "<section class=\"{class}\" id=\"part-{number}\"{name}>");
                if let Some(label) = label {
                    let label = text(label, &mut self.notes);
                    let _ = writeln!(
                        self.out,
                        "<p class=\"part-label\" id=\"part-{number}-label\">{label}</p>"
                    );
                }
            }
        }
        // Headings stand below the letter's title, or below the appendix's where it has one.
        let title_rank = if number == 0 { 1 } else { 2 };
        let base = if has_title { title_rank } else { 1 };
        self.blocks(&part.blocks, title_rank, base);
        let end = if part.label.is_none() && number == 0 {
            "</div>\n"
        } else {
            "</section>\n"
        };
        self.out.push_str(end);
    }

    fn blocks(&mut self, blocks: &[Block], title_rank: u8, base: u8) {
        for block in blocks {
            self.block(block, title_rank, base);
        }
    }

    /// Blocks where no title can stand: in cells, items and fields.
    fn inner(&mut self, blocks: &[Block]) {
        self.blocks(blocks, 2, self.rank.max(1));
    }

    fn block(&mut self, block: &Block, title_rank: u8, base: u8) {
        match block {
            Block::Words(Words::Title, t) => {
                self.titles += 1;
                self.rank = title_rank;
                let words = text(t, &mut self.notes);
                let id = self.titles;
                let _ = writeln!(
                    self.out,
                    "<h{title_rank} class=\"title\" id=\"title-{id}\">{words}</h{title_rank}>"
                );
            }
            Block::Words(kind, t) => self.paragraph(class(*kind), t),
            Block::Heading {
                level,
                label,
                text: words,
            } => {
                let rank = base.saturating_add((*level).max(1)).min(self.rank + 1).min(6);
                self.rank = rank;
                let label = label.as_ref().map_or(String::new(), |label| labelled(label, " "));
                let words = text(words, &mut self.notes);
                let _ = writeln!(self.out, "<h{rank} class=\"heading\">{label}{words}</h{rank}>");
            }
            Block::List(items) => self.list(items),
            Block::Remark { label, text: words } => {
                let words = text(words, &mut self.notes);
                let label = labelled(label, "");
                let _ = writeln!(
                    self.out,
                    "<p class=\"remark\">{label}<span class=\"words\">{words}</span></p>"
                );
            }
            Block::Table(table) => self.table(table),
            Block::Notes(notes) => self.note_list(notes),
            Block::Contact { heading, lines } => {
                let heading = text(heading, &mut self.notes);
                let _ = writeln!(
                    self.out,
                    "<address class=\"contact\">\n<p class=\"contact-heading\">{heading}</p>"
                );
                for line in lines {
                    self.paragraph("line", line);
                }
                self.out.push_str("</address>\n");
            }
            Block::Fields(fields) => self.fields(fields),
            // A browser's pages are not ours: a page end forced on them leaves half of one empty.
            Block::Together(inner) => self.blocks(inner, title_rank, base),
            Block::Picture(picture) => self.picture(picture),
            Block::PageBreak => {}
        }
    }

    fn picture(&mut self, picture: &Picture) {
        // A pixel of CSS is 1/96 inch.
        let pixels = |tenths: u32| (f64::from(tenths) * 96.0 / 254.0).round();
        let place = match picture.across {
            Across::Start => "start",
            Across::Centre => "centre",
            Across::End => "end",
            Across::Over => "over",
        };
        let _ = writeln!(
            self.out,
            "<p class=\"picture {place}\"><img src=\"{}\" alt=\"{}\" width=\"{}\" height=\"{}\"></p>",
            escape(&picture.href),
            escape(&picture.alt),
            pixels(picture.width),
            pixels(picture.height),
        );
    }

    fn paragraph(&mut self, class: &str, words: &[crate::document::Inline]) {
        let words = text(words, &mut self.notes);
        let class = if class.is_empty() {
            String::new()
        } else {
            format!(" class=\"{class}\"")
        };
        let _ = writeln!(self.out, "<p{class}>{words}</p>");
    }

    fn list(&mut self, items: &[Item]) {
        let counted = items.iter().all(|item| item.label.chars().any(char::is_numeric));
        let name = if counted { "ol" } else { "ul" };
        // Where the marker is not the browser's own, Safari no longer tells that it is a list, unless it is told to.
        let _ = writeln!(self.out, "<{name} class=\"list\" role=\"list\">");
        for item in items {
            let label = labelled(&item.label, "");
            let _ = writeln!(self.out, "<li>{label}<div class=\"words\">");
            self.inner(&item.blocks);
            self.out.push_str("</div></li>\n");
        }
        let _ = writeln!(self.out, "</{name}>");
    }

    fn fields(&mut self, fields: &[Field]) {
        self.out.push_str("<dl class=\"fields\">\n");
        for field in fields {
            let label = text(&field.label, &mut self.notes);
            let _ = writeln!(self.out, "<div><dt>{label}</dt><dd>");
            self.inner(&field.value);
            self.out.push_str("</dd></div>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn note_list(&mut self, notes: &[crate::document::Note]) {
        self.out.push_str("<ul class=\"notes\" role=\"list\">\n");
        for note in notes {
            let (id, label) = self.notes.target(&note.label);
            let words = text(&note.text, &mut self.notes);
            let _ = writeln!(self.out, "<li{id}>{label}<span class=\"words\">{words}</span></li>");
        }
        self.out.push_str("</ul>\n");
    }
}

/// The class of a paragraph, by which the page's style knows it.
fn class(kind: Words) -> &'static str {
    match kind {
        Words::DocumentNumber => "number",
        Words::DateLine => "date",
        Words::Addressee => "addressee",
        Words::Sender => "sender",
        Words::Title => "title",
        Words::Banner => "banner",
        Words::Paragraph => "",
        Words::Opening => "opening",
        Words::Closing => "closing",
        Words::Record => "record",
        Words::End => "end",
        Words::Line => "line",
    }
}

/// A label before its words.
fn labelled(label: &str, gap: &str) -> String {
    match label {
        "" => String::new(),
        label => format!("<span class=\"label\">{}</span>{gap}", escape(label)),
    }
}
