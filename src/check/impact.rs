//! What an impact says of its length, held to the window's own.

use super::folder::Folder;
use super::windows::end;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::record::impact::{Bound, ImpactKind, ImpactRecord, Per};
use crate::record::schema::{Record, WindowRecord};

/// Services were out for about as long as the period lasted, and interruptions together no longer than their window: where a
/// duration says otherwise, one of the two is mostly a slip.
pub(super) fn impact_of_other_length(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for draft in folder.records.iter().filter(|draft| draft.knows(&["windows", "log"])) {
        let record = &draft.value;
        for (index, window) in record.windows.iter().enumerate() {
            let number = index + 1;
            let Some(length) = length(record, number, window) else {
                continue;
            };
            let told_later = record
                .log
                .iter()
                .filter(|entry| record.window_of(entry) == Some(number));
            let told_later = told_later.filter_map(|entry| entry.impact.as_ref());
            for impact in window.impact.iter().chain(told_later) {
                faults.extend(judge(record, impact, &length, code));
            }
        }
    }
    faults
}

/// How long a window lasts, and where that is said.
struct Length {
    minutes: i64,
    end: Span,
    /// The window says so itself: an impact that is longer is an error of its own.
    typed: bool,
}

fn length(record: &Record, number: usize, window: &WindowRecord) -> Option<Length> {
    let end = end(record, number, window)?;
    let minutes = window.start.value.minutes_until(end.value)?;
    (minutes > 0).then_some(Length {
        minutes,
        end: end.span,
        typed: window.end.is_some(),
    })
}

fn judge(record: &Record, impact: &ImpactRecord, length: &Length, code: &Code) -> Option<Diagnostic> {
    let duration = impact.duration.as_ref()?;
    let each = i64::from(duration.value.least);
    // What lasts an hour or more may last any time.
    let longest = match duration.value.bound {
        Bound::AtLeast => i64::MAX / 2,
        _ => i64::from(duration.value.most.unwrap_or(duration.value.least)),
    };
    let lasts = length.minutes * 60;
    let kind = impact.kind.as_ref().map(|kind| kind.value);
    let (ja, en) = if kind == Some(ImpactKind::Interruption) {
        let together = impact.per.as_ref().is_some_and(|per| per.value == Per::Total);
        let count = impact.count.as_ref().filter(|_| !together);
        let times = count.map_or(1, |count| i64::from(count.value.at_least()));
        let longer = each * times > lasts && !(length.typed && each > lasts);
        longer.then_some((
            "瞬断を合わせると、予定日時の長さを超えます",
            "the interruptions together are longer than the window",
        ))
    } else if record.kind.planned() {
        None
    } else if each > lasts {
        (!length.typed).then_some((
            "影響時間が、障害の長さより長くなっています",
            "the impact is longer than the incident",
        ))
    } else {
        // Half an hour may be told of twenty-six minutes or of forty.
        (longest * 2 < lasts).then_some((
            "影響時間が、障害の長さの半分もありません",
            "the impact is less than half as long as the incident",
        ))
    }?;
    let minutes = length.minutes;
    let fault = code.at(
        duration.span,
        Message::new(format!("{ja}({minutes}分)"), format!("{en} ({minutes} minutes)")),
        Message::new(
            "影響時間か、始まりと終わりの時刻を確かめてください。影響が途中だけなら、text に自分の言葉で書けます",
            "check the duration, and when it began and ended; an impact on a part of the time can be told in `text`",
        ),
    );
    Some(fault.with_related(length.end, Message::new("終わりはここです", "the end")))
}
