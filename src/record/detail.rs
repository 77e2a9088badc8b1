//! What a record may tell of an event besides times, services, cause and impact: [`DETAILS`] is the one place that knows. A
//! further detail is a row, and its label in `templates/part/label.md`.

use super::kind::Bilingual;
use crate::diagnostic::Spanned;

/// How a detail is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailForm {
    /// Words as they stand.
    Plain,
    /// Markdown.
    Markdown,
    /// A list of words as they stand.
    List,
}

/// All that the product knows of a detail.
#[derive(Debug)]
pub struct DetailRow {
    /// Its key in a record, and its name in templates.
    pub key: &'static str,
    /// It may stand on a window or period; it is that window's alone then.
    pub of_window: bool,
    /// It may stand on an entry of the log, and is known from that entry on.
    pub of_entry: bool,
    /// How it is written.
    pub form: DetailForm,
    /// It is still of use when the window is over; without, a report that ends the window leaves it out.
    pub when_over: bool,
    /// It is found out in the end: a sheet tells it where its own entry says so, and not for a record's that is written for
    /// the letter.
    pub in_the_end: bool,
    /// It is true only while it goes on: when that is over, the course alone tells it.
    pub passing: bool,
    /// What it says, for somebody who is writing it.
    pub says: Bilingual,
}

/// A detail as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// Which.
    pub row: &'static DetailRow,
    /// Its words: one text, or the entries of a list.
    pub words: Vec<Spanned<String>>,
}

impl PartialEq for DetailRow {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// On the record, a window or an entry of the log; of use to the end and after it; Markdown.
const fn detail(key: &'static str, says: Bilingual) -> DetailRow {
    DetailRow {
        key,
        of_window: true,
        of_entry: true,
        form: DetailForm::Markdown,
        when_over: true,
        in_the_end: false,
        passing: false,
        says,
    }
}

/// Known when the record is written: on the record or a window.
const fn told_ahead(key: &'static str, form: DetailForm, says: Bilingual) -> DetailRow {
    DetailRow {
        of_entry: false,
        form,
        ..detail(key, says)
    }
}

/// Of use while it lasts.
const fn while_it_lasts(row: DetailRow) -> DetailRow {
    DetailRow {
        when_over: false,
        ..row
    }
}

/// True only while it goes on.
const fn passing(row: DetailRow) -> DetailRow {
    DetailRow {
        passing: true,
        ..while_it_lasts(row)
    }
}

/// Found out in the end.
const fn found_out(key: &'static str, says: Bilingual) -> DetailRow {
    DetailRow {
        in_the_end: true,
        ..detail(key, says)
    }
}

/// Of the event as a whole: on the record or an entry of the log.
const fn of_the_whole(row: DetailRow) -> DetailRow {
    DetailRow {
        of_window: false,
        ..row
    }
}

/// The key of the areas, of which some may be back before others.
pub(crate) const AREAS: &str = "areas";

/// Every detail, in the order in which documents tell them. All may stand on the record.
pub(crate) const DETAILS: &[DetailRow] = &[
    told_ahead(
        "content",
        DetailForm::Markdown,
        ("何をするか(Markdown)。", "What is done, Markdown."),
    ),
    told_ahead("place", DetailForm::Plain, ("場所や施設。", "The place or facility.")),
    told_ahead(AREAS, DetailForm::List, ("対象地域。", "The areas touched.")),
    told_ahead(
        "targets",
        DetailForm::Plain,
        ("対象(142団体)。", "Whom or what it touches."),
    ),
    told_ahead(
        "by",
        DetailForm::Plain,
        (
            "作業をする外部の会社。障害では、起こした外部の会社。",
            "The outside party whose work or fault it is.",
        ),
    ),
    while_it_lasts(detail(
        "symptom",
        (
            "端末や画面に出るもの(エラー番号など)(Markdown)。",
            "How it shows on a screen, Markdown.",
        ),
    )),
    while_it_lasts(detail(
        "unaffected",
        ("影響のないもの(Markdown)。", "What is not touched, Markdown."),
    )),
    while_it_lasts(detail(
        "alternative",
        ("代わりの方法(Markdown)。", "What to use meanwhile, Markdown."),
    )),
    while_it_lasts(detail(
        "request",
        (
            "していただきたいこと(Markdown)。",
            "What people are asked to do, Markdown.",
        ),
    )),
    while_it_lasts(told_ahead(
        "deadline",
        DetailForm::Markdown,
        ("期限(Markdown)。", "By when something must be done, Markdown."),
    )),
    detail(
        "transactions",
        (
            "途中の取引がどうなるか(Markdown)。",
            "What becomes of transactions under way, Markdown.",
        ),
    ),
    detail(
        "check",
        (
            "確認していただきたいこと(Markdown)。",
            "What people should check, Markdown.",
        ),
    ),
    detail(
        "available",
        ("使えるかどうか(Markdown)。", "What can be used or not, Markdown."),
    ),
    found_out(
        "restored",
        ("どう復旧したか(Markdown)。", "What was restored, Markdown."),
    ),
    passing(detail(
        "outlook",
        (
            "復旧や再開の見通し。日時は until に書きます(Markdown)。",
            "What is expected of it besides a time (`until`), Markdown.",
        ),
    )),
    passing(detail(
        "investigating",
        ("調べている状況(Markdown)。", "What is being looked into, Markdown."),
    )),
    found_out(
        "root_cause",
        ("根本の原因(Markdown)。", "The cause behind the cause, Markdown."),
    ),
    of_the_whole(found_out(
        "provisional",
        ("暫定の対応(Markdown)。", "What was done for now, Markdown."),
    )),
    of_the_whole(found_out(
        "permanent",
        ("恒久の対応(Markdown)。", "What is done for good, Markdown."),
    )),
    of_the_whole(found_out(
        "prevention",
        (
            "再び起こさないための対策(Markdown)。",
            "What keeps it from happening again, Markdown.",
        ),
    )),
    of_the_whole(found_out(
        "harm",
        ("影響の規模(件数、人数)(Markdown)。", "How many were touched, Markdown."),
    )),
    of_the_whole(found_out(
        "compensation",
        ("補償や返金(Markdown)。", "What is made good or paid back, Markdown."),
    )),
    of_the_whole(found_out(
        "contacted",
        (
            "影響のあった方への個別の連絡(Markdown)。",
            "How those who were touched are told of it, Markdown.",
        ),
    )),
    told_ahead(
        "note",
        DetailForm::Markdown,
        ("備考(Markdown)。", "A remark, Markdown."),
    ),
];

/// How an apology is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apology {
    /// `none`: no word of it.
    None,
    /// `plain`
    Plain,
    /// `deep`
    Deep,
}

/// Every apology by its word in a record and in templates.
pub(crate) const APOLOGIES: &[(&str, Apology)] = &[
    ("none", Apology::None),
    ("plain", Apology::Plain),
    ("deep", Apology::Deep),
];

impl Apology {
    /// Its word in a record and in templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        let row = APOLOGIES.iter().find(|(_, apology)| *apology == self);
        row.map_or("", |(word, _)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_details_share_a_key() {
        for (at, row) in DETAILS.iter().enumerate() {
            assert!(
                DETAILS[at + 1..].iter().all(|other| other.key != row.key),
                "{}",
                row.key
            );
        }
    }

    #[test]
    fn an_apology_has_a_word() {
        for (word, apology) in APOLOGIES {
            assert_eq!(apology.word(), *word);
        }
    }
}
