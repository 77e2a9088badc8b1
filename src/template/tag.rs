//! A template parted into its words and its tags, and the code of a tag into tokens: what the checks before the engine read.
//! The engine stops at the first fault and cannot say where a tag that is never closed begins.

use std::ops::Range;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `{{ … }}`
    Print,
    /// `{% … %}`
    Do,
    /// `{# … #}`
    Comment,
}

impl Kind {
    /// What ends it.
    pub(super) fn close(self) -> &'static str {
        match self {
            Kind::Print => "}}",
            Kind::Do => "%}",
            Kind::Comment => "#}",
        }
    }

    fn of(text: &str) -> Option<Self> {
        match text.as_bytes().get(..2)? {
            b"{{" => Some(Kind::Print),
            b"{%" => Some(Kind::Do),
            b"{#" => Some(Kind::Comment),
            _ => None,
        }
    }
}

/// A piece of a template, as bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words, printed as they are.
    Words(Range<usize>),
    /// A tag: all of it, and its code without the marks and the `-` beside them.
    Tag {
        /// What it does.
        kind: Kind,
        /// All of it.
        range: Range<usize>,
        /// What stands in it.
        code: Range<usize>,
        /// Whether it ends. One that does not reaches to the end of its line.
        closed: bool,
    },
}

/// The pieces of a template in order. What stands between `{% raw %}` and `{% endraw %}` is words.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut raw = false;
    // Where the last comment ends: what begins behind it is not looked through once more for an end that is not there.
    let last = text.rfind(Kind::Comment.close()).unwrap_or_default();
    while at < text.len() {
        let opens = |from: usize| {
            let found = text[from..].find('{').map(|found| from + found)?;
            Some((found, Kind::of(&text[found..])))
        };
        let mut from = at;
        let next = loop {
            match opens(from) {
                Some((found, Some(kind))) if !raw => break Some((found, kind)),
                Some((found, Some(Kind::Do))) if word(&text[found..]) == "endraw" => break Some((found, Kind::Do)),
                Some((found, _)) => from = found + 1,
                None => break None,
            }
        };
        let end = next.map_or(text.len(), |(found, _)| found);
        if end > at {
            pieces.push(Piece::Words(at..end));
        }
        let Some((start, kind)) = next else { break };
        let (code, range, closed) = tag(text, start, kind, last);
        raw = kind == Kind::Do && word(&text[start..]) == "raw";
        at = range.end;
        pieces.push(Piece::Tag {
            kind,
            range,
            code,
            closed,
        });
    }
    pieces
}

/// `text` with its tags and comments blanked out byte for byte: the words of a template where they stand.
pub(crate) fn printed(text: &str) -> String {
    let piece = |piece: Piece| match piece {
        Piece::Words(range) => text[range].to_string(),
        Piece::Tag { range, .. } => blank(&text[range]),
    };
    pieces(text).into_iter().map(piece).collect()
}

/// As many blanks as `text` has bytes; ends of lines stay.
pub(crate) fn blank(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect()
}

/// The first word of a tag.
fn word(tag: &str) -> &str {
    let rest = tag[2..].trim_start_matches('-').trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    &rest[..end.unwrap_or(rest.len())]
}

fn tag(text: &str, start: usize, kind: Kind, last: usize) -> (Range<usize>, Range<usize>, bool) {
    let close = kind.close();
    let after = start + 2;
    let mut quote = None;
    let mut end = None;
    for (found, c) in text[after..].char_indices() {
        let here = &text[after + found..];
        match quote {
            _ if kind == Kind::Comment => {
                end = (last >= after)
                    .then(|| here.find(close))
                    .flatten()
                    .map(|found| after + found);
                break;
            }
            Some(open) if open == c || c == '\n' => quote = None,
            Some(_) => {}
            None if here.starts_with(close) => {
                end = Some(after + found);
                break;
            }
            // What begins before this one has ended was not ended.
            None if Kind::of(here).is_some() => break,
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None => {}
        }
    }
    let (inner, range) = match end {
        Some(end) => (after..end, start..end + 2),
        None => {
            // One step for both: many such tags can stand in one line.
            let mut stops = text[after..].match_indices(['{', '\n']);
            let stop = stops.find(|(found, c)| *c == "\n" || Kind::of(&text[after + found..]).is_some());
            let line = stop.map_or(text.len(), |(found, _)| after + found);
            (after..line, start..line)
        }
    };
    let code = &text[inner.clone()];
    let code = code.strip_prefix('-').unwrap_or(code);
    let code = code.strip_suffix('-').unwrap_or(code);
    let first = inner.start + usize::from(text[inner.clone()].starts_with('-'));
    (first..first + code.len(), range, end.is_some())
}

