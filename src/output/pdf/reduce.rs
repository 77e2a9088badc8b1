//! Reduces fonts to the glyphs a document shows.
//!
//! Glyphs are numbered from the end of the document to its beginning. The letters of a mailing differ at their head, in
//! the addressee: so the other glyphs keep their numbers, and with them the pages and most of each program their bytes.

use std::collections::BTreeMap;

use super::error::PdfError;
use super::glyph_map::GlyphMap;
use super::hash::Fingerprint;
use super::inventory::{Inventory, Used};
use super::program::{self, Cut, Program};
use super::shelf::Shelf;
use super::subset::{Subset, SubsetGlyph, Subsets};
use super::wide::Wider;
use crate::typeset::font::{Face, Font, FontId, Fonts};
use crate::typeset::page::Layout;

/// Reduces every font that `layout` shows glyphs of, once.
///
/// The full-width font of a face and its proportional sister become one program: a date is then shown in one piece, not
/// in seven, and PDFium, which takes the end of the first piece of a span for the end of the span, finds no space in
/// 2021年5月30日.
pub(super) fn subsets(layout: &Layout, fonts: &Fonts, shelf: &Shelf<'_>) -> Result<Subsets, PdfError> {
    let mut all = Inventory::default();
    for (number, page) in layout.pages.iter().enumerate().rev() {
        all.add(&*shelf.inventory(page, number, fonts)?)?;
    }
    let pairs = [Face::Mincho, Face::Gothic].map(|face| [fonts.japanese(face), fonts.latin(face)]);
    let mut subsets = Subsets {
        programs: Vec::new(),
        fonts: BTreeMap::new(),
        places: GlyphMap::default(),
    };
    let (mut paired, mut alone) = ([Vec::new(), Vec::new()], BTreeMap::<FontId, Vec<Used>>::new());
    for used in all.glyphs {
        match pairs.iter().position(|pair| pair.contains(&used.font)) {
            Some(pair) => paired[pair].push(used),
            None => alone.entry(used.font).or_default().push(used),
        }
    }
    for (pair, glyphs) in pairs.into_iter().zip(paired) {
        match together(&pair, &glyphs, shelf) {
            Some(program) => subsets.add(program, glyphs, fonts)?,
            // Grids that differ, or other outlines: a workspace's own fonts.
            None => pair.into_iter().try_for_each(|font| {
                let own = glyphs.iter().filter(|used| used.font == font).cloned().collect();
                subsets.add_alone(font, own, fonts, shelf)
            })?,
        }
    }
    for (font, glyphs) in alone {
        subsets.add_alone(font, glyphs, fonts, shelf)?;
    }
    Ok(subsets)
}

/// One program of glyphs of TrueType fonts.
fn together(of: &[FontId], glyphs: &[Used], shelf: &Shelf<'_>) -> Option<Program> {
    // A font that shows nothing gives nothing, not even a fault.
    let shown: Vec<FontId> = (of.iter().copied())
        .filter(|font| glyphs.iter().any(|used| used.font == *font))
        .collect();
    let sources: Vec<_> = shown.iter().map(|font| shelf.source(*font)).collect::<Option<_>>()?;
    let asked: Vec<(usize, Cut)> = (glyphs.iter())
        .map(|used| {
            let cut = Cut {
                glyph: used.glyph,
                wider: used.wider,
            };
            Some((shown.iter().position(|font| *font == used.font)?, cut))
        })
        .collect::<Option<_>>()?;
    program::program(&sources, &asked, |source, glyph| shelf.slot(*shown.get(source)?, glyph))
}

