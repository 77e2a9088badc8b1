//! What the parts of a notice are called in documents, beside the details ([`DETAILS`]): [`FIXED`] is the one place that
//! knows. A further label is a row, and its words in `templates/part/label.md`. A publisher or a record words each anew.

use super::detail::DETAILS;
use super::kind::Bilingual;
use crate::diagnostic::Spanned;

/// Words of one's own for a label.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelRecord {
    /// Of which part of a notice.
    pub name: &'static str,
    /// The words.
    pub words: Spanned<String>,
}

/// Names of all that has a label besides details, with what each stands at.
pub(crate) const FIXED: &[(&str, Bilingual)] = &[
    ("when", ("日時の見出し。", "Label of the times of a letter.")),
    (
        "planned",
        (
            "同報FAXの、予定の日時の見出し。",
            "Label of the planned times on a sheet.",
        ),
    ),
    (
        "held",
        (
            "同報FAXの、予定と違った実施の日時の見出し。",
            "Label of the actual times on a sheet.",
        ),
    ),
    ("reserve", ("予備日時の見出し。", "Label of reserves.")),
    (
        "affected",
        (
            "実際に使えない時間帯(affected)の見出し。",
            "Label of `affected`, the times really out of use.",
        ),
    ),
    (
        "start",
        ("障害の発生日時の見出し。", "Label of when an incident began."),
    ),
    ("end", ("障害の復旧日時の見出し。", "Label of when it was over.")),
    (
        "until",
        (
            "見込まれる終わりの見出し(復旧見込み、終了予定)。",
            "Label of the end that is expected.",
        ),
    ),
    ("services", ("サービスの見出し。", "Label of the services.")),
    ("impact", ("影響の見出し。", "Label of the impact.")),
    (
        "cause",
        (
            "原因や理由の見出し。",
            "Label of the cause, of planned work the reason.",
        ),
    ),
    (
        "reason",
        (
            "作業の延長・延期・中止などの理由の見出し。",
            "Label of why work was put off or called off.",
        ),
    ),
    (
        "remarks",
        (
            "日時についての決まり文句(may_shift など)の見出し。",
            "Label of set phrases on the times (may_shift …).",
        ),
    ),
    (
        "as_of",
        (
            "いつの状況か(as_of)の見出し。",
            "Label of `as_of`, the time of which a report speaks.",
        ),
    ),
    (
        "changes",
        (
            "稼働状況ページの、変更前と変更後(changes)の見出し。",
            "Label of `changes`, before and after, on the page.",
        ),
    ),
    ("next", ("次の連絡の見出し。", "Label of when the next report comes.")),
];

/// Everything that has a label, by name.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let fixed = FIXED.iter().map(|(name, _)| *name);
    fixed.chain(DETAILS.iter().map(|row| row.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_labels_share_a_name() {
        let names: Vec<&str> = names().collect();
        for (at, name) in names.iter().enumerate() {
            assert!(!names[at + 1..].contains(name), "{name}");
        }
    }
}
