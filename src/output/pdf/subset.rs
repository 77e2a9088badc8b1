//! Font programs reduced to the glyphs a document shows, with what the text of each glyph is.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::hash::Fingerprint;
use super::press::Shelf;
use super::{PdfError, program};
use crate::typeset::font::{Face, Font, FontId, Fonts};
use crate::typeset::page::{ItemKind, Layout};

/// The fonts of one document as its file has them.
#[derive(Debug)]
pub(super) struct Subsets {
    /// The programs that go into the file.
    pub(super) programs: Vec<Subset>,
    /// Where the glyphs of a font went: the index of the program, and each glyph by its id in the whole font.
    fonts: BTreeMap<FontId, (usize, BTreeMap<u16, SubsetGlyph>)>,
}

impl Subsets {
    /// The program that a glyph went into, its index, and the glyph there.
    pub(super) fn glyph(&self, font: FontId, id: u16) -> Option<(usize, &Subset, &SubsetGlyph)> {
        let (index, glyphs) = self.fonts.get(&font)?;
        Some((*index, self.programs.get(*index)?, glyphs.get(&id)?))
    }
}

/// A program reduced to the glyphs of one document.
#[derive(Debug)]
pub(super) struct Subset {
    /// `XXXXXX+` and the name (ISO 32000-1 §9.6.4); the tag follows from the set of glyphs.
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
#[derive(Debug, Clone, PartialEq)]
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

/// How often a glyph stands for which text.
type Texts = BTreeMap<u16, BTreeMap<SmolStr, usize>>;

/// Reduces every font that `layout` shows glyphs of, once.
///
/// The full-width font of a face and its proportional sister become one program: a date is then shown in one piece, not
/// in seven, and PDFium, which takes the end of the first piece of a span for the end of the span, finds no space in
/// 2021年5月30日.
pub(super) fn subsets(layout: &Layout, fonts: &Fonts, shelf: &Shelf) -> Result<Subsets, PdfError> {
    let mut used: BTreeMap<FontId, Texts> = BTreeMap::new();
    for (number, page) in layout.pages.iter().enumerate() {
        for item in &page.items {
            let ItemKind::Glyphs(run) = &item.kind else { continue };
            let texts = used.entry(run.font).or_default();
            for glyph in &run.glyphs {
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
                let counts = texts.entry(glyph.id).or_default();
                match counts.get_mut(&glyph.text) {
                    Some(count) => *count += 1,
                    None => {
                        counts.insert(glyph.text.clone(), 1);
                    }
                }
            }
        }
    }
    used.retain(|_, texts| !texts.is_empty());
    let pairs = [Face::Mincho, Face::Gothic].map(|face| [fonts.japanese(face), fonts.latin(face)]);
    let mut subsets = Subsets {
        programs: Vec::new(),
        fonts: BTreeMap::new(),
    };
    for pair in pairs {
        let parts: Vec<Part<'_>> = (pair.into_iter())
            .filter_map(|id| Some(Part::new(id, fonts.get(id), used.remove(&id)?)))
            .collect::<Result<_, _>>()?;
        let programs: Vec<&[u8]> = parts.iter().map(|part| part.program.as_slice()).collect();
        // Glyphs keep their order within a part: the first stands at 1.
        let slot = |part: usize, glyph: usize| {
            let part = parts.get(part)?;
            shelf.slot(part.id, part.order.get(glyph.checked_sub(1)?)?.1)
        };
        match program::lightened(&programs, slot) {
            Some(program) => subsets.add(program, parts)?,
            None => subsets.add_each(parts)?,
        }
    }
    for (id, texts) in used {
        subsets.add_each(vec![Part::new(id, fonts.get(id), texts)?])?;
    }
    Ok(subsets)
}

impl Subsets {
    fn add_each(&mut self, parts: Vec<Part<'_>>) -> Result<(), PdfError> {
        for part in parts {
            // A fallback font with PostScript outlines stays as it is.
            let program = program::lightened(&[&part.program], |_, _| None).unwrap_or_else(|| part.program.clone());
            self.add(program, vec![part])?;
        }
        Ok(())
    }

