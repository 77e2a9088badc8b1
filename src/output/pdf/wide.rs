//! Glyphs that hold the 四分アキ after them (JLREQ §3.2.6) in their own width.
//!
//! A gap that spacing alone makes is a space to MuPDF, pdf.js, pdfminer and pypdf, whatever `ActualText` says: they find
//! `2026 年 11 月` where 2026年11月 was written. A gap that is part of a glyph's advance is none. So a glyph that is followed
//! by a quarter em exactly is shown by a copy of itself that is a quarter em wider. Other gaps vary with their lines and
//! remain what they are.

use crate::typeset::font::Fonts;
use crate::typeset::page::{GlyphRun, Item, ItemKind};

/// How much wider a wide copy is, em.
pub(super) const QUARTER: f64 = 0.25;

/// How far a gap may be from that, em: a file's places are rounded to a thousandth.
const ROUNDING: f64 = 0.002;

/// For each glyph of `items`, in reading order, whether it is shown by its wide copy.
pub(super) fn wide(items: &[Item], fonts: &Fonts) -> Vec<bool> {
    let runs = items.iter().filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some((item.tag, run)),
        _ => None,
    });
    let glyphs: Vec<_> = runs
        .flat_map(|(tag, run)| run.glyphs.iter().map(move |glyph| (tag, run, glyph)))
        .collect();
    let typed_space = |text: &str| text.chars().all(char::is_whitespace);
    let holds = |at: usize| {
        let ((tag, run, glyph), Some((next_tag, next_run, next))) = (&glyphs[at], glyphs.get(at + 1)) else {
            return false;
        };
        tag == next_tag
            && alike(run, next_run)
            && !typed_space(&glyph.text)
            && !typed_space(&next.text)
            && ((next.x - glyph.x) / run.size - fonts.get(run.font).advance_em(glyph.id) - QUARTER).abs() < ROUNDING
    };
    (0..glyphs.len()).map(holds).collect()
}

/// Whether two runs are of one size and on one baseline.
fn alike(run: &GlyphRun, next: &GlyphRun) -> bool {
    run.size == next.size && (run.y - next.y).abs() < 0.01
}
