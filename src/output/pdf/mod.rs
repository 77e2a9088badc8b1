//! The PDF carrier: PDF/A-2u and PDF/UA-1 from a [`Layout`], byte for byte the same for the same input.
//!
//! `inventory` lists the glyphs shown, `reduce`, `program` and `glyph` make the font programs, `span` decides what readers of the
//! text are told beyond the glyphs, `write` has printpdf write the content streams of the pages, and `finish` puts the file
//! around them with lopdf: pages, fonts, structure, metadata, outline, links, colour intent; `deflate` compresses, `file` makes
//! the bytes. `press` goes through these steps, `shelf` keeps what the documents of a build share. Only `write` names printpdf.

mod deflate;
mod error;
mod file;
mod finish;
mod fonts;
mod glyph;
mod glyph_map;
mod hash;
mod icc;
mod inventory;
mod kept;
mod links;
mod mark;
mod object;
mod outline;
mod pages;
mod pictures;
mod press;
mod program;
mod reduce;
mod shelf;
mod source;
mod span;
mod structure;
mod subset;
mod unicode;
mod wide;
mod write;
mod xmp;

pub use error::PdfError;
pub use press::Press;

use crate::document::Meta;
use crate::typeset::font::Fonts;
use crate::typeset::page::Layout;

/// Writes one document laid out as a PDF file; a [`Press`] writes many in less time.
///
/// # Errors
/// See [`PdfError`].
pub fn write(layout: &Layout, meta: &Meta, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    Press::new(fonts).write(layout, meta)
}
