//! The bytes of a file: streams compressed, all other objects in one object stream (ISO 32000-1 §7.5.7; a long document has
//! several), a compressed cross-reference stream (§7.5.8). lopdf writes every object of an object stream twice and leaves the cross-reference
//! stream uncompressed, seven bytes for every object.

use std::io::Write as _;

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};

use super::deflate::{Deflate, Pieces};
use super::error::PdfError;

/// Bytes that compression must at least save to be worth its `/Filter`.
const WORTH: usize = 19;

/// How many objects of the object stream are compressed as one: those of a structure tree are alike from document to
/// document, while a font's and the information dictionary's are not.
const GROUP: usize = 64;

/// Compresses every stream that is not compressed and may be.
pub(super) fn compress(document: &mut Document, pieces: &Pieces) -> Result<(), PdfError> {
    let mut deflate = Deflate::new(pieces);
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let head = directory(stream);
        let small = deflate.zlib(&stream.content, head.as_slice())?;
        if small.len() + WORTH < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(small);
        }
    }
    Ok(())
}

/// Where the table directory of a TrueType program ends: its checksums differ from document to document.
fn directory(stream: &Stream) -> Option<usize> {
    let tables = stream.content.get(4..6).filter(|_| stream.dict.has(b"Length1"))?;
    Some(12 + 16 * usize::from(u16::from_be_bytes([tables[0], tables[1]])))
}

/// Where an object stands, as a row of the cross-reference stream has it: kind, place, index (Table 18).
const ROW: usize = 7;

/// How many objects one object stream holds at most: their places within it are told in two bytes.
const CONTAINED: usize = 1 << 16;

/// The objects of an object stream.
#[derive(Default, Clone)]
struct Container {
    /// Their numbers, each with the byte at which it begins.
    places: Vec<(u32, usize)>,
    /// All of them, as they are written.
    packed: Vec<u8>,
}

impl Container {
    /// Takes `object` in, and gives its place.
    fn take(&mut self, number: u32, object: &Object) -> usize {
        self.places.push((number, self.packed.len()));
        write(&mut self.packed, object);
        self.packed.push(b' ');
        self.places.len() - 1
    }

    fn stream(self, deflate: &mut Deflate<'_>) -> Result<Stream, PdfError> {
        let Container { places, packed } = self;
        let mut content = Vec::with_capacity(packed.len() + 10 * places.len());
        for (number, place) in &places {
            for value in [i64::from(*number), *place as i64] {
                integer(&mut content, value);
                content.push(b' ');
            }
        }
        let first = content.len();
        let groups = places.iter().step_by(GROUP).map(|(_, place)| first + place);
        let ends: Vec<usize> = groups.collect();
        content.extend(packed);
        let objects = dictionary! {
            "Type" => "ObjStm", "N" => places.len() as i64, "First" => first as i64, "Filter" => "FlateDecode",
        };
        Ok(Stream::new(objects, deflate.zlib(&content, &ends)?))
    }
}

