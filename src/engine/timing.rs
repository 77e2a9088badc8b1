//! What the moment says against a record: times that have not come, ends that have passed without a word.

use super::codes;
use crate::account::course::ends_by_log;
use crate::account::{Account, Outcome, Window};
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::record::schema::WindowRecord;

/// Whether a fault is one that the moment says, and is found anew for each.
pub(super) fn tells(fault: &Diagnostic) -> bool {
    let codes = [codes::NOT_YET, codes::OVERDUE, codes::NOT_KNOWN, codes::REPORT_LATE];
    codes.iter().any(|code| code.code == fault.code)
}

/// Times of the log, and beginnings and ends of incidents, that have not come; work that should have begun or be over.
pub(super) fn of_record(account: &Account) -> Vec<Diagnostic> {
    let (record, moment) = (account.record, account.moment);
    let now = moment.format("%Y-%m-%d %H:%M");
    let not_yet = |span, ja: &str, en: &str| {
        codes::NOT_YET.at(
            span,
            Message::new(
                format!("この時刻はまだ来ていないので、{ja}(いま {now})"),
                format!("this time has not come ({now} now), so {en}"),
            ),
            Message::new(
                "年・月・日を確かめてください。先の時点の文書を見るには --as-of を使います",
                "check year, month and day; `--as-of` shows the documents of a later moment",
            ),
        )
    };
    let entries = record.log.iter().filter(|entry| entry.at.value.at > moment);
    let mut faults: Vec<Diagnostic> = entries
        .map(|entry| not_yet(entry.at.span, "この行は使われません", "the entry is not used"))
        .collect();
    let happenings = record.timeline.iter().map(|happening| &happening.at);
    faults.extend(
        happenings
            .filter(|at| at.value.at > moment)
            .map(|at| not_yet(at.span, "この行は使われません", "the entry is not used")),
    );
    if !record.kind.planned() {
        let numbered = record.windows.iter().enumerate();
        let untold = numbered.filter(|(index, _)| account.window(index + 1).is_none());
        for (_, window) in untold {
            let (ja, en) = ("障害はまだ知らされません", "nobody is told of the incident yet");
            faults.push(not_yet(window.start.span, ja, en));
        }
    }
    for window in &account.windows {
        // Where the log goes on after the moment, its entries are told of already: it does not lack them.
        let mut later = record.log.iter().filter(|entry| entry.at.value.at > moment);
        if !later.any(|entry| record.window_of(entry) == Some(window.number)) {
            faults.extend(of_window(account, window, &not_yet));
            faults.extend(report_late(account, window));
        }
    }
    faults
}

fn of_window(
    account: &Account,
    window: &Window,
    not_yet: &dyn Fn(Span, &str, &str) -> Diagnostic,
) -> Option<Diagnostic> {
    let now = account.moment.format("%Y-%m-%d %H:%M");
    let planned = account.record.kind.planned();
    match window.leg.outcome {
        Outcome::Overdue if planned => Some(codes::OVERDUE.at(
            end_told(account, window),
            Message::new(
                format!("作業の終了予定を過ぎましたが、log に完了がありません(いま {now})"),
                format!("the work should be over ({now} now), but the log tells of no end"),
            ),
            entry(
                account,
                window,
                "completed",
                ("延びるなら extended に until を付けます", "or `extended` with `until`"),
            ),
        )),
        Outcome::Overdue => Some(codes::OVERDUE.at(
            end_told(account, window),
            Message::new(
                format!("復旧見込みの時刻を過ぎましたが、log に復旧がありません(いま {now})"),
                format!("the end that was expected has passed ({now} now), but the log tells of no recovery"),
            ),
            entry(
                account,
                window,
                "recovered",
                ("まだなら updated に until を付けます", "or `updated` with `until`"),
            ),
        )),
        Outcome::Untold => Some(codes::NOT_KNOWN.at(
            start_told(account, window).start,
            Message::new(
                format!(
                    "開始の時刻を過ぎましたが、log に開始がありません。行われたかどうかは文書に書かれません(いま {now})"
                ),
                format!(
                    "the work should have begun ({now} now), but the log does not tell; no document tells it as done"
                ),
            ),
            entry(
                account,
                window,
                "started",
                (
                    "取りやめたなら cancelled か postponed です",
                    "or `cancelled` or `postponed`",
                ),
            ),
        )),
        Outcome::Running if !planned => {
            let end = window.record.end.as_ref()?;
            if ends_by_log(account.record, window.number, window.record) {
                return Some(codes::OVERDUE.at(
                    end.span,
                    Message::new(
                        format!("復旧が log にないので、障害が続いているものとして知らされます(いま {now})"),
                        format!("the log tells of no recovery, so the incident is told as going on ({now} now)"),
                    ),
                    entry(
                        account,
                        window,
                        "recovered",
                        (
                            "log のある障害や announce: fax の障害は、log の recovered で終わります",
                            "an incident with a log, or with `announce: fax`, ends by `recovered` in the log",
                        ),
                    ),
                ));
            }
            let (ja, en) = (
                "復旧ではなく復旧見込みとして知らされます",
                "it is told as what is expected, not as recovery",
            );
            Some(not_yet(end.span, ja, en))
        }
        _ => None,
    }
}

