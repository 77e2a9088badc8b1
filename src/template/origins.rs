//! Where what a document says came from: for faults that show only when it is laid out, and to know what of a record was
//! printed.

use super::{TemplateFault, codes, source};
use crate::diagnostic::{Diagnostic, Message, Sources, Span, Spanned};
use crate::document::notes;
use crate::document::origin::{Marked, Place};
use crate::record::place::Places;
use crate::record::schema::{PublisherRecord, Record, Said};
use std::collections::BTreeSet;
use std::ops::Range;

/// The texts that a document was made of, each with its places.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    texts: Vec<Marked>,
}

impl Origins {
    /// Of a document made of `texts`: the rendered template first, then the tables and notes that stand in it.
    pub(crate) fn new(texts: Vec<Marked>) -> Self {
        Origins { texts }
    }

    /// Every place that stands in the document: a text that is one expression has no words of its own.
    pub(crate) fn spans(&self) -> BTreeSet<Span> {
        self.texts.iter().flat_map(Marked::opened).collect()
    }

    /// Every place at which `wanted` stands.
    pub(crate) fn places(&self, wanted: &str) -> Vec<Place> {
        let of = |marked: &Marked| {
            let starts = marked.text.match_indices(wanted).map(|(start, _)| start);
            starts.filter_map(|start| marked.place(start)).collect::<Vec<_>>()
        };
        self.texts.iter().flat_map(of).collect()
    }

    /// Where `wanted` stands, by all its places the one whose neighbours are most like those it has in `text`: the same
    /// character may stand in several passages.
    pub(crate) fn find(&self, wanted: &str, text: &str) -> Option<Place> {
        let (before, after) = text.split_once(wanted).unwrap_or((text, ""));
        let alike = |words: &str, start: usize| {
            let left = words[..start].chars().rev().zip(before.chars().rev());
            let right = words[start + wanted.len()..].chars().zip(after.chars());
            let same = |pair: &(char, char)| pair.0 == pair.1;
            left.take_while(same).count() + right.take_while(same).count()
        };
        let mut best: Option<(usize, Place)> = None;
        for marked in &self.texts {
            for (start, _) in marked.text.match_indices(wanted) {
                let likeness = alike(&marked.text, start);
                if best.as_ref().is_none_or(|(most, _)| likeness > *most)
                    && let Some(place) = marked.place(start)
                {
                    best = Some((likeness, place));
                }
            }
        }
        best.map(|(_, place)| place)
    }
}

/// Shows places of documents in the files they came from.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// What the publisher said, and the record.
    pub said: [&'a [Said]; 2],
}

impl<'a> Files<'a> {
    /// Of what `publisher` says for all its records.
    pub fn of_publisher(sources: &'a Sources, publisher: &'a PublisherRecord) -> Self {
        Files {
            sources,
            said: [&publisher.said, &[]],
        }
    }

    /// With what `record` says.
    pub fn and(self, record: &'a Record) -> Self {
        Files {
            said: [self.said[0], &record.said],
            ..self
        }
    }

    /// The place of `wanted`, which a document says at `place`: the whole text, or the tag that printed it, where it is not
    /// typed as it reads.
    pub fn span(&self, place: Place, wanted: &str) -> Span {
        self.typed(place, wanted)
            .unwrap_or_else(|| match self.said(place.span) {
                Some(said) => said.typed.span,
                None if is_template(place) => self.tag_behind(place),
                None => place.span,
            })
    }

    /// Every place of `wanted` in the text, or among the words of a template, that a document says at `place`: what is
    /// wrong with it is wrong with each.
    pub fn spans(&self, place: Place, wanted: &str) -> Vec<Span> {
        if let Some(said) = self.said(place.span) {
            let places = Places::of(self.sources, &said.typed);
            let found = said.typed.value.match_indices(wanted);
            let found: Vec<Span> = found.map(|(at, _)| places.span(at..at + wanted.len())).collect();
            return if found.is_empty() { vec![said.typed.span] } else { found };
        }
        if !is_template(place) {
            return vec![place.span];
        }
        let text = &self.sources.get(place.span.file).text;
        let within = |range: Range<usize>| {
            let found = text.get(range.clone()).unwrap_or_default().match_indices(wanted);
            let span = |(at, _): (usize, &str)| Span {
                start: range.start + at,
                end: range.start + at + wanted.len(),
                ..place.span
            };
            found.map(span).collect::<Vec<_>>()
        };
        let words = self.words(place).unwrap_or_default();
        let constants = || source::tags(text).into_iter();
        let behind = || constants().filter(|tag| tag.start >= words.end);
        let mut end = words.end;
        // The tags up to the next words, then those that set what these print.
        let next = behind().take_while(|tag| {
            let follows = text[end..tag.start].trim().is_empty();
            end = tag.end;
            follows
        });
        let typed = Some(within(words.clone())).filter(|found| !found.is_empty());
        let typed =
            typed.or_else(|| Some(next.flat_map(within).collect()).filter(|found: &Vec<Span>| !found.is_empty()));
        let typed = typed
            .or_else(|| Some(constants().flat_map(within).collect()).filter(|found: &Vec<Span>| !found.is_empty()));
        typed.unwrap_or_else(|| vec![self.tag_behind(place)])
    }

