//! Takes the instructions for low resolutions out of a TrueType program: no reader of PDF uses them on paper or on
//! today's screens, and they are two thirds of a Japanese font. Outlines and widths stay as they are.
//!
//! Tables as the OpenType specification 1.9 has them; a PDF needs `glyf head hhea hmtx loca maxp` (ISO 32000-1 §9.9).

use std::collections::BTreeMap;

/// The same program without instructions. `None` where the bytes are not a TrueType program.
pub(super) fn without(program: &[u8]) -> Option<Vec<u8>> {
    let tables = tables(program)?;
    let table = |tag: &[u8; 4]| tables.get(tag).copied();
    let (glyphs, places) = (table(b"glyf")?, table(b"loca")?);
    let long = u16_at(table(b"head")?, 50)? != 0;
    let mut glyf = Vec::with_capacity(glyphs.len());
    let mut loca = vec![0u32];
    for number in 0..usize::from(u16_at(table(b"maxp")?, 4)?) {
        let outline = glyphs.get(place(places, long, number)?..place(places, long, number + 1)?)?;
        glyf.extend(bare(outline)?);
        // Even, so that offsets can be told in halves.
        glyf.resize(glyf.len().next_multiple_of(2), 0);
        loca.push(u32::try_from(glyf.len()).ok()?);
    }
    let short = glyf.len() / 2 <= usize::from(u16::MAX);
    let loca: Vec<u8> = if short {
        loca.iter().flat_map(|&at| ((at / 2) as u16).to_be_bytes()).collect()
    } else {
        loca.iter().flat_map(|&at| at.to_be_bytes()).collect()
    };
    let mut head = table(b"head")?.to_vec();
    head.get_mut(8..12)?.fill(0);
    head.get_mut(50..52)?.copy_from_slice(&u16::from(!short).to_be_bytes());
    let mut maxp = table(b"maxp")?.to_vec();
    // One zone, and nothing for the interpreter to set aside: twilight points, storage, functions, stack, instructions.
    maxp.get_mut(14..28)?.fill(0);
    maxp.get_mut(14..16)?.copy_from_slice(&1u16.to_be_bytes());
    Some(assemble(&[
        (b"glyf", &glyf),
        (b"head", &head),
        (b"hhea", table(b"hhea")?),
        (b"hmtx", table(b"hmtx")?),
        (b"loca", &loca),
        (b"maxp", &maxp),
    ]))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let number = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    usize::try_from(number).ok()
}

fn tables(program: &[u8]) -> Option<BTreeMap<[u8; 4], &[u8]>> {
    (0..usize::from(u16_at(program, 4)?))
        .map(|i| {
            let record = program.get(12 + 16 * i..28 + 16 * i)?;
            let (offset, length) = (u32_at(record, 8)?, u32_at(record, 12)?);
            let tag: [u8; 4] = record[..4].try_into().ok()?;
            Some((tag, program.get(offset..offset.checked_add(length)?)?))
        })
        .collect()
}

fn place(loca: &[u8], long: bool, glyph: usize) -> Option<usize> {
    if long {
        u32_at(loca, 4 * glyph)
    } else {
        Some(2 * usize::from(u16_at(loca, 2 * glyph)?))
    }
}

/// One glyph description without its instructions.
fn bare(outline: &[u8]) -> Option<Vec<u8>> {
    if outline.is_empty() {
        return Some(Vec::new());
    }
    match u16_at(outline, 0)? as i16 {
        contours @ 0.. => simple(outline, usize::from(contours.unsigned_abs())),
        _ => composite(outline),
    }
}

/// Header, ends of contours, length of instructions, instructions, points.
fn simple(outline: &[u8], contours: usize) -> Option<Vec<u8>> {
    let ends = 10 + 2 * contours;
    let length = usize::from(u16_at(outline, ends)?);
    let points = outline.get(ends + 2 + length..)?;
    let count = match contours {
        0 => 0,
        _ => usize::from(u16_at(outline, ends - 2)?) + 1,
    };
    let mut out = outline.get(..ends)?.to_vec();
    out.extend([0, 0]);
    // What follows the last point is filling.
    out.extend(points.get(..size_of_points(points, count)?)?);
    Some(out)
}

fn size_of_points(points: &[u8], count: usize) -> Option<usize> {
    const X_SHORT: u8 = 0x02;
    const Y_SHORT: u8 = 0x04;
    const REPEAT: u8 = 0x08;
    const X_SAME: u8 = 0x10;
    const Y_SAME: u8 = 0x20;
    let width = |flag: u8, short: u8, same: u8| match (flag & short != 0, flag & same != 0) {
        (true, _) => 1,
        (false, true) => 0,
        (false, false) => 2,
    };
    let (mut at, mut seen, mut coordinates) = (0, 0, 0);
    while seen < count {
        let flag = *points.get(at)?;
        at += 1;
        let mut times = 1;
        if flag & REPEAT != 0 {
            times += usize::from(*points.get(at)?);
            at += 1;
        }
        seen += times;
        coordinates += times * (width(flag, X_SHORT, X_SAME) + width(flag, Y_SHORT, Y_SAME));
    }
    Some(at + coordinates)
}

