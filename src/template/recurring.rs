//! What comes again as values for templates: its rule in words, its times of day, its next days.

use super::bracket;
use super::context::Builder;
use super::value::{point, stretch};
use crate::account::Leg;
use crate::calendar::notation::Notation;
use crate::calendar::style::Marks;
use crate::document::origin;
use crate::record::recurring::{RecurringRecord, Show};
use chrono::NaiveDate;
use tera::{Context, Value};

impl Builder<'_> {
    /// What a window that comes again says in place of a window's day: `date` is its rule in words, `clock` its times of
    /// day, `range` both; and `next` its next days, `rule` the rule alone.
    pub(super) fn recurring(&mut self, recurring: &RecurringRecord, leg: &Leg, notation: &Notation) -> tera::Map {
        let date = |day: NaiveDate| Value::from(notation.date(day));
        // The first says its year; those after it only where it is another.
        let dates = |days: &[NaiveDate]| -> Vec<Value> {
            let shown = days.iter().enumerate().map(|(index, day)| {
                let before = index.checked_sub(1).and_then(|index| days.get(index)).copied();
                Value::from(notation.date_after(*day, before))
            });
            shown.collect()
        };
        let all: Vec<NaiveDate> = match recurring.show {
            Show::Dates => recurring.days.days_from(recurring.days.from).collect(),
            Show::Rule => Vec::new(),
        };
        let days = &recurring.days;
        let mut r = tera::Map::new();
        let rule = origin::mark(recurring.every.span, &recurring.every.value);
        r.insert("rule".into(), rule.clone().into());
        r.insert("from".into(), recurring.from_typed.then(|| date(days.from)).into());
        r.insert("to".into(), days.to.map(date).into());
        r.insert("mark".into(), notation.range.sign().to_string().into());
        r.insert("except".into(), dates(&days.except).into());
        r.insert("extra".into(), dates(&days.extra).into());
        r.insert("dates".into(), dates(&all).into());
        let mut context = Context::new();
        let brackets = self.context.get(bracket::NAME).cloned();
        context.insert_value(bracket::NAME, brackets.into());
        context.insert_value("r", r.clone().into());
        let words = self.part("part/rule.md", &context);
        let (start, end) = recurring.on(recurring.anchor);
        let clock = notation.clock(start, end, Marks::Both);
        let range = Value::safe_string(&format!("{} {clock}", words.as_str().unwrap_or_default()));
        let next = recurring.next(leg.planned.start).into_iter();
        let next: Vec<Value> = next
            .map(|day| {
                let (start, end) = recurring.on(day);
                stretch(crate::account::Stretch { start, end: Some(end) }, notation).into()
            })
            .collect();
        let mut map = tera::Map::new();
        map.insert("date".into(), words);
        map.insert("clock".into(), clock.clone().into());
        map.insert("clock_once".into(), notation.clock(start, end, Marks::Once).into());
        map.insert("clock_plain".into(), notation.clock(start, end, Marks::None).into());
        map.insert("range".into(), range.clone());
        map.insert("range_once".into(), range);
        map.insert("rule".into(), rule.into());
        map.insert("next".into(), next.into());
        map.insert("start".into(), point(leg.planned.start, notation));
        map
    }
}
