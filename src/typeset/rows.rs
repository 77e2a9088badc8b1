//! Heights of rows, rows taller than a page, and where a page may part a table.

use std::ops::Range;

use super::flow::{Keep, SetNote, stack};
use super::table_flow::TableFlow;

/// What a page end between two groups costs, against an empty page at 50 to 65: a table is moved to the next page rather
/// than parted when that leaves up to about a sixth of a page free.
const PARTED: f64 = 10.0;

/// What is added when a page end leaves less than three lines of the table alone.
const LONE_ROW: f64 = 15.0;

/// What a page end between the sub-groups of a long group costs that would fit a page: the group is moved to the next page
/// rather than parted when that leaves up to a quarter of a page free.
const SUBGROUPS_PARTED: f64 = 14.0;

/// A group is long that takes more than this part of a page.
const LONG_GROUP: f64 = 0.25;

/// What a page end within a group costs that fits no page.
const GROUP_PARTED: f64 = 45.0;

/// What a page end costs that parts a group which would fit a page, where there is no better place.
const GROUP_TORN: f64 = 500.0;

impl TableFlow {
    /// Sets `base`, `spanning` and `head`. `line` is the height of an empty row's line, pt.
    pub(super) fn measure_rows(&mut self, line: f64) {
        let edge = self.row_edge();
        self.base = vec![line + edge; self.rows];
        for cell in self.cells.iter().filter(|c| c.row_span == 1) {
            self.base[cell.row] = self.base[cell.row].max(cell.height + edge);
        }
        self.index_rows();
        self.head = self.full_heights();
        self.head.truncate(self.header);
    }

    /// Sets `spanning`, `covering` and `marked`.
    fn index_rows(&mut self) {
        self.spanning = (0..self.cells.len()).filter(|i| self.cells[*i].row_span > 1).collect();
        self.spanning.sort_by_key(|i| (self.cells[*i].row_span, *i));
        self.covering = vec![Vec::new(); self.rows];
        for (i, cell) in self.cells.iter().enumerate() {
            for row in cell.row + 1..(cell.row + cell.row_span).min(self.rows) {
                self.covering[row].push(i);
            }
        }
        let first = |note: &SetNote| {
            let mut marked = self.cells.iter().filter(|c| c.marks.contains(&note.label));
            marked.next().map(|c| c.row)
        };
        self.marked = self.notes.iter().map(first).collect();
    }

    /// The cells that stand in `rows` of the body, in their order: found without a look at the rest of the table.
    pub(super) fn cells_in(&self, rows: &Range<usize>) -> Vec<usize> {
        let covering = self.covering.get(rows.start).into_iter().flatten().copied();
        let begun = covering.filter(|i| self.cells[*i].row >= self.header);
        let from = self.cells.partition_point(|c| c.row < rows.start);
        let to = self.cells.partition_point(|c| c.row < rows.end);
        begun.chain(from..to).collect()
    }

    /// Height a row has besides its lines, pt.
    pub(super) fn row_edge(&self) -> f64 {
        2.0 * self.pad_y + self.rule
    }

    /// Heights of all rows when no page parts the table.
    fn full_heights(&self) -> Vec<f64> {
        let mut heights = self.base.clone();
        for &i in &self.spanning {
            let cell = &self.cells[i];
            give(
                &mut heights[cell.row..cell.row + cell.row_span],
                cell.height + self.row_edge(),
            );
        }
        heights
    }

    /// Height of the header, top rule included, pt.
    pub(super) fn head_height(&self) -> f64 {
        self.head.iter().sum::<f64>() + self.rule
    }

