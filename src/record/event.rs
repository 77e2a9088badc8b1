//! What an event of the log is: [`EVENTS`] is the one place that knows. A further event is a variant, a row, and its words in
//! the templates.

use super::kind::RecordKind;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// `started`: 作業開始.
    Started,
    /// `completed`: 作業完了.
    Completed,
    /// `extended`: 終了予定の延長.
    Extended,
    /// `aborted`: 中断・切戻し; the next reserve takes its place.
    Aborted,
    /// `postponed`: 延期; the next reserve takes its place.
    Postponed,
    /// `cancelled`: 中止.
    Cancelled,
    /// `changed`: 日程変更; the entry says the new day.
    Changed,
    /// `added`: 追加; the window is told of from then on.
    Added,
    /// `reported`: 第1報.
    Reported,
    /// `updated`: 第n報; of what is planned, 追加のお知らせ.
    Updated,
    /// `restored`: 一部復旧; the entry says what is back.
    Restored,
    /// `recovered`: 復旧.
    Recovered,
    /// `concluded`: 最終報告.
    Concluded,
    /// `announced`: お知らせ; again, 再掲.
    Announced,
    /// `ended`: what was announced is over, 終了.
    Ended,
    /// `resumed`: what was announced to stop is offered again, 再開.
    Resumed,
    /// `corrected`: 訂正.
    Corrected,
    /// `withdrawn`: 取下げ.
    Withdrawn,
}

/// What an event does to its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The window begins when the event happens.
    Begins,
    /// What has begun already is told for the first time.
    Reports,
    /// What goes on is told again; of what is planned more is told, and nothing changes.
    Continues,
    /// Part of it is over (the entry's `services` and `areas`), and it goes on.
    Restores,
    /// It goes on until a later end (the entry's `until`).
    Prolongs,
    /// It is over.
    Ends,
    /// It does not take place, and the next reserve takes its place.
    PutsOff {
        /// It had begun (中断); without, it had not (延期).
        running: bool,
    },
    /// It does not take place (中止), begun or not, and nothing takes its place.
    CallsOff,
    /// Its plan is another (the entry's `start` and `end`); it has not begun.
    Moves,
    /// It is planned from then on, and nobody knew of it before.
    Adds,
    /// What is over is told of for the last time.
    Concludes,
    /// What the record says is told; nothing changes.
    Tells,
    /// What the record announced is over; it stays announced.
    Closes,
    /// What the record announced to stop is offered again; it stays announced.
    Reopens,
    /// What was told wrong is told right (the entry's `errata`); nothing else changes.
    Corrects,
}

/// All that the product knows of an event.
#[derive(Debug)]
pub struct EventRow {
    /// The event.
    pub event: Event,
    /// Its word in a record and in templates.
    pub word: &'static str,
    /// The kinds of records that it happens to.
    pub of: &'static [RecordKind],
    /// Its entry must say `until`.
    pub needs_until: bool,
    /// What it does to its window.
    pub does: Effect,
}

const fn row(event: Event, word: &'static str, of: &'static [RecordKind], does: Effect) -> EventRow {
    EventRow {
        event,
        word,
        of,
        needs_until: matches!(does, Effect::Prolongs),
        does,
    }
}

const WORK: &[RecordKind] = &[RecordKind::Maintenance];
const STOPS: &[RecordKind] = &[RecordKind::Maintenance, RecordKind::Incident];
const TROUBLE: &[RecordKind] = &[RecordKind::Incident];
const WORD: &[RecordKind] = &[RecordKind::Announcement];
const ANY: &[RecordKind] = &[RecordKind::Incident, RecordKind::Maintenance, RecordKind::Announcement];

