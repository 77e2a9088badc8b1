//! A page drawn: its content stream, and what else of it the file must tell.

use crate::document::picture::Pixels;
use std::sync::Arc;

/// A page drawn.
#[derive(Default)]
pub(super) struct DrawnPage {
    /// Its content stream, uncompressed.
    pub(super) content: Vec<u8>,
    /// The node of each marked-content sequence; the index is its MCID.
    pub(super) sequences: Vec<usize>,
    /// Pictures on the page; the index is in their name, `Im0`.
    pub(super) pictures: Vec<Arc<Pixels>>,
    /// Links on the page, in reading order.
    pub(super) links: Vec<LinkArea>,
}

/// A rectangle that leads to an address.
pub(super) struct LinkArea {
    /// Left, bottom, right, top in pt from the page's bottom left corner.
    pub(super) rectangle: [f32; 4],
    /// Where it leads.
    pub(super) url: String,
    /// The node it belongs to; `None` outside of the structure.
    pub(super) node: Option<usize>,
}
