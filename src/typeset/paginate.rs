//! From the flow to pages: where pages end, and what stands where on each.
//!
//! The page ends of a part are chosen together: among all ways to cut the flow the one of least cost, where a page costs
//! 100, an end in a bad place costs what the flow says of the place, and room left free on a page that is not the last
//! costs in proportion to it, on earlier pages a little more than on later ones. Full pages are therefore preferred, but
//! not at the price of a table parted where moving it would leave a small gap.

use std::borrow::Cow;
use std::sync::Arc;

use super::fault::LayoutFault;
use super::flow::{Keep, Strip, Unit, UnitKind, moved};
use super::foot::{Foot, Marked};
use super::fragment::{Fragment, Printed};
use super::page::Item;
use super::rhythm::{self, Kind, Stop};
use super::table_flow::TableFlow;

/// Cost of a page.
const PAGE: f64 = 100.0;

/// Cost of a page left empty: of a late one, and what is added for the first, half of it for the second and so on.
const EMPTY: [f64; 2] = [50.0, 15.0];

/// Cost of an end where none may be, taken only when there is no other.
const FORCED: f64 = 100_000.0;

/// Lengths nearer than this are equal, pt.
const NEAR: f64 = 0.01;

/// A page of a part: what is drawn, from the type area's top left corner, and the outline entries that begin on it.
#[derive(Debug, Clone, Default)]
pub(super) struct PartPage {
    /// What is drawn.
    pub items: Vec<Item>,
    /// Level, words, top in pt.
    pub outline: Vec<(u8, String, f64)>,
    /// How much of the height is used, pt.
    pub used: f64,
}

/// A flow with its tables, to be cut into pages.
pub(super) struct Flow<'a> {
    /// The units.
    pub units: Cow<'a, [Unit]>,
    /// The tables rows belong to.
    pub tables: &'a [Arc<TableFlow>],
    /// The notes at pages' feet.
    pub foot: &'a Foot,
    /// Those of them that stand on pages before this flow.
    pub noted: &'a Marked,
    /// Height of a page's type area, pt.
    pub height: f64,
    /// The line grid, pt.
    pub grid: f64,
}

/// Of a page its first unit, one past its last, and what of parted cells is printed before it.
pub(super) type PageEnd = (usize, usize, Printed);

/// Something at its place on a page.
struct Placed {
    top: f64,
    bottom: f64,
    what: What,
}

enum What {
    Strip(usize),
    Fragment(usize, Fragment),
}

/// Places units one after another from a page's head.
struct Walker<'f> {
    flow: &'f Flow<'f>,
    printed: &'f Printed,
    placed: Vec<Placed>,
    marked: Marked,
}

impl Walker<'_> {
    /// Places unit `index` (no page break) and returns the height used, the notes at the foot included.
    fn step(&mut self, index: usize) -> f64 {
        let tables = self.flow.tables;
        match &self.flow.units[index].kind {
            UnitKind::Strip(strip) => {
                let mut top = self.next_top(strip.before);
                if strip.grid {
                    top = ((top - NEAR) / self.flow.grid).ceil().max(0.0) * self.flow.grid;
                }
                self.placed.push(Placed {
                    top,
                    bottom: top + strip.height,
                    what: What::Strip(index),
                });
                self.marked.extend(self.flow.foot.of(strip));
            }
            UnitKind::Row { table, row } => {
                if let Some(Placed {
                    top,
                    bottom,
                    what: What::Fragment(t, fragment),
                }) = self.placed.last_mut()
                    && t == table
                {
                    *fragment = tables[*table].fragment(fragment.rows.start..row + 1, &fragment.before);
                    *bottom = *top + fragment.height;
                } else {
                    let head = self.placed.is_empty();
                    let top = self.next_top(tables[*table].before);
                    let none = Printed::new();
                    let printed = if head { self.printed } else { &none };
                    let fragment = tables[*table].fragment(*row..row + 1, printed);
                    self.placed.push(Placed {
                        top,
                        bottom: top + fragment.height,
                        what: What::Fragment(*table, fragment),
                    });
                }
            }
            UnitKind::PageBreak => {}
        }
        self.placed.last().map_or(0.0, |p| p.bottom) + self.flow.foot.height(&self.marked)
    }

    fn next_top(&self, before: f64) -> f64 {
        let Some(last) = self.placed.last() else { return 0.0 };
        last.bottom + self.flow.after(last).max(before)
    }

    /// What is printed of parted cells when the page ends here.
    fn printed_after(&self) -> Printed {
        match self.placed.last() {
            Some(Placed {
                what: What::Fragment(_, fragment),
                ..
            }) => fragment.after.clone(),
            _ => Printed::new(),
        }
    }
}

/// The best way to a page that begins at some unit.
#[derive(Clone)]
struct Way {
    cost: f64,
    /// Where the page before begins; `None` when no page lies between (a page break at a page's head).
    from: usize,
    page: Option<usize>,
    /// Pages before.
    pages: usize,
    printed: Printed,
}

