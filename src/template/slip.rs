//! A fault at some bytes of a template or text, before anybody says in which file it stands.

use crate::diagnostic::Message;
use std::ops::Range;

/// A fault at some bytes of a template.
pub(super) struct Slip {
    /// Where.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Message,
}

impl Slip {
    /// At `range`: what is wrong and what to do, each in Japanese and English.
    pub(super) fn new(range: Range<usize>, message: (String, String), help: (String, String)) -> Self {
        Slip {
            range,
            message: Message::new(message.0, message.1),
            help: Message::new(help.0, help.1),
        }
    }
}
