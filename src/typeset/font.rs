//! The fonts of a document: metrics and character maps, read once.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::{built_in, kern_table};

/// Index of a font in [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub usize);

/// The styles of a notice. Each draws Japanese from its full-width font and Latin letters and digits from the
/// proportional sister (BIZ UDMincho's own are half an em wide).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 明朝: body of letters.
    Mincho,
    /// ゴシック: headings, FAX sheets.
    Gothic,
    /// 太いゴシック: emphasis; on FAX sheets dates, times of day and telephone numbers.
    Bold,
}

/// The files that must stand in [`Fonts`], in this order: full-width Mincho and Gothic, proportional Mincho and Gothic,
/// full-width and proportional bold Gothic.
pub const FILES: [&str; 6] = [
    "BIZUDMincho-Regular.ttf",
    "BIZUDGothic-Regular.ttf",
    "BIZUDPMincho-Regular.ttf",
    "BIZUDPGothic-Regular.ttf",
    "BIZUDGothic-Bold.ttf",
    "BIZUDPGothic-Bold.ttf",
];

/// Why bytes are not a font we can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FontFault {
    /// Not a TrueType or OpenType file, or a damaged one.
    NotAFont,
    /// The file has no PostScript name (`name` table, id 6).
    NoName,
    /// The file has no Unicode character map.
    NoCharacters,
    /// Fewer fonts than [`FILES`] names.
    TooFew,
}

/// A page of the character map: glyph ids of 256 code points.
type Page = Box<[u16; 256]>;

/// The pages of a plane of Unicode, each read when a character of it is first asked for: a letter needs 60 of 4352.
type Plane = Box<[OnceLock<Option<Page>>]>;

/// Pages of a plane.
const PAGES: usize = 0x1_0000 >> 8;
/// Planes of Unicode.
const PLANES: usize = 17;

/// One font file.
pub struct Font {
    /// PostScript name, `BIZUDMincho-Regular`.
    pub name: String,
    /// The file's bytes; those built in are not copied.
    pub data: Cow<'static, [u8]>,
    /// Font units per em.
    pub units_per_em: u16,
    /// Height above the baseline, font units (`hhea`).
    pub ascent: i16,
    /// Depth below the baseline, font units, negative (`hhea`).
    pub descent: i16,
    /// It says how far pairs of letters stand apart.
    pub kerned: bool,
    /// Where the advance widths stand in `data`, each with a side bearing: the last is that of all glyphs behind it.
    advances: Range<usize>,
    /// How many glyphs it has.
    glyphs: u16,
    /// Where the `cmap` table stands in `data`.
    cmap: Range<usize>,
    /// The subtable of `cmap` that maps most of Unicode.
    subtable: u16,
    /// The subtable of variation sequences (format 14), if any.
    variations: Option<u16>,
    planes: [OnceLock<Plane>; PLANES],
}

impl Font {
    /// Reads a TrueType or OpenType file.
    ///
    /// # Errors
    /// The bytes are no font, or lack a name or a character map.
    pub fn new(data: impl Into<Cow<'static, [u8]>>) -> Result<Self, FontFault> {
        let data = data.into();
        let face = ttf_parser::Face::parse(&data, 0).map_err(|_| FontFault::NotAFont)?;
        let name = (face.names().into_iter())
            .filter(|n| n.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .find_map(|n| n.to_string().or_else(|| String::from_utf8(n.name.to_vec()).ok()))
            .filter(|n| !n.is_empty() && n.is_ascii())
            .ok_or(FontFault::NoName)?;
        let table = (face.raw_face().table(ttf_parser::Tag::from_bytes(b"cmap"))).ok_or(FontFault::NoCharacters)?;
        let place = |table: &[u8]| {
            let start = table.as_ptr().addr() - data.as_ptr().addr();
            start..start + table.len()
        };
        let cmap = place(table);
        let subtables = ttf_parser::cmap::Table::parse(table)
            .ok_or(FontFault::NoCharacters)?
            .subtables;
        let mut best = None;
        let mut variations = None;
        for i in 0..subtables.len() {
            let Some(subtable) = subtables.get(i) else { continue };
            match subtable.format {
                ttf_parser::cmap::Format::UnicodeVariationSequences(_) => variations = Some(i),
                ttf_parser::cmap::Format::SegmentedCoverage(_) if subtable.is_unicode() => best = Some(i),
                _ if subtable.is_unicode() && best.is_none() => best = Some(i),
                _ => {}
            }
        }
        let metrics =
            (face.raw_face().table(ttf_parser::Tag::from_bytes(b"hmtx"))).filter(|_| face.tables().hmtx.is_some());
        let measured = usize::from(face.tables().hhea.number_of_metrics);
        let advances = metrics.map_or(0..0, place);
        let advances = advances.start..advances.end.min(advances.start + 4 * measured);
        Ok(Font {
            name,
            units_per_em: face.units_per_em(),
            ascent: face.ascender(),
            descent: face.descender(),
            kerned: kern_table::has_kerning(&face),
            advances,
            glyphs: face.number_of_glyphs(),
            cmap,
            subtable: best.ok_or(FontFault::NoCharacters)?,
            variations,
            planes: std::array::from_fn(|_| OnceLock::new()),
            data,
        })
    }

    /// The glyph of a character; never 0.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let code = character as usize;
        let plane = self.planes[code >> 16].get_or_init(|| (0..PAGES).map(|_| OnceLock::new()).collect());
        let page = plane[code >> 8 & 0xFF].get_or_init(|| self.read_page(code >> 8));
        page.as_ref().map(|p| p[code & 0xFF]).filter(|&g| g != 0)
    }

