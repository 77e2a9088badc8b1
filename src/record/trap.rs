//! What YAML takes, without a word, for something else than was meant.

use super::node::{Kind, Node};
use super::node_fault::swallowed_text;
use crate::diagnostic::{Diagnostic, FileId, Span};
use std::borrow::Cow;
use std::ops::Range;

/// The first full-width or no-break space that indents a `key:` line, or stands behind its colon or a list's dash, outside
/// of block texts.
pub(super) fn wide_blank(file: FileId, text: &str) -> Option<(Span, WideBlank)> {
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
        if let Some((at, len, mistake)) = indentation(line).or_else(|| behind_mark(line)) {
            let span = Span {
                file,
                start: start + at,
                end: start + at + len,
            };
            return Some((span, mistake));
        }
        start += line.len();
    }
    None
}

/// Where a full-width blank stands that should be a half-width one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WideBlank {
    Indentation,
    /// Behind the colon of the key.
    Colon(String),
    /// Behind the dash of a list.
    Dash,
}

fn wide(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}')
}

fn indentation(line: &str) -> Option<(usize, usize, WideBlank)> {
    let rest = line.trim_start_matches(' ');
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
    let found = rest.starts_with(wide) && is_key && (rest.contains(": ") || line.trim().ends_with(':'));
    let blanks = rest.len() - rest.trim_start_matches(wide).len();
    found.then_some((line.len() - rest.len(), blanks, WideBlank::Indentation))
}

/// The keys of records are in Latin letters: 「日時:　…」 may be a line of a text.
fn behind_mark(line: &str) -> Option<(usize, usize, WideBlank)> {
    let blanks = |rest: &str| rest.len() - rest.trim_start_matches(|c| c == ' ' || wide(c)).len();
    let mut rest = line.trim_start_matches(' ');
    while let Some(behind) = rest.strip_prefix('-') {
        if behind.starts_with(wide) {
            return Some((line.len() - behind.len(), blanks(behind), WideBlank::Dash));
        }
        match behind.strip_prefix(' ') {
            Some(behind) => rest = behind.trim_start_matches(' '),
            None => break,
        }
    }
    let (key, behind) = rest.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let found = is_key && behind.starts_with(wide);
    found.then(|| {
        (
            line.len() - behind.len(),
            blanks(behind),
            WideBlank::Colon(key.to_string()),
        )
    })
}

/// The characters that YAML does not admit anywhere (YAML 1.2.2, 5.1), with their places.
pub(super) fn controls(file: FileId, text: &str) -> Vec<(Span, char)> {
    let refused = |c: char| {
        matches!(c, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}')
            || matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    let found = text.char_indices().filter(|(_, c)| refused(*c));
    found
        .map(|(start, c)| {
            let end = start + c.len_utf8();
            (Span { file, start, end }, c)
        })
        .collect()
}

/// `text` with a blank for every byte of such characters, so that all places stay.
pub(super) fn without<'t>(text: &'t str, controls: &[(Span, char)]) -> Cow<'t, str> {
    if controls.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut clean = text.to_string();
    for (span, _) in controls {
        clean.replace_range(span.start..span.end, &" ".repeat(span.end - span.start));
    }
    Cow::Owned(clean)
}

/// Whether a line ends with the mark of a block text, `|` or `>`, whose lines follow.
fn opens_block(line: &str) -> bool {
    let words = line.split(" #").next().unwrap_or(line).trim_end();
    let mark = words.trim_end_matches(|c: char| matches!(c, '-' | '+') || c.is_ascii_digit());
    mark.ends_with(" |") || mark.ends_with(" >")
}

/// The anchor of the node that begins at `at`: `&name`.
pub(super) fn anchor_before(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('&').unwrap_or(at);
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
    let name = text[start..].split(ends).next().unwrap_or_default();
    start..start + name.len()
}

/// `title: お知らせ #A` loses ` #A` without a word: YAML takes it for a comment. Comments proper begin `# `.
pub(super) fn swallowed(file: FileId, text: &str, root: Option<&Node>) -> Vec<Diagnostic> {
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

/// The key whose value, or whose value's first part, begins at `at`.
pub(super) fn key_before(text: &str, at: usize) -> Option<&str> {
    let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '{' | '-' | '"' | '\''));
    let before = before.strip_suffix(':')?;
    let start = before.rfind(|c: char| !(c.is_ascii_lowercase() || c == '_'));
    Some(&before[start.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..])
        .filter(|key| !key.is_empty())
}

/// The comment that stands where the value of the key at `key` should.
pub(super) fn comment_for_value(text: &str, key: Span) -> Option<Span> {
    let rest = &text[key.end..];
    let behind = rest.trim_start_matches([' ', '\t']).strip_prefix(':')?;
    let (start, end) = comment_behind(text, text.len() - behind.len())?;
    Some(Span { start, end, ..key })
}

