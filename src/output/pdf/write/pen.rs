//! Draws one page: marked content, glyphs at exact places, rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::{CurTransMat, DictItem, FontId, Op, PaintMode, PdfFontHandle, Pt, Rect, TextMatrix, WindingOrder};

use super::super::fonts;
use super::super::inventory::told;
use super::super::mark::{DrawnPage, LinkArea};
use super::super::object::{pt, utf16};
use super::super::span::{Aloud, Placed, gap, same_line, stretches};
use super::super::structure;
use super::super::subset::{SubsetGlyph, Subsets};
use super::super::wide::Wider;
use crate::typeset::page::{GlyphRun, Item, ItemKind, Layout, Node, Page, Role, Tag};

/// Draws `page` of `layout`; `wider` tells by which copies its glyphs are shown.
pub(super) fn draw<'a>(page: &'a Page, layout: &'a Layout, subsets: &'a Subsets, wider: Vec<Wider>) -> Pen<'a> {
    let mut pen = Pen {
        page,
        wider,
        drawn_glyphs: 0,
        layout,
        subsets,
        ops: Vec::new(),
        drawn: DrawnPage::default(),
        font: None,
        place: None,
    };
    pen.page();
    pen
}

/// Where text is shown next: what the file says, not what the layout says.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    x: f64,
    y: f64,
}

/// What draws, and what it has drawn.
pub(super) struct Pen<'a> {
    page: &'a Page,
    layout: &'a Layout,
    subsets: &'a Subsets,
    /// How much wider the copies are that the glyphs of the page are shown by.
    wider: Vec<Wider>,
    /// How many of them stand before the group that is drawn.
    drawn_glyphs: usize,
    /// What printpdf is told.
    pub(super) ops: Vec<Op>,
    /// What the finishing pass is told.
    pub(super) drawn: DrawnPage,
    font: Option<(usize, f32)>,
    place: Option<Place>,
}

/// A glyph of a marked-content sequence with all that is needed to show it.
struct Shown<'a> {
    /// Index of its program.
    font: usize,
    size: f64,
    x: f64,
    y: f64,
    glyph: &'a SubsetGlyph,
    /// As `/W` has it, thousandths of an em.
    width: i64,
}

impl<'a> Pen<'a> {
    fn page(&mut self) {
        let page = self.page;
        let alike = |a: &Item, b: &Item| a.tag == b.tag && is_text(a) == is_text(b);
        let groups: Vec<&[Item]> = page.items.chunk_by(alike).collect();
        for (i, group) in groups.iter().enumerate() {
            let Some(tag) = group.first().map(|item| item.tag) else {
                continue;
            };
            let next = (groups[i + 1..].iter().copied()).find(|g| g.iter().any(is_text));
            self.text(tag, group, next.unwrap_or_default());
            for item in *group {
                self.link(item);
                self.picture(item);
            }
            if group.iter().any(|i| matches!(i.kind, ItemKind::Rule { .. })) {
                self.begin(tag, None);
                for item in *group {
                    self.rule(item);
                }
                self.end(tag, None);
            }
        }
    }

    /// Opens a marked-content sequence (ISO 32000-1 §14.6) that belongs to a node or is an artifact.
    ///
    /// `ActualText` stands in a sequence of the node itself, not in one nested within: poppler's reader of structure
    /// takes the end of a nested sequence for the end of both. An artifact has no node, there it has to be nested.
    fn begin(&mut self, tag: Tag, actual: Option<&str>) {
        let actual = actual.map(|text| ("ActualText".to_owned(), DictItem::Bytes(utf16(text))));
        match tag {
            Tag::Node(node) => {
                let mcid = self.drawn.sequences.len() as i64;
                self.drawn.sequences.push(node);
                let role = self.layout.nodes.get(node).map(|n| &n.role);
                let name = match (&actual, role) {
                    (None, Some(role)) => structure::name(role),
                    _ => "Span",
                };
                let mcid = ("MCID".to_owned(), DictItem::Int(mcid));
                self.properties(name, [mcid].into_iter().chain(actual).collect());
            }
            Tag::Artifact => {
                self.ops.push(Op::BeginMarkedContent {
                    tag: "Artifact".to_owned(),
                });
                if let Some(actual) = actual {
                    self.properties("Span", [actual].into());
                }
            }
        }
    }

