//! Choosing the line ends of a paragraph together: the cheapest way through its legal line ends, found in time linear in
//! its length (each line end looks back no further than a line is long).

use super::adjust::{self, EPSILON, Fit};
use super::cost::{self, Filling, RAGGED_LINE};
use super::paragraph::{EndKind, LineEnd, Paragraph};

/// Opening a line although the next piece of text could have been brought in (JLREQ 3.8.2: reduction is tried first).
const OPENED_NEEDLESSLY: f64 = 400.0;
/// A last line of one character (JLREQ 3.5.4, a weak rule).
const WIDOW: f64 = 60.0;
/// The same in ragged setting: dearer than any slack, cheaper than a line more or a parted phrase.
const RAGGED_WIDOW: f64 = 0.8 * RAGGED_LINE;
/// In ragged setting, a line that is all slack.
const RAGGED_SLACK: f64 = 100.0;
/// A stretch wider than its line.
const OVERFULL: f64 = 1e9;
/// How many line heads beyond the limits of expansion are still looked at.
const PATIENCE: usize = 3;

/// The measures of a paragraph's lines, em.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// What the first line may fill.
    pub first: f64,
    /// What every other line may fill.
    pub later: f64,
}

/// A line as chosen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    /// First unit.
    pub first: usize,
    /// Its end.
    pub end: LineEnd,
    /// What is added to its spaces in sum, em.
    pub delta: f64,
    /// Beyond the limits of adjustment.
    pub strained: bool,
    /// Justified text that is set with natural spaces, as ragged text is.
    pub natural: bool,
}

/// Chooses the lines of a paragraph. `ends` are its legal line ends, the forced one last.
pub(super) fn choose(paragraph: &Paragraph, ends: &[LineEnd], measures: Measures, filling: Filling) -> Vec<Chosen> {
    let search = Search {
        paragraph,
        ends,
        measures,
        filling,
        next_free: next_free(ends),
    };
    // Node 0 is the head of the text, node k + 1 the head of the line after end k.
    let mut costs = vec![f64::INFINITY; ends.len() + 1];
    let mut from = vec![0usize; ends.len() + 1];
    costs[0] = 0.0;
    // The first head, other than that of the text, from which a line to this end is not too long.
    let mut low = 1;
    for end in 0..ends.len() {
        while low <= end && search.line(low, end).is_none() {
            low += 1;
        }
        let mut beyond = 0;
        for head in std::iter::once(0).chain(low.max(1)..=end) {
            let Some((line, short)) = search.line(head, end) else {
                continue;
            };
            let harm = if filling == Filling::Justified && !line.natural {
                0.0
            } else {
                ends[end].harm
            };
            let total = costs[head] + line.cost + cost::of(ends[end].kind, filling) + harm;
            if total < costs[end + 1] {
                costs[end + 1] = total;
                from[end + 1] = head;
            }
            if head > 0 && short {
                // Heads within a parted word or date are dear themselves: a better one may stand behind them.
                beyond += usize::from(!ends[head - 1].kind.tears());
                if beyond > PATIENCE {
                    break;
                }
            }
        }
        if costs[end + 1].is_infinite() {
            costs[end + 1] = costs[end] + OVERFULL;
            from[end + 1] = end;
        }
    }
    let mut lines = Vec::new();
    let mut node = ends.len();
    while node > 0 {
        let head = from[node];
        let end = node - 1;
        let (delta, strained, natural) = match search.line(head, end) {
            Some((fit, _)) => (fit.delta, fit.strained || ends[end].kind.breaks_a_rule(), fit.natural),
            None => (0.0, true, false),
        };
        lines.push(Chosen {
            first: search.first(head),
            end: ends[end],
            delta,
            strained,
            natural,
        });
        node = head;
    }
    lines.reverse();
    lines
}

/// For each line end the next one that parts nothing.
fn next_free(ends: &[LineEnd]) -> Vec<usize> {
    let mut result = vec![0; ends.len()];
    let mut next = ends.len();
    for i in (0..ends.len()).rev() {
        result[i] = next;
        if matches!(ends[i].kind, EndKind::Free | EndKind::Forced) {
            next = i;
        }
    }
    result
}

struct Search<'a> {
    paragraph: &'a Paragraph,
    ends: &'a [LineEnd],
    measures: Measures,
    filling: Filling,
    next_free: Vec<usize>,
}

impl Search<'_> {
    fn first(&self, head: usize) -> usize {
        if head == 0 { 0 } else { self.ends[head - 1].next }
    }

    /// The line from a head to an end, and whether it is so short that later heads are not worth much.
    /// `None` where it is too long.
    fn line(&self, head: usize, end: usize) -> Option<(Fit, bool)> {
        let measure = if head == 0 {
            self.measures.first
        } else {
            self.measures.later
        };
        let first = self.first(head);
        let place = self.ends[end];
        let mut stretch = self.paragraph.stretch(first, place.last.max(first));
        stretch.width += place.hyphen;
        let is_last = place.kind == EndKind::Forced;
        if self.filling != Filling::Justified {
            let slack = measure - stretch.width;
            if slack < -EPSILON {
                return None;
            }
            let part = if measure > 0.0 { slack / measure } else { 0.0 };
            let free = is_last && self.filling == Filling::Ragged;
            let cost = RAGGED_LINE + if free { 0.0 } else { RAGGED_SLACK * part * part };
            let widow = if is_last && head > 0 && self.is_lonely(first) {
                RAGGED_WIDOW
            } else {
                0.0
            };
            let fit = Fit {
                cost: cost + widow,
                delta: 0.0,
                strained: false,
                natural: false,
            };
            return Some((fit, part > 0.6 && !is_last));
        }
        if is_last {
            let mut fit = adjust::fit_last(&stretch, measure)?;
            if head > 0 && self.is_lonely(first) {
                fit.cost += WIDOW;
            }
            return Some((fit, false));
        }
        let mut fit = if place.kind.is_in_string() {
            adjust::fit_unopened(&stretch, measure)?
        } else {
            adjust::fit(&stretch, measure)?
        };
        if fit.delta > 0.1 && self.could_bring_in(first, end, measure) {
            // A strained line is the worse for it the wider it is opened.
            fit.cost += OPENED_NEEDLESSLY + if fit.strained { fit.cost / 2.0 } else { 0.0 };
        }
        Some((fit, fit.strained))
    }

    /// Whether the text up to the next line end could be brought into this line by mild reduction, without leaving a
    /// single character for the last line.
    fn could_bring_in(&self, first: usize, end: usize, measure: f64) -> bool {
        let Some(next) = self.ends.get(self.next_free[end]) else {
            return false;
        };
        let fits = adjust::fits_mildly(&self.paragraph.stretch(first, next.last), measure);
        fits && (next.kind == EndKind::Forced || !self.is_lonely(next.next))
    }

    /// At most one character besides closing marks stands from `first` to the end of the text.
    fn is_lonely(&self, first: usize) -> bool {
        let rest = &self.paragraph.units[first..];
        if rest.len() > 6 {
            return false;
        }
        rest.iter()
            .filter(|u| !u.class.has_space_after() && !u.class.is_space())
            .count()
            <= 1
    }
}
