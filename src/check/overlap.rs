//! Windows, periods and reserves that share a time and a service. They may: other areas, another kind of stop, a closing of
//! whole days with a stop of one night in it. What says the same twice is a slip; what differs in its times alone is likely one.

use super::folder::Folder;
use super::windows::{end, windows};
use crate::account::window::services;
use crate::calendar::When;
use crate::calendar::when::Grain;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::schema::{RangeRecord, Record, WindowRecord};
use chrono::NaiveDateTime;
use std::collections::{BTreeMap, BTreeSet};

type Extent = (NaiveDateTime, NaiveDateTime);

fn stretch(range: &RangeRecord) -> Extent {
    (range.start.value.at, range.end.value.at)
}

/// A window from start to end; an open one has no end yet.
fn window_stretch(window: &WindowRecord) -> Extent {
    let end = window.end.as_ref().map_or(NaiveDateTime::MAX, |end| end.value.at);
    (window.start.value.at, end)
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

/// What a window says of itself besides times and services, by key: what parts it from another at the same time.
fn says<'a>(record: &'a Record, window: &'a WindowRecord) -> BTreeMap<&'a str, String> {
    let mut said = BTreeMap::new();
    let mut text = |key, text: Option<&Spanned<String>>| {
        if let Some(text) = text {
            said.insert(key, text.value.clone());
        }
    };
    text("name", window.name.as_ref());
    text("mark", window.mark.as_ref());
    text("table", window.table.as_ref());
    text("cause", window.cause.as_ref().or(record.cause.as_ref()));
    if let Some(impact) = &window.impact {
        let (count, duration) = (impact.count.as_ref(), impact.duration.as_ref());
        let per = impact.per.as_ref().map(|per| per.value);
        let numbers = (
            count.map(|count| count.value),
            duration.map(|duration| duration.value.clone()),
            per,
        );
        let words = impact.text.as_ref().map(|text| &text.value);
        let kind = impact.kind.as_ref().map(|kind| kind.value);
        said.insert("impact", format!("{kind:?}{numbers:?}{}{words:?}", impact.possible));
    }
    let affected: Vec<String> = window.affected.iter().map(|range| shown(stretch(range))).collect();
    if !affected.is_empty() {
        said.insert("affected", affected.join("、"));
    }
    for detail in record.details.iter().chain(&window.details) {
        let words: Vec<&str> = detail.words.iter().map(|word| word.value.as_str()).collect();
        said.insert(detail.row.key, words.join("\n"));
    }
    let whole = matches!(window.start.value.grain, Grain::Day(_));
    said.insert("", whole.to_string());
    said
}

/// What stands beside a window and does not tell what it is.
const BESIDE: [&str; 3] = ["mark", "note", "cause"];

/// Whether two windows at the same time are told apart by what they say. Of two with the same times one may just say more.
pub(super) fn differ(a: (&Record, &WindowRecord), b: (&Record, &WindowRecord)) -> bool {
    let same_times = window_stretch(a.1) == window_stretch(b.1);
    let (a, b) = (says(a.0, a.1), says(b.0, b.1));
    let keys: BTreeSet<&str> = a.keys().chain(b.keys()).copied().collect();
    let mut keys = keys.into_iter().filter(|key| !BESIDE.contains(key));
    keys.any(|key| match (a.get(key), b.get(key)) {
        (Some(a), Some(b)) => a != b,
        _ => !same_times,
    })
}

/// Whether two windows share a service.
fn share(a: (&Record, &WindowRecord), b: (&Record, &WindowRecord)) -> bool {
    let others = services(b.0, b.1);
    services(a.0, a.1).iter().any(|key| others.contains(key))
}

/// Whether nobody can say on which day of several a window falls, or when it is over.
fn anywhen(window: &WindowRecord) -> bool {
    let open = |end: &Spanned<When>| matches!(end.value.grain, Grain::Open(_));
    window.start.value.is_sometime() || window.recurring.is_some() || window.end.as_ref().is_some_and(open)
}

/// Whether two windows of one record say the same in all.
fn same(record: &Record, a: &WindowRecord, b: &WindowRecord) -> bool {
    let times = |window: &WindowRecord| (window.start.value, window.end.as_ref().map(|end| end.value));
    let reserves = |window: &WindowRecord| window.reserve.iter().map(stretch).collect::<Vec<_>>();
    let rules = |window: &WindowRecord| window.recurring.is_some();
    times(a) == times(b)
        && !rules(a)
        && !rules(b)
        && services(record, a) == services(record, b)
        && reserves(a) == reserves(b)
        && says(record, a) == says(record, b)
}

/// One window is written once: twice, it is counted and printed twice.
pub(super) fn written_twice(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        for (index, later) in record.windows.iter().enumerate() {
            let mut before = record.windows[..index].iter();
            let Some(earlier) = before.find(|earlier| same(record, earlier, later)) else {
                continue;
            };
            let (name, name_en) = record.kind.row().window_name;
            let fault = code.at(
                later.start.span,
                Message::new(
                    format!("同じ{name}が2回書かれています"),
                    format!("the same {name_en} is written twice"),
                ),
                Message::new(
                    format!("片方を消してください。地域や内容の違う別の{name}なら、areas や name などでその違いを書いてください"),
                    "delete one; where they are two, of other areas or other work, say so with `areas`, `name` or the like",
                ),
            );
            faults.push(fault.with_related(earlier.start.span, the_other()));
        }
    }
    faults
}

