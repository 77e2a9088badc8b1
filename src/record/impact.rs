//! What a window does to its services, as exact as the record says it and never more.

use crate::diagnostic::{Span, Spanned};

/// What a window does to its services. It has a kind, or words of the operator's own.
#[derive(Debug, Clone, PartialEq)]
pub struct ImpactRecord {
    /// The whole entry.
    pub span: Span,
    /// `kind: interruption | outage | degradation | none`
    pub kind: Option<Spanned<ImpactKind>>,
    /// `count: 2`, `2~4`, `数回程度`: how many times.
    pub count: Option<Spanned<Count>>,
    /// `duration: 30m`, `1h30m`, `2～3秒`, `約30分`, `15分程度`, `数分`.
    pub duration: Option<Spanned<Duration>>,
    /// `per: each | total`: of which the duration is, where there are several.
    pub per: Option<Spanned<Per>>,
    /// `possible: yes`: it may happen, or not.
    pub possible: bool,
    /// `text`: in the operator's own words; an impact that is one text says these alone.
    pub text: Option<Spanned<String>>,
}

impl ImpactRecord {
    /// Whether it puts its services out of use, as far as is known.
    pub fn stops(&self) -> bool {
        self.kind.as_ref().is_none_or(|kind| kind.value == ImpactKind::Outage)
    }
}

/// Kinds of impact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImpactKind {
    /// 瞬断
    Interruption,
    /// 停止
    Outage,
    /// 遅延・一部制限
    Degradation,
    /// 影響はありません
    None,
}

/// How many times, as the record says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How exact it is.
    pub bound: Bound,
    /// The smaller of two; `None` for 数.
    pub least: Option<u32>,
    /// The larger of two.
    pub most: Option<u32>,
}

/// 数 is two at least.
const SEVERAL: u32 = 2;

impl Count {
    /// How many there are at least; of what is at most so many, that many.
    pub fn at_least(self) -> u32 {
        self.least.unwrap_or(SEVERAL)
    }
}

/// A length of time as the record says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// How exact it is.
    pub bound: Bound,
    /// In seconds; the shorter of two.
    pub least: u32,
    /// The longer of two, in seconds.
    pub most: Option<u32>,
    /// Where it is more than numbers with their units (数分, 半日程度, 2日間), the words it is told in, as typed.
    pub words: Option<String>,
}

/// Of what a duration is the length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// Of each stop (各).
    Each,
    /// Of all together (合計).
    Total,
}

/// How exact a number is: as the record says, never more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// 約
    About,
    /// 最大
    AtMost,
    /// 程度, behind the number.
    Roughly,
    /// 以上, behind the number.
    AtLeast,
    /// 未満, behind the number.
    Below,
    /// 以内, behind the number.
    Within,
}

impl Bound {
    /// Every mark of a bound that stands before the number, as typed and as printed.
    pub const MARKS: [(&'static str, Bound); 2] = [("約", Bound::About), ("最大", Bound::AtMost)];

    /// Every mark of a bound that stands behind it.
    pub const BEHIND: [(&'static str, Bound); 4] = [
        ("程度", Bound::Roughly),
        ("以上", Bound::AtLeast),
        ("未満", Bound::Below),
        ("以内", Bound::Within),
    ];

    /// What stands before the number.
    #[must_use]
    pub fn mark(self) -> &'static str {
        Self::of(&Self::MARKS, self)
    }

    /// What stands behind it.
    #[must_use]
    pub fn behind(self) -> &'static str {
        Self::of(&Self::BEHIND, self)
    }

    fn of(marks: &[(&'static str, Bound)], bound: Bound) -> &'static str {
        let mark = marks.iter().find(|(_, of)| *of == bound);
        mark.map_or("", |(mark, _)| mark)
    }
}
