//! The tree of a file: nodes, each with the place it stood in.

use crate::diagnostic::{Span, Spanned};

/// How deep a record may nest; the deepest form the schema knows needs 12.
pub(crate) const MAX_DEPTH: usize = 64;

/// A node of the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Where it stands. A block's span ends with its last character that is not white space.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// A key or a dash with nothing behind it.
    Nothing,
    /// A word by which YAML says that there is nothing: `~`, `null`.
    Null(String),
    /// Text.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with values, in the order written, no key twice.
    Mapping(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// Whether there is no value, by a word or without one.
    #[must_use]
    pub(crate) fn says_nothing(&self) -> bool {
        matches!(self.kind, Kind::Nothing | Kind::Null(_))
    }
}
