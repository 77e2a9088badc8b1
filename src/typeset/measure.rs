//! The measures of the two printed forms: page, type area, sizes, line pitch, rules. Every number of a page's look
//! stands here, in pt unless it says em, so that a form is changed in one place.

use super::font::Face;
use crate::document::{Form, Paper};

/// Points in a millimetre.
pub(super) const MM: f64 = 72.0 / 25.4;

/// What a page of one form measures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measures {
    /// The form they are of.
    pub form: Form,
    /// Page width, pt.
    pub page_width: f64,
    /// Page height, pt.
    pub page_height: f64,
    /// Left edge of the type area, pt from the page's left.
    pub left: f64,
    /// Top edge of the type area, pt from the page's top.
    pub top: f64,
    /// Width of the type area: a whole number of em of the body (JIS X 4051 §4.2), pt.
    pub width: f64,
    /// Height of the type area, pt.
    pub height: f64,
    /// Body size, pt.
    pub size: f64,
    /// Distance of baselines in the body: the line grid (行取り), pt.
    pub pitch: f64,
    /// The body's face.
    pub face: Face,
    /// Size of the title (件名), pt.
    pub title: f64,
    /// Size of first-level headings, pt.
    pub heading: f64,
    /// Size of the banner (同報FAX), pt.
    pub banner: f64,
    /// Size of notes, pt.
    pub note: f64,
    /// Size of table text, pt.
    pub table: f64,
    /// Small tables are as wide as what stands in them.
    pub natural_tables: bool,
    /// The least size of table text, taken only where a date or a number would have to be cut otherwise, pt.
    pub table_least: f64,
    /// Distance of baselines in notes and table cells, as a part of their size.
    pub small_pitch: f64,
    /// Space between a table's rule and the text beside it, pt.
    pub pad_x: f64,
    /// Space between a table's rule and the line body above or below it, pt.
    pub pad_y: f64,
    /// Thickness of thin rules, pt.
    pub rule: f64,
    /// Thickness of the rule below a table's header, pt.
    pub header_rule: f64,
    /// Thickness of the banner's box, pt.
    pub heavy_rule: f64,
    /// Baseline of the continuation mark, pt from the page's top.
    pub continued: f64,
    /// Size and baseline of the page number, pt.
    pub folio: Folio,
    /// How much a line may be brought nearer to the next before the page counts as too full: the least pitch, pt.
    pub floor_pitch: f64,
}

/// Where page numbers stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Folio {
    /// Centred below the type area, and only in documents of more than one page.
    Foot {
        /// Size, pt.
        size: f64,
        /// Baseline, pt from the page's top.
        y: f64,
    },
    /// At the top right of every page, as receivers of a FAX expect `n/N`.
    Head {
        /// Size, pt.
        size: f64,
        /// Baseline, pt from the page's top.
        y: f64,
    },
}

impl Measures {
    /// The measures of `form`, upright or landscape.
    pub(crate) fn of(form: Form, landscape: bool) -> Self {
        let (page_width, page_height) = if landscape {
            (297.0 * MM, 210.0 * MM)
        } else {
            (210.0 * MM, 297.0 * MM)
        };
        match form {
            Form::Letter(paper) => Measures::letter(page_width, page_height, landscape, paper),
            Form::Fax => Measures::fax(page_width, page_height, landscape),
        }
    }

    /// A business letter: 43 em of 10.5 pt on A4, about 39 lines; margins of 25 mm at the sides (landscape: 68 em).
    /// Other sizes follow the body's, and other margins leave a type area of whole em.
    fn letter(page_width: f64, page_height: f64, landscape: bool, paper: Paper) -> Self {
        let usual = 10.5;
        let size = paper.type_size.map_or(usual, |tenths| f64::from(tenths) / 10.0);
        let scale = size / usual;
        let measure = if landscape { 68.0 } else { 43.0 } * usual;
        let (top, bottom) = if landscape { (22.0, 25.0) } else { (26.5, 25.5) };
        let side = (page_width - measure) / 2.0;
        let margin = |tenths: Option<u16>| tenths.map(|tenths| f64::from(tenths) / 10.0 * MM);
        let [above, right, below, left] = paper.margins.map(margin);
        let (top, bottom) = (above.unwrap_or(top * MM), below.unwrap_or(bottom * MM));
        let (right, left) = (right.unwrap_or(side), left.unwrap_or(side));
        let room = page_width - left - right;
        let width = (room / size + 1e-6).floor() * size;
        Measures {
            form: Form::Letter(paper),
            page_width,
            page_height,
            left: left + (room - width) / 2.0,
            top,
            width,
            height: page_height - top - bottom,
            size,
            pitch: 17.5 * scale,
            face: if paper.gothic { Face::Gothic } else { Face::Mincho },
            title: 14.0 * scale,
            heading: 11.0 * scale,
            banner: 21.0 * scale,
            note: 9.0 * scale,
            table: 9.0 * scale,
            natural_tables: paper.natural_tables,
            // A kanji of twenty strokes has 0.13 mm for each at 7.5 pt: what a copy at 200 dpi can still tell.
            table_least: 7.5,
            small_pitch: 1.5,
            pad_x: 3.0 * scale,
            pad_y: 2.6 * scale,
            rule: 0.5,
            header_rule: 0.9,
            heavy_rule: 1.5,
            continued: page_height - bottom + 18.0,
            folio: Folio::Foot {
                size: 9.0,
                y: page_height - bottom + 38.0,
            },
            floor_pitch: 16.0 * scale,
        }
    }

    /// A FAX sheet: 14 pt Gothic, at least 18 mm kept free at the top for the receiver's line and 12 mm elsewhere, all
    /// that is drawn within 270 mm (receivers shrink what is taller), rules of at least 0.75 pt (one line of the
    /// standard resolution is 0.26 mm: thinner rules can vanish).
    fn fax(page_width: f64, page_height: f64, landscape: bool) -> Self {
        let size = 14.0;
        let width = if landscape { 56.0 } else { 36.0 } * size;
        let head = 20.0 * MM;
        let foot = 14.0 * MM;
        let top = head + 26.0;
        let height = page_height - top - foot - 26.0;
        Measures {
            form: Form::Fax,
            page_width,
            page_height,
            left: (page_width - width) / 2.0,
            top,
            width,
            height,
            size,
            pitch: 22.0,
            face: Face::Gothic,
            title: 18.0,
            heading: 15.0,
            banner: 28.0,
            note: 12.0,
            table: 14.0,
            natural_tables: false,
            // Below 12 pt a receiver of standard resolution reads fewer than nine kanji in ten.
            table_least: 12.0,
            small_pitch: 1.45,
            pad_x: 5.0,
            pad_y: 4.0,
            rule: 0.9,
            header_rule: 1.5,
            heavy_rule: 2.5,
            continued: page_height - foot - 4.0,
            folio: Folio::Head {
                size,
                y: head + 0.88 * size,
            },
            floor_pitch: 20.0,
        }
    }
}
