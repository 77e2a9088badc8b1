//! From a character, with the mark or selector that extends it, to a font and a glyph.

use super::class::Class;
use super::font::{Face, FontId, Fonts};
use super::line::{TextFault, TextFaultKind};

/// The fault of a character that none of the fonts asked can draw.
pub(super) fn missing(character: char, base: Option<char>, asked: &[FontId], fonts: &Fonts) -> TextFault {
    TextFault {
        character,
        base,
        kind: TextFaultKind::NoGlyph,
        fonts: asked.iter().map(|&id| fonts.get(id).name.clone()).collect(),
    }
}

/// The fonts to ask for a character, in order.
pub(super) fn candidates(character: char, class: Class, face: Face, fonts: &Fonts) -> Vec<FontId> {
    let (japanese, latin) = (fonts.japanese(face), fonts.latin(face));
    // EN DASH is shorter than a hyphen in the full-width fonts; EM DASH, HYPHEN, DEGREE and EURO have the wrong width there
    // (half an em, one em, one em, half).
    let latin_first = class.is_western()
        || class == Class::WordSpace
        || matches!(character, '\u{2013}' | '\u{2014}' | '\u{2010}' | '°' | '€')
        || matches!(character, '\u{2002}'..='\u{200A}' | '\u{202F}');
    let mut order = if latin_first {
        vec![latin, japanese]
    } else {
        vec![japanese, latin]
    };
    if face == Face::Bold {
        order.extend([fonts.japanese(Face::Gothic), fonts.latin(Face::Gothic)]);
    }
    order.extend(fonts.fallbacks());
    order
}

/// The first font that can draw a character with its extension.
pub(super) fn find(character: char, extension: Option<char>, class: Class, face: Face, fonts: &Fonts) -> Option<Drawn> {
    let (japanese, latin) = (fonts.japanese(face), fonts.latin(face));
    // The common case, without a list.
    let first = if class.is_western() || class == Class::WordSpace {
        latin
    } else {
        japanese
    };
    if extension.is_none()
        && !matches!(character, '\u{2013}' | '\u{2014}' | '\u{2010}' | '°' | '€')
        && let Some(glyph) = fonts.get(first).glyph(character)
    {
        return Some(Drawn {
            font: first,
            glyph,
            mark: None,
        });
    }
    for id in candidates(character, class, face, fonts) {
        let font = fonts.get(id);
        let Some(base) = font.glyph(character) else { continue };
        let Some(mark) = extension else {
            return Some(Drawn {
                font: id,
                glyph: base,
                mark: None,
            });
        };
        if matches!(mark, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}') {
            if let Some(glyph) = font.variation(character, mark) {
                return Some(Drawn {
                    font: id,
                    glyph,
                    mark: None,
                });
            }
            continue;
        }
        let composed = composed(character, mark).and_then(|c| font.glyph(c));
        let ligature = || font.glyph(mark).and_then(|m| font.ligature(base, m));
        if let Some(glyph) = composed.or_else(ligature) {
            return Some(Drawn {
                font: id,
                glyph,
                mark: None,
            });
        }
        if let Some((glyph, x)) = font.glyph(mark).and_then(|m| Some((m, font.centred_over(base, m)?))) {
            return Some(Drawn {
                font: id,
                glyph: base,
                mark: Some((glyph, mark, x)),
            });
        }
    }
    None
}

/// How a character is drawn.
pub(super) struct Drawn {
    /// The font.
    pub font: FontId,
    /// Never 0.
    pub glyph: u16,
    /// A combining mark over it: its glyph, its character, and its origin right of the glyph's, em.
    pub mark: Option<(u16, char, f64)>,
}

/// Kana with a voicing mark stand one or two places after the kana without (か U+304B, が U+304C; は, ば, ぱ), ヷ and its
/// like eight.
fn composed(base: char, mark: char) -> Option<char> {
    let step = match (mark, base) {
        ('\u{3099}', 'う') => return Some('ゔ'),
        ('\u{3099}', 'ウ') => return Some('ヴ'),
        ('\u{3099}', 'ワ'..='ヲ') => 8,
        ('\u{3099}', 'か'..='ち' | 'カ'..='チ') if base as u32 % 2 == 1 => 1,
        ('\u{3099}', 'つ' | 'て' | 'と' | 'ツ' | 'テ' | 'ト' | 'ゝ' | 'ヽ') => 1,
        ('\u{3099}', 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ') => 1,
        ('\u{309A}', 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ') => 2,
        _ => return None,
    };
    char::from_u32(base as u32 + step)
}
