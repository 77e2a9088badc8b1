//! The inside, for tests, benches and examples. No promise: it changes with the program.

/// Documents laid out, and lines composed.
pub mod typeset {
    pub use crate::typeset::font::{FILES, Face, Font, FontId, Fonts};
    pub use crate::typeset::line::{Line, Piece, PieceKind, Setting, TextFault, TextFaultKind};
    pub use crate::typeset::page::{
        Glyph, GlyphRun, Item, ItemKind, Layout, Misplaced, Node, OutlineEntry, Page, Role, Tag,
    };
    pub use crate::typeset::{Standing, Wholes, compose, layout, wholes, widths};
}

/// Layouts written as PDF files.
pub mod pdf {
    pub use crate::output::pdf::{PdfError, Press, write};
}

/// The folder of documents.
pub mod publish {
    pub use crate::publish::{
        Ending, Fate, Issue, MANIFEST, Manifest, Output, Past, Publication, PublishError, Report, Scope, Sink, Terms,
        Why, kept, past,
    };
}

/// The files of a workspace, read.
pub mod workspace {
    pub use crate::cli::reading::{LARGEST, Reading, Unread, Why};
    pub use crate::cli::unread::CODES;
    pub use crate::cli::workspace::{ReadError, read};
}

/// Dates and times, as printed and read back.
pub mod calendar {
    pub use crate::calendar::printed::{Day, Found, Moment, Month, Point, Printed, Time, read};
}

/// Document trees, and the notation that they come from.
pub mod document {
    pub use crate::document::envelope::Envelope;
    pub use crate::document::{
        Align, Block, Cell, Column, Document, Field, Form, Inline, Item, Meta, Note, Paper, Part, Table, Text, Words,
        plain,
    };

    /// All that a document says.
    pub mod walk {
        pub use crate::document::walk::{Said, each, each_inline};
    }

    /// Where texts came from.
    pub mod origin {
        pub use crate::document::origin::bare;
    }

    /// Free text.
    pub mod markdown {
        pub use crate::document::markdown::{Numbering, blocks, cell, on_one_line};
    }

    /// Running text.
    pub mod words {
        pub use crate::document::words::text;
    }

    /// Stretches of source.
    pub mod passage {
        pub use crate::document::passage::Passage;
    }

    /// What templates give.
    pub mod notation {
        pub use crate::document::notation::{Material, Parsed, parse};
    }
}

/// Records, read and checked.
pub mod check {
    pub use crate::check::RULES;
    use crate::diagnostic::{Diagnostic, Sources};
    use crate::record::schema::{PublisherRecord, Record};
    use std::num::NonZeroUsize;
    use std::path::PathBuf;

    /// Reads the files of a workspace and applies every rule, on one thread.
    pub fn workspace(files: Vec<(PathBuf, Vec<u8>)>) -> (Sources, Vec<PublisherRecord>, Vec<Record>, Vec<Diagnostic>) {
        let files = files.into_iter().map(|(path, bytes)| (path, bytes.into()));
        crate::check::workspace(files.collect(), NonZeroUsize::MIN)
    }
}

/// The codes of faults of records as files.
pub mod record {
    pub use crate::record::codes::CODES;
    pub use crate::record::said::Sort;
    pub use crate::record::schema::{Event, LogRecord};
}

/// The facts.
pub mod account {
    pub use crate::account::Account;
}

/// Templates, and what they are given.
pub mod template {
    use crate::diagnostic::Diagnostic;
    pub use crate::template::Templates;
    pub use crate::template::codes::CODES;
    pub use crate::template::context::{For, Prepared, With, prepare};
    pub use crate::template::filter::register;
    pub use crate::template::layer::Layer;
    pub use crate::template::origins::Files;
    pub use crate::template::words::PublisherWords;

    /// What is wrong with the templates of a layer, by their statements and by their words.
    pub fn lint(below: &Templates, layer: &Layer) -> Vec<Diagnostic> {
        let mut faults = crate::template::lint::check(Some(below), layer);
        faults.extend(crate::check::templates(layer));
        faults
    }
}

/// Documents as web pages.
pub mod html {
    pub use crate::output::html::body;
}
