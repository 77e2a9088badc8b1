//! Kerning of Latin (JLREQ 3.2.7): pairs of letters drawn nearer where the font says so, in `GPOS` (feature `kern`) or in
//! the older `kern` table. The BIZ UDP fonts have neither, their letters stand as their widths say; a font that a
//! workspace puts in their place may have one.

use ttf_parser::{Face, GlyphId};

use super::font::Fonts;
use super::kern_table::pair;
use super::line::{Piece, PieceKind};
use super::unit::Unit;

/// Moves the letters of each word nearer or farther as their font says.
pub(super) fn kern(units: &mut [Unit], pieces: &[Piece], fonts: &Fonts) {
    for i in 1..units.len() {
        let (a, b) = (&units[i - 1], &units[i]);
        let font = fonts.get(a.font);
        let letters = font.kerned && a.font == b.font && a.class.is_western() && b.class.is_western();
        let plain = |unit: &Unit| matches!(pieces[unit.piece].kind, PieceKind::Normal | PieceKind::Url);
        if letters && plain(a) && plain(b) {
            let (a, b) = (a.glyph, b.glyph);
            let by = Face::parse(&font.data, 0).map_or(0, |face| pair(&face, GlyphId(a), GlyphId(b)));
            units[i - 1].body += f64::from(by) / f64::from(font.units_per_em);
        }
    }
}
