//! The name of a kind of fault, said once: every rule has one [`Code`], and a fault is made from it.

use super::{Diagnostic, Message, Severity, Span};

/// A kind of fault: its stable code, how bad it is, and what it is called in the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// `N` and four digits.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// What the fault is called, in Japanese.
    pub ja: &'static str,
    /// What the fault is called, in English.
    pub en: &'static str,
}

impl Code {
    /// A fault that stops publication.
    pub const fn error(code: &'static str, ja: &'static str, en: &'static str) -> Self {
        Code {
            code,
            severity: Severity::Error,
            ja,
            en,
        }
    }

    /// A fault that is told while publication goes on.
    pub const fn warning(code: &'static str, ja: &'static str, en: &'static str) -> Self {
        Code {
            code,
            severity: Severity::Warning,
            ja,
            en,
        }
    }

    /// A fault of this kind at `span`.
    pub fn at(&self, span: Span, message: Message, help: Message) -> Diagnostic {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            span: Some(span),
            message: message.shortened(),
            help: help.shortened(),
            related: None,
        }
    }

    /// A fault of this kind that no file can be named for.
    pub fn nowhere(&self, message: Message, help: Message) -> Diagnostic {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            span: None,
            message: message.shortened(),
            help: help.shortened(),
            related: None,
        }
    }
}

impl Diagnostic {
    /// The same fault with a second place that belongs to it.
    pub fn with_related(mut self, span: Span, message: Message) -> Self {
        self.related = Some((span, message.shortened()));
        self
    }
}
