//! Why a layout could not be written.

use std::fmt;

use crate::diagnostic::Message;

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
        /// Index in [`Layout::nodes`](crate::typeset::page::Layout::nodes).
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
