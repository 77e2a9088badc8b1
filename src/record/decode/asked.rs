//! Which keys were asked for in which mapping, for the test that holds `keys/` to the decoder.

use crate::diagnostic::Span;
use std::cell::RefCell;

thread_local! {
    static ASKED: RefCell<Vec<(Span, &'static str)>> = const { RefCell::new(Vec::new()) };
}

/// Notes that `key` was asked for in the mapping at `mapping`.
pub(super) fn note(mapping: Span, key: &'static str) {
    ASKED.with_borrow_mut(|asked| asked.push((mapping, key)));
}

/// All that was asked for on this thread since the last call.
pub(in crate::record) fn taken() -> Vec<(Span, &'static str)> {
    ASKED.take()
}