    /// Adds a program made of `parts`: their glyphs stand in it one part after the other, glyph 0 only once.
    fn add(&mut self, program: Vec<u8>, parts: Vec<Part<'_>>) -> Result<(), PdfError> {
        let Some(first) = parts.first() else { return Ok(()) };
        let fault = |reason: String| PdfError::Font {
            font: first.font.name.clone(),
            reason,
        };
        let face = ttf_parser::Face::parse(&program, 0).map_err(|e| fault(e.to_string()))?;
        // The reduced program no longer knows it.
        let whole = ttf_parser::Face::parse(&first.font.data, 0).map_err(|e| fault(e.to_string()))?;
        let cap_height = whole.capital_height().unwrap_or_else(|| whole.ascender());
        let mut fingerprint = Fingerprint::new();
        let mut all = Vec::new();
        for part in &parts {
            fingerprint.add(part.font.name.as_bytes());
            let mut glyphs = BTreeMap::new();
            for (text, old) in &part.order {
                fingerprint.add(&old.to_be_bytes());
                let id = u16::try_from(all.len() + 1).map_err(|e| fault(e.to_string()))?;
                let advance = face
                    .glyph_hor_advance(ttf_parser::GlyphId(id))
                    .ok_or_else(|| fault(format!("glyph {old} was left out")))?;
                let glyph = SubsetGlyph {
                    id,
                    advance,
                    text: text.clone(),
                };
                all.push(glyph.clone());
                glyphs.insert(*old, glyph);
            }
            // Parts of composite glyphs come after the glyphs that are shown, and are not shown themselves.
            for extra in part.order.len() + 1..usize::from(part.count) {
                let id = u16::try_from(all.len() + 1).map_err(|e| fault(e.to_string()))?;
                let advance = face.glyph_hor_advance(ttf_parser::GlyphId(id));
                all.push(SubsetGlyph {
                    id,
                    advance: advance.ok_or_else(|| fault(format!("part {extra} was left out")))?,
                    text: SmolStr::default(),
                });
            }
            self.fonts.insert(part.id, (self.programs.len(), glyphs));
        }
        let bounds = face.global_bounding_box();
        self.programs.push(Subset {
            tagged: format!("{}+{}", fingerprint.tag(), first.font.name),
            units_per_em: face.units_per_em(),
            ascent: face.ascender(),
            descent: face.descender(),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            cap_height: i64::from(cap_height) * 1000 / i64::from(whole.units_per_em()),
            glyphs: all.into_iter().filter(|glyph| !glyph.text.is_empty()).collect(),
            program,
        });
        Ok(())
    }
}

/// One font, reduced.
struct Part<'a> {
    id: FontId,
    font: &'a Font,
    /// Text and old id of each glyph, in the order of their new ids. Ideographs that share a radical stand near each other
    /// in code point order, and compress better for it.
    order: Vec<(SmolStr, u16)>,
    /// Number of glyphs, glyph 0 and parts of composites included.
    count: u16,
    program: Vec<u8>,
}

impl<'a> Part<'a> {
    fn new(id: FontId, font: &'a Font, texts: Texts) -> Result<Self, PdfError> {
        let mut order: Vec<(SmolStr, u16)> = (texts.iter())
            .map(|(&id, counts)| (most_frequent(counts), id))
            .collect();
        order.sort_unstable();
        let mut mapper = subsetter::GlyphRemapper::new();
        for (_, id) in &order {
            mapper.remap(*id);
        }
        let program = subsetter::subset(&font.data, 0, &mapper);
        let program = program.map_err(|e| PdfError::Font {
            font: font.name.clone(),
            reason: e.to_string(),
        })?;
        let count = ttf_parser::Face::parse(&program, 0).map_or(0, |face| face.number_of_glyphs());
        Ok(Part {
            id,
            font,
            order,
            count,
            program,
        })
    }
}

/// The text a glyph stands for most often; the first of equals in code point order.
fn most_frequent(counts: &BTreeMap<SmolStr, usize>) -> SmolStr {
    let most = counts.values().max();
    (counts.iter().find(|(_, count)| Some(*count) == most)).map_or_else(SmolStr::default, |(text, _)| text.clone())
}
