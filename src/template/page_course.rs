//! How it went, on the status page: reports, and what happened besides.

use super::desk::{Writer, instant};
use super::page_entry::Entry;
use super::value::object;
use crate::account::Report;
use crate::record::schema::{Effect, Event, TimelineRecord};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;
use tera::Value;

impl Entry<'_> {
    /// What happened besides what was reported, each with its place in the account, once its window is over: of several
    /// windows it belongs to the one that had begun last.
    pub(super) fn happenings(&self) -> Vec<(usize, &TimelineRecord)> {
        let account = &self.told.account;
        let all = account.timeline.iter().copied().enumerate();
        let Some((_, window)) = self.window else {
            return all.collect();
        };
        if !(self.past || account.is_concluded()) || !self.counts() {
            return Vec::new();
        }
        let start = |number: usize| account.window(number).map(|window| window.planned().start.at);
        let begun = |at: NaiveDateTime| {
            let windows = account.windows.iter();
            let before = windows.filter(|window| window.planned().start.at <= at);
            let last = before.max_by_key(|window| window.planned().start.at);
            last.or_else(|| account.windows.iter().min_by_key(|window| window.planned().start.at))
        };
        let own = |at: NaiveDateTime| begun(at).is_some_and(|last| start(last.number) == start(window.number));
        all.filter(|(_, happening)| own(happening.at.value.at)).collect()
    }

    /// Whether what was announced has ended or is offered again, as the last entry that says so has it.
    pub(super) fn standing(&self) -> Option<&'static str> {
        let entries = self.reports().flat_map(|(_, report)| &report.entries);
        let events = entries.map(|entry| entry.record.event.value);
        let says = |event: &Event| matches!(event.effect(), Effect::Closes | Effect::Reopens);
        events.filter(says).last().map(Event::word)
    }
}

impl Writer<'_> {
    /// Reports of a card's windows and what happened besides, newest first; where the windows are several, each report says
    /// of which it tells.
    pub(super) fn course(&self, group: &[&Entry]) -> Value {
        let reports: BTreeMap<usize, &Report> = group.iter().flat_map(|entry| entry.reports()).collect();
        let reports = reports.into_iter();
        let mut all: Vec<(NaiveDateTime, Value)> = reports
            .map(|(at, report)| (report.at, self.report(group, at, report)))
            .collect();
        let happenings = group
            .iter()
            .flat_map(|entry| entry.happenings().into_iter().map(move |of| (of, entry)));
        let happenings: BTreeMap<usize, (&TimelineRecord, &&Entry)> = happenings
            .map(|((index, happening), entry)| (index, (happening, entry)))
            .collect();
        for (index, (happening, entry)) in happenings {
            let at = happening.at.value;
            let text = entry
                .value("timeline", index)
                .and_then(|told| told.get_from_path("text"));
            let text = text.and_then(Value::as_str);
            let text = text.map(|text| Value::safe_string(&self.html(entry, text)));
            let none = || Value::from(Vec::<Value>::new());
            let pairs = [
                ("event", "noted".into()),
                ("text", text.into()),
                ("details", none()),
                ("errata", none()),
            ];
            let told = object(pairs);
            let shown = self.notation.moment(at);
            let pairs = [
                ("number", Value::none()),
                ("at", instant(at, self.desk.publisher, shown)),
                ("entries", vec![told].into()),
            ];
            all.push((at.at, object(pairs)));
        }
        all.sort_by_key(|(at, _)| *at);
        all.reverse();
        all.into_iter().map(|(_, told)| told).collect::<Vec<Value>>().into()
    }
}