    /// The place of what stands at the byte `at` of `marked`: of `line`, where it is the line that begins there, else of the
    /// character.
    pub fn place(&self, marked: &Marked, at: usize, line: &str) -> Option<Span> {
        let rest = marked.text.get(at..)?;
        let words = rest.trim_start_matches([' ', '\t']);
        let place = marked.place(at + rest.len() - words.len())?;
        let line = Some(line.trim()).filter(|line| !line.is_empty() && words.starts_with(line));
        let first = words.chars().next()?;
        let whole = line.and_then(|line| self.typed(place, line));
        Some(whole.unwrap_or_else(|| self.span(place, first.encode_utf8(&mut [0; 4]))))
    }

    /// The place of `wanted` where it is typed as it reads.
    fn typed(&self, place: Place, wanted: &str) -> Option<Span> {
        if let Some(said) = self.said(place.span) {
            let typed = &said.typed;
            let at = nearest(&typed.value, wanted, place.offset)?;
            return Some(Places::of(self.sources, typed).span(at..at + wanted.len()));
        }
        let words = self.words(place).filter(|_| is_template(place))?;
        let at = words.start + nearest(&self.sources.get(place.span.file).text[words], wanted, place.offset)?;
        Some(Span {
            start: at,
            end: at + wanted.len(),
            ..place.span
        })
    }

    /// The words of a template that begin at `place`: up to its next tag.
    fn words(&self, place: Place) -> Option<Range<usize>> {
        let text = self.sources.get(place.span.file).text.get(place.span.start..)?;
        let start = place.span.start;
        Some(start..start + source::next_tag(text).unwrap_or(text.len()))
    }

    /// The tag behind the words of a template: what is printed there and not typed, it prints.
    fn tag_behind(&self, place: Place) -> Span {
        let text = &self.sources.get(place.span.file).text;
        let start = self.words(place).map_or(place.span.start, |words| words.end);
        let length = text.get(start..).and_then(|tag| tag.find(['}', '\n']));
        let end = length.map_or(text.len(), |length| start + length + 2);
        Span {
            start,
            end: end.min(text.len()),
            ..place.span
        }
    }

    /// The place of the bytes `range` of `text`.
    pub fn within(&self, text: &Spanned<String>, range: Range<usize>) -> Span {
        Places::of(self.sources, text).span(range)
    }

    /// An expression of `text` that cannot be worked out.
    pub fn expression(&self, text: &Spanned<String>, fault: &TemplateFault) -> Diagnostic {
        let range = fault
            .range
            .clone()
            .filter(|range| !range.is_empty() && range.end <= text.value.len());
        let span = range.map_or(text.span, |range| self.within(text, range));
        fault.in_record(span)
    }

    /// The marks of notes in a text that is no Markdown.
    pub fn marks_not_here(&self, text: &Spanned<String>) -> Vec<Diagnostic> {
        let fault = |(at, key): (usize, &str)| {
            codes::MARK_NOT_HERE.at(
                self.within(text, at..at + "[^]".len() + key.len()),
                Message::new(
                    format!("この項目には注の印 [^{key}] を書けません"),
                    format!("a note's mark [^{key}] cannot stand here"),
                ),
                Message::new(
                    "注は、texts・sections・tables・appendices や log の text に書いてください",
                    "mark notes in the Markdown of `texts`, `sections`, `tables`, `appendices` or of an entry of the log",
                ),
            )
        };
        notes::typed(&text.value).into_iter().map(fault).collect()
    }

    fn said(&self, span: Span) -> Option<&'a Said> {
        let mut said = self.said.iter().flat_map(|said| said.iter());
        said.find(|said| said.typed.span == span)
    }
}

/// Whether a place is one of a template's words.
fn is_template(place: Place) -> bool {
    place.span.start == place.span.end
}

/// The place of `wanted` in `text` that is nearest to the byte `at`.
fn nearest(text: &str, wanted: &str, at: usize) -> Option<usize> {
    let places = text.match_indices(wanted).map(|(start, _)| start);
    places.min_by_key(|start| start.abs_diff(at))
}
