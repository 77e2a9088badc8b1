//! Where a text came from. A fact put into a template, and each stretch of the template's own words, is marked with its
//! place; the marks go through rendering with the words, so that a fault of a finished document points at the line it
//! came from, and a build knows what of a record it printed. Carriers never see them.
//!
//! A mark is written in noncharacters (Unicode §23.7), which no text may hold: no template can type one, no font draws one.

use crate::diagnostic::{FileId, Span};

/// A mark begins.
const OPEN: char = '\u{FDD3}';
/// What was marked ends; what stood around it goes on.
const CLOSE: char = '\u{FDD4}';
/// What was marked goes on, further into it: an expression stood between.
const ON: char = '\u{FDD6}';
/// Between the numbers of a mark.
const BETWEEN: char = '\u{FDD5}';
/// Sixteen digits.
const DIGITS: std::ops::RangeInclusive<char> = '\u{FDE0}'..='\u{FDEF}';

/// Whether `c` belongs to a mark.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, OPEN | CLOSE | ON | BETWEEN) || DIGITS.contains(&c)
}

/// The mark that begins what stands at `span`.
fn open(span: Span) -> String {
    numbers(OPEN, &[span.file.0, span.start, span.end])
}

/// A mark of `numbers`, each with an end.
fn numbers(first: char, numbers: &[usize]) -> String {
    let mut out = String::with_capacity(8 * 3 * numbers.len());
    out.push(first);
    for number in numbers {
        let digits = (usize::BITS - number.leading_zeros()).div_ceil(4).max(1);
        out.extend((0..digits).rev().filter_map(|place| digit(number >> (4 * place))));
        out.push(BETWEEN);
    }
    out
}

/// The last of the sixteen digits of a number.
fn digit(number: usize) -> Option<char> {
    char::from_u32(u32::from(*DIGITS.start()) + (number & 0xF) as u32)
}

/// The mark of words of a template that begin at byte `start` of `file`: they end where the next mark stands.
pub(crate) fn point(file: FileId, start: usize) -> String {
    open(Span {
        file,
        start,
        end: start,
    })
}

/// The mark of words that stand `offset` bytes into the text that is marked around them.
pub(crate) fn on(offset: usize) -> String {
    numbers(ON, &[offset])
}

/// `text`, marked as what stands at `span`. An empty text needs no mark, and stays empty for `{% if … %}`.
pub(crate) fn mark(span: Span, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut out = open(span);
    out.push_str(text);
    out.push(CLOSE);
    out
}

/// `text` without its marks.
pub fn bare(text: &str) -> String {
    match text.contains([OPEN, ON]) {
        true => text.chars().filter(|c| !is_mark(*c)).collect(),
        false => text.to_string(),
    }
}

/// A text read: its words, and where each stretch of them came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The words, without marks.
    pub text: String,
    /// From each byte of `text` named here on, what stands there came from this place: where it stands, and how many
    /// bytes of it stand before.
    places: Vec<(usize, Option<Place>)>,
    /// Places that were marked and say nothing themselves.
    empty: Vec<Span>,
}

/// A place of a source and how far into it a text has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The whole of what was marked.
    pub span: Span,
    /// Bytes of the marked text that stand before.
    pub offset: usize,
}

impl Marked {
    /// Reads a text with marks.
    pub fn read(marked: &str) -> Self {
        let mut out = Marked::default();
        // Of each mark still open: its place, and the bytes of it so far.
        let mut open: Vec<Place> = Vec::new();
        let mut rest = marked;
        while let Some(at) = rest.find([OPEN, CLOSE, ON]) {
            out.words(&rest[..at], &mut open);
            let tail = &rest[at..];
            if let Some((span, length)) = read_open(tail) {
                let place = Place { span, offset: 0 };
                // The words of a template follow one another without an end of their own.
                if is_point(&place) && open.last().is_some_and(is_point) {
                    open.pop();
                }
                open.push(place);
                out.turn(Some(place));
                rest = &tail[length..];
            } else if let Some(([offset], length)) = read_numbers(tail, ON) {
                if let Some(place) = open.last_mut() {
                    place.offset = offset;
                }
                out.turn(open.last().copied());
                rest = &tail[length..];
            } else {
                while open.pop().is_some_and(|place| is_point(&place)) {}
                out.turn(open.last().copied());
                rest = &tail[tail.chars().next().map_or(tail.len(), char::len_utf8)..];
            }
        }
        out.words(rest, &mut open);
        out
    }

    fn words(&mut self, words: &str, open: &mut [Place]) {
        self.text.push_str(words);
        if let Some(place) = open.last_mut() {
            place.offset += words.len();
        }
    }

