//! Straight quotation marks, drawn as the opening and closing ones that they stand for. The characters stay, so that a reader
//! of the PDF copies what was typed.

use super::class::Class;
use super::font::Fonts;
use super::line::{Piece, PieceKind};
use super::unit::Unit;

/// Gives the straight marks of a paragraph the glyphs and classes of those that open and close. In BIZ UD fonts the straight
/// ones look like those that close.
pub(super) fn draw(units: &mut [Unit], pieces: &[Piece], fonts: &Fonts) {
    for (straight, opening) in [('"', '“'), ('\'', '‘')] {
        let marks: Vec<usize> = (0..units.len())
            .filter(|&at| units[at].character == straight && pieces[units[at].piece].kind != PieceKind::Url)
            .collect();
        let mut open = None;
        for at in marks {
            match open {
                None if begins(units, at, straight) => open = Some(at),
                Some(first) if ends(units, at) => {
                    shown(units, first, opening, Class::WesternOpening, pieces, fonts);
                    shown(units, at, straight, Class::WesternClosing, pieces, fonts);
                    open = None;
                }
                _ => {}
            }
        }
    }
}

/// Whether a mark may open: something stands right behind it, and nothing before it that it would close or belong to.
fn begins(units: &[Unit], at: usize, straight: char) -> bool {
    let before = at.checked_sub(1).map(|before| units[before].class);
    let after = units.get(at + 1);
    let within_word = matches!(before, Some(Class::Numeral | Class::Western));
    // '95
    let year = straight == '\'' && after.is_some_and(|unit| unit.class == Class::Numeral);
    !within_word && !year && after.is_some_and(|unit| !unit.class.is_space())
}

/// Whether a mark may close: something stands right before it. An apostrophe within a word closes nothing.
fn ends(units: &[Unit], at: usize) -> bool {
    let letter = |unit: Option<&Unit>| unit.is_some_and(|unit| matches!(unit.class, Class::Western | Class::Numeral));
    let apostrophe =
        units[at].character == '\'' && letter(at.checked_sub(1).map(|b| &units[b])) && letter(units.get(at + 1));
    at.checked_sub(1).is_some_and(|before| !units[before].class.is_space()) && !apostrophe
}

fn shown(units: &mut [Unit], at: usize, look: char, class: Class, pieces: &[Piece], fonts: &Fonts) {
    let unit = &mut units[at];
    if unit.class == Class::ReferenceMark {
        return;
    }
    let font = fonts.latin(pieces[unit.piece].face);
    if let Some(glyph) = fonts.get(font).glyph(look) {
        unit.class = class;
        unit.font = font;
        unit.glyph = glyph;
        unit.body = fonts.get(font).advance_em(glyph);
        unit.shift = 0.0;
    }
}
