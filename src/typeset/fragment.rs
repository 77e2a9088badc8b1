//! A fragment: the header and some rows of a table, as they stand on one page, with the notes whose marks stand there.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::flow::{Strip, extend, moved, rule, stack};
use super::page::Item;
use super::rows::give;
use super::table_flow::{REPEATED_LINES, TableFlow};

/// How many lines of parted cells stand on earlier pages, by the cell's index.
pub(super) type Printed = BTreeMap<usize, usize>;

/// Space between the table and its notes, pt.
const NOTES_GAP: f64 = 2.5;

/// A fragment measured.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    /// The body rows.
    pub rows: Range<usize>,
    /// Middle of each horizontal rule, pt from the fragment's top; header rows first.
    pub ys: Vec<f64>,
    /// Which notes follow, and whether the note stands on an earlier page already.
    pub notes: Vec<(usize, bool)>,
    /// Height with the notes, pt.
    pub height: f64,
    /// What is printed of parted cells before this fragment.
    pub before: Printed,
    /// The same after it.
    pub after: Printed,
}

/// What a cell shows in a fragment.
enum Show {
    Lines(Range<usize>),
    Continued,
}

impl TableFlow {
    /// Measures `rows` of the body with the header above.
    pub(super) fn fragment(&self, rows: Range<usize>, printed: &Printed) -> Fragment {
        let mut heights = self.head.clone();
        heights.extend(&self.base[rows.clone()]);
        let row_at = |r: usize| self.header + r - rows.start;
        let mut parted = Vec::new();
        let mut spanning = self.cells_in(&rows);
        spanning.retain(|i| self.cells[*i].row_span > 1);
        spanning.sort_by_key(|i| (self.cells[*i].row_span, *i));
        for i in spanning {
            let Some(clip) = self.clip(i, &rows) else { continue };
            let cell = &self.cells[i];
            let done = self.done(i, printed);
            let goes_on = cell.row + cell.row_span > rows.end;
            let need = if done == cell.strips.len() && cell.row < rows.start {
                stack(&cell.continued).1
            } else if !goes_on || (done == 0 && cell.strips.len() <= REPEATED_LINES) {
                self.rest(i, done)
            } else {
                // Of a row that no page can hold, each slice holds a line at least of what is left.
                let slices = clip.clone().filter(|r| self.sliced[*r]).count();
                let end = (done + slices).min(cell.strips.len());
                stack(&cell.strips[done..end]).1
            };
            give(
                &mut heights[row_at(clip.start)..row_at(clip.end)],
                need + self.row_edge(),
            );
            if goes_on {
                parted.push((i, done, clip));
            }
        }
        let mut ys = vec![self.rule / 2.0];
        for h in &heights {
            ys.push(ys[ys.len() - 1] + h);
        }
        let mut after = Printed::new();
        for (i, done, clip) in parted {
            let room = ys[row_at(clip.end)] - ys[row_at(clip.start)] - self.row_edge();
            let strips = &self.cells[i].strips;
            let mut end = done;
            while end < strips.len() && stack(&strips[done..=end]).1 <= room + 1e-6 {
                end += 1;
            }
            after.insert(i, end);
        }
        let notes = self.notes_of(&rows);
        let mut height = ys[ys.len() - 1] + self.rule / 2.0;
        if !notes.is_empty() {
            height += NOTES_GAP + notes.iter().map(|(n, _)| stack(&self.notes[*n].strips).1).sum::<f64>();
        }
        Fragment {
            rows,
            ys,
            notes,
            height,
            before: printed.clone(),
            after,
        }
    }

    /// The table on one page, whatever its height.
    pub(super) fn whole(&self) -> Strip {
        let fragment = self.fragment(self.header..self.rows, &Printed::new());
        Strip {
            height: fragment.height,
            before: self.before,
            after: self.after,
            items: Arc::new(self.draw(&fragment)),
            marks: self.cells.iter().flat_map(|c| c.marks.iter().cloned()).collect(),
            ..Strip::default()
        }
    }

    /// The rows of `rows` that a cell covers; `None` for cells of the header and of other rows.
    fn clip(&self, cell: usize, rows: &Range<usize>) -> Option<Range<usize>> {
        let cell = &self.cells[cell];
        let clip = cell.row.max(rows.start)..(cell.row + cell.row_span).min(rows.end);
        (cell.row >= self.header && !clip.is_empty()).then_some(clip)
    }

    fn done(&self, cell: usize, printed: &Printed) -> usize {
        printed.get(&cell).copied().unwrap_or(0)
    }

