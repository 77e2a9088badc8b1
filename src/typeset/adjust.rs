//! Making a line end at the margin: reduction, then expansion, step by step (JLREQ 3.8), and what each costs.
//!
//! Costs have no unit; only their order and their sums over a paragraph matter. What JLREQ prefers is cheaper.

use super::kinsoku::Verdict;
use super::paragraph::Slack;
use super::space::{EXPANSIONS, REDUCTIONS, Space};

/// Lengths nearer than this are equal, em: a thousandth of a point at 10.5 pt.
pub(super) const EPSILON: f64 = 1e-4;

/// A line that had to be opened beyond the third step of expansion.
pub(super) const STRAINED: f64 = 2_000.0;

/// How far the fourth step of expansion may open each place, em: kana and kanji then stand a little less than their own width
/// apart, as in a name that is spread over a measure. Wider, a word comes apart into letters; a line that would need more is
/// set with natural spaces and ends short of the margin, as a last line does. A line before a long string is not opened at all.
pub(super) const MOST_OPENED: f64 = 0.7;

/// What opening every place by an em beyond the third step would cost.
const OPENED: f64 = 1_500.0;

/// What each em that a line of natural spaces ends before the margin costs: less than a torn date for a line nearly empty.
const SHORT_OF_MARGIN: f64 = 30.0;

/// How a line is brought to the margin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// What it costs.
    pub cost: f64,
    /// What is added to the line's spaces in sum, em; negative for reduction.
    pub delta: f64,
    /// Beyond the limits of adjustment.
    pub strained: bool,
    /// So far beyond that its spaces are left as they are.
    pub natural: bool,
}

/// Brings a line to `measure`, its closing mark with its space or without (JLREQ 3.1.9): whichever is cheaper.
/// `None` where the line is too long even when reduced.
pub(super) fn fit(stretch: &Slack, measure: f64) -> Option<Fit> {
    let solid = to_target(stretch, measure - stretch.width);
    if stretch.end_space == 0.0 {
        return solid;
    }
    let kept = to_target(stretch, measure - stretch.end_space - stretch.width);
    match (solid, kept) {
        // The space at the line end goes before any other but the word space; kept is the natural state.
        (Some(solid), Some(kept)) if solid.cost + 1.0 < kept.cost => Some(Fit {
            cost: solid.cost + 1.0,
            ..solid
        }),
        (_, Some(kept)) => Some(kept),
        (solid, None) => solid.map(|s| Fit {
            cost: s.cost + 1.0,
            ..s
        }),
    }
}

/// A line that ends within a string of letters: drawn in where it must, never opened, for the string is what does not fit.
pub(super) fn fit_unopened(stretch: &Slack, measure: f64) -> Option<Fit> {
    let delta = measure - stretch.width;
    if delta >= -EPSILON {
        return Some(Fit {
            cost: SHORT_OF_MARGIN * delta.max(0.0),
            delta: 0.0,
            strained: false,
            natural: false,
        });
    }
    to_target(stretch, delta)
}

/// The last line: natural, reduced where it is slightly too long (JLREQ 3.8.1).
pub(super) fn fit_last(stretch: &Slack, measure: f64) -> Option<Fit> {
    let delta = measure - stretch.width;
    if delta >= -EPSILON {
        return Some(Fit {
            cost: 0.0,
            delta: 0.0,
            strained: false,
            natural: false,
        });
    }
    to_target(stretch, delta)
}

/// Whether a line could be brought in by mild reduction: word spaces, middle dots, and half ems to a quarter
/// (JLREQ Table 5).
pub(super) fn fits_mildly(stretch: &Slack, measure: f64) -> bool {
    let [word, dot, half, _] = stretch.reduce;
    stretch.width - word - dot - half / 2.0 <= measure + EPSILON
}

/// The least width of a line, em.
pub(super) fn least(stretch: &Slack) -> f64 {
    stretch.width - stretch.reduce.iter().sum::<f64>()
}

