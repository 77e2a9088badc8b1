//! Makes the program of a reduced TrueType font, and makes it light: what no reader of a PDF uses goes.
//!
//! Instructions for low resolutions are a quarter of a Japanese font and of no use on paper and on today's screens. A grid
//! of 2048 to the em is made coarser by half: 1024 is what PostScript fonts have always had, no point moves by more than
//! 1.8 µm at 10.5 pt, and an eighth of the file goes, since most differences then fit a byte.
//!
//! Tables as OpenType 1.9 has them; a PDF needs `glyf head hhea hmtx loca maxp` (ISO 32000-1 §9.9). `subsetter`, which
//! reduces fonts with other outlines, cannot make one program of two fonts, and works each document's glyphs out anew.

use std::ops::Range;

use super::glyph::{Slot, components, halve, halved, light, u16_at};
use super::glyph_map::GlyphMap;
use super::source::Source;
use super::wide::{STEPS, Wider};

/// A reduced program.
pub(super) struct Program {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// The new id and advance of each glyph that was asked for.
    pub(super) glyphs: Vec<(u16, u16)>,
    /// Units per em.
    pub(super) units_per_em: u16,
    /// Height above the baseline, units.
    pub(super) ascent: i16,
    /// Depth below the baseline, units, negative.
    pub(super) descent: i16,
    /// The box all glyphs fit in: x min, y min, x max, y max, units.
    pub(super) bounds: [i16; 4],
}

/// A glyph that is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Its id in the whole font.
    pub(super) glyph: u16,
    /// How much wider than the glyph itself its copy is.
    pub(super) wider: Wider,
    /// How many copies of it stand before that differ in nothing but their characters.
    pub(super) copy: u16,
}

impl Cut {
    /// The glyph itself.
    fn own(glyph: u16) -> Self {
        Cut {
            glyph,
            wider: 0,
            copy: 0,
        }
    }
}

/// The glyphs of a program on their way: each font by its place in `sources`, and its glyph there.
struct Gathering<'s, 'a, S> {
    sources: &'s [&'s Source<'a>],
    slot: S,
    order: Vec<(usize, Cut)>,
    ids: GlyphMap<(usize, Wider, u16)>,
}

impl<'k, S: Fn(usize, u16) -> Option<&'k Slot>> Gathering<'_, '_, S> {
    /// Numbers a glyph, and right after it the glyphs it is made of: what comes later moves none of them.
    fn add(&mut self, source: usize, cut: Cut) -> Option<u16> {
        let mut open = vec![cut];
        while let Some(cut) = open.pop() {
            let Cut { glyph, wider, copy } = cut;
            if self.ids.get((source, wider, copy), glyph).is_some() {
                continue;
            }
            let id = u16::try_from(self.order.len()).ok()?;
            self.ids.set((source, wider, copy), glyph, id);
            self.order.push((source, cut));
            // What is kept is made of no others.
            if self.kept(source, glyph).is_none() {
                let parts = components(self.sources[source].outline(glyph)?)?.into_iter().rev();
                open.extend(parts.map(Cut::own));
            }
        }
        self.ids.get((source, cut.wider, cut.copy), cut.glyph)
    }

    fn kept(&self, source: usize, glyph: u16) -> Option<&'k [u8]> {
        (self.slot)(source, glyph)?.get().map(|kept| &**kept)
    }

    /// Appends the description of a glyph made light. What names other glyphs differs from program to program; the rest
    /// is kept.
    fn append(&self, glyf: &mut Vec<u8>, source: usize, glyph: u16, half: bool) -> Option<()> {
        if let Some(kept) = self.kept(source, glyph) {
            glyf.extend_from_slice(kept);
            return Some(());
        }
        let outline = self.sources[source].outline(glyph)?;
        let made = light(outline, half, |component| self.ids.get((source, 0, 0), component))?;
        glyf.extend_from_slice(&made);
        if let Some(slot) = (self.slot)(source, glyph).filter(|_| components(outline).is_some_and(|c| c.is_empty())) {
            // Another thread may have been faster, with the same bytes.
            let _ = slot.set(made.into());
        }
        Some(())
    }
}

