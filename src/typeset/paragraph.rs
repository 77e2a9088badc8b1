//! A stretch of units up to a forced line end, with its spaces, its legal line ends and their running totals, so that the
//! width and the give of any line are known in constant time.

use std::cell::OnceCell;

use super::class::Class;
use super::kinsoku::{self, Verdict};
use super::line::{Piece, PieceKind};
use super::phrase::{self, Seam};
use super::ruby;
use super::space::{self, EXPANSIONS, REDUCTIONS, Space};
use super::strings::{self, Grip};
use super::unit::{Joint, Unit};
use super::whole::{self, Tie};

/// Totals of everything before a unit.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    x: f64,
    reduce: [f64; REDUCTIONS],
    expand: [f64; EXPANSIONS],
    open: f64,
}

/// What a line has to give.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slack {
    /// From the first body's left edge to the last body's right edge with natural spaces, em.
    pub width: f64,
    /// Capacity of each step of reduction, em.
    pub reduce: [f64; REDUCTIONS],
    /// Capacity of each step of expansion, em.
    pub expand: [f64; EXPANSIONS],
    /// Number of places that the last step of expansion opens.
    pub open: f64,
    /// Space that may stand, or not, after the last body at a line end, em (JLREQ 3.1.9).
    pub end_space: f64,
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineEnd {
    /// The last unit with a body on the line.
    pub last: usize,
    /// The first unit of the next line.
    pub next: usize,
    /// What it costs to end a line here.
    pub kind: EndKind,
    /// Width of the hyphen that is drawn, em.
    pub hyphen: f64,
    /// What the words beside it make it cost in ragged text.
    pub harm: f64,
    /// A date, a number or another token is torn by it.
    pub tears: bool,
}

/// Kinds of line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EndKind {
    /// Nothing is parted.
    Free,
    /// A count or name is parted.
    Parts,
    /// A date, a time, an amount, or a range of them is parted.
    Whole(Tie),
    /// Letters that run together are parted behind a bracket, before a time: 21日(土)|3:30.
    Joined,
    /// A word is parted at its hyphenation point.
    Hyphenates,
    /// A long string of letters is parted behind one of its marks ([`strings`]).
    Mark,
    /// A word that fits no line is parted after one of these marks.
    WordMark,
    /// A word that fits no line is parted between any two units.
    Word,
    /// Not even kinsoku can be kept.
    Emergency,
    /// The end of the text or a forced line end.
    Forced,
}

impl EndKind {
    /// A line may end here only because nothing else is left.
    pub(super) fn breaks_a_rule(self) -> bool {
        matches!(self, EndKind::WordMark | EndKind::Word | EndKind::Emergency)
    }

    /// It falls into a string of letters: what stands before it on its line is not opened.
    pub(super) fn is_in_string(self) -> bool {
        matches!(self, EndKind::Mark | EndKind::WordMark | EndKind::Word)
    }

    /// A word, a date or a number is torn.
    pub(super) fn tears(self) -> bool {
        matches!(
            self,
            EndKind::Word | EndKind::Emergency | EndKind::WordMark | EndKind::Whole(Tie::Seam | Tie::Core)
        )
    }
}

/// A stretch of text up to a forced line end.
pub(super) struct Paragraph {
    /// The units.
    pub units: Vec<Unit>,
    /// The space after each unit.
    pub spaces: Vec<Space>,
    /// Whether a line may end after each unit.
    pub verdicts: Vec<Verdict>,
    /// How firmly each unit is tied to the next by what they say.
    ties: Vec<Tie>,
    /// What stands behind each unit in a long string of letters.
    grips: Vec<Grip>,
    /// What a line end after each unit would part, found when a ragged line first asks.
    seams: OnceCell<Vec<Seam>>,
    /// The unit and the next are one ruby base or one raised mark.
    bound: Vec<bool>,
    totals: Vec<Totals>,
}

