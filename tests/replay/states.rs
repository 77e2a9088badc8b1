//! Where each window stands: worked out here from its log alone, and looked for on the status page.

use crate::history::{Entry, Record, Window};
use crate::reading::{Page, Told};
use chrono::NaiveDateTime;

/// What is wrong with the page's account of a record at a moment: what was expected, and of which window.
pub fn wrong(record: &Record, page: &Page, moment: NaiveDateTime) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (number, window) in record.windows.iter().enumerate() {
        let entries: Vec<&Entry> = record
            .entries
            .iter()
            .filter(|entry| entry.window == number + 1 && entry.at <= moment)
            .collect();
        let follows = Follows {
            record,
            window,
            page,
            moment,
        };
        if let Some(expected) = follows.fault(&entries) {
            out.push((expected.to_string(), format!("window {}", number + 1)));
        }
    }
    out
}

struct Follows<'a> {
    record: &'a Record,
    window: &'a Window,
    page: &'a Page,
    moment: NaiveDateTime,
}

impl Follows<'_> {
    /// What the page should tell and does not.
    fn fault(&self, entries: &[&Entry]) -> Option<&'static str> {
        let (start, end) = self.in_force(entries);
        let begun = entries.iter().rev().find(|entry| entry.event == "started");
        let starts: Vec<NaiveDateTime> = [Some(start), begun.map(|entry| entry.at)]
            .into_iter()
            .flatten()
            .collect();
        let on = |list: &[Told], begun: Option<bool>| {
            let wanted = |told: &&Told| begun.is_none_or(|begun| told.begun == begun);
            list.iter()
                .filter(wanted)
                .any(|told| starts.iter().any(|at| has(told, *at)))
        };
        let (now, past) = (on(&self.page.now, None), on(&self.page.past, None));
        let going_on = on(&self.page.now, Some(true));
        let Some(last) = entries.last() else {
            return self.untold(start, end, now, past);
        };
        let wrong = |holds: bool, expected: &'static str| (!holds).then_some(expected);
        match last.event {
            "completed" | "recovered" => {
                let ended = self.page.past.iter().any(|told| has(told, last.at));
                wrong(ended, "in the past with its actual end").or(wrong(!going_on, "over, not going on"))
            }
            "started" | "extended" | "reported" | "updated" => wrong(going_on, "going on"),
            "aborted" => {
                let (before, _) = self.in_force(&entries[..entries.len() - 1]);
                let told = self
                    .page
                    .past
                    .iter()
                    .any(|told| starts.iter().chain([&before]).any(|at| has(told, *at)) || has(told, last.at));
                wrong(told, "the night that was broken off in the past")
            }
            "postponed" => wrong(now, "put off, among what is to come"),
            // What was called off after it began is over.
            _ => match begun.is_none() && end.is_some_and(|end| self.moment < end) {
                true => wrong(now, "called off, among what is to come until its end"),
                false => wrong(now || past, "called off, told somewhere"),
            },
        }
    }

    /// Without a word in the log: held as planned, unless word was promised.
    fn untold(&self, start: NaiveDateTime, end: Option<NaiveDateTime>, now: bool, past: bool) -> Option<&'static str> {
        let over = end.is_some_and(|end| end <= self.moment);
        let incident = self.record.incident;
        if incident && self.moment < start {
            return (now || past).then_some("nowhere, for it has not begun");
        }
        if incident && end.is_none() {
            return None;
        }
        match (over, self.window.announced) {
            (true, true) => past.then_some("not told as held, for word was promised and none came"),
            (true, false) => (!past).then_some("in the past, as planned"),
            (false, _) => (!now).then_some("among what goes on or is to come"),
        }
    }

    /// The attempt that counts: the plan, or the reserve that took its place.
    fn in_force(&self, entries: &[&Entry]) -> (NaiveDateTime, Option<NaiveDateTime>) {
        let put_off = entries
            .iter()
            .filter(|entry| matches!(entry.event, "aborted" | "postponed"))
            .count();
        let mut attempts = vec![(self.window.start, self.window.end)];
        attempts.extend(self.window.reserves.iter().map(|(start, end)| (*start, Some(*end))));
        attempts[put_off.min(attempts.len() - 1)]
    }
}

/// Whether an entry of the page names the minute.
fn has(told: &Told, at: NaiveDateTime) -> bool {
    let minute = at.format("%Y-%m-%dT%H:%M").to_string();
    told.times.iter().any(|(iso, _)| iso.starts_with(&minute))
}