impl Subsets {
    fn add_alone(&mut self, font: FontId, glyphs: Vec<Used>, fonts: &Fonts, shelf: &Shelf<'_>) -> Result<(), PdfError> {
        if glyphs.is_empty() {
            return Ok(());
        }
        if let Some(program) = together(&[font], &glyphs, shelf) {
            return self.add(program, glyphs, fonts);
        }
        // No copies are made of its glyphs: a wide one is the glyph itself.
        let (wide, mut own): (Vec<Used>, Vec<Used>) = glyphs.into_iter().partition(|used| used.wider > 0);
        for used in &wide {
            match own.iter_mut().find(|own| own.glyph == used.glyph) {
                Some(own) => own.add(used),
                None => {
                    let mut used = used.clone();
                    used.wider = 0;
                    own.push(used);
                }
            }
        }
        self.add(as_it_is(fonts.get(font), &own)?, own, fonts)?;
        for used in wide {
            if let Some(place) = self.places.get((font, 0), used.glyph) {
                self.places.set((font, used.wider), used.glyph, place);
            }
        }
        Ok(())
    }

    fn add(&mut self, program: Program, glyphs: Vec<Used>, fonts: &Fonts) -> Result<(), PdfError> {
        // The first font of the pair names the program, whichever glyph comes first.
        let Some(first) = glyphs.iter().map(|used| used.font).min() else {
            return Ok(());
        };
        let font = fonts.get(first);
        // The reduced program no longer knows it.
        let whole = ttf_parser::Face::parse(&font.data, 0).map_err(|e| fault(font, e.to_string()))?;
        let cap_height = whole.capital_height().unwrap_or_else(|| whole.ascender());
        let mut fingerprint = Fingerprint::new();
        let mut shown: Vec<(SubsetGlyph, (FontId, Wider, u16))> = Vec::with_capacity(glyphs.len());
        for (used, (id, advance)) in glyphs.iter().zip(program.glyphs) {
            fingerprint
                .add(&(used.font.0 as u64).to_be_bytes())
                .add(&used.glyph.to_be_bytes())
                .add(&[used.wider]);
            let glyph = SubsetGlyph {
                id,
                advance,
                text: used.told(),
            };
            shown.push((glyph, (used.font, used.wider, used.glyph)));
        }
        // A part of a glyph that is shown itself later came with the glyph.
        shown.sort_by_key(|(glyph, _)| glyph.id);
        for (place, (_, (font, wider, glyph))) in (0..).zip(&shown) {
            self.fonts.insert(*font, self.programs.len());
            self.places.set((*font, *wider), *glyph, place);
        }
        self.programs.push(Subset {
            tagged: format!("{}+{}", fingerprint.tag(), font.name),
            units_per_em: program.units_per_em,
            ascent: program.ascent,
            descent: program.descent,
            bounds: program.bounds,
            cap_height: i64::from(cap_height) * 1000 / i64::from(whole.units_per_em()),
            glyphs: shown.into_iter().map(|(glyph, _)| glyph).collect(),
            program: program.bytes,
        });
        Ok(())
    }
}

/// A font with PostScript outlines, reduced and otherwise left as it is.
fn as_it_is(font: &Font, glyphs: &[Used]) -> Result<Program, PdfError> {
    let mut mapper = subsetter::GlyphRemapper::new();
    let ids: Vec<u16> = glyphs.iter().map(|used| mapper.remap(used.glyph)).collect();
    let bytes = subsetter::subset(&font.data, 0, &mapper).map_err(|e| fault(font, e.to_string()))?;
    let face = ttf_parser::Face::parse(&bytes, 0).map_err(|e| fault(font, e.to_string()))?;
    let advanced = |id| {
        let advance = face.glyph_hor_advance(ttf_parser::GlyphId(id));
        Ok((
            id,
            advance.ok_or_else(|| fault(font, format!("glyph {id} was left out")))?,
        ))
    };
    let bounds = face.global_bounding_box();
    Ok(Program {
        glyphs: ids.into_iter().map(advanced).collect::<Result<_, _>>()?,
        units_per_em: face.units_per_em(),
        ascent: face.ascender(),
        descent: face.descender(),
        bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
        bytes,
    })
}

fn fault(font: &Font, reason: String) -> PdfError {
    PdfError::Font {
        font: font.name.clone(),
        reason,
    }
}
