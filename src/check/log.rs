//! The log: each entry belongs to a window, comes after the one before, and tells what can have happened.

use super::folder::Folder;
use super::overlap::differ;
use crate::account::course::{self, Course, Refusal};
use crate::account::window::services;
use crate::calendar::When;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::event::Effect;
use crate::record::kind::RecordKind;
use crate::record::schema::{Event, LogRecord, Record, WindowRecord};
use chrono::{NaiveDateTime, TimeDelta};
use std::collections::BTreeMap;

/// `window` of an entry is a number of the windows there are.
pub(super) fn no_such_window(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    // Where a window could not be read, the others are not numbered as the operator numbers them.
    for record in folder.records.iter().filter(|draft| draft.knows(&["windows"])) {
        let count = record.value.windows.len();
        let (name, name_en) = record.value.kind.row().window_name;
        for window in record.value.log.iter().filter_map(|entry| entry.window.as_ref()) {
            if window.value > count {
                faults.push(code.at(
                    window.span,
                    Message::new(
                        format!("{}番目の{name}はありません({name}は{count}件です)", window.value),
                        format!("there is no {name_en} {} (there are {count})", window.value),
                    ),
                    Message::new(
                        format!("windows(障害では periods)の上から数えた番号、1から{count}までを書いてください"),
                        format!("write the number of the entry under `windows` (`periods`), 1 to {count}"),
                    ),
                ));
            }
        }
    }
    faults
}

/// What comes again has no single start and end that a log could tell of.
pub(super) fn of_what_comes_again(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        for entry in &record.log {
            let number = record.window_of(entry).and_then(|number| number.checked_sub(1));
            let window = number.and_then(|index| record.windows.get(index));
            // What is told besides, or put right, is told of all its days.
            if matches!(entry.event.value.effect(), Effect::Continues | Effect::Corrects) {
                continue;
            }
            let Some(recurring) = window.and_then(|window| window.recurring.as_ref()) else {
                continue;
            };
            let fault = code.at(
                entry.at.span,
                Message::new(
                    "every(繰り返し)のある予定日時のことは、log に書けません",
                    "a log cannot tell of a window with `every`",
                ),
                Message::new(
                    "行わない日は except に、加える日は extra に書いてください。1回の作業の経過を知らせるなら、その日の記録を別に作ってください",
                    "write days left out under `except`, days added under `extra`; to tell how one day went, make a record of it",
                ),
            );
            let place = Message::new("繰り返しはここです", "what comes again");
            faults.push(fault.with_related(recurring.every.span, place));
        }
    }
    faults
}

/// Where there are several windows, an entry must say which it belongs to.
pub(super) fn window_not_named(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let known = folder.records.iter().filter(|draft| draft.knows(&["windows", "log"]));
    for draft in known.filter(|draft| !draft.value.kind.whole()) {
        let count = draft.value.windows.len();
        for entry in draft
            .value
            .log
            .iter()
            .filter(|entry| entry.window.is_none() && count > 1 && draft.value.window_of(entry).is_none())
        {
            let (name, name_en) = draft.value.kind.row().window_name;
            faults.push(code.at(
                entry.event.span,
                Message::new(
                    format!("{name}が{count}件あるのに、どれの出来事か書かれていません"),
                    format!("there are {count} {name_en}s, and the entry does not say which it belongs to"),
                ),
                Message::new(
                    format!("「window: 1」のように番号(1から{count})を足してください"),
                    format!("add its number (1 to {count}), as in `window: 1`"),
                ),
            ));
        }
    }
    faults
}

/// Work is started and completed; incidents are reported and recovered from.
pub(super) fn event_of_other_kind(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        for entry in record.log.iter().filter(|e| !e.event.value.belongs_to(record.kind)) {
            let (ja, en) = record.kind.row().name_in_text;
            let allowed: Vec<&str> = Event::of(record.kind).map(Event::word).collect();
            let event = entry.event.value.word();
            faults.push(code.at(
                entry.event.span,
                Message::new(
                    format!("「{event}」は{ja}の記録には使えません"),
                    format!("`{event}` does not belong to {en}"),
                ),
                Message::new(
                    format!("{ja}で使える値: {}", allowed.join("、")),
                    format!("events of {en}: {}", allowed.join(", ")),
                ),
            ));
        }
    }
    faults
}

