//! The letters of an event against each other.

use super::folder::Folder;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message};
use crate::record::schema::{Issued, LetterRecord};

/// Letters stand in the order of their issue, each on a day of its own: what a letter tells is what was known by the end of
/// its day, and two of one day could not be told apart.
pub(super) fn not_in_order(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        for pair in record.letters.windows(2) {
            let [before, letter] = pair else { continue };
            if in_order(before, letter) {
                continue;
            }
            let fault = code.at(
                letter.issued.span,
                Message::new(
                    "発信日が、前の案内状の発信日より後ではありません",
                    "the letter is not issued later than the one before it",
                ),
                Message::new(
                    "letters は発行した順に並べ、1通ごとに別の日付にしてください",
                    "write the letters in the order of their issue, each with a day of its own",
                ),
            );
            let other = Message::new("前の案内状の発信日はここです", "the letter before");
            faults.push(fault.with_related(before.issued.span, other));
        }
    }
    faults
}

/// A letter of a month (吉日) may be followed by one of a day in that month.
fn in_order(before: &LetterRecord, letter: &LetterRecord) -> bool {
    match (before.issued.value, letter.issued.value) {
        (Issued::Month(month), Issued::Day(day)) => day >= month,
        (Issued::Day(first) | Issued::Month(first), Issued::Day(day) | Issued::Month(day)) => day > first,
    }
}
