//! Has printpdf write the content streams of pages. No file beyond this folder names printpdf.

mod pen;

use std::sync::Arc;

use lopdf::Object;
use printpdf::{Mm, Op, PdfDocument, PdfPage, PdfSaveOptions};

use super::error::PdfError;
use super::kept::PageKey;
use super::mark::DrawnPage;
use super::object::fault;
use super::shelf::{Shelf, is_shared};
use super::subset::Subsets;
use super::wide::wider;
use crate::typeset::font::Fonts;
use crate::typeset::page::Layout;

/// Draws every page of `layout`, in order.
pub(super) fn draw(
    layout: &Layout,
    subsets: &Subsets,
    fonts: &Fonts,
    shelf: &Shelf<'_>,
) -> Result<Vec<Arc<DrawnPage>>, PdfError> {
    let mut pages = Vec::with_capacity(layout.pages.len());
    for (number, page) in layout.pages.iter().enumerate() {
        let draw = || {
            let pen = pen::draw(page, layout, subsets, wider(&page.items, fonts, shelf.gaps));
            let content = content(pen.ops)?;
            Ok::<_, PdfError>(Arc::new(DrawnPage { content, ..pen.drawn }))
        };
        if !is_shared(page) {
            pages.push(draw()?);
            continue;
        }
        let key = PageKey::of(page, &*shelf.inventory(page, number, fonts)?, subsets, layout);
        pages.push(match key.find(&shelf.pages) {
            Some(kept) => kept,
            None => {
                let drawn = draw()?;
                key.keep(&shelf.pages, &drawn);
                drawn
            }
        });
    }
    Ok(pages)
}

/// A content stream: of the file that printpdf puts around it nothing is taken.
fn content(ops: Vec<Op>) -> Result<Vec<u8>, PdfError> {
    let mut document = PdfDocument::new("");
    document.pages.push(PdfPage::new(Mm(0.0), Mm(0.0), ops));
    let options = PdfSaveOptions {
        // Compressed when nothing more changes.
        optimize: false,
        // It has no fonts.
        subset_fonts: false,
        // Our own `TJ`s would be left out.
        secure: false,
        image_optimization: None,
    };
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(PdfError::Write(warning.msg.clone()));
    }
    let page = file.page_iter().next().unwrap_or_default();
    let page = file.get_dictionary(page).map_err(fault)?;
    let id = page.get(b"Contents").and_then(Object::as_reference).map_err(fault)?;
    let stream = file.get_object_mut(id).and_then(Object::as_stream_mut).map_err(fault)?;
    Ok(std::mem::take(&mut stream.content))
}
