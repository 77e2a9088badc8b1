//! Deflate in pieces (RFC 1950, 1951): a piece that stood in an earlier document, after the same piece, is not compressed
//! again.
//!
//! Each piece ends at a byte, with an empty stored block, and refers back no further than to the piece before, which is
//! given to it as its dictionary. Its bytes follow from these two pieces alone, and so does what it becomes. Parting costs
//! some sixty bytes a piece.

use std::cell::OnceCell;
use std::sync::Arc;

use flate2::{Compress, Compression, FlushCompress, Status};
use sha2::{Digest, Sha256};

use super::error::PdfError;
use crate::memo::Memo;

/// Level of deflate. Glyph descriptions hardly compress: 9 makes a letter a hundredth smaller and takes twice as long.
const LEVEL: u32 = 5;

/// Length of the pieces that are cut where nothing says better, bytes: half the window.
const PIECE: usize = 1 << 14;

/// A piece shorter than this, bytes, is stored as it is.
const SHORT: usize = 128;

/// The header of a stream (RFC 1950 §2.2): deflate with a window of 32 kB, no dictionary, a level that is neither the
/// fastest nor the default.
const HEADER: [u8; 2] = [0x78, 0x5E];

/// How many pieces of earlier documents are kept at least. Those of a mailing, and of a house's letters, are fewer.
const KEPT: usize = 1024;

/// What earlier pieces became, by the digest of the piece before and the piece, and by whether it is the last: ten thousand
/// documents share more pieces than the memory should hold twice.
pub(super) type Pieces = Memo<([u8; 32], bool), Box<[u8]>>;

/// Nothing became of any piece yet.
pub(super) fn pieces() -> Pieces {
    Pieces::of_last(KEPT)
}

/// One state for all streams of a file: making one costs as much as compressing a small stream.
pub(super) struct Deflate<'p> {
    state: Compress,
    pieces: &'p Pieces,
}

impl<'p> Deflate<'p> {
    /// Nothing compressed yet.
    pub(super) fn new(pieces: &'p Pieces) -> Self {
        Deflate {
            state: Compress::new(Compression::new(LEVEL), false),
            pieces,
        }
    }

    /// `content` as a zlib stream. `ends` says where stretches of it end; none refers to those before.
    pub(super) fn zlib(&mut self, content: &[u8], ends: &[usize]) -> Result<Vec<u8>, PdfError> {
        let mut out = HEADER.to_vec();
        let mut start = 0;
        for &end in ends.iter().chain([&content.len()]) {
            let Some(stretch) = content.get(start..end) else {
                continue;
            };
            let mut before: &[u8] = &[];
            let mut pieces = stretch.chunks(PIECE).peekable();
            while let Some(piece) = pieces.next() {
                let last = end == content.len() && pieces.peek().is_none();
                if piece.len() < SHORT && !last {
                    stored(&mut out, piece);
                } else {
                    out.extend_from_slice(&self.piece(before, piece, last)?);
                }
                before = piece;
            }
            start = end;
        }
        if content.is_empty() {
            out.extend_from_slice(&self.piece(&[], &[], true)?);
        }
        out.extend(zlib_rs::adler32::adler32(1, content).to_be_bytes());
        Ok(out)
    }

    fn piece(&mut self, before: &[u8], piece: &[u8], last: bool) -> Result<Arc<Box<[u8]>>, PdfError> {
        let pieces = self.pieces;
        // What is met once needs none.
        let digest = OnceCell::new();
        let digest = || *digest.get_or_init(|| digest_of(before, piece));
        pieces.get(
            &(before, piece, last),
            |(known, is_last)| *is_last == last && *known == digest(),
            || (digest(), last),
            || self.compressed(before, piece, last),
        )
    }

    fn compressed(&mut self, before: &[u8], piece: &[u8], last: bool) -> Result<Box<[u8]>, PdfError> {
        let fault = |reason: &str| PdfError::Write(format!("deflate: {reason}"));
        self.state.reset();
        if !before.is_empty() {
            (self.state.set_dictionary(before)).map_err(|e| fault(&e.to_string()))?;
        }
        // What cannot be compressed grows by five bytes in 16 kB, and an empty block takes five more.
        let mut out = Vec::with_capacity(piece.len() + piece.len() / 1000 + 64);
        let flush = if last {
            FlushCompress::Finish
        } else {
            FlushCompress::Sync
        };
        let status = self.state.compress_vec(piece, &mut out, flush);
        match status.map_err(|e| fault(&e.to_string()))? {
            Status::StreamEnd => Ok(out.into()),
            Status::Ok if !last && self.state.total_in() as usize == piece.len() && out.len() < out.capacity() => {
                Ok(out.into())
            }
            _ => Err(fault("no end")),
        }
    }
}

/// What no other two pieces have.
fn digest_of(before: &[u8], piece: &[u8]) -> [u8; 32] {
    let mut sum = Sha256::new();
    sum.update((before.len() as u64).to_le_bytes());
    sum.update(before);
    sum.update(piece);
    sum.finalize().into()
}

/// A stored block (RFC 1951 §3.2.4); `piece` is shorter than [`SHORT`].
fn stored(out: &mut Vec<u8>, piece: &[u8]) {
    let length = piece.len() as u16;
    out.push(0);
    out.extend(length.to_le_bytes());
    out.extend((!length).to_le_bytes());
    out.extend_from_slice(piece);
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn inflated(stream: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        flate2::read::ZlibDecoder::new(stream)
            .read_to_end(&mut out)
            .expect("a sound stream");
        out
    }

    /// Numbers that repeat now and then.
    fn content(length: usize) -> Vec<u8> {
        let mut state = 1u32;
        std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            (state >> 24) as u8 & 0x3F
        })
        .take(length)
        .collect()
    }

    #[test]
    fn what_was_compressed_comes_back_whatever_is_remembered() {
        let pieces = Pieces::default();
        let mut deflate = Deflate::new(&pieces);
        let lengths = [0, 1, SHORT - 1, SHORT, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 7];
        for length in lengths {
            for ends in [&[][..], &[length / 3], &[length / 3, length / 2], &[length]] {
                let content = content(length);
                let first = deflate.zlib(&content, ends).expect("in memory");
                assert_eq!(inflated(&first), content, "{length} {ends:?}");
                for _ in 0..3 {
                    assert_eq!(
                        deflate.zlib(&content, ends).expect("in memory"),
                        first,
                        "{length} {ends:?}"
                    );
                }
                let anew = Pieces::default();
                assert_eq!(Deflate::new(&anew).zlib(&content, ends).expect("in memory"), first);
            }
        }
    }

    #[test]
    fn a_piece_refers_to_the_one_before() {
        let pieces = Pieces::default();
        let twice = content(PIECE).repeat(2);
        let once = Deflate::new(&pieces)
            .zlib(&twice[..PIECE], &[])
            .expect("in memory")
            .len();
        let both = Deflate::new(&pieces).zlib(&twice, &[]).expect("in memory").len();
        assert!(both < once + once / 20, "{both} {once}");
    }
}
