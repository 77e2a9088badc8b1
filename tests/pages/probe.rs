//! Reading a layout back: its lines of text with their places, its rules, its cells.

use notice::testing::typeset::{Fonts, Item, ItemKind, Layout, Page, Role, Tag};
use std::collections::BTreeMap;

/// A rectangle, pt from the page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn meets(&self, other: &Area) -> bool {
        let near = 0.01;
        self.left < other.right - near
            && other.left < self.right - near
            && self.top < other.bottom - near
            && other.top < self.bottom - near
    }

    pub fn with(&self, other: &Area) -> Area {
        Area {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub fn middle(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }
}

/// A line of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    pub text: String,
    pub x: f64,
    pub end: f64,
    /// Baseline.
    pub y: f64,
    pub size: f64,
    /// No part of the text.
    pub artifact: bool,
}

/// The lines of a page, top to bottom, pieces of one baseline joined left to right. White space is left out.
pub fn lines(page: &Page, fonts: &Fonts) -> Vec<TextLine> {
    let mut out: Vec<TextLine> = Vec::new();
    for item in &page.items {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        let Some(area) = area(item, fonts) else { continue };
        let text: String = run.text.split_whitespace().collect();
        let artifact = item.tag == Tag::Artifact;
        let same = |l: &&mut TextLine| (l.y - run.y).abs() < 0.01 && l.artifact == artifact;
        match out.iter_mut().find(same) {
            Some(line) => {
                if area.left < line.x {
                    line.text.insert_str(0, &text);
                } else {
                    line.text.push_str(&text);
                }
                line.x = line.x.min(area.left);
                line.end = line.end.max(area.right);
            }
            None => out.push(TextLine {
                text,
                x: area.left,
                end: area.right,
                y: run.y,
                size: run.size,
                artifact,
            }),
        }
    }
    out.sort_by(|a, b| a.y.total_cmp(&b.y));
    out
}

/// All lines of a page that are text, joined.
pub fn words(page: &Page, fonts: &Fonts) -> String {
    lines(page, fonts)
        .iter()
        .filter(|l| !l.artifact)
        .map(|l| l.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

/// All lines of a page that are no part of the text.
pub fn furniture(page: &Page, fonts: &Fonts) -> Vec<String> {
    lines(page, fonts)
        .into_iter()
        .filter(|l| l.artifact)
        .map(|l| l.text)
        .collect()
}

/// Where glyphs or a rule stand. Of a glyph a quarter of an em is left out at both sides of a full-width body: brackets
/// and marks are set into half of theirs.
pub fn area(item: &Item, fonts: &Fonts) -> Option<Area> {
    match &item.kind {
        ItemKind::Glyphs(run) => run
            .glyphs
            .iter()
            .map(|g| {
                let advance = fonts.get(run.font).advance_em(g.id) * run.size;
                let inset = if advance > 0.9 * run.size { 0.25 * run.size } else { 0.0 };
                Area {
                    left: g.x + inset,
                    top: run.y - 0.88 * run.size,
                    right: g.x + advance - inset,
                    bottom: run.y + 0.12 * run.size,
                }
            })
            .reduce(|a, b| a.with(&b)),
        ItemKind::Rule { x, y, width, height }
        | ItemKind::Picture {
            x, y, width, height, ..
        } => Some(Area {
            left: *x,
            top: *y,
            right: x + width,
            bottom: y + height,
        }),
        ItemKind::Link { .. } => None,
    }
}

/// The rules of a page.
pub fn rules(page: &Page, fonts: &Fonts) -> Vec<Area> {
    page.items
        .iter()
        .filter(|i| matches!(i.kind, ItemKind::Rule { .. }))
        .filter_map(|i| area(i, fonts))
        .collect()
}

/// The glyph runs of a page.
pub fn runs<'p>(page: &'p Page, fonts: &'p Fonts) -> impl Iterator<Item = (&'p Item, Area)> {
    page.items
        .iter()
        .filter(|i| matches!(i.kind, ItemKind::Glyphs(_)))
        .filter_map(|i| Some((i, area(i, fonts)?)))
}

/// The cell a node of the structure belongs to.
pub fn cell_of(layout: &Layout, mut node: usize) -> Option<usize> {
    loop {
        if matches!(
            layout.nodes[node].role,
            Role::TableHeader { .. } | Role::TableData { .. }
        ) {
            return Some(node);
        }
        let parent = layout.nodes[node].parent;
        if parent == node {
            return None;
        }
        node = parent;
    }
}

/// What each cell covers on a page.
pub fn cells(layout: &Layout, page: &Page, fonts: &Fonts) -> BTreeMap<usize, Area> {
    let mut out: BTreeMap<usize, Area> = BTreeMap::new();
    for (item, area) in runs(page, fonts) {
        let Tag::Node(node) = item.tag else { continue };
        if let Some(cell) = cell_of(layout, node) {
            out.entry(cell).and_modify(|a| *a = a.with(&area)).or_insert(area);
        }
    }
    out
}

/// The text of each cell over all pages, white space left out.
pub fn cell_texts(layout: &Layout) -> BTreeMap<usize, String> {
    let mut out: BTreeMap<usize, String> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|p| &p.items) {
        let (Tag::Node(node), ItemKind::Glyphs(run)) = (item.tag, &item.kind) else {
            continue;
        };
        if let Some(cell) = cell_of(layout, node) {
            out.entry(cell).or_default().extend(run.text.split_whitespace());
        }
    }
    out
}
