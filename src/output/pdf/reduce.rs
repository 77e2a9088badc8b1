//! Reduces fonts to the glyphs a document shows.
//!
//! Glyphs are numbered from the end of the document to its beginning. The letters of a mailing differ at their head, in
//! the addressee: so the other glyphs keep their numbers, and with them the pages and most of each program their bytes.

use std::collections::BTreeMap;

use super::error::PdfError;
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
    let pairs = [Face::Mincho, Face::Gothic, Face::Bold].map(|face| [fonts.japanese(face), fonts.latin(face)]);
    let mut subsets = Subsets::default();
    let (mut paired, mut alone) = (
        [Vec::new(), Vec::new(), Vec::new()],
        BTreeMap::<FontId, Vec<Used>>::new(),
    );
    for used in all.glyphs {
        match pairs.iter().position(|pair| pair.contains(&used.font)) {
            Some(pair) => paired[pair].push(used),
            None => alone.entry(used.font).or_default().push(used),
        }
    }
    for (pair, glyphs) in pairs.into_iter().zip(paired) {
        match together(&pair, &glyphs, shelf) {
            Some(program) => subsets.add_program(program, glyphs, fonts)?,
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
                copy: used.copy,
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
            return self.add_program(program, glyphs, fonts);
        }
        // No copies are made of its glyphs: each stands for what it stands for most often, the first of equals in code point
        // order.
        let mut own: BTreeMap<u16, Vec<Used>> = BTreeMap::new();
        for used in glyphs {
            own.entry(used.glyph).or_default().push(used);
        }
        let most = |mut alike: Vec<Used>| {
            alike.sort_by(|a, b| b.count.cmp(&a.count).then(a.text.cmp(&b.text)));
            let mut most = alike.swap_remove(0);
            (most.wider, most.copy) = (0, 0);
            most
        };
        let own: Vec<Used> = own.into_values().map(most).collect();
        self.add_program(as_it_is(fonts.get(font), &own)?, own, fonts)
    }

    fn add_program(&mut self, program: Program, glyphs: Vec<Used>, fonts: &Fonts) -> Result<(), PdfError> {
        // The first font of the pair names the program, whichever glyph comes first.
        let Some(first) = glyphs.iter().map(|used| used.font).min() else {
            return Ok(());
        };
        let font = fonts.get(first);
        // The reduced program no longer knows it.
        let whole = ttf_parser::Face::parse(&font.data, 0).map_err(|e| fault(font, e.to_string()))?;
        let cap_height = whole.capital_height().unwrap_or_else(|| whole.ascender());
        let mut fingerprint = Fingerprint::new();
        let mut shown: Vec<(SubsetGlyph, (FontId, u16, Wider))> = Vec::with_capacity(glyphs.len());
        for (used, (id, advance)) in glyphs.iter().zip(program.glyphs) {
            fingerprint
                .add(&(used.font.0 as u64).to_be_bytes())
                .add(&used.glyph.to_be_bytes())
                .add(&[used.wider])
                .add(&used.copy.to_be_bytes());
            let text = used.text.clone();
            shown.push((SubsetGlyph { id, advance, text }, (used.font, used.glyph, used.wider)));
        }
        // A part of a glyph that is shown itself later came with the glyph.
        shown.sort_by_key(|(glyph, _)| glyph.id);
        let (glyphs, of): (Vec<_>, Vec<_>) = shown.into_iter().unzip();
        let subset = Subset {
            tagged: format!("{}+{}", fingerprint.tag(), font.name),
            units_per_em: program.units_per_em,
            ascent: program.ascent,
            descent: program.descent,
            bounds: program.bounds,
            cap_height: i64::from(cap_height) * 1000 / i64::from(whole.units_per_em()),
            glyphs,
            program: program.bytes,
        };
        self.add(subset, &of)
            .ok_or_else(|| fault(font, "more glyphs than a file can number".to_owned()))
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