/// The log is written as the night goes on: an entry is not earlier than the one above.
pub(super) fn not_in_order(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        for pair in record.log.windows(2) {
            if pair[1].at.value.at < pair[0].at.value.at {
                let fault = code.at(
                    pair[1].at.span,
                    Message::new("上の行より前の時刻です", "this is earlier than the entry above"),
                    Message::new(
                        "時刻を直すか、古い順に並べてください",
                        "mend the time, or put the entries in order of time",
                    ),
                );
                faults.push(fault.with_related(pair[0].at.span, Message::new("上の行はここです", "the entry above")));
            }
        }
        for entry in &record.log {
            if let Some(as_of) = entry.as_of.as_ref().filter(|as_of| as_of.value.at > entry.at.value.at) {
                let fault = code.at(
                    as_of.span,
                    Message::new(
                        "as_of(いつの状況か)が、知らせた時刻より後です",
                        "`as_of`, the time it speaks of, is after the entry itself",
                    ),
                    Message::new(
                        "知らせたときに分かっていた時刻を書くか、この行の at を直してください",
                        "write a time known by then, or mend `at`",
                    ),
                );
                faults.push(fault.with_related(entry.at.span, Message::new("知らせた時刻", "the entry's time")));
            }
        }
    }
    faults
}

/// The words of why an event cannot happen, for planned work and for the rest.
fn why(refusal: Refusal, planned: bool) -> (&'static str, &'static str) {
    match (refusal, planned) {
        (Refusal::Over, _) => ("もう終わっています", "it is over already"),
        (Refusal::NothingLeft, _) => (
            "予備日がもうありません(新しい日程は changed で書いてください)",
            "no reserve is left (the new day goes into an entry `changed`)",
        ),
        (Refusal::NotOver, _) => (
            "まだ復旧していません(recovered がありません)",
            "it is not over (there is no `recovered`)",
        ),
        (Refusal::Concluded, _) => (
            "最終報告(concluded)はもう出ています(後からの訂正は corrected です)",
            "it has been `concluded` already (what is put right later is `corrected`)",
        ),
        (Refusal::Told, _) => (
            "その予定日時はもう知らされています(added は、その予定日時の最初の行に書きます)",
            "the window has been told of already (`added` is the first entry of its window)",
        ),
        (Refusal::Ahead, _) => (
            "まだ始まっていません(予告した停止の取りやめは cancelled です)",
            "it has not begun (a stop that does not take place is `cancelled`)",
        ),
        (Refusal::SaidAlready, _) => ("もう知らせています", "it has been told already"),
        (Refusal::Begun, true) => ("もう始まっています", "it has started already"),
        (Refusal::Begun, false) => ("第1報はもう出ています", "it has been reported already"),
        (Refusal::BegunNotPutOff, false) => (
            "もう始まっています(終わったことは recovered です)",
            "it has begun already (what is over is `recovered`)",
        ),
        (Refusal::BegunNotPutOff, true) => (
            "もう始まっています(始めた後の中断は aborted です)",
            "it has started already (broken-off work is `aborted`)",
        ),
        (Refusal::NotBegun, false) => (
            "第1報がまだありません(先に event: reported の行を書きます)",
            "nothing has been `reported` yet (that entry stands before it)",
        ),
        (Refusal::NotBegun, true) => (
            "まだ始まっていません(先に event: started の行を書きます)",
            "it has not `started` yet (that entry stands before it)",
        ),
    }
}

/// An entry of a window's log as the window's course stood before it.
struct Step<'a> {
    record: &'a Record,
    entry: &'a LogRecord,
    number: usize,
    window: &'a WindowRecord,
    before: Course,
    /// Where the end that counted before is told.
    end: Option<&'a Spanned<When>>,
    /// The entry before it in the same window.
    earlier: Option<Span>,
    /// It concludes the whole incident, and a period goes on.
    others_go_on: bool,
}

