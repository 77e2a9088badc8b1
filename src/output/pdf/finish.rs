//! The finishing pass: everything a lasting, readable PDF must have that printpdf has no notion of.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::error::PdfError;
use super::hash::Fingerprint;
use super::object::{catalog, fault, text};
use super::subset::{Subset, Subsets};
use super::write::Drawn;
use super::xmp::{CREATOR, keywords};
use super::{icc, links, outline, structure, unicode, xmp};
use crate::document::Meta;
use crate::typeset::page::Layout;

/// Completes what printpdf wrote.
pub(super) fn finish(drawn: Drawn, layout: &Layout, meta: &Meta, subsets: &Subsets) -> Result<Document, PdfError> {
    let Drawn {
        mut document,
        pages: marks,
    } = drawn;
    document.version = "1.7".to_owned();
    let pages = tidy_pages(&mut document)?;
    tidy_catalog(&mut document, meta)?;
    tidy_fonts(&mut document, subsets);
    let mut nodes = layout.nodes.clone();
    let annotations = links::add(&mut document, &marks, &pages, &mut nodes)?;
    structure::add(&mut document, layout, &nodes, &marks, &pages, &annotations)?;
    outline::add(&mut document, layout, &pages)?;
    information(&mut document, meta)?;
    identify(&mut document, meta)?;
    Ok(document)
}

/// The pages in order, without what only says again what is so anyway.
fn tidy_pages(document: &mut Document) -> Result<Vec<ObjectId>, PdfError> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let mut unused = BTreeSet::new();
    for &id in &pages {
        let page = document.get_dictionary_mut(id).map_err(fault)?;
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
        let resources = page.get(b"Resources").and_then(Object::as_reference).map_err(fault)?;
        let resources = document.get_dictionary_mut(resources).map_err(fault)?;
        for empty in [b"XObject".as_slice(), b"ExtGState", b"Shading"] {
            if let Some(Object::Reference(id)) = resources.remove(empty) {
                unused.insert(id);
            }
        }
    }
    for id in unused {
        document.objects.remove(&id);
    }
    Ok(pages)
}

fn tidy_catalog(document: &mut Document, meta: &Meta) -> Result<(), PdfError> {
    let profile = Stream::new(dictionary! { "N" => 3 }, icc::srgb());
    let profile = document.add_object(profile);
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    };
    let catalog = catalog(document)?;
    catalog.remove(b"PageLayout");
    catalog.remove(b"PageMode");
    catalog.set("Lang", Object::string_literal(meta.language.as_str()));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    Ok(())
}

/// Says of fonts what printpdf has no field for, and says it shorter.
fn tidy_fonts(document: &mut Document, subsets: &Subsets) {
    let mut maps = Vec::new();
    for object in document.objects.values_mut() {
        let Ok(dictionary) = object.as_dict_mut() else { continue };
        let name = (dictionary.get(b"FontName"))
            .or_else(|_| dictionary.get(b"BaseFont"))
            .and_then(Object::as_name)
            .ok();
        let Some(subset) = name.and_then(|n| subsets.programs.iter().find(|s| s.tagged.as_bytes() == n)) else {
            continue;
        };
        if dictionary.has_type(b"FontDescriptor") {
            dictionary.set("CapHeight", subset.cap_height);
        } else if let Ok([Object::Dictionary(descendant)]) = (dictionary.get_mut(b"DescendantFonts"))
            .and_then(Object::as_array_mut)
            .map(Vec::as_mut_slice)
        {
            descendant.set("W", widths(subset));
        }
        if let Ok(id) = dictionary.get(b"ToUnicode").and_then(Object::as_reference) {
            maps.push((id, unicode::map(subset)));
        }
    }
    for (id, map) in maps {
        document.set_object(id, Stream::new(Dictionary::new(), map));
    }
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
