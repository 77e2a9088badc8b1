//! The carriers: one module for each kind of file a document goes out as.

pub(crate) mod html;
pub(crate) mod pdf;
