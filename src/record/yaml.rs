//! Text to a tree of nodes, each with the place it stood in. Scalars stay the text typed: `03:00`, `yes` and `2021-04`
//! mean what the decoder makes of them, never what YAML would.

use super::node::{Kind, MAX_DEPTH, Node};
use super::node_fault::{
    alias_bomb, alias_in_itself, duplicate_key, key_not_text, merge_key, several_documents, tag_fault,
    unquoted_template, unused_anchor,
};
use super::{encoding, fold, place, trap, yaml_fault};
use crate::diagnostic::{Diagnostic, FileId, Span, Spanned};
use granit_parser::{Event, Parser, ScalarStyle};
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// How many nodes aliases may add to a file.
pub(crate) const MAX_ALIASED_NODES: usize = 20_000;
/// How many bytes of text aliases may add to a file.
pub(crate) const MAX_ALIASED_BYTES: usize = 1024 * 1024;

/// The tree of a file, with every fault met; `None` where there is no tree to speak of.
pub(crate) fn parse(file: FileId, text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut composer = Composer {
        file,
        text,
        faults: Vec::new(),
        open: Vec::new(),
        anchors: BTreeMap::new(),
        unused: BTreeMap::new(),
        aliased: Weight::default(),
        root: None,
    };
    composer.run();
    composer
        .faults
        .extend(trap::swallowed(file, text, composer.root.as_ref()));
    (composer.root, composer.faults)
}

/// What a subtree weighs: bounds what aliases may copy.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    nodes: usize,
    bytes: usize,
    depth: usize,
}

/// A collection that is still open.
struct Open {
    start: usize,
    anchor: usize,
    weight: Weight,
    contents: Contents,
    /// `{{ … }}` without quotation marks, which YAML takes for mappings: the text meant.
    template: Option<Span>,
}

enum Contents {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<(Spanned<String>, Node)>,
        /// Where each key stood first.
        seen: BTreeMap<String, Span>,
        /// The key read last, its value still to come; `None` inside where the key cannot be used.
        key: Option<Option<Spanned<String>>>,
    },
}

struct Composer<'t> {
    file: FileId,
    text: &'t str,
    faults: Vec<Diagnostic>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Node, Weight)>,
    /// Where the anchors stand that no alias has used yet.
    unused: BTreeMap<usize, Span>,
    aliased: Weight,
    root: Option<Node>,
}

