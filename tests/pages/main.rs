//! Stories about pages: what stands where, and what must not be parted.

#[allow(dead_code)] // Shared with `examples/specimen.rs`.
mod specimen;
#[allow(dead_code)] // Shared with `examples/specimen.rs`.
mod write;

mod columns;
mod documents;
mod envelope;
mod fax;
mod parted;
mod probe;
mod rhythm;
mod rules;
mod standing;
mod tables;
