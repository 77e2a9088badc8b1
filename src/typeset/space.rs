//! The space between two bodies and how far it may give way (JLREQ 3.1.2–3.1.6, 3.2.6, 3.8.3, 3.8.4; appendix B).

use super::class::Class::{self, *};
use super::kinsoku::{is_number, same_inseparable};
use super::unit::Unit;

/// Steps of reduction, in the order they are taken (JLREQ Table 3; its steps on the line end are in `adjust.rs`).
pub(super) const REDUCTIONS: usize = 4;
/// Steps of expansion, in the order they are taken; a fourth opens every legal line end, up to
/// `adjust::MOST_OPENED`. JLREQ Table 6 opens
/// 四分アキ before solid text, the practice of books (Table 5) leaves it alone: a few wide gaps in a line of even text
/// draw the eye, so here it gives way only when solid text can give no more.
pub(super) const EXPANSIONS: usize = 3;

/// Least width of a word space, em (JLREQ 3.8.3 a).
const WORD_LEAST: f64 = 0.25;
/// Greatest width of a word space, em (JLREQ 3.8.4 a).
const WORD_MOST: f64 = 0.5;

/// The space after a unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Space {
    /// Before adjustment, em.
    pub natural: f64,
    /// How much each step of reduction may take: word space, middle dot, bracket and comma, 四分アキ.
    pub reduce: [f64; REDUCTIONS],
    /// How much each step of expansion may add: word space, solid Japanese, 四分アキ.
    pub expand: [f64; EXPANSIONS],
}

impl Space {
    const SOLID: Space = Space {
        natural: 0.0,
        reduce: [0.0; REDUCTIONS],
        expand: [0.0; EXPANSIONS],
    };

    fn opening(expand: f64) -> Space {
        Space {
            expand: [0.0, expand, 0.0],
            ..Space::SOLID
        }
    }

    /// `soft` gives way at the step of brackets and commas, `dot` at the step of middle dots.
    fn half(firm: f64, soft: f64, dot: f64) -> Space {
        Space {
            natural: firm + soft + dot,
            reduce: [0.0, dot, soft, 0.0],
            ..Space::SOLID
        }
    }

    /// 四分アキ: ¼, reduced to ⅛ last, opened to ½.
    fn quarter() -> Space {
        Space {
            natural: 0.25,
            reduce: [0.0, 0.0, 0.0, 0.125],
            expand: [0.0, 0.0, 0.25],
        }
    }
}

/// The space between two neighbouring units of a line.
pub(super) fn between(a: &Unit, b: &Unit) -> Space {
    if a.class == WordSpace {
        // The unit's body is the natural width; the space after it is where the line gives way.
        return Space {
            natural: 0.0,
            reduce: [(a.body - WORD_LEAST).max(0.0), 0.0, 0.0, 0.0],
            expand: [(WORD_MOST - a.body).max(0.0), 0.0, 0.0],
        };
    }
    if a.class.is_space() || b.class.is_space() || a.half_width || b.half_width {
        return Space::SOLID;
    }
    match (a.class, b.class) {
        (_, ReferenceMark) => Space::SOLID,
        (Closing | FullStop | Comma, Closing | FullStop | Comma | WesternClosing) => Space::SOLID,
        (Closing, MiddleDot) => Space::half(0.0, 0.0, 0.25),
        (FullStop, MiddleDot) => Space::half(0.5, 0.0, 0.25),
        (Comma, MiddleDot) => Space::half(0.0, 0.5, 0.25),
        // The ½ after a full stop within a line is never reduced (JLREQ 3.8.3 e, note).
        (FullStop, _) => Space::half(0.5, 0.0, 0.0),
        (Comma | Closing, Opening) => before_opening(a),
        (Closing | Comma, _) => Space::half(0.0, 0.5, 0.0),
        (MiddleDot, MiddleDot) => Space::half(0.0, 0.0, 0.5),
        (MiddleDot, _) | (_, MiddleDot) => Space::half(0.0, 0.0, 0.25),
        (WesternOpening, Opening) => Space::half(in_order(a), 0.0, 0.0),
        (Opening | WesternOpening, _) => Space::SOLID,
        (_, Opening) => before_opening(a),
        (_, WesternClosing) => Space::SOLID,
        // ※1, ①2: a mark and its number.
        (Ideographic, Numeral) if a.character == '※' => Space::SOLID,
        (a, b) if a.is_japanese() && b.is_western_word() || a.is_western_word() && b.is_japanese() => Space::quarter(),
        (Dividing, Numeral | Western) => Space {
            expand: [0.0; EXPANSIONS],
            ..Space::quarter()
        },
        // Half-width brackets, / and ~ in Japanese text: nothing outside, as their glyphs hold space of their own; opened
        // on both sides alike.
        (a, WesternOpening) | (WesternClosing, a) if a.is_japanese() => Space::opening(0.25),
        (a, WesternMark) | (WesternMark, a) if a.is_japanese() => Space::opening(0.25),
        (Inseparable, Inseparable) if same_inseparable(a.character, b.character) => Space::SOLID,
        (Iteration | Prolonged | SmallKana, Inseparable) => Space::SOLID,
        (Ideographic, Postfix) if is_number(a.character) => Space::SOLID,
        (x, y) if opens(x) && opens(y) => Space::opening(0.25),
        _ => Space::SOLID,
    }
}

/// The glyph of an opening bracket begins half an em before its body. Readers of a PDF put glyphs in the order of their
/// origins, so that beside a narrow body a little space has to stay.
fn in_order(a: &Unit) -> f64 {
    (0.505 - a.body).max(0.0)
}

/// The ½ em before an opening bracket.
fn before_opening(a: &Unit) -> Space {
    let firm = in_order(a).min(0.5);
    Space::half(firm, 0.5 - firm, 0.0)
}

/// Classes whose solid pairs open evenly in the third step of expansion (JLREQ 3.8.4 c). Small kana, ー and iteration
/// marks take their part after and before kana as well: the pair is solid, not unbreakable.
fn opens(class: Class) -> bool {
    class.is_japanese() || matches!(class, Inseparable | Prefix | Postfix)
}
