//! What the template engine complains of, as faults that an operator can read.

use super::{codes, filter};
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::document::origin;

/// A template or an expression that could not be worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// What the template engine says.
    pub message: String,
    /// The template's name (`letter/maintenance.md`), where it is a template.
    pub name: Option<String>,
    /// Byte range within the template's text.
    pub range: Option<std::ops::Range<usize>>,
}

impl TemplateFault {
    pub(super) fn new(error: &tera::Error) -> Self {
        let mut fault = TemplateFault {
            message: String::new(),
            name: None,
            range: None,
        };
        match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                fault.message = report.message().to_string();
                fault.name = Some(report.filename().to_string());
                fault.range = Some(report.span().range.clone());
            }
            tera::ErrorKind::CircularExtend { tpl, .. } | tera::ErrorKind::CircularInclude { tpl, .. } => {
                fault.message = format!("`{tpl}` takes itself in");
                fault.name = Some(tpl.clone());
            }
            _ => fault.message = first_line(&error.to_string()),
        }
        let mut source = std::error::Error::source(error);
        while let Some(inner) = source {
            fault.message = format!("{}: {}", fault.message, first_line(&inner.to_string()));
            source = inner.source();
        }
        fault.message = origin::bare(&fault.message);
        fault
    }

    pub(super) fn message(&self) -> Message {
        let (ja, en) = match self.message.split_once(filter::BETWEEN_LANGUAGES) {
            Some((ja, en)) => (ja.to_string(), en),
            None => (in_japanese(&self.message), self.message.as_str()),
        };
        Message::new(
            format!("{{{{ … }}}} の式を計算できません: {ja}"),
            format!("an expression in {{{{ … }}}} cannot be worked out: {en}"),
        )
    }

    /// As a fault of the text at `span`, which holds the expression.
    pub fn in_record(&self, span: Span) -> Diagnostic {
        let help = Message::new(
            "使える名前は docs/templates.ja.md にあります。名前のつづりと、その項目が記録にあるかを確かめてください",
            "docs/templates.md lists the names that can be used; check the spelling, and that the record has the item",
        );
        codes::EXPRESSION.at(span, self.message(), help)
    }
}

/// The engine's commonest complaints in Japanese; the others as they are.
fn in_japanese(message: &str) -> String {
    let quoted = |prefix: &str| message.strip_prefix(prefix)?.split_once('`');
    if let Some((name, rest)) = quoted("Variable `") {
        let known = rest.split_once("Available variables: ").map_or("", |(_, known)| known);
        return format!("「{name}」という名前はありません。使える名前: {known}");
    }
    if let Some((name, rest)) = quoted("Field `") {
        let known = rest.split_once("Available fields: ").map(|(_, known)| known);
        let known = known.map_or(String::new(), |known| format!("。ある項目: {known}"));
        return format!("「{name}」という項目がありません{known}");
    }
    if let Some((name, _)) = quoted("Unknown filter `") {
        return format!("「{name}」というフィルターはありません");
    }
    if message.starts_with("Unexpected character") || message.contains("unexpected character") {
        return format!("式に使えない文字があります。日本語の名前は terms[\"端末\"] のように書きます ({message})");
    }
    if let Some(name) = message.strip_suffix("` takes itself in") {
        let name = name.trim_start_matches('`');
        return format!("「{name}」が自分自身を取り込んでいます(extends か include が輪になっています)");
    }
    if message == "Unexpected end of input" {
        return "ここで終わっていますが、閉じる {% endif %} や {% endfor %} や }} がありません".to_string();
    }
    message.to_string()
}

fn first_line(text: &str) -> String {
    text.lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("")
        .trim()
        .to_string()
}
