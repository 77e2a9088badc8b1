//! The search for the widths of columns: what makes a table good or bad, and moving width from column to column as long as
//! it gets better.

use std::collections::BTreeMap;

use super::demand::{CellParagraph, Demand, SHORT};
use crate::typeset::compose::compose;
use crate::typeset::font::Fonts;
use crate::typeset::line::Setting;

/// What columns are chosen by. All in pt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    /// For all columns together, padding and rules included.
    pub total: f64,
    /// Padding and rule of one column.
    pub edge: f64,
    /// Size of the text.
    pub em: f64,
    /// Distance of baselines.
    pub pitch: f64,
    /// Height a row has besides its lines.
    pub row_edge: f64,
    /// A small table is as wide as what stands in it.
    pub natural: bool,
}

/// What every line of every cell counts, in lines of the table's height.
const EVERY_LINE: f64 = 0.06;

/// What breaking a short text costs, lines: with figures, without, in a heading.
const SHORT_BROKEN: [f64; 3] = [1.6, 0.5, 0.1];

/// What each broken text counts besides, in lines for each line's width: so small that it decides only between tables
/// of one height, and shows the search the way where one step alone brings no line less.
const SLOPE: f64 = 0.12;

/// What keeping to the natural proportion of the columns counts.
const SHAPE: f64 = 0.05;

/// How much of a line kinsoku and words lose on average, em.
const RAGGED: f64 = 0.7;

/// What a parted phrase costs, lines.
const WORD_PARTED: f64 = 1.2;

/// What a date or a number costs that is cut, lines.
const TORN: f64 = 4.0;

/// A last line of one character, and one of two, and what each costs, lines.
const SCRAPS: [(f64, f64); 2] = [(1.3, 0.5), (2.3, 0.2)];

/// How a paragraph breaks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Broken {
    /// Number of lines.
    pub lines: f64,
    /// Width of the last line, em, where it is known.
    pub last: Option<f64>,
    /// Phrases parted, where it is known.
    pub words: f64,
    /// Dates and numbers cut, where it is known.
    pub torn: f64,
}

/// Says how a paragraph breaks in a width.
pub(super) trait Lines {
    /// Paragraph `index` (demand, paragraph) in `inner` pt.
    fn lines(&mut self, index: (usize, usize), paragraph: &CellParagraph, inner: f64) -> Broken;
}

/// By widths alone.
pub(super) struct Estimated {
    /// Size of the text, pt.
    pub em: f64,
}

impl Lines for Estimated {
    fn lines(&mut self, _: (usize, usize), paragraph: &CellParagraph, inner: f64) -> Broken {
        let lines = (paragraph.width / (inner - RAGGED * self.em).max(self.em))
            .ceil()
            .max(2.0);
        Broken {
            lines,
            last: None,
            words: 0.0,
            torn: 0.0,
        }
    }
}

/// By composing, where widths leave a doubt; what was composed once is remembered, for all cells that say the same.
pub(super) struct Composed<'f> {
    fonts: &'f Fonts,
    em: f64,
    /// For each paragraph of each demand the number of its text.
    texts: Vec<Vec<usize>>,
    known: BTreeMap<(usize, i64), Broken>,
}

impl<'f> Composed<'f> {
    /// The texts of `demands`, set in `em` pt.
    pub(super) fn new(demands: &[&Demand], fonts: &'f Fonts, em: f64) -> Self {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut number = |p: &CellParagraph| {
            let text: String = p.pieces.iter().map(|piece| piece.text.as_str()).collect();
            let next = numbers.len();
            *numbers.entry(text).or_insert(next)
        };
        let texts = demands
            .iter()
            .map(|d| d.paragraphs.iter().map(&mut number).collect())
            .collect();
        let known = BTreeMap::new();
        Composed {
            fonts,
            em,
            texts,
            known,
        }
    }
}

impl Lines for Composed<'_> {
    fn lines(&mut self, index: (usize, usize), paragraph: &CellParagraph, inner: f64) -> Broken {
        let (fonts, em) = (self.fonts, self.em);
        // However it breaks, it takes at least this many lines, and no more than if every line lost a whole stretch.
        let least = (paragraph.width / inner).ceil();
        let most = (paragraph.width / (inner - paragraph.kept).max(0.1 * em)).ceil();
        let shortest_last = (paragraph.width - (least - 1.0) * inner) / em;
        let holds = paragraph.word <= inner && paragraph.whole <= inner;
        if least == most && holds && SCRAPS.iter().all(|(width, _)| shortest_last > *width) {
            return Broken {
                lines: least,
                last: None,
                words: 0.0,
                torn: 0.0,
            };
        }
        let key = (self.texts[index.0][index.1], (inner * 64.0).round() as i64);
        *self.known.entry(key).or_insert_with(|| {
            let start = Setting::Start { indent: 0.0, hang: 0.0 };
            match compose(&paragraph.pieces, inner / em, start, fonts) {
                Ok(lines) if !lines.is_empty() => Broken {
                    lines: lines.len() as f64,
                    last: lines.last().map(|l| l.end),
                    words: lines.iter().filter(|l| l.parts_word).count() as f64,
                    torn: lines.iter().filter(|l| l.tears).count() as f64,
                },
                _ => Estimated { em }.lines(index, paragraph, inner),
            }
        })
    }
}

