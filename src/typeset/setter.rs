//! What blocks are set with and into: a frame of the type area, and a setter that keeps what comes of them.

use std::sync::Arc;

use super::font::{Face, Fonts};
use super::foot::Foot;
use super::measure::Measures;
use super::page::{Misplaced, Node, Role, Tag, TornCell};
use super::standing::Standing;
use super::table_flow::TableFlow;
use crate::document::Note;

/// Height of the body of BIZ UD fonts above the baseline, em (their ascent).
pub(super) const ASCENT: f64 = 0.88;

/// Where text is set: a column of the type area with a style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    /// Left edge, pt from the type area's left.
    pub x: f64,
    /// Width, pt.
    pub width: f64,
    /// Size, pt.
    pub size: f64,
    /// Distance of baselines, pt.
    pub pitch: f64,
    /// The face.
    pub face: Face,
    /// How its blocks are set.
    pub manner: Manner,
    /// Its figures are of one width: it is of a column of numbers.
    pub figures: bool,
    /// The structure node its blocks hang on.
    pub node: usize,
}

/// How the blocks of a frame are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Running text on the line grid: justified, paragraphs indented.
    Body,
    /// A cell or box: to the line head with natural spaces (JLREQ 4.4), paragraphs not indented.
    Cell,
    /// As a cell, lines centred.
    Centred,
    /// As a cell, lines to the line end.
    Ended,
    /// As the body, off the grid: notes.
    Small,
}

/// Sets blocks: keeps the structure tree, the tables and the strained lines as they come.
pub(super) struct Setter<'a> {
    /// The fonts.
    pub fonts: &'a Fonts,
    /// What was set before.
    pub standing: &'a Standing<'a>,
    /// The measures of the part.
    pub measures: Measures,
    /// What is added to a group's label when a page parts the group.
    pub continued_label: &'a str,
    /// The structure tree so far.
    pub nodes: Vec<Node>,
    /// The part's tables.
    pub tables: Vec<Arc<TableFlow>>,
    /// Lines that could not be set within the limits.
    pub strained: Vec<String>,
    /// Cells in which a date or a number is cut.
    pub torn: Vec<TornCell>,
    /// What of the address the window of an envelope may not show.
    pub misplaced: Option<Misplaced>,
    /// A line set since somebody looked cuts a date or a number.
    pub tears: bool,
    /// Notes for the feet of pages that are still to be set, and before which block they stand in the structure.
    pub pending: Option<(usize, Vec<Note>)>,
    /// The notes for the feet of the part's pages.
    pub foot: Foot,
    /// What is set now is no part of the text (a repeated label): it gets no nodes.
    pub artifact: bool,
}

impl<'a> Setter<'a> {
    /// A setter of a part's first block.
    pub(super) fn new(standing: &'a Standing<'a>, measures: Measures, continued_label: &'a str) -> Self {
        Setter {
            fonts: standing.fonts,
            standing,
            measures,
            continued_label,
            nodes: Vec::new(),
            tables: Vec::new(),
            strained: Vec::new(),
            torn: Vec::new(),
            misplaced: None,
            tears: false,
            pending: None,
            foot: Foot::default(),
            artifact: false,
        }
    }
}

impl Setter<'_> {
    /// A new node of the structure, and its index.
    pub(super) fn node(&mut self, parent: usize, role: Role) -> usize {
        if self.artifact {
            return parent;
        }
        self.nodes.push(Node { parent, role });
        self.nodes.len() - 1
    }

    /// What belongs to a node.
    pub(super) fn tag(&self, node: usize) -> Tag {
        if self.artifact { Tag::Artifact } else { Tag::Node(node) }
    }
}
