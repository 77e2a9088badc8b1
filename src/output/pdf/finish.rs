//! The finishing pass: everything a lasting, readable PDF must have that printpdf has no notion of.

use chrono::NaiveDateTime;
use lopdf::{Dictionary, Document, Object, StringFormat, dictionary};

use super::PdfError;
use super::hash::Fingerprint;
use super::write::Drawn;
use crate::document::Meta;
use crate::typeset::page::Layout;

/// Completes what printpdf wrote and makes the file of it.
pub(super) fn finish(drawn: Drawn, layout: &Layout, meta: &Meta) -> Result<Vec<u8>, PdfError> {
    let _ = layout;
    let mut document = drawn.document;
    document.version = "1.7".to_owned();
    information(&mut document, meta)?;
    identify(&mut document);
    document.compress();
    let mut bytes = Vec::new();
    (document.save_to(&mut bytes)).map_err(|e| PdfError::Write(e.to_string()))?;
    Ok(bytes)
}

/// The information dictionary (ISO 32000-1 §14.3.3), written anew: printpdf's has a wrong offset in its dates and keys
/// of other standards.
fn information(document: &mut Document, meta: &Meta) -> Result<(), PdfError> {
    let date = Object::string_literal(pdf_date(meta.moment, meta.zone_minutes));
    let mut info = dictionary! {
        "Title" => text(&meta.title),
        "Author" => text(&meta.authors.join(", ")),
        "Subject" => text(&meta.subject),
        "Creator" => text(CREATOR),
        "Producer" => text(CREATOR),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    info.set("Keywords", text(&keywords(meta)));
    let id = (document.trailer.get(b"Info").and_then(Object::as_reference)).map_err(fault)?;
    document.set_object(id, info);
    Ok(())
}

/// The program's name in metadata; its version would change bytes of documents whose text did not change.
pub(super) const CREATOR: &str = "notice";

/// Record id and 文書番号: what an archive looks a letter up by.
pub(super) fn keywords(meta: &Meta) -> String {
    let mut words = vec![meta.identifier.as_str()];
    words.extend(meta.number.as_deref());
    words.join(", ")
}

/// The file's identifier (ISO 32000-1 §14.4) from everything in it.
fn identify(document: &mut Document) -> Fingerprint {
    let mut fingerprint = Fingerprint::new();
    for (id, object) in &document.objects {
        fingerprint.add(&id.0.to_be_bytes());
        add(&mut fingerprint, object);
    }
    let id = Object::String(fingerprint.bytes().to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    fingerprint
}

fn add(fingerprint: &mut Fingerprint, object: &Object) {
    match object {
        Object::Stream(stream) => {
            add_dictionary(fingerprint, &stream.dict);
            fingerprint.add(&stream.content);
        }
        Object::Dictionary(dictionary) => add_dictionary(fingerprint, dictionary),
        Object::Array(array) => {
            fingerprint.add(&array.len().to_be_bytes());
            for object in array {
                add(fingerprint, object);
            }
        }
        Object::String(bytes, _) | Object::Name(bytes) => {
            fingerprint.add(bytes);
        }
        Object::Integer(n) => {
            fingerprint.add(&n.to_be_bytes());
        }
        Object::Real(n) => {
            fingerprint.add(&n.to_be_bytes());
        }
        Object::Boolean(b) => {
            fingerprint.add(&[u8::from(*b)]);
        }
        Object::Reference((number, generation)) => {
            fingerprint.add(&number.to_be_bytes()).add(&generation.to_be_bytes());
        }
        Object::Null => {
            fingerprint.add(&[]);
        }
    }
}

fn add_dictionary(fingerprint: &mut Fingerprint, dictionary: &Dictionary) {
    for (key, value) in dictionary.iter() {
        fingerprint.add(key);
        add(fingerprint, value);
    }
}

/// `D:20210401090000+09'00'` (ISO 32000-1 §7.9.4).
fn pdf_date(moment: NaiveDateTime, zone_minutes: i32) -> String {
    let sign = if zone_minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (zone_minutes.abs() / 60, zone_minutes.abs() % 60);
    format!("D:{}{sign}{hours:02}'{minutes:02}'", moment.format("%Y%m%d%H%M%S"))
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

/// What printpdf is known to write was not there.
pub(super) fn fault(error: lopdf::Error) -> PdfError {
    PdfError::Write(error.to_string())
}
