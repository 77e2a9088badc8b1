//! What one document has of its fonts: the programs that go into the file, and the text of each glyph.

use smol_str::SmolStr;

use super::glyph_map::Places;
use super::wide::Wider;
use crate::typeset::font::FontId;

/// The fonts of one document as its file has them.
#[derive(Default)]
pub(super) struct Subsets {
    /// The programs that go into the file.
    pub(super) programs: Vec<Subset>,
    /// A number for each glyph of a whole font, or a wider copy of it, and the characters it stands for.
    places: Places<(FontId, Wider)>,
    /// Where the glyph of each number went: the index of its program, and its own among the program's glyphs.
    shown: Vec<(usize, u16)>,
}

impl Subsets {
    /// The program that a glyph went into, its index, and the glyph there: that which stands for `text`, where there is one.
    pub(super) fn glyph(
        &self,
        font: FontId,
        id: u16,
        wider: Wider,
        text: &str,
    ) -> Option<(usize, &Subset, &SubsetGlyph)> {
        let exact = self.places.find((font, wider), id, text);
        // A font of which no copies are made has one glyph for all.
        let alike = || {
            self.places
                .first((font, wider), id)
                .or_else(|| self.places.first((font, 0), id))
        };
        let (program, place) = *self.shown.get(usize::from(exact.or_else(alike)?))?;
        let subset = self.programs.get(program)?;
        Some((program, subset, subset.glyphs.get(usize::from(place))?))
    }

    /// Adds a program and tells where its glyphs went, in their order there: the font, id, width and text of each. `None` where
    /// there are too many.
    pub(super) fn add(&mut self, subset: Subset, glyphs: &[(FontId, u16, Wider)]) -> Option<()> {
        for (place, ((font, id, wider), glyph)) in (0..).zip(glyphs.iter().zip(&subset.glyphs)) {
            self.places.add((*font, *wider), *id, &glyph.text)?;
            self.shown.push((self.programs.len(), place));
        }
        self.programs.push(subset);
        Some(())
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
    /// What `ToUnicode` says: the text it stands for.
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
