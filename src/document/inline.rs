//! Running text: emphasis, links, raised marks, ruby and forced line ends. Whatever else stands there is what it is.

use super::address::{self, Found};
use super::fault::NotationFault;
use super::passage::Passage;
use super::token::{Token, tokens};
use super::{Inline, Text};

/// Reads lines of running text.
pub(super) fn read(lines: &[Passage<'_>], faults: &mut Vec<NotationFault>) -> Text {
    let mut reader = Reader { lines, faults };
    reader.text(&tokens(lines))
}

struct Reader<'a, 's> {
    lines: &'a [Passage<'s>],
    faults: &'a mut Vec<NotationFault>,
}

impl Reader<'_, '_> {
    /// `**…**` may hold links and marks, and these emphasis of their own.
    fn text(&mut self, tokens: &[Token]) -> Text {
        let mut out = Vec::new();
        let mut strong: Option<Text> = None;
        let mut index = 0;
        while index < tokens.len() {
            if strong_mark(tokens, index) {
                match strong.take() {
                    Some(inner) => out.push(Inline::Strong(inner)),
                    None => strong = Some(Vec::new()),
                }
                index += 2;
                continue;
            }
            let into = strong.as_mut().unwrap_or(&mut out);
            match self.notation(tokens, index) {
                Some((inline, length)) => {
                    into.push(inline);
                    index += length;
                }
                None => {
                    let run = star_run(tokens, index).max(1);
                    tokens[index..index + run].iter().for_each(|token| push(into, token.c));
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
    fn notation(&mut self, tokens: &[Token], index: usize) -> Option<(Inline, usize)> {
        let here = &tokens[index..];
        if here[0].c == '\n' {
            return Some((Inline::Break, 1));
        }
        if !here[0].literal {
            let read = match here[0].c {
                '[' => note_mark(here).or_else(|| self.link(here)),
                '{' => ruby(here),
                '!' if here.get(1).is_some_and(|t| t.c == '[' && !t.literal) => self.image(here),
                _ => None,
            };
            if read.is_some() {
                return read;
            }
        }
        self.address(tokens, index)
    }

    /// `[words](address)`. The address is printed behind the words: on paper there is no other way to it.
    fn link(&mut self, tokens: &[Token]) -> Option<(Inline, usize)> {
        let (words, url, length) = linked(tokens)?;
        if !address::has_scheme(&url) {
            return None;
        }
        if !address::allowed(&url) {
            self.fault(
                tokens[0],
                format!("「{url}」にはリンクできません。リンクできるのは https、http、mailto、tel で、空白や日本語などの文字は %E3%81%82 のように書きます。文字のまま印刷するなら「[」の前に「\\」を書いてください"),
                format!("no link leads to `{url}`: it may begin with https, http, mailto or tel, and other characters than those of an address are written like %E3%81%82; to print it as it is, write `\\` before `[`"),
            );
            return Some((Inline::Text(string(&tokens[..length])), length));
        }
        let mut text = self.text(&tokens[1..=words]);
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
    fn image(&mut self, tokens: &[Token]) -> Option<(Inline, usize)> {
        let (_, url, _) = linked(&tokens[1..])?;
        if address::has_scheme(&url) || url.contains(['.', '/']) {
            self.fault(
                tokens[0],
                "画像は文書に入れられません。リンクなら「!」の後ろに空白を書いてください",
                "a document holds no pictures; for a link, write a blank behind `!`",
            );
        }
        None
    }

    /// A bare address.
    fn address(&mut self, tokens: &[Token], index: usize) -> Option<(Inline, usize)> {
        let before = index.checked_sub(1).map(|i| tokens[i].c);
        if !tokens[index].c.eq_ignore_ascii_case(&'h') || before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let here = &tokens[index..];
        let characters: Vec<char> = here.iter().map(|token| token.c).collect();
        let ends = |at: usize| strong_mark(tokens, index + at) || note_mark(&here[at..]).is_some();
        match address::at_head(&characters, &ends)? {
            Found::Whole(length) => {
                let url: String = characters[..length].iter().collect();
                let text = vec![Inline::Text(url.clone())];
                Some((Inline::Link { url, text }, length))
            }
            Found::Cut(length) => {
                let stop = characters[length];
                self.fault(
                    here[length],
                    format!("アドレスの続きに見える「{stop}」は、アドレスに使えない文字です。アドレスの一部なら %E3%81%82 のように書き、そうでなければ、前に空白か「、」を書いてください"),
                    format!("“{stop}” looks like a part of the address, but no address can hold it: if it belongs to it, write it like %E3%81%82, else put a blank or 、 before it"),
                );
                None
            }
        }
    }

    fn fault(&mut self, token: Token, ja: impl Into<String>, en: impl Into<String>) {
        let holds = |line: &&Passage<'_>| (line.at..=line.at + line.text.len()).contains(&token.at);
        let line = self.lines.iter().find(holds).map_or("", |line| line.text);
        self.faults.push(NotationFault::new(line, ja, en).at(token.at));
    }
}

fn push(text: &mut Text, c: char) {
    match text.last_mut() {
        Some(Inline::Text(last)) => last.push(c),
        _ => text.push(Inline::Text(c.to_string())),
    }
}

fn star_run(tokens: &[Token], index: usize) -> usize {
    tokens[index..].iter().take_while(|t| t.c == '*' && !t.literal).count()
}

/// Whether `**`, not more and not fewer stars, stands at `index`.
fn strong_mark(tokens: &[Token], index: usize) -> bool {
    let before = index.checked_sub(1).map(|i| tokens[i]);
    star_run(tokens, index) == 2 && !before.is_some_and(|t| t.c == '*' && !t.literal)
}

fn string(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.c).collect()
}

/// The place of the mark `close` that closes what `open` opened at 0.
fn closing(tokens: &[Token], open: char, close: char) -> Option<usize> {
    tokens.first().filter(|token| token.c == open && !token.literal)?;
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| !token.literal) {
        if token.c == open {
            depth += 1;
        } else if token.c == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(index);
            }
        }
    }
    None
}

/// `[words](address)` at the head: the last place of the words, the address, and how many characters all is.
fn linked(tokens: &[Token]) -> Option<(usize, String, usize)> {
    let words = closing(tokens, '[', ']')?;
    let target = tokens.get(words + 1..)?;
    target.first().filter(|t| t.c == '(' && !t.literal)?;
    let end = closing(target, '(', ')')?;
    let url = string(&target[1..end]);
    (words > 1).then_some((words - 1, url, words + 1 + end + 1))
}

/// `[^key]`. The label holds the key until notes are numbered.
fn note_mark(tokens: &[Token]) -> Option<(Inline, usize)> {
    let open = |index: usize, c: char| tokens.get(index).is_some_and(|t| t.c == c && !t.literal);
    let end = closing(tokens, '[', ']').filter(|_| open(0, '[') && open(1, '^'))?;
    let label = string(&tokens[2..end]);
    let valid = !label.is_empty() && !label.contains([' ', '\n', '[']);
    valid.then_some((Inline::NoteMark { label }, end + 1))
}

/// `{base|reading}`.
fn ruby(tokens: &[Token]) -> Option<(Inline, usize)> {
    let end = tokens.iter().position(|t| t.c == '}' && !t.literal)?;
    let inner = &tokens[1..end];
    let bar = inner.iter().position(|t| t.c == '|')?;
    let other = |t: &Token| t.c == '\n' || !t.literal && "{[".contains(t.c);
    let (base, reading) = (string(&inner[..bar]), string(&inner[bar + 1..]));
    let valid = !base.trim().is_empty() && !reading.trim().is_empty() && !inner.iter().any(other);
    valid.then_some((Inline::Ruby { base, reading }, end + 1))
}