fn the_other() -> Message {
    Message::new("もう一方はここです", "the other one")
}

/// Two windows of one maintenance that touch one service and differ in their times alone, and two reserves of one window,
/// are likely one told twice.
pub(super) fn windows_overlap(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records().filter(|record| record.kind.planned()) {
        for (index, later) in record.windows.iter().enumerate() {
            let earlier = record.windows[..index].iter().find(|earlier| {
                let apart = anywhen(earlier) || anywhen(later) || same(record, earlier, later);
                let (a, b) = ((record, *earlier), (record, later));
                !apart && overlap(window_stretch(earlier), window_stretch(later)) && share(a, b) && !differ(a, b)
            });
            let Some(earlier) = earlier else { continue };
            let fault = code.at(
                later.start.span,
                Message::new(
                    "同じサービスの別の予定日時と重なっています",
                    "overlaps another window of the same service",
                ),
                Message::new(
                    "日時を確かめてください。別の作業なら、areas、name、impact などで違いを書くと、この警告は出ません",
                    "check the times; where it is other work, say how it differs (`areas`, `name`, `impact` …), and this is not told",
                ),
            );
            faults.push(fault.with_related(earlier.start.span, the_other()));
        }
    }
    for (_, _, window) in windows(folder) {
        for (index, later) in window.reserve.iter().enumerate() {
            let mut before = window.reserve[..index].iter();
            let met = before.find(|r| overlap(stretch(r), stretch(later)) && stretch(r) != stretch(later));
            if let Some(earlier) = met {
                let fault = code.at(
                    later.start.span,
                    Message::new("予備日どうしが重なっています", "two reserves overlap"),
                    Message::new("日時を確かめてください", "check the times"),
                );
                faults.push(fault.with_related(earlier.start.span, the_other()));
            }
        }
    }
    faults
}

/// One reserve of a window is written once.
pub(super) fn reserve_twice(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (_, _, window) in windows(folder) {
        for (i, later) in window.reserve.iter().enumerate() {
            let Some(earlier) = window.reserve[..i].iter().find(|r| stretch(r) == stretch(later)) else {
                continue;
            };
            let fault = code.at(
                later.start.span,
                Message::new("同じ予備日が2回書かれています", "the same reserve is written twice"),
                Message::new("どちらかの日時を直すか、消してください", "mend or remove one of them"),
            );
            faults.push(fault.with_related(earlier.start.span, the_other()));
        }
    }
    faults
}