/// Every event, in the order in which a window can meet them.
pub(crate) const EVENTS: &[EventRow] = &[
    row(Event::Started, "started", WORK, Effect::Begins),
    row(Event::Completed, "completed", WORK, Effect::Ends),
    row(Event::Extended, "extended", WORK, Effect::Prolongs),
    row(Event::Aborted, "aborted", WORK, Effect::PutsOff { running: true }),
    row(Event::Postponed, "postponed", WORK, Effect::PutsOff { running: false }),
    row(Event::Cancelled, "cancelled", STOPS, Effect::CallsOff),
    row(Event::Changed, "changed", WORK, Effect::Moves),
    row(Event::Added, "added", WORK, Effect::Adds),
    row(Event::Reported, "reported", TROUBLE, Effect::Reports),
    row(Event::Updated, "updated", ANY, Effect::Continues),
    row(Event::Restored, "restored", TROUBLE, Effect::Restores),
    row(Event::Recovered, "recovered", TROUBLE, Effect::Ends),
    row(Event::Concluded, "concluded", TROUBLE, Effect::Concludes),
    row(Event::Announced, "announced", WORD, Effect::Tells),
    row(Event::Ended, "ended", WORD, Effect::Closes),
    row(Event::Resumed, "resumed", WORD, Effect::Reopens),
    row(Event::Corrected, "corrected", ANY, Effect::Corrects),
    row(Event::Withdrawn, "withdrawn", WORD, Effect::CallsOff),
];

/// An event is its row's number, so that each has one.
const _: () = {
    let mut number = 0;
    while number < EVENTS.len() {
        assert!(EVENTS[number].event as usize == number);
        number += 1;
    }
};

impl Event {
    /// What is known of the event.
    #[must_use]
    pub fn row(self) -> &'static EventRow {
        &EVENTS[self as usize]
    }

    /// Its word in a record and in templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().word
    }

    /// Whether its entry may say the day that takes the place of what it puts aside.
    #[must_use]
    pub fn may_move(self) -> bool {
        matches!(self.effect(), Effect::Moves | Effect::PutsOff { .. })
    }

    /// What it does to its window.
    #[must_use]
    pub fn effect(self) -> Effect {
        self.row().does
    }

    /// Whether its entry must say `until`.
    #[must_use]
    pub fn needs_until(self) -> bool {
        self.row().needs_until
    }

    /// Whether it can happen to a record of `kind`.
    #[must_use]
    pub fn belongs_to(self, kind: RecordKind) -> bool {
        self.row().of.contains(&kind)
    }

    /// The event written `word`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        EVENTS.iter().find(|row| row.word == word).map(|row| row.event)
    }

    /// Every event that can happen to a record of `kind`.
    pub fn of(kind: RecordKind) -> impl Iterator<Item = Event> {
        EVENTS
            .iter()
            .map(|row| row.event)
            .filter(move |event| event.belongs_to(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::kind::KINDS;

    #[test]
    fn a_word_names_one_event_and_nothing_else_does() {
        for row in EVENTS {
            assert_eq!(Event::from_word(row.word), Some(row.event));
            assert_eq!(row.event.word(), row.word);
        }
        for near in ["Started", "start", "started ", ""] {
            assert_eq!(Event::from_word(near), None, "{near}");
        }
    }

    #[test]
    fn every_kind_can_begin_and_end() {
        for row in KINDS.iter().filter(|row| !row.whole) {
            assert!(Event::of(row.kind).any(|event| matches!(event.effect(), Effect::Begins | Effect::Reports)));
            assert!(Event::of(row.kind).any(|event| event.effect() == Effect::Ends));
            // What befalls cannot be put off; an emergency stop can be called off.
            assert_eq!(Event::of(row.kind).any(Event::may_move), row.planned);
            assert!(Event::of(row.kind).any(|event| event.effect() == Effect::CallsOff));
        }
    }

    #[test]
    fn what_is_told_as_a_whole_has_no_course_to_tell() {
        for row in KINDS.iter().filter(|row| row.whole) {
            let told = |event: Event| {
                use Effect::{CallsOff, Closes, Continues, Corrects, Reopens, Tells};
                matches!(
                    event.effect(),
                    Tells | Continues | Closes | Reopens | Corrects | CallsOff
                )
            };
            assert!(Event::of(row.kind).all(told));
            assert!(Event::of(row.kind).any(|event| event.effect() == Effect::Tells));
        }
    }

    #[test]
    fn only_what_prolongs_must_say_until_when() {
        let asked: Vec<&str> = EVENTS
            .iter()
            .filter(|row| row.needs_until)
            .map(|row| row.word)
            .collect();
        assert_eq!(asked, ["extended"]);
    }
}