/// A cell judged at one width: its lines, and what its broken texts cost.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Judged {
    lines: f64,
    harm: f64,
}

/// Moves width from column to column, `steps` em at a time, as long as the table gets better by it; returns how bad it
/// still is.
pub(super) fn improve(
    widths: &mut [f64],
    least: &[f64],
    natural: &[f64],
    demands: &[&Demand],
    room: Room,
    steps: &[f64],
    lines: &mut impl Lines,
) -> f64 {
    let mut best = f64::INFINITY;
    for step in steps {
        let step = step * room.em;
        for _ in 0..24 {
            // Whatever is moved, a cell gets a step narrower or wider or stays as it is: three judgements for each.
            let judged: Vec<[Judged; 3]> = demands
                .iter()
                .enumerate()
                .map(|(i, d)| [-step, 0.0, step].map(|by| judge(i, d, inner_width(d, widths, room) + by, room, lines)))
                .collect();
            best = total(widths, natural, demands, room, |i, _| judged[i][1]);
            let mut found = None;
            for from in 0..widths.len() {
                if widths[from] - step < least[from] - 1e-9 {
                    continue;
                }
                for to in (0..widths.len()).filter(|to| *to != from) {
                    widths[from] -= step;
                    widths[to] += step;
                    let value = total(widths, natural, demands, room, |i, d| {
                        let covers = |c: usize| usize::from(d.column <= c && c < d.column + d.column_span);
                        judged[i][1 + covers(to) - covers(from)]
                    });
                    widths[from] += step;
                    widths[to] -= step;
                    if value < best - 1e-9 {
                        best = value;
                        found = Some((from, to));
                    }
                }
            }
            let Some((from, to)) = found else { break };
            widths[from] -= step;
            widths[to] += step;
        }
    }
    best
}

fn inner_width(d: &Demand, widths: &[f64], room: Room) -> f64 {
    widths[d.column..d.column + d.column_span].iter().sum::<f64>() + room.edge * (d.column_span - 1) as f64
}

fn judge(index: usize, d: &Demand, inner: f64, room: Room, lines: &mut impl Lines) -> Judged {
    let mut judged = Judged::default();
    for (k, p) in d.paragraphs.iter().enumerate() {
        let lack = p.width + p.indent - inner;
        if lack <= 1e-6 {
            judged.lines += 1.0;
            continue;
        }
        let broken = lines.lines((index, k), p, (inner - p.indent).max(room.em));
        judged.lines += broken.lines;
        judged.harm += WORD_PARTED * broken.words + TORN * broken.torn;
        judged.harm += SLOPE * lack / inner.max(room.em);
        let scrap = broken
            .last
            .and_then(|last| SCRAPS.iter().find(|(width, _)| last <= *width));
        judged.harm += scrap.map_or(0.0, |(_, cost)| *cost);
        if p.width <= SHORT * room.em {
            let weight = SHORT_BROKEN[if d.header { 2 } else { usize::from(!p.figures) }];
            judged.harm += weight * (0.7 + 0.3 * (lack / (4.0 * room.em)).min(1.0));
        }
    }
    judged
}

/// Height of the table in lines, with what broken short texts and scraps cost; at equal height, the widths nearest to the
/// natural proportion are better.
fn total(
    widths: &[f64],
    natural: &[f64],
    demands: &[&Demand],
    room: Room,
    judged: impl Fn(usize, &Demand) -> Judged,
) -> f64 {
    let rows = demands.iter().map(|d| d.row + d.row_span).max().unwrap_or(0);
    let mut heights = vec![0.0_f64; rows];
    let mut tall = Vec::new();
    let mut harm = 0.0;
    for (i, d) in demands.iter().enumerate() {
        let own = judged(i, d);
        harm += own.harm + EVERY_LINE * own.lines;
        let height = own.lines * room.pitch + room.row_edge;
        if d.row_span == 1 {
            heights[d.row] = heights[d.row].max(height);
        } else {
            tall.push((d.row..d.row + d.row_span, height));
        }
    }
    for (range, height) in tall {
        let lack = height - heights[range.clone()].iter().sum::<f64>();
        if lack > 0.0 {
            let share = lack / range.len() as f64;
            heights[range].iter_mut().for_each(|h| *h += share);
        }
    }
    let shape: f64 = widths.iter().zip(natural).map(|(w, n)| w * w / n.max(room.em)).sum();
    heights.iter().sum::<f64>() / room.pitch + harm + SHAPE * shape / room.total
}