impl Flow<'_> {
    /// The pages that end where [`ends`](Self::ends) says.
    pub(super) fn pages(&self, ends: &[PageEnd]) -> Vec<PartPage> {
        let mut noted = self.noted.clone();
        ends.iter()
            .map(|(start, end, printed)| self.draw(*start, *end, printed, &mut noted))
            .collect()
    }

    /// Where the pages end.
    ///
    /// # Errors
    /// Something that is not parted is taller than a page.
    pub(super) fn ends(&self) -> Result<Vec<PageEnd>, LayoutFault> {
        let count = self.units.len();
        let mut ways: Vec<Option<Way>> = vec![None; count + 1];
        ways[0] = Some(Way {
            cost: 0.0,
            from: 0,
            page: None,
            pages: 0,
            printed: Printed::new(),
        });
        for start in 0..count {
            let Some(way) = ways[start].clone() else { continue };
            if matches!(self.units[start].kind, UnitKind::PageBreak) {
                offer(
                    &mut ways,
                    start + 1,
                    Way {
                        from: start,
                        page: None,
                        ..way
                    },
                );
                continue;
            }
            self.page_from(start, &way, &mut ways)?;
        }
        let mut pages = Vec::new();
        let mut at = count;
        while at > 0 {
            let Some(way) = &ways[at] else { break };
            if let Some(end) = way.page {
                let printed = ways[way.from].as_ref().map(|w| w.printed.clone()).unwrap_or_default();
                pages.push((way.from, end, printed));
            }
            at = way.from;
        }
        pages.reverse();
        Ok(pages)
    }

    /// Offers every page that may begin at `start`.
    fn page_from(&self, start: usize, way: &Way, ways: &mut [Option<Way>]) -> Result<(), LayoutFault> {
        let count = self.units.len();
        let mut walker = Walker {
            flow: self,
            printed: &way.printed,
            placed: Vec::new(),
            marked: Marked::new(),
        };
        let pages = way.pages + 1;
        let price = EMPTY[0] + EMPTY[1] / pages as f64;
        let mut offered = false;
        let mut fitted = None;
        for index in start..count {
            let unit = &self.units[index];
            if matches!(unit.kind, UnitKind::PageBreak) {
                let cost = way.cost + PAGE;
                offer(ways, index + 1, to(start, index, pages, cost, walker.printed_after()));
                return Ok(());
            }
            let used = walker.step(index);
            if used > self.height + NEAR {
                break;
            }
            let last = index + 1 == count;
            let free = if last { 0.0 } else { (1.0 - used / self.height) * price };
            fitted = Some((index, free, walker.printed_after()));
            let cost = match unit.keep {
                _ if last => 0.0,
                Keep::Cost(cost) => cost,
                Keep::Never => continue,
            };
            let cost = way.cost + PAGE + cost + free;
            offer(
                ways,
                index + 1,
                to(start, index + 1, pages, cost, walker.printed_after()),
            );
            offered = true;
        }
        if !offered {
            let Some((index, free, printed)) = fitted else {
                return Err(self.too_tall(start));
            };
            offer(
                ways,
                index + 1,
                to(start, index + 1, pages, way.cost + PAGE + FORCED + free, printed),
            );
        }
        Ok(())
    }

    fn too_tall(&self, index: usize) -> LayoutFault {
        let text = match &self.units[index].kind {
            UnitKind::Strip(strip) => strip.text(),
            UnitKind::Row { table, row } => self.tables[*table]
                .cells
                .iter()
                .filter(|c| c.row <= *row && *row < c.row + c.row_span)
                .flat_map(|c| c.strips.iter().map(Strip::text))
                .collect(),
            UnitKind::PageBreak => String::new(),
        };
        LayoutFault::TooTall { text }
    }

    /// `noted`: the notes of earlier pages, to which those of this page are added.
    fn draw(&self, start: usize, end: usize, printed: &Printed, noted: &mut Marked) -> PartPage {
        let mut walker = Walker {
            flow: self,
            printed,
            placed: Vec::new(),
            marked: Marked::new(),
        };
        let mut used = 0.0;
        for index in start..end {
            used = walker.step(index);
        }
        let stops: Vec<Stop> = walker.placed.iter().map(|placed| self.stop(placed)).collect();
        for (placed, shift) in walker.placed.iter_mut().zip(rhythm::shifts(&stops)) {
            placed.top += shift;
            placed.bottom += shift;
        }
        let mut page = PartPage {
            used,
            ..PartPage::default()
        };
        for placed in &walker.placed {
            match &placed.what {
                What::Strip(index) => {
                    let UnitKind::Strip(strip) = &self.units[*index].kind else {
                        continue;
                    };
                    page.items
                        .extend(strip.items.iter().map(|i| moved(i.clone(), 0.0, placed.top)));
                    if let Some((level, words)) = &strip.outline {
                        page.outline.push((*level, words.clone(), placed.top));
                    }
                }
                What::Fragment(table, fragment) => {
                    let items = self.tables[*table].draw(fragment);
                    page.items.extend(items.into_iter().map(|i| moved(i, 0.0, placed.top)));
                }
            }
        }
        page.items.extend(self.foot.draw(&walker.marked, noted, self.height));
        noted.append(&mut walker.marked);
        page
    }

    fn after(&self, placed: &Placed) -> f64 {
        self.stop(placed).after
    }

    /// How something placed stands in the rhythm of its page.
    fn stop(&self, placed: &Placed) -> Stop {
        let (kind, before, after) = match &placed.what {
            What::Strip(index) => match &self.units[*index].kind {
                UnitKind::Strip(strip) => (Kind::of(strip), strip.before, strip.after),
                _ => (Kind::Other, 0.0, 0.0),
            },
            What::Fragment(table, _) => (Kind::Table, self.tables[*table].before, self.tables[*table].after),
        };
        Stop {
            top: placed.top,
            bottom: placed.bottom,
            before,
            after,
            kind,
        }
    }
}

fn to(from: usize, end: usize, pages: usize, cost: f64, printed: Printed) -> Way {
    Way {
        cost,
        from,
        page: Some(end),
        pages,
        printed,
    }
}

fn offer(ways: &mut [Option<Way>], at: usize, way: Way) {
    if ways[at].as_ref().is_none_or(|w| way.cost < w.cost - 1e-9) {
        ways[at] = Some(way);
    }
}
