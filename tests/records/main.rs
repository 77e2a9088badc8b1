//! Records that stress what a PDF tells beyond its looks, and the project's own: judged by outside tools, read back, compared.
//!
//! Every folder beside this file that holds `notices/` is a workspace; one dropped in is picked up. `expected/` beside it holds
//! the structure of each of its documents as a reader of the file is told it:
//! `UPDATE=1 cargo test --test records` accepts what is told now; read the difference before you commit it.

mod bench;
mod bytes;
mod glyphs;
mod outline;
mod random;
mod structure;
mod text;
mod tree;
