//! Windows and their reserves.

use super::folder::Folder;
use crate::calendar::When;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Spanned};
use crate::record::event::Effect;
use crate::record::schema::{LogRecord, Record, WindowRecord};

/// When the window with this number was over: as it says itself, else as the log of an incident tells.
pub(super) fn end<'a>(record: &'a Record, number: usize, window: &'a WindowRecord) -> Option<&'a Spanned<When>> {
    let ends = |entry: &&LogRecord| entry.event.value.effect() == Effect::Ends && !record.kind.planned();
    let told = record
        .log
        .iter()
        .rev()
        .find(|entry| ends(entry) && record.window_of(entry) == Some(number));
    window.end.as_ref().or(told.map(|entry| &entry.at))
}

/// The records of the folder with their windows and the window's number, from 1.
pub(super) fn windows<'a>(folder: &Folder<'a>) -> impl Iterator<Item = (&'a Record, usize, &'a WindowRecord)> {
    let numbered = |r: &'a Record| r.windows.iter().enumerate().map(move |(i, w)| (r, i + 1, w));
    folder.records().collect::<Vec<_>>().into_iter().flat_map(numbered)
}

/// A reserve stands in for a window that failed, and so comes after its end.
pub(super) fn reserve_too_early(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (_, _, window) in windows(folder) {
        let Some(end) = &window.end else { continue };
        for reserve in window.reserve.iter().filter(|r| r.start.value.at < end.value.at) {
            let fault = code.at(
                reserve.start.span,
                Message::new(
                    "予備日が本番の終了より前に始まります",
                    "the reserve begins before its window ends",
                ),
                Message::new(
                    "予備日は本番の終了より後の日時にしてください",
                    "choose a time after the end of the window",
                ),
            );
            faults.push(fault.with_related(end.span, Message::new("本番の終了はここです", "the end of the window")));
        }
    }
    faults
}

/// The same work takes the same time: a reserve of another length is likely a slip.
pub(super) fn reserve_of_other_length(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (_, _, window) in windows(folder) {
        let Some(end) = &window.end else { continue };
        let Some(main) = window.start.value.minutes_until(end.value) else {
            continue;
        };
        for reserve in &window.reserve {
            let Some(length) = reserve.start.value.minutes_until(reserve.end.value) else {
                continue;
            };
            // A range that runs backwards has been reported; its length says nothing.
            if length == main || length <= 0 || main <= 0 {
                continue;
            }
            let (a, b) = (length, main);
            let fault = code.at(
                reserve.end.span,
                Message::new(
                    format!("予備日の長さ({a}分)が本番の長さ({b}分)と違います"),
                    format!("the reserve takes {a} minutes, its window {b}"),
                ),
                Message::new("意図したものか確かめてください", "see whether this is meant"),
            );
            faults.push(fault.with_related(end.span, Message::new("本番の終了はここです", "the end of the window")));
        }
    }
    faults
}

/// What is out of use within a window lies within it.
pub(super) fn affected_outside(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (record, number, window) in windows(folder) {
        let (start, finish) = (window.start.value.at, end(record, number, window));
        for affected in &window.affected {
            let early = affected.start.value.at < start;
            let late = finish.is_some_and(|end| affected.end.value.at > end.value.at);
            if early || late {
                let fault = code.at(
                    affected.span,
                    Message::new("影響時間帯が予定日時からはみ出しています", "reaches out of its window"),
                    Message::new(
                        "影響時間帯か、予定日時の開始と終了を直してください",
                        "mend it, or start and end of the window",
                    ),
                );
                faults.push(fault.with_related(window.start.span, Message::new("予定日時はここです", "the window")));
            }
        }
    }
    faults
}
