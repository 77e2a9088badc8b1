//! The one walk over a document: all that it says, in reading order.
//!
//! A kind of block is named here once. Whoever wants the words of a document, or to change some of them, walks with
//! [`each_text`] or [`each_text_mut`], so that a place where a text can stand is known to all or to none.

use super::{Block, Cell, Field, Inline, Item, Note, Part, Table, Text, plain};

/// What a document says at one place.
pub enum Said<'a> {
    /// A computed label: of a heading, an item, a remark.
    Label(&'a String),
    /// The label of a note, as its marks show it.
    NoteLabel(&'a String),
    /// Running text.
    Text(&'a Text),
}

/// As [`Said`], to be changed.
pub(crate) enum SaidMut<'a> {
    /// A computed label.
    Label(&'a mut String),
    /// The label of a note.
    NoteLabel(&'a mut String),
    /// Running text.
    Text(&'a mut Text),
}

/// Writes the walk twice from one body, for reading and for changing: patterns take the references as they come.
macro_rules! walk {
    ($said:ident, $block:ident, $inline:ident $(, $change:tt)?) => {
        fn $block(block: &$($change)? Block, visit: &mut dyn FnMut($said<'_>)) {
            match block {
                Block::Words(_, text) => visit($said::Text(text)),
                Block::Heading { level: _, label, text } => {
                    if let Some(label) = label {
                        visit($said::Label(label));
                    }
                    visit($said::Text(text));
                }
                Block::Remark { label, text } => {
                    visit($said::Label(label));
                    visit($said::Text(text));
                }
                Block::List(items) => {
                    for Item { label, blocks } in items {
                        visit($said::Label(label));
                        for block in blocks {
                            $block(block, visit);
                        }
                    }
                }
                Block::Table(table) => {
                    let Table { caption, columns: _, header_rows: _, rows: _, new_pages: _, cells } = table;
                    if let Some(caption) = caption {
                        visit($said::Text(caption));
                    }
                    for Cell { blocks, .. } in cells {
                        for block in blocks {
                            $block(block, visit);
                        }
                    }
                }
                Block::Notes(notes) => {
                    for Note { label, text } in notes {
                        visit($said::NoteLabel(label));
                        visit($said::Text(text));
                    }
                }
                Block::Contact { heading, lines } => {
                    visit($said::Text(heading));
                    for line in lines {
                        visit($said::Text(line));
                    }
                }
                Block::Fields(fields) => {
                    for Field { label, value } in fields {
                        visit($said::Text(label));
                        for block in value {
                            $block(block, visit);
                        }
                    }
                }
                Block::Together(inner) => {
                    for block in inner {
                        $block(block, visit);
                    }
                }
                Block::Picture(_) | Block::PageBreak => {}
            }
        }

        fn $inline(text: &$($change)? Text, visit: &mut dyn FnMut(&$($change)? Inline)) {
            for inline in text {
                match inline {
                    Inline::Strong(inner) | Inline::New(inner) | Inline::Link { url: _, text: inner } => $inline(inner, visit),
                    inline @ (Inline::Text(_) | Inline::NoteMark { .. } | Inline::Ruby { .. } | Inline::Break) => {
                        visit(inline);
                    }
                }
            }
        }
    };
}

walk!(Said, read_block, read_inline);
walk!(SaidMut, change_block, change_inline, mut);

/// Visits every label and text of `parts`, in reading order.
pub fn each(parts: &[Part], visit: &mut dyn FnMut(Said<'_>)) {
    for Part {
        label,
        landscape: _,
        blocks,
    } in parts
    {
        if let Some(label) = label {
            visit(Said::Text(label));
        }
        blocks.iter().for_each(|block| read_block(block, visit));
    }
}

/// All that `parts` say, a line for each text, labels before what they label.
pub(crate) fn lines(parts: &[Part]) -> String {
    let mut out = String::new();
    each(parts, &mut |said| match said {
        Said::Label(label) | Said::NoteLabel(label) => {
            out.push_str(label);
            out.push(' ');
        }
        Said::Text(text) => {
            out.push_str(&plain(text));
            out.push('\n');
        }
    });
    out
}

/// As [`each`], to change what is said.
pub(crate) fn each_mut(parts: &mut [Part], visit: &mut dyn FnMut(SaidMut<'_>)) {
    for Part {
        label,
        landscape: _,
        blocks,
    } in parts
    {
        if let Some(label) = label {
            visit(SaidMut::Text(label));
        }
        blocks.iter_mut().for_each(|block| change_block(block, visit));
    }
}

/// Visits every text in `blocks`, in reading order.
pub(crate) fn each_text(blocks: &[Block], visit: &mut dyn FnMut(&Text)) {
    let mut visit = |said: Said<'_>| {
        if let Said::Text(text) = said {
            visit(text);
        }
    };
    blocks.iter().for_each(|block| read_block(block, &mut visit));
}

/// As [`each_text`], to change the texts.
pub(crate) fn each_text_mut(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Text)) {
    let mut visit = |said: SaidMut<'_>| {
        if let SaidMut::Text(text) = said {
            visit(text);
        }
    };
    blocks.iter_mut().for_each(|block| change_block(block, &mut visit));
}

/// Visits what `text` is made of, within emphasis and links too.
pub fn each_inline(text: &Text, visit: &mut dyn FnMut(&Inline)) {
    read_inline(text, visit);
}

/// As [`each_inline`], to change it.
pub(crate) fn each_inline_mut(text: &mut Text, visit: &mut dyn FnMut(&mut Inline)) {
    change_inline(text, visit);
}
