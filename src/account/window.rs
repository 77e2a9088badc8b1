//! A window of a maintenance or a period of an incident, at one moment.

use super::course::{Leg, Outcome, Stretch, announced};
use crate::diagnostic::Spanned;
use crate::record::detail::{AREAS, DETAILS, Detail, DetailRow};
use crate::record::event::Effect;
use crate::record::schema::{ImpactRecord, LogRecord, Record, WindowRecord};
use chrono::NaiveDateTime;

/// A window or period at one moment.
#[derive(Debug, Clone)]
pub struct Window<'a> {
    /// As written.
    pub record: &'a WindowRecord,
    /// From 1.
    pub number: usize,
    /// The attempts that were broken off or put off for a reserve, in order.
    pub earlier: Vec<Leg>,
    /// The attempt that counts.
    pub leg: Leg,
    /// The reserves that are left, in the order written.
    pub reserves: Vec<Stretch>,
    /// Keys of its services.
    pub services: Vec<&'a str>,
    /// 影響事由, as far as it is known.
    pub cause: Option<&'a Spanned<String>>,
    /// What it does, as far as it is known.
    pub impact: Option<&'a ImpactRecord>,
    /// What else is told of it, as far as it is known, in the order of [`DETAILS`].
    pub details: Vec<&'a Detail>,
    /// Keys of the services that are back while it goes on.
    pub restored: Vec<&'a str>,
    /// Areas that are back while it goes on.
    pub restored_areas: Vec<&'a Spanned<String>>,
    /// Start and end go out by 同報FAX.
    pub announced: bool,
}

impl<'a> Window<'a> {
    /// `window` of `record` with its legs; `log` holds its entries up to `moment`.
    pub fn new(
        record: &'a Record,
        (number, window): (usize, &'a WindowRecord),
        (earlier, leg): (Vec<Leg>, Leg),
        log: &[&'a LogRecord],
        moment: NaiveDateTime,
    ) -> Self {
        let reserves = window.reserve.iter().map(|range| Stretch {
            start: range.start.value,
            end: Some(range.end.value),
        });
        // One that is in use is the window itself, and none before it is taken any more.
        let own_day = earlier.is_empty();
        let left = |reserve: &Stretch| own_day || reserve.start.at > leg.planned.start.at;
        // Of what is over all is back.
        let restored = || log.iter().filter(|_| !leg.outcome.is_final());
        let impact = log.iter().rev().find_map(|entry| entry.impact.as_deref());
        Window {
            record: window,
            number,
            earlier,
            leg,
            reserves: reserves.filter(left).collect(),
            services: services(record, window),
            cause: cause(record, number, window, log, moment),
            impact: impact.or(window.impact.as_deref()),
            details: details(record, window, log, leg.outcome != Outcome::Aborted),
            restored: restored()
                .flat_map(|entry| &entry.services)
                .map(|key| key.value.as_str())
                .collect(),
            restored_areas: restored().flat_map(|entry| &entry.areas).collect(),
            announced: announced(record, window),
        }
    }

    /// As planned, or as first reported.
    pub fn planned(&self) -> Stretch {
        self.earlier.first().unwrap_or(&self.leg).planned
    }

    /// Whether part of it is over while the rest goes on.
    pub fn is_partly_over(&self) -> bool {
        !self.restored.is_empty() || !self.restored_areas.is_empty()
    }

    /// The services that are not back, where some are.
    pub fn out_of_use(&self) -> Vec<&'a str> {
        let out = self.services.iter().filter(|key| !self.restored.contains(key));
        out.filter(|_| !self.restored.is_empty()).copied().collect()
    }

    /// The areas that are not back, where some are.
    pub fn areas_out(&self) -> Vec<&'a Spanned<String>> {
        let back = |area: &Spanned<String>| self.restored_areas.iter().any(|back| back.value == area.value);
        let all = self.details.iter().find(|detail| detail.row.key == AREAS);
        let out = all.into_iter().flat_map(|all| &all.words).filter(|area| !back(area));
        out.filter(|_| !self.restored_areas.is_empty()).collect()
    }

    /// All its attempts, in order.
    pub fn legs(&self) -> impl DoubleEndedIterator<Item = &Leg> {
        self.earlier.iter().chain([&self.leg])
    }
}

/// The keys of a window's services: its own, or the record's.
pub(crate) fn services<'a>(record: &'a Record, window: &'a WindowRecord) -> Vec<&'a str> {
    let keys = window.services.as_ref().unwrap_or(&record.services);
    keys.iter().map(|key| key.value.as_str()).collect()
}

/// What an attempt that was broken off left behind it: true of the time until the next one.
const LEFT_BEHIND: [&str; 4] = ["transactions", "check", "available", "restored"];

/// Each detail as the last entry of the window's `log` that tells it has it, else the window, else the record. Where another
/// attempt took the place of one that was broken off (`again`), what that one left behind it is not said of the next.
fn details<'a>(record: &'a Record, window: &'a WindowRecord, log: &[&'a LogRecord], again: bool) -> Vec<&'a Detail> {
    let broken_off = |entry: &LogRecord| again && entry.event.value.word() == "aborted";
    let logged = log
        .iter()
        .rev()
        .map(|entry| (entry.details.as_slice(), broken_off(entry)));
    let layers: Vec<(&[Detail], bool)> = logged
        .chain([(window.details.as_slice(), false), (record.details.as_slice(), false)])
        .collect();
    let of = |row: &'static DetailRow| {
        layers.iter().find_map(|(layer, broken_off)| {
            let says = |detail: &&Detail| detail.row == row && !(*broken_off && LEFT_BEHIND.contains(&row.key));
            layer.iter().find(says)
        })
    };
    DETAILS.iter().filter_map(of).collect()
}

/// Why what was announced was put off, called off or prolonged, where the entry says so: a reason of that change, and no cause of
/// what the work itself does.
pub(crate) fn reason<'a>(record: &Record, entry: &'a LogRecord) -> Option<&'a Spanned<String>> {
    let effect = entry.event.value.effect();
    let changes = matches!(
        effect,
        Effect::PutsOff { .. } | Effect::CallsOff | Effect::Prolongs | Effect::Moves | Effect::Adds
    );
    let of_plan = record.kind.planned() || effect == Effect::CallsOff;
    entry.cause.as_ref().filter(|_| of_plan && changes)
}

/// Where an entry of the window's log tells a cause, the cause is known from that entry on. Else the record's, or the
/// window's own, is known from the first report, or, where none is logged, from the start.
fn cause<'a>(
    record: &'a Record,
    number: usize,
    window: &'a WindowRecord,
    log: &[&'a LogRecord],
    moment: NaiveDateTime,
) -> Option<&'a Spanned<String>> {
    let mut of_window = record
        .log
        .iter()
        .filter(|entry| record.window_of(entry) == Some(number));
    let tells = |entry: &&LogRecord| entry.cause.is_some() && reason(record, entry).is_none();
    if of_window.clone().any(|entry| tells(&entry)) {
        let told = log.iter().rev().find(|entry| tells(entry));
        return told.and_then(|entry| entry.cause.as_ref());
    }
    let planned = record.kind.planned();
    let reported = of_window.next().is_none_or(|first| first.at.value.at <= moment);
    let known = planned || reported;
    window.cause.as_ref().or(record.cause.as_ref()).filter(|_| known)
}