/// Header, then components; instructions after the last.
fn composite(outline: &[u8]) -> Option<Vec<u8>> {
    const WORDS: u16 = 0x0001;
    const SCALE: u16 = 0x0008;
    const MORE: u16 = 0x0020;
    const TWO_SCALES: u16 = 0x0040;
    const MATRIX: u16 = 0x0080;
    const INSTRUCTIONS: u16 = 0x0100;
    let mut out = outline.to_vec();
    let mut at = 10;
    loop {
        let flags = u16_at(&out, at)?;
        out.get_mut(at..at + 2)?
            .copy_from_slice(&(flags & !INSTRUCTIONS).to_be_bytes());
        at += 4 + if flags & WORDS != 0 { 4 } else { 2 };
        at += match flags {
            f if f & SCALE != 0 => 2,
            f if f & TWO_SCALES != 0 => 4,
            f if f & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            break;
        }
    }
    (at <= out.len()).then(|| {
        out.truncate(at);
        out
    })
}

/// A program of `tables`, in order of their names.
fn assemble(tables: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.ilog2();
    let range = 16 * (1u16 << power);
    let mut out = vec![0, 1, 0, 0];
    for number in [count, range, power as u16, 16 * count - range] {
        out.extend(number.to_be_bytes());
    }
    let mut offset = out.len() + 16 * tables.len();
    let mut head = 0;
    for (tag, body) in tables {
        if *tag == b"head" {
            head = offset;
        }
        out.extend(*tag);
        out.extend(checksum(body).to_be_bytes());
        out.extend((offset as u32).to_be_bytes());
        out.extend((body.len() as u32).to_be_bytes());
        offset += body.len().next_multiple_of(4);
    }
    for (_, body) in tables {
        out.extend(*body);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let whole = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&out));
    out[head + 8..head + 12].copy_from_slice(&whole.to_be_bytes());
    out
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

#[cfg(test)]
mod tests {
    use ttf_parser::{Face, GlyphId, OutlineBuilder};

    use super::*;
    use crate::typeset::font::Fonts;

    #[derive(Default, PartialEq, Debug)]
    struct Path(Vec<(char, [f32; 4])>);

    impl OutlineBuilder for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(('m', [x, y, 0.0, 0.0]));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push(('l', [x, y, 0.0, 0.0]));
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push(('q', [x1, y1, x, y]));
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            unreachable!("TrueType has no cubic curves");
        }
        fn close(&mut self) {
            self.0.push(('z', [0.0; 4]));
        }
    }

    #[test]
    fn outlines_and_widths_stay_and_the_program_shrinks() {
        let fonts = Fonts::built_in().expect("the built-in fonts are sound");
        for (_, font) in fonts.iter() {
            let ids: Vec<u16> = (1..600).chain(3000..3400).collect();
            let mapper = subsetter::GlyphRemapper::new_from_glyphs_sorted(&ids);
            let program = subsetter::subset(&font.data, 0, &mapper).expect("a sound font");
            let light = without(&program).expect("a sound program");
            assert!(light.len() * 3 < program.len() * 2, "{} {}", light.len(), program.len());
            let (before, after) = (raw(&program), raw(&light));
            for id in (0..mapper.num_gids()).map(GlyphId) {
                let (mut a, mut b) = (Path::default(), Path::default());
                assert_eq!(before.outline_glyph(id, &mut a), after.outline_glyph(id, &mut b));
                assert_eq!(a, b, "{} {id:?}", font.name);
                assert_eq!(before.glyph_hor_advance(id), after.glyph_hor_advance(id));
            }
            assert_eq!(checksum(&light), 0xB1B0_AFBA);
        }
    }

    fn raw(program: &[u8]) -> Face<'_> {
        Face::parse(program, 0).expect("a program that can be read")
    }

    #[test]
    fn damaged_programs_are_refused_not_guessed_at() {
        let fonts = Fonts::built_in().expect("the built-in fonts are sound");
        let (_, font) = fonts.iter().next().expect("four fonts");
        let mapper = subsetter::GlyphRemapper::new_from_glyphs_sorted(&[5, 6, 7]);
        let program = subsetter::subset(&font.data, 0, &mapper).expect("a sound font");
        for length in 0..program.len() - 4 {
            // Cut short, a table is missing its end: an answer or none, never a panic.
            let _ = without(&program[..length]);
        }
        assert_eq!(without(&program[..200]), None);
        assert_eq!(without(b"%PDF-1.7"), None);
    }
}
