//! From characters to units.

use std::ops::Range;

use super::class::Class;
use super::font::Fonts;
use super::glyph::{self, missing};
use super::line::{Piece, PieceKind, TextFault, TextFaultKind};
use super::unit::{Joint, RAISED_SCALE, Unit};
use super::{kern, quotes, ruby, wave};

/// A glyph at least this wide (em) is full-width: its punctuation body is cut out of it.
const FULL_WIDTH: f64 = 0.75;

/// Units of a text, cut into stretches at forced line ends.
pub(super) fn units(pieces: &[Piece], fonts: &Fonts) -> Result<Vec<Vec<Unit>>, TextFault> {
    let mut segments = Vec::new();
    let mut units: Vec<Unit> = Vec::with_capacity(pieces.iter().map(|p| p.text.len() / 2).sum());
    let mut open = false;
    for (index, piece) in pieces.iter().enumerate() {
        let mut rest = piece.text.char_indices().peekable();
        while let Some((at, character)) = rest.next() {
            open = true;
            match character {
                '\n' => {
                    segments.push(std::mem::take(&mut units));
                    open = false;
                    continue;
                }
                '\r' => continue,
                '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{200C}' | '\u{200D}' | '\u{AD}' => {
                    if let Some(last) = units.last_mut() {
                        last.joint = match character {
                            '\u{200B}' => Joint::Open,
                            '\u{AD}' => Joint::Hyphen,
                            '\u{200C}' => last.joint,
                            _ => Joint::Glued,
                        };
                    }
                    continue;
                }
                _ if is_control(character) => {
                    return Err(TextFault {
                        character,
                        base: None,
                        kind: TextFaultKind::Control,
                        fonts: Vec::new(),
                    });
                }
                _ => {}
            }
            let mut end = at + character.len_utf8();
            let mut extension = None;
            while let Some(&(next, c)) = rest.peek() {
                if !is_extension(c) {
                    break;
                }
                // A presentation selector asks for nothing that a text font could give.
                if !matches!(c, '\u{FE00}'..='\u{FE0F}') || is_standard_variant(character) && c <= '\u{FE02}' {
                    if extension.is_some() {
                        let asked = [fonts.japanese(piece.face)];
                        return Err(missing(c, Some(character), &asked, fonts));
                    }
                    extension = Some(c);
                }
                end = next + c.len_utf8();
                rest.next();
            }
            units.push(unit(character, extension, piece, index, at..end, fonts)?);
        }
    }
    if open {
        segments.push(units);
    }
    for segment in &mut segments {
        contextual(segment, pieces, fonts);
        quotes::draw(segment, pieces, fonts);
        wave::draw(segment, pieces, fonts);
        fold_spaces(segment);
        kern::kern(segment, pieces, fonts);
        ruby::widen(segment, pieces, fonts)?;
    }
    Ok(segments)
}

/// C0 and C1 controls and everything that reorders text (UAX #9): a notice never needs them, and they can make a reader
/// see another text than the file holds.
fn is_control(c: char) -> bool {
    match c {
        '\t' => false,
        '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}' => true,
        _ => c.is_control(),
    }
}

