//! Which glyphs a page or a document shows, and for which characters.

use smol_str::SmolStr;

use super::error::PdfError;
use super::glyph_map::Places;
use super::wide::{Gaps, Wider, wider};
use crate::typeset::font::{FontId, Fonts};
use crate::typeset::page::{ItemKind, Page};

/// What `ToUnicode` says of a glyph that stands for `text`. A hyphen that parts a word is one to whoever sees it; that nobody
/// typed it `ActualText` tells.
pub(super) fn told(text: &str) -> &str {
    match text {
        "\u{AD}" => "-",
        text => text,
    }
}

/// Glyphs, each once for each text it stands for, in the order in which they are met from the end to the beginning.
#[derive(Default)]
pub(super) struct Inventory {
    /// The glyphs.
    pub(super) glyphs: Vec<Used>,
    /// Where each of them stands, by font and how much wider it is.
    places: Places<(FontId, Wider)>,
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
    /// The characters it stands for.
    pub(super) text: SmolStr,
    /// How many stand before it that differ in nothing but their characters.
    pub(super) copy: u16,
    /// How often it is shown.
    pub(super) count: usize,
}

impl Inventory {
    /// What `page`, the one with index `number`, shows.
    ///
    /// # Errors
    /// A glyph that cannot be drawn or stands for nothing; more glyphs than a file can number.
    pub(super) fn of(page: &Page, number: usize, fonts: &Fonts, gaps: Gaps) -> Result<Self, PdfError> {
        let mut inventory = Inventory::default();
        let mut wider = wider(&page.items, fonts, gaps);
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
                inventory.used(run.font, glyph.id, wider, told(&glyph.text))?.count += 1;
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
            self.used(used.font, used.glyph, used.wider, &used.text)?.count += used.count;
        }
        Ok(())
    }

    fn used(&mut self, font: FontId, glyph: u16, wider: Wider, text: &str) -> Result<&mut Used, PdfError> {
        let place = match self.places.find((font, wider), glyph, text) {
            Some(place) => place,
            None => {
                let added = self.places.add((font, wider), glyph, text);
                let (place, copy) =
                    added.ok_or_else(|| PdfError::Write("more glyphs than a file can number".to_owned()))?;
                self.glyphs.push(Used {
                    font,
                    glyph,
                    wider,
                    text: text.into(),
                    copy,
                    count: 0,
                });
                place
            }
        };
        Ok(&mut self.glyphs[usize::from(place)])
    }
}
