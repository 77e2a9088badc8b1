//! Where the characters of a value stand in the file. A value reads otherwise than it is written: quotation marks go,
//! escapes are one character, lines are folded or lose their indentation. Value and source are walked side by side, so that
//! a fault in the middle of a text is shown where the operator typed it.

use crate::diagnostic::{Sources, Span, Spanned};
use std::ops::Range;

/// Blanks and ends of lines.
pub(super) const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// The places of a value's characters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Places {
    whole: Span,
    /// In order, without gaps; none where value and source do not belong together.
    pieces: Vec<Piece>,
}

/// A stretch of the value and the stretch of the file it was read from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// Bytes of the value.
    pub value: Range<usize>,
    /// Bytes of the file.
    pub source: Range<usize>,
    /// How the one is written as the other.
    pub kind: PieceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Typed as it reads.
    Typed,
    /// One character in another notation: `\u3000`, `''`.
    Escape,
    /// An end of line, alone or with empty lines, and the indentation behind it.
    Break,
}

impl Places {
    /// The places of `text`'s characters.
    #[must_use]
    pub(crate) fn of(sources: &Sources, text: &Spanned<String>) -> Self {
        let file = &sources.get(text.span.file).text;
        Places {
            whole: text.span,
            pieces: walk(file, text.span.start..text.span.end, &text.value).unwrap_or_default(),
        }
    }

    /// Where the bytes of `range` in the value stand; all of an escape that it touches.
    #[must_use]
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let last = range.end.saturating_sub(1).max(range.start);
        let (Some(first), Some(last)) = (self.at(range.start), self.at(last)) else {
            return self.whole;
        };
        let start = match first.kind {
            PieceKind::Typed => first.source.start + (range.start - first.value.start),
            _ => first.source.start,
        };
        let end = match last.kind {
            PieceKind::Typed => last.source.start + (range.end.max(range.start) - last.value.start),
            _ => last.source.end,
        };
        Span {
            start,
            end,
            ..self.whole
        }
    }

    fn at(&self, byte: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.value.start <= byte);
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        (byte < piece.value.end).then_some(piece)
    }
}

/// Pairs `value` with the part of `file` it was read from, whichever way of writing was used. A block text begins behind
/// the indentation of its first line that is not empty.
pub(super) fn walk(file: &str, source: Range<usize>, value: &str) -> Option<Vec<Piece>> {
    let line = file[..source.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let indent = source.start - line;
    let walk = |end: usize| Walk {
        file: &file[..end],
        value,
        at: source.start,
        read: 0,
        pieces: Vec::new(),
    };
    // The span of a block text leaves out the blanks at its end.
    let behind = &file[source.end..];
    let end = file.len() - behind.trim_start_matches(BLANKS).len();
    let quote = file[source.start..].chars().next().filter(|c| matches!(c, '"' | '\''));
    let quoted = quote.and_then(|quote| walk(source.end).flow(Some(quote)));
    quoted
        .or_else(|| walk(source.end).flow(None))
        .or_else(|| walk(end).block(indent))
}

struct Walk<'t> {
    /// The file up to the end of the value.
    file: &'t str,
    value: &'t str,
    /// How far the file is read.
    at: usize,
    /// How far the value is read.
    read: usize,
    pieces: Vec<Piece>,
}

