//! Set phrases: sentences that custom has in notices, and that no fact of a record stands behind. A publisher, a record or a
//! letter switches each on, words it anew or leaves it out. [`PHRASES`] is the one place that knows; a further phrase is a
//! row, and its words in `templates/phrase/NAME.md`.

use super::kind::Bilingual;
use crate::diagnostic::{Span, Spanned};

/// All that the product knows of a phrase.
#[derive(Debug, PartialEq, Eq)]
pub struct PhraseRow {
    /// Its key under `phrases`, its name in templates, and the name of the template of its words.
    pub name: &'static str,
    /// It is said where nobody chose. Whether there is anything to say it of, its template knows (`on_reserve` speaks where
    /// there is a reserve).
    pub by_default: bool,
    /// What it says, for somebody who is choosing.
    pub says: Bilingual,
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum PhraseChoice {
    /// `true`: the built-in words.
    On,
    /// `false`: left out.
    Off,
    /// Words of one's own, Markdown.
    Words(Spanned<String>),
}

/// A choice as written.
#[derive(Debug, Clone, PartialEq)]
pub struct PhraseRecord {
    /// Of which phrase.
    pub row: &'static PhraseRow,
    /// What was chosen.
    pub choice: PhraseChoice,
    /// Where.
    pub span: Span,
}

const fn on(name: &'static str, says: Bilingual) -> PhraseRow {
    PhraseRow {
        name,
        by_default: true,
        says,
    }
}

const fn off(name: &'static str, says: Bilingual) -> PhraseRow {
    PhraseRow {
        by_default: false,
        ..on(name, says)
    }
}

/// Every phrase.
pub(crate) const PHRASES: &[PhraseRow] = &[
    on("greeting", ("時候によらないあいさつ。", "A greeting of no season.")),
    on("patronage", ("日ごろのご利用へのお礼。", "Thanks for the custom.")),
    on(
        "regret",
        (
            "お詫び。言い方は apology で選びます。",
            "The apology; apology chooses its words.",
        ),
    ),
    off(
        "continued_favour",
        ("今後のご愛顧のお願い。", "Asks for continued favour."),
    ),
    off("approximate", ("日時が目安であること。", "The times are approximate.")),
    off(
        "may_shift",
        ("状況により時間が前後すること。", "The times may shift as things go."),
    ),
    off(
        "early_end",
        (
            "終わり次第、予定より早く再開すること。",
            "It is open again as soon as it is done.",
        ),
    ),
    off(
        "weather",
        (
            "天候などにより延期すること。",
            "It may be put off because of the weather.",
        ),
    ),
    off(
        "crowded",
        (
            "再開の直後はつながりにくいこと。",
            "It may be hard to get through just afterwards.",
        ),
    ),
    off(
        "on_failure",
        (
            "不具合が起きたら作業を中断すること。",
            "Work is broken off where something fails.",
        ),
    ),
    on(
        "on_reserve",
        (
            "終わらなければ予備日に行うこと(予備日があるとき)。",
            "It is done on the reserve where it is not completed; said where there is one.",
        ),
    ),
    on(
        "new_date",
        (
            "延期した作業の新しい日程が決まり次第知らせること(日程が未定のとき)。",
            "The new date of postponed work is told once it is known; said while it is not.",
        ),
    ),
    on(
        "supersedes",
        (
            "変わった予定日時について前の案内状が無効であること(日程変更の案内状)。",
            "The letter before is void as to the dates changed; in letters of a change.",
        ),
    ),
    off(
        "crossing",
        (
            "行き違いで前の案内状が届いたときのこと(日程変更の案内状)。",
            "What counts where the letter before crosses with this one; in letters of a change.",
        ),
    ),
    on(
        "announced",
        (
            "開始と完了を同報FAXで知らせること(announce: fax のとき)。",
            "Start and completion go out by FAX; said where they do.",
        ),
    ),
    off(
        "not_announced",
        ("開始と完了を知らせないこと。", "Start and completion are not told."),
    ),
    off(
        "site",
        (
            "ホームページでも知らせること(url があるとき)。",
            "The web site tells as well; said where there is a url.",
        ),
    ),
    on(
        "inquiries",
        (
            "ご不明な点のお問い合わせ(問い合わせ先があるとき)。",
            "Where to ask; said where there is a contact.",
        ),
    ),
    off(
        "refrain",
        (
            "終わるまでご利用を控えていただくこと。",
            "Asks not to use the services until it is over.",
        ),
    ),
    off(
        "restart",
        (
            "使えないときに端末を再起動していただくこと。",
            "Asks to restart a terminal that does not work.",
        ),
    ),
    on(
        "trouble",
        (
            "使えないときのお問い合わせ(問い合わせ先があるとき)。",
            "Where to ask if it does not work; said where there is a contact.",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_phrases_share_a_name() {
        for (at, row) in PHRASES.iter().enumerate() {
            assert!(
                PHRASES[at + 1..].iter().all(|other| other.name != row.name),
                "{}",
                row.name
            );
        }
    }
}
