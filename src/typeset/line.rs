//! The line composer: running text in, lines of positioned glyphs out. The only way from characters to glyphs.
//!
//! All lengths are in em of the paragraph's size unless they say pt.

use super::adjust::{self, EPSILON};
use super::breaks::{self, Filling, Measures};
use super::font::{Face, FontId, Fonts};
use super::paragraph::{EndKind, Paragraph};
use super::place::{Hyphen, Placer};
use super::{kinsoku, spread, unit};
use smol_str::SmolStr;

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
    /// With a reading above, at ½ size.
    Ruby(String),
    /// An address: may break after `/ ? & .` when it does not fit, without a hyphen.
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
    /// A ragged line ends within a word of katakana.
    pub parts_word: bool,
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

/// Sets `pieces` in a frame `measure` em wide.
///
/// # Errors
/// The first character that cannot be drawn.
pub fn compose(pieces: &[Piece], measure: f64, setting: Setting, fonts: &Fonts) -> Result<Vec<Line>, TextFault> {
    let mut lines = Vec::new();
    for units in unit::units(pieces, fonts)? {
        if units.is_empty() {
            lines.push(Line {
                runs: Vec::new(),
                end: 0.0,
                strained: false,
                parts_word: false,
            });
            continue;
        }
        let indents = Indents::of(setting, lines.is_empty());
        let paragraph = Paragraph::new(units, pieces);
        let placer = Placer {
            paragraph: &paragraph,
            pieces,
            fonts,
        };
        if setting == Setting::Distributed && spread::fits(&paragraph, measure) {
            lines.push(placer.line(0, paragraph.units.len() - 1, &spread::spaces(&paragraph, measure), 0.0));
            continue;
        }
        let measures = Measures {
            first: measure - indents.first,
            later: measure - indents.later,
        };
        let filling = match setting {
            Setting::Justified { .. } => Filling::Justified,
            Setting::Centre => Filling::Balanced,
            Setting::Start { .. } | Setting::End | Setting::Distributed => Filling::Ragged,
        };
        let fits = |first: usize, last: usize| {
            let room = if first == 0 { measures.first } else { measures.later };
            match filling {
                Filling::Justified => adjust::least(&paragraph.stretch(first, last)) <= room + EPSILON,
                _ => paragraph.width(first, last) <= room + EPSILON,
            }
        };
        let hyphen = Hyphen::of(&paragraph.units, pieces, fonts);
        let ends = paragraph.line_ends(pieces, hyphen.width(), fits);
        for chosen in breaks::choose(&paragraph, &ends, measures, filling) {
            let first = chosen.first;
            let last = chosen.end.last.max(first);
            let spaces = adjust::distribute(
                chosen.delta,
                &paragraph.spaces[first..last],
                &paragraph.verdicts[first..last],
            );
            let indent = if first == 0 { indents.first } else { indents.later };
            let width = paragraph.width(first, last) + chosen.end.hyphen;
            let start = match setting {
                Setting::Centre => ((measure - width) / 2.0).max(0.0),
                Setting::End => (measure - width).max(0.0),
                _ => indent,
            };
            let mut line = placer.line(first, last, &spaces, start);
            if chosen.end.kind == EndKind::Hyphenates {
                hyphen.draw(&mut line);
            }
            line.strained = chosen.strained;
            line.parts_word = filling != Filling::Justified && chosen.end.harm >= kinsoku::PARTED_WORD;
            lines.push(line);
        }
    }
    Ok(lines)
}

/// The indents of the lines of a stretch of text, em.
struct Indents {
    first: f64,
    later: f64,
}

impl Indents {
    /// A forced line end begins no new paragraph: the lines after it are later lines.
    fn of(setting: Setting, begins: bool) -> Self {
        match setting {
            Setting::Justified { indent, hang } | Setting::Start { indent, hang } => Indents {
                first: if begins { indent } else { hang },
                later: hang,
            },
            _ => Indents { first: 0.0, later: 0.0 },
        }
    }
}

/// The width of `pieces` on one line with natural spaces, and the widths of the widest stretches that may not, and that
/// should not, be broken: what a table needs to choose its columns.
///
/// # Errors
/// The first character that cannot be drawn.
pub fn widths(pieces: &[Piece], fonts: &Fonts) -> Result<Widths, TextFault> {
    let mut widths = Widths {
        natural: 0.0,
        least: 0.0,
        kept: 0.0,
    };
    for units in unit::units(pieces, fonts)? {
        if units.is_empty() {
            continue;
        }
        let paragraph = Paragraph::new(units, pieces);
        let hyphen = Hyphen::of(&paragraph.units, pieces, fonts);
        let (mut start, mut kept_start) = (0, 0);
        for end in paragraph.line_ends(pieces, hyphen.width(), |_, _| true) {
            let last = end.last.max(start);
            widths.least = widths.least.max(paragraph.width(start, last) + end.hyphen);
            widths.natural = widths.natural.max(paragraph.width(0, last));
            start = end.next;
            if matches!(end.kind, EndKind::Free | EndKind::Forced) {
                widths.kept = widths.kept.max(paragraph.width(kept_start, last));
                kept_start = end.next;
            }
        }
    }
    Ok(widths)
}

/// See [`widths`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Widths {
    /// On one line (the longest, where there are forced line ends), em.
    pub natural: f64,
    /// The widest stretch that may not be broken, em. In a narrower frame a line is strained.
    pub least: f64,
    /// The widest stretch that a reader wants whole, em: 30日(日), 2～4回, an address. At least `least`.
    pub kept: f64,
}
