//! Latin is kerned where the font knows how. The fonts that come with the program do not, so a `kern` table is added to one.

use notice::testing::typeset::{FILES, Face, Font, Fonts, Line, Piece, PieceKind, Setting, compose};

const PROPORTIONAL_MINCHO: &str = FILES[2];

fn bytes_of(file: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    std::fs::read(folder.join(file)).expect("a font of the project")
}

/// The font with a `kern` table that knows one pair: `by` font units (Apple's and Microsoft's format 0).
fn with_pair(font: &[u8], left: u16, right: u16, by: i16) -> Vec<u8> {
    let mut kern = Vec::new();
    for value in [0, 1, 0, 20, 1, 1, 6, 0, 0, left, right, by as u16] {
        kern.extend(u16::to_be_bytes(value));
    }
    let count = u16::from_be_bytes([font[4], font[5]]);
    let directory = 12 + 16 * usize::from(count);
    let mut out = font[..4].to_vec();
    out.extend((count + 1).to_be_bytes());
    out.extend(&font[6..12]);
    // Tables stand in the order of their tags, all moved by the new entry.
    let mut entries: Vec<[u8; 16]> = font[12..directory]
        .chunks(16)
        .map(|entry| {
            let mut moved: [u8; 16] = entry.try_into().expect("16 bytes");
            let offset = u32::from_be_bytes(moved[8..12].try_into().expect("4 bytes")) + 16;
            moved[8..12].copy_from_slice(&offset.to_be_bytes());
            moved
        })
        .collect();
    let mut entry = [0; 16];
    entry[..4].copy_from_slice(b"kern");
    entry[8..12].copy_from_slice(&(font.len() as u32 + 16).to_be_bytes());
    entry[12..].copy_from_slice(&(kern.len() as u32).to_be_bytes());
    entries.push(entry);
    entries.sort();
    out.extend(entries.concat());
    out.extend(&font[directory..]);
    out.extend(kern);
    out
}

fn line(text: &str, fonts: &Fonts) -> Line {
    let piece = Piece {
        text: text.to_owned(),
        face: Face::Mincho,
        kind: PieceKind::Normal,
        owner: 0,
    };
    let start = Setting::Start { indent: 0.0, hang: 0.0 };
    compose(&[piece], 20.0, start, fonts).expect("drawable").remove(0)
}

#[test]
fn letters_stand_nearer_where_the_font_says_so() {
    let plain = bytes_of(PROPORTIONAL_MINCHO);
    let font = Font::new(plain.clone()).expect("a font");
    let (a, v) = (font.glyph('A').expect("A"), font.glyph('V').expect("V"));
    let by = -200;
    let changed = with_pair(&plain, a, v, by);
    let kerned = Fonts::replaced(|name| (name == PROPORTIONAL_MINCHO).then(|| changed.clone())).expect("fonts");
    let built_in = Fonts::built_in().expect("fonts");
    let less = f64::from(by) / f64::from(font.units_per_em);
    let gain = |text: &str| line(text, &kerned).end - line(text, &built_in).end;
    assert!((gain("AV") - less).abs() < 1e-9);
    assert!((gain("日AVA本") - less).abs() < 1e-9, "within Japanese as well");
    assert_eq!(gain("VA"), 0.0, "a pair has an order");
    assert_eq!(gain("A V"), 0.0, "a space parts the pair");
}

#[test]
fn the_built_in_fonts_have_no_kerning() {
    for file in FILES {
        assert!(!Font::new(bytes_of(file)).expect("a font").kerned, "{file}");
    }
}
