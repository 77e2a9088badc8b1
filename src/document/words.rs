//! From running text to blocks: lines that begin with a mark hang by it.

use super::anew;
use super::fault::NotationFault;
use super::inline;
use super::mask::begins_block;
use super::passage::Passage;
use super::token::unforced;
use super::{Block, Inline, Text, Words};

/// Reads running text. Lines of it that begin anew stay lines.
pub fn text(source: Passage<'_>, faults: &mut Vec<NotationFault>) -> Text {
    let mut groups: Vec<Vec<Passage<'_>>> = Vec::new();
    let mut before: Option<&str> = None;
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().map_or("", |next| next.text.trim());
        let words = line.text.trim();
        let begins = before.is_none_or(|before| {
            before.is_empty() || begins_block(line.text) || begins_block(before) || anew::begins(words, before, next)
        });
        before = Some(words);
        match groups.last_mut().filter(|_| !begins) {
            _ if words.is_empty() => {}
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    let count = groups.len();
    let mut out = Vec::new();
    for (index, mut group) in groups.into_iter().enumerate() {
        if let Some(last) = group.last_mut().filter(|_| index + 1 < count) {
            *last = unforced(*last);
        }
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        out.extend(inline::read(&group, faults));
    }
    out
}

/// A paragraph. What begins with a mark, at its head or after a forced line end, is a remark.
pub(crate) fn paragraph(text: Text, flush: bool, out: &mut Vec<Block>) {
    let kind = if flush { Words::Line } else { Words::Paragraph };
    let mut open: Option<Block> = None;
    for mut line in text.split(|inline| *inline == Inline::Break).map(<[Inline]>::to_vec) {
        let label = take_label(&mut line, anew::label);
        match (label, &mut open) {
            (None, Some(Block::Remark { text, .. } | Block::Words(_, text))) => {
                text.push(Inline::Break);
                text.append(&mut line);
            }
            (None, _) => open = Some(Block::Words(kind, line)),
            (Some(label), _) => out.extend(open.replace(Block::Remark { label, text: line })),
        }
    }
    out.extend(open);
}

/// Forced line ends part running text into lines, so that a remark within an item hangs by its own mark.
pub(crate) fn split_lines(text: Text, out: &mut Vec<Block>) {
    for mut line in text.split(|inline| *inline == Inline::Break).map(<[Inline]>::to_vec) {
        match take_label(&mut line, anew::label) {
            Some(label) => out.push(Block::Remark { label, text: line }),
            None if line.is_empty() => {}
            None => out.push(Block::Words(Words::Line, line)),
        }
    }
}

/// Takes the label that `find` sees off the head of `text`.
pub(crate) fn take_label(text: &mut Text, find: impl Fn(&str) -> Option<usize>) -> Option<String> {
    // A note's mark alone is nothing that a label stands before: in a cell △*1 is a symbol.
    let more = text
        .iter()
        .skip(1)
        .any(|inline| !matches!(inline, Inline::NoteMark { .. }));
    let Some(Inline::Text(first)) = text.first_mut() else {
        return None;
    };
    // What follows may be emphasis or a link: something stands behind the label then.
    let length = find(first).or_else(|| find(&format!("{first}…")).filter(|length| more && *length <= first.len()))?;
    let label = first[..length].to_string();
    *first = first[length..].trim_start().to_string();
    if first.is_empty() {
        text.remove(0);
    }
    Some(label)
}