    /// The glyph of a character followed by a variation selector: `None` where the font knows no such sequence.
    pub fn variation(&self, character: char, selector: char) -> Option<u16> {
        let table = ttf_parser::cmap::Table::parse(&self.data[self.cmap.clone()])?;
        let subtable = table.subtables.get(self.variations?)?;
        match subtable.glyph_variation_index(character as u32, selector as u32)? {
            ttf_parser::cmap::GlyphVariationResult::Found(glyph) => Some(glyph.0).filter(|&g| g != 0),
            ttf_parser::cmap::GlyphVariationResult::UseDefault => self.glyph(character),
        }
    }

    /// The advance width of a glyph, font units; 0 for a glyph the font does not have.
    pub fn advance(&self, glyph: u16) -> u16 {
        let metrics = &self.data[self.advances.clone()];
        let last = (metrics.len() / 4).saturating_sub(1);
        match metrics.get(4 * usize::from(glyph).min(last)..) {
            Some([high, low, ..]) if glyph < self.glyphs => u16::from_be_bytes([*high, *low]),
            _ => 0,
        }
    }

    /// The advance width of a glyph, em.
    pub fn advance_em(&self, glyph: u16) -> f64 {
        f64::from(self.advance(glyph)) / f64::from(self.units_per_em)
    }

    /// The glyph that stands for two glyphs in a row (`GSUB`, ligature substitution): か and U+309A.
    pub fn ligature(&self, first: u16, second: u16) -> Option<u16> {
        use ttf_parser::gsub::SubstitutionSubtable::Ligature;
        let face = ttf_parser::Face::parse(&self.data, 0).ok()?;
        for lookup in face.tables().gsub?.lookups {
            for subtable in lookup.subtables.into_iter::<ttf_parser::gsub::SubstitutionSubtable>() {
                let Ligature(table) = subtable else { continue };
                let Some(index) = table.coverage.get(ttf_parser::GlyphId(first)) else {
                    continue;
                };
                let Some(set) = table.ligature_sets.get(index) else {
                    continue;
                };
                for ligature in set {
                    let mut rest = ligature.components.into_iter();
                    if rest.next().is_some_and(|c| c.0 == second) && rest.next().is_none() {
                        return Some(ligature.glyph.0);
                    }
                }
            }
        }
        None
    }

    /// Two characters whose glyphs cover the same rectangle: one shape with two widths.
    pub fn same_ink(&self, a: char, b: char) -> bool {
        let Ok(face) = ttf_parser::Face::parse(&self.data, 0) else {
            return false;
        };
        let bounds = |c| face.glyph_bounding_box(ttf_parser::GlyphId(self.glyph(c)?));
        bounds(a).is_some() && bounds(a) == bounds(b)
    }

    /// Where the origin of `mark` must stand, em right of the origin of `base`, for the one to be centred over the other.
    pub fn centred_over(&self, base: u16, mark: u16) -> Option<f64> {
        let face = ttf_parser::Face::parse(&self.data, 0).ok()?;
        let centre = |glyph| {
            let bounds = face.glyph_bounding_box(ttf_parser::GlyphId(glyph))?;
            Some((f64::from(bounds.x_min) + f64::from(bounds.x_max)) / 2.0)
        };
        Some((centre(base)? - centre(mark)?) / f64::from(self.units_per_em))
    }

    fn read_page(&self, page: usize) -> Option<Page> {
        let table = ttf_parser::cmap::Table::parse(&self.data[self.cmap.clone()])?;
        let subtable = table.subtables.get(self.subtable)?;
        let mut glyphs = Box::new([0u16; 256]);
        if let ttf_parser::cmap::Format::SegmentedCoverage(_) = subtable.format {
            self.read_groups(page, &mut glyphs)?;
        } else {
            for (i, slot) in glyphs.iter_mut().enumerate() {
                *slot = subtable.glyph_index((page << 8 | i) as u32).map_or(0, |g| g.0);
            }
        }
        glyphs.iter().any(|&g| g != 0).then_some(glyphs)
    }
}

