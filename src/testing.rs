//! The inside, for tests, benches and examples. No promise: it changes with the program.

/// Documents laid out, and lines composed.
pub mod typeset {
    pub use crate::typeset::font::{FILES, Face, Font, FontId, Fonts};
    pub use crate::typeset::line::{Line, Piece, PieceKind, Setting, TextFault, TextFaultKind};
    pub use crate::typeset::page::{Glyph, GlyphRun, Item, ItemKind, Layout, Node, OutlineEntry, Page, Role, Tag};
    pub use crate::typeset::{Standing, compose, layout, widths};
}

/// Layouts written as PDF files.
pub mod pdf {
    pub use crate::output::pdf::{PdfError, Press, write};
}

/// The folder of documents.
pub mod publish {
    pub use crate::publish::{MANIFEST, Output, Plan, PublishError, Report, Scope, State, publish};
}

/// The files of a workspace, read.
pub mod workspace {
    pub use crate::cli::workspace::{LARGEST, ReadError, Reading, read};
}

/// Dates and times, as printed and read back.
pub mod calendar {
    pub use crate::calendar::printed::{Day, Found, Moment, Month, Point, Printed, Time, read};
}
