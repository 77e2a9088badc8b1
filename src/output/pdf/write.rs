//! Has printpdf write fonts and pages. No other file names printpdf.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, DictItem, FontMetrics, FontType, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt, Rect, TextItem, TextMatrix, WindingOrder,
};

use super::PdfError;
use super::span::{Placed, same_line, stretches};
use super::structure;
use super::subset::{Subset, SubsetGlyph};
use crate::typeset::font::FontId;
use crate::typeset::page::{GlyphRun, Item, ItemKind, Layout, Page, Tag};

/// What printpdf wrote, and what the finishing pass must know about it.
pub(super) struct Drawn {
    /// Fonts, pages and content streams; all streams uncompressed.
    pub(super) document: lopdf::Document,
    /// One entry per page, in order.
    pub(super) pages: Vec<DrawnPage>,
}

/// The marks of one page.
#[derive(Default)]
pub(super) struct DrawnPage {
    /// The node of each marked-content sequence; the index is its MCID.
    pub(super) sequences: Vec<usize>,
    /// Links on the page, in reading order.
    pub(super) links: Vec<LinkArea>,
}

/// A rectangle that leads to an address.
pub(super) struct LinkArea {
    /// Left, bottom, right, top in pt from the page's bottom left corner.
    pub(super) rectangle: [f32; 4],
    /// Where it leads.
    pub(super) url: String,
    /// The node it belongs to; `None` outside of the structure.
    pub(super) node: Option<usize>,
}

/// Draws every page of `layout`.
pub(super) fn draw(layout: &Layout, subsets: &BTreeMap<FontId, Subset>) -> Result<Drawn, PdfError> {
    let mut document = PdfDocument::new("");
    for (&id, subset) in subsets {
        (document.resources.fonts.map).insert(resource(id), PdfFont::new(embedded(subset)));
    }
    let mut pages = Vec::new();
    for page in &layout.pages {
        let mut pen = Pen::new(page, layout, subsets);
        pen.page();
        document.pages.push(PdfPage {
            media_box: sheet(page),
            trim_box: sheet(page),
            crop_box: sheet(page),
            ops: pen.ops,
        });
        pages.push(pen.drawn);
    }
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        // The finishing pass compresses, when nothing more changes.
        optimize: false,
        // Done already, by `subset`.
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let document = document.to_lopdf_document(&options, &mut warnings);
    match warnings.first() {
        Some(warning) => Err(PdfError::Write(warning.msg.clone())),
        None => Ok(Drawn { document, pages }),
    }
}

/// The name of a font in the pages' resources. Nothing that counts in the process: an index alone.
fn resource(id: FontId) -> printpdf::FontId {
    printpdf::FontId(format!("F{}", id.0))
}

fn sheet(page: &Page) -> Rect {
    Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: Pt(pt(page.width)),
        height: Pt(pt(page.height)),
        mode: None,
        winding_order: None,
    }
}

/// printpdf's view of a font without its `text_layout` feature: a record whose fields we fill. Should another crate
/// switch that feature on, this no longer compiles, which is what we want.
fn embedded(subset: &Subset) -> ParsedFont {
    let [x_min, y_min, x_max, y_max] = subset.bounds;
    ParsedFont {
        original_bytes: subset.program.clone(),
        font_index: 0,
        font_name: Some(subset.tagged.clone()),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: subset.glyphs.values().map(|g| (g.id, g.advance)).collect(),
        units_per_em: subset.units_per_em,
        font_metrics: FontMetrics {
            ascent: subset.ascent,
            descent: subset.descent,
        },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: subset.units_per_em,
            x_min,
            y_min,
            x_max,
            y_max,
            ..PdfFontMetricsStub::default()
        },
    }
}

/// To a thousandth of a point: 0.35 µm, and short in the file.
fn pt(length: f64) -> f32 {
    ((length * 1000.0).round() / 1000.0) as f32
}

/// Where text is shown next: what the file says, not what the layout says.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    x: f64,
    y: f64,
}

struct Pen<'a> {
    page: &'a Page,
    layout: &'a Layout,
    subsets: &'a BTreeMap<FontId, Subset>,
    ops: Vec<Op>,
    drawn: DrawnPage,
    font: Option<(FontId, f32)>,
    place: Option<Place>,
}

/// A glyph of a marked-content sequence with all that is needed to show it.
struct Shown<'a> {
    font: FontId,
    size: f64,
    x: f64,
    y: f64,
    glyph: &'a SubsetGlyph,
    /// As `/W` has it, thousandths of an em.
    width: i64,
}

