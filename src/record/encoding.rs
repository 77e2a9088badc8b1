//! Bytes of a file to its text: UTF-8 only, a byte order mark is taken off, the size is bounded.

use super::codes;
use crate::diagnostic::{Bytes, Diagnostic, FileId, Message, Sources, Span};
use std::path::PathBuf;

/// The largest file that is read, in bytes. The largest real record known is under 20 kB.
pub(crate) const MAX_BYTES: usize = 1024 * 1024;

/// Adds the file to `sources` and gives its id; with the fault, where its bytes are not the text of a record.
pub(crate) fn admit(path: PathBuf, bytes: Bytes, sources: &mut Sources) -> (FileId, Option<Diagnostic>) {
    let size = bytes.len();
    if size > MAX_BYTES {
        // The text is not kept: nothing of it will be shown, and lossy decoding of a huge file costs time.
        let file = sources.add(path, String::new());
        return (file, Some(too_large(at(file, 0, 0), size)));
    }
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec().into(),
        None => bytes,
    };
    match bytes {
        Bytes::Text(text) => {
            let empty = text.trim().is_empty();
            let file = sources.add(path, text);
            (file, empty.then(|| empty_file(at(file, 0, 0))))
        }
        Bytes::Other(bytes) => {
            let valid = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
            let guess = Guess::of(&bytes);
            let file = sources.add(path, guess.shown(&bytes));
            let span = match guess {
                Guess::Utf16 => at(file, 0, 0),
                // The lossy text is the same as the bytes up to the first that is not UTF-8.
                Guess::Cp932 | Guess::Unknown => at(file, valid, valid + '\u{FFFD}'.len_utf8()),
            };
            (file, Some(guess.fault(span)))
        }
    }
}

fn at(file: FileId, start: usize, end: usize) -> Span {
    Span { file, start, end }
}

/// What the bytes seem to be, where they are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guess {
    Utf16,
    Cp932,
    Unknown,
}

impl Guess {
    fn of(bytes: &[u8]) -> Self {
        let zeros = bytes.iter().filter(|b| **b == 0).count();
        if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || zeros * 8 > bytes.len() {
            Guess::Utf16
        } else if looks_like_cp932(bytes) {
            Guess::Cp932
        } else {
            Guess::Unknown
        }
    }

    /// Text to show beside the fault. UTF-16 is not shown: as UTF-8 it is noise on every line.
    fn shown(self, bytes: &[u8]) -> String {
        match self {
            Guess::Utf16 => String::new(),
            Guess::Cp932 | Guess::Unknown => String::from_utf8_lossy(bytes).into_owned(),
        }
    }

    fn fault(self, span: Span) -> Diagnostic {
        let (ja, en) = match self {
            Guess::Utf16 => (
                "ファイルの文字コードがUTF-8ではありません(UTF-16のようです)",
                "the file is not UTF-8 (it looks like UTF-16)",
            ),
            Guess::Cp932 => (
                "ファイルの文字コードがUTF-8ではありません(CP932(Shift_JIS)のようです)",
                "the file is not UTF-8 (it looks like CP932, i.e. Shift_JIS)",
            ),
            Guess::Unknown => ("ファイルの文字コードがUTF-8ではありません", "the file is not UTF-8"),
        };
        codes::NOT_UTF8.at(
            span,
            Message::new(ja, en),
            Message::new(
                "エディターの「名前を付けて保存」で文字コード「UTF-8」を選んで保存し直してください(メモ帳の「Unicode」や「ANSI」はUTF-8ではありません)",
                "save the file again as UTF-8 (in Notepad: Save as, Encoding: UTF-8; neither “Unicode” nor “ANSI” is UTF-8)",
            ),
        )
    }
}

/// Whether all bytes fit the double-byte pattern of CP932 (lead 81–9F or E0–FC, trail 40–7E or 80–FC, kana A1–DF alone).
fn looks_like_cp932(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    let mut pairs = 0;
    while let Some(byte) = rest.next() {
        match byte {
            0x00..=0x7F | 0xA1..=0xDF => {}
            0x81..=0x9F | 0xE0..=0xFC => match rest.next() {
                Some(0x40..=0x7E | 0x80..=0xFC) => pairs += 1,
                _ => return false,
            },
            _ => return false,
        }
    }
    pairs > 0
}

fn too_large(span: Span, size: usize) -> Diagnostic {
    let mega = size.div_ceil(1024 * 1024);
    codes::TOO_LARGE.at(
        span,
        Message::new(
            format!("ファイルが大きすぎます(約{mega} MB)。記録は1 MBまでです"),
            format!("the file is too large (about {mega} MB); a record has at most 1 MB"),
        ),
        Message::new(
            "記録のYAMLではないファイルが置かれていないか確かめ、notices/ の外へ移してください",
            "see whether this is a record at all, and move it out of notices/ if it is not",
        ),
    )
}

/// The fault of a file that says nothing.
pub(crate) fn empty_file(span: Span) -> Diagnostic {
    codes::EMPTY_FILE.at(
        span,
        Message::new("ファイルが空です", "the file is empty"),
        Message::new(
            "「maintenance:」または「incident:」で始まる記録を書くか、ファイルを削除してください",
            "write a record that begins with `maintenance:` or `incident:`, or remove the file",
        ),
    )
}
