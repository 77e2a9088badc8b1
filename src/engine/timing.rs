//! What the moment says against a record: times that have not come, and an end that has passed without a word.

use super::codes;
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::notice::stage::Stage;
use crate::notice::{Notice, Window};
use crate::record::schema::Event;
use chrono::NaiveDateTime;

/// Times of the log, and beginnings of incidents that go on, that have not come; work that should be over.
pub fn of_record(notice: &Notice, moment: NaiveDateTime) -> Vec<Diagnostic> {
    let record = notice.record;
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
    let entries = record.log.iter().filter(|entry| entry.at.value > moment);
    let mut faults: Vec<Diagnostic> = entries
        .map(|entry| not_yet(entry.at.span, "この行は使われません", "the entry is not used"))
        .collect();
    for window in &notice.windows {
        let start = &window.record.start;
        // What is over is looked back on as of any moment; what is said to go on must have begun.
        if !record.kind.planned() && window.record.end.is_none() && start.value > moment {
            let (ja, en) = ("障害はまだ知らされません", "nobody is told of the incident yet");
            faults.push(not_yet(start.span, ja, en));
        }
        if window.stage == Stage::Overdue && record.kind.planned() {
            faults.push(codes::OVERDUE.at(
                end_told(notice, window, moment),
                Message::new(
                    format!("作業の終了予定を過ぎましたが、log に完了がありません(いま {now})"),
                    format!("the work should be over ({now} now), but the log tells of no end"),
                ),
                Message::new(
                    "終わっていれば completed を、延びるなら extended(until つき)を log に足してください",
                    "add `completed` to the log, or `extended` with `until`",
                ),
            ));
        }
    }
    faults
}

/// Where the end stands that counted at the moment: of the last extension, of the reserve in use, of the window.
fn end_told(notice: &Notice, window: &Window, moment: NaiveDateTime) -> Span {
    let entries = notice.record.log.iter().rev();
    let extension = entries
        .filter(|entry| notice.window_of(entry) == window.number && entry.at.value <= moment)
        .take_while(|entry| !matches!(entry.event.value, Event::Aborted | Event::Postponed))
        .find_map(|entry| entry.until.as_ref().filter(|_| entry.event.value == Event::Extended));
    let reserve = window
        .reserve_in_use
        .and_then(|number| window.record.reserve.get(number.checked_sub(1)?));
    let end = extension
        .or(reserve.map(|reserve| &reserve.end))
        .or(window.record.end.as_ref());
    end.map_or(window.record.start.span, |end| end.span)
}
