//! Numbers by glyph.

use std::collections::BTreeMap;

/// A number for each of some glyphs of some fonts `F`: for each font a table as long as its greatest glyph id asks, since a
/// page asks a thousand times.
pub(super) struct GlyphMap<F>(BTreeMap<F, Vec<Option<u16>>>);

impl<F> Default for GlyphMap<F> {
    fn default() -> Self {
        GlyphMap(BTreeMap::new())
    }
}

impl<F: Ord> GlyphMap<F> {
    /// The number of a glyph.
    pub(super) fn get(&self, font: F, glyph: u16) -> Option<u16> {
        *self.0.get(&font)?.get(usize::from(glyph))?
    }

    /// Gives a glyph its number.
    pub(super) fn set(&mut self, font: F, glyph: u16, number: u16) {
        let numbers = self.0.entry(font).or_default();
        let place = usize::from(glyph);
        if place >= numbers.len() {
            numbers.resize((place + 1).next_power_of_two(), None);
        }
        numbers[place] = Some(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_have_the_numbers_they_were_given() {
        let mut map = GlyphMap::default();
        let given = [(0, 7, 1), (0, 0, 2), (1, 7, 3), (0, u16::MAX, u16::MAX), (0, 7, 4)];
        for (font, glyph, number) in given {
            assert_ne!(map.get(font, glyph), Some(number));
            map.set(font, glyph, number);
            assert_eq!(map.get(font, glyph), Some(number));
        }
        assert_eq!((map.get(0, 8), map.get(2, 7)), (None, None));
    }
}
