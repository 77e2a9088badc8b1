//! From the document tree to pages of positioned glyphs.

pub mod font;
pub mod line;
pub mod page;
