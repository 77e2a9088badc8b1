//! A template's text made ready for the engine: its own words are marked with their place, and facts are compared by
//! their words alone. A record's text that works out expressions goes the same way.

use super::{bracket, layer, printed};
use crate::diagnostic::FileId;
use crate::document::origin;
use std::ops::Range;

/// A text ready for the engine, with the way back from its bytes to those of the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Source {
    /// What the engine reads.
    pub text: String,
    /// From each byte of `text` on, how many bytes of it were put in before.
    inserted: Vec<(usize, usize)>,
    /// Whether it is built in: its brackets are those of the style.
    built_in: bool,
    /// Whether it is made of the template of its own name in a layer below.
    pub of_itself: bool,
    /// The tags by which it takes other templates in.
    pub taken: Vec<Taken>,
}

/// A tag that takes a template in, as bytes of what the engine reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taken {
    /// All of it.
    pub tag: Range<usize>,
    /// The name in it.
    name: Range<usize>,
    /// Whether the template is made of the other one (`extends`).
    pub parent: bool,
}

impl Source {
    /// Makes `text` ready: that of the template `file`, whose words are marked, or a text of a record, which is marked as a
    /// whole: its words say how far into it they stand.
    /// `own` is the template's name, and what stands before it where the layer below is meant.
    pub(super) fn new(text: &str, file: Option<FileId>, own: Option<(&str, &str)>) -> Self {
        Self::read(text, file, own, false)
    }

    /// As [`Self::new`], of a template that is built in or not.
    pub(super) fn read(text: &str, file: Option<FileId>, own: Option<(&str, &str)>, built_in: bool) -> Self {
        let mut source = Source {
            built_in,
            ..Source::default()
        };
        let mut at = 0;
        while at < text.len() {
            let tag = next_tag(&text[at..]).map(|found| at + found);
            let end = tag.unwrap_or(text.len());
            source.words(&text[at..end], at, file);
            at = end;
            if tag.is_some() {
                let length = tag_length(&text[at..]);
                let start = source.text.len();
                source.tag(&text[at..at + length], own, (file, at));
                source.take(start);
                at += length;
            }
        }
        source
    }

    /// Where the byte `at` of what the engine read stands in the text.
    pub(super) fn back(&self, at: usize) -> usize {
        let index = self.inserted.partition_point(|(from, _)| *from <= at);
        let before = index.checked_sub(1).and_then(|i| self.inserted.get(i));
        at - before.map_or(0, |(_, count)| *count)
    }

    /// The template that it is made of, as the engine knows it.
    pub(super) fn parent(&self) -> Option<&str> {
        let taken = self.taken.iter().find(|taken| taken.parent)?;
        Some(self.name(taken))
    }

    /// The templates that it takes in, as the engine knows them.
    pub(super) fn takes_in(&self) -> impl Iterator<Item = &str> {
        self.taken.iter().map(|taken| self.name(taken))
    }

    fn name(&self, taken: &Taken) -> &str {
        &self.text[taken.name.clone()]
    }

    /// Notes the tag at `start` of what the engine reads, which ends there, if it takes a template in.
    fn take(&mut self, start: usize) {
        let tag = &self.text[start..];
        let Some(name) = taken_in(tag) else { return };
        let parent = tag
            .trim_start_matches(['{', '%', '-'])
            .trim_start()
            .starts_with("extends");
        self.taken.push(Taken {
            tag: start..self.text.len(),
            name: start + name.start..start + name.end,
            parent,
        });
    }

    fn insert(&mut self, text: &str) {
        let before = self.inserted.last().map_or(0, |(_, count)| *count);
        self.text.push_str(text);
        self.inserted.push((self.text.len(), before + text.len()));
    }

    /// The engine trims blanks beside a tag; so the mark stands before the first word.
    fn words(&mut self, words: &str, at: usize, file: Option<FileId>) {
        let first = words.len() - words.trim_start().len();
        self.text.push_str(&words[..first]);
        if first < words.len() {
            self.insert(&match file {
                Some(file) => origin::point(file, at + first),
                None => origin::on(at + first),
            });
        }
        self.literal(&words[first..]);
    }

    /// Words as they stand; of a template that is built in, its brackets are marks.
    fn literal(&mut self, words: &str) {
        let mut rest = words;
        while self.built_in
            && let Some(at) = rest.find(['(', ')'])
            && let Some(mark) = rest[at..].chars().next().and_then(bracket::mark)
        {
            self.text.push_str(&rest[..at]);
            let before = self.inserted.last().map_or(0, |(_, count)| *count);
            self.text.push(mark);
            self.inserted.push((self.text.len(), before + mark.len_utf8() - 1));
            rest = &rest[at + 1..];
        }
        self.text.push_str(rest);
    }

