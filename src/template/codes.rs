//! The kinds of faults that templates and expressions can have.

use crate::diagnostic::code::Code;

/// `{{ … }}` in a record cannot be worked out.
pub const EXPRESSION: Code = Code::error("N0801", "式の誤り", "bad expression");
/// A template cannot be read or rendered.
pub const TEMPLATE: Code = Code::error("N0802", "ひな形の誤り", "bad template");

/// All of them.
pub const CODES: &[Code] = &[EXPRESSION, TEMPLATE];
