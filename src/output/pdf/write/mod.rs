//! Has printpdf write fonts and pages. No file beyond this folder names printpdf.

mod pen;

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{ObjectId, Stream};
use printpdf::{
    Codepoint, FontMetrics, FontType, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub, PdfPage,
    PdfSaveOptions, Pt, Rect, TextItem,
};

use super::error::PdfError;
use super::kept::{KeptPage, PageKey};
use super::mark::DrawnPage;
use super::object::fault;
use super::shelf::{Shelf, is_shared};
use super::subset::{Subset, Subsets};
use crate::typeset::font::Fonts;
use crate::typeset::page::{Layout, Page};
use pen::{pt, resource};

/// What printpdf wrote, and what the finishing pass must know about it.
pub(super) struct Drawn {
    /// Fonts, pages and content streams; all streams uncompressed.
    pub(super) document: lopdf::Document,
    /// One entry per page, in order.
    pub(super) pages: Vec<Arc<DrawnPage>>,
}

/// Draws every page of `layout`.
///
/// Font programs go from `subsets` into the file.
pub(super) fn draw(
    layout: &Layout,
    subsets: &mut Subsets,
    fonts: &Fonts,
    shelf: &Shelf<'_>,
) -> Result<Drawn, PdfError> {
    let mut document = PdfDocument::new("");
    for (index, subset) in subsets.programs.iter().enumerate() {
        (document.resources.fonts.map).insert(resource(index), PdfFont::new(embedded(subset)));
    }
    let mut pages = Vec::new();
    let mut contents = Vec::new();
    for (number, page) in layout.pages.iter().enumerate() {
        let key = match is_shared(page) {
            true => Some(PageKey::of(
                page,
                &*shelf.inventory(page, number, fonts)?,
                subsets,
                layout,
            )),
            false => None,
        };
        let kept = key.as_ref().and_then(|key| key.find(&shelf.pages));
        let (ops, drawn) = match &kept {
            Some(kept) => (Vec::new(), Arc::clone(&kept.drawn)),
            None => {
                let pen = pen::draw(page, layout, subsets);
                (pen.ops, Arc::new(pen.drawn))
            }
        };
        document.pages.push(PdfPage {
            media_box: sheet(page),
            trim_box: sheet(page),
            crop_box: sheet(page),
            ops,
        });
        pages.push(drawn);
        contents.push((kept, key));
    }
    document.pages.push(specimen(subsets));
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        // The finishing pass compresses, when nothing more changes.
        optimize: false,
        // Done already, by `subset`.
        subset_fonts: false,
        // Our own `TJ`s would be left out.
        secure: false,
        image_optimization: None,
    };
    let mut document = document.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(PdfError::Write(warning.msg.clone()));
    }
    remove_last_page(&mut document).map_err(fault)?;
    put_programs(&mut document, subsets).map_err(fault)?;
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    for ((id, drawn), (kept, key)) in ids.into_iter().zip(&pages).zip(contents) {
        let stream = content(&mut document, id).map_err(fault)?;
        if let Some(kept) = kept {
            stream.set_content(kept.content.clone());
        } else if let Some(key) = key {
            let made = KeptPage {
                drawn: Arc::clone(drawn),
                content: stream.content.clone(),
            };
            key.keep(&shelf.pages, made);
        }
    }
    Ok(Drawn { document, pages })
}

/// The content stream of a page.
fn content(document: &mut lopdf::Document, page: ObjectId) -> lopdf::Result<&mut Stream> {
    let id = document.get_dictionary(page)?.get(b"Contents")?.as_reference()?;
    document.get_object_mut(id)?.as_stream_mut()
}

/// A page that shows a glyph of every font. printpdf learns from its own ops alone which fonts are used; the pages show
/// theirs by ops it does not look into.
fn specimen(subsets: &Subsets) -> PdfPage {
    let mut ops = vec![Op::StartTextSection];
    for (index, subset) in subsets.programs.iter().enumerate() {
        ops.push(Op::SetFont {
            font: PdfFontHandle::External(resource(index)),
            size: Pt(1.0),
        });
        let glyphs = (subset.glyphs.iter().take(1)).map(|g| Codepoint::with_cid(g.id, 0.0, String::new()));
        ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(glyphs.collect())],
        });
    }
    ops.push(Op::EndTextSection);
    let sheet = || Rect::from_wh(Pt(1.0), Pt(1.0));
    PdfPage {
        media_box: sheet(),
        trim_box: sheet(),
        crop_box: sheet(),
        ops,
    }
}

/// Takes the specimen out again.
fn remove_last_page(document: &mut lopdf::Document) -> lopdf::Result<()> {
    let pages = (document.catalog()?.get(b"Pages")).and_then(lopdf::Object::as_reference)?;
    let tree = document.get_dictionary_mut(pages)?;
    let kids = tree.get_mut(b"Kids").and_then(lopdf::Object::as_array_mut)?;
    let last = kids.pop();
    let count = kids.len() as i64;
    tree.set("Count", count);
    let Some(last) = last.and_then(|page| page.as_reference().ok()) else {
        return Ok(());
    };
    let page = document.get_dictionary(last)?;
    let parts = [b"Contents".as_slice(), b"Resources"].map(|key| page.get(key).and_then(lopdf::Object::as_reference));
    for part in parts {
        document.objects.remove(&part?);
    }
    document.objects.remove(&last);
    Ok(())
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
///
/// It copies a program five times; of one with TrueType outlines it gets the first bytes, by which it knows the kind, and
/// [`put_programs`] puts the program in its place.
fn embedded(subset: &Subset) -> ParsedFont {
    let [x_min, y_min, x_max, y_max] = subset.bounds;
    ParsedFont {
        original_bytes: if is_truetype(subset) {
            TRUETYPE.to_vec()
        } else {
            subset.program.clone()
        },
        font_index: 0,
        font_name: Some(subset.tagged.clone()),
        codepoint_to_glyph: BTreeMap::new(),
        // The finishing pass tells the widths of all glyphs.
        glyph_widths: BTreeMap::new(),
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

/// How a program with TrueType outlines begins.
const TRUETYPE: [u8; 4] = [0, 1, 0, 0];

fn is_truetype(subset: &Subset) -> bool {
    subset.program.starts_with(&TRUETYPE)
}

/// Puts the programs that printpdf has only the beginning of into the file.
fn put_programs(document: &mut lopdf::Document, subsets: &mut Subsets) -> lopdf::Result<()> {
    let mut programs = Vec::new();
    for object in document.objects.values() {
        let Ok(descriptor) = object.as_dict() else { continue };
        if let (Ok(name), Ok(file)) = (descriptor.get(b"FontName"), descriptor.get(b"FontFile2")) {
            programs.push((name.as_name()?.to_vec(), file.as_reference()?));
        }
    }
    for (name, file) in programs {
        let subset = subsets
            .programs
            .iter_mut()
            .find(|subset| subset.tagged.as_bytes() == name);
        if let Some(subset) = subset.filter(|subset| is_truetype(subset)) {
            let program = std::mem::take(&mut subset.program);
            let stream = document.get_object_mut(file)?.as_stream_mut()?;
            stream.dict.set("Length1", program.len() as i64);
            stream.set_content(program);
        }
    }
    Ok(())
}
