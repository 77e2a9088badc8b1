//! Facts as values for templates: moments, stretches of time in every notation, names of outcomes and states.

use super::filter::Writable;
use crate::account::{Outbreak, Outcome, State, Stretch};
use crate::calendar::length::{duration, lasting};
use crate::calendar::style::Marks;
use crate::calendar::when::Hedge;
use crate::calendar::{Notation, When};
use crate::record::impact::{ImpactKind, Per};
use tera::Value;

/// An object for templates, keys in the order given.
pub(crate) fn object<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    let mut map = tera::Map::new();
    for (key, value) in pairs {
        map.insert(key.into(), value);
    }
    map.into()
}

/// A time as far as it is known: its date, its time of day, both.
pub(crate) fn point(at: When, notation: &Notation) -> Value {
    // 15:00頃 is not 15:00頃ごろ.
    let hedged = at.hedge != Hedge::Exact || at.planned || !at.has_clock();
    object([
        ("date", notation.date_of(at).into()),
        ("time", notation.time_of(at).into()),
        ("moment", notation.moment(at).into()),
        ("letter_date", notation.letter_date(at.day()).into()),
        ("hedged", hedged.into()),
    ])
}

/// As [`point`], where there is a time.
pub(crate) fn point_of(at: Option<When>, notation: &Notation) -> Value {
    at.map(|at| point(at, notation)).into()
}

/// A start and an end in every notation; without an end only what the start tells.
pub(crate) fn stretch(stretch: Stretch, notation: &Notation) -> tera::Map {
    let mut map = tera::Map::new();
    let start = stretch.start;
    map.insert("start".into(), point(start, notation));
    map.insert("date".into(), notation.date_of(start).into());
    map.insert("end".into(), point_of(stretch.end, notation));
    if let Some(minutes) = stretch.minutes() {
        map.insert("length".into(), duration(minutes).into());
        map.insert("lasting".into(), lasting(minutes).into());
    }
    if let Some(end) = stretch.end {
        let clock = |marks| Value::from(notation.clock(start, end, marks));
        let range = |marks| Value::from(notation.range(start, end, marks));
        map.insert("clock".into(), clock(Marks::Both));
        map.insert("clock_once".into(), clock(Marks::Once));
        map.insert("clock_plain".into(), clock(Marks::None));
        map.insert("range".into(), range(Marks::Both));
        map.insert("range_once".into(), range(Marks::Once));
        let writable = Writable {
            start,
            end,
            notation: notation.clone(),
        };
        map.insert("stretch".into(), Value::from_serializable(&writable));
    }
    map
}

/// Stretches in every notation, each written once: the plan of a window is mostly what counts, and what was held.
pub(crate) struct Stretches<'n> {
    notation: &'n Notation,
    written: Vec<(Stretch, Value)>,
}

impl<'n> Stretches<'n> {
    /// None is written yet.
    pub(crate) fn new(notation: &'n Notation) -> Self {
        Stretches {
            notation,
            written: Vec::new(),
        }
    }

    /// What they are written in.
    pub(crate) fn notation(&self) -> &'n Notation {
        self.notation
    }

    /// As [`stretch`].
    pub(crate) fn of(&mut self, of: Stretch) -> Value {
        let known = self.written.iter().find(|(known, _)| *known == of);
        if let Some((_, value)) = known {
            return value.clone();
        }
        let value = Value::from(stretch(of, self.notation));
        self.written.push((of, value.clone()));
        value
    }
}

/// As [`stretch`], where there is one.
pub(crate) fn stretch_of(of: Option<Stretch>, notation: &Notation) -> Value {
    of.map(|of| Value::from(stretch(of, notation))).into()
}

/// The name of a state in templates.
pub(crate) fn state_name(state: State) -> &'static str {
    match state {
        State::Scheduled => "scheduled",
        State::OnReserve => "on_reserve",
        State::Running => "running",
        State::Overdue => "overdue",
        State::Untold => "untold",
        State::Between => "between",
        State::Postponed => "postponed",
        State::Over => "over",
        State::Aborted => "aborted",
        State::Cancelled => "cancelled",
    }
}

/// The name of an outcome in templates.
pub(crate) fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Scheduled => "scheduled",
        Outcome::Running => "running",
        Outcome::Overdue => "overdue",
        Outcome::Untold => "untold",
        Outcome::Held | Outcome::Completed => "over",
        Outcome::Aborted => "aborted",
        Outcome::Postponed => "postponed",
        Outcome::Cancelled => "cancelled",
    }
}

/// The name in templates of what a first report of a period is.
pub(crate) fn outbreak_name(outbreak: Outbreak) -> &'static str {
    match outbreak {
        Outbreak::First => "first",
        Outbreak::Again => "again",
        Outbreak::Besides => "besides",
    }
}

/// The name of an impact, as in the record.
pub(crate) fn impact_name(kind: ImpactKind) -> &'static str {
    match kind {
        ImpactKind::Interruption => "interruption",
        ImpactKind::Outage => "outage",
        ImpactKind::Degradation => "degradation",
        ImpactKind::None => "none",
    }
}

/// The name in templates of what a duration is the length of, as in the record.
pub(crate) fn per_name(per: Per) -> &'static str {
    match per {
        Per::Each => "each",
        Per::Total => "total",
    }
}