    /// Code as it stands, and what it holds in quotation marks as words.
    fn code(&mut self, code: &str) {
        if !self.built_in || !code.contains(['(', ')']) {
            self.text.push_str(code);
            return;
        }
        let mut quote = None;
        let mut from = 0;
        for (at, c) in code.char_indices() {
            match quote {
                Some(open) if open == c => {
                    self.literal(&code[from..at]);
                    (quote, from) = (None, at);
                }
                None if matches!(c, '"' | '\'' | '`') => {
                    self.text.push_str(&code[from..at]);
                    (quote, from) = (Some(c), at);
                }
                _ => {}
            }
        }
        self.text.push_str(&code[from..]);
    }

    /// A fact is compared by its words: where it came from makes no difference.
    fn tag(&mut self, tag: &str, own: Option<(&str, &str)>, (file, at): (Option<FileId>, usize)) {
        if tag.starts_with("{#") {
            self.text.push_str(tag);
            return;
        }
        if let Some((name, below)) = own
            && let Some(at) = taken_in(tag).filter(|at| &tag[at.clone()] == name)
        {
            self.text.push_str(&tag[..at.start]);
            self.insert(below);
            self.text.push_str(&tag[at.start..]);
            self.of_itself = true;
            return;
        }
        let Some((open, close)) = printed_part(tag) else {
            self.compared(tag);
            return;
        };
        self.text.push_str(&tag[..open]);
        self.insert("(");
        self.compared(&tag[open..close]);
        self.insert(&printed::behind(file, at));
        self.text.push_str(&tag[close..]);
    }

    fn compared(&mut self, tag: &str) {
        let mut rest = tag;
        while let Some((before, operator)) = next_comparison(rest) {
            let left = rest[..before].trim_end().len();
            self.code(&rest[..left]);
            if !self.is_named_by_us(&rest[..left]) {
                self.insert(" | bare");
            }
            self.text.push_str(&rest[left..before + operator]);
            rest = &rest[before + operator..];
            let blank = rest.len() - rest.trim_start().len();
            let path = path_length(&rest[blank..]);
            self.text.push_str(&rest[..blank + path]);
            if path > 0 {
                self.insert(" | bare");
            }
            rest = &rest[blank + path..];
        }
        self.code(rest);
    }

    /// Whether code ends with a name that carries words of the program, of which nobody types any: of templates that are built in, which
    /// call nothing else so.
    fn is_named_by_us(&self, code: &str) -> bool {
        let name = code.rsplit(' ').next();
        self.built_in && name.is_some_and(|name| matches!(name, "key" | "kind"))
    }
}

/// Where the expression of a `{{ … }}` begins and ends; none of a tag that prints another way.
fn printed_part(tag: &str) -> Option<(usize, usize)> {
    let inner = tag.strip_prefix("{{")?.strip_suffix("}}")?;
    let open = 2 + usize::from(inner.starts_with('-'));
    let close = tag.len() - 2 - usize::from(inner.len() > 1 && inner.ends_with('-'));
    let words = tag[open..close].trim();
    (!words.is_empty() && !words.starts_with('<') && !words.starts_with("super(")).then_some((open, close))
}

/// The bytes of the template's name in a tag that takes another template in.
pub(super) fn taken_in(tag: &str) -> Option<Range<usize>> {
    let words = tag.strip_prefix("{%")?.trim_start_matches('-').trim_start();
    let rest = ["extends", "include"]
        .iter()
        .find_map(|word| words.strip_prefix(word))?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let start = tag.len() - rest.len() + 1;
    let length = tag[start..].find(quote)?;
    Some(start..start + length)
}

/// The names of the templates that a template takes in, by `extends` or `include`, without the layer before them.
pub(crate) fn takes_in(text: &str) -> impl Iterator<Item = String> {
    let names = tags(text).into_iter().filter_map(|tag| {
        let tag = &text[tag];
        taken_in(tag).map(|name| &tag[name])
    });
    names.map(taken_in_words).collect::<Vec<_>>().into_iter()
}

/// The name of a template without the layer before it.
pub(super) fn taken_in_words(name: &str) -> String {
    let layers = [layer::BUILT_IN, layer::WORKSPACE].into_iter();
    let mut below = layers.filter_map(|layer| name.strip_prefix(layer)?.strip_prefix('/'));
    below.next_back().unwrap_or(name).to_string()
}

/// The bytes of the tags of a template, comments apart.
pub(super) fn tags(text: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = next_tag(&text[at..]) {
        let start = at + found;
        at = start + tag_length(&text[start..]);
        if !text[start..].starts_with("{#") {
            tags.push(start..at);
        }
    }
    tags
}

