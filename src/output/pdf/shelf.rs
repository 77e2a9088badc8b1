//! What the documents of a build share on their way into files.

use std::sync::{Arc, OnceLock};

use super::deflate::{self, Pieces};
use super::error::PdfError;
use super::glyph::Slot;
use super::inventory::Inventory;
use super::kept::KeptPages;
use super::source::Source;
use super::wide::Gaps;
use crate::memo::Memo;
use crate::typeset::font::{FontId, Fonts};
use crate::typeset::page::Page;

/// How many pages are kept at least: a document shares few with those long before it.
const KEPT: usize = 1024;

/// Fonts read, glyph descriptions made light, and what follows from pages that several documents have.
pub(super) struct Shelf<'a> {
    fonts: Vec<Shelved<'a>>,
    /// How gaps are written.
    pub(super) gaps: Gaps,
    inventories: Memo<Arc<Page>, Inventory>,
    /// Pages as they were drawn.
    pub(super) pages: KeptPages,
    /// What pieces of streams became.
    pub(super) pieces: Pieces,
}

/// A font.
struct Shelved<'a> {
    /// Nothing where it has other outlines than TrueType's.
    source: Option<Source<'a>>,
    drawers: Vec<OnceLock<Box<Drawer>>>,
}

/// The slots of 256 glyphs.
type Drawer = [Slot; 256];

impl<'a> Shelf<'a> {
    pub(super) fn new(fonts: &'a Fonts, gaps: Gaps) -> Self {
        let shelved = fonts.iter().map(|(_, font)| Shelved {
            source: Source::read(&font.data),
            drawers: (0..=u16::MAX >> 8).map(|_| OnceLock::new()).collect(),
        });
        Shelf {
            fonts: shelved.collect(),
            gaps,
            inventories: Memo::of_last(KEPT),
            pages: KeptPages::of_last(KEPT),
            pieces: deflate::pieces(),
        }
    }

    /// A font with TrueType outlines.
    pub(super) fn source(&self, font: FontId) -> Option<&Source<'a>> {
        self.fonts.get(font.0)?.source.as_ref()
    }

    /// Where the description of a glyph of a whole font is kept.
    pub(super) fn slot(&self, font: FontId, glyph: u16) -> Option<&Slot> {
        let drawer = self.fonts.get(font.0)?.drawers.get(usize::from(glyph >> 8))?;
        let drawer = drawer.get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new())));
        drawer.get(usize::from(glyph & 0xFF))
    }

    /// What a page, the one with index `number`, shows.
    ///
    /// # Errors
    /// See [`Inventory::of`].
    pub(super) fn inventory(&self, page: &Arc<Page>, number: usize, fonts: &Fonts) -> Result<Arc<Inventory>, PdfError> {
        let make = || Inventory::of(page, number, fonts, self.gaps);
        if !is_shared(page) {
            return make().map(Arc::new);
        }
        let same = |kept: &Arc<Page>| Arc::ptr_eq(kept, page);
        self.inventories
            .get(&Arc::as_ptr(page), same, || Arc::clone(page), make)
    }
}

/// Whether other documents have the page too, or will: it is held elsewhere besides.
pub(super) fn is_shared(page: &Arc<Page>) -> bool {
    Arc::strong_count(page) > 1
}
