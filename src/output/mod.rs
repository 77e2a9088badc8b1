//! One carrier, one module.

pub mod html;
