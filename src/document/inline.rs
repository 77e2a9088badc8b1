//! Running text: emphasis, links, raised marks, ruby and forced line ends. Whatever else stands there is what it is.

use super::address::{self, Found};
use super::fault::NotationFault;
use super::passage::Passage;
use super::token::{Token, tokens};
use super::{Inline, Text};
use std::ops::Range;

/// How deep links may stand within the words of links. Every step is one of the stack, here and in whatever walks the tree.
const DEEPEST: usize = 20;
/// How far the address of a link is looked for a mark of addresses.
const LONGEST_ADDRESS: usize = 2_000;

/// Reads lines of running text.
pub(super) fn read(lines: &[Passage<'_>], faults: &mut Vec<NotationFault>) -> Text {
    let tokens = tokens(lines);
    let whole = 0..tokens.len();
    let mut reader = Reader {
        lines,
        characters: tokens.iter().map(|token| token.c).collect(),
        closings: closings(&tokens),
        tokens,
        depth: 0,
        faults,
    };
    reader.text(whole)
}

struct Reader<'a, 's> {
    lines: &'a [Passage<'s>],
    tokens: Vec<Token>,
    characters: Vec<char>,
    /// See [`closings`].
    closings: Vec<usize>,
    /// How many links stand around what is read.
    depth: usize,
    faults: &'a mut Vec<NotationFault>,
}

impl Reader<'_, '_> {
    /// `**…**` may hold links and marks, and these emphasis of their own.
    fn text(&mut self, range: Range<usize>) -> Text {
        let mut out = Vec::new();
        let mut strong: Option<Text> = None;
        let mut index = range.start;
        while index < range.end {
            if self.strong_mark(index) {
                match strong.take() {
                    Some(inner) => out.push(Inline::Strong(inner)),
                    None => strong = Some(Vec::new()),
                }
                index += 2;
                continue;
            }
            let into = strong.as_mut().unwrap_or(&mut out);
            match self.notation(index, range.end) {
                Some((inline, length)) => {
                    into.push(inline);
                    index += length;
                }
                None => {
                    let run = self.star_run(index).max(1);
                    self.characters[index..index + run].iter().for_each(|c| push(into, *c));
                    index += run;
                }
            }
        }
        // A mark without its fellow is two stars.
        if let Some(inner) = strong {
            push(&mut out, '*');
            push(&mut out, '*');
            inner.into_iter().for_each(|inline| match inline {
                Inline::Text(words) => words.chars().for_each(|c| push(&mut out, c)),
                inline => out.push(inline),
            });
        }
        out
    }

    /// What the notation knows at `index`, and of how many characters.
    fn notation(&mut self, index: usize, end: usize) -> Option<(Inline, usize)> {
        let here = self.tokens[index];
        if here.c == '\n' {
            return Some((Inline::Break, 1));
        }
        if !here.literal {
            let read = match here.c {
                '[' => self.note_mark(index, end).or_else(|| self.link(index, end)),
                '{' => ruby(&self.tokens[index..end]),
                '!' if index + 1 < end && self.is(index + 1, '[') => self.image(index, end),
                _ => None,
            };
            if read.is_some() {
                return read;
            }
        }
        self.address(index, end)
    }

    /// Whether `c` stands at `index`, and means what it means to the notation.
    fn is(&self, index: usize, c: char) -> bool {
        self.tokens
            .get(index)
            .is_some_and(|token| token.c == c && !token.literal)
    }

    /// The place before `end` of what closes the bracket at `index`.
    fn closing(&self, index: usize, end: usize) -> Option<usize> {
        self.closings.get(index).copied().filter(|closing| *closing < end)
    }

    fn string(&self, range: Range<usize>) -> String {
        self.characters[range].iter().collect()
    }

    fn star_run(&self, index: usize) -> usize {
        self.tokens[index..]
            .iter()
            .take_while(|t| t.c == '*' && !t.literal)
            .count()
    }

    /// Whether `**`, not more and not fewer stars, stands at `index`.
    fn strong_mark(&self, index: usize) -> bool {
        let before = index.checked_sub(1).is_some_and(|before| self.is(before, '*'));
        !before && self.is(index, '*') && self.is(index + 1, '*') && !self.is(index + 2, '*')
    }

    /// `[words](address)` at `index`: the place behind the words, and that behind the address.
    fn linked(&self, index: usize, end: usize) -> Option<(usize, usize)> {
        let words = self.closing(index, end)?;
        let close = self
            .is(words + 1, '(')
            .then(|| self.closing(words + 1, end))
            .flatten()?;
        (words > index + 1).then_some((words, close))
    }

