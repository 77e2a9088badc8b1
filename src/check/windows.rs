//! Windows, their reserves, and the periods of incidents.

use super::folder::Folder;
use crate::account::window::services;
use crate::calendar::When;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::event::Effect;
use crate::record::schema::{LogRecord, RangeRecord, Record, WindowRecord};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;

type Extent = (NaiveDateTime, NaiveDateTime);

fn stretch(range: &RangeRecord) -> Extent {
    (range.start.value.at, range.end.value.at)
}

/// A window from start to end; an open one has no end yet.
fn window_stretch(window: &WindowRecord) -> Extent {
    let end = window.end.as_ref().map_or(NaiveDateTime::MAX, |end| end.value.at);
    (window.start.value.at, end)
}

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

/// Whether two stretches share a moment; one may begin where the other ends.
fn overlap(a: Extent, b: Extent) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The stretch in words, as operators type it.
fn shown((start, end): Extent) -> String {
    let form = "%Y-%m-%d %H:%M";
    if end == NaiveDateTime::MAX {
        format!("{} ..", start.format(form))
    } else {
        format!("{} .. {}", start.format(form), end.format(form))
    }
}

/// The records of the folder with their windows and the window's number, from 1.
fn windows<'a>(folder: &Folder<'a>) -> impl Iterator<Item = (&'a Record, usize, &'a WindowRecord)> {
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

/// The reserves of one window must not overlap, let alone be equal.
pub(super) fn reserves_overlap(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (_, _, window) in windows(folder) {
        for (i, later) in window.reserve.iter().enumerate() {
            let Some(earlier) = window.reserve[..i].iter().find(|r| overlap(stretch(r), stretch(later))) else {
                continue;
            };
            let same = stretch(earlier) == stretch(later);
            let (ja, en) = if same {
                ("同じ予備日が2回書かれています", "the same reserve is written twice")
            } else {
                ("予備日どうしが重なっています", "two reserves overlap")
            };
            let fault = code.at(
                later.start.span,
                Message::new(ja, en),
                Message::new("どちらかの日時を直すか、消してください", "mend or remove one of them"),
            );
            faults.push(fault.with_related(earlier.start.span, Message::new("もう一方はここです", "the other one")));
        }
    }
    faults
}

/// A reserve must not fall into another window of the record, nor into another window's reserve, unless those two windows
/// overlap themselves (one night's work told in two windows moves as a whole).
pub(super) fn reserve_meets_window(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        for (i, window) in record.windows.iter().enumerate() {
            for reserve in &window.reserve {
                let others = record.windows.iter().enumerate().filter(|(j, _)| *j != i);
                let met = others
                    .filter_map(|(j, other)| met(reserve, other, window, j < i))
                    .next();
                let Some((place, range)) = met else { continue };
                let fault = code.at(
                    reserve.start.span,
                    Message::new(
                        format!("予備日が別の日程 {} と重なっています", shown(range)),
                        format!("the reserve overlaps another window or reserve, {}", shown(range)),
                    ),
                    Message::new("重ならない日時にしてください", "choose a time that is free"),
                );
                faults.push(fault.with_related(place, Message::new("重なる相手はここです", "it overlaps this")));
            }
        }
    }
    faults
}

/// What of `other` the reserve of `window` overlaps. Reserves meet in pairs: `tell_reserves` holds for one of the two.
fn met(
    reserve: &RangeRecord,
    other: &WindowRecord,
    window: &WindowRecord,
    tell_reserves: bool,
) -> Option<(Span, Extent)> {
    let range = stretch(reserve);
    let main = window_stretch(other);
    if overlap(range, main) {
        return Some((other.start.span, main));
    }
    if !tell_reserves || overlap(window_stretch(window), main) {
        return None;
    }
    let found = other.reserve.iter().find(|r| overlap(range, stretch(r)))?;
    Some((found.start.span, stretch(found)))
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
                    Message::new("影響時間帯が日程からはみ出しています", "reaches out of its window"),
                    Message::new(
                        "影響時間帯か、日程の開始と終了を直してください",
                        "mend it, or start and end of the window",
                    ),
                );
                faults.push(fault.with_related(window.start.span, Message::new("日程はここです", "the window")));
            }
        }
    }
    faults
}

/// A period of an incident, from its start to its end wherever that is told.
#[derive(Clone, Copy)]
struct Period<'a> {
    record: &'a Record,
    window: &'a WindowRecord,
    stretch: Extent,
}

impl<'a> Period<'a> {
    fn new(record: &'a Record, number: usize, window: &'a WindowRecord) -> Self {
        let end = end(record, number, window).map_or(NaiveDateTime::MAX, |end| end.value.at);
        Period {
            record,
            window,
            stretch: (window.start.value.at, end),
        }
    }
}

/// Two incidents of one service at the same time are likely one incident recorded twice.
pub(super) fn periods_overlap(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut periods: Vec<Period<'_>> = windows(folder)
        .filter(|(record, _, _)| !record.kind.planned())
        .map(|(record, number, window)| Period::new(record, number, window))
        .collect();
    periods.sort_by_key(|period| (period.stretch, period.window.span));
    let mut faults = Vec::new();
    // Of each service the period that has lasted longest so far: whatever overlaps an earlier one overlaps it.
    let mut longest: BTreeMap<&str, Period<'_>> = BTreeMap::new();
    for later in periods {
        let services = services(later.record, later.window);
        let lasting = services.iter().filter_map(|s| longest.get(s).copied());
        let met = lasting.filter(|earlier| overlap(earlier.stretch, later.stretch));
        if let Some(earlier) = met.max_by_key(|earlier| (earlier.stretch, earlier.window.span)) {
            let fault = code.at(
                later.window.start.span,
                Message::new(
                    format!("同じサービスの別の期間 {} と重なっています", shown(earlier.stretch)),
                    format!(
                        "overlaps another period of the same service, {}",
                        shown(earlier.stretch)
                    ),
                ),
                Message::new(
                    "同じ障害を2回書いていないか確かめてください",
                    "see whether one incident is recorded twice",
                ),
            );
            faults.push(fault.with_related(
                earlier.window.start.span,
                Message::new("もう一方はここです", "the other one"),
            ));
        }
        for service in services {
            let period = longest.entry(service).or_insert(later);
            if period.stretch.1 <= later.stretch.1 {
                *period = later;
            }
        }
    }
    faults
}
