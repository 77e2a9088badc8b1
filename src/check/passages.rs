//! Every text of a record or publisher that can reach a document, and the place of a few characters inside one.

use crate::diagnostic::{Sources, Span, Spanned};
use crate::record::said::{Said, Sort};

/// A text as the operator wrote it.
pub type Passage<'a> = &'a Spanned<String>;

/// The texts among what was said.
pub fn texts(said: &[Said]) -> impl Iterator<Item = Passage<'_>> {
    said.iter().filter(|s| s.sort == Sort::Text).map(|s| &s.typed)
}

/// `text` with its template expressions and statements blanked out, byte for byte: what they hold is not prose.
pub fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min() {
        let close = match &rest[start..start + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let end = rest[start..].find(close).map_or(rest.len(), |i| start + i + 2);
        out.push_str(&rest[..start]);
        out.extend(std::iter::repeat_n(' ', end - start));
        rest = &rest[end..];
    }
    out + rest
}

/// The place in the file of the `len` bytes at `start` of a text. Where the file writes them otherwise than they read (an
/// escape, a fold), or where it is too long to be searched again for every fault, the place is the whole text.
pub fn locate(sources: &Sources, text: Passage<'_>, start: usize, len: usize) -> Span {
    const LONGEST: usize = 64 * 1024;
    if text.value.len() > LONGEST {
        return text.span;
    }
    let needle = &text.value[start..start + len];
    let nth = text.value[..start].matches(needle).count();
    let raw = &sources.get(text.span.file).text[text.span.start..text.span.end];
    match raw.match_indices(needle).nth(nth) {
        Some((at, _)) => {
            let start = text.span.start + at;
            Span {
                start,
                end: start + len,
                ..text.span
            }
        }
        None => text.span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_blanked_byte_for_byte() {
        let text = "は{{ 日付 | date(format=\"yyyy\") }}と{# TBD";
        let blank = prose(text);
        assert_eq!(blank.len(), text.len());
        assert_eq!(blank.replace(' ', ""), "はと");
    }

    #[test]
    fn characters_are_found_where_the_file_has_them() {
        let mut sources = Sources::default();
        let raw = "a: \"○○と○○\"\nb: \"\\u25cb\\u25cb\"\n";
        let file = sources.add("x".into(), raw.into());
        let text = Spanned::new(
            "○○と○○".to_string(),
            Span {
                file,
                start: 3,
                end: 20,
            },
        );
        let found = locate(&sources, &text, 9, 6);
        assert_eq!((found.start, found.end), (13, 19));
        let escaped = Spanned::new(
            "○○".to_string(),
            Span {
                file,
                start: 24,
                end: 38,
            },
        );
        assert_eq!(locate(&sources, &escaped, 0, 6), escaped.span);
    }
}
