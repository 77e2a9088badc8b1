//! What can be wrong with a rendered template.

use super::passage::Passage;
use crate::diagnostic::Message;

/// How many characters of a line are kept: enough to find it by, and a line can be a megabyte with a fault in each word.
const KEPT: usize = 200;

/// A line that the notation does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotationFault {
    /// The line as rendered, by its beginning.
    pub line: String,
    /// Byte of the rendered template at which it stands, where it is known.
    pub at: Option<usize>,
    /// What is wrong with it.
    pub message: Message,
}

impl NotationFault {
    pub(super) fn new(line: &str, ja: impl Into<String>, en: impl Into<String>) -> Self {
        NotationFault {
            line: line.chars().take(KEPT).collect(),
            at: None,
            message: Message::new(ja, en),
        }
    }

    /// A formal part where none can stand.
    pub fn formal_part(line: Passage<'_>) -> Self {
        let fault = NotationFault::new(
            line.text,
            "「:::」の行は、この項目には書けません",
            "no line that begins with `:::` can stand in this text",
        );
        fault.at(line.at)
    }

    pub(super) fn at(self, at: usize) -> Self {
        NotationFault { at: Some(at), ..self }
    }
}
