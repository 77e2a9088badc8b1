//! Makes the program of a reduced TrueType font light: what no reader of a PDF uses goes.
//!
//! Instructions for low resolutions are a quarter of a Japanese font and of no use on paper and on today's screens. A grid
//! of 2048 to the em is made coarser by half: 1024 is what PostScript fonts have always had, no point moves by more than
//! 1.8 µm at 10.5 pt, and an eighth of the file goes, since most differences then fit a byte.
//!
//! Tables as OpenType 1.9 has them; a PDF needs `glyf head hhea hmtx loca maxp` (ISO 32000-1 §9.9).

use std::collections::BTreeMap;
use std::ops::Range;

use super::glyph::{halve, is_composite, light, u16_at};
use super::press::Slot;

/// The same programs, lighter, as one: the glyphs of one after those of the other, glyph 0 only from the first. `None`
/// where they are not TrueType programs or cannot be one, since their grids differ.
///
/// `slot` tells where the description of a glyph (its part, its id in it) is kept from document to document.
pub(super) fn lightened<'a>(programs: &[&[u8]], slot: impl Fn(usize, usize) -> Option<&'a Slot>) -> Option<Vec<u8>> {
    let parts: Vec<Part<'_>> = programs
        .iter()
        .map(|program| Part::read(program))
        .collect::<Option<_>>()?;
    let first = parts.first()?;
    let units = u16_at(first.head, 18)?;
    let half = units == 2048;
    let (mut head, mut hhea, mut maxp) = (first.head.to_vec(), first.hhea.to_vec(), first.maxp.to_vec());
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), vec![0u32], Vec::new());
    for (number, part) in parts.iter().enumerate() {
        if u16_at(part.head, 18)? != units {
            return None;
        }
        let left_out = usize::from(number > 0);
        // What references within this part must be raised by.
        let raised = u16::try_from(loca.len() - 1 - left_out.min(loca.len() - 1)).ok()?;
        for id in left_out..part.count {
            append(&mut glyf, part.outline(id)?, half, raised, slot(number, id))?;
            // Even, so that offsets can be told in halves.
            glyf.resize(glyf.len().next_multiple_of(2), 0);
            loca.push(u32::try_from(glyf.len()).ok()?);
            hmtx.extend(part.metrics(id)?);
        }
        // The box of all: the lesser of the mins, the greater of the maxes; and the greatest of each maximum.
        fold(&mut head, part.head, 36..40, |a, b| (a as i16).min(b as i16) as u16)?;
        fold(&mut head, part.head, 40..44, |a, b| (a as i16).max(b as i16) as u16)?;
        fold(&mut hhea, part.hhea, 10..12, u16::max)?;
        fold(&mut maxp, part.maxp, 6..32, u16::max)?;
    }
    let count = u16::try_from(loca.len() - 1).ok()?;
    let short = glyf.len() / 2 <= usize::from(u16::MAX);
    let loca: Vec<u8> = if short {
        loca.iter().flat_map(|&at| ((at / 2) as u16).to_be_bytes()).collect()
    } else {
        loca.iter().flat_map(|&at| at.to_be_bytes()).collect()
    };
    if half {
        put(&mut head, 18, 1024)?;
        halve(&mut head, 36, 44)?;
        halve(&mut hhea, 4, 18)?;
        let all = hmtx.len();
        halve(&mut hmtx, 0, all)?;
    }
    head.get_mut(8..12)?.fill(0);
    put(&mut head, 50, u16::from(!short))?;
    put(&mut hhea, 34, count)?;
    put(&mut maxp, 4, count)?;
    // One zone, and nothing for the interpreter to set aside: twilight points, storage, functions, stack, instructions.
    maxp.get_mut(14..28)?.fill(0);
    put(&mut maxp, 14, 1)?;
    Some(assemble(&[
        (b"glyf", &glyf),
        (b"head", &head),
        (b"hhea", &hhea),
        (b"hmtx", &hmtx),
        (b"loca", &loca),
        (b"maxp", &maxp),
    ]))
}

/// Appends a description made light. What names other glyphs differs from program to program; the rest is kept.
fn append(glyf: &mut Vec<u8>, outline: &[u8], half: bool, raised: u16, slot: Option<&Slot>) -> Option<()> {
    match slot.filter(|_| !is_composite(outline)) {
        Some(slot) => match slot.get() {
            Some(kept) => glyf.extend_from_slice(kept),
            None => {
                let made = light(outline, half, raised)?;
                glyf.extend_from_slice(&made);
                // Another thread may have been faster, with the same bytes.
                let _ = slot.set(made.into());
            }
        },
        None => glyf.extend(light(outline, half, raised)?),
    }
    Some(())
}

/// The tables of one program.
struct Part<'a> {
    head: &'a [u8],
    hhea: &'a [u8],
    hmtx: &'a [u8],
    maxp: &'a [u8],
    glyf: &'a [u8],
    loca: &'a [u8],
    count: usize,
}

impl<'a> Part<'a> {
    fn read(program: &'a [u8]) -> Option<Self> {
        let tables = tables(program)?;
        let table = |tag: &[u8; 4]| tables.get(tag).copied();
        let maxp = table(b"maxp")?;
        Some(Part {
            head: table(b"head")?,
            hhea: table(b"hhea")?,
            hmtx: table(b"hmtx")?,
            glyf: table(b"glyf")?,
            loca: table(b"loca")?,
            count: usize::from(u16_at(maxp, 4)?),
            maxp,
        })
    }