    /// A row that no page can hold becomes as many rows as it has lines, without rules between them; its cells cover them
    /// all and are cut wherever the page ends. `line` is the height of a cell's line, pt.
    pub(super) fn part_tall_rows(&mut self, capacity: f64, line: f64) {
        let room = capacity - self.head_height();
        let edge = self.row_edge();
        for &i in &self.spanning {
            let cell = &self.cells[i];
            let rows = cell.row..cell.row + cell.row_span;
            let lack = cell.height + edge - self.base[rows.clone()].iter().sum::<f64>();
            if cell.row >= self.header && cell.height + edge > room && lack > 0.0 {
                self.base[rows.end - 1] += lack;
            }
        }
        self.sliced = vec![false; self.rows];
        let mut row = self.header;
        while row < self.rows {
            if self.base[row] <= room {
                row += 1;
                continue;
            }
            let own = self.cells.iter().filter(|c| c.row == row && c.row_span == 1);
            let own = own.map(|c| c.strips.len()).max().unwrap_or(1);
            let lines = own.max((self.base[row] / line).ceil() as usize).max(2);
            let height = (self.base[row] - edge) / lines as f64;
            self.base.splice(row..=row, std::iter::repeat_n(height, lines));
            self.sliced.splice(row..=row, std::iter::repeat_n(true, lines));
            for cell in &mut self.cells {
                if cell.row <= row && row < cell.row + cell.row_span {
                    cell.row_span += lines - 1;
                } else if cell.row > row {
                    cell.row += lines - 1;
                }
            }
            self.rows += lines - 1;
            row += lines;
        }
        self.index_rows();
    }

    /// What a page end after each row of the body costs. A group (rows tied by cells of several rows) is whole where it
    /// fits on a page of `capacity` pt; `line` is the height of a cell's line, pt.
    pub(super) fn keeps(&self, capacity: f64, line: f64) -> Vec<Keep> {
        let heights = self.full_heights();
        let room = capacity - self.head_height();
        let mut sums = vec![0.0];
        for h in &heights {
            sums.push(sums[sums.len() - 1] + h);
        }
        // Per row: how many cells cross into the next, and whether one of them would fit on a page.
        let mut crossing = vec![0_usize; self.rows];
        let mut whole = vec![false; self.rows];
        // Per row: whether cells of several rows end with it, or begin behind it.
        let mut bounds = vec![false; self.rows];
        for &i in &self.spanning {
            let cell = &self.cells[i];
            let end = cell.row + cell.row_span;
            let fits = sums[end] - sums[cell.row] <= room;
            bounds[end - 1] = true;
            if cell.row > 0 {
                bounds[cell.row - 1] = true;
            }
            for r in cell.row..end - 1 {
                crossing[r] += 1;
                whole[r] |= fits;
            }
        }
        let mut keeps = Vec::with_capacity(self.rows - self.header);
        let mut start = self.header;
        while start < self.rows {
            let mut end = start + 1;
            while end < self.rows && crossing[end - 1] > 0 {
                end += 1;
            }
            let fits = sums[end] - sums[start] <= room;
            let long = sums[end] - sums[start] > LONG_GROUP * capacity;
            // The fewest cells that cross a row's end: those that cover the group.
            let outer = crossing[start..end - 1].iter().copied().min().unwrap_or(0);
            for r in start..end - 1 {
                keeps.push(if fits && long && bounds[r] && crossing[r] == outer {
                    Keep::Cost(SUBGROUPS_PARTED)
                } else if fits {
                    Keep::Never
                } else if whole[r] {
                    Keep::Cost(GROUP_TORN)
                } else {
                    Keep::Cost(GROUP_PARTED + crossing[r] as f64)
                });
            }
            let low = 3.0 * line + self.row_edge();
            let lone = sums[end] - sums[self.header] < low || sums[self.rows] - sums[end] < low;
            keeps.push(match end == self.rows {
                true => Keep::Cost(0.0),
                false => Keep::Cost(PARTED + if lone { LONE_ROW } else { 0.0 }),
            });
            start = end;
        }
        keeps
    }

    /// Height of the lines from `from` on, pt.
    pub(super) fn rest(&self, cell: usize, from: usize) -> f64 {
        stack(&self.cells[cell].strips[from..]).1
    }
}

/// Raises `heights` evenly until they are `need` together.
pub(super) fn give(heights: &mut [f64], need: f64) {
    let lack = need - heights.iter().sum::<f64>();
    if lack > 0.0 {
        let share = lack / heights.len() as f64;
        heights.iter_mut().for_each(|h| *h += share);
    }
}
