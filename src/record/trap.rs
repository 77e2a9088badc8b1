//! What YAML takes, without a word, for something else than was meant.

use super::node::{Kind, Node};
use super::node_fault::swallowed_text;
use crate::diagnostic::{Diagnostic, FileId, Span};

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

/// `title: お知らせ #3` loses ` #3` without a word: YAML takes it for a comment. Comments proper begin `# `.
pub fn swallowed(file: FileId, text: &str, root: Option<&Node>) -> Vec<Diagnostic> {
    fn visit(node: &Node, text: &str, found: &mut Vec<(usize, usize)>) {
        match &node.kind {
            Kind::Nothing | Kind::Null(_) => {}
            Kind::Scalar(_) => {
                // The line's end is looked for only where something is lost: a line can hold a hundred thousand values.
                let rest = &text[node.span.end..];
                let comment = rest.trim_start_matches(|c: char| c != '\n' && c.is_whitespace());
                let lost = comment
                    .strip_prefix('#')
                    .is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()));
                if lost && comment.len() < rest.len() {
                    let start = node.span.end + (rest.len() - comment.len());
                    let words = comment.split('\n').next().unwrap_or("").trim_end();
                    found.push((start, start + words.len()));
                }
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
