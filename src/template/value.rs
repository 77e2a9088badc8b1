//! Facts as values for templates: moments, stretches of time in every notation, names of kinds and states.

use super::filter::Stretch;
use crate::calendar::Notation;
use crate::calendar::notation::{Marks, duration, lasting};
use crate::notice::{Span, Stage, State};
use crate::record::schema::ImpactKind;
use chrono::NaiveDateTime;
use tera::Value;

/// An object for templates, keys in the order given.
pub fn object<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    let mut map = tera::Map::new();
    for (key, value) in pairs {
        map.insert(key.into(), value);
    }
    map.into()
}

/// A moment: its date, its time of day, both.
pub fn point(at: NaiveDateTime, notation: &Notation) -> Value {
    object([
        ("date", notation.date(at.date()).into()),
        ("time", notation.time(at.time()).into()),
        ("moment", notation.moment(at).into()),
        ("letter_date", notation.letter_date(at.date()).into()),
    ])
}

/// A start and an end in every notation; without an end only what the start tells.
pub fn stretch(span: Span, notation: &Notation) -> tera::Map {
    let mut map = tera::Map::new();
    map.insert("start".into(), point(span.start, notation));
    map.insert("date".into(), notation.date(span.start.date()).into());
    map.insert("end".into(), span.end.map(|end| point(end, notation)).into());
    if let Some(end) = span.end {
        let clock = |marks| Value::from(notation.clock(span.start, end, marks));
        let range = |marks| Value::from(notation.range(span.start, end, marks));
        map.insert("clock".into(), clock(Marks::Both));
        map.insert("clock_once".into(), clock(Marks::Once));
        map.insert("clock_plain".into(), clock(Marks::None));
        map.insert("range".into(), range(Marks::Both));
        map.insert("range_once".into(), range(Marks::Once));
        map.insert("length".into(), duration((end - span.start).num_minutes()).into());
        map.insert("lasting".into(), lasting((end - span.start).num_minutes()).into());
        let stretch = Stretch {
            start: span.start,
            end,
            notation: *notation,
        };
        map.insert("stretch".into(), Value::from_serializable(&stretch));
    }
    map
}

/// The name of a state in templates and on the command line.
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Scheduled => "scheduled",
        State::Running => "running",
        State::Between => "between",
        State::Over => "over",
        State::Aborted => "aborted",
        State::Cancelled => "cancelled",
    }
}

/// The name of a stage in templates.
pub fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Scheduled => "scheduled",
        Stage::Running => "running",
        Stage::Overdue => "overdue",
        Stage::Over => "over",
        Stage::Aborted => "aborted",
        Stage::Cancelled => "cancelled",
    }
}

/// The name of an impact, as in the record.
pub fn impact_name(kind: ImpactKind) -> &'static str {
    match kind {
        ImpactKind::Interruption => "interruption",
        ImpactKind::Outage => "outage",
        ImpactKind::Degradation => "degradation",
    }
}
