//! The PDF carrier: PDF/A-2u and PDF/UA-1 from a [`Layout`], byte for byte the same for the same input.
//!
//! `inventory` lists the glyphs shown, `subset`, `program` and `glyph` make the font programs, `span` decides what readers of the
//! text are told beyond the glyphs, `write` has printpdf write the pages, and `finish` and its helpers add with lopdf what
//! printpdf has no notion of: structure, metadata, outline, links, colour intent; `deflate` compresses, `file` makes the bytes.
//! `press` goes through these steps, `shelf` keeps what the documents of a build share. Only `write` names printpdf.

mod deflate;
mod file;
mod finish;
mod glyph;
mod glyph_map;
mod hash;
mod icc;
mod inventory;
mod links;
mod outline;
mod press;
mod program;
mod shelf;
mod source;
mod span;
mod structure;
mod subset;
mod unicode;
mod write;
mod xmp;

use std::fmt;

pub use press::{Drawn, Finished, Press, Reduced};

use crate::diagnostic::Message;
use crate::document::Meta;
use crate::typeset::font::Fonts;
use crate::typeset::page::Layout;

/// Why a layout could not be written. Every kind is a fault of the program or of a font file, never of a record:
/// characters without glyphs are refused by the line composer, which knows their place in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// Glyph 0, the box for missing characters, stands on a page (from 0).
    MissingGlyph {
        /// PostScript name of the font.
        font: String,
        /// The page, from 0.
        page: usize,
        /// What the box would have stood for.
        text: String,
    },
    /// A glyph that stands for no characters: it could be neither searched nor read aloud.
    Textless {
        /// PostScript name of the font.
        font: String,
        /// The page, from 0.
        page: usize,
        /// Glyph id.
        glyph: u16,
    },
    /// A font program that cannot be read or reduced.
    Font {
        /// PostScript name of the font.
        font: String,
        /// What the reader of the font said.
        reason: String,
    },
    /// The structure tree names a node that does not exist or that comes after its child.
    Structure {
        /// Index in [`Layout::nodes`].
        node: usize,
    },
    /// The writer failed.
    Write(String),
}

impl PdfError {
    /// The fault in both languages.
    pub fn message(&self) -> Message {
        match self {
            PdfError::MissingGlyph { font, page, text } => Message::new(
                format!("{}ページの「{text}」の字形が {font} にありません", page + 1),
                format!("page {}: {font} has no glyph for “{text}”", page + 1),
            ),
            PdfError::Textless { font, page, glyph } => Message::new(
                format!("{}ページの字形 {glyph}({font})に対応する文字がありません", page + 1),
                format!("page {}: glyph {glyph} of {font} stands for no character", page + 1),
            ),
            PdfError::Font { font, reason } => Message::new(
                format!("フォント {font} を PDF に埋め込めません({reason})"),
                format!("font {font} cannot be embedded: {reason}"),
            ),
            PdfError::Structure { node } => Message::new(
                format!("文書構造の節点 {node} の親が正しくありません"),
                format!("node {node} of the document's structure has no proper parent"),
            ),
            PdfError::Write(reason) => Message::new(
                format!("PDF を書き出せません({reason})"),
                format!("the PDF cannot be written: {reason}"),
            ),
        }
    }
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for PdfError {}

/// Writes one document laid out as a PDF file; a [`Press`] writes many in less time.
///
/// # Errors
/// See [`PdfError`].
pub fn write(layout: &Layout, meta: &Meta, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    Press::new(fonts).write(layout, meta)
}
