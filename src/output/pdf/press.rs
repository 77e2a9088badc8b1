//! What the documents of one build share, and the steps from a layout to the bytes of a file, one by one.

use std::sync::OnceLock;

use super::subset::Subsets;
use super::{PdfError, file, finish, subset, write};
use crate::document::Meta;
use crate::typeset::font::{FontId, Fonts};
use crate::typeset::page::Layout;

/// Writes documents, on any number of threads at once. What it remembers saves time and changes no byte.
pub struct Press<'a> {
    fonts: &'a Fonts,
    shelf: Shelf,
}

/// Font programs reduced to what one document shows.
pub struct Reduced(Subsets);

/// Pages and fonts as printpdf writes them.
pub struct Drawn(write::Drawn);

/// All objects of the file.
pub struct Finished(lopdf::Document);

impl<'a> Press<'a> {
    /// A press with these fonts.
    pub fn new(fonts: &'a Fonts) -> Self {
        Press {
            fonts,
            shelf: Shelf::new(fonts),
        }
    }

    /// Writes a document laid out as a PDF file: all steps below.
    ///
    /// The bytes depend on the arguments alone: no clock, no counter of the process, no order of threads.
    ///
    /// # Errors
    /// See [`PdfError`].
    pub fn write(&self, layout: &Layout, meta: &Meta) -> Result<Vec<u8>, PdfError> {
        let reduced = self.reduce(layout)?;
        let drawn = self.draw(layout, &reduced)?;
        let mut finished = self.finish(drawn, layout, meta, &reduced)?;
        finished.compress()?;
        finished.file()
    }

    /// Reduces the fonts to the glyphs that are shown.
    ///
    /// # Errors
    /// A glyph that cannot be drawn or stands for nothing; a font that cannot be reduced.
    pub fn reduce(&self, layout: &Layout) -> Result<Reduced, PdfError> {
        subset::subsets(layout, self.fonts, &self.shelf).map(Reduced)
    }

    /// Has printpdf write fonts and pages.
    ///
    /// # Errors
    /// printpdf has something to object.
    pub fn draw(&self, layout: &Layout, reduced: &Reduced) -> Result<Drawn, PdfError> {
        write::draw(layout, &reduced.0).map(Drawn)
    }

    /// Adds structure, metadata, outline, links and colour intent.
    ///
    /// # Errors
    /// The structure is not a tree, or printpdf's file is not what it is known to be.
    pub fn finish(&self, drawn: Drawn, layout: &Layout, meta: &Meta, reduced: &Reduced) -> Result<Finished, PdfError> {
        finish::finish(drawn.0, layout, meta, &reduced.0).map(Finished)
    }
}

impl Finished {
    /// Compresses the streams.
    ///
    /// # Errors
    /// Never, in memory.
    pub fn compress(&mut self) -> Result<(), PdfError> {
        file::compress(&mut self.0)
    }

    /// The file.
    ///
    /// # Errors
    /// Never, in memory.
    pub fn file(&self) -> Result<Vec<u8>, PdfError> {
        file::bytes(&self.0)
    }
}

/// Glyph descriptions made light, each once in a build: the letters of a mailing show the same glyphs but for a name.
pub(super) struct Shelf {
    fonts: Vec<Vec<OnceLock<Box<Drawer>>>>,
}

/// A description; empty until it is first asked for.
pub(super) type Slot = OnceLock<Box<[u8]>>;

/// The slots of 256 glyphs.
type Drawer = [Slot; 256];

impl Shelf {
    fn new(fonts: &Fonts) -> Self {
        let drawers = || (0..=u16::MAX >> 8).map(|_| OnceLock::new()).collect();
        Shelf {
            fonts: fonts.iter().map(|_| drawers()).collect(),
        }
    }

    /// Where the description of a glyph of a whole font is kept.
    pub(super) fn slot(&self, font: FontId, glyph: u16) -> Option<&Slot> {
        let drawer = self.fonts.get(font.0)?.get(usize::from(glyph >> 8))?;
        let drawer = drawer.get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new())));
        drawer.get(usize::from(glyph & 0xFF))
    }
}