/// The file.
pub(super) fn bytes(document: &Document, pieces: &Pieces) -> Result<Vec<u8>, PdfError> {
    let mut deflate = Deflate::new(pieces);
    let streams = document.objects.values().filter_map(|o| o.as_stream().ok());
    let mut out = Vec::with_capacity(streams.map(|s| s.content.len() + 256).sum::<usize>() + 16_384);
    out.extend(format!("%PDF-{}\n%", document.version).bytes());
    out.extend(&document.binary_mark);
    out.push(b'\n');

    let last = document.objects.keys().map(|id| id.0).max().unwrap_or(0);
    let objects = document.objects.values().filter(|object| object.as_stream().is_err());
    let mut containers = vec![Container::default(); objects.count().div_ceil(CONTAINED).max(1)];
    let table = last as usize + 1 + containers.len();
    let number_of = |index: usize| last + 1 + index as u32;
    // Objects that are not there are free, and so is object 0 (§7.5.4).
    let mut rows = vec![[0; ROW]; table + 1];
    let mut filling = 0;
    for (&(number, _), object) in &document.objects {
        rows[number as usize] = match object {
            Object::Stream(stream) => {
                let at = out.len();
                indirect(&mut out, number, stream);
                row(1, at, 0)?
            }
            _ => {
                if containers[filling].places.len() == CONTAINED {
                    filling += 1;
                }
                let place = containers[filling].take(number, object);
                row(2, number_of(filling) as usize, place)?
            }
        };
    }
    for (index, container) in containers.into_iter().enumerate() {
        rows[last as usize + 1 + index] = row(1, out.len(), 0)?;
        indirect(&mut out, number_of(index), &container.stream(&mut deflate)?);
    }

    let start = out.len();
    rows[table] = row(1, start, 0)?;
    indirect(
        &mut out,
        table as u32,
        &cross_reference(&document.trailer, &rows, &mut deflate)?,
    );
    out.extend(format!("startxref\n{start}\n%%EOF").bytes());
    Ok(out)
}

fn row(kind: u8, place: usize, index: usize) -> Result<[u8; ROW], PdfError> {
    let too_large = |_| PdfError::Write("too large".to_owned());
    let [a, b, c, d] = u32::try_from(place).map_err(too_large)?.to_be_bytes();
    let [e, f] = u16::try_from(index).map_err(too_large)?.to_be_bytes();
    Ok([kind, a, b, c, d, e, f])
}

fn cross_reference(trailer: &Dictionary, rows: &[[u8; ROW]], deflate: &mut Deflate<'_>) -> Result<Stream, PdfError> {
    let mut content = Vec::with_capacity(rows.len() * (ROW + 1));
    let mut above = [0; ROW];
    for row in rows {
        // PNG's filter “Up”: places grow slowly, their differences from row to row are small.
        content.push(2);
        content.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = *row;
    }
    let mut dictionary = dictionary! {
        "Type" => "XRef",
        "Size" => rows.len() as i64,
        "W" => vec![1.into(), 4.into(), 2.into()],
        "Filter" => "FlateDecode",
        "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => ROW as i64 },
    };
    for key in [b"Root".as_slice(), b"Info", b"ID"] {
        if let Ok(value) = trailer.get(key) {
            dictionary.set(key, value.clone());
        }
    }
    Ok(Stream::new(dictionary, deflate.zlib(&content, &[])?))
}

fn indirect(out: &mut Vec<u8>, number: u32, stream: &Stream) {
    out.extend(format!("{number} 0 obj\n").bytes());
    write_dictionary(out, &stream.dict);
    out.extend(b"stream\n");
    out.extend(&stream.content);
    out.extend(b"\nendstream\nendobj\n");
}

/// Writes an object (§7.3) in as few bytes as it takes.
fn write(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => word(out, format_args!("null")),
        Object::Boolean(value) => word(out, format_args!("{value}")),
        Object::Integer(value) => {
            part(out);
            integer(out, *value);
        }
        Object::Real(value) => word(out, format_args!("{value}")),
        Object::Reference((number, generation)) => {
            part(out);
            integer(out, i64::from(*number));
            out.push(b' ');
            integer(out, i64::from(*generation));
            out.extend(b" R");
        }
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, StringFormat::Hexadecimal) => write_hexadecimal(out, bytes),
        Object::String(bytes, StringFormat::Literal) => write_literal(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            items.iter().for_each(|item| write(out, item));
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        // A stream is never part of another object (§7.3.8.1).
        Object::Stream(stream) => write_dictionary(out, &stream.dict),
    }
}

/// A space where the next word would run into the one before.
fn part(out: &mut Vec<u8>) {
    if out.last().is_some_and(|last| !b" \n[]<>()".contains(last)) {
        out.push(b' ');
    }
}

