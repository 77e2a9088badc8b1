//! What the moment says against a record: times that have not come, and an end that has passed without a word.

use super::codes;
use crate::diagnostic::{Diagnostic, Message};
use crate::notice::Notice;
use crate::notice::stage::Stage;
use crate::record::schema::RecordKind;
use chrono::NaiveDateTime;

/// Times of the log, and beginnings of incidents, that have not come; work that should be over.
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
        if record.kind == RecordKind::Incident && start.value > moment {
            let (ja, en) = ("障害はまだ知らされません", "nobody is told of the incident yet");
            faults.push(not_yet(start.span, ja, en));
        }
        if window.stage == Stage::Overdue && record.kind == RecordKind::Maintenance {
            let place = window.record.end.as_ref().map_or(start.span, |end| end.span);
            faults.push(codes::OVERDUE.at(
                place,
                Message::new(
                    format!("作業の終了予定を過ぎましたが、log に完了も延長もありません(いま {now})"),
                    format!("the work should be over ({now} now), but the log tells of no end and no extension"),
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
