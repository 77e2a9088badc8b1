//! The log: each entry belongs to a window, comes after the one before, and tells what can have happened.

use super::house::House;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::schema::{Event, LogRecord, Record};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;

/// `window` of an entry is a number of the windows there are.
pub fn no_such_window(house: &House<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    // Where a window could not be read, the others are not numbered as the operator numbers them.
    for record in house.records.iter().filter(|draft| draft.knows(&["windows"])) {
        let count = record.value.windows.len();
        for window in record.value.log.iter().filter_map(|entry| entry.window.as_ref()) {
            if window.value > count {
                faults.push(code.at(
                    window.span,
                    Message::new(
                        format!("{}番目の日程はありません(日程は{count}件です)", window.value),
                        format!("there is no window {} (there are {count})", window.value),
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

/// Where there are several windows, an entry must say which it belongs to.
pub fn window_not_named(house: &House<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for draft in house.records.iter().filter(|draft| draft.knows(&["windows", "log"])) {
        let count = draft.value.windows.len();
        for entry in draft
            .value
            .log
            .iter()
            .filter(|entry| entry.window.is_none() && count > 1)
        {
            faults.push(code.at(
                entry.event.span,
                Message::new(
                    format!("日程が{count}件あるのに、どの日程の出来事か書かれていません"),
                    format!("there are {count} windows, and the entry does not say which it belongs to"),
                ),
                Message::new(
                    format!("「window: 番号」(1から{count})を足してください"),
                    format!("add `window: N` (1 to {count})"),
                ),
            ));
        }
    }
    faults
}

/// Work is started and completed; incidents are reported and recovered from.
pub fn event_of_other_kind(house: &House<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in house.records() {
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
pub fn not_in_order(house: &House<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in house.records() {
        for pair in record.log.windows(2) {
            if pair[1].at.value < pair[0].at.value {
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
    }
    faults
}

/// What a window of a maintenance, or a period of an incident, has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Running,
    Over,
}

/// The state after `event`, or why it cannot happen in `state`.
fn after(state: State, event: Event) -> Result<State, (&'static str, &'static str)> {
    match (state, event) {
        (State::Over, _) => Err(("もう終わっています", "it is over already")),
        (State::Waiting, Event::Started | Event::Reported) => Ok(State::Running),
        (State::Running, Event::Started) => Err(("もう始まっています", "it has started already")),
        (State::Running, Event::Reported) => Err(("第1報はもう出ています", "it has been reported already")),
        (State::Running, Event::Extended | Event::Updated) => Ok(State::Running),
        (State::Running, Event::Completed | Event::Recovered) => Ok(State::Over),
        // The next reserve takes the place of what was broken off or put off.
        (State::Running, Event::Aborted) | (State::Waiting, Event::Postponed) => Ok(State::Waiting),
        (State::Waiting | State::Running, Event::Cancelled) => Ok(State::Over),
        (State::Running, Event::Postponed) => Err((
            "もう始まっています(始めた後の中断は aborted です)",
            "it has started already (broken-off work is `aborted`)",
        )),
        (State::Waiting, Event::Updated | Event::Recovered) => {
            Err(("第1報(reported)がまだありません", "nothing has been `reported` yet"))
        }
        (State::Waiting, Event::Completed | Event::Extended | Event::Aborted) => {
            Err(("まだ始まっていません(started がありません)", "it has not `started` yet"))
        }
    }
}

/// Nothing is completed that has not started, nothing goes on after its end.
pub fn impossible_order(house: &House<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for draft in house.records.iter().filter(|draft| draft.knows(&["log"])) {
        let record = &draft.value;
        let mut states: BTreeMap<usize, (State, Option<Span>)> = BTreeMap::new();
        for entry in record.log.iter().filter(|e| e.event.value.belongs_to(record.kind)) {
            let Some(window) = window_of(record, entry) else {
                continue;
            };
            let (state, before) = states.get(&window).copied().unwrap_or((State::Waiting, None));
            match after(state, entry.event.value) {
                Ok(next) => {
                    states.insert(window, (next, Some(entry.event.span)));
                }
                Err(why) => {
                    let fault = impossible(code, entry, window, why);
                    faults.push(match before {
                        Some(span) => {
                            fault.with_related(span, Message::new("この日程の前の出来事", "what happened before"))
                        }
                        None => fault,
                    });
                }
            }
        }
    }
    faults
}

/// The window an entry belongs to; `None` where that is a fault of its own.
fn window_of(record: &Record, entry: &LogRecord) -> Option<usize> {
    match &entry.window {
        Some(window) => Some(window.value),
        None if record.windows.len() == 1 => Some(1),
        None => None,
    }
}

fn impossible(code: &Code, entry: &LogRecord, window: usize, why: (&str, &str)) -> Diagnostic {
    let event = entry.event.value.word();
    code.at(
        entry.event.span,
        Message::new(
            format!("{window}番目の日程で「{event}」は起こりえません: {}", why.0),
            format!("`{event}` cannot happen in window {window}: {}", why.1),
        ),
        Message::new(
            "出来事の順序と window の番号を確かめてください",
            "check the order of events and the number of the window",
        ),
    )
}

/// `until` and `next` are still to come when the entry is written.
pub fn expected_in_the_past(house: &House<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for entry in house.records().flat_map(|r| &r.log) {
        let expected = [("until", &entry.until), ("next", &entry.next)];
        for (key, time) in expected {
            let Some(Spanned { value, span }) = time else { continue };
            if *value <= entry.at.value {
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
pub fn extended_until_when(house: &House<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for draft in house.records.iter().filter(|draft| draft.knows(&["log"])) {
        for entry in &draft.value.log {
            if entry.event.value.needs_until() && entry.until.is_none() {
                faults.push(code.at(
                    entry.event.span,
                    Message::new("いつまで延長するかが書かれていません", "extended, but until when?"),
                    Message::new(
                        "「until: 新しい終了予定の日時」を足してください",
                        "add `until:` with the end now expected",
                    ),
                ));
            }
        }
    }
    faults
}

/// What is extended ends later than was told before.
pub fn extended_backwards(house: &House<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for draft in house.records.iter().filter(|draft| draft.knows(&["log", "windows"])) {
        let record = &draft.value;
        // Of each window the end now expected, and how many of its reserves are used up.
        let mut ends: BTreeMap<usize, (Option<&Spanned<NaiveDateTime>>, usize)> = BTreeMap::new();
        for entry in &record.log {
            let Some(number) = window_of(record, entry) else {
                continue;
            };
            let Some(window) = number.checked_sub(1).and_then(|i| record.windows.get(i)) else {
                continue;
            };
            let (end, used) = ends.entry(number).or_insert((window.end.as_ref(), 0));
            match (entry.event.value, &entry.until) {
                (Event::Aborted | Event::Postponed, _) => {
                    *end = window.reserve.get(*used).map(|reserve| &reserve.end);
                    *used += 1;
                }
                (Event::Extended, Some(until)) => {
                    // One that is not even after the entry is told as that.
                    let ahead = until.value > entry.at.value;
                    if let Some(told) = end.filter(|told| ahead && until.value <= told.value) {
                        let fault = code.at(
                            until.span,
                            Message::new(
                                "延長後の終了が、これまでの終了予定より後ではありません",
                                "the work is extended to a time that is not after the end told before",
                            ),
                            Message::new("新しい終了予定の日時を確かめてください", "check the end now expected"),
                        );
                        faults.push(
                            fault.with_related(told.span, Message::new("これまでの終了予定", "the end told before")),
                        );
                    }
                    *end = Some(until);
                }
                _ => {}
            }
        }
    }
    faults
}