/// Whether the key at `key` has no colon and ends with its entry between braces: `{ text: 開始, 予定どおり }`.
pub(super) fn is_behind_comma(text: &str, key: Span) -> bool {
    let before = text[..key.start].trim_end().ends_with(',');
    before && text[key.end..].trim_start().starts_with([',', '}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::place::BLANKS;
    use crate::record::yaml;
    use proptest::prelude::*;

    fn codes_of(text: &str) -> Vec<&'static str> {
        yaml::parse(FileId(0), text).1.iter().map(|d| d.code).collect()
    }

    #[test]
    fn text_behind_a_number_sign_is_lost_whatever_it_says() {
        for text in [
            "a: 本文 #memo です\n",
            "a: お知らせ #A\r\n",
            "a: https://example.jp/a #b",
            "a: 本文 ##確認\n",
            "- 本文\t #重要#\n",
            "a: [一,\n  二 #三\n  ]\n",
            "a: 一\n  二 #三\n",
            "a: 'お知らせ' #3\n",
        ] {
            assert_eq!(codes_of(text), ["N0013"], "{text:?}");
        }
        for text in [
            "a: 本文 # memo\n",
            "a: 本文 #\u{3000}memo\n",
            "a: 本文 ## memo\n",
            "a: 本文 #\n",
            "a: 本文 #\r\n",
            "a: 本文 #-----\n",
            "a: 本文#memo\n",
            "a: 本文\n#memo\nb: x\n  #memo\n",
            "a: \"本文 #memo\"\nb: '本文 #memo'\n",
            "a: \"本文\" #memo\nb: [x] #memo\n",
            "a: |\n  本文 #memo\nb: > #memo\n  本文 #memo\n",
            "a: #memo\n  b: x\n",
        ] {
            assert_eq!(codes_of(text), [""; 0], "{text:?}");
        }
    }

    #[test]
    fn an_anchor_that_no_alias_uses_was_a_word() {
        for (text, anchor) in [
            ("a: &重要 お知らせ\n", "&重要"),
            ("a: &amp; x\n", "&amp;"),
            ("a: &x\n  b: 1\n", "&x"),
            ("- [&x, 1]\n", "&x"),
            ("a: &x 1\nb: &x 2\nc: *x\n", "&x"),
            ("a: &x 'R&D'\n", "&x"),
        ] {
            let faults = yaml::parse(FileId(0), text).1;
            let unused = faults.iter().filter(|d| d.code == "N0014").filter_map(|d| d.span);
            let unused: Vec<_> = unused.map(|s| &text[s.start..s.end]).collect();
            assert_eq!(unused, [anchor], "{text:?}");
        }
        for text in ["a: &x 1\nb: *x\n", "a: R&D 部\n", "a: '&x 1'\n", "a: |\n  &x 1\n"] {
            assert_eq!(codes_of(text), [""; 0], "{text:?}");
        }
    }

    const SCRAPS: &[&str] = &[
        "お知らせ",
        "電話",
        "A",
        "3",
        " ",
        " ",
        "\u{3000}",
        "#",
        "＃",
        "&",
        "*",
        "!",
        "|",
        ">",
        "-",
        "?",
        ":",
        ",",
        "[",
        "]",
        "{",
        "}",
        "%",
        "@",
        "`",
        "~",
        "/",
        "。",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// A text without quotation marks is read as typed, or something is told, or it is a list, a mapping, or a comment.
        #[test]
        fn no_word_is_lost_in_silence(scraps in prop::collection::vec(0..SCRAPS.len(), 1..8)) {
            let typed: String = scraps.iter().map(|scrap| SCRAPS[*scrap]).collect();
            let text = format!("a: {typed}\nb: c\n");
            let (root, faults) = yaml::parse(FileId(0), &text);
            if !faults.is_empty() {
                return Ok(());
            }
            let Some(Node { kind: Kind::Mapping(entries), .. }) = root else {
                return Err(TestCaseError::fail(format!("{typed:?}: no mapping")));
            };
            match &entries[0].1.kind {
                Kind::Scalar(value) if value == typed.trim_matches(BLANKS) => {}
                Kind::Scalar(value) if value.is_empty() => {
                    prop_assert!(typed.trim().starts_with(['|', '>']), "{typed:?} became nothing");
                }
                Kind::Scalar(value) => {
                    let comment = typed.trim_start_matches(BLANKS).strip_prefix(value.as_str()).map(str::trim_start);
                    let words = comment.and_then(|comment| comment.strip_prefix('#')).map(|words| words.trim_start_matches('#'));
                    let remark = words.is_some_and(|words| {
                        let word = words.split(char::is_whitespace).next().unwrap_or_default();
                        !word.contains(char::is_alphanumeric)
                    });
                    prop_assert!(remark, "{typed:?} became {value:?}");
                }
                Kind::Nothing | Kind::Null(_) => {
                    let mark = typed.trim().starts_with(['#', '|', '>', '~']) || typed.trim().is_empty();
                    prop_assert!(mark, "{typed:?} became nothing");
                }
                Kind::Sequence(_) | Kind::Mapping(_) => prop_assert!(typed.trim().starts_with(['[', '{']), "{typed:?}"),
            }
        }
    }
}