    /// `[words](address)`. The address is printed behind the words: on paper there is no other way to it.
    fn link(&mut self, index: usize, end: usize) -> Option<(Inline, usize)> {
        let (words, close) = self.linked(index, end)?;
        let target = words + 2..close;
        if !address::has_scheme(&self.string(target.start..target.end.min(target.start + LONGEST_ADDRESS))) {
            return None;
        }
        let url = self.string(target);
        let length = close + 1 - index;
        if !address::allowed(&url) {
            self.fault(
                index,
                format!("「{url}」にはリンクできません。リンクできるのは https、http、mailto、tel で、空白や日本語などの文字は %E3%81%82 のように書きます。文字のまま印刷するなら「[」の前に「\\」を書いてください"),
                format!("no link leads to `{url}`: it may begin with https, http, mailto or tel, and other characters than those of an address are written like %E3%81%82; to print it as it is, write `\\` before `[`"),
            );
            return Some((Inline::Text(self.string(index..index + length)), length));
        }
        if self.depth == DEEPEST {
            self.fault(
                index,
                format!("リンクの中のリンクが深すぎます({DEEPEST}段まで)。「[」の数を確かめてください"),
                format!("links stand within links too deeply (at most {DEEPEST}): look at the number of `[`"),
            );
            return Some((Inline::Text(self.string(index..index + length)), length));
        }
        self.depth += 1;
        let mut text = self.text(index + 1..words);
        self.depth -= 1;
        let spoken = address::spoken(&url);
        let said = super::plain(&text);
        if said != spoken && said != url {
            push(&mut text, '(');
            text.push(Inline::Text(spoken.to_string()));
            text.push(Inline::Text(")".to_string()));
        }
        Some((Inline::Link { url, text }, length))
    }

    /// `![words](address)` is a picture to Markdown, and no document can print it.
    fn image(&mut self, index: usize, end: usize) -> Option<(Inline, usize)> {
        let (words, close) = self.linked(index + 1, end)?;
        let url = self.string(words + 2..close.min(words + 2 + LONGEST_ADDRESS));
        if address::has_scheme(&url) || url.contains(['.', '/']) {
            self.fault(
                index,
                "画像は文書に入れられません。リンクなら「!」の後ろに空白を書いてください",
                "a document holds no pictures; for a link, write a blank behind `!`",
            );
        }
        None
    }

    /// `[^key]`. The label holds the key until notes are numbered.
    fn note_mark(&self, index: usize, end: usize) -> Option<(Inline, usize)> {
        let close = self.closing(index, end).filter(|_| self.is(index + 1, '^'))?;
        let key = &self.characters[index + 2..close];
        let valid = !key.is_empty() && !key.iter().any(|c| " \n[".contains(*c));
        valid.then(|| {
            let label = key.iter().collect();
            (Inline::NoteMark { label }, close + 1 - index)
        })
    }

    /// A bare address.
    fn address(&mut self, index: usize, end: usize) -> Option<(Inline, usize)> {
        let before = index.checked_sub(1).map(|before| self.characters[before]);
        if !self.characters[index].eq_ignore_ascii_case(&'h') || before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let characters = &self.characters[index..end];
        let ends = |at: usize| self.strong_mark(index + at) || self.note_mark(index + at, end).is_some();
        match address::at_head(characters, &ends)? {
            Found::Whole(length) => {
                let url: String = characters[..length].iter().collect();
                let text = vec![Inline::Text(url.clone())];
                Some((Inline::Link { url, text }, length))
            }
            Found::Cut(length) => {
                let stop = characters[length];
                self.fault(
                    index + length,
                    format!("アドレスの続きに見える「{stop}」は、アドレスに使えない文字です。アドレスの一部なら %E3%81%82 のように書き、そうでなければ、前に空白か「、」を書いてください"),
                    format!("“{stop}” looks like a part of the address, but no address can hold it: if it belongs to it, write it like %E3%81%82, else put a blank or 、 before it"),
                );
                None
            }
        }
    }

    fn fault(&mut self, index: usize, ja: impl Into<String>, en: impl Into<String>) {
        let at = self.tokens[index].at;
        let line = self.lines.partition_point(|line| line.at <= at).checked_sub(1);
        let line = line.map_or("", |line| self.lines[line].text);
        self.faults.push(NotationFault::new(line, ja, en).at(at));
    }
}

fn push(text: &mut Text, c: char) {
    match text.last_mut() {
        Some(Inline::Text(last)) => last.push(c),
        _ => text.push(Inline::Text(c.to_string())),
    }
}

/// Of each `[` and `(` the place of what closes it, worked out once: asked at every bracket anew, many of them would take a
/// time of their square. `usize::MAX` stands where nothing does.
fn closings(tokens: &[Token]) -> Vec<usize> {
    let brackets = |token: &Token| matches!(token.c, '[' | '(') && !token.literal;
    if !tokens.iter().any(brackets) {
        return Vec::new();
    }
    let mut closings = vec![usize::MAX; tokens.len()];
    let (mut square, mut round) = (Vec::new(), Vec::new());
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| !token.literal) {
        let open = match token.c {
            '[' | ']' => &mut square,
            '(' | ')' => &mut round,
            _ => continue,
        };
        if brackets(token) {
            open.push(index);
        } else if let Some(open) = open.pop() {
            closings[open] = index;
        }
    }
    closings
}

/// `{base|reading}` at the head.
fn ruby(tokens: &[Token]) -> Option<(Inline, usize)> {
    let stops = |t: &Token| t.c == '\n' || !t.literal && "{[}".contains(t.c);
    let end = 1 + tokens[1..].iter().position(stops)?;
    let inner = &tokens[1..end];
    let bar = inner.iter().position(|t| t.c == '|')?;
    let string = |tokens: &[Token]| tokens.iter().map(|token| token.c).collect::<String>();
    let (base, reading) = (string(&inner[..bar]), string(&inner[bar + 1..]));
    let valid = tokens[end].c == '}' && !base.trim().is_empty() && !reading.trim().is_empty();
    valid.then_some((Inline::Ruby { base, reading }, end + 1))
}
