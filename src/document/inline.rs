//! Running text from Markdown events: emphasis, links, raised marks, ruby and forced line ends.
//!
//! pulldown-cmark 0.13 does not see emphasis in `**「障害」**が` (CommonMark's flanking rule, made for Western
//! punctuation), knows no ruby, and takes `[^key]` for text unless the note stands in the same source. So the marks
//! that it leaves in the text are told apart from escaped characters by where they stand in the source, and read here.

use super::{Inline, Text};
use std::ops::Range;

/// Stand-ins for characters that have a meaning because they stand unescaped in the source. Noncharacters of Unicode,
/// which no text may hold.
const STRONG: char = '\u{FDD0}';
const OPEN_BRACE: char = '\u{FDD1}';
const OPEN_BRACKET: char = '\u{FDD2}';

/// Takes `**` out of the Markdown parser's hands. Runs of three and more, and escaped ones, are left.
pub fn strong_marks(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('*') {
        let run = rest[at..].chars().take_while(|c| *c == '*').count();
        let escaped = rest[..at].chars().rev().take_while(|c| *c == '\\').count() % 2 == 1;
        out.push_str(&rest[..at]);
        match run == 2 && !escaped {
            true => out.push(STRONG),
            false => out.push_str(&rest[at..at + run]),
        }
        rest = &rest[at + run..];
    }
    out.push_str(rest);
    out
}

/// Collects running text; consecutive characters are joined before marks are read.
#[derive(Default)]
pub struct Collector {
    stack: Vec<(Kind, Text)>,
    out: Text,
}

enum Kind {
    Strong,
    Link(String),
}

impl Collector {
    /// Characters of a text event: `text`, from `range` of `source`.
    pub fn text(&mut self, text: &str, source: &str, range: &Range<usize>) {
        let raw = source.get(range.clone()) == Some(text);
        let escaped_first = source[..range.start].ends_with('\\');
        let mut marked = String::with_capacity(text.len());
        for (index, c) in text.chars().enumerate() {
            let plain = !raw || (index == 0 && escaped_first);
            marked.push(match c {
                '{' if !plain => OPEN_BRACE,
                '[' if !plain => OPEN_BRACKET,
                c => c,
            });
        }
        self.push(Inline::Text(marked));
    }

    /// Characters that mean nothing but themselves (code spans).
    pub fn literal(&mut self, text: &str) {
        self.push(Inline::Text(text.to_string()));
    }

    /// A line end of the source that is not forced: nothing between Japanese, a word space between Western words.
    pub fn soft_break(&mut self) {
        self.push(Inline::Text("\n".to_string()));
    }

    /// A forced line end.
    pub fn hard_break(&mut self) {
        self.push(Inline::Break);
    }

    /// Emphasis begins.
    pub fn open_strong(&mut self) {
        self.stack.push((Kind::Strong, std::mem::take(&mut self.out)));
    }

    /// A link begins.
    pub fn open_link(&mut self, url: &str) {
        self.stack
            .push((Kind::Link(url.to_string()), std::mem::take(&mut self.out)));
    }

    /// Emphasis or a link ends.
    pub fn close(&mut self) {
        if let Some((kind, before)) = self.stack.pop() {
            let inner = std::mem::replace(&mut self.out, before);
            let inner = read_marks(inner);
            self.push(match kind {
                Kind::Strong => Inline::Strong(inner),
                Kind::Link(url) => Inline::Link { url, text: inner },
            });
        }
    }

    /// Whether nothing has been collected.
    pub fn is_empty(&self) -> bool {
        self.out.is_empty() && self.stack.is_empty()
    }

    /// What was collected.
    pub fn finish(&mut self) -> Text {
        while !self.stack.is_empty() {
            self.close();
        }
        read_marks(std::mem::take(&mut self.out))
    }

    fn push(&mut self, inline: Inline) {
        match (self.out.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, inline) => self.out.push(inline),
        }
    }
}

