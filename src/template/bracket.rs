//! The brackets that built-in templates print: half-width or full-width, as the house's style has them.
//!
//! In a built-in template's words and strings each bracket is a mark ([`super::source`]), which becomes a bracket when the template is
//! rendered with facts that say which. What the house types, in a record or in a template of its own, stays as it is typed.

use tera::{Context, Value};

/// The name of the style's brackets among the facts: `half` or `full`.
pub(super) const NAME: &str = "brackets";

const OPEN: char = '\u{10FF28}';
const CLOSE: char = '\u{10FF29}';

/// The mark that stands for a bracket of a built-in template.
pub(super) fn mark(c: char) -> Option<char> {
    match c {
        '(' => Some(OPEN),
        ')' => Some(CLOSE),
        _ => None,
    }
}

/// The brackets in place of their marks. Facts that say nothing of brackets are those of a part of a document: that writes them.
pub(super) fn written(text: String, context: &Context) -> String {
    let Some(style) = context.get(NAME).and_then(Value::as_str) else {
        return text;
    };
    if !text.contains([OPEN, CLOSE]) {
        return text;
    }
    let (open, close) = match style {
        "full" => ("（", "）"),
        _ => ("(", ")"),
    };
    text.replace(OPEN, open).replace(CLOSE, close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_is_written_as_the_style_has_it() {
        let marked: String = "(続き)".chars().map(|c| mark(c).unwrap_or(c)).collect();
        for (style, expected) in [("half", "(続き)"), ("full", "（続き）")] {
            let mut context = Context::new();
            context.insert(NAME, style);
            assert_eq!(written(marked.clone(), &context), expected);
        }
        assert_eq!(written(marked.clone(), &Context::new()), marked);
    }
}
