//! The kinds of faults that templates and expressions can have.

use crate::diagnostic::code::Code;

/// `{{ … }}` in a record cannot be worked out.
pub(crate) const EXPRESSION: Code = Code::error("N0801", "式の誤り", "bad expression");
/// A template cannot be read or rendered.
pub(crate) const TEMPLATE: Code = Code::error("N0802", "ひな形の誤り", "bad template");
/// A line of a template or text that the notation does not allow.
pub const NOTATION: Code = Code::error("N0803", "書き方の誤り", "not in the notation");

/// A note is marked in a plain text, where it could not be printed.
pub(crate) const MARK_NOT_HERE: Code = Code::error("N0807", "注を書けない項目の注", "note mark in a plain text");

/// A picture that cannot be printed.
pub(crate) const BAD_PICTURE: Code = Code::error("N0822", "使えない画像", "picture of no use");

/// All of them.
pub const CODES: &[Code] = &[EXPRESSION, TEMPLATE, NOTATION, MARK_NOT_HERE, BAD_PICTURE];
