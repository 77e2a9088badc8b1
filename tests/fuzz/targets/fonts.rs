//! Fonts of `fonts/`: read, asked for characters, set, and written into a file.

use super::house;
use crate::corpus::Case;
use crate::dice::Dice;
use crate::fonts as small;
use notice::testing::document::notation::{self, Material};
use notice::testing::pdf;
use notice::testing::typeset::{FILES, Face, Font, Fonts, Piece, PieceKind, Setting, Standing, compose};

/// What is set: letters, digits, kana, marks, pairs that are kerned, a mark upon a letter.
const WORDS: &str = "AVATo. Wa (12,345) e\u{301} か\u{309a}は「停止」、10:30～。ﾊﾟ①";

pub fn cases() -> Vec<Case> {
    FILES
        .iter()
        .map(|name| Case::one(&format!("fonts/{name}"), small::small(name)))
        .collect()
}

pub fn play(case: &Case, dice: &mut Dice) {
    let (path, bytes) = &case.files[0];
    let Ok(font) = Font::new(bytes.clone()) else {
        return;
    };
    let characters: Vec<char> = WORDS.chars().collect();
    for &character in characters.iter().take(20) {
        if let Some(glyph) = font.glyph(character) {
            font.advance_em(glyph);
            font.ligature(glyph, glyph);
            font.centred_over(glyph, glyph);
        }
    }
    font.variation('辻', '\u{e0100}');
    font.variation('か', '\u{fe00}');
    font.same_ink('A', 'Ａ');
    font.glyph(char::MAX);
    if !dice.chance(20) {
        return;
    }
    let name = path.strip_prefix("fonts/").unwrap_or(path);
    let Ok(fonts) = Fonts::replaced(|wanted| (wanted == name).then(|| bytes.clone())) else {
        return;
    };
    for face in [Face::Mincho, Face::Gothic] {
        let piece = Piece {
            text: WORDS.to_string(),
            face,
            kind: PieceKind::Normal,
            owner: 0,
        };
        let _ = compose(&[piece], 20.0, Setting::Justified { indent: 1.0, hang: 0.0 }, &fonts);
    }
    if !dice.chance(25) {
        return;
    }
    let source = ":::title Notice 12\n\nAVATo **Wa** 12,345 (abc)\n";
    let Ok(parsed) = notation::parse(source, &Material::default()) else {
        return;
    };
    let document = house::here(|house| house.document(parsed, dice));
    if let Ok(layout) = Standing::new(&fonts).layout(&document) {
        let _ = pdf::write(&layout, &document.meta, &fonts);
    }
}
