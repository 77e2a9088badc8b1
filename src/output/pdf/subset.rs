//! What one document has of its fonts: the programs that go into the file, and the text of each glyph.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::glyph_map::GlyphMap;
use super::wide::Wider;
use crate::typeset::font::FontId;

/// The fonts of one document as its file has them.
pub(super) struct Subsets {
    /// The programs that go into the file.
    pub(super) programs: Vec<Subset>,
    /// The index of the program that a font's glyphs went into.
    pub(super) fonts: BTreeMap<FontId, usize>,
    /// The index of a whole font's glyph, or that of a wider copy, among the glyphs of the program.
    pub(super) places: GlyphMap<(FontId, Wider)>,
}

impl Subsets {
    /// The program that a glyph went into, its index, and the glyph there: or in its place the copy that is as
    /// much wider.
    pub(super) fn glyph(&self, font: FontId, id: u16, wider: Wider) -> Option<(usize, &Subset, &SubsetGlyph)> {
        let index = *self.fonts.get(&font)?;
        let subset = self.programs.get(index)?;
        Some((
            index,
            subset,
            subset.glyphs.get(usize::from(self.places.get((font, wider), id)?))?,
        ))
    }
}

/// A program reduced to the glyphs of one document.
pub(super) struct Subset {
    /// `XXXXXX+` and the name (ISO 32000-1 §9.6.4); the tag follows from the glyphs and their order.
    pub(super) tagged: String,
    /// The reduced program.
    pub(super) program: Vec<u8>,
    /// Units of the reduced program per em.
    pub(super) units_per_em: u16,
    /// Height above the baseline, units.
    pub(super) ascent: i16,
    /// Depth below the baseline, units, negative.
    pub(super) descent: i16,
    /// The box all glyphs fit in: x min, y min, x max, y max, units.
    pub(super) bounds: [i16; 4],
    /// Height of capitals, thousandths of an em.
    pub(super) cap_height: i64,
    /// The glyphs that are shown, by id.
    pub(super) glyphs: Vec<SubsetGlyph>,
}

/// A glyph of a [`Subset`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct SubsetGlyph {
    /// Glyph id in the reduced program.
    pub(super) id: u16,
    /// Advance, units of the reduced program.
    pub(super) advance: u16,
    /// What `ToUnicode` says: the text it stands for most often (the first of equals in code point order).
    pub(super) text: SmolStr,
}

impl Subset {
    /// The advance of a glyph as `/W` has it: thousandths of an em, cut off.
    pub(super) fn width(&self, glyph: &SubsetGlyph) -> i64 {
        i64::from(glyph.advance) * 1000 / i64::from(self.units_per_em)
    }

    /// The advance of a glyph in em.
    pub(super) fn advance_em(&self, glyph: &SubsetGlyph) -> f64 {
        f64::from(glyph.advance) / f64::from(self.units_per_em)
    }
}
