//! What the log says against what the windows say: the two must be able to be true together.

use super::folder::Folder;
use crate::account::course::{self, Course};
use crate::account::letter;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message};
use crate::record::event::Effect;
use crate::record::schema::{Event, Issued, LogRecord, Record, WindowRecord};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// Work begins at most this long before its window, and is told of at most [`LATEST`] after its end.
const EARLIEST: TimeDelta = TimeDelta::days(1);
/// An emergency stop is reported at most this long before it begins; what is known longer is planned work.
const AHEAD: TimeDelta = TimeDelta::days(14);
/// See [`EARLIEST`].
const LATEST: TimeDelta = TimeDelta::days(7);

/// The entries of the log with their windows, where the window is known.
fn entries<'a>(folder: &Folder<'a>, planned: bool) -> Vec<(&'a Record, &'a LogRecord, &'a WindowRecord)> {
    let mut out = Vec::new();
    // A window that could not be read says nothing of the log.
    let drafts = folder.records.iter().filter(|draft| draft.knows(&["windows"]));
    for record in drafts
        .map(|draft| &draft.value)
        .filter(|record| record.kind.planned() == planned)
    {
        for entry in &record.log {
            let number = record.window_of(entry).and_then(|number| number.checked_sub(1));
            let window = number.and_then(|index| record.windows.get(index));
            // A log of what comes again is refused as a whole.
            if let Some(window) = window.filter(|window| window.recurring.is_none()) {
                out.push((record, entry, window));
            }
        }
    }
    out
}

