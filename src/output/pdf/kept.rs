//! Pages drawn for one document and taken over into the next.

use std::sync::Arc;

use super::inventory::Inventory;
use super::mark::DrawnPage;
use super::subset::{SubsetGlyph, Subsets};
use crate::memo::Memo;
use crate::typeset::page::{Layout, Node, Page};

/// Pages by what they follow from.
pub(super) type KeptPages = Memo<OwnKey, DrawnPage>;

/// What a content stream follows from: the page, its glyphs in the file's fonts, and the structure its marks lead to.
pub(super) struct PageKey<'l> {
    page: &'l Arc<Page>,
    glyphs: Vec<Glyph>,
    nodes: &'l [Node],
}

/// A glyph in the file: the index of its program, the program's units per em, the glyph there.
type Glyph = (usize, u16, SubsetGlyph);

/// The same, kept.
pub(super) struct OwnKey {
    page: Arc<Page>,
    glyphs: Vec<Glyph>,
    nodes: Vec<Node>,
}

impl<'l> PageKey<'l> {
    /// The key of a page that shows what `inventory` says.
    pub(super) fn of(page: &'l Arc<Page>, inventory: &Inventory, subsets: &Subsets, layout: &'l Layout) -> Self {
        let glyphs = (inventory.glyphs.iter())
            .filter_map(|used| subsets.glyph(used.font, used.glyph, used.wider, &used.text))
            .map(|(program, subset, glyph)| (program, subset.units_per_em, glyph.clone()));
        PageKey {
            page,
            glyphs: glyphs.collect(),
            nodes: &layout.nodes,
        }
    }

    /// The page as it was drawn before.
    pub(super) fn find(&self, pages: &KeptPages) -> Option<Arc<DrawnPage>> {
        pages.find(&self.hashed(), |kept| {
            Arc::ptr_eq(&kept.page, self.page) && kept.glyphs == self.glyphs && kept.nodes == self.nodes
        })
    }

    /// What finds the key: equal pages mostly have equal structures.
    fn hashed(&self) -> (*const Page, &[Glyph]) {
        (Arc::as_ptr(self.page), &self.glyphs)
    }

    /// Keeps the page for documents to come.
    pub(super) fn keep(self, pages: &KeptPages, drawn: &Arc<DrawnPage>) {
        let hashed = (Arc::as_ptr(self.page), self.glyphs.clone());
        let own = || OwnKey {
            page: Arc::clone(self.page),
            glyphs: self.glyphs,
            nodes: self.nodes.to_vec(),
        };
        pages.keep(&hashed, own, drawn);
    }
}
