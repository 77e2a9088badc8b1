//! The YAML exactly as operators write it, with positions.
//!
//! Bytes become text ([`encoding`]), text a tree of nodes with places ([`yaml`]), nodes the structs of [`schema`]
//! (`decode`), and the files of a workspace are read in one pass ([`read`]). Every fault met on the way is kept.

pub(crate) mod codes;
pub(crate) mod decode;
pub(crate) mod detail;
pub(crate) mod encoding;
pub(crate) mod event;
pub(crate) mod fold;
mod folders;
pub(crate) mod impact;
mod inherit;
pub(crate) mod keys;
pub(crate) mod kind;
pub(crate) mod label;
mod mistake;
pub(crate) mod node;
mod node_fault;
pub(crate) mod phrase;
pub(crate) mod place;
pub(crate) mod portable;
pub(crate) mod read;
pub(crate) mod recurring;
pub(crate) mod remark;
pub(crate) mod said;
pub(crate) mod schema;
mod trap;
pub(crate) mod yaml;
mod yaml_fault;