impl Composer<'_> {
    fn run(&mut self) {
        if let Some((span, mistake)) = trap::wide_blank(self.file, self.text) {
            // YAML would take the space for a part of the key, and everything after it for something else.
            self.faults.push(yaml_fault::wide_blank(span, &mistake));
            return;
        }
        // What YAML does not admit is told for itself, and the rest is read as if a blank stood there.
        let controls = trap::controls(self.file, self.text);
        let clean = trap::without(self.text, &controls);
        self.faults
            .extend(controls.iter().map(|(span, c)| yaml_fault::control(*span, *c)));
        let mut options = granit_parser::options! {
            block_nesting_limit: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
        };
        options.set_emit_comments(false);
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(&clean, options) {
            let (event, place) = match event {
                Ok(found) => found,
                Err(error) => {
                    let fault = yaml_fault::explain(self.file, self.text, &error);
                    // What stopped the parser may have been told when its first half was read.
                    if !self.faults.iter().any(|d| d.code == fault.code && d.span == fault.span) {
                        self.faults.push(fault);
                    }
                    self.root = None;
                    return;
                }
            };
            let range = place.byte_range().unwrap_or(0..0);
            if let (Some(tag), Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..)) =
                (place.tag_span().and_then(|s| s.byte_range()), &event)
            {
                self.faults
                    .push(tag_fault(self.span(tag.start, tag.end), &self.text[tag]));
            }
            if let Some(id) = event.anchor_id() {
                let name = trap::anchor_before(self.text, range.start);
                self.unused.insert(id, self.span(name.start, name.end));
            }
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents == 2 {
                        self.faults.push(several_documents(self.span(range.start, range.end)));
                        return;
                    }
                }
                Event::Scalar(value, style, anchor, _) => {
                    let plain = style == ScalarStyle::Plain;
                    let kind = if plain && range.is_empty() {
                        Kind::Nothing
                    } else if plain && says_nothing(&value) {
                        Kind::Null(value.into_owned())
                    } else {
                        Kind::Scalar(self.joined(&value, style, range.clone()))
                    };
                    let weight = Weight {
                        nodes: 1,
                        bytes: range.len(),
                        depth: 1,
                    };
                    let span = if plain || !range.is_empty() {
                        self.trimmed(range.start, range.end)
                    } else {
                        // The place of a block text without a line is that of the next token: its mark is before.
                        self.last_before(range.start)
                    };
                    self.place(Node { span, kind }, weight, anchor);
                }
                Event::SequenceStart(_, anchor, _) => self.open(range.start, anchor, Contents::Sequence(Vec::new())),
                Event::MappingStart(_, anchor, _) => {
                    let contents = Contents::Mapping {
                        entries: Vec::new(),
                        seen: BTreeMap::new(),
                        key: None,
                    };
                    self.open(range.start, anchor, contents);
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
                Event::Alias(id) => {
                    let within_bounds = self.alias(id, self.span(range.start, range.end));
                    if !within_bounds {
                        self.root = None;
                        return;
                    }
                }
                _ => {}
            }
        }
        if documents == 0 {
            self.faults.push(encoding::empty_file(self.span(0, 0)));
        }
        let unused = self.unused.values();
        let unused = unused.map(|span| unused_anchor(*span, &self.text[span.start..span.end]));
        self.faults.extend(unused);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.file,
            start,
            end,
        }
    }

    /// The text as Japanese joins its lines.
    fn joined(&self, value: &str, style: ScalarStyle, range: Range<usize>) -> String {
        let folded = style != ScalarStyle::Literal && self.text[range.clone()].contains(['\n', '\r']);
        let joined = folded.then(|| fold::without_blanks(self.text, range, value)).flatten();
        joined.unwrap_or_else(|| value.to_string())
    }

    /// The stretch without white space at its end: block texts and collections run on to the next token.
    fn trimmed(&self, start: usize, end: usize) -> Span {
        let kept = self.text[start..end].trim_end_matches(place::BLANKS).len();
        self.span(start, start + kept)
    }

    /// The last character before `at` that is not white space.
    fn last_before(&self, at: usize) -> Span {
        let before = self.text[..at].trim_end_matches(place::BLANKS);
        let last = before.chars().next_back().map_or(0, char::len_utf8);
        self.span(before.len() - last, before.len())
    }

    fn open(&mut self, start: usize, anchor: usize, contents: Contents) {
        self.open.push(Open {
            start,
            anchor,
            weight: Weight::default(),
            contents,
            template: None,
        });
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let kind = match open.contents {
            Contents::Sequence(items) => Kind::Sequence(items),
            Contents::Mapping { entries, .. } => Kind::Mapping(entries),
        };
        let weight = Weight {
            nodes: open.weight.nodes + 1,
            depth: open.weight.depth + 1,
            ..open.weight
        };
        let node = match open.template {
            // Read on as if it had been quoted: one fault for one slip.
            Some(span) => Node {
                span,
                kind: Kind::Scalar(self.text[span.start..span.end].to_string()),
            },
            None => Node {
                span: self.trimmed(open.start, end.max(open.start)),
                kind,
            },
        };
        self.place(node, weight, open.anchor);
    }

    /// Copies an anchored node to where its alias stands. False where the bounds are passed.
    fn alias(&mut self, id: usize, span: Span) -> bool {
        self.unused.remove(&id);
        let Some((node, weight)) = self.anchors.get(&id) else {
            self.faults.push(alias_in_itself(span));
            return false;
        };
        let weight = *weight;
        self.aliased.nodes += weight.nodes;
        self.aliased.bytes += weight.bytes;
        if self.aliased.nodes > MAX_ALIASED_NODES
            || self.aliased.bytes > MAX_ALIASED_BYTES
            || self.open.len() + weight.depth > MAX_DEPTH
        {
            self.faults.push(alias_bomb(span));
            return false;
        }
        // The copy keeps its own places: a fault in it is to be mended where the text stands.
        let node = node.clone();
        self.place(node, weight, 0);
        true
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node, weight: Weight, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), weight));
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        parent.weight.nodes += weight.nodes;
        parent.weight.bytes += weight.bytes;
        parent.weight.depth = parent.weight.depth.max(weight.depth);
        match &mut parent.contents {
            Contents::Sequence(items) => items.push(node),
            Contents::Mapping { entries, seen, key } => match key.take() {
                None => {
                    if let Some(template) = template_at(&node, self.text) {
                        parent.template = Some(template);
                        self.faults.push(unquoted_template(template));
                        *key = Some(None);
                        return;
                    }
                    let (usable, fault) = as_key(node);
                    *key = Some(usable);
                    self.faults.extend(fault);
                }
                Some(None) => {}
                Some(Some(name)) => match seen.get(&name.value) {
                    Some(first) => self.faults.push(duplicate_key(&name, *first)),
                    None => {
                        seen.insert(name.value.clone(), name.span);
                        entries.push((name, node));
                    }
                },
            },
        }
    }
}