impl Font {
    /// Reads a page of a subtable of format 12: of its groups, which stand in the order of characters, only those that reach into the page.
    fn read_groups(&self, page: usize, glyphs: &mut [u16; 256]) -> Option<()> {
        let cmap = &self.data[self.cmap.clone()];
        let long = |bytes: &[u8], at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
        let table = cmap.get(long(cmap, 4 + 8 * usize::from(self.subtable) + 4)? as usize..)?;
        let (groups, _) = table.get(16..)?.as_chunks::<12>();
        let groups = groups.get(..long(table, 12)? as usize).unwrap_or(groups);
        let first = (page << 8) as u32;
        let start = groups.partition_point(|group| long(group, 4).is_some_and(|last| last < first));
        for group in &groups[start..] {
            let (from, to, glyph) = (long(group, 0)?, long(group, 4)?, long(group, 8)?);
            if from > first + 0xFF {
                break;
            }
            for code in from.max(first)..=to.min(first + 0xFF) {
                // A glyph beyond what fonts can hold is none.
                let glyph = glyph
                    .checked_add(code - from)
                    .and_then(|glyph| u16::try_from(glyph).ok());
                glyphs[(code - first) as usize] = glyph.unwrap_or(0);
            }
        }
        Some(())
    }
}

/// The fonts of a build, in a fixed order: those of [`FILES`], then fallbacks.
#[derive(Clone)]
pub struct Fonts {
    /// Shared: each publisher may add fallbacks of its own to the same four.
    fonts: Vec<Arc<Font>>,
}

impl Fonts {
    /// The four fonts of [`FILES`] in their order, then any number of fonts that are asked, in order, for characters the
    /// four lack.
    ///
    /// # Errors
    /// Fewer than four fonts.
    pub fn new(fonts: Vec<Font>) -> Result<Self, FontFault> {
        if fonts.len() < FILES.len() {
            return Err(FontFault::TooFew);
        }
        Ok(Fonts {
            fonts: fonts.into_iter().map(Arc::new).collect(),
        })
    }

    /// The same fonts, and after them more that are asked, in order, for characters that those before them lack.
    pub fn with_fallbacks(&self, more: impl IntoIterator<Item = Arc<Font>>) -> Self {
        let mut fonts = self.fonts.clone();
        fonts.extend(more);
        Fonts { fonts }
    }

    /// The fonts that come with the program.
    ///
    /// # Errors
    /// Never, unless the program was built from damaged files.
    pub fn built_in() -> Result<Self, FontFault> {
        Fonts::replaced(|_| None).map_err(|(_, fault)| fault)
    }

    /// The fonts that come with the program, each replaced by what `file` gives for its name in [`FILES`]
    /// (a workspace's `fonts/`).
    ///
    /// # Errors
    /// The name of the file that is not a font, and why.
    pub fn replaced(mut file: impl FnMut(&str) -> Option<Vec<u8>>) -> Result<Self, (&'static str, FontFault)> {
        let fonts = FILES.iter().zip(built_in::FONTS).map(|(&name, built_in)| {
            let font = match file(name) {
                Some(bytes) => Font::new(bytes),
                None => Font::new(built_in),
            };
            font.map(Arc::new).map_err(|fault| (name, fault))
        });
        Ok(Fonts {
            fonts: fonts.collect::<Result<_, _>>()?,
        })
    }

    /// The font behind an id.
    pub fn get(&self, id: FontId) -> &Font {
        &self.fonts[id.0]
    }

    /// All fonts with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FontId, &Font)> {
        self.fonts.iter().enumerate().map(|(i, f)| (FontId(i), f.as_ref()))
    }

    /// The full-width font of a face.
    pub fn japanese(&self, face: Face) -> FontId {
        match face {
            Face::Mincho => FontId(0),
            Face::Gothic => FontId(1),
            Face::Bold => FontId(4),
        }
    }

    /// The proportional font of a face, for Latin letters, digits and their punctuation.
    pub fn latin(&self, face: Face) -> FontId {
        match face {
            Face::Mincho => FontId(2),
            Face::Gothic => FontId(3),
            Face::Bold => FontId(5),
        }
    }

    /// The fonts that are asked when those of the face have no glyph.
    pub fn fallbacks(&self) -> impl Iterator<Item = FontId> + use<> {
        (FILES.len()..self.fonts.len()).map(FontId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_characters_are_those_that_the_tables_tell() {
        for data in built_in::FONTS {
            let font = Font::new(data).expect("a font");
            let face = ttf_parser::Face::parse(data, 0).expect("a font");
            for glyph in 0..=face.number_of_glyphs() {
                let told = face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
                assert_eq!(font.advance(glyph), told, "{} {glyph}", font.name);
            }
            for character in '\0'..=char::MAX {
                let told = face
                    .glyph_index(character)
                    .map(|glyph| glyph.0)
                    .filter(|glyph| *glyph != 0);
                assert_eq!(font.glyph(character), told, "{} {character:?}", font.name);
            }
        }
    }
}