/// The next `{{`, `{%` or `{#`.
pub(super) fn next_tag(text: &str) -> Option<usize> {
    let mut braces = text.match_indices('{').map(|(at, _)| at);
    braces.find(|at| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#')))
}

/// The length of the tag that `text` begins with; one that is never closed goes to the end.
fn tag_length(text: &str) -> usize {
    let close = match text.as_bytes().get(1) {
        Some(b'{') => b"}}",
        Some(b'%') => b"%}",
        _ => return text.find("#}").map_or(text.len(), |at| at + 2),
    };
    let end = outside_quotes(text, 2, |rest| rest.starts_with(close));
    end.map_or(text.len(), |at| at + 2)
}

/// The place of the next `==` or `!=` outside quotation marks, and its length.
fn next_comparison(code: &str) -> Option<(usize, usize)> {
    if !code.contains('=') {
        return None;
    }
    let found = outside_quotes(code, 0, |rest| rest.starts_with(b"==") || rest.starts_with(b"!="));
    found.map(|at| (at, 2))
}

/// The first byte of `code` from `start` on, outside quotation marks, from which on what is left `fits`. What is looked for is
/// ASCII, of which no other character holds a byte.
fn outside_quotes(code: &str, start: usize, fits: impl Fn(&[u8]) -> bool) -> Option<usize> {
    let bytes = code.as_bytes();
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if matches!(byte, b'}' | b'%' | b'=' | b'!') && fits(&bytes[at..]) => return Some(at),
            None => {}
        }
    }
    None
}

/// The length of the name that `code` begins with: `w.current["end"]`; 0 where it begins with none.
fn path_length(code: &str) -> usize {
    if !code.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return 0;
    }
    let mut depth = 0usize;
    let end = code.char_indices().find(|(_, c)| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && !(c.is_alphanumeric() || matches!(c, '_' | '.' | ']'))
    });
    let length = end.map_or(code.len(), |(at, _)| at);
    match &code[..length] {
        "true" | "false" | "none" | "None" | "not" => 0,
        _ => length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::origin::Marked;

    fn ready(text: &str) -> Source {
        Source::new(text, Some(FileId(0)), None)
    }

    #[test]
    fn words_are_marked_and_tags_are_left() {
        let text = "  件名 {{ title }}、\n{%- if a %} {% endif %}{# 説明 == #}以上";
        let source = ready(text);
        let read = Marked::read(&source.text);
        let printed = text.replace("{{ title }}", "{{( title ) | printed(of=0, at=9)}}");
        assert_eq!(read.text, printed);
        for word in ["件名", "、", "以上"] {
            let place = read.place(printed.find(word).expect("the word")).expect("marked");
            let at = text.find(word).expect("the word");
            assert_eq!(place.span.start + place.offset, at, "{word}");
        }
    }

    #[test]
    fn its_own_name_means_the_layer_below() {
        let of = |text: &str| Source::new(text, None, Some(("letter/a.md", "built-in/")));
        let source = of("{%- extends 'letter/a.md' %}{% include \"part/b.md\" %}");
        assert!(source.of_itself);
        let read = Marked::read(&source.text).text;
        assert_eq!(read, "{%- extends 'built-in/letter/a.md' %}{% include \"part/b.md\" %}");
        assert!(!of("{# {% extends \"letter/a.md\" %} #}{% include \"letter/b.md\" %}").of_itself);
    }

    #[test]
    fn brackets_of_what_is_built_in_are_marks_and_those_of_code_are_not() {
        let text = "(続き){% if f(x) and y == \"(a)\" %}{{ z or \"(b)\" }}{% endif %}(終";
        let source = Source::read(text, None, None, true);
        let read = Marked::read(&source.text).text;
        let marked = |words: &str| -> String { words.chars().map(|c| bracket::mark(c).unwrap_or(c)).collect() };
        for words in ["(続き)", "(a)", "(b)", "(終"] {
            assert!(read.contains(&marked(words)), "{words}: {read}");
        }
        assert!(read.contains("f(x)"), "{read}");
        let at = source.text.find('終').expect("the word");
        assert_eq!(source.back(at), text.find('終').expect("the word"));
    }

    #[test]
    fn what_is_compared_is_bare() {
        let bare = |text: &str| Marked::read(&ready(text).text).text;
        assert_eq!(bare("{% if work == \"更改\" %}"), "{% if work | bare == \"更改\" %}");
        assert_eq!(
            bare("{% if a.b != c[0].d and e %}"),
            "{% if a.b | bare != c[0].d | bare and e %}"
        );
        assert_eq!(bare("{{ x ~ \"==\" }}"), "{{( x ~ \"==\" ) | printed(of=0, at=0)}}");
        assert_eq!(bare("{% if n == 2 %}"), "{% if n | bare == 2 %}");
    }

    #[test]
    fn a_place_of_what_the_engine_read_is_found_in_the_text() {
        let text = "文 {% if work == \"更改\" and zz %}語{{ q }}";
        let source = ready(text);
        for word in ["work", "更改", "zz", "語", "q "] {
            let at = source.text.find(word).expect("the word");
            assert_eq!(source.back(at), text.find(word).expect("the word"), "{word}");
        }
    }
}