    fn outline(&self, id: usize) -> Option<&'a [u8]> {
        let long = u16_at(self.head, 50)? != 0;
        (self.glyf).get(place(self.loca, long, id)?..place(self.loca, long, id + 1)?)
    }

    /// Advance and left side bearing; the last advance holds for all glyphs after it.
    fn metrics(&self, id: usize) -> Option<[u8; 4]> {
        let full = usize::from(u16_at(self.hhea, 34)?);
        let advance = 4 * id.min(full.checked_sub(1)?);
        let bearing = if id < full {
            advance + 2
        } else {
            4 * full + 2 * (id - full)
        };
        let (a, b) = (
            self.hmtx.get(advance..advance + 2)?,
            self.hmtx.get(bearing..bearing + 2)?,
        );
        Some([a[0], a[1], b[0], b[1]])
    }
}

/// Combines the numbers of two tables at the same places.
fn fold(into: &mut [u8], from: &[u8], range: Range<usize>, combine: fn(u16, u16) -> u16) -> Option<()> {
    for at in range.step_by(2) {
        let value = combine(u16_at(into, at)?, u16_at(from, at)?);
        put(into, at, value)?;
    }
    Some(())
}

fn put(table: &mut [u8], at: usize, value: u16) -> Option<()> {
    table.get_mut(at..at + 2)?.copy_from_slice(&value.to_be_bytes());
    Some(())
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

    fn subset(glyphs: &[u16], number: usize) -> Vec<u8> {
        let fonts = Fonts::built_in().expect("the built-in fonts are sound");
        let (_, font) = fonts.iter().nth(number).expect("four fonts");
        let mapper = subsetter::GlyphRemapper::new_from_glyphs_sorted(glyphs);
        subsetter::subset(&font.data, 0, &mapper).expect("a sound font")
    }

    #[test]
    fn no_point_moves_by_more_than_half_a_step_and_the_program_shrinks() {
        let ids: Vec<u16> = (1..600).chain(3000..3400).collect();
        for number in 0..4 {
            let program = subset(&ids, number);
            let light = lightened(&[&program], |_, _| None).expect("a sound program");
            assert!(
                light.len() * 10 < program.len() * 8,
                "{} {}",
                light.len(),
                program.len()
            );
            let (before, after) = (raw(&program), raw(&light));
            assert_eq!((before.units_per_em(), after.units_per_em()), (2048, 1024));
            for id in (0..before.number_of_glyphs()).map(GlyphId) {
                let (mut a, mut b) = (Path::default(), Path::default());
                before.outline_glyph(id, &mut a);
                after.outline_glyph(id, &mut b);
                assert_eq!(a.0.len(), b.0.len(), "{id:?}");
                for (a, b) in a.0.iter().zip(&b.0) {
                    // Parts of a composite round twice, and points between two others follow both.
                    let near = |a: f32, b: f32| (a / 2.0 - b).abs() <= 1.0;
                    assert!(a.0 == b.0 && near(a.1, b.1) && near(a.2, b.2), "{id:?} {a:?} {b:?}");
                }
                let advance = |face: &Face<'_>| f32::from(face.glyph_hor_advance(id).unwrap_or(0));
                assert!((advance(&before) / 2.0 - advance(&after)).abs() <= 0.5, "{id:?}");
            }
            assert_eq!(checksum(&light), 0xB1B0_AFBA);
        }
    }

    #[test]
    fn two_programs_become_one_with_the_glyphs_of_both() {
        let (kanji, latin) = (subset(&[700, 900, 1100], 0), subset(&[20, 30, 40, 50], 2));
        let both = lightened(&[&kanji, &latin], |_, _| None).expect("sister fonts");
        let merged = raw(&both);
        assert_eq!(merged.number_of_glyphs(), 8);
        let parts =
            [lightened(&[&kanji], |_, _| None), lightened(&[&latin], |_, _| None)].map(|p| p.expect("a sound program"));
        let single = [(0, 1..4), (1, 1..5)];
        let expected = single.into_iter().flat_map(|(part, ids)| ids.map(move |id| (part, id)));
        for (id, (part, old)) in (1..).zip(expected) {
            let face = raw(&parts[part]);
            let (mut a, mut b) = (Path::default(), Path::default());
            assert_eq!(
                face.outline_glyph(GlyphId(old), &mut a),
                merged.outline_glyph(GlyphId(id), &mut b)
            );
            assert_eq!(a, b, "{id}");
            assert_eq!(
                face.glyph_hor_advance(GlyphId(old)),
                merged.glyph_hor_advance(GlyphId(id))
            );
        }
    }

    fn raw(program: &[u8]) -> Face<'_> {
        Face::parse(program, 0).expect("a program that can be read")
    }

    #[test]
    fn damaged_programs_are_refused_not_guessed_at() {
        let program = subset(&[5, 6, 7], 0);
        for length in 0..program.len() - 4 {
            // Cut short, a table is missing its end: an answer or none, never a panic.
            let _ = lightened(&[&program[..length]], |_, _| None);
        }
        assert_eq!(lightened(&[&program[..200]], |_, _| None), None);
        assert_eq!(lightened(&[b"%PDF-1.7"], |_, _| None), None);
    }
}
