//! `every` of a window, with `time`, `from`, `to`, `except`, `extra` and `show`.

use super::date_fault::{DATE, TIME};
use super::fields::Fields;
use super::reader::Reader;
use crate::calendar::recurrence::{self, Recurrence};
use crate::calendar::{When, input};
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::codes;
use crate::record::recurring::{RecurringRecord, Show};
use crate::record::said::Sort;
use chrono::NaiveDate;

/// How what comes again is printed.
pub(crate) const SHOW: &[(&str, Show)] = &[("rule", Show::Rule), ("dates", Show::Dates)];

impl Reader {
    /// What comes again, where `every` stands there; the other keys are of it alone.
    pub(super) fn recurring_at(&mut self, f: &mut Fields<'_>) -> Option<Box<RecurringRecord>> {
        let head = f.key_span("every");
        let node = f.take("every");
        let every = node.and_then(|node| self.scalar(node, head));
        let time_head = f.key_span("time");
        let time = f.take("time").and_then(|node| self.scalar(node, time_head));
        let (from, to) = (self.day_at(f, "from"), self.day_at(f, "to"));
        let (except, extra) = (self.days_at(f, "except"), self.days_at(f, "extra"));
        let show = self.word_at(f, "show", SHOW);
        let Some(every) = every else {
            if node.is_none() {
                let alone = ["time", "from", "to", "except", "extra", "show"];
                if let Some(key) = alone.into_iter().find(|key| f.has(key)) {
                    self.fault(without_every(f.key_span(key), key));
                }
            }
            return None;
        };
        // Where its dates are printed, the rule is not.
        if show.as_ref().is_none_or(|show| show.value == Show::Rule) {
            self.say(&every, Sort::Text);
        }
        let Some(rule) = recurrence::rule(&every.value) else {
            self.fault(no_rule(&every));
            return None;
        };
        let begin = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        let days = Recurrence {
            rule,
            from: from.as_ref().map_or(begin, |from| from.value),
            to: to.as_ref().map(|to| to.value),
            except: except.iter().map(|day| day.value).collect(),
            extra: extra.iter().map(|day| day.value).collect(),
        };
        for day in &except {
            if !days.rule.holds(day.value) {
                self.fault(not_of_the_rule(day, &every, "except"));
            }
        }
        for day in &extra {
            if days.rule.holds(day.value) && days.from <= day.value && days.to.is_none_or(|to| day.value <= to) {
                self.fault(not_of_the_rule(day, &every, "extra"));
            }
        }
        let Some(anchor) = days.days_from(days.from).next() else {
            let place = to.as_ref().map_or(every.span, |to| to.span);
            self.fault(no_day(place));
            return None;
        };
        let show = show.map_or(Show::Rule, |show| show.value);
        if show == Show::Dates && to.is_none() {
            self.fault(dates_without_end(f.key_span("show")));
        }
        let whole_day = Spanned::new(String::new(), every.span);
        let time = time.as_ref().unwrap_or(&whole_day);
        let time = self.read(time, |text| input::times(text, anchor), TIME)?.value;
        Some(Box::new(RecurringRecord {
            every,
            days,
            from_typed: from.is_some(),
            placed: except.iter().chain(&extra).map(|day| (day.value, day.span)).collect(),
            time,
            anchor,
            show,
        }))
    }

    /// Beside `every` no single day stands, whether the rule can be read or not.
    pub(super) fn no_single_day(&mut self, f: &mut Fields<'_>) {
        for key in ["start", "end", "reserve"] {
            if f.take(key).is_some() {
                self.fault(beside_every(f.key_span(key), key));
            }
        }
    }

    /// Start and end of the first day; a window that comes again has none of its own.
    pub(super) fn first_of(
        &mut self,
        f: &mut Fields<'_>,
        recurring: &RecurringRecord,
    ) -> (Option<Spanned<When>>, Option<Spanned<When>>) {
        self.no_single_day(f);
        let (start, end) = recurring.on(recurring.anchor);
        let span = recurring.every.span;
        (Some(Spanned::new(start, span)), Some(Spanned::new(end, span)))
    }

    fn day_at(&mut self, f: &mut Fields<'_>, key: &'static str) -> Option<Spanned<NaiveDate>> {
        let head = f.key_span(key);
        let node = f.take(key)?;
        let text = self.scalar(node, head)?;
        self.read(&text, input::date, DATE)
    }

    fn days_at(&mut self, f: &mut Fields<'_>, key: &'static str) -> Vec<Spanned<NaiveDate>> {
        let texts = self.names_at(f, key).unwrap_or_default();
        texts
            .iter()
            .filter_map(|text| self.read(text, input::date, DATE))
            .collect()
    }
}

fn no_rule(every: &Spanned<String>) -> Diagnostic {
    codes::DATE_NOTATION.at(
        every.span,
        Message::new(
            format!("「{}」は繰り返しとして読めません", every.value),
            format!("`{}` cannot be read as what comes again", every.value),
        ),
        Message::new(
            "毎日、平日、毎週月曜・木曜、毎月第1・第3日曜、毎月最終金曜、毎月25日、毎月末日 のように書いてください",
            "write it like 毎日, 平日, 毎週月曜・木曜, 毎月第1・第3日曜, 毎月最終金曜, 毎月25日, 毎月末日",
        ),
    )
}

fn without_every(span: Span, key: &str) -> Diagnostic {
    codes::MISSING_KEY.at(
        span,
        Message::new(
            format!("{key} は every(繰り返し)のある予定日時にだけ書けます"),
            format!("`{key}` stands only in a window with `every`"),
        ),
        Message::new(
            "every: 毎月第3日曜 のように書き足してください",
            "add `every: 毎月第3日曜` or the like",
        ),
    )
}

fn beside_every(span: Span, key: &str) -> Diagnostic {
    codes::UNKNOWN_KEY.at(
        span,
        Message::new(
            format!("every(繰り返し)のある予定日時に {key} は書けません"),
            format!("a window with `every` has no `{key}`"),
        ),
        Message::new(
            "時刻は time に、期間は from と to に、1日だけの変更は except と extra に書いてください",
            "times of day go under `time`, its term under `from` and `to`, single days under `except` and `extra`",
        ),
    )
}

fn not_of_the_rule(day: &Spanned<NaiveDate>, every: &Spanned<String>, key: &str) -> Diagnostic {
    let (ja, en) = match key {
        "except" => (
            "に当たらない日なので、除く必要がありません",
            "does not fall on this day, which needs no exception",
        ),
        _ => ("にすでに含まれる日です", "falls on this day already"),
    };
    codes::LISTED_TWICE
        .at(
            day.span,
            Message::new(
                format!("{} は「{}」{ja}", day.value, every.value),
                format!("`{}` {en} ({})", every.value, day.value),
            ),
            Message::new("日付を確かめてください", "check the date"),
        )
        .with_related(every.span, Message::new("繰り返しはここです", "what comes again"))
}

fn no_day(span: Span) -> Diagnostic {
    codes::END_BEFORE_START.at(
        span,
        Message::new(
            "繰り返しに当たる日が1日もありません",
            "no day is left for what comes again",
        ),
        Message::new(
            "from と to、except を確かめてください",
            "check `from`, `to` and `except`",
        ),
    )
}

fn dates_without_end(span: Span) -> Diagnostic {
    codes::MISSING_KEY.at(
        span,
        Message::new(
            "show: dates には to(最後の日)が要ります",
            "`show: dates` needs `to`, the last day",
        ),
        Message::new(
            "to を書くか、show: rule にしてください",
            "add `to`, or write `show: rule`",
        ),
    )
}