    fn properties(&mut self, tag: &str, map: BTreeMap<String, DictItem>) {
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map },
        });
    }

    /// Closes what [`Pen::begin`] with the same arguments opened.
    fn end(&mut self, tag: Tag, actual: Option<&str>) {
        if tag == Tag::Artifact && actual.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
        self.ops.push(Op::EndMarkedContent);
    }

    fn link(&mut self, item: &Item) {
        let ItemKind::Link {
            x,
            y,
            width,
            height,
            url,
        } = &item.kind
        else {
            return;
        };
        let (left, top) = (*x, self.page.height - y);
        self.drawn.links.push(LinkArea {
            rectangle: [pt(left), pt(top - height), pt(left + width), pt(top)],
            url: url.clone(),
            node: match item.tag {
                Tag::Node(node) => Some(node),
                Tag::Artifact => None,
            },
        });
    }

    fn picture(&mut self, item: &Item) {
        let ItemKind::Picture {
            x,
            y,
            width,
            height,
            pixels,
        } = &item.kind
        else {
            return;
        };
        let name = format!("Im{}", self.drawn.pictures.len());
        self.drawn.pictures.push(Arc::clone(pixels));
        let bottom = self.page.height - y - height;
        let matrix = [pt(*width), 0.0, 0.0, pt(*height), pt(*x), pt(bottom)];
        self.begin(item.tag, None);
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw(matrix),
            },
            Op::Unknown {
                key: "Do".to_owned(),
                value: vec![DictItem::Name(name.into_bytes())],
            },
            Op::RestoreGraphicsState,
        ]);
        self.end(item.tag, None);
    }

    fn rule(&mut self, item: &Item) {
        let ItemKind::Rule { x, y, width, height } = item.kind else {
            return;
        };
        self.ops.push(Op::DrawRectangle {
            rectangle: Rect {
                x: Pt(pt(x)),
                y: Pt(pt(self.page.height - y - height)),
                width: Pt(pt(width)),
                height: Pt(pt(height)),
                mode: Some(PaintMode::Fill),
                winding_order: Some(WindingOrder::NonZero),
            },
        });
    }

    /// The glyphs of `group`, all of one tag; `next` is what comes after.
    fn text(&mut self, tag: Tag, group: &'a [Item], next: &'a [Item]) {
        let (placed, shown): (Vec<_>, Vec<_>) = self.glyphs(group, self.drawn_glyphs).unzip();
        self.drawn_glyphs += group.iter().filter_map(run).map(|run| run.glyphs.len()).sum::<usize>();
        let Some(last) = placed.last() else { return };
        let next_tag = next.first().map_or(Tag::Artifact, |item| item.tag);
        let fill = self.glyphs(next, self.drawn_glyphs).next().and_then(|(first, _)| {
            let gap = gap(last, &first)?;
            // Bodies that overlap are never cells side by side.
            (gap < 0.0 || self.one_block(tag, next_tag)).then_some(first.start - last.end)
        });
        // In a repeated header row the cells follow each other as artifacts: between them a space belongs.
        let widest = if tag == Tag::Artifact { 0.75 } else { f64::INFINITY };
        let mut stretches = stretches(&placed, widest);
        if fill.is_some() {
            own_stretch_for_last(&mut stretches, &placed);
        }
        self.ops.push(Op::StartTextSection);
        self.place = None;
        let mut start = 0;
        for stretch in stretches {
            self.begin(tag, stretch.actual.as_deref());
            let mut next = start;
            for line in placed[start..stretch.end].chunk_by(same_line) {
                let glyphs = &shown[next..next + line.len()];
                next += line.len();
                let (glyphs, filled) = match (glyphs, fill) {
                    ([glyphs @ .., last], Some(fill)) if next == shown.len() => (glyphs, Some((last, fill))),
                    _ => (glyphs, None),
                };
                for alike in glyphs.chunk_by(|a, b| a.font == b.font && a.size == b.size) {
                    self.show(alike);
                }
                if let Some((last, fill)) = filled {
                    self.show_filled(last, fill);
                }
            }
            start = stretch.end;
            self.end(tag, stretch.actual.as_deref());
        }
        self.ops.push(Op::EndTextSection);
    }

    /// The glyphs of `items`, of which the first is the page's glyph of this number, from 0.
    fn glyphs(&self, items: &'a [Item], first: usize) -> impl Iterator<Item = (Placed<'a>, Shown<'a>)> {
        let subsets = self.subsets;
        let runs = items.iter().filter_map(run);
        let glyphs = runs.flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph)));
        let wider = self.wider.iter().skip(first);
        glyphs.zip(wider).filter_map(move |((run, glyph), wider)| {
            let (font, subset, reduced) = subsets.glyph(run.font, glyph.id, *wider, told(&glyph.text))?;
            let placed = Placed {
                text: &glyph.text,
                told: &reduced.text,
                start: glyph.x,
                end: glyph.x + subset.advance_em(reduced) * run.size,
                size: run.size,
                y: run.y,
            };
            let shown = Shown {
                font,
                size: run.size,
                x: glyph.x,
                y: run.y,
                glyph: reduced,
                width: subset.width(reduced),
            };
            Some((placed, shown))
        })
    }

    /// Whether two nodes lie in one block of running text, so that a gap between them is no end of a cell or a label.
    fn one_block(&self, a: Tag, b: Tag) -> bool {
        let block = |tag| {
            let Tag::Node(mut node) = tag else { return None };
            loop {
                let Node { parent, role } = self.layout.nodes.get(node)?;
                let running = matches!(
                    role,
                    Role::Span | Role::Link { .. } | Role::Reference | Role::Ruby | Role::RubyBase | Role::RubyText
                );
                if !running || *parent >= node {
                    return Some(node);
                }
                node = *parent;
            }
        };
        block(a).is_some() && block(a) == block(b)
    }

    /// The last glyph before a gap that ends where another node begins. No `ActualText` can reach over both, but the
    /// box of a span may reach up to the next: spacing (`Tc`) given to the glyph alone belongs to its advance.
    fn show_filled(&mut self, last: &Shown<'_>, fill: f64) {
        let fill = pt(fill);
        self.ops.push(Op::SetCharacterSpacing { multiplier: fill });
        self.show(std::slice::from_ref(last));
        self.ops.push(Op::SetCharacterSpacing { multiplier: 0.0 });
        if let Some(place) = &mut self.place {
            place.x += f64::from(fill);
        }
    }

    /// Glyphs of one font and size on one baseline: one `TJ`, its strings in binary and as long as they can be (printpdf's
    /// own op writes every glyph as a hexadecimal string by itself).
    fn show(&mut self, glyphs: &[Shown<'_>]) {
        let Some(first) = glyphs.first() else { return };
        let size = pt(first.size);
        if self.font != Some((first.font, size)) {
            self.font = Some((first.font, size));
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(FontId(fonts::name(first.font))),
                size: Pt(size),
            });
        }
        let y = f64::from(pt(self.page.height - first.y));
        let mut items = Vec::new();
        let mut x = match self.place {
            Some(place) if place.y == y => {
                let shift = shift(place.x, first.x, size);
                if shift != 0.0 {
                    items.push(DictItem::Int(shift as i64));
                }
                place.x - shift * f64::from(size) / 1000.0
            }
            _ => {
                let x = pt(first.x);
                self.ops.push(Op::SetTextMatrix {
                    matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y as f32]),
                });
                f64::from(x)
            }
        };
        let mut codes = Vec::with_capacity(2 * glyphs.len());
        for (i, shown) in glyphs.iter().enumerate() {
            x += shown.width as f64 / 1000.0 * f64::from(size);
            let offset = glyphs.get(i + 1).map_or(0.0, |next| shift(x, next.x, size));
            x -= offset * f64::from(size) / 1000.0;
            codes.extend(shown.glyph.id.to_be_bytes());
            if offset != 0.0 {
                items.push(string(std::mem::take(&mut codes)));
                items.push(DictItem::Int(offset as i64));
            }
        }
        if !codes.is_empty() {
            items.push(string(codes));
        }
        self.ops.push(Op::Unknown {
            key: "TJ".to_owned(),
            value: vec![DictItem::Array(items)],
        });
        self.place = Some(Place { x, y });
    }
}

