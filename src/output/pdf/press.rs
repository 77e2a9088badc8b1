//! What the documents of one build share, and the steps from a layout to the bytes of a file, one by one.

use std::sync::Arc;

use super::error::PdfError;
use super::mark::DrawnPage;
use super::shelf::Shelf;
use super::subset::Subsets;
use super::wide::Gaps;
use super::{file, finish, reduce, write};
use crate::document::Meta;
use crate::typeset::font::Fonts;
use crate::typeset::page::Layout;

/// Writes documents, on any number of threads at once. What it remembers saves time and changes no byte.
pub struct Press<'a> {
    fonts: &'a Fonts,
    shelf: Shelf<'a>,
}

/// Font programs reduced to what one document shows.
pub struct Reduced(Subsets);

/// Pages drawn.
pub struct Drawn(Vec<Arc<DrawnPage>>);

/// All objects of the file.
pub struct Finished(lopdf::Document);

impl<'a> Press<'a> {
    /// A press with these fonts.
    pub fn new(fonts: &'a Fonts) -> Self {
        Press {
            fonts,
            shelf: Shelf::new(fonts, Gaps::Held),
        }
    }

    /// A press for who measures: each glyph has the advance of its font, and gaps are spacing alone. Readers of the text find
    /// spaces in dates.
    pub fn measured(fonts: &'a Fonts) -> Self {
        Press {
            fonts,
            shelf: Shelf::new(fonts, Gaps::Spaced),
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
        let mut finished = self.finish(&drawn, layout, meta, reduced)?;
        self.compress(&mut finished)?;
        self.file(&finished)
    }

    /// Reduces the fonts to the glyphs that are shown.
    ///
    /// # Errors
    /// A glyph that cannot be drawn or stands for nothing; a font that cannot be reduced.
    pub fn reduce(&self, layout: &Layout) -> Result<Reduced, PdfError> {
        reduce::subsets(layout, self.fonts, &self.shelf).map(Reduced)
    }

    /// Draws the pages.
    ///
    /// # Errors
    /// The writer of content streams has something to object.
    pub fn draw(&self, layout: &Layout, reduced: &Reduced) -> Result<Drawn, PdfError> {
        write::draw(layout, &reduced.0, self.fonts, &self.shelf).map(Drawn)
    }

    /// Puts the file together: pages, fonts, structure, metadata, outline, links and colour intent.
    ///
    /// # Errors
    /// The structure is not a tree, or a font lacks its outlines.
    pub fn finish(&self, drawn: &Drawn, layout: &Layout, meta: &Meta, reduced: Reduced) -> Result<Finished, PdfError> {
        finish::finish(&drawn.0, layout, meta, reduced.0).map(Finished)
    }

    /// Compresses the streams.
    ///
    /// # Errors
    /// Never, in memory.
    pub fn compress(&self, finished: &mut Finished) -> Result<(), PdfError> {
        file::compress(&mut finished.0, &self.shelf.pieces)
    }

    /// The file.
    ///
    /// # Errors
    /// Never, in memory.
    pub fn file(&self, finished: &Finished) -> Result<Vec<u8>, PdfError> {
        file::bytes(&finished.0, &self.shelf.pieces)
    }
}
