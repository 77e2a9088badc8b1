//! What blocks are turned into before pages are made: a sequence of units, each of which stands on one page whole, with
//! what a page end after it costs.

use std::sync::Arc;

use super::page::{Item, ItemKind, Tag};

/// A unit of the flow.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// What it costs to end the page after it.
    pub keep: Keep,
}

/// Kinds of units.
#[derive(Debug, Clone)]
pub(super) enum UnitKind {
    /// A line, or something that is not parted (a box).
    Strip(Strip),
    /// A row of the body of a table, by the table's index among the part's tables.
    Row {
        /// Index of the table.
        table: usize,
        /// Grid row.
        row: usize,
    },
    /// A forced page end.
    PageBreak,
}

/// May a page end here?
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Keep {
    /// It may, at a cost (0: gladly; 100: as much as a page more).
    Cost(f64),
    /// It must not, unless there is no other way.
    Never,
}

/// Something of fixed height, drawn from its top left corner; x is measured from the left edge of the type area.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// Height, pt.
    pub height: f64,
    /// Least space before, pt; not at the head of a page.
    pub before: f64,
    /// Least space after, pt.
    pub after: f64,
    /// It stands on the line grid.
    pub grid: bool,
    /// A line of a heading: what follows stands at its own distance under it on every page.
    pub leads: bool,
    /// How many lines of the body's pitch its height consists of: what tightening takes from.
    pub lines: f64,
    /// What is drawn, y from the strip's top.
    pub items: Arc<Vec<Item>>,
    /// Labels of the note marks in it.
    pub marks: Vec<String>,
    /// Its entry in the outline.
    pub outline: Option<(u8, String)>,
}

impl Strip {
    /// Draws more in it.
    pub(super) fn draw(&mut self, more: impl IntoIterator<Item = Item>) {
        Arc::make_mut(&mut self.items).extend(more);
    }

    /// Its characters, for messages.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for item in self.items.iter() {
            if let ItemKind::Glyphs(run) = &item.kind {
                out.push_str(&run.text);
            }
        }
        out
    }
}

/// A note with its lines.
#[derive(Debug, Clone)]
pub(super) struct SetNote {
    /// As printed.
    pub label: String,
    /// Its lines.
    pub strips: Vec<Strip>,
}

/// A unit of a strip.
pub(super) fn unit(strip: Strip, keep: Keep) -> Unit {
    Unit {
        kind: UnitKind::Strip(strip),
        keep,
    }
}

/// `item` moved by `dx` to the right and `dy` down, pt.
pub(super) fn moved(mut item: Item, dx: f64, dy: f64) -> Item {
    match &mut item.kind {
        ItemKind::Glyphs(run) => {
            run.y += dy;
            run.glyphs.iter_mut().for_each(|glyph| glyph.x += dx);
        }
        ItemKind::Rule { x, y, .. } | ItemKind::Link { x, y, .. } | ItemKind::Picture { x, y, .. } => {
            *x += dx;
            *y += dy;
        }
    }
    item
}

/// `item` as something that is no part of the text: in a repeated header row, a note printed again. A link is left out, it
/// stands where the text stands first.
pub(super) fn as_artifact(item: Item) -> Option<Item> {
    let kind = match item.kind {
        ItemKind::Link { .. } => return None,
        kind => kind,
    };
    Some(Item {
        tag: Tag::Artifact,
        kind,
    })
}

/// Adds what is drawn to `items`; what stood on an earlier page is no part of the text.
pub(super) fn extend(items: &mut Vec<Item>, drawn: impl Iterator<Item = Item>, repeated: bool) {
    if repeated {
        items.extend(drawn.filter_map(as_artifact));
    } else {
        items.extend(drawn);
    }
}

/// Strips one below the other in a frame of their own (a cell, a box): their tops from the frame's top, and the height
/// of all.
pub(super) fn stack(strips: &[Strip]) -> (Vec<f64>, f64) {
    let mut tops = Vec::with_capacity(strips.len());
    let mut y = 0.0;
    let mut after = 0.0_f64;
    for (i, strip) in strips.iter().enumerate() {
        if i > 0 {
            y += after.max(strip.before);
        }
        tops.push(y);
        y += strip.height;
        after = strip.after;
    }
    (tops, y)
}

/// A rule that is no part of the text.
pub(super) fn rule(x: f64, y: f64, width: f64, height: f64) -> Item {
    Item {
        tag: Tag::Artifact,
        kind: ItemKind::Rule { x, y, width, height },
    }
}

/// The four rules of a box, inside the given rectangle, `thickness` pt: the corners belong to the horizontal rules.
pub(super) fn frame_rules(x: f64, y: f64, width: f64, height: f64, thickness: f64) -> Vec<Item> {
    let t = thickness;
    vec![
        rule(x, y, width, t),
        rule(x, y + height - t, width, t),
        rule(x, y + t, t, height - 2.0 * t),
        rule(x + width - t, y + t, t, height - 2.0 * t),
    ]
}
