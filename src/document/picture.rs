//! A picture that stands in a document: a logo, a seal.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Where a picture stands across the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Across {
    /// At the left.
    Start,
    /// In the middle.
    Centre,
    /// At the right.
    End,
    /// At the right, over the end of the line before it, as a seal is set over the end of a name.
    Over,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    /// What it is called in documents: `logo`, `seal`.
    pub key: &'static str,
    /// Its file, as a page in a record's folder leads to it.
    pub href: String,
    /// What it shows, for those who do not see it (PDF/UA-1 §7.3).
    pub alt: String,
    /// Width, tenths of a millimetre.
    pub width: u32,
    /// Height, tenths of a millimetre.
    pub height: u32,
    /// Where it stands.
    pub across: Across,
    /// What is drawn.
    pub pixels: Arc<Pixels>,
}

/// The pixels of a picture, row by row from its top.
#[derive(Debug)]
pub struct Pixels {
    /// How many stand side by side.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// Red, green and blue of each, of sRGB.
    pub rgb: Vec<u8>,
    /// How far each covers what lies below; none where all of them do.
    pub alpha: Option<Vec<u8>>,
    /// The hash of the file that they were read from: equal files are equal pictures.
    pub digest: [u8; 32],
}

impl PartialEq for Pixels {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest && self.alpha.is_some() == other.alpha.is_some()
    }
}

impl Eq for Pixels {}

impl Hash for Pixels {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}
