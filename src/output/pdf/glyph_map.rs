//! Numbers by glyph, and by glyph and the characters it stands for.

use std::collections::BTreeMap;

use smol_str::SmolStr;

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

/// A number for each glyph that stands for the same characters, from 0 in the order in which they are added. Few glyphs stand
/// for more than one text: those are chained.
pub(super) struct Places<F> {
    first: GlyphMap<F>,
    /// The text of each number, and the next number of the same glyph.
    all: Vec<(SmolStr, Option<u16>)>,
}

impl<F> Default for Places<F> {
    fn default() -> Self {
        Places {
            first: GlyphMap::default(),
            all: Vec::new(),
        }
    }
}

impl<F: Ord> Places<F> {
    /// The number of a glyph where it stands for `text`.
    pub(super) fn find(&self, font: F, glyph: u16, text: &str) -> Option<u16> {
        let mut number = self.first.get(font, glyph)?;
        loop {
            match &self.all[usize::from(number)] {
                (of, _) if of == text => return Some(number),
                (_, next) => number = (*next)?,
            }
        }
    }

    /// The first number of a glyph, whatever it stands for.
    pub(super) fn first(&self, font: F, glyph: u16) -> Option<u16> {
        self.first.get(font, glyph)
    }

    /// Gives a glyph that stands for `text` the next number; with it, how many of the glyph there were. `None` where there are
    /// no more numbers.
    pub(super) fn add(&mut self, font: F, glyph: u16, text: &str) -> Option<(u16, u16)>
    where
        F: Copy,
    {
        let number = u16::try_from(self.all.len()).ok()?;
        self.all.push((text.into(), None));
        let Some(mut last) = self.first.get(font, glyph) else {
            self.first.set(font, glyph, number);
            return Some((number, 0));
        };
        let mut before = 1;
        while let Some(next) = self.all[usize::from(last)].1 {
            last = next;
            before += 1;
        }
        self.all[usize::from(last)].1 = Some(number);
        Some((number, before))
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

    #[test]
    fn a_glyph_has_a_number_for_each_text_it_stands_for() {
        let mut places = Places::default();
        let texts = ["~", "〜", "～"].map(SmolStr::from);
        assert_eq!(places.add(0, 5, &texts[0]), Some((0, 0)));
        assert_eq!(places.add(0, 6, &texts[0]), Some((1, 0)));
        assert_eq!(places.add(0, 5, &texts[1]), Some((2, 1)));
        assert_eq!(places.add(0, 5, &texts[2]), Some((3, 2)));
        assert_eq!(
            [0, 1, 2].map(|i| places.find(0, 5, &texts[i])),
            [Some(0), Some(2), Some(3)]
        );
        assert_eq!((places.find(0, 6, "〜"), places.first(0, 5)), (None, Some(0)));
    }
}
