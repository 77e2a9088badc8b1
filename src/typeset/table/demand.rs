//! What the cells of a table ask of their columns: the widths of their paragraphs, before a line is composed.

use crate::document::{Block, Cell, Inline, Table, Text, plain};
use crate::typeset::fault::LayoutFault;
use crate::typeset::font::Face;
use crate::typeset::line::Piece;
use crate::typeset::setter::{Frame, Setter};
use crate::typeset::text::plain_pieces;

/// The widest stretch kept whole for its reader's sake, em.
const KEPT: f64 = 8.0;

/// A text up to this width is better not broken, em: `2021年5月30日（日）` has eleven.
pub(super) const SHORT: f64 = 11.5;

/// What a cell asks of its columns. Widths in pt, without padding.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Demand {
    /// First grid row.
    pub row: usize,
    /// Rows covered.
    pub row_span: usize,
    /// First grid column.
    pub column: usize,
    /// Columns covered.
    pub column_span: usize,
    /// It is a heading: breaking it is no harm.
    pub header: bool,
    /// Its paragraphs.
    pub paragraphs: Vec<CellParagraph>,
    /// Its widest stretch that may not be broken.
    pub least: f64,
    /// Its widest word of moderate length.
    pub words: f64,
    /// Its widest date or time.
    pub dates: f64,
    /// Its widest token: a date with its weekday, a time, an amount, a telephone number.
    pub whole: f64,
    /// The same where ranges of times stay whole.
    pub ranged: f64,
    /// Its figures are of one width.
    pub tabular: bool,
}

/// A paragraph of a cell, or what stands between two forced line ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CellParagraph {
    /// What is composed.
    pub pieces: Vec<Piece>,
    /// Its width on one line.
    pub width: f64,
    /// Its widest stretch that is better not broken.
    pub kept: f64,
    /// Its widest token.
    pub whole: f64,
    /// Its widest word.
    pub word: f64,
    /// The indent it stands at.
    pub indent: f64,
    /// It holds figures: a date or a time, which is read at a glance only when it is not broken.
    pub figures: bool,
}

/// How the cells of a column of numbers are set.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Numbers {
    /// Its figures are of one width.
    pub tabular: bool,
    /// How far the cell's number stands from the line end, so that the points of the column stand below one another, em.
    pub shift: f64,
}

impl Demand {
    /// Width of its widest paragraph on one line.
    pub(super) fn natural(&self) -> f64 {
        self.paragraphs.iter().map(|p| p.width + p.indent).fold(0.0, f64::max)
    }
}

impl Setter<'_> {
    /// What a cell asks of its columns, pt. `column` is how its column of numbers is set, if it stands in one.
    pub(super) fn demand(
        &self,
        cell: &Cell,
        table: &Table,
        own: &Frame,
        column: Numbers,
    ) -> Result<Demand, LayoutFault> {
        let face = if cell.row < table.header_rows {
            Face::Gothic
        } else {
            own.face
        };
        let mut demand = Demand {
            row: cell.row,
            row_span: cell.row_span,
            column: cell.column,
            column_span: cell.column_span,
            header: cell.row < table.header_rows,
            paragraphs: Vec::new(),
            least: 0.0,
            words: 0.0,
            dates: 0.0,
            whole: 0.0,
            ranged: 0.0,
            tabular: column.tabular,
        };
        self.demand_of(&cell.blocks, face, own.size, 0.0, &mut demand)?;
        let shift = column.shift * own.size;
        if shift > 0.0 {
            for paragraph in &mut demand.paragraphs {
                paragraph.width += shift;
                paragraph.whole += shift;
            }
            for width in [
                &mut demand.least,
                &mut demand.dates,
                &mut demand.whole,
                &mut demand.ranged,
            ] {
                *width += shift;
            }
        }
        Ok(demand)
    }

    fn demand_of(
        &self,
        blocks: &[Block],
        face: Face,
        size: f64,
        indent: f64,
        demand: &mut Demand,
    ) -> Result<(), LayoutFault> {
        for block in blocks {
            match block {
                Block::List(items) => {
                    let mut widest = 1.0_f64;
                    for item in items {
                        widest = widest.max(self.width_of(&item.label, face)? + 0.5);
                    }
                    for item in items {
                        self.demand_of(&item.blocks, face, size, indent + widest * size, demand)?;
                    }
                }
                Block::Remark { label, text: t } => {
                    let label = self.width_of(label, face)? + 0.4;
                    self.demand_text(demand, t, face, indent + label.max(1.0) * size, size)?;
                }
                Block::Together(inner) => self.demand_of(inner, face, size, indent, demand)?,
                Block::Notes(notes) => {
                    for note in notes {
                        self.demand_text(demand, &note.text, face, indent + 2.0 * size, size)?;
                    }
                }
                Block::Heading { label, text: t, .. } => {
                    let label = label.as_ref().map_or(Ok(0.0), |l| self.width_of(l, Face::Gothic))?;
                    self.demand_text(demand, t, Face::Gothic, indent + (label + 0.5) * size, size)?;
                }
                Block::Contact { heading, lines } => {
                    self.demand_text(demand, heading, Face::Gothic, indent + 3.0 * size, size)?;
                    for line in lines {
                        self.demand_text(demand, line, face, indent + 3.0 * size, size)?;
                    }
                }
                Block::Fields(fields) => {
                    for field in fields {
                        self.demand_of(&field.value, face, size, indent + 8.0 * size, demand)?;
                    }
                }
                Block::Table(table) => {
                    let wide = 6.0 * size * table.columns.len() as f64;
                    demand.paragraphs.push(CellParagraph {
                        pieces: Vec::new(),
                        width: wide,
                        kept: wide,
                        whole: 0.0,
                        word: 0.0,
                        indent,
                        figures: false,
                    });
                    demand.least = demand.least.max(wide / 2.0 + indent);
                }
                Block::Picture(_) | Block::PageBreak => {}
                Block::Words(_, t) => self.demand_text(demand, t, face, indent, size)?,
            }
        }
        Ok(())
    }

    /// Each line of a text, `indent` pt from the cell's head.
    fn demand_text(
        &self,
        demand: &mut Demand,
        text: &Text,
        face: Face,
        indent: f64,
        size: f64,
    ) -> Result<(), LayoutFault> {
        for line in text.split(|i| *i == Inline::Break) {
            let mut pieces = Vec::new();
            plain_pieces(line, face, demand.tabular, self.bold_figures(), &mut pieces);
            let (widths, wholes) = self.widths_and_wholes(&pieces, line)?;
            let word = wholes.word * size;
            demand.words = demand.words.max(if word <= KEPT * size { word + indent } else { 0.0 });
            let figures = plain(line).contains(|c: char| c.is_ascii_digit());
            if figures && widths.natural <= SHORT {
                demand.dates = demand.dates.max(widths.natural * size + 0.01 + indent);
            }
            let token = |em: f64| if em > 0.0 { em * size + 0.01 + indent } else { 0.0 };
            demand.whole = demand.whole.max(token(widths.whole));
            demand.ranged = demand.ranged.max(token(widths.ranged));
            demand.paragraphs.push(CellParagraph {
                pieces,
                width: widths.natural * size + 0.01,
                kept: widths.kept.max(widths.least).max(wholes.phrase).max(1.5) * size,
                whole: widths.whole * size,
                word,
                indent,
                figures,
            });
            // What a reader wants whole (30日(日)) is kept so, unless it is an address that would take the table's width.
            let least = widths.least.max(widths.kept.min(KEPT));
            demand.least = demand.least.max(least * size + indent);
        }
        Ok(())
    }
}
