//! An impact as values for templates: its parts, and the words that all documents use for it.

use super::bracket;
use super::context::Builder;
use super::value::{impact_name, per_name};
use crate::calendar::Notation;
use crate::calendar::length::{between, drawn_out, seconds};
use crate::diagnostic::Spanned;
use crate::document::origin::{self, Marked};
use crate::record::impact::{Count, Duration, ImpactKind, ImpactRecord};
use tera::{Context, Value};

impl Builder<'_> {
    /// An impact: its parts, and the words for it (`part/impact.md`); of what is `over` they tell what was.
    pub(super) fn impact(&mut self, impact: &ImpactRecord, notation: &Notation, over: bool) -> Value {
        let before = self.faults.len();
        let sign = notation.range.sign();
        let count = |write: fn(Count, &str) -> String| {
            let of = impact.count.as_ref();
            Value::from(of.map(|of| origin::mark(of.span, &write(of.value, sign))))
        };
        let length = |write: fn(String) -> String| {
            let of = impact.duration.as_ref();
            let write = |of: &Spanned<Duration>| origin::mark(of.span, &length(&of.value, sign, write));
            Value::from(of.map(write))
        };
        let kind = impact.kind.as_ref().map(|kind| kind.value);
        let occurs = kind.is_some_and(|kind| kind != ImpactKind::None) && impact.text.is_none() && !impact.possible;
        let pairs = [
            ("kind", kind.map(impact_name).into()),
            ("count", count(number)),
            ("times", count(times)),
            ("duration", length(|amount| amount)),
            ("lasting", length(drawn_out)),
            ("per", impact.per.as_ref().map(|per| per_name(per.value)).into()),
            ("possible", impact.possible.into()),
            ("over", over.into()),
            ("occurs", occurs.into()),
            ("text", impact.text.as_ref().map(|text| self.within_a_cell(text)).into()),
        ];
        let mut map = tera::Map::new();
        for (key, value) in pairs {
            map.insert(key.into(), value);
        }
        let mut context = Context::new();
        let terms = self.context.get("terms").cloned();
        context.insert_value("terms", terms.into());
        let brackets = self.context.get(bracket::NAME).cloned();
        context.insert_value(bracket::NAME, brackets.into());
        context.insert_value("i", map.clone().into());
        let words = self.part("part/impact.md", &context);
        // What the part's words add may make something else of the text: an address would go on in them.
        if before == self.faults.len() {
            let marked = words.as_str().map(Marked::read).unwrap_or_default();
            self.readable(&marked, impact.kind.as_ref().map_or(impact.span, |kind| kind.span));
        }
        map.insert("words".into(), words);
        map.into()
    }
}

/// The number alone: `2～4`, `約2`, `数`.
fn number(count: Count, sign: &str) -> String {
    let least = count.least.map_or_else(|| "数".to_string(), |least| least.to_string());
    let most = count.most.map_or_else(String::new, |most| format!("{sign}{most}"));
    format!("{}{least}{most}", count.bound.mark())
}

/// The number with what it counts: `2～4回`, `数回程度`.
fn times(count: Count, sign: &str) -> String {
    format!("{}回{}", number(count, sign), count.bound.behind())
}

/// A length, its amount written by `write` where nothing stands behind it: `約30分間`, `10分以内`, `数分間`.
fn length(duration: &Duration, sign: &str, write: fn(String) -> String) -> String {
    let bound = duration.bound;
    if let Some(words) = &duration.words {
        let ends = bound.behind().is_empty() && !words.ends_with(['間', '度', '日']);
        return if ends { write(words.clone()) } else { words.clone() };
    }
    let amount = match duration.most {
        Some(most) => between(duration.least.into(), most.into(), sign),
        None => seconds(duration.least.into()),
    };
    match bound.behind() {
        "" => format!("{}{}", bound.mark(), write(amount)),
        behind => format!("{}{amount}{behind}", bound.mark()),
    }
}