impl Paragraph {
    /// Finds spaces and legal line ends.
    pub(super) fn new(units: Vec<Unit>, pieces: &[Piece]) -> Self {
        let n = units.len();
        let mut spaces = Vec::with_capacity(n);
        let mut verdicts = Vec::with_capacity(n);
        let mut bound = Vec::with_capacity(n);
        let mut totals = Vec::with_capacity(n);
        let ties = ties(&units, pieces);
        let grips = strings::grips(&units, &ties, |unit| pieces[unit.piece].kind == PieceKind::Url);
        let mut sum = Totals::default();
        // The last unit that is no space, and whether typed spaces stand behind it.
        let mut before: Option<usize> = None;
        for i in 0..n {
            totals.push(sum);
            if !units[i].class.is_space() {
                before = Some(i);
            }
            let next = units.get(i + 1);
            let one_base = next.is_some_and(|next| {
                units[i].piece == next.piece
                    && matches!(pieces[next.piece].kind, PieceKind::Ruby(_) | PieceKind::Raised)
            });
            let verdict = match (before, next) {
                (_, None) => Verdict::Free,
                (_, Some(next)) if one_base || next.class.is_space() => Verdict::Never,
                // Spaces at the head of the text: a line of nothing but them is no line.
                (None, _) => Verdict::Never,
                _ if units[i].class.is_space() && units[i].joint == Joint::Glued => Verdict::Never,
                (Some(b), Some(next)) => kinsoku::verdict(&units[b], next, b < i),
            };
            let space = match next {
                Some(next) if !one_base => {
                    let space = space::between(&units[i], next);
                    Space {
                        natural: space.natural - ruby::overhang(&units[i], next, pieces),
                        ..space
                    }
                }
                _ => Space::default(),
            };
            sum.x += units[i].body + space.natural;
            for (total, part) in sum.reduce.iter_mut().zip(space.reduce) {
                *total += part;
            }
            for (total, part) in sum.expand.iter_mut().zip(space.expand) {
                *total += part;
            }
            if verdict != Verdict::Never {
                sum.open += 1.0;
            }
            spaces.push(space);
            verdicts.push(verdict);
            bound.push(one_base);
        }
        Paragraph {
            units,
            spaces,
            verdicts,
            ties,
            grips,
            seams: OnceCell::new(),
            bound,
            totals,
        }
    }

    /// The line from the body of unit `first` to that of unit `last`.
    pub(super) fn stretch(&self, first: usize, last: usize) -> Slack {
        let (a, b) = (&self.totals[first], &self.totals[last]);
        let unit = &self.units[last];
        Slack {
            width: b.x + unit.body - a.x,
            reduce: std::array::from_fn(|i| b.reduce[i] - a.reduce[i]),
            expand: std::array::from_fn(|i| b.expand[i] - a.expand[i]),
            open: b.open - a.open,
            end_space: match unit.class {
                _ if unit.half_width => 0.0,
                class if class.has_space_after() => 0.5,
                Class::MiddleDot => 0.25,
                _ => 0.0,
            },
        }
    }

    /// Natural width from the body of unit `first` to that of unit `last`, em.
    pub(super) fn width(&self, first: usize, last: usize) -> f64 {
        self.totals[last].x + self.units[last].body - self.totals[first].x
    }

    /// The last unit that is no space, or the last of all where there is none.
    fn visible(&self, last: usize) -> usize {
        (0..=last)
            .rev()
            .find(|&i| !self.units[i].class.is_space())
            .unwrap_or(last)
    }

    /// All places where a line may end, the end of the text last; with what each would part of a phrase where `phrased`.
    /// `fits(first, last)` says whether the stretch
    /// between two units could stand on a line; one that could not is parted where the rules forbid it.
    pub(super) fn line_ends(
        &self,
        pieces: &[Piece],
        hyphen: f64,
        phrased: bool,
        fits: impl Fn(usize, usize) -> bool,
    ) -> Vec<LineEnd> {
        let n = self.units.len();
        let mut ends = Vec::with_capacity(n);
        let mut start = 0;
        for i in 0..n {
            let kind = match self.verdicts[i] {
                _ if i + 1 == n => EndKind::Forced,
                _ if self.grips[i] == Grip::Mark => EndKind::Mark,
                _ if self.grips[i] == Grip::Letters => continue,
                Verdict::Free | Verdict::Parts if self.ties[i] != Tie::Loose => EndKind::Whole(self.ties[i]),
                Verdict::Free => EndKind::Free,
                Verdict::Parts => EndKind::Parts,
                Verdict::Hyphenates => EndKind::Hyphenates,
                Verdict::Never if self.is_joined(i) => EndKind::Joined,
                Verdict::Never => continue,
            };
            let last = self.visible(i).max(start);
            if !fits(start, last) {
                self.part_stretch(start, last, &fits, &mut ends);
            }
            ends.push(LineEnd {
                last,
                next: i + 1,
                kind,
                hyphen: if kind == EndKind::Hyphenates { hyphen } else { 0.0 },
                harm: match kind {
                    EndKind::Free | EndKind::Parts if phrased => self.harm(i, pieces),
                    _ => 0.0,
                },
                tears: kind != EndKind::Forced && self.ties[i] >= Tie::Seam,
            });
            start = i + 1;
        }
        ends
    }

