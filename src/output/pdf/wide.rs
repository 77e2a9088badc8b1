//! Glyphs that hold the 四分アキ after them (JLREQ §3.2.6) in their own width.
//!
//! A gap that spacing alone makes is a space to MuPDF, pdf.js, pdfminer and pypdf, whatever `ActualText` says: they find
//! `2026 年 11 月` where 2026年11月 was written. A gap that is part of a glyph's advance is none. So a glyph that stands a
//! quarter em from the next is shown by a copy of itself that is a quarter em wider; in a line that was opened or drawn in
//! by more, so is a glyph beside a figure or a letter, by a copy as wide as it takes. What is left is no more than kerning.

use crate::typeset::font::Fonts;
use crate::typeset::page::{GlyphRun, Item, ItemKind};

/// How the gaps between glyphs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gaps {
    /// Held by the glyphs before them, for readers of the text.
    Held,
    /// By spacing alone, for who measures the advances of glyphs.
    Spaced,
}

/// How much wider than the glyph itself a copy is, in steps of an em; 0 for the glyph itself.
pub(super) type Wider = u8;

/// How many steps make an em: as many copies of a glyph are made as there are steps between gaps.
pub(super) const STEPS: f64 = 64.0;

/// A quarter of an em.
const QUARTER: Wider = 16;

/// Gaps that might be read as spaces, steps: from three, about 0.05 em, to what 四分アキ is opened to.
const HELD: std::ops::RangeInclusive<Wider> = 3..=32;

/// For each glyph of `items`, in reading order, how much wider its copy is that is shown in its place.
pub(super) fn wider(items: &[Item], fonts: &Fonts, gaps: Gaps) -> Vec<Wider> {
    let runs = items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some((item.tag, run)),
        _ => None,
    });
    let glyphs: Vec<_> = runs
        .flat_map(|(tag, run)| run.glyphs.iter().map(move |glyph| (tag, run, glyph)))
        .collect();
    let typed_space = |text: &str| text.chars().all(char::is_whitespace);
    let written_solid = |text: &str| text.chars().any(|c| c.is_ascii_alphanumeric());
    let held = |at: usize| {
        let ((tag, run, glyph), Some((next_tag, next_run, next))) = (&glyphs[at], glyphs.get(at + 1)) else {
            return None;
        };
        if tag != next_tag || !alike(run, next_run) || typed_space(&glyph.text) || typed_space(&next.text) {
            return None;
        }
        let gap = (next.x - glyph.x) / run.size - fonts.get(run.font).advance_em(glyph.id);
        // A place on the page is told to a thousandth of an em.
        let steps = (gap * STEPS).round();
        let exact = (gap * STEPS - steps).abs() < 0.1;
        let wider = HELD.clone().find(|held| f64::from(*held) == steps)?;
        let quarter = wider == QUARTER && exact;
        (quarter || written_solid(&glyph.text) || written_solid(&next.text)).then_some(wider)
    };
    let held = |at| held(at).filter(|_| gaps == Gaps::Held).unwrap_or_default();
    (0..glyphs.len()).map(held).collect()
}

/// Whether two runs are of one size and on one baseline.
fn alike(run: &GlyphRun, next: &GlyphRun) -> bool {
    run.size == next.size && (run.y - next.y).abs() < 0.01
}