/// The course of a window so far, where its end is told, and what happened last.
type Walked<'a> = (Course, Option<&'a Spanned<When>>, Option<Span>);

/// Walks the log of every record through the machine that the documents follow; what is refused changes nothing.
fn walk<'a>(folder: &Folder<'a>, visit: &mut dyn FnMut(&Step<'a>)) {
    for draft in folder.records.iter().filter(|draft| draft.knows(&["log", "windows"])) {
        let record = &draft.value;
        let mut courses: BTreeMap<usize, Walked<'a>> = BTreeMap::new();
        for entry in record.log.iter().filter(|e| e.event.value.belongs_to(record.kind)) {
            let Some(number) = record.window_of(entry) else {
                continue;
            };
            let window = number.checked_sub(1).and_then(|i| record.windows.get(i));
            // A log of what comes again is refused as a whole.
            let Some(window) = window.filter(|window| window.recurring.is_none()) else {
                continue;
            };
            let concludes = entry.event.value.effect() == Effect::Concludes && entry.window.is_none();
            let others_go_on = concludes && goes_on(record, entry, &courses);
            let (course, end, earlier) = courses
                .entry(number)
                .or_insert_with(|| (Course::new(record, number, window), window.end.as_ref(), None));
            visit(&Step {
                record,
                entry,
                number,
                window,
                before: course.clone(),
                end: *end,
                earlier: *earlier,
                others_go_on,
            });
            if course.take(entry).is_ok() {
                *earlier = Some(entry.event.span);
                *end = match entry.event.value.effect() {
                    _ if course::day_of(entry).is_some() => entry.end.as_ref(),
                    Effect::PutsOff { .. } => {
                        let reserve = course
                            .reserve()
                            .and_then(|number| window.reserve.get(number.checked_sub(1)?));
                        reserve.map(|reserve| &reserve.end)
                    }
                    _ => entry.until.as_ref().or(*end),
                };
            }
        }
    }
}

/// Whether a period of an incident is not over when an entry concludes all of it.
fn goes_on(record: &Record, entry: &LogRecord, courses: &BTreeMap<usize, Walked<'_>>) -> bool {
    let mut numbered = record.windows.iter().enumerate();
    numbered.any(|(index, window)| match courses.get(&(index + 1)) {
        Some((course, ..)) => !course.is_over(),
        None => window.end.as_ref().is_none_or(|end| end.value.at > entry.at.value.at),
    })
}

/// Nothing is completed that has not started, nothing goes on after its end.
pub(super) fn impossible_order(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    walk(folder, &mut |step| {
        let taken = step.before.clone().take(step.entry);
        let taken = match step.others_go_on {
            true => taken.and(Err(Refusal::NotOver)),
            false => taken.map(|_| ()),
        };
        if let Err(refusal) = taken {
            let fault = impossible(
                code,
                step.entry,
                Some((step.number, step.record.kind)),
                why(refusal, step.record.kind.planned()),
            );
            faults.push(match step.earlier {
                Some(span) => fault.with_related(span, Message::new("それより前の出来事", "what happened before")),
                None => fault,
            });
        }
    });
    for record in folder.records() {
        let Some(mut course) = Course::of_whole(record) else {
            continue;
        };
        for entry in record
            .log
            .iter()
            .filter(|entry| entry.event.value.belongs_to(record.kind))
        {
            if let Err(refusal) = course.take(entry) {
                faults.push(impossible(code, entry, None, why(refusal, true)));
            }
        }
    }
    faults
}

/// `window` is `None` where the record is told as a whole.
fn impossible(code: &Code, entry: &LogRecord, window: Option<(usize, RecordKind)>, why: (&str, &str)) -> Diagnostic {
    let event = entry.event.value.word();
    let (message, help) = match window {
        Some((window, kind)) => (
            Message::new(
                format!(
                    "{window}番目の{}で「{event}」は起こりえません: {}",
                    kind.row().window_name.0,
                    why.0
                ),
                format!(
                    "`{event}` cannot happen in {} {window}: {}",
                    kind.row().window_name.1,
                    why.1
                ),
            ),
            Message::new(
                "出来事の順序と window の番号を確かめてください",
                "check the order of events and the number of the window",
            ),
        ),
        None => (
            Message::new(
                format!("「{event}」は起こりえません: {}", why.0),
                format!("`{event}` cannot happen: {}", why.1),
            ),
            Message::new("出来事の順序を確かめてください", "check the order of events"),
        ),
    };
    code.at(entry.event.span, message, help)
}

