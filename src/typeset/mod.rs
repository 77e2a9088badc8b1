//! From the document tree to pages of positioned glyphs.
//!
//! Blocks are set into a flow of units ([`block`], [`table`]), the flow is cut into pages ([`paginate`]), and what is no
//! part of the text (page numbers, 次頁へ続く) is added at the end ([`layout`](mod@layout)).

mod adjust;
mod block;
mod boxed;
mod breaks;
mod built_in;
pub(crate) mod class;
mod class_table;
mod classify;
mod compose;
mod cost;
mod envelope;
mod fault;
mod flow;
pub(crate) mod font;
mod foot;
mod fragment;
mod glyph;
mod hanging;
mod heading;
mod kern;
mod kern_table;
mod kinsoku;
mod layout;
pub(crate) mod line;
pub(crate) mod measure;
pub(crate) mod page;
mod paginate;
mod paragraph;
mod phrase;
mod pictured;
mod place;
mod quotes;
mod rhythm;
mod rows;
mod ruby;
mod setter;
mod shaping;
mod space;
mod spread;
mod standing;
mod strings;
mod table;
mod table_flow;
mod text;
mod tighten;
mod unit;
mod wave;
mod whole;

pub use compose::{Wholes, compose, wholes, widths};
pub(crate) use fault::LayoutFault;
pub use layout::layout;
pub use standing::Standing;