/// The entry that the log lacks, as a line to copy; and what else it may be.
fn entry(account: &Account, window: &Window, event: &str, (ja, en): (&str, &str)) -> Message {
    let at = account.moment.format("%Y-%m-%d %H:%M");
    let number = match account.record.windows.len() {
        0 | 1 => String::new(),
        _ => format!("window: {}, ", window.number),
    };
    let line = format!("- {{ at: {at}, {number}event: {event} }}");
    let (if_so, if_so_en) = match event {
        "started" => ("始まっていれば", "if it has begun"),
        "completed" => ("終わっていれば", "if it is done"),
        _ => ("復旧していれば", "if it is over"),
    };
    Message::new(
        format!("{if_so}、log に「{line}」のように足してください(at は実際の時刻)。{ja}"),
        format!("{if_so_en}, add to the log, as in `{line}` (`at` is the real time); {en}"),
    )
}

/// A report that was promised for a time that has passed: whoever waits for it is not told to wait any longer.
fn report_late(account: &Account, window: &Window) -> Option<Diagnostic> {
    let now = account.moment.format("%Y-%m-%d %H:%M");
    let promised = account.promised(window).filter(|_| !window.leg.outcome.is_final())?;
    (promised.value.at <= account.moment).then(|| {
        codes::REPORT_LATE.at(
            promised.span,
            Message::new(
                format!("次回連絡の時刻を過ぎましたが、log に続報がありません(いま {now})"),
                format!("the next report should have come ({now} now), but the log tells of none"),
            ),
            Message::new(
                "続報を log に足してください。変わりがなくても、次の時刻を next に書いて知らせます",
                "add the report to the log; where nothing is new, tell that, with the time of the one after it under `next`",
            ),
        )
    })
}

/// Where the attempt that counts was planned.
struct Places {
    start: Span,
    end: Span,
}

fn start_told(account: &Account, window: &Window) -> Places {
    // A day that the log told stands there.
    let entries = account.reports.iter().rev().flat_map(|report| &report.entries);
    let own = entries
        .filter(|entry| entry.window == Some(window.number))
        .map(|entry| entry.record);
    let changed = own
        .filter(|entry| entry.event.value.may_move())
        .map(|entry| Some((entry.start.as_ref()?.span, entry.end.as_ref()?.span)))
        .next()
        .flatten();
    if let Some((start, end)) = changed {
        return Places { start, end };
    }
    let reserve = window
        .leg
        .reserve
        .and_then(|number| window.record.reserve.get(number.checked_sub(1)?));
    match reserve {
        Some(reserve) => Places {
            start: reserve.start.span,
            end: reserve.end.span,
        },
        None => of_plan(window.record),
    }
}

fn of_plan(window: &WindowRecord) -> Places {
    Places {
        start: window.start.span,
        end: window.end.as_ref().map_or(window.start.span, |end| end.span),
    }
}

/// Where the end stands that counted at the moment: in the last entry that told one, else in the plan.
fn end_told(account: &Account, window: &Window) -> Span {
    let entries = account.reports.iter().rev().flat_map(|report| &report.entries);
    let own = entries.filter(|entry| entry.window == Some(window.number));
    let told = own
        .take_while(|entry| !entry.record.event.value.may_move())
        .find_map(|entry| entry.record.until.as_ref());
    told.map_or_else(|| start_told(account, window).end, |until| until.span)
}