/// Where `node`, a key, is the inner mapping of `{{ … }}`: the stretch from its first brace to its last.
fn template_at(node: &Node, text: &str) -> Option<Span> {
    let start = node.span.start.checked_sub(1)?;
    matches!(node.kind, Kind::Mapping(_)).then_some(())?;
    let rest = text.get(start..)?;
    let line = rest.split('\n').next().unwrap_or(rest);
    let end = line
        .starts_with("{{")
        .then(|| line.find("}}").map_or(line.trim_end().len(), |at| at + 2))?;
    Some(Span {
        start,
        end: start + end,
        ..node.span
    })
}

/// YAML's words for no value at all.
fn says_nothing(word: &str) -> bool {
    matches!(word, "~" | "null" | "Null" | "NULL")
}

/// The node as a key, or why it cannot be one.
fn as_key(node: Node) -> (Option<Spanned<String>>, Option<Diagnostic>) {
    match node.kind {
        Kind::Scalar(name) if name == "<<" => (None, Some(merge_key(node.span))),
        // macOS writes が in two pieces; as names both are one.
        Kind::Scalar(name) => (Some(Spanned::new(name.nfc().collect(), node.span)), None),
        // As a name a word is a word.
        Kind::Null(name) => (Some(Spanned::new(name, node.span)), None),
        Kind::Nothing => (None, Some(key_not_text(node.span, "空です", "is empty"))),
        _ => (
            None,
            Some(key_not_text(node.span, "文字列ではありません", "is not text")),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        let (root, faults) = parse(FileId(0), text);
        assert_eq!(faults, []);
        root.expect("a tree")
    }

    fn codes_of(text: &str) -> Vec<&'static str> {
        parse(FileId(0), text).1.iter().map(|d| d.code).collect()
    }

    #[test]
    fn scalars_stay_the_text_typed() {
        let text = "a: 03:00\nb: yes\nc: 2021-04\nd: 0120-220-766\ne: ~\nf:\n";
        let Kind::Mapping(entries) = tree(text).kind else {
            panic!()
        };
        let values: Vec<_> = entries.into_iter().map(|(_, node)| node.kind).collect();
        let scalar = |t: &str| Kind::Scalar(t.into());
        assert_eq!(
            values,
            [
                scalar("03:00"),
                scalar("yes"),
                scalar("2021-04"),
                scalar("0120-220-766"),
                Kind::Null("~".into()),
                Kind::Nothing
            ]
        );
    }

    #[test]
    fn places_are_bytes_of_the_file_and_end_with_the_text() {
        let text = "外:\n  - |\n    一\n\n  - 'b'\n";
        let Kind::Mapping(entries) = tree(text).kind else {
            panic!()
        };
        assert_eq!(&text[entries[0].0.span.start..entries[0].0.span.end], "外");
        let Kind::Sequence(items) = &entries[0].1.kind else {
            panic!()
        };
        let shown: Vec<_> = items
            .iter()
            .map(|n| text[n.span.start..n.span.end].trim_start())
            .collect();
        assert_eq!(shown, ["一", "'b'"]);
    }

    #[test]
    fn aliases_copy_and_bombs_do_not_go_off() {
        let Kind::Mapping(entries) = tree("a: &x [1]\nb: *x\n").kind else {
            panic!()
        };
        assert_eq!(entries[0].1, entries[1].1);
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_string();
        for i in 1..30 {
            let inner = vec![format!("*a{}", i - 1); 10].join(", ");
            bomb += &format!("a{i}: &a{i} [{inner}]\n");
        }
        assert_eq!(codes_of(&bomb), ["N0006"]);
        assert_eq!(codes_of("a: &x [*x]\n"), ["N0006"]);
        let chain: String = (1..100).map(|i| format!("a{i}: &a{i} [*a{}]\n", i - 1)).collect();
        assert_eq!(codes_of(&format!("a0: &a0 x\n{chain}")), ["N0006"]);
    }

    #[test]
    fn a_comment_is_not_taken_for_lost_text() {
        assert_eq!(codes_of("a: b # c\n"), [""; 0]);
        assert_eq!(codes_of("a: お知らせ #3\n"), ["N0013"]);
        assert_eq!(codes_of("a: 'お知らせ #3'\n"), [""; 0]);
    }

    #[test]
    fn every_key_fault_of_a_file_is_kept() {
        let text = "a: 1\na: 2\n<<: {b: 1}\n? [x]\n: y\nc: {{ t }}\nd: !x 1\n";
        assert_eq!(codes_of(text), ["N0008", "N0010", "N0009", "N0012", "N0011"]);
    }
}
