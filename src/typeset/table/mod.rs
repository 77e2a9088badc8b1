//! Tables: cells set at chosen widths, then cut into fragments, one per page.

mod columns;
mod demand;
mod figures;
mod search;

use std::sync::Arc;

use super::block::one_line;
use super::fault::LayoutFault;
use super::flow::{Keep, SetNote, Unit, UnitKind, stack, unit};
use super::font::Face;
use super::line::Setting;
use super::page::{Role, TornCell};
use super::setter::{Frame, Manner, Setter};
use super::table_flow::{REPEATED_LINES, SetCell, TableFlow};
use crate::document::{Align, Block, Cell, Inline, Note, Table, Text, Words};
use demand::{Demand, Numbers};
use search::Room;

/// A header higher than this part of the page is not repeated: it would leave no room for what it heads.
const MOST_HEADER: f64 = 0.5;

/// By how much type gets smaller at a time, pt.
const STEP: f64 = 0.25;

impl Setter<'_> {
    /// The units of a table: its caption, then a unit for each row of its body.
    pub(super) fn table(&mut self, table: &Table, notes: &[Note], frame: &Frame) -> Result<Vec<Unit>, LayoutFault> {
        let body = matches!(frame.manner, Manner::Body | Manner::Small);
        let size = if body { self.measures.table } else { frame.size };
        let numbers = self.numbers(table, frame.face)?;
        let (own, demands, room) = self.fitted(table, &numbers, size, frame)?;
        let node = self.node(frame.node, Role::Table);
        let mut units = Vec::new();
        if let Some(caption) = &table.caption {
            units.extend(self.caption(caption, node, &own)?);
        }
        let columns = table.columns.len();
        let widths = columns::choose(&demands, columns, room, self.fonts).ok_or_else(|| LayoutFault::TooWide {
            text: table.cells.first().map(|c| words(&c.blocks)).unwrap_or_default(),
        })?;
        let t = self.measures.rule;
        let mut xs = vec![frame.x + t / 2.0];
        for width in &widths {
            xs.push(xs[xs.len() - 1] + width);
        }
        let cells = self.cells(table, &xs, &numbers, &own, node)?;
        let own_notes = Frame {
            manner: if body { Manner::Body } else { frame.manner },
            ..frame.clone()
        };
        let set = self.notes(notes, &own_notes)?;
        let notes = notes
            .iter()
            .zip(set)
            .map(|(note, strips)| SetNote {
                label: note.label.clone(),
                strips,
            })
            .collect();
        let mut flow = TableFlow {
            xs,
            header: if table.header_rows < table.rows {
                table.header_rows
            } else {
                0
            },
            rows: table.rows,
            cells,
            base: Vec::new(),
            sliced: Vec::new(),
            spanning: Vec::new(),
            covering: Vec::new(),
            marked: Vec::new(),
            head: Vec::new(),
            notes,
            rule: t,
            header_rule: if table.header_rows > 0 {
                self.measures.header_rule
            } else {
                t
            },
            pad_y: self.measures.pad_y,
            before: if body { 0.25 * self.measures.pitch } else { 2.0 },
            after: if body { 0.5 * self.measures.pitch } else { 2.0 },
        };
        flow.measure_rows(own.pitch);
        if flow.head_height() > MOST_HEADER * self.measures.height {
            flow.header = 0;
            flow.measure_rows(own.pitch);
        }
        flow.part_tall_rows(self.measures.height, own.pitch);
        self.continue_cells(table, &mut flow, &numbers, &own)?;
        let index = self.tables.len();
        let keeps = flow.keeps(self.measures.height, own.pitch);
        let rows = flow.header..flow.rows;
        self.tables.push(Arc::new(flow));
        for (row, keep) in rows.zip(keeps) {
            if table.new_pages.contains(&row) {
                units.push(Unit {
                    kind: UnitKind::PageBreak,
                    keep: Keep::Cost(0.0),
                });
            }
            units.push(Unit {
                kind: UnitKind::Row { table: index, row },
                keep,
            });
        }
        Ok(units)
    }

    /// The frame of a table's cells, what they ask of their columns, and what there is: smaller type before a word, a date or
    /// a number is cut, but no smaller for words that are cut all the same.
    fn fitted(
        &self,
        table: &Table,
        numbers: &[Numbers],
        size: f64,
        frame: &Frame,
    ) -> Result<(Frame, Vec<Demand>, Room), LayoutFault> {
        let steps = ((size - self.measures.table_least) / STEP + 1e-6).floor().max(0.0) as usize;
        let set = |step: usize| -> Result<_, LayoutFault> {
            let own = self.own_frame(size - step as f64 * STEP, frame);
            let demands = self.demands(table, &own, numbers)?;
            let room = self.room(&own);
            Ok((own, demands, room))
        };
        for words in [true, false] {
            for step in 0..=steps {
                let fitted = set(step)?;
                if columns::holds(&fitted.1, table.columns.len(), fitted.2, words) {
                    return Ok(fitted);
                }
            }
        }
        set(steps)
    }

    /// The frame of a table's cells in type of `size` pt.
    fn own_frame(&self, size: f64, frame: &Frame) -> Frame {
        Frame {
            size,
            pitch: size * self.measures.small_pitch,
            manner: Manner::Cell,
            ..frame.clone()
        }
    }

    fn room(&self, own: &Frame) -> Room {
        let t = self.measures.rule;
        Room {
            total: own.width - t,
            edge: 2.0 * self.measures.pad_x + t,
            em: own.size,
            pitch: own.pitch,
            row_edge: 2.0 * self.measures.pad_y + t,
            natural: self.measures.natural_tables,
        }
    }

    fn demands(&self, table: &Table, own: &Frame, numbers: &[Numbers]) -> Result<Vec<Demand>, LayoutFault> {
        let cells = table.cells.iter().zip(numbers);
        cells.map(|(cell, n)| self.demand(cell, table, own, *n)).collect()
    }

    /// How the numbers of each cell are set.
    fn numbers(&self, table: &Table, face: Face) -> Result<Vec<Numbers>, LayoutFault> {
        let tails = figures::tails(table);
        let pointed = figures::pointed(table, &tails);
        let mut widths = vec![0.0; table.cells.len()];
        let mut widest = vec![0.0_f64; table.columns.len()];
        for (i, (cell, tail)) in table.cells.iter().zip(&tails).enumerate() {
            if let Some(tail) = tail.as_ref().filter(|_| pointed[cell.column]) {
                widths[i] = self.widths_with(&[Inline::Text(tail.clone())], face, true)?.natural;
                widest[cell.column] = widest[cell.column].max(widths[i]);
            }
        }
        let cells = table.cells.iter().zip(tails).zip(widths);
        let set = cells.map(|((cell, tail), width)| Numbers {
            tabular: tail.is_some(),
            shift: if tail.is_some() {
                widest[cell.column] - width
            } else {
                0.0
            },
        });
        Ok(set.collect())
    }

    fn caption(&mut self, caption: &Text, table: usize, own: &Frame) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(table, Role::Caption);
        let frame = Frame {
            face: Face::Gothic,
            node,
            ..own.clone()
        };
        let mut strips = self.text(caption, &frame, Setting::Start { indent: 0.0, hang: 0.0 }, node)?;
        if let Some(first) = strips.first_mut() {
            first.before = 0.5 * self.measures.pitch;
        }
        Ok(strips.into_iter().map(|s| unit(s, Keep::Never)).collect())
    }

    /// The cells set at their widths, their nodes row by row.
    fn cells(
        &mut self,
        table: &Table,
        xs: &[f64],
        numbers: &[Numbers],
        own: &Frame,
        node: usize,
    ) -> Result<Vec<SetCell>, LayoutFault> {
        let mut out = Vec::with_capacity(table.cells.len());
        let mut row_node = node;
        let mut row = None;
        for (cell, numbers) in table.cells.iter().zip(numbers) {
            while row.is_none_or(|r| r < cell.row) {
                row_node = self.node(node, Role::TableRow);
                row = Some(row.map_or(0, |r| r + 1));
            }
            let (row_span, column_span) = (cell.row_span, cell.column_span);
            let role = if cell.header {
                Role::TableHeader {
                    column: cell.row < table.header_rows,
                    row_span,
                    column_span,
                }
            } else {
                Role::TableData { row_span, column_span }
            };
            let cell_node = self.node(row_node, role);
            let frame = self.cell_frame(cell, table, (xs, *numbers), own, cell_node);
            self.tears = false;
            let strips = self.cell(&cell.blocks, &frame, 0)?;
            if self.tears {
                self.torn.push(torn(cell, table));
            }
            out.push(SetCell {
                row: cell.row,
                column: cell.column,
                row_span,
                column_span,
                height: stack(&strips).1,
                marks: strips.iter().flat_map(|s| s.marks.iter().cloned()).collect(),
                strips,
                continued: Vec::new(),
            });
        }
        Ok(out)
    }

    fn cell_frame(
        &self,
        cell: &Cell,
        table: &Table,
        (xs, numbers): (&[f64], Numbers),
        own: &Frame,
        node: usize,
    ) -> Frame {
        let edge = self.measures.rule / 2.0 + self.measures.pad_x;
        let x = xs[cell.column] + edge;
        Frame {
            x,
            width: xs[cell.column + cell.column_span] - edge - x - numbers.shift * own.size,
            face: if cell.row < table.header_rows {
                Face::Gothic
            } else {
                own.face
            },
            manner: match table.columns[cell.column].align {
                _ if cell.row < table.header_rows => Manner::Centred,
                Align::Centre => Manner::Centred,
                Align::End => Manner::Ended,
                Align::Start => Manner::Cell,
            },
            figures: numbers.tabular,
            node,
            ..own.clone()
        }
    }

    /// Sets again what parted cells say on further pages: the words with （続き）, or the mark alone.
    fn continue_cells(
        &mut self,
        table: &Table,
        flow: &mut TableFlow,
        numbers: &[Numbers],
        own: &Frame,
    ) -> Result<(), LayoutFault> {
        let keeps = flow.keeps(self.measures.height, own.pitch);
        for (i, cell) in table.cells.iter().enumerate() {
            let (from, to) = (flow.cells[i].row, flow.cells[i].row + flow.cells[i].row_span);
            let parted = (from..to - 1).any(|r| r >= flow.header && keeps[r - flow.header] != Keep::Never);
            if !parted {
                continue;
            }
            let mark = self.continued_label.to_owned();
            let blocks = if flow.cells[i].strips.len() <= REPEATED_LINES && !flow.cells[i].strips.is_empty() {
                with_mark(&cell.blocks, &mark)
            } else {
                vec![Block::Words(Words::Line, vec![Inline::Text(mark)])]
            };
            let frame = self.cell_frame(cell, table, (&flow.xs, numbers[i]), own, own.node);
            self.artifact = true;
            let strips = self.cell(&blocks, &frame, 0);
            self.artifact = false;
            flow.cells[i].continued = strips?;
        }
        Ok(())
    }
}

/// `blocks` with `mark` after their last words.
fn with_mark(blocks: &[Block], mark: &str) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    match blocks.last_mut() {
        Some(Block::Words(Words::Line | Words::Paragraph, text)) => text.push(Inline::Text(mark.to_owned())),
        _ => blocks.push(Block::Words(Words::Line, vec![Inline::Text(mark.to_owned())])),
    }
    blocks
}

/// What is told of a cell in which something had to be cut.
fn torn(cell: &Cell, table: &Table) -> TornCell {
    let mut heads = table.cells.iter().filter(|head| {
        head.row < table.header_rows && (head.column..head.column + head.column_span).contains(&cell.column)
    });
    TornCell {
        column: heads.next_back().map(|head| words(&head.blocks)).unwrap_or_default(),
        row: (cell.row + 1).saturating_sub(table.header_rows),
        text: words(&cell.blocks),
    }
}

/// The first words of blocks, for messages.
fn words(blocks: &[Block]) -> String {
    blocks
        .iter()
        .find_map(|b| match b {
            Block::Words(Words::Line | Words::Paragraph, t) => Some(one_line(t)),
            _ => None,
        })
        .unwrap_or_default()
}
