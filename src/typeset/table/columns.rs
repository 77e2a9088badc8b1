//! Widths of a table's columns, from what stands in them.
//!
//! Where every cell fits on one line, columns get their natural widths and share what is left. Where not, the widths are
//! sought that make the table lowest, short texts (dates, times) kept on one line: first by what the widths of the
//! paragraphs let expect, then, in tables that are not large, by lines composed.

use super::demand::Demand;
use super::search::{Composed, Estimated, Room, improve};
use crate::typeset::font::Fonts;

/// A column is not made narrower than this while its texts are wider, em.
const LEAST_COLUMN: f64 = 4.0;

/// Dates and words of katakana are kept whole when the least widths then take no more than this part of the table.
const WHOLE: f64 = 0.92;

/// What columns get beside their natural widths where a table is no wider than what stands in it, em.
const AIR: f64 = 1.0;

/// Rows looked at when columns are chosen; those of a longer table are like them.
const SAMPLE: usize = 240;

/// Tables of up to this many cells are composed while their columns are sought.
const COMPOSED: usize = 120;

/// Tables of up to this many columns are composed while their columns are sought.
const MOST_COLUMNS: usize = 8;

/// How far width is moved from column to column while lines are estimated, em.
const COARSE: [f64; 5] = [4.0, 2.0, 1.0, 0.5, 0.25];

/// The same while lines are composed, em.
const FINE: [f64; 3] = [1.0, 0.5, 0.25];

/// Whether every date, time, amount and telephone number can stand on one line; with `words`, every word too, however long.
pub(super) fn holds(demands: &[Demand], columns: usize, room: Room, words: bool) -> bool {
    let inner = room.total - room.edge * columns as f64;
    let widths = match words {
        true => spread(demands, columns, room, |d| d.whole.max(d.least).max(room.em * 1.05)),
        false => tokens(demands, columns, room),
    };
    widths.iter().sum::<f64>() <= inner
}

/// The least widths of columns in which no token is cut.
fn tokens(demands: &[Demand], columns: usize, room: Room) -> Vec<f64> {
    spread(demands, columns, room, |d| d.whole.max(room.em * 1.05))
}

/// The width of each column, padding included. `None` when not even one character fits.
pub(super) fn choose(demands: &[Demand], columns: usize, room: Room, fonts: &Fonts) -> Option<Vec<f64>> {
    let inner = room.total - room.edge * columns as f64;
    if columns == 0 || inner < room.em * 1.05 * columns as f64 {
        return None;
    }
    let natural = spread(demands, columns, room, Demand::natural);
    let floor = |d: &Demand| d.least.max(d.natural().min(LEAST_COLUMN * room.em)).max(room.em * 1.05);
    let sum = |w: &[f64]| w.iter().sum::<f64>();
    // Tokens stand whole where they can; short texts of dates, ranges of times and words too, where that leaves the rest of
    // the table some freedom.
    let whole = |d: &Demand| floor(d).max(d.whole);
    let wishes: [&dyn Fn(&Demand) -> f64; 5] = [
        &|d| whole(d).max(d.ranged).max(d.dates).max(d.words),
        &|d| whole(d).max(d.dates).max(d.words),
        &|d| whole(d).max(d.ranged).max(d.dates),
        &|d| whole(d).max(d.dates),
        &|d| whole(d).max(d.words),
    ];
    let wished = wishes.iter().map(|wish| spread(demands, columns, room, wish));
    let least = { wished }.find(|w| sum(w) <= WHOLE * inner).unwrap_or_else(|| {
        let whole = spread(demands, columns, room, whole);
        if sum(&whole) <= inner {
            return whole;
        }
        // Words will be broken where no break is: better than leaving the page. Only the longest give way, and tokens last.
        let tokens = tokens(demands, columns, room);
        if sum(&tokens) <= inner {
            filled(&tokens, &whole, inner)
        } else {
            cut(tokens, inner, room)
        }
    });
    let aired = sum(&natural) + AIR * room.em * columns as f64;
    let widths = if sum(&natural) <= inner {
        share_out(&natural, if room.natural { aired.min(inner) } else { inner })
    } else {
        let sampled: Vec<&Demand> = demands.iter().filter(|d| d.row < SAMPLE).collect();
        let starts = [filled(&least, &natural, inner), in_proportion(&least, &natural, inner)];
        let found = starts.map(|mut start| {
            let mut lines = Estimated { em: room.em };
            let badness = improve(&mut start, &least, &natural, &sampled, room, &COARSE, &mut lines);
            (start, badness)
        });
        let [(first, a), (second, b)] = found;
        let mut best = if b < a - 1e-9 { second } else { first };
        if demands.len() <= COMPOSED && columns <= MOST_COLUMNS {
            let mut lines = Composed::new(&sampled, fonts, room.em);
            improve(&mut best, &least, &natural, &sampled, room, &FINE, &mut lines);
        }
        best
    };
    Some(widths.iter().map(|w| w + room.edge).collect())
}

