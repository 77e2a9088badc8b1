//! What a window does to its services: one text, or a mapping.

use super::fields::{Fields, missing_key};
use super::reader::Reader;
use super::style::YES_NO;
use super::values::{bad_number, bounded, number};
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::codes;
use crate::record::impact::{Count, ImpactKind, ImpactRecord, Per};
use crate::record::node::{Kind, Node};
use crate::record::said::Sort;

pub(in crate::record) const IMPACTS: &[(&str, ImpactKind)] = &[
    ("interruption", ImpactKind::Interruption),
    ("outage", ImpactKind::Outage),
    ("degradation", ImpactKind::Degradation),
    ("none", ImpactKind::None),
];
pub(in crate::record) const PER: &[(&str, Per)] = &[("each", Per::Each), ("total", Per::Total)];

impl Reader {
    pub(super) fn impact_at(&mut self, fields: &mut Fields<'_>) -> Option<ImpactRecord> {
        let head = fields.key_span("impact");
        let node = fields.take("impact")?;
        if let Kind::Scalar(_) = node.kind {
            let text = self.under("impact", |r| r.text(node, head))?;
            if IMPACTS.iter().any(|(word, _)| *word == text.value) {
                self.fault(kind_alone(&text));
                return None;
            }
            return Some(ImpactRecord {
                span: text.span,
                kind: None,
                count: None,
                duration: None,
                per: None,
                possible: false,
                text: Some(text),
            });
        }
        let mut fields = self.fields(node, head)?;
        let f = &mut fields;
        let kind = self.word_at(f, "kind", IMPACTS);
        let count_head = f.key_span("count");
        let count = f.take("count").and_then(|node| self.count(node, count_head));
        let duration_head = f.key_span("duration");
        let duration = f.take("duration").and_then(|node| self.duration(node, duration_head));
        let per = self.word_at(f, "per", PER);
        if per.is_some() {
            // Of one stop, or of no length, there is nothing to tell apart.
            for key in ["count", "duration"].into_iter().filter(|key| !f.has(key)) {
                self.fault(missing_key(f.key_span("per"), key));
            }
        }
        let possible = self.word_at(f, "possible", YES_NO);
        let text = self.text_at(f, "text");
        // What there is none of has no length, no number, and no chance of its own.
        let none = kind.as_ref().filter(|kind| kind.value == ImpactKind::None);
        if let Some(none) = none {
            for key in ["count", "duration", "per", "possible"]
                .into_iter()
                .filter(|key| f.has(key))
            {
                self.fault(not_with_none(f.key_span(key), key, none.span));
            }
        }
        if !f.has("kind") && !f.has("text") {
            self.fault(missing_key(f.head, "kind"));
        }
        let span = fields.span;
        self.finish(fields);
        (kind.is_some() || text.is_some()).then_some(ImpactRecord {
            span,
            kind,
            count,
            duration,
            per,
            possible: possible.is_some_and(|possible| possible.value),
            text,
        })
    }

    /// `2`, `2~4`, `約2回`, `1回以上`, `数回程度`.
    fn count(&mut self, node: &Node, head: Span) -> Option<Spanned<Count>> {
        let text = self.scalar(node, head)?;
        let Some(count) = count(&text.value) else {
            self.fault(bad_number(
                &text,
                "回数",
                "a count",
                "2、2~4、約2、1回以上、数回、数回程度",
            ));
            return None;
        };
        self.say(&text, Sort::Count);
        Some(Spanned::new(count, text.span))
    }
}

fn count(text: &str) -> Option<Count> {
    let (bound, amount) = bounded(text)?;
    let amount = amount.strip_suffix("回").unwrap_or(amount).trim_end();
    if amount == "数" {
        return Some(Count {
            bound,
            least: None,
            most: None,
        });
    }
    let (least, most) = match amount.split_once(['~', '〜', '～', '-']) {
        None => (number(amount)?, None),
        Some((low, high)) => (number(low.trim_end().trim_end_matches("回"))?, Some(number(high)?)),
    };
    let rising = most.is_none_or(|most| most > least);
    (least > 0 && rising).then_some(Count {
        bound,
        least: Some(least),
        most,
    })
}

/// A kind where words of the operator's own would stand.
fn kind_alone(text: &Spanned<String>) -> Diagnostic {
    let kind = &text.value;
    codes::NOT_ALLOWED.at(
        text.span,
        Message::new(
            format!("「{kind}」は影響の種類です。このままでは、この文字がそのまま載ります"),
            format!("`{kind}` is a kind of impact, and would be printed as it stands"),
        ),
        Message::new(
            format!("「impact: {{ kind: {kind} }}」と書いてください"),
            format!("write `impact: {{ kind: {kind} }}`"),
        ),
    )
}

/// What is said of an impact of which there is none.
fn not_with_none(key_span: Span, key: &str, none: Span) -> Diagnostic {
    codes::NOT_ALLOWED
        .at(
            key_span,
            Message::new(
                format!("影響がない(kind: none)のに、「{key}:」が書かれています"),
                format!("`{key}:` is said of an impact that there is none of (`kind: none`)"),
            ),
            Message::new(
                format!("「{key}:」を消すか、kind を書き直してください。条件は text に自分の言葉で書けます"),
                format!("remove `{key}:`, or mend `kind`; a condition can be told in `text`"),
            ),
        )
        .with_related(
            none,
            Message::new("影響がないと書かれています", "it says that there is none"),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::impact::Bound;

    #[test]
    fn a_count_is_read_as_exact_as_it_is_typed() {
        let read = |text| count(text).map(|count| (count.bound, count.least, count.most));
        for (text, expected) in [
            ("2", (Bound::Exact, Some(2), None)),
            ("2回", (Bound::Exact, Some(2), None)),
            ("2~4", (Bound::Exact, Some(2), Some(4))),
            ("1～2回", (Bound::Exact, Some(1), Some(2))),
            ("約2", (Bound::About, Some(2), None)),
            ("最大3回", (Bound::AtMost, Some(3), None)),
            ("数回", (Bound::Exact, None, None)),
            ("数回程度", (Bound::Roughly, None, None)),
            ("1回以上", (Bound::AtLeast, Some(1), None)),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
        for wrong in ["", "0", "回", "二回", "4~2", "最大2回以内", "約数回程度", "何回か"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