    fn turn(&mut self, place: Option<Place>) {
        let at = self.text.len();
        if self.places.last().is_some_and(|(last, _)| *last == at) {
            let before = self.places.pop();
            self.empty
                .extend(before.and_then(|(_, place)| place).map(|place| place.span));
        }
        self.places.push((at, place));
    }

    /// Where the byte `at` of the words came from.
    pub fn place(&self, at: usize) -> Option<Place> {
        let index = self.places.partition_point(|(from, _)| *from <= at).checked_sub(1)?;
        let (from, place) = self.places.get(index)?;
        place.map(|place| Place {
            offset: place.offset + at - from,
            ..place
        })
    }

    /// Every place that is marked, with words or without.
    pub fn opened(&self) -> impl Iterator<Item = Span> {
        self.places
            .iter()
            .filter_map(|(_, place)| place.map(|place| place.span))
            .chain(self.empty.iter().copied())
    }

    /// The marks alone: what prints the words in a form of its own still tells where they came from.
    pub fn marks(&self) -> String {
        self.spans().map(|span| open(span) + &String::from(CLOSE)).collect()
    }

    /// Every place some of whose words stand in the text.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let ends = self.places.iter().skip(1).map(|(at, _)| *at).chain([self.text.len()]);
        let stretches = self.places.iter().zip(ends);
        stretches.filter_map(|((from, place), to)| place.filter(|_| from < &to).map(|place| place.span))
    }
}

/// Words of a template, or of a text that works out expressions, are marked where they begin.
fn is_point(place: &Place) -> bool {
    place.span.start == place.span.end
}

/// The span of the mark that `text` begins with, and the mark's length in bytes.
fn read_open(text: &str) -> Option<(Span, usize)> {
    let ([file, start, end], length) = read_numbers(text, OPEN)?;
    let span = Span {
        file: FileId(file),
        start,
        end,
    };
    Some((span, length))
}

/// The numbers of the mark that `text` begins with, and the mark's length in bytes.
fn read_numbers<const N: usize>(text: &str, first: char) -> Option<([usize; N], usize)> {
    let mut rest = text.strip_prefix(first)?;
    let mut numbers = [0usize; N];
    for number in &mut numbers {
        let (digits, behind) = rest.split_once(BETWEEN)?;
        for c in digits.chars() {
            let value = u32::from(c).checked_sub(u32::from(*DIGITS.start()))?;
            *number = number.checked_mul(16)?.checked_add(value as usize)?;
        }
        rest = behind;
    }
    Some((numbers, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span {
            file: FileId(3),
            start,
            end,
        }
    }

    #[test]
    fn a_marked_text_tells_where_each_of_its_words_came_from() {
        let title = mark(span(100, 140), &format!("{}のお知らせ", mark(span(7, 19), "センター")));
        let read = Marked::read(&format!("件名 {title}、"));
        assert_eq!(read.text, "件名 センターのお知らせ、");
        assert_eq!(read.place(0), None);
        let at = |word: &str| read.text.find(word).and_then(|at| read.place(at));
        assert_eq!(at("センター").map(|p| (p.span, p.offset)), Some((span(7, 19), 0)));
        assert_eq!(at("ター").map(|p| (p.span, p.offset)), Some((span(7, 19), 6)));
        assert_eq!(at("お知らせ").map(|p| p.span), Some(span(100, 140)));
        assert_eq!(at("、"), None);
        let spans: Vec<Span> = read.spans().collect();
        assert_eq!(spans, [span(7, 19), span(100, 140)]);
    }

    #[test]
    fn what_stands_behind_an_expression_knows_how_far_into_its_text_it_stands() {
        let marked = mark(span(7, 60), &format!("前{}{}後", mark(span(100, 140), "値"), on(30)));
        let read = Marked::read(&marked);
        assert_eq!(read.text, "前値後");
        let at = |word: &str| read.text.find(word).and_then(|at| read.place(at));
        assert_eq!(at("前").map(|p| (p.span, p.offset)), Some((span(7, 60), 0)));
        assert_eq!(at("値").map(|p| (p.span, p.offset)), Some((span(100, 140), 0)));
        assert_eq!(at("後").map(|p| (p.span, p.offset)), Some((span(7, 60), 30)));
        assert_eq!(bare(&marked), "前値後");
    }

    #[test]
    fn nothing_is_left_of_a_mark_and_an_empty_text_has_none() {
        let marked = mark(span(0, usize::MAX), "語");
        assert_eq!(bare(&marked), "語");
        assert_eq!(Marked::read(&marked).text, "語");
        assert_eq!(mark(span(1, 2), ""), "");
    }
}
