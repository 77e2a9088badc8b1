//! Why a document cannot be laid out.

use std::fmt;

use super::line::TextFault;

/// Why a document cannot be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LayoutFault {
    /// A character that cannot be drawn.
    Text {
        /// The character.
        fault: TextFault,
        /// The text it stands in.
        text: String,
    },
    /// Something that is not parted (a box, a line of a cell) is taller than a page.
    TooTall {
        /// Its words.
        text: String,
    },
    /// A table has more columns than the measure has characters.
    TooWide {
        /// Words of its first cell.
        text: String,
    },
}

impl fmt::Display for LayoutFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LayoutFault::Text { fault, text } => write!(f, "U+{:04X} in “{text}”", u32::from(fault.character)),
            LayoutFault::TooTall { text } => write!(f, "taller than a page: “{text}”"),
            LayoutFault::TooWide { text } => write!(f, "too many columns: “{text}”"),
        }
    }
}

impl std::error::Error for LayoutFault {}
