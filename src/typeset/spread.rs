//! 均等割り: one line spread over a measure by equal spaces (JLREQ 3.5.3 d, 3.7.3).

use super::adjust::EPSILON;
use super::class::Class::{self, *};
use super::kinsoku::Verdict;
use super::paragraph::Paragraph;
use super::unit::Unit;

/// Whether the bodies of the text stand side by side within the measure.
pub(super) fn fits(paragraph: &Paragraph, measure: f64) -> bool {
    bodies(paragraph) <= measure + EPSILON
}

/// The space after each unit but the last. One character, or one word, stays at the line head.
pub(super) fn spaces(paragraph: &Paragraph, measure: f64) -> Vec<f64> {
    let units = &paragraph.units;
    let parted: Vec<bool> = (1..units.len())
        .map(|i| parts(paragraph, i - 1, &units[i - 1], &units[i]))
        .collect();
    let places = parted.iter().filter(|&&p| p).count();
    let each = if places > 0 {
        (measure - bodies(paragraph)) / places as f64
    } else {
        0.0
    };
    parted.iter().map(|&p| if p { each } else { 0.0 }).collect()
}

fn bodies(paragraph: &Paragraph) -> f64 {
    paragraph.units.iter().map(|u| u.body).sum()
}

/// Words, numbers and doubled dashes are one piece; nothing is added within brackets or before closing marks.
fn parts(paragraph: &Paragraph, i: usize, a: &Unit, b: &Unit) -> bool {
    if paragraph.verdicts[i] != Verdict::Never {
        return true;
    }
    let kana = |class: Class| class.is_japanese() || matches!(class, Hyphen | Dividing | MiddleDot);
    let spaced = a.class.is_space() || b.class.is_space();
    !paragraph.is_bound(i) && (spaced || kana(a.class) && kana(b.class))
}
