//! Where what a document says came from: for faults that show only when it is laid out, and to know what of a record was
//! printed.

use crate::diagnostic::{Sources, Span};
use crate::document::origin::{Marked, Place};
use crate::record::place::Places;
use crate::record::schema::{PublisherRecord, Record, Said};
use std::collections::BTreeSet;

/// The texts that a document was made of, each with its places.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    texts: Vec<Marked>,
}

impl Origins {
    /// Of a document made of `texts`: the rendered template first, then the tables and notes that stand in it.
    pub fn new(texts: Vec<Marked>) -> Self {
        Origins { texts }
    }

    /// Every place some of whose words stand in the document.
    pub fn spans(&self) -> BTreeSet<Span> {
        self.texts.iter().flat_map(Marked::spans).collect()
    }

    /// Where `wanted` stands, by all its places the one whose neighbours are most like those it has in `text`: the same
    /// character may stand in several passages.
    pub fn find(&self, wanted: &str, text: &str) -> Option<Place> {
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
    /// The record.
    pub record: &'a Record,
    /// Its publisher.
    pub publisher: &'a PublisherRecord,
}

impl Files<'_> {
    /// The place of `wanted`, which a document says at `place`.
    pub fn span(&self, place: Place, wanted: &str) -> Span {
        match self.said(place.span) {
            Some(said) => {
                let typed = &said.typed;
                let nearest = nearest(&typed.value, wanted, place.offset);
                nearest.map_or(typed.span, |at| {
                    Places::of(self.sources, typed).span(at..at + wanted.len())
                })
            }
            None if place.span.start == place.span.end => self.in_template(place, wanted),
            None => place.span,
        }
    }

    fn said(&self, span: Span) -> Option<&Said> {
        let of = |said: &'_ [Said]| said.iter().position(|said| said.typed.span == span);
        match of(&self.record.said) {
            Some(index) => self.record.said.get(index),
            None => of(&self.publisher.said).and_then(|index| self.publisher.said.get(index)),
        }
    }

    /// Words of a template, or what its next tag printed.
    fn in_template(&self, place: Place, wanted: &str) -> Span {
        let text = &self.sources.get(place.span.file).text;
        let start = place.span.start.min(text.len());
        let tag = ["{{", "{%", "{#"].iter().filter_map(|open| text[start..].find(open)).min();
        let end = tag.map_or(text.len(), |tag| start + tag);
        let found = nearest(&text[start..end], wanted, place.offset).map(|at| start + at..start + at + wanted.len());
        let range = found.unwrap_or_else(|| {
            let length = text[end..].find('}').map_or(0, |at| at + 2);
            end..(end + length).min(text.len())
        });
        Span {
            start: range.start,
            end: range.end,
            ..place.span
        }
    }
}

/// The place of `wanted` in `text` that is nearest to the byte `at`.
fn nearest(text: &str, wanted: &str, at: usize) -> Option<usize> {
    let places = text.match_indices(wanted).map(|(start, _)| start);
    places.min_by_key(|start| start.abs_diff(at))
}