impl<'a> Pen<'a> {
    fn new(page: &'a Page, layout: &'a Layout, subsets: &'a BTreeMap<FontId, Subset>) -> Self {
        Pen {
            page,
            layout,
            subsets,
            ops: Vec::new(),
            drawn: DrawnPage::default(),
            font: None,
            place: None,
        }
    }

    fn page(&mut self) {
        let page = self.page;
        for sequence in page.items.chunk_by(|a, b| a.tag == b.tag) {
            self.sequence(sequence);
        }
    }

    /// Neighbours with one tag.
    fn sequence(&mut self, items: &'a [Item]) {
        let Some(first) = items.first() else { return };
        for item in items {
            self.link(item);
        }
        for group in items.chunk_by(|a, b| is_text(a) == is_text(b)) {
            let runs: Vec<&GlyphRun> = group.iter().filter_map(run).collect();
            if !runs.is_empty() {
                self.text(first.tag, &runs);
            }
            if group.iter().any(|i| matches!(i.kind, ItemKind::Rule { .. })) {
                self.begin(first.tag, None);
                for item in group {
                    self.rule(item);
                }
                self.end(first.tag, None);
            }
        }
    }

    /// Opens a marked-content sequence (ISO 32000-1 §14.6) that belongs to a node or is an artifact.
    ///
    /// `ActualText` stands in a sequence of the node itself, not in one nested within: poppler's reader of structure
    /// takes the end of a nested sequence for the end of both. An artifact has no node, there it has to be nested.
    fn begin(&mut self, tag: Tag, actual: Option<&str>) {
        let actual = actual.map(|text| ("ActualText".to_owned(), utf16(text)));
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

    fn text(&mut self, tag: Tag, runs: &[&'a GlyphRun]) {
        let mut shown = Vec::new();
        let mut placed = Vec::new();
        for run in runs {
            let Some(subset) = self.subsets.get(&run.font) else {
                continue;
            };
            for glyph in &run.glyphs {
                let Some(reduced) = subset.glyphs.get(&glyph.id) else {
                    continue;
                };
                placed.push(Placed {
                    text: &glyph.text,
                    told: &reduced.text,
                    start: glyph.x,
                    end: glyph.x + subset.advance_em(reduced) * run.size,
                    size: run.size,
                    y: run.y,
                });
                shown.push(Shown {
                    font: run.font,
                    size: run.size,
                    x: glyph.x,
                    y: run.y,
                    glyph: reduced,
                    width: subset.width(reduced),
                });
            }
        }
        self.ops.push(Op::StartTextSection);
        self.place = None;
        let mut start = 0;
        for stretch in stretches(&placed) {
            self.begin(tag, stretch.actual.as_deref());
            let range = start..stretch.end;
            start = stretch.end;
            let mut next = range.start;
            for line in placed[range].chunk_by(same_line) {
                let glyphs = &shown[next..next + line.len()];
                next += line.len();
                for alike in glyphs.chunk_by(|a, b| a.font == b.font && a.size == b.size) {
                    self.show(alike);
                }
            }
            self.end(tag, stretch.actual.as_deref());
        }
        self.ops.push(Op::EndTextSection);
    }

    /// Glyphs of one font and size on one baseline: one `TJ`.
    fn show(&mut self, glyphs: &[Shown<'_>]) {
        let Some(first) = glyphs.first() else { return };
        let size = pt(first.size);
        if self.font != Some((first.font, size)) {
            self.font = Some((first.font, size));
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(resource(first.font)),
                size: Pt(size),
            });
        }
        let y = f64::from(pt(self.page.height - first.y));
        let mut items = Vec::new();
        let mut x = match self.place {
            Some(place) if place.y == y => {
                let shift = shift(place.x, first.x, size);
                if shift != 0.0 {
                    items.push(TextItem::Offset(shift as f32));
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
        let mut codes = Vec::with_capacity(glyphs.len());
        for (i, shown) in glyphs.iter().enumerate() {
            x += shown.width as f64 / 1000.0 * f64::from(size);
            let offset = glyphs.get(i + 1).map_or(0.0, |next| shift(x, next.x, size));
            x -= offset * f64::from(size) / 1000.0;
            codes.push(Codepoint::with_cid(
                shown.glyph.id,
                offset as f32,
                shown.glyph.text.clone(),
            ));
        }
        items.push(TextItem::GlyphIds(codes));
        self.ops.push(Op::ShowText { items });
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

fn run(item: &Item) -> Option<&GlyphRun> {
    match &item.kind {
        ItemKind::Glyphs(run) => Some(run),
        _ => None,
    }
}

/// A text string (ISO 32000-1 §7.9.2.2): UTF-16, big-endian, with its mark.
fn utf16(text: &str) -> DictItem {
    DictItem::Bytes(super::finish::utf16(text))
}
