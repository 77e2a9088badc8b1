//! Marks among the words of a template that are nearly those of a tag.

use super::names;
use super::slip::Slip;
use std::ops::Range;

/// What is nearly a mark of a tag, and the mark.
const NEAR_MARKS: &[(&str, &str)] = &[
    ("｛｛", "{{"),
    ("｝｝", "}}"),
    ("｛％", "{%"),
    ("％｝", "%}"),
    ("｛%", "{%"),
    ("%｝", "%}"),
    ("{％", "{%"),
    ("％}", "%}"),
    ("{ {", "{{"),
    ("} }", "}}"),
    ("{ %", "{%"),
    ("% }", "%}"),
    ("}}", "}}"),
    ("%}", "%}"),
    ("#}", "#}"),
];

/// Marks among the words that are nearly those of a tag.
pub(super) fn check(name: &str, text: &str, range: Range<usize>) -> Vec<Slip> {
    let words = &text[range.clone()];
    let mut faults = Vec::new();
    for (near, right) in NEAR_MARKS {
        // Styles and scripts of a page end with two braces.
        if name.ends_with(".html") && *near == "}}" {
            continue;
        }
        for (at, _) in words.match_indices(near) {
            let at = range.start + at;
            let message = match near == right {
                true => (
                    format!("{near} に対応する始まりがありません"),
                    format!("`{near}` ends nothing"),
                ),
                false => (
                    format!("「{near}」はひな形の印ではないので、そのまま印刷されます"),
                    format!("`{near}` is no mark of templates, and would be printed"),
                ),
            };
            let help = match near == right {
                true => (
                    "始まりの印({{、{%、{#)を書くか、消してください".to_string(),
                    "write the mark that it ends (`{{`, `{%`, `{#`), or delete it".to_string(),
                ),
                false => (
                    format!("半角で続けて {right} と書いてください"),
                    format!("write `{right}`, half-width and without blanks"),
                ),
            };
            faults.push(Slip::new(at..at + near.len(), message, help));
        }
    }
    if !name.ends_with(".html") {
        single_braces(words, range.start, &mut faults);
    }
    faults
}

/// `{title}`: a name between single braces.
fn single_braces(words: &str, start: usize, faults: &mut Vec<Slip>) {
    for (at, _) in words.match_indices('{') {
        let Some((inner, _)) = words[at + 1..].split_once('}') else {
            continue;
        };
        let base = inner.trim().split(['.', '[', ' ']).next().unwrap_or_default();
        if names::DOCUMENT.contains(&base) {
            let range = start + at..start + at + inner.len() + 2;
            faults.push(Slip::new(
                range,
                (
                    format!("「{{{inner}}}」はそのまま印刷されます"),
                    format!("`{{{inner}}}` would be printed as it stands"),
                ),
                (
                    format!("{{{{ {} }}}} と書いてください", inner.trim()),
                    format!("write `{{{{ {} }}}}`", inner.trim()),
                ),
            ));
        }
    }
}
