//! The fonts of a document: metrics and character maps, read once.

use std::sync::Arc;

/// Index of a font in [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub usize);

/// The two styles of a notice. Each draws Japanese from its full-width font and Latin letters and digits from the
/// proportional sister (BIZ UDMincho's own are half an em wide).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// 明朝: body of letters.
    Mincho,
    /// ゴシック: headings, emphasis, FAX sheets.
    Gothic,
}

/// One font file.
pub struct Font {
    /// PostScript name, `BIZUDMincho-Regular`.
    pub name: String,
    /// The file's bytes.
    pub data: Arc<[u8]>,
}

/// The fonts of a build, in a fixed order.
pub struct Fonts {
    fonts: Vec<Font>,
}

impl Fonts {
    /// The font behind an id.
    pub fn get(&self, id: FontId) -> &Font {
        &self.fonts[id.0]
    }
}