/// `until` and `next` are still to come when the entry is written.
pub(super) fn expected_in_the_past(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for entry in folder.records().flat_map(|r| &r.log) {
        let expected = [("start", &entry.start), ("until", &entry.until), ("next", &entry.next)];
        for (key, time) in expected {
            let Some(Spanned { value, span }) = time else { continue };
            if value.at <= entry.at.value.at {
                let fault = code.at(
                    *span,
                    Message::new(
                        format!("{key} がこの出来事の時刻より後ではありません"),
                        format!("`{key}` is not after the entry itself"),
                    ),
                    Message::new("これからの日時を書いてください", "write a time still to come"),
                );
                faults.push(fault.with_related(entry.at.span, Message::new("出来事の時刻", "the entry's time")));
            }
        }
    }
    faults
}

/// Who extends work must say until when.
pub(super) fn extended_until_when(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for draft in folder.records.iter().filter(|draft| draft.knows(&["log"])) {
        for entry in &draft.value.log {
            if entry.event.value.needs_until() && entry.until.is_none() {
                faults.push(code.at(
                    entry.event.span,
                    Message::new("いつまで延長するかが書かれていません", "extended, but until when?"),
                    until_when(&draft.value, entry),
                ));
            }
        }
    }
    faults
}

/// A later end for an example: an hour after the planned one.
fn until_when(record: &Record, entry: &LogRecord) -> Message {
    let planned = planned(record, entry).and_then(|window| window.end.as_ref());
    let from = planned.map_or(entry.at.value.at, |end| end.value.at.max(entry.at.value.at));
    let until = (from + TimeDelta::hours(1)).format(TYPED);
    Message::new(
        format!("新しい終了予定を「until: {until}」のように足してください"),
        format!("add the end now expected, as in `until: {until}`"),
    )
}

/// The window that an entry is of.
fn planned<'r>(record: &'r Record, entry: &LogRecord) -> Option<&'r WindowRecord> {
    record.windows.get(record.window_of(entry)?.checked_sub(1)?)
}

/// A new day for an example, a week after the planned one.
fn a_week_later(record: &Record, entry: &LogRecord) -> (String, String) {
    let window = planned(record, entry);
    let start = window.map_or(entry.at.value.at, |window| window.start.value.at);
    let end = window.and_then(|window| window.end.as_ref()).map(|end| end.value.at);
    let end = end.unwrap_or(start + TimeDelta::hours(3));
    let later = |at: NaiveDateTime| (at + TimeDelta::weeks(1)).format(TYPED).to_string();
    (later(start), later(end))
}

/// How a moment is typed.
const TYPED: &str = "%Y-%m-%d %H:%M";

/// Who changes a day must say which it is now, and nothing else has a new day.
pub(super) fn changed_to_when(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for draft in folder.records.iter().filter(|draft| draft.knows(&["log"])) {
        for entry in &draft.value.log {
            let event = entry.event.value;
            let day = entry.start.as_ref().or(entry.end.as_ref());
            if event.effect() == Effect::Moves && day.is_none() {
                let (start, end) = a_week_later(&draft.value, entry);
                faults.push(code.at(
                    entry.event.span,
                    Message::new("いつに変更するかが書かれていません", "changed, but to when?"),
                    Message::new(
                        format!("新しい開始と終了を「start: {start}」「end: {end}」のように足してください。まだ決まっていなければ postponed です"),
                        format!("add the new day, as in `start: {start}` and `end: {end}`; where none is known yet, it is `postponed`"),
                    ),
                ));
            } else if let Some(day) = day.filter(|_| !event.may_move()) {
                faults.push(code.at(
                    day.span,
                    Message::new(
                        format!("「{}」に新しい日程(start と end)は書けません", event.word()),
                        format!("`{}` has no new day (`start` and `end`)", event.word()),
                    ),
                    Message::new(
                        "新しい日程は changed、postponed、aborted の行に書きます",
                        "a new day goes with `changed`, `postponed` or `aborted`",
                    ),
                ));
            } else if let Some(day) = day.filter(|_| entry.start.is_none()) {
                let (start, _) = a_week_later(&draft.value, entry);
                faults.push(code.at(
                    day.span,
                    Message::new("新しい日程の開始がありません", "the new day has no start"),
                    Message::new(
                        format!("新しい開始を「start: {start}」のように足してください"),
                        format!("add its start, as in `start: {start}`"),
                    ),
                ));
            }
        }
    }
    faults
}