    /// The notes whose marks stand in the header or in `rows`; those marked nowhere follow the last row.
    fn notes_of(&self, rows: &Range<usize>) -> Vec<(usize, bool)> {
        if self.notes.is_empty() {
            return Vec::new();
        }
        let first = rows.start == self.header;
        let cells = self.cells_in(rows);
        let head = self.cells.partition_point(|c| c.row < self.header);
        let mut out = Vec::new();
        for (n, note) in self.notes.iter().enumerate() {
            let marked = |i: usize| self.cells[i].marks.contains(&note.label);
            let (here, earlier) = match self.marked[n] {
                None => (rows.end == self.rows, false),
                Some(row) if row < self.header && (0..head).any(marked) => (true, !first),
                Some(row) => (cells.iter().any(|i| marked(*i)), row < rows.start),
            };
            if here {
                out.push((n, earlier));
            }
        }
        out
    }

    /// Draws a fragment from its top; x as in the type area.
    pub(super) fn draw(&self, fragment: &Fragment) -> Vec<Item> {
        let rows = &fragment.rows;
        let first = rows.start == self.header;
        let ys = &fragment.ys;
        let mut items = Vec::new();
        let columns = self.xs.len() - 1;
        let mut owner = vec![vec![usize::MAX; columns]; ys.len() - 1];
        let head = 0..self.cells.partition_point(|c| c.row < self.header);
        for i in head.chain(self.cells_in(rows)) {
            let cell = &self.cells[i];
            let (from, to, repeated) = if cell.row < self.header {
                (cell.row, (cell.row + cell.row_span).min(self.header), !first)
            } else if let Some(clip) = self.clip(i, rows) {
                (
                    self.header + clip.start - rows.start,
                    self.header + clip.end - rows.start,
                    false,
                )
            } else {
                continue;
            };
            for line in &mut owner[from..to] {
                line[cell.column..cell.column + cell.column_span].fill(i);
            }
            let done = self.done(i, &fragment.before);
            let show = if cell.row < self.header {
                Show::Lines(0..cell.strips.len())
            } else if cell.row < rows.start && done == cell.strips.len() {
                Show::Continued
            } else {
                Show::Lines(done..fragment.after.get(&i).copied().unwrap_or(cell.strips.len()))
            };
            let (strips, rest) = match &show {
                Show::Lines(range) => (&cell.strips[range.clone()], range.end < cell.strips.len()),
                Show::Continued => (&cell.continued[..], false),
            };
            let (tops, height) = stack(strips);
            let in_header = cell.row < self.header;
            let parted = rest || (!in_header && cell.row < rows.start && !matches!(show, Show::Continued));
            let top = if parted {
                ys[from] + self.rule / 2.0 + self.pad_y
            } else {
                ys[from] + (ys[to] - ys[from] - height) / 2.0
            };
            for (strip, y) in strips.iter().zip(tops) {
                let drawn = strip.items.iter().map(|item| moved(item.clone(), 0.0, top + y));
                extend(&mut items, drawn, repeated);
            }
        }
        items.extend(self.rules(ys, &owner));
        items.extend(self.drawn_notes(fragment));
        items
    }

    fn drawn_notes(&self, fragment: &Fragment) -> Vec<Item> {
        let mut items = Vec::new();
        let mut y = fragment.ys[fragment.ys.len() - 1] + self.rule / 2.0 + NOTES_GAP;
        for (n, repeated) in &fragment.notes {
            let (tops, height) = stack(&self.notes[*n].strips);
            for (strip, top) in self.notes[*n].strips.iter().zip(tops) {
                let drawn = strip.items.iter().map(|item| moved(item.clone(), 0.0, y + top));
                extend(&mut items, drawn, *repeated);
            }
            y += height;
        }
        items
    }

    /// The rules between cells that differ, each as long as it goes: horizontal ones reach over the corners, so that they
    /// are closed, vertical ones go from middle to middle.
    fn rules(&self, ys: &[f64], owner: &[Vec<usize>]) -> Vec<Item> {
        let mut items = Vec::new();
        let (rows, columns) = (ys.len() - 1, self.xs.len() - 1);
        let half = self.rule / 2.0;
        for line in 0..=rows {
            let thickness = if line == self.header && line > 0 {
                self.header_rule
            } else {
                self.rule
            };
            let drawn = |c: usize| line == 0 || line == rows || owner[line - 1][c] != owner[line][c];
            for (from, to) in stretches(columns, drawn) {
                let (x, end) = (self.xs[from] - half, self.xs[to] + half);
                items.push(rule(x, ys[line] - thickness / 2.0, end - x, thickness));
            }
        }
        for line in 0..=columns {
            let drawn = |r: usize| line == 0 || line == columns || owner[r][line - 1] != owner[r][line];
            for (from, to) in stretches(rows, drawn) {
                items.push(rule(self.xs[line] - half, ys[from], self.rule, ys[to] - ys[from]));
            }
        }
        items
    }
}

/// The longest stretches of `0..count` where `drawn` holds.
fn stretches(count: usize, drawn: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for i in (0..count).filter(|i| drawn(*i)) {
        match out.last_mut() {
            Some((_, end)) if *end == i => *end = i + 1,
            _ => out.push((i, i + 1)),
        }
    }
    out
}