/// A token of a tag's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Its bytes in the template's text.
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A text in quotation marks; not always ended.
    Text {
        /// Whether its second mark is there.
        closed: bool,
    },
    /// Digits.
    Number,
    /// A name, or a word of the engine.
    Name,
    /// Characters of another script, which a name outside quotation marks cannot have.
    Foreign,
    /// One sign, or two that belong together (`==`).
    Sign,
}

/// The tokens of the code at `code`.
pub(super) fn tokens(text: &str, code: Range<usize>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = code.start;
    while at < code.end {
        let rest = &text[at..code.end];
        let Some(first) = rest.chars().next() else { break };
        if first.is_ascii_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let run = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
        let (length, what) = match first {
            '"' | '\'' | '`' => {
                let end = rest[1..].find([first, '\n']).map_or(rest.len(), |end| end + 1);
                match rest[end..].starts_with(first) {
                    true => (end + 1, What::Text { closed: true }),
                    false => (end, What::Text { closed: false }),
                }
            }
            'a'..='z' | 'A'..='Z' | '_' => (run(|c| c.is_ascii_alphanumeric() || c == '_'), What::Name),
            '0'..='9' => (run(|c| c.is_ascii_digit()), What::Number),
            c if c.is_ascii() => {
                let double = ["==", "!=", "<=", ">=", "&&", "||", "//", "**", "..."];
                let double = double.iter().find(|sign| rest.starts_with(**sign));
                (double.map_or(1, |sign| sign.len()), What::Sign)
            }
            c if c.is_alphanumeric() || matches!(c, '々' | 'ー') => (
                run(|c| !c.is_ascii() && c.is_alphanumeric() || c == 'ー'),
                What::Foreign,
            ),
            c => (c.len_utf8(), What::Sign),
        };
        tokens.push(Token {
            range: at..at + length.max(1),
            what,
        });
        at += length.max(1);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<(&str, bool)> {
        let pieces = pieces(text);
        let shown = pieces.iter().map(|piece| match piece {
            Piece::Words(range) => (&text[range.clone()], true),
            Piece::Tag { range, closed, .. } => (&text[range.clone()], *closed),
        });
        shown.collect()
    }

    #[test]
    fn a_tag_ends_outside_quotation_marks() {
        assert_eq!(
            parted("件名 {{ a ~ \"}}\" }}。{#- 説明 {{ #}"),
            [
                ("件名 ", true),
                ("{{ a ~ \"}}\" }}", true),
                ("。", true),
                ("{#- 説明 {{ #}", true)
            ]
        );
    }

    #[test]
    fn a_tag_that_never_ends_is_told_where_it_begins() {
        assert_eq!(
            parted("a {{ title\nb {% if x %}"),
            [("a ", true), ("{{ title", false), ("\nb ", true), ("{% if x %}", true)]
        );
        assert_eq!(
            parted("a {% if x {{ y }}"),
            [("a ", true), ("{% if x ", false), ("{{ y }}", true)]
        );
    }

    #[test]
    fn what_is_raw_is_words() {
        assert_eq!(
            parted("{% raw %}{{ a }}{% endraw %}"),
            [("{% raw %}", true), ("{{ a }}", true), ("{% endraw %}", true)]
        );
    }
}
