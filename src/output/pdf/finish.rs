//! Puts the file together: pages and fonts, and everything that a lasting, readable PDF must have besides.

use std::sync::Arc;

use chrono::NaiveDateTime;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::error::PdfError;
use super::hash::Fingerprint;
use super::mark::DrawnPage;
use super::object::{catalog, text};
use super::subset::Subsets;
use super::xmp::{CREATOR, keywords};
use super::{fonts, icc, links, outline, pages, structure, xmp};
use crate::document::Meta;
use crate::typeset::page::Layout;

/// A file of the pages drawn, with its fonts.
pub(super) fn finish(
    drawn: &[Arc<DrawnPage>],
    layout: &Layout,
    meta: &Meta,
    subsets: Subsets,
) -> Result<Document, PdfError> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let fonts = fonts::add(&mut document, subsets)?;
    let pages = pages::add(&mut document, tree, layout, drawn, fonts);
    root(&mut document, tree, meta);
    information(&mut document, meta);
    let mut nodes = layout.nodes.clone();
    let annotations = links::add(&mut document, drawn, &pages, &mut nodes)?;
    structure::add(&mut document, layout, &nodes, drawn, &pages, &annotations)?;
    outline::add(&mut document, layout, &pages)?;
    identify(&mut document, meta)?;
    Ok(document)
}

/// The catalog (ISO 32000-1 §7.7.2), with the intent of colours that PDF/A-2 §6.2.3 asks for.
fn root(document: &mut Document, tree: ObjectId, meta: &Meta) {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    };
    let catalog = document.add_object(dictionary! {
        "Type" => "Catalog",
        "Pages" => tree,
        "Lang" => Object::string_literal(meta.language.as_str()),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "OutputIntents" => vec![Object::Dictionary(intent)],
    });
    document.trailer.set("Root", catalog);
}

/// The information dictionary (ISO 32000-1 §14.3.3).
fn information(document: &mut Document, meta: &Meta) {
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
    let id = document.add_object(info);
    document.trailer.set("Info", id);
}

/// Adds the file's identifier (ISO 32000-1 §14.4) and the metadata packet that repeats it. The first half follows from
/// the record, so that it stays when the letter is corrected; the second from everything in the file.
fn identify(document: &mut Document, meta: &Meta) -> Result<(), PdfError> {
    let mut lasting = Fingerprint::new();
    lasting.add(meta.identifier.as_bytes());
    let mut content = Fingerprint::new();
    for (id, object) in &document.objects {
        content.add(&id.0.to_be_bytes());
        add(&mut content, object);
    }
    // What stands in the packet alone.
    for author in &meta.authors {
        content.add(author.as_bytes());
    }
    let ids = [&lasting, &content].map(|f| Object::String(f.bytes().to_vec(), StringFormat::Hexadecimal));
    document.trailer.set("ID", ids.to_vec());
    let packet = xmp::packet(meta, &lasting.uuid(), &content.uuid());
    let stream = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        packet.into_bytes(),
    );
    // Left as plain text, so that an archive's tools that know nothing of PDF can read it.
    let id = document.add_object(stream.with_compression(false));
    catalog(document)?.set("Metadata", id);
    Ok(())
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
