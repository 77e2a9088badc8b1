//! Faults and how they are told: code, severity, the place in the operator's file, what is wrong, what to do.
//!
//! A [`Diagnostic`] is data. [`draw`](mod@draw) makes text of it for a terminal. Nothing here knows the project's records.

pub mod code;
pub mod draw;
pub(crate) mod excerpt;
pub mod harmless;
pub mod json;
pub(crate) mod machine;
pub(crate) mod near;

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

/// Which file of [`Sources`] a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// A stretch of one source file, in bytes, `start <= end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A value together with the place it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stood.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Ties `value` to `span`.
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

/// How bad a fault is: an error stops publication, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops publication.
    Error,
    /// Told, but publication goes on.
    Warning,
}

/// The language faults are told in (`--lang`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Message {
    /// The same sentence in Japanese and in English.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Message {
            ja: ja.into(),
            en: en.into(),
        }
    }

    /// With what it quotes shortened.
    fn shortened(self) -> Self {
        Message {
            ja: excerpt::shortened(self.ja),
            en: excerpt::shortened(self.en),
        }
    }

    /// The sentence in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        }
    }
}

/// One fault: where, what is wrong, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable code, `N` and four digits for records (`N0102`); listed in `docs/diagnostics.md`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The place. `None` only where no file can be named (an empty workspace).
    pub span: Option<Span>,
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
    /// A second place that belongs to the fault (the first of two equal keys), with its words.
    pub related: Option<(Span, Message)>,
}

/// The source files that spans point into, in the order they were read.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<Source>,
}

/// One source file: its path as shown to the operator (relative to the workspace) and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path, relative to the workspace, with `/`.
    pub path: PathBuf,
    /// The text (lossy where the bytes were not UTF-8).
    pub text: Arc<str>,
}

/// The bytes of a file. Where they are a text, whoever holds the file and whoever shows it hold one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// UTF-8.
    Text(Arc<str>),
    /// Anything else.
    Other(Arc<[u8]>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Text(text) => text.as_bytes(),
            Bytes::Other(bytes) => bytes,
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Bytes::Text(text.into()),
            Err(e) => Bytes::Other(e.into_bytes().into()),
        }
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Self {
        Bytes::Text(text.into())
    }
}

impl Sources {
    /// Adds a file and returns the id its spans carry.
    pub fn add(&mut self, path: PathBuf, text: impl Into<Arc<str>>) -> FileId {
        let text = text.into();
        self.files.push(Source { path, text });
        FileId(self.files.len() - 1)
    }

    /// The file behind an id.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0]
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(i, s)| (FileId(i), s))
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    pub fn position(&self, file: FileId, byte: usize) -> (usize, usize) {
        let text = &self.get(file).text;
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &text[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }
}
