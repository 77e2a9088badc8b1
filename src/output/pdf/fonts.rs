//! The fonts of a file (ISO 32000-1 §9.7): composite fonts whose codes are the glyph ids of their programs.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::error::PdfError;
use super::subset::{Subset, Subsets};
use super::unicode;

/// Adds the fonts; the programs go from `subsets` into the file. Returns them by their names in the pages' resources.
pub(super) fn add(document: &mut Document, subsets: Subsets) -> Result<Dictionary, PdfError> {
    let mut fonts = Dictionary::new();
    for (index, mut subset) in subsets.programs.into_iter().enumerate() {
        let program = std::mem::take(&mut subset.program);
        let descriptor = descriptor(document, &subset, program)?;
        let to_unicode = document.add_object(Stream::new(Dictionary::new(), unicode::map(&subset)));
        let truetype = descriptor.kind == "CIDFontType2";
        let mut descendant = dictionary! {
            "Type" => "Font",
            "Subtype" => descriptor.kind,
            "BaseFont" => subset.tagged.as_str(),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor.id,
            "W" => widths(&subset),
        };
        if truetype {
            // Asked for by PDF/A-2 §6.2.11.3.2, though it is the default.
            descendant.set("CIDToGIDMap", "Identity");
        }
        let font = dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => subset.tagged.as_str(),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Dictionary(descendant)],
            "ToUnicode" => to_unicode,
        };
        fonts.set(name(index), document.add_object(font));
    }
    Ok(fonts)
}

/// The name in the pages' resources of the font with the program of this index. Nothing that counts in the process: an
/// index alone.
pub(super) fn name(program: usize) -> String {
    format!("F{program}")
}

/// A descriptor in the file, and the kind of font it describes.
struct Descriptor {
    id: ObjectId,
    kind: &'static str,
}

/// Symbolic (ISO 32000-1 §9.8.2): its characters are not those of the standard Latin set.
const SYMBOLIC: i64 = 1 << 2;

/// Thickness of stems, thousandths of an em: only a reader that lacks the program would draw by it, but the key must be
/// there.
const STEM: i64 = 80;

fn descriptor(document: &mut Document, subset: &Subset, program: Vec<u8>) -> Result<Descriptor, PdfError> {
    let thousandths = |units: i16| (f64::from(units) * 1000.0 / f64::from(subset.units_per_em)).round() as i64;
    let mut descriptor = dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => subset.tagged.as_str(),
        "Flags" => SYMBOLIC,
        "FontBBox" => subset.bounds.map(|edge| Object::Integer(thousandths(edge))).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => thousandths(subset.ascent),
        "Descent" => thousandths(subset.descent),
        "CapHeight" => subset.cap_height,
        "StemV" => STEM,
    };
    let kind = if program.starts_with(b"OTTO") {
        // The bare table: within a whole font some readers take codes for glyph ids and others do not (ISO 32000-1 §9.9).
        let bare = Stream::new(
            dictionary! { "Subtype" => "CIDFontType0C" },
            outlines(subset, &program)?,
        );
        descriptor.set("FontFile3", document.add_object(bare));
        "CIDFontType0"
    } else {
        let whole = dictionary! { "Length1" => program.len() as i64 };
        descriptor.set("FontFile2", document.add_object(Stream::new(whole, program)));
        "CIDFontType2"
    };
    Ok(Descriptor {
        id: document.add_object(descriptor),
        kind,
    })
}

/// The table of PostScript outlines; `subsetter` writes it so that its CIDs are glyph ids.
fn outlines(subset: &Subset, program: &[u8]) -> Result<Vec<u8>, PdfError> {
    let fault = |reason: &str| PdfError::Font {
        font: subset.tagged.clone(),
        reason: reason.to_owned(),
    };
    let face = ttf_parser::RawFace::parse(program, 0).map_err(|e| fault(&e.to_string()))?;
    let table = face.table(ttf_parser::Tag::from_bytes(b"CFF "));
    table.map(<[u8]>::to_vec).ok_or_else(|| fault("no CFF table"))
}

/// The widths of all glyphs (ISO 32000-1 §9.7.4.3): for each run of ids the first, then their widths.
fn widths(subset: &Subset) -> Vec<Object> {
    let runs = subset.glyphs.chunk_by(|a, b| b.id == a.id + 1);
    runs.flat_map(|run| {
        let first = run.iter().take(1).map(|glyph| Object::Integer(i64::from(glyph.id)));
        let widths = run.iter().map(|glyph| Object::Integer(subset.width(glyph))).collect();
        first.chain([Object::Array(widths)])
    })
    .collect()
}
