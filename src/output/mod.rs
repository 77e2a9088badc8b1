//! The carriers: one module for each kind of file a document goes out as.

#![warn(unreachable_pub)]

pub(crate) mod html;
pub(crate) mod pdf;