/// A correction says what it corrects, and nothing else has errata.
pub(super) fn corrected_what(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for draft in folder.records.iter().filter(|draft| draft.knows(&["log"])) {
        for entry in &draft.value.log {
            let corrects = entry.event.value.effect() == Effect::Corrects;
            if corrects && entry.errata.is_empty() && entry.text.is_none() {
                faults.push(code.at(
                    entry.event.span,
                    Message::new("何を訂正するかが書かれていません", "corrected, but what?"),
                    Message::new(
                        "「errata: [{ where: 箇所, wrong: 誤, right: 正 }]」か、text を足してください",
                        "add `errata: [{ where: 箇所, wrong: 誤, right: 正 }]`, or `text`",
                    ),
                ));
            }
            if let Some(erratum) = entry.errata.first().filter(|_| !corrects) {
                let event = entry.event.value.word();
                faults.push(code.at(
                    erratum.wrong.span,
                    Message::new(
                        format!("「{event}」に errata(誤りと正しいこと)は書けません"),
                        format!("`{event}` has no `errata`"),
                    ),
                    Message::new(
                        "訂正は、event: corrected の行に書きます",
                        "what is put right goes into an entry `corrected`",
                    ),
                ));
            }
        }
    }
    faults
}

/// What is extended ends later than was told before.
pub(super) fn extended_backwards(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    walk(folder, &mut |step| {
        let Some(until) = &step.entry.until else { return };
        if step.entry.event.value.effect() == Effect::Begins && until.value.at <= step.before.start().at {
            faults.push(code.at(
                until.span,
                Message::new(
                    "until(終了予定)が、予定日時の始まりより後ではありません",
                    "`until`, the end now expected, is not after the start of the window",
                ),
                Message::new("新しい終了予定の日時を確かめてください", "check the end now expected"),
            ));
        }
        // One that is not even after the entry is told as that.
        let ahead = until.value.at > step.entry.at.value.at;
        let told = step.end.filter(|told| ahead && until.value.at <= told.value.at);
        if let Some(told) = told.filter(|_| step.entry.event.value.effect() == Effect::Prolongs) {
            let fault = code.at(
                until.span,
                Message::new(
                    "延長後の終了が、これまでの終了予定より後ではありません",
                    "the work is extended to a time that is not after the end told before",
                ),
                Message::new("新しい終了予定の日時を確かめてください", "check the end now expected"),
            );
            faults.push(fault.with_related(told.span, Message::new("これまでの終了予定", "the end told before")));
        }
    });
    faults
}

