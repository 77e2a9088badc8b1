//! From chosen lines to runs of positioned glyphs.

use smol_str::SmolStr;

use super::font::{Face, FontId, Fonts};
use super::line::{Line, LineGlyph, LineRun, Piece, PieceKind};
use super::paragraph::Paragraph;
use super::ruby;
use super::unit::Unit;

/// Places the lines of one paragraph.
pub(super) struct Placer<'a> {
    /// The paragraph.
    pub paragraph: &'a Paragraph,
    /// The pieces its units come from.
    pub pieces: &'a [Piece],
    /// The fonts.
    pub fonts: &'a Fonts,
}

impl Placer<'_> {
    /// The line from unit `first` to unit `last`; `spaces` are those after all units but the last, `start` is where the
    /// first body begins, em.
    pub(super) fn line(&self, first: usize, last: usize, spaces: &[f64], start: f64) -> Line {
        let units = &self.paragraph.units;
        let mut line = Line {
            runs: Vec::new(),
            end: start,
            strained: false,
            parts_word: false,
            harm: 0.0,
            tears: false,
        };
        let mut x = start;
        let mut base: Option<(usize, f64)> = None;
        for i in first..=last {
            let unit = &units[i];
            let piece = &self.pieces[unit.piece];
            let (scale, rise) = (
                Unit::scale(self.pieces, unit.piece),
                Unit::rise(self.pieces, unit.piece),
            );
            let joins = line
                .runs
                .last()
                .is_some_and(|r| r.font == unit.font && r.scale == scale && r.rise == rise && r.owner == piece.owner);
            if !joins {
                line.runs.push(LineRun {
                    font: unit.font,
                    scale,
                    rise,
                    owner: piece.owner,
                    glyphs: Vec::with_capacity(8),
                    text: String::new(),
                    end: x,
                });
            }
            if let Some(run) = line.runs.last_mut() {
                let origin = x + unit.shift;
                run.glyphs.push(LineGlyph {
                    id: unit.glyph,
                    x: origin,
                    text: self.text(unit),
                });
                if let Some((id, mark, offset)) = unit.mark {
                    run.glyphs.push(LineGlyph {
                        id,
                        x: origin + offset * scale,
                        text: SmolStr::from_iter([mark]),
                    });
                }
                run.text.push_str(self.source(i, last));
                run.end = x + unit.body;
            }
            if matches!(piece.kind, PieceKind::Ruby(_)) {
                let left = base.filter(|&(p, _)| p == unit.piece).map_or(x, |(_, left)| left);
                base = Some((unit.piece, left));
                if i == last || units[i + 1].piece != unit.piece {
                    line.runs.extend(ruby::run(piece, left, x + unit.body, self.fonts));
                }
            }
            line.end = x + unit.body;
            x = line.end + spaces.get(i - first).copied().unwrap_or(0.0);
        }
        line
    }

    /// The characters a unit's glyph stands for, those without a look of their own left out.
    fn text(&self, unit: &Unit) -> SmolStr {
        let text = &self.pieces[unit.piece].text[unit.text.clone()];
        match unit.mark {
            Some((_, mark, _)) => text.chars().filter(|&c| c != mark).collect(),
            None => text.into(),
        }
    }

    /// The source from a unit to the next one, with what was typed in between. Where the line ends, typed spaces belong
    /// to it.
    fn source(&self, i: usize, last: usize) -> &str {
        let units = &self.paragraph.units;
        let unit = &units[i];
        let rest = &self.pieces[unit.piece].text[unit.text.start..];
        let next = units[i + 1..]
            .iter()
            .find(|u| i < last || !u.class.is_space())
            .filter(|u| u.piece == unit.piece);
        match next {
            Some(next) => &rest[..next.text.start - unit.text.start],
            None => &rest[..rest.find(['\r', '\n']).unwrap_or(rest.len())],
        }
    }
}

/// The hyphen that is drawn where a word is parted.
pub(super) struct Hyphen {
    font: FontId,
    glyph: Option<u16>,
    width: f64,
}

impl Hyphen {
    /// The hyphen for a paragraph: of the Western font of its first unit's face.
    pub(super) fn of(units: &[Unit], pieces: &[Piece], fonts: &Fonts) -> Self {
        let face = units.first().map_or(Face::Mincho, |u| pieces[u.piece].face);
        let font = fonts.latin(face);
        let glyph = fonts.get(font).glyph('-');
        Hyphen {
            font,
            glyph,
            width: glyph.map_or(0.0, |g| fonts.get(font).advance_em(g)),
        }
    }

    /// Its width, em.
    pub(super) fn width(&self) -> f64 {
        self.width
    }

    /// Draws it at the end of a line, as part of the line's last run where that has the same font.
    pub(super) fn draw(&self, line: &mut Line) {
        let Some(id) = self.glyph else { return };
        let glyph = LineGlyph {
            id,
            x: line.end,
            text: "\u{AD}".into(),
        };
        line.end += self.width;
        match line.runs.last_mut() {
            Some(run) if run.font == self.font && run.scale == 1.0 => {
                run.glyphs.push(glyph);
                run.end = line.end;
            }
            _ => line.runs.push(LineRun {
                font: self.font,
                scale: 1.0,
                rise: 0.0,
                owner: line.runs.last().map_or(0, |r| r.owner),
                glyphs: vec![glyph],
                text: String::new(),
                end: line.end,
            }),
        }
    }
}
