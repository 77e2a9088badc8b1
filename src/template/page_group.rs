//! What stands on the page as one card: the windows of one record that share their state. What is alike is told once, what
//! differs in the rows of a table.

use super::desk::Writer;
use super::page_entry::Entry;
use super::page_passage::Said;
use super::value::{object, outcome_name};
use crate::document::origin::{self, Marked};
use tera::value::Key;
use tera::{Map, Value};

/// What entries tell of their windows besides times, name, mark and details, in the order of a table's columns. What has no
/// label among the labels of all documents has its words in `page/event.html`.
const FACTS: [&str; 13] = [
    "affected",
    "services",
    "back",
    "out",
    "impact",
    "cause",
    "expected",
    "after",
    "original",
    "on_reserve",
    "next_days",
    "reserves",
    "next",
];

/// How many columns stand side by side, besides name and time.
const SIDE_BY_SIDE: usize = 3;

impl Entry<'_> {
    /// Whether two windows of one record stand in one card: those whose state has the same words.
    pub(super) fn joins(&self, other: &Entry) -> bool {
        let state = |entry: &Entry| {
            let (leg, reported) = (entry.leg(), entry.reports().next().is_some());
            let partly = entry.of_window("back").is_truthy();
            (
                outcome_name(leg.outcome),
                leg.reserve.is_some(),
                entry.past && reported,
                partly,
            )
        };
        let record = |entry: &Entry| &raw const *entry.told.account.record;
        self.window.is_some() && other.window.is_some() && record(self) == record(other) && state(self) == state(other)
    }
}

impl Writer<'_> {
    /// One card; its title has `rank`.
    pub(super) fn group(&self, group: &[&Entry], rank: u8, said: &mut Said) -> Value {
        let Some(first) = group.first() else {
            return Value::none();
        };
        let mut map = self.entry(first);
        let periods: Vec<Value> = group.iter().flat_map(|entry| self.periods(entry)).collect();
        map.insert("periods".into(), periods.clone().into());
        map.insert("reports".into(), self.course(group));
        let dates = first.dates();
        let (windows, whole): (Vec<&Entry>, bool) = match dates.is_empty() {
            true => (group.to_vec(), false),
            false => (dates.iter().collect(), true),
        };
        let joined = group.iter().all(|entry| entry.joins(first));
        if whole || (windows.len() > 1 && joined) {
            self.parted(&mut map, &windows, periods, whole);
        }
        self.in_place_of_a_letter(&mut map, first, rank, said);
        map.into()
    }

    /// Tells once what all windows of a card say alike, and the rest in rows, one for each of its `periods`.
    fn parted(&self, map: &mut Map, windows: &[&Entry], periods: Vec<Value>, whole: bool) {
        let entries: Vec<Map> = windows.iter().map(|entry| self.entry(entry)).collect();
        let labels = map.get(&Key::from("labels")).cloned().unwrap_or_else(Value::none);
        let mut columns: Vec<(Value, Value)> = Vec::new();
        let mut marks = String::new();
        for key in FACTS {
            let told: Vec<&Value> = entries.iter().filter_map(|entry| entry.get(&Key::from(key))).collect();
            if alike(&told, &mut marks) {
                let known = map.get(&Key::from(key)).is_some_and(Value::is_truthy);
                if let Some(fact) = told.first().filter(|_| !known) {
                    map.insert(key.into(), (*fact).clone());
                }
                continue;
            }
            // What is told as a whole has services of its own.
            if !(whole && key == "services" && windows.iter().all(|of| !of.told.account.record.services.is_empty())) {
                map.insert(key.into(), Value::none());
            }
            columns.push((key.into(), labels.get_from_path(key).cloned().into()));
        }
        columns.extend(self.details_apart(map, &entries, &mut marks));
        if let Some(period) = periods.first() {
            let mut periods = periods.clone();
            periods[0] = with_marks(period, &marks);
            map.insert("periods".into(), periods.into());
        }
        if columns.is_empty() {
            return;
        }
        let told = map.get(&Key::from("periods")).and_then(Value::as_array);
        let rows = told.into_iter().flatten().zip(&entries);
        let rows = rows.map(|(period, entry)| {
            let mut row = entry.clone();
            let mut period = period.as_map().cloned().unwrap_or_default();
            row.insert("name".into(), period.shift_remove(&Key::from("name")).into());
            row.insert("period".into(), period.into());
            Value::from(row)
        });
        let rows: Vec<Value> = rows.collect();
        let named = rows
            .iter()
            .any(|row| row.get_from_path("name").is_some_and(Value::is_truthy));
        // More than stands side by side: each row is a block of its own.
        let tall = |row: &Value| {
            let details = row
                .get_from_path("details")
                .and_then(Value::as_array)
                .unwrap_or_default();
            details.iter().any(|detail| {
                detail
                    .get_from_path("words")
                    .and_then(Value::as_str)
                    .is_some_and(|words| words.contains('\n'))
            })
        };
        let again = columns.iter().any(|(key, _)| key.as_str() == Some("next_days"));
        let stacked = columns.len() > SIDE_BY_SIDE || again || rows.iter().any(tall);
        map.insert("stacked".into(), stacked.into());
        let differs: Vec<Value> = columns.iter().map(|(key, _)| key.clone()).collect();
        let columns = columns.into_iter();
        let columns: Vec<Value> = columns
            .map(|(key, label)| {
                let detail = !FACTS.iter().any(|fact| key.as_str() == Some(fact));
                object([("key", key), ("label", label), ("detail", detail.into())])
            })
            .collect();
        map.insert("named".into(), named.into());
        map.insert("rows".into(), rows.into());
        map.insert("columns".into(), columns.into());
        map.insert("differs".into(), differs.into());
    }

    /// Leaves in the card the details that all its windows tell alike; answers key and label of the others.
    fn details_apart(&self, map: &mut Map, entries: &[Map], marks: &mut String) -> Vec<(Value, Value)> {
        let of = |entry: &Map| -> Vec<Value> {
            let details = entry.get(&Key::from("details")).and_then(Value::as_array);
            details.unwrap_or_default().to_vec()
        };
        let key = |detail: &Value| detail.get_from_path("key").and_then(Value::as_str).map(String::from);
        let told: Vec<Vec<Value>> = entries.iter().map(of).collect();
        let (mut shared, mut apart): (Vec<Value>, Vec<(Value, Value)>) = (Vec::new(), Vec::new());
        for detail in told.iter().flatten() {
            let name = key(detail);
            let met = |other: &Value| key(other) == name;
            if shared.iter().any(met) || apart.iter().any(|(known, _)| known.as_str() == name.as_deref()) {
                continue;
            }
            let nothing = Value::none();
            let each: Vec<&Value> = told
                .iter()
                .map(|all| all.iter().find(|d| met(d)).unwrap_or(&nothing))
                .collect();
            match alike(&each, marks) {
                true => shared.push(detail.clone()),
                false => apart.push((name.into(), detail.get_from_path("label").cloned().into())),
            }
        }
        map.insert("details".into(), shared.into());
        apart
    }
}