/// Marks and selectors that make one unit with the base before them.
fn is_extension(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Ideographs have standardized variants with U+FE00–FE02 (CJK compatibility forms).
fn is_standard_variant(c: char) -> bool {
    Class::of(c) == Class::Ideographic
}

/// Makes the unit of one character and what extends it.
fn unit(
    character: char,
    extension: Option<char>,
    piece: &Piece,
    index: usize,
    text: Range<usize>,
    fonts: &Fonts,
) -> Result<Unit, TextFault> {
    let class = match piece.kind {
        PieceKind::Raised => Class::ReferenceMark,
        _ => Class::of(character),
    };
    let (shown, width) = match character {
        '\t' | '\u{A0}' => (' ', None),
        '\u{2011}' => ('-', None),
        _ => match fixed_space(character) {
            Some(width) => (' ', Some(width)),
            None => (character, None),
        },
    };
    let look = if width.is_some() {
        Class::WordSpace
    } else {
        Class::of(shown)
    };
    let drawn = glyph::find(shown, extension, look, piece.face, fonts).ok_or_else(|| {
        let asked = glyph::candidates(shown, look, piece.face, fonts);
        match extension.filter(|_| asked.iter().any(|&id| fonts.get(id).glyph(shown).is_some())) {
            Some(mark) => missing(mark, Some(shown), &asked, fonts),
            None => missing(shown, None, &asked, fonts),
        }
    })?;
    let scale = match piece.kind {
        PieceKind::Raised => RAISED_SCALE,
        _ => 1.0,
    };
    let mut unit = Unit {
        character,
        class,
        font: drawn.font,
        glyph: drawn.glyph,
        mark: drawn.mark,
        body: width.unwrap_or_else(|| fonts.get(drawn.font).advance_em(drawn.glyph) * scale),
        shift: 0.0,
        piece: index,
        text,
        half_width: matches!(character, '｢' | '｣' | '･' | '｡' | '､'),
        joint: match character {
            '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{2011}' => Joint::Glued,
            _ => Joint::Plain,
        },
        folded_space: false,
        widened: 0.0,
    };
    cut_body(&mut unit);
    if piece.kind == PieceKind::Figures && character.is_ascii_digit() {
        tabular(&mut unit, fonts);
    }
    Ok(unit)
}

/// Gives a figure the body of the widest of its font: 1 of the proportional fonts is narrower than the rest.
fn tabular(unit: &mut Unit, fonts: &Fonts) {
    let font = fonts.get(unit.font);
    let widest = ('0'..='9')
        .filter_map(|figure| font.glyph(figure))
        .map(|glyph| font.advance_em(glyph))
        .fold(unit.body, f64::max);
    unit.shift += (widest - unit.body) / 2.0;
    unit.body = widest;
}

/// Cuts the half-em body of punctuation out of its full-width glyph: the right half of opening brackets, the middle
/// half of middle dots, the left half of the rest (JLREQ 3.1.2).
fn cut_body(unit: &mut Unit) {
    if unit.body < FULL_WIDTH {
        return;
    }
    let spare = unit.body - 0.5;
    match unit.class {
        Class::Opening => unit.shift = -spare,
        Class::MiddleDot => unit.shift = -spare / 2.0,
        Class::Closing | Class::FullStop | Class::Comma => {}
        _ => return,
    }
    unit.body = 0.5;
}

/// Widths of the spaces of U+2002–200A and U+202F, em (Unicode, chapter 6.2).
fn fixed_space(character: char) -> Option<f64> {
    Some(match character {
        '\u{2002}' | '\u{2007}' => 0.5,
        '\u{2003}' => 1.0,
        '\u{2004}' => 1.0 / 3.0,
        '\u{2005}' | '\u{202F}' => 0.25,
        '\u{2006}' => 1.0 / 6.0,
        '\u{2008}' | '\u{2009}' => 0.2,
        '\u{200A}' => 0.1,
        _ => return None,
    })
}

/// Curly quotes are Japanese brackets in Japanese text and Western marks in Western text; a straight apostrophe between
/// letters is drawn as a typographic one.
fn contextual(units: &mut [Unit], pieces: &[Piece], fonts: &Fonts) {
    for i in 0..units.len() {
        let character = units[i].character;
        if !matches!(character, '‘' | '’' | '“' | '”' | '\'') || units[i].class == Class::ReferenceMark {
            continue;
        }
        let before = units[..i].iter().rev().find(|u| !u.class.is_space()).map(|u| u.class);
        let after = units[i + 1..].iter().find(|u| !u.class.is_space()).map(|u| u.class);
        let western = |class: Option<Class>| class.is_none_or(Class::is_western);
        if !western(before) || !western(after) || before.is_none() && after.is_none() {
            continue;
        }
        let latin = fonts.latin(pieces[units[i].piece].face);
        let between_letters = i > 0
            && units[i - 1].class == Class::Western
            && units.get(i + 1).is_some_and(|u| u.class == Class::Western);
        let shown = match character {
            // BIZ UDP fonts draw the straight apostrophe curved, and without the half em of the quotation mark.
            '\'' | '’' if fonts.get(latin).same_ink('\'', '’') => '\'',
            '\'' if between_letters => '’',
            _ => character,
        };
        if let Some(glyph) = fonts.get(latin).glyph(shown) {
            let unit = &mut units[i];
            unit.class = match character {
                '‘' | '“' => Class::WesternOpening,
                '”' => Class::WesternClosing,
                _ => Class::WesternMark,
            };
            unit.font = latin;
            unit.glyph = glyph;
            unit.body = fonts.get(latin).advance_em(glyph);
            unit.shift = 0.0;
        }
    }
}

/// A single typed space between Japanese and a Western word is what writers of Japanese type for 四分アキ: it becomes
/// that, so that the gap is no wider and a search finds 平成29年.
fn fold_spaces(units: &mut Vec<Unit>) {
    let folds = |before: &Unit, after: &Unit| {
        let (a, b) = (before.class, after.class);
        a.is_japanese() && b.is_western_word() || a.is_western_word() && b.is_japanese()
    };
    let mut kept = 0;
    for i in 0..units.len() {
        let single = units[i].character == ' '
            && units[i].class == Class::WordSpace
            && kept > 0
            && i + 1 < units.len()
            && folds(&units[kept - 1], &units[i + 1]);
        if single {
            units[kept - 1].folded_space = true;
            if units[i].joint != Joint::Plain {
                units[kept - 1].joint = units[i].joint;
            }
        } else {
            units.swap(kept, i);
            kept += 1;
        }
    }
    units.truncate(kept);
}
