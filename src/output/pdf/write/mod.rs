//! Has printpdf write fonts and pages. No file beyond this folder names printpdf.

mod pen;

use std::collections::BTreeMap;

use printpdf::{
    FontMetrics, FontType, ParsedFont, PdfDocument, PdfFont, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt, Rect,
};

use super::PdfError;
use super::subset::{Subset, Subsets};
use crate::typeset::page::{Layout, Page};

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
pub(super) fn draw(layout: &Layout, subsets: &Subsets) -> Result<Drawn, PdfError> {
    let mut document = PdfDocument::new("");
    for (index, subset) in subsets.programs.iter().enumerate() {
        (document.resources.fonts.map).insert(resource(index), PdfFont::new(embedded(subset)));
    }
    let mut pages = Vec::new();
    for page in &layout.pages {
        let pen = pen::draw(page, layout, subsets);
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
fn resource(program: usize) -> printpdf::FontId {
    printpdf::FontId(format!("F{program}"))
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
        glyph_widths: subset.glyphs.iter().map(|g| (g.id, g.advance)).collect(),
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
