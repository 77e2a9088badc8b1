//! The carriers: one module for each kind of file a document goes out as.

pub mod html;
pub(crate) mod pdf;
