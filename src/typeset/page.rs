//! What the typesetter makes and every carrier draws: pages of positioned glyphs, rules and links, each tied to a node
//! of the document's structure. Positions are in points from the page's top left corner, y downwards.

use std::sync::Arc;

use super::font::FontId;
use crate::document::picture::Pixels;
use smol_str::SmolStr;

/// A document laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The pages, first to last.
    pub pages: Vec<Arc<Page>>,
    /// The structure tree, as a list: a node's parent stands before it; node 0 is the root.
    pub nodes: Vec<Node>,
    /// Headings with their places, in reading order.
    pub outline: Vec<OutlineEntry>,
    /// Lines that could not be set within the limits of adjustment (`notice build -v` tells them).
    pub strained: Vec<String>,
    /// Cells of tables in which a date or a number had to be cut.
    pub torn: Vec<TornCell>,
    /// What of the address the window of an envelope may not show.
    pub misplaced: Option<Misplaced>,
}

/// A cell of a table in which a date, an amount or another number had to be cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TornCell {
    /// The heading of its column; empty where there is none.
    pub column: String,
    /// Its row, from 1, headings not counted.
    pub row: usize,
    /// What it says.
    pub text: String,
}

/// Why the window of an envelope may not show the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misplaced {
    /// There is no address with a post code.
    NoAddress {
        /// The last line of the addressee, where there is one.
        text: String,
    },
    /// The address is too long or has too many lines in the least size.
    Address {
        /// Its last line.
        text: String,
    },
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width in pt.
    pub width: f64,
    /// Height in pt.
    pub height: f64,
    /// What is drawn, in reading order.
    pub items: Vec<Item>,
}

/// The place of something drawn in the structure of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// Belongs to the node with this index in [`Layout::nodes`].
    Node(usize),
    /// No part of the text: rules, page numbers, 次頁へ続く, repeated header rows.
    Artifact,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its place in the structure.
    pub tag: Tag,
    /// What is drawn.
    pub kind: ItemKind,
}

/// Kinds of things drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// Glyphs of one font and size on one baseline.
    Glyphs(GlyphRun),
    /// A filled black rectangle (rules are rectangles): left, top, width, height in pt.
    Rule {
        /// Left edge, pt.
        x: f64,
        /// Top edge, pt.
        y: f64,
        /// Width, pt.
        width: f64,
        /// Height, pt.
        height: f64,
    },
    /// A picture: left, top, width, height in pt.
    Picture {
        /// Left edge, pt.
        x: f64,
        /// Top edge, pt.
        y: f64,
        /// Width, pt.
        width: f64,
        /// Height, pt.
        height: f64,
        /// What is drawn.
        pixels: Arc<Pixels>,
    },
    /// A rectangle that leads to an address: left, top, width, height in pt.
    Link {
        /// Left edge, pt.
        x: f64,
        /// Top edge, pt.
        y: f64,
        /// Width, pt.
        width: f64,
        /// Height, pt.
        height: f64,
        /// Where it leads.
        url: String,
    },
}

/// Glyphs of one font and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The font.
    pub font: FontId,
    /// Size in pt.
    pub size: f64,
    /// Baseline, pt from the page's top.
    pub y: f64,
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
    /// The run as the source has it, typed spaces included. Where spacing alone parts glyphs (四分アキ), readers of
    /// the file must still find this text without a space.
    pub text: String,
}

/// One glyph.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Glyph id in the font, never 0.
    pub id: u16,
    /// Origin, pt from the page's left.
    pub x: f64,
    /// The source characters it stands for: one character, or a base with its marks or variation selector; a typed
    /// space that follows is a glyph of its own.
    pub text: SmolStr,
}

/// A node of the document's structure (ISO 32000-1 §14.8.4 names the roles).
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its parent's index; the root names itself.
    pub parent: usize,
    /// What it is.
    pub role: Role,
}

/// Structure roles.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// The document.
    Document,
    /// A part (別紙).
    Section,
    /// Title or heading, 1–6.
    Heading(u8),
    /// A paragraph, date line, addressee, sender …
    Paragraph,
    /// A picture.
    Figure {
        /// What it shows.
        alt: String,
    },
    /// A list.
    List,
    /// An item of a list.
    ListItem,
    /// An item's label.
    Label,
    /// An item's body.
    ListBody,
    /// A table.
    Table,
    /// A row.
    TableRow,
    /// A heading cell.
    TableHeader {
        /// It heads its column(s) (`true`) or its row(s).
        column: bool,
        /// Rows covered.
        row_span: usize,
        /// Columns covered.
        column_span: usize,
    },
    /// A cell.
    TableData {
        /// Rows covered.
        row_span: usize,
        /// Columns covered.
        column_span: usize,
    },
    /// A table's caption.
    Caption,
    /// A note's text.
    Note,
    /// A mark that refers to a note.
    Reference,
    /// A link's text.
    Link {
        /// Where it leads.
        url: String,
    },
    /// Running text with a style of its own (emphasis).
    Span,
    /// Characters with their reading: a [`Role::RubyBase`], then a [`Role::RubyText`].
    Ruby,
    /// The characters read.
    RubyBase,
    /// The reading.
    RubyText,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// 1 for the title and 別紙, 2 and more below.
    pub level: u8,
    /// Its words, with the label.
    pub title: String,
    /// Page, from 0.
    pub page: usize,
    /// Top of the line, pt from the page's top.
    pub y: f64,
}