fn shown(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// Work cannot be started or completed on a day that is none of its window's; an incident cannot be told of long before it
/// begins, nor be over before. A slip of the year or month is the usual cause.
pub(super) fn far_from_window(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (record, entry, window) in entries(folder, true) {
        let own = record
            .log
            .iter()
            .filter(|other| record.window_of(other) == record.window_of(entry));
        let moved = own
            .filter_map(course::day_of)
            .filter_map(|day| Some((day.start.at, day.end?.at)));
        let reserves = window.reserve.iter().map(|r| (r.start.value.at, r.end.value.at));
        let planned = window.end.as_ref().map(|end| (window.start.value.at, end.value.at));
        let mut days = planned.into_iter().chain(reserves).chain(moved);
        let at = entry.at.value.at;
        let effect = entry.event.value.effect();
        let told = matches!(
            effect,
            Effect::Begins | Effect::Ends | Effect::Prolongs | Effect::PutsOff { running: true }
        );
        if told && !days.any(|(start, end)| start - EARLIEST <= at && at <= end + LATEST) {
            faults.push(apart(entry, window, code));
        }
    }
    for (_, entry, window) in entries(folder, false) {
        // A stop that nobody planned may be reported as coming, but nothing is over before it began.
        let ahead = match entry.event.value.effect() {
            Effect::Ends | Effect::Concludes => TimeDelta::zero(),
            _ => AHEAD,
        };
        if entry.at.value.at + ahead < window.start.value.at {
            faults.push(apart(entry, window, code));
        }
    }
    faults
}

fn apart(entry: &LogRecord, window: &WindowRecord, code: &Code) -> Diagnostic {
    let start = shown(window.start.value.at);
    code.at(
        entry.at.span,
        Message::new(
            format!("この時刻は、{start} に始まるものの出来事としてはありえません"),
            format!("this cannot have happened in the window that begins {start}"),
        ),
        Message::new(
            "年・月・日と、window の番号を確かめてください",
            "check year, month and day, and the number of the window",
        ),
    )
    .with_related(
        window.start.span,
        Message::new("その始まりはここです", "it begins here"),
    )
}

/// A period that has an end ends when the log says it was recovered, and nothing is reported of it afterwards.
pub(super) fn end_told_twice(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (record, entry, window) in entries(folder, false) {
        let Some(end) = &window.end else { continue };
        let at = entry.at.value.at;
        let wrong = match entry.event.value {
            Event::Recovered => at != end.value.at,
            // What is recovered from is told of to the end.
            _ => at > end.value.at && !recovered_before(record, entry),
        };
        if !wrong {
            continue;
        }
        let told = shown(end.value.at);
        let fault = code.at(
            entry.at.span,
            Message::new(
                format!("障害の期間は {told} に終わったと書かれていて、食い違います"),
                format!("this contradicts the period, which ended {told}"),
            ),
            Message::new(
                "復旧の時刻は1か所に書きます。障害の期間の終わりを消して「..」で終えると、log の recovered の時刻が使われます",
                "say it once: leave the period open (`..`), and the time of `recovered` is taken",
            ),
        );
        faults.push(fault.with_related(
            end.span,
            Message::new("障害の期間の終わりはここです", "the period's end"),
        ));
    }
    faults
}

/// Whether the log tells before an entry that its period was recovered from.
fn recovered_before(record: &Record, entry: &LogRecord) -> bool {
    let mut before = record
        .log
        .iter()
        .filter(|before| before.at.value.at <= entry.at.value.at);
    before.any(|before| {
        before.event.value.effect() == Effect::Ends && record.window_of(before) == record.window_of(entry)
    })
}

/// A service cannot be down for longer than the window lasts.
pub(super) fn impact_longer_than_window(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let of = |record: &'_ Record| record.kind.row().window_name;
    for (name, window) in folder
        .records()
        .flat_map(|record| record.windows.iter().map(move |w| (of(record), w)))
    {
        let duration = window.impact.as_ref().and_then(|impact| impact.duration.as_ref());
        let (Some(duration), Some(end)) = (duration, &window.end) else {
            continue;
        };
        let Some(minutes) = window.start.value.minutes_until(end.value) else {
            continue;
        };
        // A window that runs backwards has been reported; its length says nothing.
        if minutes > 0 && i64::from(duration.value.least) > minutes * 60 {
            faults.push(code.at(
                duration.span,
                Message::new(
                    format!("影響時間が{}の長さ({minutes}分)より長くなっています", name.0),
                    format!("longer than the {} itself ({minutes} minutes)", name.1),
                ),
                Message::new(
                    format!("影響時間か、{}の終わりを直してください", name.0),
                    format!("mend the duration or the end of the {}", name.1),
                ),
            ));
        }
    }
    faults
}

/// The day on which a window is to begin as announced on `day`: work that was put off by then begins on its reserve.
fn in_force(record: &Record, number: usize, window: &WindowRecord, day: NaiveDate) -> NaiveDate {
    let mut course = Course::new(record, number, window);
    let known = record.log.iter().filter(|entry| entry.at.value.at.date() <= day);
    for entry in known.filter(|entry| record.window_of(entry) == Some(number)) {
        // What cannot have happened is told as that.
        let _ = course.take(entry);
    }
    let begins = course.start().day();
    // A stop that nobody planned is told of from its first report on.
    let reported = record
        .log
        .iter()
        .find(|entry| record.window_of(entry) == Some(number) && !record.kind.planned());
    reported.map_or(begins, |entry| begins.min(entry.at.value.day()))
}

/// A letter that announces work is dated before it, one that reports an incident after it began. Warned of only, since
/// a letter may have to be dated otherwise.
pub(super) fn issued_out_of_time(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records().filter(|record| !record.kind.whole()) {
        // Letters after the first may tell of what has been held.
        let Some(first_letter) = letter::of(record).first().copied() else {
            continue;
        };
        let (issued, last) = (first_letter.issued, first_letter.day());
        let numbered = record.windows.iter().enumerate();
        // What was added later stands in no letter of that day.
        let evening = last.and_time(NaiveTime::MIN) + TimeDelta::days(1) - TimeDelta::seconds(1);
        let numbered = numbered.filter(|(index, _)| course::known(record, index + 1, evening));
        let starts = numbered.map(|(index, window)| (in_force(record, index + 1, window, last), window));
        let Some((begins, first)) = starts.min_by_key(|(start, _)| *start) else {
            continue;
        };
        let wrong = match (issued.value, record.kind.planned()) {
            (Issued::Day(day) | Issued::Month(day), true) => day > begins,
            (Issued::Day(day), false) => day < begins,
            (Issued::Month(_), false) => false,
        };
        if wrong {
            let (name, name_en) = record.kind.row().window_name;
            let fault = code.at(
                issued.span,
                Message::new(
                    format!("発信日と、最初の{name}の前後が逆です"),
                    format!("the date of issue stands on the wrong side of the first {name_en}"),
                ),
                Message::new("年と月を確かめてください", "check year and month"),
            );
            faults.push(fault.with_related(
                first.start.span,
                Message::new(format!("最初の{name}はここです"), format!("the first {name_en}")),
            ));
        }
    }
    faults
}

/// A letter tells what was known on its day of issue: one dated before the recovery tells the incident as still going on.
pub(super) fn issued_before_recovery(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records().filter(|record| !record.kind.planned()) {
        let Some(issued) = &record.issued else { continue };
        let (Issued::Day(day) | Issued::Month(day)) = issued.value;
        let typed = record.windows.iter().filter_map(|window| window.end.as_ref());
        let ends = record
            .log
            .iter()
            .filter(|entry| entry.event.value.effect() == Effect::Ends);
        let ends = ends.map(|entry| &entry.at).chain(typed);
        let last = ends
            .max_by_key(|end| end.value.at)
            .filter(|end| end.value.at.date() > day);
        if let Some(last) = last {
            let fault = code.at(
                issued.span,
                Message::new(
                    "発信日が復旧の日より前なので、案内状は障害が続いているものとして書かれます",
                    "the date of issue is before the recovery: the letter tells the incident as still going on",
                ),
                Message::new(
                    "復旧を報告する案内状なら、復旧した日以降の日付にしてください",
                    "date a letter that reports the recovery on that day or later",
                ),
            );
            faults.push(fault.with_related(last.span, Message::new("復旧はここです", "the recovery")));
        }
    }
    faults
}
