//! What YAML takes, without a word, for something else than was meant.

use super::node::{Kind, Node};
use super::node_fault::swallowed_text;
use crate::diagnostic::{Diagnostic, FileId, Span};
use std::ops::Range;

/// The first full-width or no-break space that indents a `key:` line outside of block texts.
pub fn full_width_indentation(file: FileId, text: &str) -> Option<Span> {
    let wide = |c: char| matches!(c, '\u{3000}' | '\u{A0}');
    let mut start = 0;
    let mut block: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let words = line.trim();
        if block.is_some_and(|indent| spaces > indent || words.is_empty()) {
            start += line.len();
            continue;
        }
        block = opens_block(line).then_some(spaces);
        let rest = &line[spaces..];
        let key = rest
            .trim_start_matches(|c| c == ' ' || wide(c))
            .split(": ")
            .next()
            .unwrap_or("");
        let is_key = key
            .trim_end()
            .trim_end_matches(':')
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        if rest.starts_with(wide) && is_key && (rest.contains(": ") || words.ends_with(':')) {
            let end = rest.len() - rest.trim_start_matches(wide).len();
            return Some(Span {
                file,
                start: start + spaces,
                end: start + spaces + end,
            });
        }
        start += line.len();
    }
    None
}

/// Whether a line ends with the mark of a block text, `|` or `>`, whose lines follow.
fn opens_block(line: &str) -> bool {
    let words = line.split(" #").next().unwrap_or(line).trim_end();
    let mark = words.trim_end_matches(|c: char| matches!(c, '-' | '+') || c.is_ascii_digit());
    mark.ends_with(" |") || mark.ends_with(" >")
}

/// The anchor of the node that begins at `at`: `&name`.
pub fn anchor_before(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('&').unwrap_or(at);
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
    let name = text[start..].split(ends).next().unwrap_or_default();
    start..start + name.len()
}

/// `title: お知らせ #A` loses ` #A` without a word: YAML takes it for a comment. Comments proper begin `# `.
pub fn swallowed(file: FileId, text: &str, root: Option<&Node>) -> Vec<Diagnostic> {
    fn visit(node: &Node, text: &str, found: &mut Vec<(usize, usize)>) {
        match &node.kind {
            Kind::Nothing | Kind::Null(_) => {}
            Kind::Scalar(_) => {
                let quoted = text[node.span.start..node.span.end].starts_with(['"', '\'']);
                found.extend(comment_behind(text, node.span.end).filter(|(start, _)| lost(&text[*start..], quoted)));
            }
            Kind::Sequence(items) => items.iter().for_each(|item| visit(item, text, found)),
            Kind::Mapping(entries) => entries.iter().for_each(|(_, value)| visit(value, text, found)),
        }
    }
    let mut found = Vec::new();
    if let Some(root) = root {
        visit(root, text, &mut found);
    }
    // An aliased node is met more than once.
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .map(|(start, end)| swallowed_text(Span { file, start, end }))
        .collect()
}

/// The comment that begins behind blanks at `at`.
fn comment_behind(text: &str, at: usize) -> Option<(usize, usize)> {
    // The line's end is looked for only where there is a comment: a line can hold a hundred thousand values.
    let rest = &text[at..];
    let comment = rest.trim_start_matches(|c: char| !matches!(c, '\n' | '\r') && c.is_whitespace());
    let start = at + (rest.len() - comment.len());
    (start > at && comment.starts_with('#')).then(|| {
        let words = comment.split(['\n', '\r']).next().unwrap_or_default().trim_end();
        (start, start + words.len())
    })
}

/// Whether a comment is words of the text before it: no blank follows its mark. Behind a quotation mark only a number is, since
/// there the text has its end.
fn lost(comment: &str, quoted: bool) -> bool {
    let words = comment.trim_start_matches('#');
    let marks = comment.len() - words.len();
    // A ruler, `#----`, says nothing.
    let mut word = words.split(char::is_whitespace).next().unwrap_or_default().chars();
    let numbered = marks == 1 && words.starts_with(|c: char| c.is_ascii_digit());
    numbered || !quoted && word.any(char::is_alphanumeric)
}

/// The comment that stands where the value of the key at `key` should.
pub fn comment_for_value(text: &str, key: Span) -> Option<Span> {
    let rest = &text[key.end..];
    let behind = rest.trim_start_matches([' ', '\t']).strip_prefix(':')?;
    let (start, end) = comment_behind(text, text.len() - behind.len())?;
    Some(Span { start, end, ..key })
}
