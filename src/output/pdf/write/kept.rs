//! Pages drawn for one document and taken over into the next.

use std::sync::Arc;

use super::super::inventory::Inventory;
use super::super::subset::{SubsetGlyph, Subsets};
use super::DrawnPage;
use crate::memo::Memo;
use crate::typeset::page::{Layout, Node, Page};

/// Pages by what they follow from.
pub(in super::super) type KeptPages = Memo<OwnKey, KeptPage>;

/// A page as it was drawn.
pub(in super::super) struct KeptPage {
    /// Its marks.
    pub(super) drawn: Arc<DrawnPage>,
    /// Its content stream.
    pub(super) content: Vec<u8>,
}

/// What a content stream follows from: the page, its glyphs in the file's fonts, and the structure its marks lead to.
pub(super) struct PageKey<'l> {
    page: &'l Arc<Page>,
    glyphs: Vec<(usize, SubsetGlyph)>,
    nodes: &'l [Node],
}

/// The same, kept.
pub(in super::super) struct OwnKey {
    page: Arc<Page>,
    glyphs: Vec<(usize, SubsetGlyph)>,
    nodes: Vec<Node>,
}

impl<'l> PageKey<'l> {
    /// The key of a page that shows what `inventory` says.
    pub(super) fn of(page: &'l Arc<Page>, inventory: &Inventory, subsets: &Subsets, layout: &'l Layout) -> Self {
        let glyphs = (inventory.glyphs.iter())
            .filter_map(|used| subsets.glyph(used.font, used.glyph))
            .map(|(program, _, glyph)| (program, glyph.clone()));
        PageKey {
            page,
            glyphs: glyphs.collect(),
            nodes: &layout.nodes,
        }
    }

    /// The page as it was drawn before.
    pub(super) fn find(&self, pages: &KeptPages) -> Option<Arc<KeptPage>> {
        pages.find(&Arc::as_ptr(self.page), |kept| {
            Arc::ptr_eq(&kept.page, self.page) && kept.glyphs == self.glyphs && kept.nodes == self.nodes
        })
    }

    /// Keeps the page for documents to come.
    pub(super) fn keep(self, pages: &KeptPages, made: KeptPage) {
        let address = Arc::as_ptr(self.page);
        let own = || OwnKey {
            page: Arc::clone(self.page),
            glyphs: self.glyphs,
            nodes: self.nodes.to_vec(),
        };
        pages.keep(&address, own, &Arc::new(made));
    }
}