/// A reserve is not likely to fall into another window of the same service, nor into that window's reserve, unless those two
/// windows overlap themselves (one night's work told in two windows moves as a whole) or differ in what they say.
pub(super) fn reserve_meets_window(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        for (i, window) in record.windows.iter().enumerate() {
            for reserve in &window.reserve {
                let others = record.windows.iter().enumerate().filter(|(j, other)| {
                    let (a, b) = ((record, window), (record, *other));
                    *j != i && share(a, b) && !differ(a, b)
                });
                let met = others
                    .filter_map(|(j, other)| met(reserve, other, window, j < i))
                    .next();
                let Some((place, range)) = met else { continue };
                let fault = code.at(
                    reserve.start.span,
                    Message::new(
                        format!("予備日が別の予定日時 {} と重なっています", shown(range)),
                        format!("the reserve overlaps another window or reserve, {}", shown(range)),
                    ),
                    Message::new(
                        "日時を確かめてください。両方の予備日を同じ日に行うのなら、このままでかまいません",
                        "check the times; where the work of both is done then, it may stand",
                    ),
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
    if overlap(range, main) && !anywhen(other) {
        return Some((other.start.span, main));
    }
    if !tell_reserves || overlap(window_stretch(window), main) {
        return None;
    }
    let found = other.reserve.iter().find(|r| overlap(range, stretch(r)))?;
    Some((found.start.span, stretch(found)))
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

    /// What parts it from others of its time.
    fn says(&self) -> BTreeMap<&'a str, String> {
        let mut said = says(self.record, self.window);
        said.retain(|key, _| !BESIDE.contains(key));
        said
    }
}

/// Two incidents of one service at the same time that differ in their times alone are likely one recorded twice.
pub(super) fn periods_overlap(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut periods: Vec<Period<'_>> = windows(folder)
        .filter(|(record, _, window)| !record.kind.planned() && !anywhen(window))
        .map(|(record, number, window)| Period::new(record, number, window))
        .collect();
    periods.sort_by_key(|period| (period.stretch, period.window.span));
    let mut faults = Vec::new();
    // Of each service, and of what is said of it, the period that has lasted longest so far: whatever overlaps an earlier one
    // overlaps it.
    let mut longest: BTreeMap<(&str, BTreeMap<&str, String>), Period<'_>> = BTreeMap::new();
    for later in periods {
        let said = later.says();
        let services = services(later.record, later.window);
        let lasting = services
            .iter()
            .filter_map(|s| longest.get(&(*s, said.clone())).copied());
        let met = lasting.filter(|earlier| {
            let twice = earlier.window.span != later.window.span
                && std::ptr::eq(earlier.record, later.record)
                && same(later.record, earlier.window, later.window);
            !twice && overlap(earlier.stretch, later.stretch)
        });
        if let Some(earlier) = met.max_by_key(|earlier| (earlier.stretch, earlier.window.span)) {
            let fault = code.at(
                later.window.start.span,
                Message::new(
                    format!("同じサービスの別の障害の期間 {} と重なっています", shown(earlier.stretch)),
                    format!(
                        "overlaps another period of the same service, {}",
                        shown(earlier.stretch)
                    ),
                ),
                Message::new(
                    "同じ障害を2回書いていないか確かめてください。別の障害なら、areas や impact などで違いを書いてください",
                    "see whether one incident is recorded twice; where they are two, say how they differ (`areas`, `impact` …)",
                ),
            );
            faults.push(fault.with_related(earlier.window.start.span, the_other()));
        }
        for service in services {
            let period = longest.entry((service, said.clone())).or_insert(later);
            if period.stretch.1 <= later.stretch.1 {
                *period = later;
            }
        }
    }
    faults
}