fn to_target(stretch: &Slack, delta: f64) -> Option<Fit> {
    if delta.abs() <= EPSILON {
        return Some(Fit {
            cost: 0.0,
            delta,
            strained: false,
            natural: false,
        });
    }
    if delta < 0.0 {
        reduction(stretch, delta)
    } else {
        Some(expansion(stretch, delta))
    }
}

fn part(of: f64, capacity: f64) -> f64 {
    if capacity > 0.0 { of / capacity } else { 0.0 }
}

fn reduction(stretch: &Slack, delta: f64) -> Option<Fit> {
    let [word, dot, half, quarter] = stretch.reduce;
    let need = -delta;
    let soft = dot + half;
    let cost = if need <= word + EPSILON {
        2.0 * part(need, word)
    } else if need <= word + soft + EPSILON {
        let used = part(need - word, soft);
        // Half ems reduced below a quarter begin to look like slips.
        4.0 + 16.0 * used * used + 60.0 * (used - 0.5).max(0.0)
    } else if need <= word + soft + quarter + EPSILON {
        60.0 + 60.0 * part(need - word - soft, quarter)
    } else {
        return None;
    };
    Some(Fit {
        cost,
        delta,
        strained: false,
        natural: false,
    })
}

fn expansion(stretch: &Slack, delta: f64) -> Fit {
    let [word, solid, quarter] = stretch.expand;
    let limit = word + solid + quarter;
    if delta <= limit + EPSILON {
        let first = part(delta.min(word), word);
        let second = part((delta - word).clamp(0.0, solid), solid);
        let third = part((delta - word - solid).max(0.0), quarter);
        let cost = 40.0 + 10.0 * first + 100.0 * second * second + 60.0 * third;
        return Fit {
            cost,
            delta,
            strained: false,
            natural: false,
        };
    }
    let each = (delta - limit) / stretch.open;
    if each <= MOST_OPENED {
        return Fit {
            cost: STRAINED + OPENED * each,
            delta,
            strained: true,
            natural: false,
        };
    }
    // A string alone that fills most of its line has nothing that could be opened: it ends where it ends.
    let cost = if stretch.open > 0.0 || delta > stretch.width {
        STRAINED + OPENED * MOST_OPENED + SHORT_OF_MARGIN * delta
    } else {
        SHORT_OF_MARGIN * delta / 2.0
    };
    Fit {
        cost,
        delta: 0.0,
        strained: true,
        natural: true,
    }
}

/// Adds `delta` to the spaces of a line in the order of the steps, each step equally; `spaces` and `verdicts` are those
/// of all units but the last. Gives the space after each of these units, em.
pub(super) fn distribute(delta: f64, spaces: &[Space], verdicts: &[Verdict]) -> Vec<f64> {
    let mut result: Vec<f64> = spaces.iter().map(|s| s.natural).collect();
    let mut rest = delta.abs();
    if delta.abs() <= f64::EPSILON {
        return result;
    }
    let mut step = |parts: &dyn Fn(usize) -> f64, rest: &mut f64| {
        let capacity: f64 = (0..spaces.len()).map(parts).sum();
        if capacity <= 0.0 || *rest <= 0.0 {
            return;
        }
        let ratio = (*rest / capacity).min(1.0).copysign(delta);
        for (i, space) in result.iter_mut().enumerate() {
            *space += ratio * parts(i);
        }
        *rest -= ratio.abs() * capacity;
    };
    if delta < 0.0 {
        for k in 0..REDUCTIONS {
            step(&|i| spaces[i].reduce[k], &mut rest);
        }
        return result;
    }
    for k in 0..EXPANSIONS {
        step(&|i| spaces[i].expand[k], &mut rest);
    }
    let places = verdicts.iter().filter(|&&v| v != Verdict::Never).count();
    if rest > EPSILON && places > 0 {
        for (space, _) in result.iter_mut().zip(verdicts).filter(|(_, v)| **v != Verdict::Never) {
            *space += rest / places as f64;
        }
    }
    result
}
