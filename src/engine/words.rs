//! What the engine itself says: kinds and states in the listing, labels of what is made.

use crate::diagnostic::Message;
use crate::notice::State;
use crate::record::schema::RecordKind;

pub fn kind(kind: RecordKind) -> Message {
    match kind {
        RecordKind::Maintenance => Message::new("メンテナンス", "maintenance"),
        RecordKind::Incident => Message::new("障害", "incident"),
    }
}

pub fn state(state: State, kind: RecordKind) -> Message {
    match (state, kind) {
        (State::Scheduled, RecordKind::Maintenance) => Message::new("予定", "scheduled"),
        (State::Scheduled, RecordKind::Incident) => Message::new("発生前", "not yet"),
        (State::Running, RecordKind::Maintenance) => Message::new("作業中", "under way"),
        (State::Running, RecordKind::Incident) => Message::new("障害発生中", "going on"),
        (State::Between, RecordKind::Maintenance) => Message::new("一部完了", "partly done"),
        (State::Between, RecordKind::Incident) => Message::new("一部復旧", "partly recovered"),
        (State::Over, RecordKind::Maintenance) => Message::new("完了", "done"),
        (State::Over, RecordKind::Incident) => Message::new("復旧済み", "recovered"),
        (State::Aborted, _) => Message::new("中断", "broken off"),
        (State::Cancelled, _) => Message::new("中止", "cancelled"),
    }
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
