//! What the line composer is given and what it gives: pieces of text, lines of glyphs, and what it refuses.
//!
//! All lengths are in em of the paragraph's size unless they say pt.

use smol_str::SmolStr;

use super::font::{Face, FontId};

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its characters; `\n` ends a line (a forced line end, never a new paragraph).
    pub text: String,
    /// Mincho or Gothic.
    pub face: Face,
    /// How it is set.
    pub kind: PieceKind,
    /// The caller's own number; every run of the result carries the number of the piece it came from.
    pub owner: usize,
}

/// How a piece is set.
#[derive(Debug, Clone, PartialEq)]
pub enum PieceKind {
    /// On the line.
    Normal,
    /// Raised at about 60 % (note marks); never at a line head, solid with what stands before.
    Raised,
    /// On the line, figures of one width: they stand below one another in a column.
    Figures,
    /// With a reading above, at ½ size.
    Ruby(String),
    /// An address: may break after `/ ? & . - _ @ =` when it does not fit, without a hyphen.
    Url,
}

/// How the lines of a paragraph stand in the measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Setting {
    /// Justified, last line natural; first line indented by `indent` em, later lines by `hang` em.
    Justified {
        /// First line's indent, em.
        indent: f64,
        /// Later lines' indent, em.
        hang: f64,
    },
    /// To the line head with natural spaces (table cells).
    Start {
        /// First line's indent, em.
        indent: f64,
        /// Later lines' indent, em.
        hang: f64,
    },
    /// Centred, natural spaces.
    Centre,
    /// To the line end, natural spaces.
    End,
    /// 均等割り: one line spread over the whole measure.
    Distributed,
}

/// A glyph of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct LineGlyph {
    /// Glyph id, never 0.
    pub id: u16,
    /// Origin, em from the frame's left edge.
    pub x: f64,
    /// The source characters it stands for.
    pub text: SmolStr,
}

/// Glyphs of one font, size and owner.
#[derive(Debug, Clone, PartialEq)]
pub struct LineRun {
    /// The font.
    pub font: FontId,
    /// Size, as a part of the paragraph's size (1.0, or 0.6 for raised marks).
    pub scale: f64,
    /// How far above the baseline, em.
    pub rise: f64,
    /// [`Piece::owner`].
    pub owner: usize,
    /// Left to right.
    pub glyphs: Vec<LineGlyph>,
    /// The source text of the run, typed spaces included.
    pub text: String,
    /// Right end of the run's last body, em from the frame's left edge.
    pub end: f64,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its runs, left to right.
    pub runs: Vec<LineRun>,
    /// Where the last body ends, em from the frame's left edge.
    pub end: f64,
    /// The line could not be set within the limits of adjustment.
    pub strained: bool,
    /// A ragged line ends within a phrase.
    pub parts_word: bool,
    /// What that costs; 0 where it ends between phrases.
    pub harm: f64,
    /// It ends within a date, a time, an amount or another token that should be whole.
    pub tears: bool,
}

/// A character that no font can draw, or that must not stand in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFault {
    /// The character.
    pub character: char,
    /// What it extends, where it is a variation selector or a combining mark and the character before it has a glyph.
    pub base: Option<char>,
    /// What is wrong with it.
    pub kind: TextFaultKind,
    /// PostScript names of the fonts that were asked (for a missing glyph).
    pub fonts: Vec<String>,
}

impl TextFault {
    /// The character, after what it extends: a selector or mark alone cannot be seen.
    pub fn shown(&self) -> String {
        self.base.into_iter().chain([self.character]).collect()
    }
}

/// What is wrong with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFaultKind {
    /// No font has a glyph.
    NoGlyph,
    /// A control or bidirectional formatting character.
    Control,
}

/// See [`widths`](super::widths).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Widths {
    /// On one line (the longest, where there are forced line ends), em.
    pub natural: f64,
    /// The widest stretch that may not be broken, em. In a narrower frame a line is strained.
    pub least: f64,
    /// The widest date, time, amount or other token that no line should tear, em; strings too long to be read as one
    /// (paths, hashes) left out.
    pub whole: f64,
    /// The same where ranges of times stay whole too, em.
    pub ranged: f64,
    /// The widest stretch that a reader wants whole, em: 2～4回, a date with its time, an address. At least `least`.
    pub kept: f64,
}
