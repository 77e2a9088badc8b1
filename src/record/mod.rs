//! The YAML exactly as operators write it, with positions.
//!
//! Bytes become text ([`encoding`]), text a tree of nodes with places ([`yaml`]), nodes the structs of [`schema`]
//! (`decode`), and the files of a workspace are read in one pass ([`read`]). Every fault met on the way is kept.

pub mod codes;
pub mod decode;
pub mod encoding;
pub mod event;
pub mod fold;
pub mod kind;
mod mistake;
pub mod node;
mod node_fault;
pub mod place;
pub mod read;
pub mod remark;
pub mod said;
pub mod schema;
mod trap;
pub mod yaml;
mod yaml_fault;