/// A program of `glyphs`, each a font by its place in `sources` and a glyph of it; glyph 0 is the first font's. `None`
/// where a font is damaged or the fonts cannot be one, since their grids differ.
///
/// `slot` tells where the description of a glyph is kept from document to document.
pub(super) fn program<'k>(
    sources: &[&Source<'_>],
    glyphs: &[(usize, Cut)],
    slot: impl Fn(usize, u16) -> Option<&'k Slot>,
) -> Option<Program> {
    let first = sources.first()?;
    let units = u16_at(first.head, 18)?;
    let half = units == 2048;
    let (mut head, mut hhea, mut maxp) = (first.head.to_vec(), first.hhea.to_vec(), first.maxp.to_vec());
    for source in sources {
        if u16_at(source.head, 18)? != units {
            return None;
        }
        // The box of all: the lesser of the mins, the greater of the maxes; and the greatest of each maximum.
        fold(&mut head, source.head, 36..40, |a, b| (a as i16).min(b as i16) as u16)?;
        fold(&mut head, source.head, 40..44, |a, b| (a as i16).max(b as i16) as u16)?;
        fold(&mut hhea, source.hhea, 10..12, u16::max)?;
        fold(&mut maxp, source.maxp, 6..32, u16::max)?;
    }
    let mut gathering = Gathering {
        sources,
        slot,
        order: Vec::with_capacity(glyphs.len() + 1),
        ids: GlyphMap::default(),
    };
    gathering.add(0, Cut::own(0))?;
    let ids: Vec<u16> = (glyphs.iter())
        .map(|&(source, cut)| gathering.add(source, cut))
        .collect::<Option<_>>()?;
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), vec![0u32], Vec::new());
    for &(source, Cut { glyph, wider, .. }) in &gathering.order {
        gathering.append(&mut glyf, source, glyph, half)?;
        // Even, so that offsets can be told in halves.
        glyf.resize(glyf.len().next_multiple_of(2), 0);
        loca.push(u32::try_from(glyf.len()).ok()?);
        let mut metrics = sources[source].metrics(glyph)?;
        if wider > 0 {
            let more = f64::from(units) * f64::from(wider) / STEPS;
            let advance = u16_at(&metrics, 0)?.checked_add(more.round() as u16)?;
            put(&mut metrics, 0, advance)?;
        }
        let widest = u16_at(&hhea, 10)?.max(u16_at(&metrics, 0)?);
        put(&mut hhea, 10, widest)?;
        hmtx.extend(metrics);
    }
    let count = u16::try_from(gathering.order.len()).ok()?;
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
        for metric in hmtx.as_chunks_mut::<4>().0 {
            let [a, b, c, d] = *metric;
            let advance = u16::from_be_bytes([a, b]).div_ceil(2).to_be_bytes();
            let bearing = halved(i16::from_be_bytes([c, d])).to_be_bytes();
            *metric = [advance[0], advance[1], bearing[0], bearing[1]];
        }
    }
    head.get_mut(8..12)?.fill(0);
    put(&mut head, 50, u16::from(!short))?;
    put(&mut hhea, 34, count)?;
    put(&mut maxp, 4, count)?;
    // One zone, and nothing for the interpreter to set aside: twilight points, storage, functions, stack, instructions.
    maxp.get_mut(14..28)?.fill(0);
    put(&mut maxp, 14, 1)?;
    let signed = |table: &[u8], at| u16_at(table, at).map(|value| value as i16);
    let advanced = |id: u16| Some((id, u16_at(&hmtx, 4 * usize::from(id))?));
    Some(Program {
        glyphs: ids.into_iter().map(advanced).collect::<Option<_>>()?,
        units_per_em: u16_at(&head, 18)?,
        ascent: signed(&hhea, 4)?,
        descent: signed(&hhea, 6)?,
        bounds: [
            signed(&head, 36)?,
            signed(&head, 38)?,
            signed(&head, 40)?,
            signed(&head, 42)?,
        ],
        bytes: assemble([
            (b"glyf", &glyf),
            (b"head", &head),
            (b"hhea", &hhea),
            (b"hmtx", &hmtx),
            (b"loca", &loca),
            (b"maxp", &maxp),
        ]),
    })
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

/// How many tables a program has.
const TABLES: usize = 6;

/// Length of the table directory.
const fn directory(tables: usize) -> usize {
    12 + 16 * tables
}

/// A program of `tables`, in order of their names.
fn assemble(tables: [(&[u8; 4], &[u8]); TABLES]) -> Vec<u8> {
    let count = TABLES as u16;
    let power = count.ilog2();
    let range = 16 * (1u16 << power);
    let mut out = vec![0, 1, 0, 0];
    for number in [count, range, power as u16, 16 * count - range] {
        out.extend(number.to_be_bytes());
    }
    let mut offset = directory(TABLES);
    let mut head = 0;
    let mut sums = 0u32;
    for (tag, body) in &tables {
        if *tag == b"head" {
            head = offset;
        }
        out.extend(*tag);
        let sum = checksum(body);
        sums = sums.wrapping_add(sum);
        out.extend(sum.to_be_bytes());
        out.extend((offset as u32).to_be_bytes());
        out.extend((body.len() as u32).to_be_bytes());
        offset += body.len().next_multiple_of(4);
    }
    // Tables begin at whole words, so that the sum of all is the sum of their sums.
    let whole = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&out).wrapping_add(sums));
    out.reserve_exact(offset - out.len());
    for (_, body) in tables {
        out.extend(body);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out[head + 8..head + 12].copy_from_slice(&whole.to_be_bytes());
    out
}

fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<4>();
    let mut last = [0; 4];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]);
    words.fold(0, |sum, word| sum.wrapping_add(u32::from_be_bytes(*word)))
}

#[cfg(test)]
mod tests;
