//! A whole font with TrueType outlines, read table by table (OpenType 1.9).

use std::collections::BTreeMap;

use super::glyph::u16_at;

/// The tables of a whole font with TrueType outlines.
pub(super) struct Source<'a> {
    pub(super) head: &'a [u8],
    pub(super) hhea: &'a [u8],
    hmtx: &'a [u8],
    pub(super) maxp: &'a [u8],
    glyf: &'a [u8],
    loca: &'a [u8],
}

impl<'a> Source<'a> {
    /// Reads a font; `None` where it is damaged or has other outlines.
    pub(super) fn read(program: &'a [u8]) -> Option<Self> {
        let tables = tables(program)?;
        let table = |tag: &[u8; 4]| tables.get(tag).copied();
        let maxp = table(b"maxp")?;
        Some(Source {
            head: table(b"head")?,
            hhea: table(b"hhea")?,
            hmtx: table(b"hmtx")?,
            glyf: table(b"glyf")?,
            loca: table(b"loca")?,
            maxp,
        })
    }

    pub(super) fn outline(&self, glyph: u16) -> Option<&'a [u8]> {
        let id = usize::from(glyph);
        let long = u16_at(self.head, 50)? != 0;
        (self.glyf).get(place(self.loca, long, id)?..place(self.loca, long, id + 1)?)
    }

    /// Advance and left side bearing; the last advance holds for all glyphs after it.
    pub(super) fn metrics(&self, glyph: u16) -> Option<[u8; 4]> {
        let id = usize::from(glyph);
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