    /// Whether a date and a time meet here without a space, both in letters of the West.
    fn is_joined(&self, i: usize) -> bool {
        let (a, b) = (&self.units[i], &self.units[i + 1]);
        self.ties[i] == Tie::Group
            && a.joint == Joint::Plain
            && a.class == Class::WesternClosing
            && b.class.is_western_word()
    }

    /// What the words make it cost to end a ragged line after unit `i`; nothing where a space or mark was typed to allow it.
    fn harm(&self, i: usize, pieces: &[Piece]) -> f64 {
        match self.units.get(i + 1) {
            Some(next) if self.units[i].joint == Joint::Plain && !self.units[i].class.is_space() => {
                let seam = self.seams.get_or_init(|| seams(&self.units, pieces))[i];
                seam.harm() + kinsoku::harm(&self.units[i], next) * f64::from(u8::from(seam >= Seam::Inside))
            }
            _ => 0.0,
        }
    }

    /// Line ends within a stretch that fits no line: within words, and in what still fits no line between any two units.
    fn part_stretch(&self, start: usize, last: usize, fits: &impl Fn(usize, usize) -> bool, ends: &mut Vec<LineEnd>) {
        let in_word = |i: usize| {
            let (a, b) = (self.units[i].class, self.units[i + 1].class);
            a.is_western() && b.is_western() && !kinsoku::never_starts(b) && !kinsoku::never_ends(a)
        };
        let mut from = start;
        for i in start..=last {
            let word = i < last && in_word(i);
            if !word && i < last {
                continue;
            }
            if !fits(from, i) {
                let inner = (from..i).filter(|&j| !self.units[j + 1].class.is_space() && !self.is_bound(j));
                ends.extend(inner.map(|j| LineEnd {
                    last: self.visible(j).max(start),
                    next: j + 1,
                    kind: EndKind::Emergency,
                    hyphen: 0.0,
                    harm: 0.0,
                    tears: self.ties[j] >= Tie::Seam,
                }));
            }
            if word && !self.is_bound(i) {
                ends.push(LineEnd {
                    last: i,
                    next: i + 1,
                    kind: if strings::parts_first(&self.units[i], &self.units[i + 1], self.ties[i]) {
                        EndKind::WordMark
                    } else {
                        EndKind::Word
                    },
                    hyphen: 0.0,
                    harm: 0.0,
                    tears: self.ties[i] >= Tie::Seam,
                });
                from = i + 1;
            }
        }
    }

    /// The unit and the next are one ruby base or one raised mark.
    pub(super) fn is_bound(&self, i: usize) -> bool {
        self.bound[i]
    }
}

/// How firmly the units of a text are tied to their neighbours. What was typed to allow a break, or to forbid it, has the
/// last word; an address is no text to be read.
fn ties(units: &[Unit], pieces: &[Piece]) -> Vec<Tie> {
    let read = |unit: &Unit| match pieces[unit.piece].kind {
        PieceKind::Url | PieceKind::Raised => '\u{FFFC}',
        _ => unit.character,
    };
    let text: Vec<char> = units.iter().map(read).collect();
    let mut ties = whole::ties(&text);
    for (tie, unit) in ties.iter_mut().zip(units) {
        if unit.joint != Joint::Plain {
            *tie = Tie::Loose;
        }
    }
    ties
}

/// What a line end after each unit would part. A raised mark is no part of the text that is read.
fn seams(units: &[Unit], pieces: &[Piece]) -> Vec<Seam> {
    let raised = |unit: &Unit| pieces[unit.piece].kind == PieceKind::Raised;
    let text: Vec<char> = units.iter().filter(|u| !raised(u)).map(|u| u.character).collect();
    let seams = phrase::seams(&text);
    let mut read = 0;
    units
        .iter()
        .map(|unit| {
            read += usize::from(!raised(unit));
            read.checked_sub(1).map_or(Seam::Phrase, |i| seams[i])
        })
        .collect()
}
