//! What can be wrong with a rendered template.

use crate::diagnostic::Message;

/// A line that the notation does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotationFault {
    /// The line as rendered.
    pub line: String,
    /// Byte of the rendered template at which it stands, where it is known.
    pub at: Option<usize>,
    /// What is wrong with it.
    pub message: Message,
}

impl NotationFault {
    pub(super) fn new(line: &str, ja: impl Into<String>, en: impl Into<String>) -> Self {
        NotationFault {
            line: line.to_string(),
            at: None,
            message: Message::new(ja, en),
        }
    }

    pub(super) fn at(self, at: usize) -> Self {
        NotationFault { at: Some(at), ..self }
    }
}
