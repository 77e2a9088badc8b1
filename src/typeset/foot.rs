//! Notes at the foot of the page of their mark (脚注, JLREQ 4.2.5): below a short rule, above 次頁へ続く.

use std::collections::BTreeSet;

use super::flow::SetNote;
use super::flow::{Strip, Unit, UnitKind, extend, moved, rule, stack};
use super::page::Item;
use crate::document::notes::{is_end, labels};
use crate::document::walk::each_text;
use crate::document::{Block, Note, Part};

/// Notes that take more than this part of a page together stand at the end of their part: they would drive the text
/// before them from page to page.
const MOST: f64 = 0.4;

/// The rule above notes, as a part of the measure.
const RULE_WIDTH: f64 = 0.25;

/// Space between the rule and the first note, pt.
const RULE_GAP: f64 = 3.0;

/// Which notes stand on a page, by their place in [`Foot::notes`].
pub(super) type Marked = BTreeSet<usize>;

/// The notes of a part that stand at the feet of its pages.
#[derive(Debug, Clone, Default)]
pub(super) struct Foot {
    /// The notes with their lines.
    pub notes: Vec<SetNote>,
    /// Width of the type area, pt.
    pub width: f64,
    /// Thickness of the rule, pt.
    pub rule: f64,
    /// Least space between the text and the rule, pt.
    pub before: f64,
}

/// The block of notes at the end of a part, when it holds what is marked in the text; notes that a template puts
/// elsewhere, and those of a table, stay in their place.
pub(super) fn at_foot(part: &Part) -> Option<(usize, &[Note])> {
    let blocks = &part.blocks;
    let end = blocks.iter().rposition(is_end).unwrap_or(blocks.len());
    let at = end.checked_sub(1)?;
    let Block::Notes(notes) = &blocks[at] else { return None };
    let mut marked = part.label.as_ref().map(labels).unwrap_or_default();
    for block in blocks
        .iter()
        .filter(|b| !matches!(b, Block::Table(_) | Block::Notes(_)))
    {
        each_text(std::slice::from_ref(block), &mut |text| marked.extend(labels(text)));
    }
    notes.iter().all(|n| marked.contains(&n.label)).then_some((at, notes))
}

impl Foot {
    /// Whether the notes leave enough of a page of `height` pt to the text.
    pub(super) fn fits(&self, height: f64) -> bool {
        self.height(&(0..self.notes.len()).collect()) <= MOST * height
    }

    /// The notes marked in a strip.
    pub(super) fn of<'f>(&'f self, strip: &'f Strip) -> impl Iterator<Item = usize> + 'f {
        (0..self.notes.len()).filter(|n| strip.marks.contains(&self.notes[*n].label))
    }

    /// The notes marked in a stretch of the flow.
    pub(super) fn marked(&self, units: &[Unit]) -> Marked {
        let strips = units.iter().filter_map(|unit| match &unit.kind {
            UnitKind::Strip(strip) => Some(strip),
            _ => None,
        });
        strips.flat_map(|strip| self.of(strip)).collect()
    }

    /// Height of the given notes with the rule and the space above it, pt; 0 without notes.
    pub(super) fn height(&self, marked: &Marked) -> f64 {
        if marked.is_empty() {
            return 0.0;
        }
        let lines = marked.iter().map(|n| stack(&self.notes[*n].strips).1).sum::<f64>();
        self.before + self.rule + RULE_GAP + lines
    }

    /// The given notes so that they end at `bottom` pt. Those that stand on an earlier page already are repeated as no
    /// part of the text.
    pub(super) fn draw(&self, marked: &Marked, earlier: &Marked, bottom: f64) -> Vec<Item> {
        if marked.is_empty() {
            return Vec::new();
        }
        let mut y = bottom - self.height(marked) + self.before;
        let mut items = vec![rule(0.0, y, RULE_WIDTH * self.width, self.rule)];
        y += self.rule + RULE_GAP;
        for n in marked {
            let (tops, height) = stack(&self.notes[*n].strips);
            for (strip, top) in self.notes[*n].strips.iter().zip(tops) {
                let drawn = strip.items.iter().map(|item| moved(item.clone(), 0.0, y + top));
                extend(&mut items, drawn, earlier.contains(n));
            }
            y += height;
        }
        items
    }
}
