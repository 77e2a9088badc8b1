//! The YAML exactly as operators write it, with positions.

pub mod schema;
