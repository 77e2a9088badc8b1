//! What a document says, read off its tree: every character in reading order.

use notice::testing::document::{Block, Document, Inline, Note, Part};

/// The words of a document, white space taken out.
pub struct Told {
    /// Those outside of notes.
    pub body: String,
    /// Those of notes.
    pub notes: String,
}

/// Reads the tree of a document.
pub fn words(document: &Document) -> Told {
    let mut out = Told {
        body: String::new(),
        notes: String::new(),
    };
    for Part {
        label, blocks: inner, ..
    } in &document.parts
    {
        label.iter().for_each(|label| text(label, &mut out));
        blocks(inner, &mut out);
    }
    out
}

impl Told {
    fn say(&mut self, words: &str) {
        let words = solid(words);
        self.body.push_str(&words);
    }

    fn note(&mut self, note: &Note) {
        let mut words = Told {
            body: solid(&note.label),
            notes: String::new(),
        };
        text(&note.text, &mut words);
        self.notes.push_str(&words.body);
    }
}

/// What printing may change: white space, and characters that only say where lines may end. A variation selector that asks
/// for the look of text or of a picture is printed, and stays.
pub fn solid(text: &str) -> String {
    let silent =
        |c: &char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}');
    text.chars().filter(|c| !silent(c)).collect()
}

fn block(block: &Block, out: &mut Told) {
    match block {
        Block::Words(_, t) => text(t, out),
        Block::Heading { label, text: t, .. } => {
            out.say(label.as_deref().unwrap_or_default());
            text(t, out);
        }
        Block::List(items) => {
            for item in items {
                out.say(&item.label);
                blocks(&item.blocks, out);
            }
        }
        Block::Remark { label, text: t } => {
            out.say(label);
            text(t, out);
        }
        Block::Table(table) => {
            table.caption.iter().for_each(|t| text(t, out));
            table.cells.iter().for_each(|cell| blocks(&cell.blocks, out));
        }
        Block::Notes(notes) => notes.iter().for_each(|note| out.note(note)),
        Block::Contact { heading, lines } => {
            text(heading, out);
            lines.iter().for_each(|t| text(t, out));
        }
        Block::Fields(fields) => {
            for field in fields {
                text(&field.label, out);
                blocks(&field.value, out);
            }
        }
        Block::Together(inner) => blocks(inner, out),
        Block::Picture(_) | Block::PageBreak => {}
    }
}

fn blocks(inner: &[Block], out: &mut Told) {
    inner.iter().for_each(|b| block(b, out));
}

fn text(text: &[Inline], out: &mut Told) {
    for inline in text {
        match inline {
            Inline::Text(t) => out.say(t),
            Inline::Strong(t) | Inline::New(t) | Inline::Link { text: t, .. } => self::text(t, out),
            Inline::NoteMark { label } => out.say(label),
            Inline::Ruby { base, reading } => {
                out.say(base);
                out.say(reading);
            }
            Inline::Break => {}
        }
    }
}
