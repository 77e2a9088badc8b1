//! What the engine itself says: kinds and states in the listing, labels of what is made.

use crate::account::letterhead::{ChosenBy, Phrase};
use crate::account::{Account, State};
use crate::diagnostic::Message;
use crate::record::kind::{self, RecordKind};
use crate::record::phrase::PhraseChoice;

/// Which set phrases a record says: each with what was chosen, and by whom.
pub(super) fn phrases(phrases: &[Phrase]) -> Message {
    let shown = |(on, off, anew): (&str, &str, &str), by: fn(ChosenBy) -> &'static str| {
        let one = |Phrase { row, choice, by: who }: &Phrase| {
            let choice = match choice {
                PhraseChoice::On => on,
                PhraseChoice::Off => off,
                PhraseChoice::Words(_) => anew,
            };
            format!("{} {choice}{}", row.name, by(*who))
        };
        phrases.iter().map(one).collect::<Vec<String>>()
    };
    let ja = shown(("使う", "使わない", "言いかえ"), |by| match by {
        ChosenBy::Nobody => "",
        ChosenBy::Publisher => "(publisher.yaml)",
        ChosenBy::Record => "(記録)",
        ChosenBy::Letter => "(案内状)",
    });
    let en = shown(("on", "off", "reworded"), |by| match by {
        ChosenBy::Nobody => "",
        ChosenBy::Publisher => " (publisher.yaml)",
        ChosenBy::Record => " (record)",
        ChosenBy::Letter => " (letter)",
    });
    Message::new(ja.join("、"), en.join(", "))
}

/// What a kind of record is called in the listing.
pub(super) fn kind(kind: RecordKind) -> Message {
    kind::message(kind.row().name)
}

/// What the state of a record is called in the listing.
pub(super) fn state(account: &Account) -> Message {
    let words = &account.record.kind.row().states;
    match account.state {
        State::Scheduled => kind::message(words.scheduled),
        State::Running if account.windows.iter().any(|window| window.is_partly_over()) => kind::message(words.between),
        State::Running => kind::message(words.running),
        State::Between => kind::message(words.between),
        State::Over if account.is_concluded() => kind::message(words.concluded),
        State::Over => kind::message(words.over),
        State::Cancelled => kind::message(words.called_off),
        State::OnReserve => Message::new("予定(予備日)", "on a reserve"),
        State::Overdue => Message::new("終了予定超過", "overdue"),
        State::Untold => Message::new("開始の記録なし", "not told"),
        State::Postponed => Message::new("延期(日程未定)", "put off"),
        State::Aborted => Message::new("中断", "broken off"),
    }
}

/// The template of a letter, and why it was chosen; without a reason the record names it.
pub(super) fn choice(file: &str, name: &str, why: Option<&Message>) -> Message {
    let (ja, en) = why.map_or(("記録の letter", "named by `letter`"), |why| {
        (why.ja.as_str(), why.en.as_str())
    });
    Message::new(
        format!("{file} のひな形は {name}({ja})"),
        format!("{file} is made with the template {name} ({en})"),
    )
}

pub(super) fn letter() -> Message {
    Message::new("案内状", "letter")
}

pub(super) fn fax() -> Message {
    Message::new("同報FAX", "FAX sheet")
}

pub(super) fn page() -> Message {
    Message::new("稼働状況ページ", "status page")
}

pub(super) fn style() -> Message {
    Message::new("ページの体裁", "style of the pages")
}

pub(super) fn as_it_is() -> Message {
    Message::new("そのまま公開するファイル", "published as it is")
}

pub(super) fn please_report() -> Message {
    Message::new(
        "この記録を添えて開発元にお知らせください",
        "please report this with the record",
    )
}
