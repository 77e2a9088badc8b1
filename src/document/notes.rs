//! Numbers notes and sets each where it belongs: the notes marked in a table under the table, the others at the end of
//! their part (or where the template says `:::notes`).
//!
//! Numbers run through the document. Within a table they follow the order in which the record defines the notes, as
//! readers look them up under the table; elsewhere the order of the marks. A note marked in two tables is printed
//! under both, with a number of its own in each, so that no reader has to turn the page for it.

use super::fault::NotationFault;
use super::walk::{each_inline, each_inline_mut, each_text_mut};
use super::{Block, Cell, Inline, Note, Part, Text, Words};

struct Counter<'a> {
    notes: &'a [(String, Text)],
    next: usize,
}

/// Numbers the notes of all parts.
pub(crate) fn number(parts: &mut [Part], notes: &[(String, Text)], faults: &mut Vec<NotationFault>) {
    faults.extend(notes.iter().flat_map(|(_, text)| marked_in_note(text)));
    let mut counter = Counter { notes, next: 1 };
    for part in parts.iter_mut() {
        let mut used = Vec::new();
        if let Some(label) = &mut part.label {
            counter.marked(label, &mut used, faults);
        }
        let mut out = counter.blocks(std::mem::take(&mut part.blocks), &mut used, faults);
        if !used.is_empty() {
            let end = out.iter().rposition(is_end).unwrap_or(out.len());
            out.insert(end, Block::Notes(used.into_iter().map(|(_, note)| note).collect()));
        }
        part.blocks = out;
    }
}

/// The marks in the words of a note, which cannot stand there.
pub(crate) fn marked_in_note(words: &Text) -> impl Iterator<Item = NotationFault> {
    labels(words).into_iter().map(|key| {
        NotationFault::new(
            &format!("[^{key}]"),
            "注の文には、注の印を書けません",
            "the words of a note cannot mark another",
        )
    })
}

/// Every `[^key]` as typed in `text`: the byte it begins at, and the key.
pub(crate) fn typed(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    // The end that was found last: many marks may have one end, and are not looked through for it once more each.
    let mut stop = 0;
    for (at, _) in text.match_indices("[^") {
        if stop < at + 2 {
            match text[at + 2..].find([']', '\n']) {
                Some(end) => stop = at + 2 + end,
                None => break,
            }
        }
        let end = stop;
        if end > at + 2 && text[end..].starts_with(']') {
            found.push((at, &text[at + 2..end]));
        }
    }
    found
}

/// 以上, or what is kept together with it.
pub(crate) fn is_end(block: &Block) -> bool {
    match block {
        Block::Words(Words::End, _) => true,
        Block::Together(blocks) => blocks.iter().any(is_end),
        _ => false,
    }
}

impl Counter<'_> {
    /// The blocks with their notes; `used` gathers those that are still to be printed.
    fn blocks(
        &mut self,
        blocks: Vec<Block>,
        used: &mut Vec<(String, Note)>,
        faults: &mut Vec<NotationFault>,
    ) -> Vec<Block> {
        let mut out = Vec::new();
        for mut block in blocks {
            match block {
                Block::Table(mut table) => {
                    let under = self.table(&mut table.cells, faults);
                    out.push(Block::Table(table));
                    if !under.is_empty() {
                        out.push(Block::Notes(under));
                    }
                }
                Block::Together(inner) => out.push(Block::Together(self.blocks(inner, used, faults))),
                Block::Notes(_) if used.is_empty() => {}
                Block::Notes(_) => out.push(Block::Notes(used.drain(..).map(|(_, note)| note).collect())),
                _ => {
                    each_text_mut(std::slice::from_mut(&mut block), &mut |text| {
                        self.marked(text, used, faults)
                    });
                    out.push(block);
                }
            }
        }
        out
    }

    fn take(&mut self, key: &str) -> Option<Note> {
        let (_, text) = self.notes.iter().find(|(k, _)| k == key)?;
        let label = format!("*{}", self.next);
        self.next += 1;
        Some(Note {
            label,
            text: text.clone(),
        })
    }

    fn table(&mut self, cells: &mut [Cell], faults: &mut Vec<NotationFault>) -> Vec<Note> {
        let mut marked = Vec::new();
        for cell in cells.iter_mut() {
            marks(&mut cell.blocks, &mut |key| marked.push(key.clone()));
        }
        let keys: Vec<String> = self
            .notes
            .iter()
            .map(|(key, _)| key.clone())
            .filter(|key| marked.contains(key))
            .collect();
        let under: Vec<(String, Note)> = keys
            .into_iter()
            .filter_map(|key| self.take(&key).map(|note| (key, note)))
            .collect();
        for cell in cells.iter_mut() {
            marks(&mut cell.blocks, &mut |key| resolve(key, &under, faults));
        }
        under.into_iter().map(|(_, note)| note).collect()
    }

    /// Numbers the marks of a text outside of tables.
    fn marked(&mut self, text: &mut Text, used: &mut Vec<(String, Note)>, faults: &mut Vec<NotationFault>) {
        in_text(text, &mut |key| {
            if !used.iter().any(|(k, _)| k == key)
                && let Some(note) = self.take(key)
            {
                used.push((key.clone(), note));
            }
            resolve(key, used, faults);
        });
    }
}

/// The marks in `text`, in reading order.
pub(crate) fn labels(text: &Text) -> Vec<String> {
    let mut labels = Vec::new();
    each_inline(text, &mut |inline| {
        if let Inline::NoteMark { label } = inline {
            labels.push(label.clone());
        }
    });
    labels
}

/// Puts the number in place of the key.
fn resolve(key: &mut String, known: &[(String, Note)], faults: &mut Vec<NotationFault>) {
    match known.iter().find(|(k, _)| k == key) {
        Some((_, note)) => *key = note.label.clone(),
        None => faults.push(NotationFault::new(
            &format!("[^{key}]"),
            format!("注「{key}」は記録の notes にありません"),
            format!("the record's `notes` has no `{key}`"),
        )),
    }
}

/// Visits every mark in `blocks`, in reading order.
fn marks(blocks: &mut [Block], visit: &mut dyn FnMut(&mut String)) {
    each_text_mut(blocks, &mut |text| in_text(text, visit));
}

fn in_text(text: &mut Text, visit: &mut dyn FnMut(&mut String)) {
    each_inline_mut(text, &mut |inline| {
        if let Inline::NoteMark { label } = inline {
            visit(label);
        }
    });
}
