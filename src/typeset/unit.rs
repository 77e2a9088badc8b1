//! Units: the least things that are placed — a glyph with its body, its class and its source text.

use std::ops::Range;

use super::class::Class;
use super::font::FontId;
use super::line::{Piece, PieceKind};

/// Size of raised marks (JLREQ 4.2.3: about 60 %).
pub(super) const RAISED_SCALE: f64 = 0.6;
/// How far raised marks stand above the baseline, em.
const RAISED_RISE: f64 = 0.38;

/// What a typed character says about the break after a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing: the classes decide.
    Plain,
    /// U+2060, U+FEFF, U+200D, U+00A0: no break.
    Glued,
    /// U+200B: a break.
    Open,
    /// U+00AD: a break with a hyphen drawn.
    Hyphen,
}

/// The least thing that is placed.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its first character.
    pub character: char,
    /// Its class, by context.
    pub class: Class,
    /// Where the glyph comes from.
    pub font: FontId,
    /// Never 0.
    pub glyph: u16,
    /// A combining mark drawn over the glyph, with its origin relative to the glyph's, em.
    pub mark: Option<(u16, char, f64)>,
    /// Width of the body, em of the paragraph.
    pub body: f64,
    /// The glyph's origin relative to the body's left edge, em of the paragraph.
    pub shift: f64,
    /// Index of the piece it came from.
    pub piece: usize,
    /// Its bytes in the piece's text.
    pub text: Range<usize>,
    /// The glyph's body is half an em and already holds its space (JIS X 0201 punctuation).
    pub half_width: bool,
    /// What was typed between this unit and the next.
    pub joint: Joint,
    /// A single typed space follows that is set as a mere 四分アキ.
    pub folded_space: bool,
    /// How far the body was widened on the outer side of a base for its reading, em.
    pub widened: f64,
}

impl Unit {
    /// Size, as a part of the paragraph's.
    pub(super) fn scale(pieces: &[Piece], piece: usize) -> f64 {
        match pieces[piece].kind {
            PieceKind::Raised => RAISED_SCALE,
            _ => 1.0,
        }
    }

    /// Height above the baseline, em.
    pub(super) fn rise(pieces: &[Piece], piece: usize) -> f64 {
        match pieces[piece].kind {
            PieceKind::Raised => RAISED_RISE,
            _ => 0.0,
        }
    }
}