/// The number in a `TJ` that leads from `from` to `to` (pt), in whole thousandths of an em, positive to the left. What
/// rounding leaves stays in the pen and goes into the next number, so that it never adds up: no glyph is off by more
/// than half a thousandth of an em.
fn shift(from: f64, to: f64, size: f32) -> f64 {
    ((from - to) * 1000.0 / f64::from(size)).round()
}

fn is_text(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Glyphs(_))
}

/// Gives the last glyph a stretch with its own text, unless it has part in one already.
fn own_stretch_for_last(stretches: &mut Vec<Aloud>, placed: &[Placed<'_>]) {
    let Some(last) = stretches.last_mut() else { return };
    if last.actual.is_some() {
        return;
    }
    last.end -= 1;
    let before = stretches.len().checked_sub(2).map_or(0, |i| stretches[i].end);
    if stretches.last().is_some_and(|last| last.end == before) {
        stretches.pop();
    }
    stretches.push(Aloud {
        end: placed.len(),
        actual: placed.last().map(|glyph| glyph.text.to_owned()),
    });
}

fn run(item: &Item) -> Option<&GlyphRun> {
    match &item.kind {
        ItemKind::Glyphs(run) => Some(run),
        _ => None,
    }
}

fn string(data: Vec<u8>) -> DictItem {
    DictItem::String { data, literal: true }
}
