//! The vertical rhythm of a page: where the rest goes that is left between things off the line grid and the next line on it.
//!
//! A heading is read with what it heads, so the space under it is the same on every page; what is left goes above headings
//! and below tables.

use super::flow::Strip;

/// Share of a rest that the space above a heading takes.
const ABOVE_HEADING: f64 = 2.0;

/// Share that the space below a table, or around a box, takes.
const ABOUT: f64 = 1.0;

/// Something placed on a page, all lengths in pt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    /// From the page's head.
    pub top: f64,
    /// Where it ends.
    pub bottom: f64,
    /// Least space before.
    pub before: f64,
    /// Least space after.
    pub after: f64,
    /// What it is.
    pub kind: Kind,
}

/// Kinds of things placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line on the grid.
    Line,
    /// A line of a heading.
    Heading,
    /// Rows of a table.
    Table,
    /// A line of the formal head, a caption, a box.
    Other,
}

impl Kind {
    /// Of a strip.
    pub(super) fn of(strip: &Strip) -> Kind {
        match strip {
            Strip { grid: true, .. } => Kind::Line,
            Strip { leads: true, .. } => Kind::Heading,
            _ => Kind::Other,
        }
    }
}

/// How far down each thing moves from where the least spaces place it. What does not stand on the grid leaves a rest of a line
/// before the next line that does, as 行取り does. Where no space may take it, all that a heading at a page's head begins stands lower.
pub(super) fn shifts(stops: &[Stop]) -> Vec<f64> {
    let mut shifts = vec![0.0; stops.len()];
    let mut run = 0;
    for next in (0..stops.len()).filter(|at| stops[*at].kind == Kind::Line) {
        if run < next {
            share(stops, run, next, &mut shifts);
        }
        run = next + 1;
    }
    shifts
}

/// Shares the rest before the line on the grid `stops[next]` among the spaces from that before `stops[run]` on.
fn share(stops: &[Stop], run: usize, next: usize, shifts: &mut [f64]) {
    let last = &stops[next - 1];
    let rest = stops[next].top - last.bottom - last.after.max(stops[next].before);
    if rest <= 0.0 {
        return;
    }
    let mut shares: Vec<f64> = (run..=next).map(|at| share_before(stops, at, next)).collect();
    let mut all = shares.iter().sum::<f64>();
    if all == 0.0 {
        shares[0] = ABOUT;
        all = ABOUT;
    }
    let mut shift = 0.0;
    for (place, share) in shifts[run..next].iter_mut().zip(shares) {
        shift += rest * share / all;
        *place = shift;
    }
}

/// How much of a rest the space before `stops[at]` takes.
fn share_before(stops: &[Stop], at: usize, next: usize) -> f64 {
    let Some(above) = at.checked_sub(1).map(|above| stops[above].kind) else {
        return 0.0;
    };
    // A caption stays with its table, and a table with the text before it.
    let table = |at: usize| stops[at].kind == Kind::Table;
    match (above, stops[at].kind) {
        (Kind::Heading, _) => 0.0,
        (_, Kind::Heading) => ABOVE_HEADING,
        (Kind::Table, _) => ABOUT,
        _ if table(at) => 0.0,
        _ if at == next => ABOUT,
        _ if !table(at + 1) && stops[at].before > 0.0 => ABOUT,
        _ => 0.0,
    }
}