/// Reads the marks left in `text`: `**…**` (which may hold links), then those within characters.
fn read_marks(text: Text) -> Text {
    let mut out = Vec::new();
    let mut strong: Option<Text> = None;
    for inline in text {
        let Inline::Text(characters) = inline else {
            strong.as_mut().unwrap_or(&mut out).push(inline);
            continue;
        };
        for (index, stretch) in join_lines(&characters).split(STRONG).enumerate() {
            if index > 0 {
                match strong.take() {
                    Some(inner) => out.push(Inline::Strong(inner)),
                    None => strong = Some(Vec::new()),
                }
            }
            references(stretch, strong.as_mut().unwrap_or(&mut out));
        }
    }
    // A mark without its fellow is two stars.
    if let Some(inner) = strong {
        references("**", &mut out);
        out.extend(inner);
    }
    out
}

/// Joins the lines of the source: a space only where Western letters or digits meet.
fn join_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            let western = |c: char| c.is_ascii_graphic();
            if out.chars().next_back().is_some_and(western) && line.chars().next().is_some_and(western) {
                out.push(' ');
            }
        }
        out.push_str(line);
    }
    out
}

/// `[^key]`, `{base|reading}` and bare addresses.
fn references(text: &str, out: &mut Text) {
    let mut rest = text;
    let mut plain = String::new();
    while let Some(c) = rest.chars().next() {
        if let Some((inline, length)) = note_mark(rest).or_else(|| ruby(rest)).or_else(|| address(rest, &plain)) {
            flush(&mut plain, out);
            out.push(inline);
            rest = &rest[length..];
        } else {
            plain.push(match c {
                OPEN_BRACE => '{',
                OPEN_BRACKET => '[',
                c => c,
            });
            rest = &rest[c.len_utf8()..];
        }
    }
    flush(&mut plain, out);
}

fn flush(plain: &mut String, out: &mut Text) {
    if !plain.is_empty() {
        out.push(Inline::Text(std::mem::take(plain)));
    }
}

/// `[^key]`. The label holds the key until notes are numbered.
fn note_mark(text: &str) -> Option<(Inline, usize)> {
    let inner = text.strip_prefix(OPEN_BRACKET)?.strip_prefix('^')?;
    let (key, _) = inner.split_once(']')?;
    let valid = !key.is_empty() && !key.contains([' ', '\n', OPEN_BRACKET]);
    let length = OPEN_BRACKET.len_utf8() + 1 + key.len() + 1;
    valid.then(|| (Inline::NoteMark { label: key.to_string() }, length))
}

/// `{base|reading}`.
fn ruby(text: &str) -> Option<(Inline, usize)> {
    let inner = text.strip_prefix(OPEN_BRACE)?;
    let (inner, _) = inner.split_once('}')?;
    let (base, reading) = inner.split_once('|')?;
    let length = OPEN_BRACE.len_utf8() + inner.len() + 1;
    let valid = !base.is_empty() && !reading.is_empty() && !inner.contains([OPEN_BRACE, STRONG, OPEN_BRACKET]);
    valid.then(|| {
        (
            Inline::Ruby {
                base: base.to_string(),
                reading: reading.to_string(),
            },
            length,
        )
    })
}

/// A bare `http://…` or `https://…`: ASCII up to a space or bracket, without closing punctuation.
fn address(text: &str, before: &str) -> Option<(Inline, usize)> {
    if !(text.starts_with("http://") || text.starts_with("https://")) {
        return None;
    }
    if before.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let stop = |c: char| !c.is_ascii_graphic() || "()<>[]{}\"|\\^`".contains(c);
    let length = text.find(stop).unwrap_or(text.len());
    let url = text[..length].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let named = url.split_once("://").is_some_and(|(_, host)| !host.is_empty());
    named.then(|| {
        (
            Inline::Link {
                url: url.to_string(),
                text: vec![Inline::Text(url.to_string())],
            },
            url.len(),
        )
    })
}
