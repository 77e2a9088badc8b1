//! From the document tree to pages of positioned glyphs.

mod built_in;
pub mod font;
pub mod line;
pub mod page;
