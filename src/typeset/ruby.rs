//! Readings above their base (JLREQ 3.3): half size, centred; a base narrower than its reading is widened, by less where
//! kana stand beside it.

use smol_str::SmolStr;

use super::class::Class;
use super::font::{FontId, Fonts};
use super::line::{LineGlyph, LineRun, Piece, PieceKind, TextFault, TextFaultKind};
use super::unit::Unit;

/// Size of a reading, as a part of its base's (JLREQ 3.3.3).
const SCALE: f64 = 0.5;

/// See [`overhang`].
const OVERHANG: f64 = SCALE / 2.0;

/// Baseline of a reading above that of its base, em: its lower edge stands on the upper edge of the base.
fn rise(font: FontId, fonts: &Fonts) -> f64 {
    let font = fonts.get(font);
    (f64::from(font.ascent) - SCALE * f64::from(font.descent)) / f64::from(font.units_per_em)
}

/// Widens the bases that are narrower than their readings, half of what lacks on each side.
pub(super) fn widen(units: &mut [Unit], pieces: &[Piece], fonts: &Fonts) -> Result<(), TextFault> {
    let mut i = 0;
    while i < units.len() {
        let piece = units[i].piece;
        let PieceKind::Ruby(reading) = &pieces[piece].kind else {
            i += 1;
            continue;
        };
        let end = i + units[i..].iter().take_while(|u| u.piece == piece).count();
        let font = fonts.japanese(pieces[piece].face);
        let mut width = 0.0;
        for character in reading.chars() {
            let glyph = fonts.get(font).glyph(character).ok_or_else(|| TextFault {
                character,
                base: None,
                kind: TextFaultKind::NoGlyph,
                fonts: vec![fonts.get(font).name.clone()],
            })?;
            width += fonts.get(font).advance_em(glyph) * SCALE;
        }
        let base: f64 = units[i..end].iter().map(|u| u.body).sum();
        let side = ((width - base) / 2.0).max(0.0);
        units[i].body += side;
        units[i].shift += side;
        units[end - 1].body += side;
        units[i].widened = side;
        units[end - 1].widened = side;
        i = end;
    }
    Ok(())
}

/// How far a reading stands over kana beside its base, em: at most half its own em (JLREQ 3.3.8), which the space beside
/// the base gives back. At a line's head and end there is no such space, so that nothing leaves the measure.
pub(super) fn overhang(a: &Unit, b: &Unit, pieces: &[Piece]) -> f64 {
    let ruby = |unit: &Unit| matches!(pieces[unit.piece].kind, PieceKind::Ruby(_));
    let kana = |unit: &Unit| {
        matches!(
            unit.class,
            Class::Hiragana | Class::Katakana | Class::SmallKana | Class::Prolonged
        ) && matches!(pieces[unit.piece].kind, PieceKind::Normal | PieceKind::Figures)
    };
    match (ruby(a), ruby(b)) {
        (true, false) if kana(b) => a.widened.min(OVERHANG),
        (false, true) if kana(a) => b.widened.min(OVERHANG),
        _ => 0.0,
    }
}

/// The reading of `piece` above the base that reaches from `left` to `right`, em. A reading shorter than its base is
/// spread, with half as much space at the ends as between its characters (JLREQ 3.3.6).
pub(super) fn run(piece: &Piece, left: f64, right: f64, fonts: &Fonts) -> Option<LineRun> {
    let PieceKind::Ruby(reading) = &piece.kind else {
        return None;
    };
    let id = fonts.japanese(piece.face);
    let font = fonts.get(id);
    let glyphs: Vec<(char, u16)> = reading.chars().filter_map(|c| Some((c, font.glyph(c)?))).collect();
    let width: f64 = glyphs.iter().map(|&(_, g)| font.advance_em(g) * SCALE).sum();
    let between = ((right - left - width) / glyphs.len().max(1) as f64).max(0.0);
    let mut x = left + (right - left - width - between * (glyphs.len().max(1) - 1) as f64) / 2.0;
    let mut end = x;
    let glyphs = glyphs.into_iter().map(|(character, id)| {
        let glyph = LineGlyph {
            id,
            x,
            text: SmolStr::from_iter([character]),
        };
        end = x + font.advance_em(id) * SCALE;
        x = end + between;
        glyph
    });
    Some(LineRun {
        font: id,
        scale: SCALE,
        rise: rise(id, fonts),
        owner: piece.owner,
        glyphs: glyphs.collect(),
        text: reading.clone(),
        end,
    })
}