impl<'t> Walk<'t> {
    /// Nothing where an escape would end within a character: in a block text that begins like a quoted one it is none.
    fn rest(&self) -> &'t str {
        self.file.get(self.at..).unwrap_or_default()
    }

    fn expected(&self) -> &'t str {
        self.value.get(self.read..).unwrap_or_default()
    }

    /// The next `source` bytes of the file are the next `value` bytes of the value.
    fn pair(&mut self, source: usize, value: usize, kind: PieceKind) {
        let (from, to) = (self.at, self.at + source);
        let read = self.read..self.read + value;
        self.at = to;
        self.read = read.end;
        match self.pieces.last_mut() {
            Some(last) if kind == PieceKind::Typed && last.kind == kind && last.source.end == from => {
                last.source.end = to;
                last.value.end = read.end;
            }
            _ => self.pieces.push(Piece {
                value: read,
                source: from..to,
                kind,
            }),
        }
    }

    /// One character that is typed as it reads.
    fn typed(&mut self) -> Option<()> {
        let c = self.rest().chars().next()?;
        self.expected()
            .starts_with(c)
            .then(|| self.pair(c.len_utf8(), c.len_utf8(), PieceKind::Typed))
    }

    /// A plain text, or one in quotation marks.
    fn flow(mut self, quote: Option<char>) -> Option<Vec<Piece>> {
        self.at += quote.map_or(0, char::len_utf8);
        while let Some(c) = self.rest().chars().next() {
            let blanks = self.rest().len() - self.rest().trim_start_matches(BLANKS).len();
            let breaks = line_breaks(&self.rest()[..blanks]);
            if breaks > 0 {
                self.fold(blanks, breaks)?;
            } else if quote == Some(c) {
                if c == '\'' && self.rest().starts_with("''") {
                    self.expected()
                        .starts_with('\'')
                        .then(|| self.pair(2, 1, PieceKind::Escape))?;
                } else {
                    self.at += c.len_utf8();
                    return (self.rest().is_empty() && self.expected().is_empty()).then_some(self.pieces);
                }
            } else if quote == Some('"') && c == '\\' {
                self.escape()?;
            } else {
                self.typed()?;
            }
        }
        (quote.is_none() && self.expected().is_empty()).then_some(self.pieces)
    }

    /// An end of line is a blank, or none; empty lines are ends of line.
    fn fold(&mut self, blanks: usize, breaks: usize) -> Option<()> {
        let read = if breaks == 1 {
            usize::from(self.expected().starts_with(' '))
        } else {
            breaks - 1
        };
        let ends = breaks == 1 || self.expected().bytes().take(read).filter(|b| *b == b'\n').count() == read;
        ends.then(|| self.pair(blanks, read, PieceKind::Break))
    }

    /// `\n`, `\u3000`; at the end of a line `\` joins it with the next.
    fn escape(&mut self) -> Option<()> {
        let behind = &self.rest()[1..];
        let blanks = behind.len() - behind.trim_start_matches(BLANKS).len();
        if behind.starts_with(['\r', '\n']) {
            let read = line_breaks(&behind[..blanks]) - 1;
            let ends = self.expected().bytes().take(read).filter(|b| *b == b'\n').count() == read;
            return ends.then(|| self.pair(1 + blanks, read, PieceKind::Break));
        }
        let digits = match behind.chars().next()? {
            'x' => 3,
            'u' if is_surrogate(behind) && behind[5..].starts_with("\\u") => 11,
            'u' => 5,
            'U' => 9,
            other => other.len_utf8(),
        };
        let meant = self.expected().chars().next()?;
        (digits <= behind.len()).then(|| self.pair(1 + digits, meant.len_utf8(), PieceKind::Escape))
    }

    /// A text behind `|` or `>`, whose lines lose `indent` blanks.
    fn block(mut self, indent: usize) -> Option<Vec<Piece>> {
        let leading = self.expected().len() - self.expected().trim_start_matches('\n').len();
        self.pair(0, leading, PieceKind::Break);
        loop {
            let line = self.rest().split(['\n', '\r']).next().unwrap_or_default().len();
            let end = self.at + line;
            while self.at < end {
                if self.typed().is_none() {
                    // Blanks at the end of a line went with the fold behind them.
                    let left = end - self.at;
                    let blank = self.rest()[..left].trim_matches([' ', '\t']).is_empty();
                    blank.then(|| self.pair(left, 0, PieceKind::Break))?;
                }
            }
            let (mut skipped, breaks) = next_line(self.rest(), indent);
            // Blanks may stand before what follows the value, a comment that is indented further than its lines.
            let over = self.expected().trim_start_matches('\n').is_empty();
            if over && self.rest()[skipped..].trim_start_matches(BLANKS).is_empty() {
                skipped = self.rest().len();
            }
            if self.rest()[skipped..].is_empty() {
                let tail = self.expected();
                self.pair(skipped, tail.len(), PieceKind::Break);
                return tail.trim().is_empty().then_some(self.pieces);
            }
            let ends = self.expected().bytes().take(breaks).take_while(|b| *b == b'\n').count();
            let blank = usize::from(ends == 0 && self.expected().starts_with(' '));
            (ends + blank > 0 || breaks == 1).then(|| self.pair(skipped, ends + blank, PieceKind::Break))?;
        }
    }
}

/// How much of `rest` to skip to the next line that holds more than its indentation, and how many ends of line lie in it.
fn next_line(rest: &str, indent: usize) -> (usize, usize) {
    let (mut at, mut breaks) = (0, 0);
    loop {
        let here = &rest[at..];
        let end = if here.starts_with("\r\n") {
            2
        } else {
            usize::from(here.starts_with(['\n', '\r']))
        };
        if end == 0 {
            return (at, breaks);
        }
        breaks += 1;
        at += end;
        let blanks = rest[at..].bytes().take(indent).take_while(|b| *b == b' ').count();
        at += blanks;
    }
}

/// `\r\n` is one.
fn line_breaks(blanks: &str) -> usize {
    blanks.matches('\n').count() + blanks.matches('\r').count() - blanks.matches("\r\n").count()
}

