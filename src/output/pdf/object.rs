//! What all that works on the objects of a file needs.

use lopdf::{Dictionary, Document, Object, StringFormat};

use super::error::PdfError;

/// The catalog (ISO 32000-1 §7.7.2).
pub(super) fn catalog(document: &mut Document) -> Result<&mut Dictionary, PdfError> {
    document.catalog_mut().map_err(fault)
}

/// UTF-16, big-endian, with its mark (ISO 32000-1 §7.9.2.2).
pub(super) fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// A text string: ASCII as it is, anything else as UTF-16.
pub(super) fn text(value: &str) -> Object {
    if value.is_ascii() {
        Object::string_literal(value)
    } else {
        Object::String(utf16(value), StringFormat::Hexadecimal)
    }
}

/// An object that must be there is not.
pub(super) fn fault(error: lopdf::Error) -> PdfError {
    PdfError::Write(error.to_string())
}

/// To a thousandth of a point: 0.35 µm, and short in the file.
pub(super) fn pt(length: f64) -> f32 {
    ((length * 1000.0).round() / 1000.0) as f32
}
