//! Standing type (組置き): what was set once in a build and is set again for the next document. The letters of a mailing
//! differ in a name; their tables and appendices are set once.
//!
//! A key holds everything the setting follows from, the number of the first structure node included, so that what is
//! taken from here equals what would be set anew.

use std::borrow::Cow;
use std::sync::Arc;

use super::flow::Unit;
use super::font::{Face, Fonts};
use super::measure::Measures;
use super::page::{Layout, Node, Page};
use super::paginate::PartPage;
use super::table::TableFlow;
use super::text::{Frame, Setter};
use super::{LayoutFault, laid_out};
use crate::document::{Block, Document, Form, Meta, Note, Part};
use crate::memo::Memo;

/// Lays out documents, on any number of threads at once, and keeps of each what may be set again.
pub struct Standing<'f> {
    /// What everything is set in.
    pub(super) fonts: &'f Fonts,
    blocks: Memo<BlockKey<'static>, SetBlock>,
    parts: Memo<PartKey<'static>, SetPart>,
}

/// A part set and cut into pages.
#[derive(Debug)]
pub struct SetPart {
    /// Its structure nodes.
    pub nodes: Vec<Node>,
    /// Its lines beyond the limits of adjustment.
    pub strained: Vec<String>,
    /// Its measures.
    pub measures: Measures,
    /// Its pages.
    pub pages: Vec<PartPage>,
    /// The same with what depends on their place.
    pub(super) finished: Memo<(usize, Folios), Page>,
}

/// What a page tells of its place in the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Folios {
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
    pub fn finished(
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
struct SetBlock {
    units: Vec<Unit>,
    nodes: Vec<Node>,
    tables: Vec<Arc<TableFlow>>,
    strained: Vec<String>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct BlockKey<'d> {
    block: Cow<'d, Block>,
    notes: Cow<'d, [Note]>,
    continued_label: Cow<'d, str>,
    form: Form,
    /// Left edge, width, size and pitch of the frame, width of the page.
    lengths: [u64; 5],
    face: Face,
    level: u8,
    parent: usize,
    first_node: usize,
    first_table: usize,
}

impl<'f> Standing<'f> {
    /// Nothing set yet.
    pub fn new(fonts: &'f Fonts) -> Self {
        Standing {
            fonts,
            blocks: Memo::default(),
            parts: Memo::default(),
        }
    }

    /// Lays out a document.
    ///
    /// # Errors
    /// A character that cannot be drawn, or something that fits no page.
    pub fn layout(&self, document: &Document) -> Result<Layout, LayoutFault> {
        laid_out(document, self)
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

impl Setter<'_> {
    /// As [`Setter::block`].
    pub fn block_from_standing(
        &mut self,
        block: &Block,
        notes: &[Note],
        frame: &Frame,
        level: u8,
    ) -> Result<Vec<Unit>, LayoutFault> {
        let m = &self.measures;
        let lengths = [frame.x, frame.width, frame.size, frame.pitch, m.page_width];
        let key = BlockKey {
            block: Cow::Borrowed(block),
            notes: Cow::Borrowed(notes),
            continued_label: Cow::Borrowed(self.continued_label),
            form: m.form,
            lengths: lengths.map(f64::to_bits),
            face: frame.face,
            level,
            parent: frame.node,
            first_node: self.nodes.len(),
            first_table: self.tables.len(),
        };
        let same = |kept: &BlockKey<'static>| *kept == key;
        let own = || BlockKey {
            block: Cow::Owned(block.clone()),
            notes: Cow::Owned(notes.to_vec()),
            continued_label: Cow::Owned(self.continued_label.to_owned()),
            ..key
        };
        let set = self
            .standing
            .blocks
            .get(&key, same, own, || self.set_aside(block, notes, frame, level))?;
        self.nodes.extend_from_slice(&set.nodes);
        self.tables.extend_from_slice(&set.tables);
        self.strained.extend_from_slice(&set.strained);
        Ok(set.units.clone())
    }

    /// A block set, with all that its setting adds taken out of the setter again.
    fn set_aside(&mut self, block: &Block, notes: &[Note], frame: &Frame, level: u8) -> Result<SetBlock, LayoutFault> {
        let (nodes, tables, strained) = (self.nodes.len(), self.tables.len(), self.strained.len());
        let units = self.block(block, notes, frame, level)?;
        Ok(SetBlock {
            units,
            nodes: self.nodes.split_off(nodes),
            tables: self.tables.split_off(tables),
            strained: self.strained.split_off(strained),
        })
    }
}