/// Whether all of `told` say the same, wherever each is typed; `marks` are then given the places of all but the first, which
/// alone is printed.
fn alike(told: &[&Value], marks: &mut String) -> bool {
    let Some((first, others)) = told.split_first() else {
        return true;
    };
    let same = others.iter().all(|other| words(first) == words(other));
    if same {
        others.iter().for_each(|other| places(other, marks));
    }
    same
}

/// What a value says, without the marks of its places.
fn words(value: &Value) -> Value {
    if let Some(text) = value.as_str() {
        return origin::bare(text).into();
    }
    if let Some(all) = value.as_array() {
        return all.iter().map(words).collect::<Vec<Value>>().into();
    }
    match value.as_map() {
        Some(map) => map
            .iter()
            .map(|(key, of)| (key.clone(), words(of)))
            .collect::<Map>()
            .into(),
        None => value.clone(),
    }
}

/// Adds the marks of all texts in a value.
fn places(value: &Value, marks: &mut String) {
    if let Some(text) = value.as_str() {
        marks.push_str(&Marked::read(text).marks());
    }
    for of in value.as_array().into_iter().flatten() {
        places(of, marks);
    }
    for (_, of) in value.as_map().into_iter().flatten() {
        places(of, marks);
    }
}

/// A period whose start carries `marks`.
fn with_marks(period: &Value, marks: &str) -> Value {
    let Some(map) = period.as_map().filter(|_| !marks.is_empty()) else {
        return period.clone();
    };
    let mut map = map.clone();
    let key = Key::from("start");
    if let Some(mut start) = map.get(&key).and_then(Value::as_map).cloned() {
        let element = start
            .get(&Key::from("element"))
            .and_then(Value::as_str)
            .unwrap_or_default();
        let element = Value::safe_string(&format!("{element}{marks}"));
        start.insert("element".into(), element);
        map.insert("start".into(), start.into());
    }
    map.into()
}