/// A file has thousands of them: written without the detour of a format.
fn integer(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    let (mut digits, mut start, mut rest) = ([0; 20], 20, value.unsigned_abs());
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(&digits[start..]);
}

/// Writes what must be kept apart from the word before it.
fn word(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    part(out);
    // A vector takes everything.
    let _ = out.write_fmt(text);
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in dictionary.iter() {
        write_name(out, key);
        write(out, value);
    }
    out.extend(b">>");
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    if name.iter().all(u8::is_ascii_alphanumeric) {
        out.extend_from_slice(name);
        return;
    }
    for &byte in name {
        match byte {
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' | b'#' => escape(out, byte),
            b'!'..=b'~' => out.push(byte),
            _ => escape(out, byte),
        }
    }
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    out.push(b'#');
    hexadecimal(out, byte);
}

fn hexadecimal(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(DIGITS[usize::from(byte >> 4)]);
    out.push(DIGITS[usize::from(byte & 15)]);
}

fn write_hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    bytes.iter().for_each(|&byte| hexadecimal(out, byte));
    out.push(b'>');
}

fn write_literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for &byte in bytes {
        match byte {
            // A bare carriage return would be read as a line feed (§7.3.4.2).
            b'\r' => out.extend(b"\\r"),
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(object: &Object) -> String {
        let mut out = Vec::new();
        write(&mut out, object);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn objects_stand_as_close_as_they_can() {
        let object = Object::Dictionary(dictionary! {
            "A" => i64::MIN, "B" => vec![10.into(), 2.5.into(), Object::Null, true.into(), Object::Reference((7, 0))],
            "C D" => "E/F", "G" => dictionary! { "H" => Object::string_literal("(\\\r)") },
            "I" => Object::String(vec![0xFE, 0xFF], StringFormat::Hexadecimal),
        });
        assert_eq!(
            written(&object),
            r"<</A -9223372036854775808/B[10 2.5 null true 7 0 R]/C#20D/E#2FF/G<</H(\(\\\r\))>>/I<FEFF>>>"
        );
    }

    #[test]
    fn what_was_written_is_read_back() {
        let mut document = Document::with_version("1.7");
        let text = document.add_object(Stream::new(Dictionary::new(), b"word ".repeat(100)));
        // A gap in the numbers.
        document.max_id += 3;
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Text" => text, "N" => 0.25 });
        document.trailer.set("Root", root);
        compress(&mut document, &Pieces::default()).expect("in memory");
        let file = bytes(&document, &Pieces::default()).expect("in memory");
        assert!(file.len() < 700, "{}", file.len());
        let read = Document::load_mem(&file).expect("a file that can be read");
        let catalog = read.catalog().expect("a catalog");
        assert_eq!(catalog.get(b"N").and_then(Object::as_float).ok(), Some(0.25));
        let stream = (read.get_object(text).and_then(Object::as_stream)).expect("a stream");
        assert_eq!(stream.decompressed_content().ok(), Some(b"word ".repeat(100)));
    }

    #[test]
    fn more_objects_than_one_stream_holds_are_read_back() {
        let mut document = Document::with_version("1.7");
        let count = CONTAINED as i64 + 10;
        let numbers: Vec<Object> = (0..count).map(|n| document.add_object(n).into()).collect();
        let (first, last) = (numbers[0].clone(), numbers[numbers.len() - 1].clone());
        let root = document.add_object(dictionary! { "Type" => "Catalog", "First" => first, "Last" => last });
        document.trailer.set("Root", root);
        let file = bytes(&document, &Pieces::default()).expect("in memory");
        let read = Document::load_mem(&file).expect("a file that can be read");
        let catalog = read.catalog().expect("a catalog");
        let number = |key: &[u8]| catalog.get_deref(key, &read).and_then(Object::as_i64).ok();
        assert_eq!((number(b"First"), number(b"Last")), (Some(0), Some(count - 1)));
    }
}
