//! A fault as JSON, for editors and other programs (`notice check --json`).

use super::harmless::steers;
use super::{Diagnostic, Message, Severity, Sources, Span};
use serde_json::{Value, json};

/// One fault: `code`, `severity`, `message` and `help` in both languages, and where they are known `place` and `related`.
/// Lines and columns count from 1, columns in characters; the end is one past the last character.
pub fn json(d: &Diagnostic, sources: &Sources) -> Value {
    let severity = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let related = d
        .related
        .as_ref()
        .map(|(span, message)| json!({ "place": place(*span, sources), "message": both(message) }));
    json!({
        "code": d.code,
        "severity": severity,
        "place": d.span.map(|span| place(span, sources)),
        "message": both(&d.message),
        "help": both(&d.help),
        "related": related,
    })
}

/// A value in one line. What a terminal would obey is written as JSON's escapes, which mean the same.
pub fn line(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match steers(c) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

fn both(message: &Message) -> Value {
    json!({ "ja": message.ja, "en": message.en })
}

fn place(span: Span, sources: &Sources) -> Value {
    let (line, column) = sources.position(span.file, span.start);
    let (end_line, end_column) = sources.position(span.file, span.end);
    json!({
        "file": sources.get(span.file).path.to_string_lossy(),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_steers_a_terminal_and_none_loses_a_character() {
        let value = json!({ "\u{9b}2J": "\u{1b}]0;\u{7f}\u{2028}\u{202e}か\u{3099}" });
        let line = line(&value);
        assert!(!line.chars().any(steers), "{line:?}");
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), value);
    }

    #[test]
    fn a_place_is_told_in_characters() {
        let mut sources = Sources::default();
        let file = sources.add("notices/a/b.yaml".into(), "件名: 日本\n");
        let fault = Diagnostic {
            code: "N9999",
            severity: Severity::Warning,
            span: Some(Span {
                file,
                start: 8,
                end: 14,
            }),
            message: Message::new("一", "one"),
            help: Message::new("二", "two"),
            related: None,
        };
        let value = json(&fault, &sources);
        assert_eq!(value["place"]["column"], 5);
        assert_eq!(value["place"]["end_column"], 7);
        assert_eq!(value["severity"], "warning");
        assert_eq!(value["message"]["en"], "one");
        assert_eq!(value["related"], Value::Null);
    }
}
