//! The ways in which YAML writes a text.

use crate::house::Value;

/// A way to write a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Plain,
    Single,
    Double,
    /// Over two lines that are joined.
    Joined,
    /// Behind `|`.
    Lines,
    /// Behind `>`.
    Folded,
}

pub const WAYS: [Way; 6] = [
    Way::Plain,
    Way::Single,
    Way::Double,
    Way::Joined,
    Way::Lines,
    Way::Folded,
];

/// `head` and `text` written in `way` in the place of `value`; what keeps lines has `text` on the second, others behind
/// `head`. Both may hold ASCII punctuation, but neither quotation marks nor backslashes.
pub fn written(way: Way, value: &Value, file: &str, head: &str, text: &str) -> String {
    let indent = " ".repeat(indent(value, file));
    match way {
        Way::Plain => format!("{head}{text}"),
        Way::Single => format!("'{head}''{text}'"),
        Way::Double => format!("\"\\u4f8b\\\"{head}\\\"{text}\""),
        Way::Joined => format!("{head}\n{indent}{text}"),
        Way::Lines => format!("|\n{indent}{head}\n{indent}{text}"),
        Way::Folded => format!(">-\n{indent}{head}\n{indent}{text}"),
    }
}

/// How far lines of a value stand in: more than its key, or than the `-` before it.
fn indent(value: &Value, file: &str) -> usize {
    let line = &file[..value.span.start];
    let line = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
    line.len() - line.trim_start_matches([' ', '-']).len() + 2
}

/// Where the source of a value begins, its `|` or `>` included: the span of such a text is that of its lines.
pub fn whole(value: &Value, file: &str) -> Value {
    let before = file[..value.span.start].trim_end_matches([' ', '\n']);
    let behind = before.trim_end_matches(['-', '+']);
    let start = match behind.ends_with(['|', '>']) {
        true => behind.len() - 1,
        false => value.span.start,
    };
    Value {
        span: start..value.span.end,
        ..value.clone()
    }
}
