//! Where each window stands: worked out here from its log alone, and looked for on the status page.

use crate::history::{Entry, Record, Window};
use crate::reading::{Page, Told};
use chrono::NaiveDateTime;

/// What is wrong with the page's account of a record at a moment: what was expected, and of which window.
pub fn wrong(record: &Record, page: &Page, moment: NaiveDateTime) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if let Some((from, until)) = record.term {
        let title = &record.values[0].tag;
        let on = |list: &[Told]| list.iter().any(|told| told.text.contains(title));
        let (now, past) = (on(&page.now), on(&page.past));
        let expected = (from <= moment && moment < until, until <= moment);
        if (now, past) != expected {
            out.push((
                "shown for its term, then in the archive".to_string(),
                "announcement".to_string(),
            ));
        }
    }
    for (number, window) in record.windows.iter().enumerate() {
        let entries: Vec<&Entry> = record
            .entries
            .iter()
            .filter(|entry| entry.window == number + 1 && entry.at <= moment)
            // More that is told of a plan changes nothing.
            .filter(|entry| record.incident || entry.event != "updated")
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
        if self.window.added.is_some_and(|at| at > self.moment) {
            return (now || past).then_some("nowhere, for nobody knows of it");
        }
        let by_log = |entry: &&&Entry| !matches!(entry.event, "changed" | "added");
        let told = entries.iter().any(|entry| by_log(&entry));
        let Some(last) = entries.last().filter(|last| by_log(last)) else {
            return self.untold((start, end), told, now, past);
        };
        // Trouble that is over is told of to the end.
        let recovered = entries.iter().find(|entry| entry.event == "recovered");
        let last = recovered.unwrap_or(last);
        let wrong = |holds: bool, expected: &'static str| (!holds).then_some(expected);
        match last.event {
            "completed" | "recovered" => {
                let ended = self.page.past.iter().any(|told| has(told, last.at));
                wrong(ended, "in the past with its actual end").or(wrong(!going_on, "over, not going on"))
            }
            "reported" | "updated" | "restored" if self.moment < start => {
                wrong(now, "reported as coming, among what is to come")
            }
            "started" | "extended" | "reported" | "updated" | "restored" => wrong(going_on, "going on"),
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
    fn untold(
        &self,
        (start, end): (NaiveDateTime, Option<NaiveDateTime>),
        told: bool,
        now: bool,
        past: bool,
    ) -> Option<&'static str> {
        let over = end.is_some_and(|end| end <= self.moment);
        let incident = self.record.incident;
        if incident && self.moment < start {
            return (now || past).then_some("nowhere, for it has not begun");
        }
        if incident && end.is_none() {
            return None;
        }
        match (over, self.window.announced || told) {
            (true, true) => past.then_some("not told as held, for word was promised and none came"),
            (true, false) => (!past).then_some("in the past, as planned"),
            (false, _) => (!now).then_some("among what goes on or is to come"),
        }
    }

    /// The attempt that counts: the plan, or the reserve that took its place.
    fn in_force(&self, entries: &[&Entry]) -> (NaiveDateTime, Option<NaiveDateTime>) {
        let mut counts = (self.window.start, self.window.end);
        let mut reserves = self.window.reserves.iter();
        for entry in entries {
            let moved = match (entry.event, entry.day) {
                (_, Some(day)) => Some(day),
                ("aborted" | "postponed", None) => reserves.find(|(start, _)| *start > entry.at).copied(),
                _ => None,
            };
            counts = moved.map_or(counts, |(start, end)| (start, Some(end)));
        }
        counts
    }
}

/// Whether an entry of the page names the minute.
fn has(told: &Told, at: NaiveDateTime) -> bool {
    let minute = at.format("%Y-%m-%dT%H:%M").to_string();
    told.times.iter().any(|(iso, _)| iso.starts_with(&minute))
}
