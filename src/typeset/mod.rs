//! From the document tree to pages of positioned glyphs.

mod adjust;
mod breaks;
mod built_in;
pub mod class;
mod class_table;
pub mod font;
mod glyph;
mod kinsoku;
pub mod line;
pub mod page;
mod paragraph;
mod place;
mod ruby;
mod space;
mod spread;
mod unit;
