//! `~` between two dates, times or numbers is drawn as 〜. The character stays, so that a reader of the PDF copies what was
//! typed.

use super::class::Class;
use super::font::Fonts;
use super::line::{Piece, PieceKind};
use super::unit::Unit;
use crate::calendar::wave::waves;

/// What is drawn.
const WAVE: char = '〜';

/// Stands for what is no text of the line: addresses, raised marks.
const OTHER: char = '\u{FFFC}';

/// Gives such units of a line the glyph and the class of 〜.
pub(super) fn draw(units: &mut [Unit], pieces: &[Piece], fonts: &Fonts) {
    if !units.iter().any(|unit| unit.character == '~') {
        return;
    }
    let character = |unit: &Unit| match pieces[unit.piece].kind {
        PieceKind::Normal | PieceKind::Figures | PieceKind::Ruby(_) => unit.character,
        PieceKind::Raised | PieceKind::Url => OTHER,
    };
    let text: Vec<char> = units.iter().map(character).collect();
    for at in waves(&text) {
        let unit = &mut units[at];
        let font = fonts.japanese(pieces[unit.piece].face);
        let Some(glyph) = fonts.get(font).glyph(WAVE) else {
            continue;
        };
        unit.class = Class::of(WAVE);
        unit.font = font;
        unit.glyph = glyph;
        unit.body = fonts.get(font).advance_em(glyph);
        unit.shift = 0.0;
    }
}
