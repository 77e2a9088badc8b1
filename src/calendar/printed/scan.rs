//! The characters of a text, as a reader of dates sees them.

use std::ops::Range;

/// A text, character by character. Positions count characters.
pub(super) struct Scan {
    /// Each character, half-width where it has a half-width form, and the byte it begins at.
    characters: Vec<(usize, char)>,
    bytes: usize,
}

impl Scan {
    pub(super) fn new(text: &str) -> Self {
        Scan {
            characters: text.char_indices().map(|(at, c)| (at, half_width(c))).collect(),
            bytes: text.len(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.characters.len()
    }

    /// The bytes of the characters from `start` up to `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Range<usize> {
        let byte = |at: usize| self.characters.get(at).map_or(self.bytes, |(byte, _)| *byte);
        byte(start)..byte(end)
    }

    /// The character at `at`; none at the end.
    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.characters.get(at).map(|(_, c)| *c)
    }

    /// The character before `at`; none at the beginning.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.get(at.checked_sub(1)?)
    }

    /// The place after `word`, where it stands at `at`.
    pub(super) fn word(&self, at: usize, word: &str) -> Option<usize> {
        let mut next = at;
        for c in word.chars() {
            if !self.get(next)?.eq_ignore_ascii_case(&c) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// The first of `words` that stands at `at`, by its number, and the place after it.
    pub(super) fn one_of(&self, at: usize, words: &[&str]) -> Option<(usize, usize)> {
        let hit = |(number, word): (usize, &&str)| Some((number, self.word(at, word)?));
        words.iter().enumerate().find_map(hit)
    }

    /// The place after the blanks at `at`, which may be none. A line's end is no blank.
    pub(super) fn blanks(&self, at: usize) -> usize {
        let mut next = at;
        while matches!(self.get(next), Some(' ' | '\t')) {
            next += 1;
        }
        next
    }

    /// The number of one to `most` digits at `at`, and the place after it; none where more digits follow or stand
    /// before.
    pub(super) fn number(&self, at: usize, most: usize) -> Option<(u32, usize)> {
        if self.before(at).is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let mut value = 0;
        let mut next = at;
        while let Some(digit) = self.get(next).and_then(|c| c.to_digit(10)) {
            if next - at == most {
                return None;
            }
            value = value * 10 + digit;
            next += 1;
        }
        (next > at).then_some((value, next))
    }

    /// Whether what begins at `at` stands by itself: not the rest of a word, of a number (1.5, 0120-220-766) or of
    /// what is numbered (#3, 第1).
    pub(super) fn stands_alone(&self, at: usize) -> bool {
        // 令和, 午後: only figures and Latin letters can be the rest of something.
        let Some(before) = (self.before(at)).filter(|_| self.get(at).is_some_and(|c| c.is_ascii_alphanumeric())) else {
            return true;
        };
        let further = at.checked_sub(2).and_then(|at| self.get(at));
        match before {
            '#' | '第' | '№' | '+' | '_' | '\\' | '¥' | '$' | '@' | '&' | '=' => false,
            '.' | ',' | '-' | '/' | ':' => !further.is_some_and(|c| c.is_ascii_alphanumeric()),
            c => !c.is_ascii_alphanumeric(),
        }
    }

    /// Whether what ends before `at` is whole: no digit, letter or part of a longer number follows.
    pub(super) fn ends(&self, at: usize) -> bool {
        match self.get(at) {
            None => true,
            Some('.' | ',' | '-' | '/' | ':' | '_') => !self.get(at + 1).is_some_and(|c| c.is_ascii_alphanumeric()),
            Some(c) => !c.is_ascii_alphanumeric() && c != '%',
        }
    }
}

/// The half-width form of a digit, a letter or a mark (Unicode, block FF00–FFEF); of blanks, a space.
fn half_width(c: char) -> char {
    match c {
        // The tilde stays: it is a mark between two ends in its full-width form.
        '！'..='｝' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => ' ',
        c => c,
    }
}
