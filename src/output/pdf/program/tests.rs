//! Programs made of the built-in fonts, and of a small one whose glyphs are made of each other.

use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::*;
use crate::typeset::font::Fonts;

/// Points as they come, and which operation they belong to.
#[derive(Default, PartialEq, Debug)]
struct Path(Vec<(char, f32, f32)>);

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(('m', x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(('l', x, y));
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.extend([('q', x1, y1), ('q', x, y)]);
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        unreachable!("TrueType has no cubic curves");
    }
    fn close(&mut self) {
        self.0.push(('z', 0.0, 0.0));
    }
}

fn fonts() -> Fonts {
    Fonts::built_in().expect("the built-in fonts are sound")
}

fn source(fonts: &Fonts, number: usize) -> Source<'_> {
    let (_, font) = fonts.iter().nth(number).expect("four fonts");
    Source::read(&font.data).expect("a sound font")
}

fn reduced(sources: &[&Source<'_>], glyphs: &[(usize, u16)]) -> Option<Program> {
    let own = |&(source, glyph): &(usize, u16)| (source, Cut::own(glyph));
    let asked: Vec<(usize, Cut)> = glyphs.iter().map(own).collect();
    program(sources, &asked, |_, _| None)
}

fn outline(face: &Face<'_>, id: u16) -> Path {
    let mut path = Path::default();
    face.outline_glyph(GlyphId(id), &mut path);
    path
}

#[test]
fn no_point_moves_by_more_than_half_a_step_and_the_program_shrinks() {
    let fonts = fonts();
    for (number, (_, font)) in fonts.iter().take(4).enumerate() {
        let ids: Vec<(usize, u16)> = (3000..3400).chain(1..600).map(|id| (0, id)).collect();
        let light = reduced(&[&source(&fonts, number)], &ids).expect("a sound font");
        let mapper = subsetter::GlyphRemapper::new_from_glyphs(&ids.iter().map(|g| g.1).collect::<Vec<_>>());
        let plain = subsetter::subset(&font.data, 0, &mapper).expect("a sound font");
        assert!(
            light.bytes.len() * 10 < plain.len() * 8,
            "{} {}",
            light.bytes.len(),
            plain.len()
        );
        let (before, after) = (raw(&font.data), raw(&light.bytes));
        assert_eq!((before.units_per_em(), light.units_per_em), (2048, 1024));
        for (&(_, old), &(id, advance)) in ids.iter().zip(&light.glyphs) {
            let (a, b) = (outline(&before, old), outline(&after, id));
            assert_eq!(a.0.len(), b.0.len(), "{old}");
            for (a, b) in a.0.iter().zip(&b.0) {
                // Points between two others follow both.
                let near = |a: f32, b: f32| (a / 2.0 - b).abs() <= 1.0;
                assert!(a.0 == b.0 && near(a.1, b.1) && near(a.2, b.2), "{old} {a:?} {b:?}");
            }
            assert!(
                (f32::from(font.advance(old)) / 2.0 - f32::from(advance)).abs() <= 0.5,
                "{old}"
            );
            assert_eq!(after.glyph_hor_advance(GlyphId(id)), Some(advance));
        }
        assert_eq!(checksum(&light.bytes), 0xB1B0_AFBA);
    }
}

#[test]
fn two_fonts_become_one_with_the_glyphs_of_both_in_the_order_asked_for() {
    let fonts = fonts();
    let (kanji, latin) = (source(&fonts, 0), source(&fonts, 2));
    let asked = [(1, 20), (0, 700), (1, 30), (0, 900), (1, 20)];
    let both = reduced(&[&kanji, &latin], &asked).expect("sister fonts");
    let merged = raw(&both.bytes);
    for (&(font, old), &(id, advance)) in asked.iter().zip(&both.glyphs) {
        let alone = reduced(&[[&kanji, &latin][font]], &[(0, old)]).expect("a sound font");
        let (alone_id, alone_advance) = alone.glyphs[0];
        assert_eq!(outline(&merged, id), outline(&raw(&alone.bytes), alone_id), "{old}");
        assert_eq!(advance, alone_advance);
    }
    assert_eq!(both.glyphs[0], both.glyphs[4]);
}

#[test]
fn a_glyph_more_at_the_end_moves_nothing_before_it() {
    let fonts = fonts();
    let kanji = source(&fonts, 0);
    let asked = [(0, 700), (0, 900), (0, 1100), (0, 800)];
    let all = reduced(&[&kanji], &asked).expect("a sound font");
    let fewer = reduced(&[&kanji], &asked[..3]).expect("a sound font");
    assert_eq!(all.glyphs[..3], fewer.glyphs);
    let start = directory(TABLES);
    assert_eq!(all.bytes[start..start + 500], fewer.bytes[start..start + 500]);
}

/// A font of simple glyphs 0, 2 and 4, of 3, which is glyph 4 moved, of 1, made of 3 and 2, and of 5, made of itself.
fn font_of_parts() -> Vec<u8> {
    let simple = |x: i16| {
        let mut glyph: Vec<u8> = [1, 0, 0, 300, 300, 2, 0].map(i16::to_be_bytes).concat();
        glyph.extend([1; 3]);
        glyph.extend([x, 250, -100, 20, 30, 200].map(i16::to_be_bytes).concat());
        glyph.push(0);
        glyph
    };
    // Offsets in bytes (0x02), more to come (0x20).
    let part = |more: u16, glyph: u16, x: u8, y: u8| {
        let [a, b] = (0x02 | more).to_be_bytes();
        let [c, d] = glyph.to_be_bytes();
        [a, b, c, d, x, y]
    };
    let composite = |parts: &[[u8; 6]]| {
        let head = [-1, 0, 0, 300, 300].map(i16::to_be_bytes).concat();
        [head, parts.concat()].concat()
    };
    let glyphs = [
        simple(0),
        composite(&[part(0x20, 3, 40, 50), part(0, 2, 7, 9)]),
        simple(20),
        composite(&[part(0, 4, 60, 70)]),
        simple(40),
        composite(&[part(0, 5, 1, 1)]),
    ];
    let count = glyphs.len() as u16;
    let (mut glyf, mut loca) = (Vec::new(), 0u32.to_be_bytes().to_vec());
    for glyph in &glyphs {
        glyf.extend(glyph);
        loca.extend((glyf.len() as u32).to_be_bytes());
    }
    let (mut head, mut hhea, mut maxp) = (vec![0; 54], vec![0; 36], vec![0; 32]);
    for (at, value) in [(18, 1000), (50, 1)] {
        put(&mut head, at, value).expect("room");
    }
    put(&mut hhea, 34, count).expect("room");
    put(&mut maxp, 4, count).expect("room");
    head[..4].copy_from_slice(&[0, 1, 0, 0]);
    maxp[..4].copy_from_slice(&[0, 1, 0, 0]);
    let hmtx: Vec<u8> = (0..count)
        .flat_map(|id| [(500 + id).to_be_bytes(), [0, 0]].concat())
        .collect();
    assemble([
        (b"glyf", &glyf),
        (b"head", &head),
        (b"hhea", &hhea),
        (b"hmtx", &hmtx),
        (b"loca", &loca),
        (b"maxp", &maxp),
    ])
}

#[test]
fn the_parts_of_a_glyph_come_right_after_it_and_keep_their_shapes() {
    let font = font_of_parts();
    let source = Source::read(&font).expect("a sound font");
    let made = reduced(&[&source], &[(0, 1), (0, 4), (0, 2)]).expect("a sound font");
    // 1, its part 3, the part 4 of that, then its part 2.
    assert_eq!(made.glyphs, [(1, 501), (3, 504), (4, 502)]);
    let second = reduced(&[&source, &source], &[(0, 2), (1, 1)]).expect("sister fonts");
    assert_eq!(second.glyphs, [(1, 502), (2, 501)]);
    for (program, id, old) in [
        (&made, 1, 1),
        (&made, 3, 4),
        (&made, 4, 2),
        (&second, 1, 2),
        (&second, 2, 1),
    ] {
        let shape = outline(&raw(&font), old);
        assert_eq!(outline(&raw(&program.bytes), id), shape, "{old}");
        assert!(shape.0.len() > 3, "{shape:?}");
    }
}

#[test]
fn a_wide_copy_has_the_shape_and_its_own_advance() {
    let font = font_of_parts();
    let source = Source::read(&font).expect("a sound font");
    let asked = [(4, 0, 0), (4, 16, 0), (1, 16, 0), (4, 8, 0), (4, 8, 1)];
    let asked = asked.map(|(glyph, wider, copy)| (0, Cut { glyph, wider, copy }));
    let made = program(&[&source], &asked, |_, _| None).expect("a program");
    // The parts of a wide copy are the glyphs themselves.
    assert_eq!(made.glyphs, [(1, 504), (2, 754), (3, 751), (6, 629), (7, 629)]);
    let (whole, made) = (raw(&font), raw(&made.bytes));
    for (old, id) in [(4, 1), (4, 2), (1, 3), (4, 6), (4, 7)] {
        assert_eq!(outline(&made, id), outline(&whole, old), "{old}");
    }
    assert_eq!(made.tables().hhea.number_of_metrics, 8);
}

#[test]
fn a_glyph_made_of_itself_ends() {
    let font = font_of_parts();
    let source = Source::read(&font).expect("a readable font");
    assert_eq!(reduced(&[&source], &[(0, 5)]).expect("a program").glyphs, [(1, 505)]);
}

fn raw(program: &[u8]) -> Face<'_> {
    Face::parse(program, 0).expect("a program that can be read")
}

#[test]
fn damaged_fonts_are_refused_not_guessed_at() {
    let fonts = fonts();
    let whole = reduced(&[&source(&fonts, 0)], &[(0, 5), (0, 6), (0, 7)])
        .expect("a sound font")
        .bytes;
    for length in 0..whole.len() - 4 {
        // Cut short, a table is missing its end: an answer or none, never a panic.
        let _ = Source::read(&whole[..length]).and_then(|source| reduced(&[&source], &[(0, 1), (0, 3)]));
    }
    assert!(Source::read(&whole[..200]).is_none());
    assert!(Source::read(b"%PDF-1.7").is_none());
}
