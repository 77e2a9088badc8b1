//! Every text of a record, publisher or template that can reach a document, and the place of a few characters inside one.

use super::folder::Folder;
use crate::diagnostic::{Sources, Span, Spanned};
use crate::record::place::Places;
use crate::record::said::{Said, Sort};
use crate::template::tag::{blank, printed};
use std::cell::OnceCell;

/// A text as the operator wrote it.
pub(super) type Passage<'a> = &'a Spanned<String>;

/// The texts among what was said.
pub(super) fn texts(said: &[Said]) -> impl Iterator<Item = Passage<'_>> {
    said.iter().filter(|s| s.sort == Sort::Text).map(|s| &s.typed)
}

/// Every text of the folder.
pub(super) fn of<'a>(folder: &Folder<'a>) -> Vec<Passage<'a>> {
    let publisher = folder.publisher.into_iter().map(|p| &p.value.said);
    let records = folder.records().map(|record| &record.said);
    publisher.chain(records).flat_map(|said| texts(said)).collect()
}

/// `text` with its template expressions and statements blanked out, byte for byte: what they hold is not prose.
pub(super) fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let opens = |(at, _): &(usize, &str), rest: &str| matches!(rest.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'));
    while let Some((start, _)) = rest.match_indices('{').find(|found| opens(found, rest)) {
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

/// The place in the file of some bytes of a text, by where they begin and how many they are.
pub(super) type Place<'a> = &'a dyn Fn(usize, usize) -> Span;

/// The words of the template `name`, byte for byte where they stand in `text`; nothing of a style.
pub(super) fn of_template(name: &str, text: &str) -> Option<String> {
    let mut words = printed(text);
    if name.ends_with(".md") {
        return Some(words);
    }
    if !name.ends_with(".html") {
        return None;
    }
    // What a page says to the browser alone.
    for (open, close) in [("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>")] {
        let mut from = 0;
        while let Some(start) = words[from..].find(open).map(|found| from + found) {
            let end = words[start..]
                .find(close)
                .map_or(words.len(), |found| start + found + close.len());
            words.replace_range(start..end, &blank(&words[start..end]));
            from = end;
        }
    }
    Some(words)
}

/// The places inside one text, worked out when the first is asked for.
pub(super) struct Finder<'a> {
    sources: &'a Sources,
    text: Passage<'a>,
    places: OnceCell<Places>,
}

impl<'a> Finder<'a> {
    /// For `text`.
    pub(super) fn new(sources: &'a Sources, text: Passage<'a>) -> Self {
        Finder {
            sources,
            text,
            places: OnceCell::new(),
        }
    }

    /// The place in the file of the `len` bytes at `start` of the text.
    pub(super) fn span(&self, start: usize, len: usize) -> Span {
        let places = self.places.get_or_init(|| Places::of(self.sources, self.text));
        places.span(start..start + len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_says_what_stands_outside_of_its_tags() {
        let text = "# TBD{# ○○\n#}\n{{ a ~ \"XX\" }}。<!-- TODO -->";
        let words = of_template("letter/a.md", text).expect("words");
        assert_eq!(words.len(), text.len());
        assert_eq!(words.lines().count(), text.lines().count());
        assert_eq!(words.replace([' ', '\n'], ""), "#TBD。<!--TODO-->");
        let page = of_template("page/a.html", text).expect("words");
        assert_eq!(page.replace([' ', '\n'], ""), "#TBD。");
        assert_eq!(of_template("page/house.css", text), None);
    }

    #[test]
    fn expressions_are_blanked_byte_for_byte() {
        let text = "は{{ 日付 | date(format=\"yyyy\") }}と{# TBD";
        let blank = prose(text);
        assert_eq!(blank.len(), text.len());
        assert_eq!(blank.replace(' ', ""), "はと");
    }
}
