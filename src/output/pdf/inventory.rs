//! Which glyphs a page or a document shows, and for which characters.

use smol_str::SmolStr;

use super::error::PdfError;
use super::glyph_map::GlyphMap;
use super::wide::{Wider, wider};
use crate::typeset::font::{FontId, Fonts};
use crate::typeset::page::{ItemKind, Page};

/// Glyphs, each once, in the order in which they are met from the end to the beginning.
#[derive(Default)]
pub(super) struct Inventory {
    /// The glyphs.
    pub(super) glyphs: Vec<Used>,
    /// Where each of them stands, by font and how much wider it is.
    places: GlyphMap<(FontId, Wider)>,
}

/// A glyph that is shown.
#[derive(Clone)]
pub(super) struct Used {
    /// Its font.
    pub(super) font: FontId,
    /// Its id in the whole font.
    pub(super) glyph: u16,
    /// How much wider the copy is that is shown.
    pub(super) wider: Wider,
    /// How often it stands for which characters.
    texts: Vec<(SmolStr, usize)>,
}

impl Used {
    /// The characters it stands for most often; the first of equals in code point order.
    pub(super) fn told(&self) -> SmolStr {
        let most = self.texts.iter().max_by(|(a, m), (b, n)| m.cmp(n).then(b.cmp(a)));
        most.map_or_else(SmolStr::default, |(text, _)| text.clone())
    }

    /// Adds how often another glyph stands for which characters.
    pub(super) fn add(&mut self, other: &Used) {
        for (text, count) in &other.texts {
            self.count(text, *count);
        }
    }

    fn count(&mut self, text: &SmolStr, count: usize) {
        match self.texts.iter_mut().find(|(t, _)| t == text) {
            Some((_, n)) => *n += count,
            None => self.texts.push((text.clone(), count)),
        }
    }
}

impl Inventory {
    /// What `page`, the one with index `number`, shows.
    ///
    /// # Errors
    /// A glyph that cannot be drawn or stands for nothing; more glyphs than a file can number.
    pub(super) fn of(page: &Page, number: usize, fonts: &Fonts) -> Result<Self, PdfError> {
        let mut inventory = Inventory::default();
        let mut wider = wider(&page.items, fonts);
        for item in page.items.iter().rev() {
            let ItemKind::Glyphs(run) = &item.kind else { continue };
            for glyph in run.glyphs.iter().rev() {
                if glyph.id == 0 {
                    return Err(PdfError::MissingGlyph {
                        font: fonts.get(run.font).name.clone(),
                        page: number,
                        text: glyph.text.to_string(),
                    });
                }
                if glyph.text.is_empty() {
                    return Err(PdfError::Textless {
                        font: fonts.get(run.font).name.clone(),
                        page: number,
                        glyph: glyph.id,
                    });
                }
                let wider = wider.pop().unwrap_or_default();
                inventory.used(run.font, glyph.id, wider)?.count(&glyph.text, 1);
            }
        }
        Ok(inventory)
    }

    /// Adds what stands before.
    ///
    /// # Errors
    /// More glyphs than a file can number.
    pub(super) fn add(&mut self, earlier: &Inventory) -> Result<(), PdfError> {
        for used in &earlier.glyphs {
            self.used(used.font, used.glyph, used.wider)?.add(used);
        }
        Ok(())
    }

    fn used(&mut self, font: FontId, glyph: u16, wider: Wider) -> Result<&mut Used, PdfError> {
        let place = match self.places.get((font, wider), glyph) {
            Some(place) => place,
            None => {
                let place = u16::try_from(self.glyphs.len()).map_err(|e| PdfError::Write(e.to_string()))?;
                self.places.set((font, wider), glyph, place);
                self.glyphs.push(Used {
                    font,
                    glyph,
                    wider,
                    texts: Vec::new(),
                });
                place
            }
        };
        Ok(&mut self.glyphs[usize::from(place)])
    }
}
