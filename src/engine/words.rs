//! What the engine itself says: kinds and states in the listing, labels of what is made.

use crate::diagnostic::Message;
use crate::notice::State;
use crate::record::kind::{RecordKind, message};

pub fn kind(kind: RecordKind) -> Message {
    message(kind.row().name)
}

pub fn state(state: State, kind: RecordKind) -> Message {
    let words = &kind.row().states;
    message(match state {
        State::Scheduled => words.scheduled,
        State::Running => words.running,
        State::Between => words.between,
        State::Over => words.over,
        State::Aborted => ("中断", "broken off"),
        State::Cancelled => ("中止", "cancelled"),
    })
}

pub fn letter_pdf() -> Message {
    Message::new("案内状(PDF)", "letter (PDF)")
}

pub fn letter_html() -> Message {
    Message::new("案内状(HTML)", "letter (HTML)")
}

pub fn fax() -> Message {
    Message::new("同報FAX", "FAX sheet")
}

pub fn page() -> Message {
    Message::new("稼働状況ページ", "status page")
}

pub fn style() -> Message {
    Message::new("ページの体裁", "style of the pages")
}
