//! Link annotations (ISO 32000-1 §12.5.6.5).

use std::sync::Arc;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::error::PdfError;
use super::mark::DrawnPage;
use super::object::{fault, text};
use crate::typeset::page::{Node, Role};

/// A link annotation in the file and where it belongs.
pub(super) struct Annotation {
    /// The annotation.
    pub(super) id: ObjectId,
    /// The page it is on, from 0.
    pub(super) page: usize,
    /// Its node, of the role Link.
    pub(super) node: usize,
}

/// Adds the annotations of all pages. A link annotation stands in a Link element (PDF/UA-1 §7.18.5): where the layout
/// has none above it, one is added to `nodes`.
pub(super) fn add(
    document: &mut Document,
    drawn: &[Arc<DrawnPage>],
    pages: &[ObjectId],
    nodes: &mut Vec<Node>,
) -> Result<Vec<Annotation>, PdfError> {
    let mut annotations = Vec::new();
    for (page, marks) in drawn.iter().enumerate() {
        let mut ids = Vec::new();
        for area in &marks.links {
            let above = area.node.unwrap_or(0);
            let node = link_above(nodes, above).unwrap_or_else(|| {
                nodes.push(Node {
                    parent: above,
                    role: Role::Link { url: area.url.clone() },
                });
                nodes.len() - 1
            });
            let id = document.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => area.rectangle.map(Object::Real).to_vec(),
                "Border" => vec![0.into(), 0.into(), 0.into()],
                // Printed (PDF/A-2 §6.3.2).
                "F" => 4,
                // What a reader says of the link (PDF/UA-1 §7.18.5).
                "Contents" => text(&area.url),
                "P" => pages[page],
                "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(ascii(&area.url)) },
            });
            ids.push(Object::Reference(id));
            annotations.push(Annotation { id, page, node });
        }
        let dictionary = document.get_dictionary_mut(pages[page]).map_err(fault)?;
        if !ids.is_empty() {
            dictionary.set("Annots", ids);
        }
    }
    Ok(annotations)
}

/// The node itself or the nearest node above it that is a link.
fn link_above(nodes: &[Node], mut node: usize) -> Option<usize> {
    loop {
        let Node { parent, role } = nodes.get(node)?;
        if matches!(role, Role::Link { .. }) {
            return Some(node);
        }
        if *parent >= node {
            return None;
        }
        node = *parent;
    }
}

/// An address in seven bits (ISO 32000-1 §12.6.4.7): other characters as `%` and the bytes of their UTF-8 (RFC 3987 §3.1).
fn ascii(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for &byte in url.as_bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_out_in_seven_bits() {
        assert_eq!(ascii("https://example.jp/a?b=c&d#e"), "https://example.jp/a?b=c&d#e");
        assert_eq!(ascii("https://例.jp/ "), "https://%E4%BE%8B.jp/%20");
    }

    #[test]
    fn a_link_is_found_above_its_text_but_not_above_the_root() {
        let node = |parent, role| Node { parent, role };
        let link = Role::Link { url: String::new() };
        let nodes = [
            node(0, Role::Document),
            node(0, link),
            node(1, Role::Span),
            node(0, Role::Paragraph),
        ];
        assert_eq!(link_above(&nodes, 2), Some(1));
        assert_eq!(link_above(&nodes, 3), None);
        assert_eq!(link_above(&nodes, 9), None);
    }
}
