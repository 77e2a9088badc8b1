//! A fault as JSON, for editors and other programs (`notice check --json`).

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
    fn a_place_is_told_in_characters() {
        let mut sources = Sources::default();
        let file = sources.add("notices/a/b.yaml".into(), "件名: 日本\n".into());
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
