//! The course of an event for templates: what its log reported and what happened besides, by time.

use super::context::Builder;
use super::value::{object, point};
use crate::calendar::When;
use tera::Value;

impl Builder<'_> {
    /// What happened and was never reported.
    pub(super) fn timeline(&mut self) -> Value {
        let account = self.account;
        let told = account.timeline.iter().map(|happening| {
            object([
                ("at", point(happening.at.value, account.notation())),
                ("text", self.on_pages(&happening.text)),
                ("words", self.within_a_cell(&happening.text)),
            ])
        });
        told.collect::<Vec<Value>>().into()
    }

    /// Every entry of the log in the words of `part/happened.md`, and what happened besides, by time.
    pub(super) fn course(&mut self) -> Value {
        let account = self.account;
        let mut all: Vec<(When, Value)> = Vec::new();
        let of = |value: &Value, key: &str| value.get_from_path(key).cloned().unwrap_or_else(Value::none);
        let told = self.context.get("timeline").cloned().unwrap_or_else(Value::none);
        for (happening, told) in account.timeline.iter().zip(told.as_array().into_iter().flatten()) {
            let pairs = [
                ("at", of(told, "at")),
                ("text", of(told, "words")),
                ("event", Value::none()),
                ("what", of(told, "words")),
                ("services", Value::none()),
            ];
            all.push((happening.at.value, object(pairs)));
        }
        let reports = self.context.get("reports").cloned().unwrap_or_else(Value::none);
        for (report, told) in account.reports.iter().zip(reports.as_array().into_iter().flatten()) {
            for x in of(told, "entries").as_array().into_iter().flatten() {
                let mut context = std::mem::take(&mut self.context);
                context.insert_value("x", x.clone());
                let what = self.part("part/happened.md", &context);
                context.remove("x");
                self.context = context;
                let pairs = [
                    ("at", of(x, "at")),
                    ("text", of(x, "words")),
                    ("event", of(x, "event")),
                    ("what", what),
                    ("services", of(x, "window.services")),
                ];
                all.push((report.known, object(pairs)));
            }
        }
        if !all.is_empty() {
            self.beginnings(&mut all);
        }
        all.sort_by_key(|(at, _)| at.at);
        all.into_iter().map(|(_, told)| told).collect::<Vec<Value>>().into()
    }

    /// The beginning of each period of an incident, which comes before the log: nobody has reported it yet. What was told of
    /// the same minute tells it already.
    fn beginnings(&mut self, all: &mut Vec<(When, Value)>) {
        let account = self.account;
        if account.record.kind.planned() {
            return;
        }
        let windows = self.context.get("windows").cloned().unwrap_or_else(Value::none);
        for (of, window) in account.windows.iter().zip(windows.as_array().into_iter().flatten()) {
            let start = of.leg.in_force().start;
            let ahead = window.get_from_path("ahead").is_some_and(Value::is_truthy);
            if ahead || all.iter().any(|(at, _)| at.at == start.at) {
                continue;
            }
            let x = object([("event", "began".into()), ("window", window.clone())]);
            let mut context = std::mem::take(&mut self.context);
            context.insert_value("x", x);
            let what = self.part("part/happened.md", &context);
            context.remove("x");
            self.context = context;
            let services = window.get_from_path("services").cloned();
            let pairs = [
                ("at", point(start, account.notation())),
                ("text", Value::none()),
                ("event", "began".into()),
                ("what", what),
                ("services", services.into()),
            ];
            all.insert(0, (start, object(pairs)));
        }
    }
}
