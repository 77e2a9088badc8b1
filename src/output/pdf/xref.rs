//! The cross-reference stream (ISO 32000-1 §7.5.8), which lopdf writes uncompressed: seven bytes for every object.

use lopdf::{Dictionary, Stream};

/// Bytes of an entry as lopdf writes it: `/W [1 4 2]`.
const ENTRY: usize = 7;

/// The same file with its cross-reference stream compressed. Nothing stands behind that stream but the number of the
/// byte where it begins, so that no offset changes. A file that does not end as lopdf's do is left as it is.
pub(super) fn compressed(file: Vec<u8>) -> Vec<u8> {
    match tail(&file) {
        Some((start, tail)) => {
            let mut file = file;
            file.truncate(start);
            file.extend(tail);
            file
        }
        None => file,
    }
}

fn tail(file: &[u8]) -> Option<(usize, Vec<u8>)> {
    let mark = file.windows(MARK.len()).rposition(|w| w == MARK)?;
    let number = file.get(mark + MARK.len()..)?.split(|b| *b == b'\n').next()?;
    let start: usize = std::str::from_utf8(number).ok()?.parse().ok()?;
    let object = file.get(start..mark)?;
    let open = object.windows(OPEN.len()).position(|w| w == OPEN)?;
    let head = std::str::from_utf8(object.get(..open)?).ok()?;
    let (head, length) = head.rsplit_once("/Length ")?;
    let entries = object.get(open + OPEN.len()..)?.get(..length.parse().ok()?)?;
    if !head.contains("/W[1 4 2]") || head.contains("/Filter") || entries.len() % ENTRY != 0 {
        return None;
    }

    let mut rows = Vec::new();
    let mut above = [0; ENTRY];
    for entry in entries.chunks_exact(ENTRY) {
        // PNG's filter “Up”: offsets grow slowly, their differences from row to row are small.
        rows.push(2);
        rows.extend(entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above.copy_from_slice(entry);
    }
    let mut stream = Stream::new(Dictionary::new(), rows);
    stream.compress().ok()?;
    if !stream.dict.has(b"Filter") || stream.content.len() >= entries.len() {
        return None;
    }
    let parameters = format!("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ENTRY}>>");
    let mut tail = format!("{head}{parameters}/Length {}>>stream\n", stream.content.len()).into_bytes();
    tail.extend(stream.content);
    tail.extend(format!("\nendstream\nendobj{MARK_TEXT}{start}\n%%EOF").bytes());
    Some((start, tail))
}

const OPEN: &[u8] = b">>stream\n";
const MARK_TEXT: &str = "\nstartxref\n";
const MARK: &[u8] = MARK_TEXT.as_bytes();
