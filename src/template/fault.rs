//! What the template engine complains of, as faults that an operator can read.

use super::complaint::in_japanese;
use super::{codes, filter, fuel};
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::document::origin;

/// A template or an expression that could not be worked out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateFault {
    /// What the template engine says.
    pub message: String,
    /// The template's name (`letter/maintenance.md`), where it is a template.
    pub name: Option<String>,
    /// Byte range within the template's text.
    pub range: Option<std::ops::Range<usize>>,
    /// What is wrong and what to do, where it is not the engine that complains.
    pub told: Option<(Message, Message)>,
}

impl TemplateFault {
    pub(super) fn new(error: &tera::Error) -> Self {
        let mut fault = TemplateFault::default();
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

    /// Of the expression at `range`, in words of our own.
    pub(super) fn of(message: Message, help: Message, range: std::ops::Range<usize>) -> Self {
        TemplateFault {
            range: Some(range),
            told: Some((message, help)),
            ..TemplateFault::default()
        }
    }

    /// What the template `name`, or a text of a record, printed is more than `most` bytes.
    pub(super) fn too_much(most: usize, name: &str) -> Self {
        let (message, help) = (fuel::too_much(most), fuel::too_much_help());
        TemplateFault {
            name: Some(name.to_string()).filter(|name| !name.is_empty()),
            told: Some((Message::new(message.0, message.1), Message::new(help.0, help.1))),
            ..TemplateFault::default()
        }
    }

    pub(super) fn message(&self) -> Message {
        if let Some((message, _)) = &self.told {
            return message.clone();
        }
        match self.message.split_once(filter::BETWEEN_LANGUAGES) {
            Some((ja, en)) => Message::new(ja, en),
            None => Message::new(in_japanese(&self.message), self.message.as_str()),
        }
    }

    /// As a fault of the text at `span`, which holds the expression.
    pub fn in_record(&self, span: Span) -> Diagnostic {
        let help = Message::new(
            "使える名前は docs/templates.ja.md にあります。名前のつづりと、その項目が記録にあるかを確かめてください",
            "docs/templates.md lists the names that can be used; check the spelling, and that the record has the item",
        );
        if let Some((message, help)) = &self.told {
            return codes::EXPRESSION.at(span, message.clone(), help.clone());
        }
        let Message { ja, en } = self.message();
        let message = Message::new(
            format!("{{{{ … }}}} の式を計算できません: {ja}"),
            format!("an expression in {{{{ … }}}} cannot be worked out: {en}"),
        );
        codes::EXPRESSION.at(span, message, help)
    }
}

fn first_line(text: &str) -> String {
    text.lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("")
        .trim()
        .to_string()
}