/// The widths of `tokens`, of which as few as may be are made narrower, the widest first.
fn cut(mut tokens: Vec<f64>, inner: f64, room: Room) -> Vec<f64> {
    let whole = tokens.clone();
    let mut widest: Vec<usize> = (0..tokens.len()).collect();
    widest.sort_by(|a, b| whole[*b].total_cmp(&whole[*a]));
    for column in widest {
        if tokens.iter().sum::<f64>() <= inner {
            break;
        }
        tokens[column] = (whole[column] / 2.0).max(1.05 * room.em);
    }
    if tokens.iter().sum::<f64>() <= inner {
        return tokens;
    }
    filled(&vec![room.em * 1.05; whole.len()], &whole, inner)
}

/// Least widths, and what is left in proportion to what each still wants.
fn in_proportion(least: &[f64], natural: &[f64], inner: f64) -> Vec<f64> {
    let slack = inner - least.iter().sum::<f64>();
    let wish: Vec<f64> = natural.iter().zip(least).map(|(n, l)| (n - l).max(0.0)).collect();
    let all = wish.iter().sum::<f64>().max(1e-9);
    least.iter().zip(&wish).map(|(l, w)| l + slack * w / all).collect()
}

/// Narrow columns get what they want, wide ones the same limit: as water finds its level.
fn filled(least: &[f64], natural: &[f64], inner: f64) -> Vec<f64> {
    let at = |level: f64| -> Vec<f64> { least.iter().zip(natural).map(|(l, n)| n.min(level).max(*l)).collect() };
    let (mut low, mut high) = (0.0, inner);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if at(middle).iter().sum::<f64>() > inner {
            high = middle;
        } else {
            low = middle;
        }
    }
    let widths = at(low);
    let left = inner - widths.iter().sum::<f64>();
    let count = widths.len() as f64;
    widths.iter().map(|w| w + left / count).collect()
}

/// What is left is shared: columns of very little text (`#`) take little of it.
fn share_out(natural: &[f64], inner: f64) -> Vec<f64> {
    let left = inner - natural.iter().sum::<f64>();
    let weights: Vec<f64> = natural.iter().map(|n| n.max(1.0)).collect();
    let all: f64 = weights.iter().sum();
    natural.iter().zip(&weights).map(|(n, w)| n + left * w / all).collect()
}

/// For each column the widest that `of` says of its own cells; cells across several columns then widen theirs in
/// proportion where these are not enough.
fn spread(demands: &[Demand], columns: usize, room: Room, of: impl Fn(&Demand) -> f64) -> Vec<f64> {
    let mut out = vec![0.0_f64; columns];
    for d in demands.iter().filter(|d| d.column_span == 1) {
        out[d.column] = out[d.column].max(of(d));
    }
    let mut wide: Vec<&Demand> = demands.iter().filter(|d| d.column_span > 1).collect();
    wide.sort_by_key(|d| (d.column_span, d.row, d.column));
    for d in wide {
        let range = d.column..d.column + d.column_span;
        let have = out[range.clone()].iter().sum::<f64>() + room.edge * (d.column_span - 1) as f64;
        let lack = of(d) - have;
        if lack > 0.0 {
            let base: f64 = out[range.clone()].iter().map(|w| w.max(room.em)).sum();
            for w in &mut out[range] {
                *w += lack * w.max(room.em) / base;
            }
        }
    }
    out
}
