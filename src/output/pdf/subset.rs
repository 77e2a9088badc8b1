//! Font programs reduced to the glyphs a document shows, with what the text of each glyph is.

use std::collections::BTreeMap;

use super::hash::Fingerprint;
use super::{PdfError, program};
use crate::typeset::font::{Font, FontId, Fonts};
use crate::typeset::page::{ItemKind, Layout};

/// A font reduced to the glyphs of one document.
#[derive(Debug)]
pub(super) struct Subset {
    /// `XXXXXX+` and the name (ISO 32000-1 §9.6.4); the tag follows from the set of glyphs.
    pub(super) tagged: String,
    /// The reduced program.
    pub(super) program: Vec<u8>,
    /// Units of the reduced program per em.
    pub(super) units_per_em: u16,
    /// Height above the baseline, font units.
    pub(super) ascent: i16,
    /// Depth below the baseline, font units, negative.
    pub(super) descent: i16,
    /// The box all glyphs fit in: x min, y min, x max, y max, font units.
    pub(super) bounds: [i16; 4],
    /// Height of capitals, thousandths of an em.
    pub(super) cap_height: i64,
    /// By glyph id of the whole font.
    pub(super) glyphs: BTreeMap<u16, SubsetGlyph>,
}

/// A glyph of a [`Subset`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SubsetGlyph {
    /// Glyph id in the reduced program.
    pub(super) id: u16,
    /// Advance, font units.
    pub(super) advance: u16,
    /// What `ToUnicode` says: the text it stands for most often (the first of equals in code point order).
    pub(super) text: String,
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
type Texts = BTreeMap<u16, BTreeMap<String, usize>>;

/// Reduces every font that `layout` shows glyphs of, once.
pub(super) fn subsets(layout: &Layout, fonts: &Fonts) -> Result<BTreeMap<FontId, Subset>, PdfError> {
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
                        text: glyph.text.clone(),
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
    (used.into_iter().filter(|(_, texts)| !texts.is_empty()))
        .map(|(id, texts)| Ok((id, reduce(fonts.get(id), &texts)?)))
        .collect()
}

fn reduce(font: &Font, texts: &Texts) -> Result<Subset, PdfError> {
    let fault = |reason: String| PdfError::Font {
        font: font.name.clone(),
        reason,
    };
    let mut order: Vec<(&str, u16)> = texts.iter().map(|(&id, counts)| (most_frequent(counts), id)).collect();
    order.sort_unstable();
    let mut mapper = subsetter::GlyphRemapper::new();
    for (_, id) in &order {
        mapper.remap(*id);
    }
    let program = subsetter::subset(&font.data, 0, &mapper).map_err(|e| fault(e.to_string()))?;
    // A fallback font with PostScript outlines stays as it is.
    let program = program::lightened(&program).unwrap_or(program);
    let face = ttf_parser::Face::parse(&program, 0).map_err(|e| fault(e.to_string()))?;

    let mut fingerprint = Fingerprint::new();
    fingerprint.add(font.name.as_bytes());
    let mut glyphs = BTreeMap::new();
    for (&old, counts) in texts {
        fingerprint.add(&old.to_be_bytes());
        let new = mapper
            .get(old)
            .ok_or_else(|| fault(format!("glyph {old} was left out")))?;
        let text = most_frequent(counts).to_owned();
        let advance = face
            .glyph_hor_advance(ttf_parser::GlyphId(new))
            .ok_or_else(|| fault(format!("glyph {old} has no advance")))?;
        glyphs.insert(old, SubsetGlyph { id: new, advance, text });
    }
    // The reduced program no longer knows it.
    let whole = ttf_parser::Face::parse(&font.data, 0).map_err(|e| fault(e.to_string()))?;
    let cap_height = whole.capital_height().unwrap_or_else(|| whole.ascender());
    let bounds = face.global_bounding_box();
    Ok(Subset {
        tagged: format!("{}+{}", fingerprint.tag(), font.name),
        units_per_em: face.units_per_em(),
        ascent: face.ascender(),
        descent: face.descender(),
        bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
        cap_height: i64::from(cap_height) * 1000 / i64::from(whole.units_per_em()),
        glyphs,
        program,
    })
}

/// The text a glyph stands for most often; the first of equals in code point order.
fn most_frequent(counts: &BTreeMap<String, usize>) -> &str {
    let most = counts.values().max();
    (counts.iter().find(|(_, count)| Some(*count) == most)).map_or("", |(text, _)| text)
}