/// What is extended does not reach into another window of the same service: one of the two would not take place.
pub(super) fn extended_into_another(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let records: Vec<&Record> = folder.records().filter(|record| record.kind.planned()).collect();
    walk(folder, &mut |step| {
        let until = step.entry.until.as_ref();
        let Some(until) = until.filter(|_| step.entry.event.value.effect() == Effect::Prolongs) else {
            return;
        };
        let start = step.before.start();
        let touched = services(step.record, step.window);
        let others = records.iter().flat_map(|record| {
            let numbered = record.windows.iter().enumerate();
            numbered.map(move |(index, window)| (*record, index + 1, window))
        });
        let others = others.filter(|(record, number, window)| {
            let shared = services(record, window).iter().any(|key| touched.contains(key));
            let apart = differ((record, window), (step.record, step.window));
            shared && !apart && !std::ptr::eq(*window, step.window) && !is_moved(record, *number)
        });
        let met = others.map(|(_, _, window)| window).find(|window| {
            let end = window.end.as_ref().map_or(window.start.value.at, |end| end.value.at);
            // Windows that overlap as planned are told as that.
            window.start.value.at < until.value.at
                && end > start.at
                && step.end.is_none_or(|told| window.start.value.at >= told.value.at)
        });
        if let Some(met) = met {
            let fault = code.at(
                until.span,
                Message::new(
                    "延長後の終了が、同じサービスの別の予定日時に食い込みます",
                    "the extended work reaches into another window of the same service",
                ),
                Message::new(
                    "終了予定を確かめ、別の日程を動かすなら、その記録に postponed か cancelled を足してください",
                    "check the end; where the other window is moved, add `postponed` or `cancelled` to its record",
                ),
            );
            faults.push(fault.with_related(
                met.start.span,
                Message::new("別の予定日時はここです", "the other window"),
            ));
        }
    });
    faults
}

/// Whether the log put a window off or called it off.
fn is_moved(record: &Record, number: usize) -> bool {
    record.log.iter().any(|entry| {
        let effect = entry.event.value.effect();
        record.window_of(entry) == Some(number)
            && matches!(effect, Effect::PutsOff { .. } | Effect::CallsOff | Effect::Moves)
    })
}

/// What is over, broken off or called off has no end to expect.
pub(super) fn end_of_what_is_over(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records() {
        for entry in record
            .log
            .iter()
            .filter(|entry| entry.event.value.belongs_to(record.kind))
        {
            let effect = entry.event.value.effect();
            let over = matches!(
                effect,
                Effect::Ends
                    | Effect::CallsOff
                    | Effect::Concludes
                    | Effect::Moves
                    | Effect::Adds
                    | Effect::PutsOff { running: true }
            );
            // What is told after the end has no end to expect either.
            let ended = |before: &LogRecord| {
                before.event.value.effect() == Effect::Ends && record.window_of(before) == record.window_of(entry)
            };
            let earlier = record.log.iter().take_while(|before| before.span != entry.span);
            let since = matches!(effect, Effect::Continues | Effect::Corrects) && earlier.into_iter().any(ended);
            let since = since || effect == Effect::Continues && record.kind.planned();
            let over = over || since;
            if let Some(until) = entry.until.as_ref().filter(|_| over) {
                let event = entry.event.value.word();
                faults.push(code.at(
                    until.span,
                    Message::new(
                        format!("「{event}」に until(これから見込まれる終わり)は書けません"),
                        format!("`{event}` has no `until`, the end still expected"),
                    ),
                    Message::new(
                        "次の知らせの時刻なら next に、新しい日程なら start と end に書いてください",
                        "a time of the next report goes under `next`, a new day under `start` and `end`",
                    ),
                ));
            }
        }
    }
    faults
}

/// Work that starts when its window is over did not take place in that window: mostly a slip, or a day that nobody was
/// told of.
pub(super) fn started_after_its_window(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    walk(folder, &mut |step| {
        let begins = step.entry.event.value.effect() == Effect::Begins;
        let late = step
            .before
            .expected()
            .is_some_and(|end| end.is_past(step.entry.at.value.at));
        if begins && late && step.before.clone().take(step.entry).is_ok() {
            let fault = code.at(
                step.entry.at.span,
                Message::new(
                    "予定日時が終わった後の時刻に始まったことになっています",
                    "the work started when its window was over",
                ),
                Message::new(
                    "時刻を確かめてください。別の日に行ったのなら、postponed とその予備日か、新しい日程を書いてください",
                    "check the time; where it was done on another day, write `postponed` and that reserve, or a new window",
                ),
            );
            faults.push(match step.end {
                Some(end) => {
                    fault.with_related(end.span, Message::new("予定日時の終わりはここです", "the window's end"))
                }
                None => fault,
            });
        }
    });
    faults
}
