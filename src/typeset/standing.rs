//! Standing type (組置き): what was set once in a build and is set again for the next document. The letters of a mailing
//! differ in a name; their tables and appendices are set once.
//!
//! A key holds everything the setting follows from, the number of the first structure node included, so that what is
//! taken from here equals what would be set anew.

use std::borrow::Cow;
use std::sync::Arc;

use super::compose::Wholes;
use super::fault::LayoutFault;
use super::flow::Unit;
use super::font::{Face, Fonts};
use super::line::{Piece, Widths};
use super::measure::Measures;
use super::page::{Misplaced, Node, Page, TornCell};
use super::paginate::PartPage;
use super::table_flow::TableFlow;
use crate::document::{Block, Form, Meta, Note, Part};
use crate::memo::Memo;

/// How many blocks, and how many parts, are kept at least: a document shares few with those long before it.
const KEPT: usize = 1024;

/// Lays out documents, on any number of threads at once, and keeps of each what may be set again.
pub struct Standing<'f> {
    /// What everything is set in.
    pub(super) fonts: &'f Fonts,
    pub(super) blocks: Memo<BlockKey<'static>, SetBlock>,
    parts: Memo<PartKey<'static>, SetPart>,
    /// What texts of cells ask of their columns; a long table says the same again and again.
    pub(super) asked: Memo<Vec<Piece>, (Widths, Wholes)>,
}

/// A part set and cut into pages.
#[derive(Debug)]
pub(super) struct SetPart {
    /// Its structure nodes.
    pub nodes: Vec<Node>,
    /// Its lines beyond the limits of adjustment.
    pub strained: Vec<String>,
    /// Its cells in which a date or a number is cut.
    pub torn: Vec<TornCell>,
    /// What of the address the window of an envelope may not show.
    pub misplaced: Option<Misplaced>,
    /// Its measures.
    pub measures: Measures,
    /// Its pages.
    pub pages: Vec<PartPage>,
    /// The same with what depends on their place.
    pub(super) finished: Memo<(usize, Folios), Page>,
}

/// What a page tells of its place in the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Folios {
    /// Its number, from 1.
    pub number: usize,
    /// Number of all pages.
    pub total: usize,
    /// What stands at its foot when its part goes on.
    pub continued: Option<String>,
    /// See [`Meta::page_label`].
    pub label: Option<String>,
}

impl SetPart {
    /// Page `index` of the part with what depends on its place in the document.
    pub(super) fn finished(
        &self,
        index: usize,
        folios: Folios,
        finish: impl FnOnce(&Folios) -> Result<Page, LayoutFault>,
    ) -> Result<Arc<Page>, LayoutFault> {
        let key = (index, folios);
        let same = |kept: &(usize, Folios)| *kept == key;
        self.finished.get(&key, same, || key.clone(), || finish(&key.1))
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct PartKey<'d> {
    part: Cow<'d, Part>,
    form: Form,
    continued_label: Cow<'d, str>,
    first_node: usize,
}

#[derive(Debug)]
pub(super) struct SetBlock {
    pub(super) units: Vec<Unit>,
    pub(super) nodes: Vec<Node>,
    pub(super) tables: Vec<Arc<TableFlow>>,
    pub(super) strained: Vec<String>,
    pub(super) torn: Vec<TornCell>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct BlockKey<'d> {
    pub(super) block: Cow<'d, Block>,
    pub(super) notes: Cow<'d, [Note]>,
    pub(super) continued_label: Cow<'d, str>,
    pub(super) form: Form,
    /// Left edge, width, size and pitch of the frame, width of the page.
    pub(super) lengths: [u64; 5],
    pub(super) face: Face,
    pub(super) level: u8,
    pub(super) parent: usize,
    pub(super) first_node: usize,
    pub(super) first_table: usize,
}

impl<'f> Standing<'f> {
    /// Nothing set yet.
    pub fn new(fonts: &'f Fonts) -> Self {
        Standing {
            fonts,
            blocks: Memo::of_last(KEPT),
            parts: Memo::of_last(KEPT),
            asked: Memo::default(),
        }
    }

    /// The pages of a part whose first node will be `first_node`; `set` sets it.
    pub(super) fn part(
        &self,
        part: &Part,
        meta: &Meta,
        first_node: usize,
        set: impl FnOnce() -> Result<SetPart, LayoutFault>,
    ) -> Result<Arc<SetPart>, LayoutFault> {
        let key = PartKey {
            part: Cow::Borrowed(part),
            form: meta.form,
            continued_label: Cow::Borrowed(&meta.continued_label),
            first_node,
        };
        let same = |kept: &PartKey<'static>| *kept == key;
        let own = || PartKey {
            part: Cow::Owned(part.clone()),
            form: meta.form,
            continued_label: Cow::Owned(meta.continued_label.clone()),
            first_node,
        };
        self.parts.get(&key, same, own, set)
    }
}
