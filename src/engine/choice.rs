//! Which template a letter has where its record names none. [`CHOICES`] is the one place that knows; `notice list -v` tells
//! which of them it was.

use crate::account::letter::Issue;
use crate::account::{Account, State};
use crate::diagnostic::{Message, Spanned};
use crate::record::kind::RecordKind;
use crate::template::Templates;

/// A letter that says more windows than this is a plan: their dates stand in a list.
const WINDOWS_OF_A_PLAN: usize = 4;

/// A built-in letter and the records it is for.
struct Choice {
    /// Its name: `letter/NAME.md`.
    name: &'static str,
    /// Why it was chosen.
    why: (&'static str, &'static str),
    /// Whether it fits.
    fits: fn(&Issue) -> bool,
}

/// The first that fits is taken.
const CHOICES: &[Choice] = &[
    Choice {
        name: "correction",
        why: (
            "errata(正誤)があるため",
            "it, or the log since the letter before, has `errata`",
        ),
        fits: |issue| {
            let before = issue.before.as_ref().is_some_and(|(_, account)| account.is_concluded());
            !issue.errata().is_empty() && (before || !issue.account.is_concluded())
        },
    },
    Choice {
        name: "announcement",
        why: ("お知らせの記録のため", "the record is an announcement"),
        fits: |issue| is(issue, RecordKind::Announcement),
    },
    Choice {
        name: "final",
        why: (
            "最終報告(concluded)のあった障害か、根本原因・対応・再発防止策の分かった障害の、2通め以降の案内状のため",
            "it is a later letter of an incident that is over and concluded, or of which root cause, measures or prevention are known",
        ),
        fits: |issue| {
            let found = || issue.account.windows.iter().flat_map(|window| &window.details);
            let told = issue.account.is_concluded() || found().any(|detail| detail.row.in_the_end);
            let over = issue.account.state == State::Over;
            is(issue, RecordKind::Incident) && issue.letter.place > 0 && over && told
        },
    },
    Choice {
        name: "interim",
        why: ("障害の2通め以降の案内状のため", "it is a later letter of an incident"),
        fits: |issue| is(issue, RecordKind::Incident) && issue.letter.place > 0,
    },
    Choice {
        name: "incident",
        why: ("障害の記録のため", "the record is of an incident"),
        fits: |issue| is(issue, RecordKind::Incident),
    },
    Choice {
        name: "completed",
        why: (
            "予定した作業がすべて終わった後の案内状のため",
            "all its planned work is over when it is issued",
        ),
        // That something does not take place is news of its own.
        fits: |issue| issue.is_after_all() && issue.changes().iter().all(|changed| changed.after.is_some()),
    },
    Choice {
        name: "change",
        why: (
            "前の案内状から日程が変わったか、案内状に changes(変更前と変更後)があるため",
            "windows are not as the letter before told, or it has `changes`",
        ),
        fits: |issue| !issue.changes().is_empty() || !issue.letter.changes.is_empty(),
    },
    Choice {
        name: "full",
        why: (
            "別紙・表があるか、いくつもの予定日時に予備日・連絡・違う影響のうち2つ以上があるため",
            "it has appendices or tables, or several windows with two of reserves, announcements and different impacts",
        ),
        fits: |issue| calls_for_full(&issue.account),
    },
    Choice {
        name: "plan",
        why: ("予定日時が5つ以上あるため", "it has more than four windows"),
        fits: |issue| issue.account.windows.len() > WINDOWS_OF_A_PLAN,
    },
    Choice {
        name: "short",
        why: ("予定日時が少なく、別紙がないため", "it has few windows and no appendix"),
        fits: |_| true,
    },
];

fn is(issue: &Issue, kind: RecordKind) -> bool {
    issue.account.record.kind == kind
}

/// What one page does not hold: appendices and tables, or several windows that differ in more than one of reserves,
/// announcements and impacts.
fn calls_for_full(account: &Account) -> bool {
    let record = account.record;
    let reserves = record.windows.iter().any(|window| !window.reserve.is_empty());
    let announced = account.windows.iter().any(|window| window.announced);
    let mut impacts = account.windows.windows(2);
    let impacts = impacts.any(|pair| pair[0].impact != pair[1].impact);
    let differ = [reserves, announced, impacts]
        .into_iter()
        .filter(|differ| *differ)
        .count();
    let tables = record.windows.iter().any(|window| window.table.is_some());
    !record.appendices.is_empty() || tables || record.windows.len() > 1 && differ > 1
}

/// A letter's template, and how it came by it.
pub(super) struct Chosen {
    /// `letter/NAME.md`
    pub template: String,
    /// Why, where the record does not say.
    pub why: Option<Message>,
}

/// The template of a letter: the one it names; else the workspace's own of its kind, since that is what the house writes; else
/// the first that fits.
pub(super) fn of(issue: &Issue, templates: &Templates) -> Chosen {
    let chosen = |name: &str, why: Option<(&str, &str)>| Chosen {
        template: format!("letter/{name}.md"),
        why: why.map(|(ja, en)| Message::new(ja, en)),
    };
    if let Some(named) = issue.letter.template {
        return chosen(&named.value, None);
    }
    let kind = issue.account.record.kind.row().template;
    if let Some(of_house) = of_house(issue) {
        let why = ("発行者の letter にあるため", "the publisher's `letter` names it");
        return chosen(&of_house.value, Some(why));
    }
    if issue.letter.place == 0 && templates.is_own(&format!("letter/{kind}.md")) {
        let why = (
            "自分のひな形が templates/ にあるため",
            "the house has a template of its own",
        );
        return chosen(kind, Some(why));
    }
    let fits = CHOICES.iter().find(|choice| (choice.fits)(issue));
    fits.map_or_else(|| chosen(kind, None), |choice| chosen(choice.name, Some(choice.why)))
}

/// The template that the publisher names for first letters of such records.
pub(super) fn of_house<'a>(issue: &Issue<'a>) -> Option<&'a Spanned<String>> {
    let account = &issue.account;
    let first = issue.letter.place == 0 && issue.letter.template.is_none();
    first
        .then(|| account.publisher.letter.of(account.record.kind))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::CHOICES;
    use crate::template::built_in::TEMPLATES;

    #[test]
    fn every_choice_is_built_in() {
        for choice in CHOICES {
            let file = format!("letter/{}.md", choice.name);
            assert!(TEMPLATES.iter().any(|(name, _)| *name == file), "{file}");
        }
    }
}
