//! What is wrong with the tags of a template, found before the engine reads it: all of it, each at its place.
//!
//! The engine stops at the first fault, tells a tag that is never closed at the end of the file, and says nothing of a
//! misspelt name in a condition or of a block that nothing takes.

use super::known::{Known, Named};
use super::layer::Layer;
use super::names;
use super::reading::Templates;
use super::slip::Slip;
use super::statements::{Open, Reader, end_of};
use super::tag::{Kind, Piece, What, pieces, tokens};
use super::{braces, codes, declared, foreign, markup};
use crate::diagnostic::{Diagnostic, FileId, Span};
use std::ops::Range;

/// All that is wrong with the templates of `layer`, which lies over those `below`.
pub(crate) fn check(below: Option<&Templates>, layer: &Layer) -> Vec<Diagnostic> {
    let own = Named::of(layer);
    let mut layers = below.map(Templates::named_layers).unwrap_or_default();
    layers.push((layer, &own));
    let known = Known::of(&layers);
    let mut out = Vec::new();
    for (name, (file, text)) in &layer.texts {
        if !is_template(name) {
            continue;
        }
        let mut faults = Vec::new();
        Reader {
            name,
            text,
            known: &known,
            faults: &mut faults,
            open: Vec::new(),
            child: false,
        }
        .read();
        faults.extend(markup::check(name, text));
        faults.extend(foreign::check(name, text));
        faults.sort_by_key(|fault| fault.range.start);
        out.extend(faults.into_iter().map(|fault| at(fault, *file)));
    }
    out
}

fn is_template(name: &str) -> bool {
    name.ends_with(".md") || name.ends_with(".html")
}

fn at(fault: Slip, file: FileId) -> Diagnostic {
    let span = Span {
        file,
        start: fault.range.start,
        end: fault.range.end,
    };
    codes::TEMPLATE.at(span, fault.message, fault.help)
}

impl<'a> Reader<'a, '_> {
    fn read(mut self) {
        let mut begun = false;
        for piece in pieces(self.text) {
            match piece {
                // What is raw is printed as it stands, and meant so.
                Piece::Words(_) if self.open.last().is_some_and(|open| open.word == "raw") => {}
                Piece::Words(range) => {
                    let mut found = braces::check(self.name, self.text, range.clone());
                    self.faults.append(&mut found);
                    let blank = self.text[range.clone()].trim().is_empty();
                    begun |= !blank;
                    if !blank && self.child && self.open.is_empty() {
                        self.ignored(range);
                    }
                }
                Piece::Tag {
                    kind,
                    range,
                    code,
                    closed,
                } => {
                    if !closed {
                        self.unclosed(kind, range.clone(), code);
                    } else if kind == Kind::Print {
                        if self.child && self.open.is_empty() {
                            self.ignored(range.clone());
                        }
                        self.print(&range, code);
                    } else if kind == Kind::Do {
                        self.act(&range, code, begun);
                    } else {
                        self.note(&range);
                        continue;
                    }
                    begun = true;
                }
            }
        }
        while let Some(open) = self.open.pop() {
            let end = end_of(open.word);
            self.fault(
                open.range,
                (
                    format!("{{% {} %}} が閉じられていません", open.word),
                    format!("`{{% {} %}}` is never closed", open.word),
                ),
                (
                    format!("終わりに {{% {end} %}} を書いてください"),
                    format!("write `{{% {end} %}}` where it ends"),
                ),
            );
        }
    }

    fn unclosed(&mut self, kind: Kind, range: Range<usize>, code: Range<usize>) {
        let tokens = tokens(self.text, code);
        // What it begins ends all the same: that is no second fault.
        let word = tokens.first().map_or("", |token| &self.text[token.range.clone()]);
        if kind == Kind::Do && matches!(word, "if" | "for" | "block" | "filter") {
            self.open.push(Open {
                word,
                name: tokens.get(1).map_or("", |token| &self.text[token.range.clone()]),
                range: range.clone(),
                last: false,
                arms: 0,
            });
        }
        let quoted = tokens.iter().find(|token| token.what == What::Text { closed: false });
        if let Some(quoted) = quoted.filter(|_| kind != Kind::Comment) {
            self.expression(std::slice::from_ref(quoted));
            return;
        }
        let open = &self.text[range.start..range.start + 2];
        let close = kind.close();
        self.fault(
            range,
            (
                format!("{open} が閉じられていません"),
                format!("`{open}` is never closed"),
            ),
            (
                format!("終わりに {close} を書いてください"),
                format!("write `{close}` where it ends"),
            ),
        );
    }

    fn print(&mut self, range: &Range<usize>, code: Range<usize>) {
        let tokens = tokens(self.text, code);
        if tokens.is_empty() {
            self.fault(
                range.clone(),
                (
                    "{{ }} の中に何も書かれていません".to_string(),
                    "nothing stands in `{{ }}`".to_string(),
                ),
                (
                    "項目の名前を書くか、消してください".to_string(),
                    "write the name of a fact, or delete it".to_string(),
                ),
            );
            return;
        }
        let word = &self.text[tokens[0].range.clone()];
        let statement = names::TAGS.contains(&word) && !names::WORDS.contains(&word) || matches!(word, "if" | "else");
        if statement
            && tokens
                .get(1)
                .is_none_or(|next| !matches!(&self.text[next.range.clone()], "." | "[" | "|"))
        {
            self.fault(
                range.clone(),
                (
                    format!("{word} は {{{{ }}}} の中に書けません"),
                    format!("`{word}` does not stand in `{{{{ }}}}`"),
                ),
                (
                    format!("{{% {word} … %}} と書いてください"),
                    format!("write `{{% {word} … %}}`"),
                ),
            );
            return;
        }
        self.expression(&tokens);
    }

    /// A comment that speaks to the program.
    fn note(&mut self, range: &Range<usize>) {
        let inner = self.text[range.clone()].trim_start_matches("{#").trim_end_matches("#}");
        let inner = inner.trim_matches('-').trim();
        let fault = match inner.strip_prefix("notice:") {
            Some(said) => declared::read(said.trim(), range.clone()).err(),
            None => declared::nearly(inner, range),
        };
        self.faults.extend(fault);
    }
}

#[cfg(test)]
mod tests {
    use super::{Layer, check};
    use crate::diagnostic::Sources;

    #[test]
    fn the_built_in_templates_are_sound() {
        let mut sources = Sources::default();
        let faults = check(None, &Layer::built_in(&mut sources));
        let told: Vec<String> = faults
            .iter()
            .map(|fault| {
                let span = fault.span.expect("a place");
                let source = sources.get(span.file);
                format!(
                    "{}: {} {:?}",
                    source.path.display(),
                    fault.message.ja,
                    &source.text[span.start..span.end]
                )
            })
            .collect();
        assert_eq!(told, Vec::<String>::new());
    }
}
