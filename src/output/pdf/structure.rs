//! The structure tree (ISO 32000-1 §14.7) from the nodes of a layout.

use crate::typeset::page::Role;

/// The standard structure type of a role (ISO 32000-1 §14.8.4).
pub(super) fn name(role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::TableRow => "TR",
        Role::TableHeader { .. } => "TH",
        Role::TableData { .. } => "TD",
        Role::Caption => "Caption",
        Role::Note => "Note",
        Role::Reference => "Reference",
        Role::Link { .. } => "Link",
        Role::Span => "Span",
    }
}
