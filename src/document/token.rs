//! Characters of running text, each with its place in the source and whether a backslash made it mean nothing but itself.

use super::passage::Passage;

/// A character of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// The character; `\n` is a forced line end.
    pub c: char,
    /// It stands for itself: no notation is read from it.
    pub literal: bool,
    /// Its byte in the source.
    pub at: usize,
}

/// The characters of `lines`, joined as lines of Japanese are: a word space only where Western words meet.
pub(super) fn tokens(lines: &[Passage<'_>]) -> Vec<Token> {
    let mut out = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let last = index + 1 == lines.len();
        let forced = !last && (line.text.ends_with("  ") || ends_with_backslash(line.text));
        let mut line = line.trim();
        if forced {
            line.text = line.text.strip_suffix('\\').unwrap_or(line.text);
            line = line.trim_end();
        }
        if index > 0 {
            join(&mut out, line);
        }
        characters(line, &mut out);
        if forced {
            out.push(Token {
                c: '\n',
                literal: true,
                at: line.at + line.text.len(),
            });
        }
    }
    out
}

/// A line behind which another begins by itself: a forced line end between them says nothing more.
pub(super) fn unforced(line: Passage<'_>) -> Passage<'_> {
    match ends_with_backslash(line.text) {
        true => line.part(0..line.text.trim_end_matches('\r').len() - 1),
        false => line,
    }
}

/// Whether a backslash at the end of a line is the notation's: an even number before it are characters.
fn ends_with_backslash(line: &str) -> bool {
    let line = line.trim_end_matches('\r');
    (line.len() - line.trim_end_matches('\\').len()) % 2 == 1
}

fn characters(line: Passage<'_>, out: &mut Vec<Token>) {
    let mut rest = line.text;
    while let Some(c) = rest.chars().next() {
        let at = line.at + line.text.len() - rest.len();
        let escaped =
            (rest.strip_prefix('\\')).and_then(|behind| behind.chars().next().filter(char::is_ascii_punctuation));
        let line_end = ["<br>", "<br/>", "<br />"]
            .into_iter()
            .find(|tag| rest.starts_with(tag));
        let (token, length) = match (escaped, line_end) {
            (Some(c), _) => (Token { c, literal: true, at }, 2),
            (_, Some(tag)) => (
                Token {
                    c: '\n',
                    literal: true,
                    at,
                },
                tag.len(),
            ),
            _ => (Token { c, literal: false, at }, c.len_utf8()),
        };
        out.push(token);
        rest = &rest[length..];
    }
}

/// What stands between two lines. `**` and the mark of a note are not heard, and join nothing.
fn join(out: &mut Vec<Token>, line: Passage<'_>) {
    let mut next = Vec::new();
    characters(line, &mut next);
    let silent = |token: &&Token| !token.literal && token.c == '*';
    let before = out.iter().rev().find(|token| !silent(token));
    let behind = next.iter().find(|token| !silent(token));
    let western = |token: Option<&Token>| token.is_some_and(|t| t.c.is_ascii_graphic());
    let mark = line.text.starts_with("[^") || line.text.starts_with('{');
    if western(before) && western(behind) && !mark {
        out.push(Token {
            c: ' ',
            literal: true,
            at: line.at,
        });
    }
}