fn is_surrogate(escape: &str) -> bool {
    let digits = escape.get(1..5).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    digits.is_some_and(|code| (0xD800..0xDC00).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::node::{Kind, Node};
    use crate::record::yaml;
    use proptest::prelude::*;

    /// The value of `text`, a mapping with one key, and the file.
    fn value(text: &str) -> Option<(Sources, Spanned<String>)> {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml".into(), text.to_string());
        let (root, faults) = yaml::parse(file, text);
        let Some(Node {
            kind: Kind::Mapping(entries),
            ..
        }) = root.filter(|_| faults.is_empty())
        else {
            return None;
        };
        match &entries[..] {
            [
                (
                    _,
                    Node {
                        kind: Kind::Scalar(value),
                        span,
                    },
                ),
            ] => Some((sources, Spanned::new(value.clone(), *span))),
            _ => None,
        }
    }

    /// What is shown for `word` of the value.
    fn shown(text: &str, word: &str) -> String {
        let (sources, value) = value(text).expect("a value");
        let at = value.value.find(word).expect("the word");
        let span = Places::of(&sources, &value).span(at..at + word.len());
        text[span.start..span.end].to_string()
    }

    #[test]
    fn a_word_is_found_where_it_was_typed() {
        for text in [
            "a: 前の更新と後\n",
            "a: '更''新の更新と後'\n",
            "a: \"\\u66f4\\u65B0、更新と後\"\n",
            "a: 前の\n  行の更新と後\n  次\n",
            "a: |\n  前の\n\n    行の更新と後\n",
            "a: >2\n\n    前の\n  行の更新と後\n",
            "a: >-\r\n  前の  \r\n  行の更新と後\r\n",
            "a:\n  \"前の \\\n  更新と後\"\n",
        ] {
            assert_eq!(shown(text, "更新と"), "更新と", "{text:?}");
        }
    }

    #[test]
    fn a_block_text_ends_before_blanks_and_an_indented_comment() {
        for text in [
            "a: |\n  \n    '\n  \t\n  \n     # \n",
            "a: |\n  '\n      # behind\n",
            "a: |\n    '\n  \t\n\n       # behind\n",
        ] {
            assert_eq!(shown(text, "'"), "'", "{text:?}");
        }
    }

    #[test]
    fn an_escape_is_shown_whole_and_a_word_over_two_lines_on_both() {
        assert_eq!(shown("a: \"\\u66f4新\"\n", "更新"), "\\u66f4新");
        assert_eq!(shown("a: 'it''s'\n", "'s"), "''s");
        assert_eq!(shown("a: 更\n  新\n", "更新"), "更\n  新");
        assert_eq!(shown("a: |\n  x\n  y\n", "x\ny"), "x\n  y");
    }

    const SCRAPS: &[&str] = &[
        "あ", "更新", "。", "(", "a", "B7", " ", "  ", "\t", "\n", "\n\n", "\n  ", "\r\n", "'", "''", "\"", "\\",
        "\\n", "\\u3042", "\\\"", "\\\n", "#", " # ", ": ", "-", "{{ x }}", "[^a]", "😀", "\u{3000}", "|", ">", "*",
    ];

    /// A value in one of the ways of writing, made of `scraps`.
    fn written(style: usize, scraps: &[usize]) -> String {
        let text: String = scraps.iter().map(|scrap| SCRAPS[*scrap]).collect();
        let lines = text.replace('\n', "\n  ");
        match style {
            0 => format!("a: {lines}\n"),
            1 => format!("a: '{lines}'\n"),
            2 => format!("a: \"{lines}\"\n"),
            3 => format!("a: |\n  {lines}\n"),
            4 => format!("a: >\n  {lines}\n"),
            5 => format!("a: |2-\n  {lines}\n"),
            6 => format!("a: >2+\n  {lines}\n"),
            7 => format!("a:\n  {lines}\n"),
            _ => format!("a:\n  \"{lines}\"\n"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// Each character of a value is shown as it was typed, each in its turn; nothing of the file is left between two of
        /// them but notation.
        #[test]
        fn every_character_has_its_place(style in 0..9usize, scraps in prop::collection::vec(0..SCRAPS.len(), 0..14)) {
            let text = written(style, &scraps);
            let Some((sources, value)) = value(&text).filter(|(_, v)| !v.value.trim().is_empty()) else { return Ok(()) };
            let places = Places::of(&sources, &value);
            prop_assert!(!places.pieces.is_empty(), "{text:?} {value:?}");
            let mut end = value.span.start;
            for (at, c) in value.value.char_indices() {
                let span = places.span(at..at + c.len_utf8());
                let typed = &text[span.start..span.end];
                let blank = c == ' ' || c == '\n';
                let as_typed = typed == c.to_string() || typed.starts_with('\\') || typed == "''";
                prop_assert!(as_typed || blank && typed.trim().is_empty(), "{text:?}: {c:?} at {typed:?}");
                if !blank {
                    prop_assert!(span.start >= end, "{text:?}: {c:?}");
                    let notation = |c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '\\' | 'n');
                    prop_assert!(text[end..span.start].chars().all(notation), "{text:?}: {c:?}");
                    end = span.end;
                }
            }
        }
    }
}
