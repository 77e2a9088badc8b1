//! The structure tree (ISO 32000-1 §14.7) from the nodes of a layout: nothing is guessed from positions.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::error::PdfError;
use super::links::Annotation;
use super::mark::DrawnPage;
use super::object::{catalog, fault, text};
use crate::typeset::page::{ItemKind, Layout, Node, Role, Tag};

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
        Role::Figure { .. } => "Figure",
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
        Role::Ruby => "Ruby",
        Role::RubyBase => "RB",
        Role::RubyText => "RT",
    }
}

/// Where content stands in reading order: page, then sequence on the page.
type Place = (usize, usize);

/// A piece of a node's own content.
#[derive(Clone, Copy)]
enum Content {
    /// A marked-content sequence, by its MCID.
    Sequence(usize),
    /// An annotation.
    Annotation(ObjectId),
}

/// A node with what belongs to it.
struct Element {
    id: ObjectId,
    children: Vec<usize>,
    /// Own content in reading order: page, place, content.
    content: Vec<(Place, Content)>,
    /// Where the first content of its subtree stands.
    first: Option<Place>,
}

/// Adds the tree to `document`: StructTreeRoot with ParentTree and IDTree, and the keys of pages and annotations that
/// lead back to it. `nodes` are the layout's, and those that links needed.
pub(super) fn add(
    document: &mut Document,
    layout: &Layout,
    nodes: &[Node],
    drawn: &[Arc<DrawnPage>],
    pages: &[ObjectId],
    annotations: &[Annotation],
) -> Result<(), PdfError> {
    let mut elements = elements(document, nodes)?;
    let mut parents: Vec<Object> = Vec::new();
    for (page, marks) in drawn.iter().enumerate() {
        let mut owners = Vec::new();
        for (mcid, &node) in marks.sequences.iter().enumerate() {
            let element = elements.get_mut(node).ok_or(PdfError::Structure { node })?;
            element.content.push(((page, mcid), Content::Sequence(mcid)));
            owners.push(Object::Reference(element.id));
        }
        parents.push(Object::Reference(document.add_object(owners)));
        let dictionary = document.get_dictionary_mut(pages[page]).map_err(fault)?;
        dictionary.set("StructParents", page as i64);
        // Tab goes from link to link in the order of the structure (PDF/UA-1 §7.18.3).
        dictionary.set("Tabs", "S");
    }
    for annotation in annotations {
        let node = annotation.node;
        let element = elements.get_mut(node).ok_or(PdfError::Structure { node })?;
        let last = element.content.last().map(|&((page, mcid), _)| (page, mcid));
        let place = last
            .filter(|(page, _)| *page == annotation.page)
            .unwrap_or((annotation.page, usize::MAX));
        (element.content).push((place, Content::Annotation(annotation.id)));
        let dictionary = document.get_dictionary_mut(annotation.id).map_err(fault)?;
        dictionary.set("StructParent", parents.len() as i64);
        parents.push(Object::Reference(element.id));
    }
    for node in (0..nodes.len()).rev() {
        elements[node].content.sort_by_key(|(place, _)| *place);
        let own = elements[node].content.first().map(|(place, _)| *place);
        let first = own.into_iter().chain(elements[node].first).min();
        elements[node].first = first;
        let parent = nodes[node].parent;
        if parent != node {
            elements[parent].first = first.into_iter().chain(elements[parent].first).min();
        }
    }

    let labels = labels(layout);
    let levels = levels(nodes);
    let root = document.new_object_id();
    let mut ids = Vec::new();
    for (node, element) in elements.iter().enumerate() {
        let mut dictionary = dictionary! {
            "Type" => "StructElem",
            "S" => levels.get(&node).map_or_else(|| name(&nodes[node].role), |&level| name(&Role::Heading(level))),
            "P" => if node == 0 { root } else { elements[nodes[node].parent].id },
        };
        let kids = kids(element, &elements, pages, &mut dictionary);
        if !kids.is_empty() {
            dictionary.set("K", kids);
        }
        if let Some(attributes) = attributes(&nodes[node].role, || numbering(node, &elements, nodes, &labels)) {
            dictionary.set("A", attributes);
        }
        if let Role::Figure { alt } = &nodes[node].role {
            dictionary.set("Alt", text(alt));
        }
        if nodes[node].role == Role::Note {
            // PDF/UA-1 §7.9: every note has an ID of its own. Zeros in front, since an IDTree is sorted by bytes.
            let id = Object::string_literal(format!("note-{node:06}"));
            dictionary.set("ID", id.clone());
            ids.push(id);
            ids.push(Object::Reference(element.id));
        }
        document.set_object(element.id, dictionary);
    }
    let next_key = parents.len() as i64;
    let numbers: Vec<Object> = (parents.into_iter().enumerate())
        .flat_map(|(key, owner)| [Object::Integer(key as i64), owner])
        .collect();
    let parent_tree = document.add_object(dictionary! { "Nums" => numbers });
    let mut tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => elements[0].id,
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => next_key,
    };
    if !ids.is_empty() {
        tree.set("IDTree", document.add_object(dictionary! { "Names" => ids }));
    }
    document.set_object(root, tree);
    let catalog = catalog(document)?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

fn elements(document: &mut Document, nodes: &[Node]) -> Result<Vec<Element>, PdfError> {
    let mut elements: Vec<Element> = Vec::with_capacity(nodes.len());
    for (node, Node { parent, .. }) in nodes.iter().enumerate() {
        if node > 0 {
            let above = elements.get_mut(*parent).ok_or(PdfError::Structure { node })?;
            above.children.push(node);
        } else if *parent != 0 {
            return Err(PdfError::Structure { node });
        }
        elements.push(Element {
            id: document.new_object_id(),
            children: Vec::new(),
            content: Vec::new(),
            first: None,
        });
    }
    if elements.is_empty() {
        return Err(PdfError::Structure { node: 0 });
    }
    Ok(elements)
}

/// The kids of an element: children in the order of the document, own content between them where it is read.
fn kids(element: &Element, elements: &[Element], pages: &[ObjectId], dictionary: &mut Dictionary) -> Vec<Object> {
    let page = element.content.first().map(|((page, _), _)| *page);
    if let Some(page) = page {
        dictionary.set("Pg", pages[page]);
    }
    let mut kids = Vec::new();
    let mut own = element.content.iter().peekable();
    for &child in &element.children {
        if let Some(first) = elements[child].first {
            while let Some((place, content)) = own.next_if(|(place, _)| *place < first) {
                kids.push(kid(*place, *content, page, pages));
            }
        }
        kids.push(Object::Reference(elements[child].id));
    }
    kids.extend(own.map(|(place, content)| kid(*place, *content, page, pages)));
    kids
}

fn kid(place: Place, content: Content, page: Option<usize>, pages: &[ObjectId]) -> Object {
    match content {
        Content::Sequence(mcid) if page == Some(place.0) => Object::Integer(mcid as i64),
        Content::Sequence(mcid) => Object::Dictionary(dictionary! {
            "Type" => "MCR",
            "Pg" => pages[place.0],
            "MCID" => mcid as i64,
        }),
        Content::Annotation(id) => Object::Dictionary(dictionary! {
            "Type" => "OBJR",
            "Pg" => pages[place.0],
            "Obj" => id,
        }),
    }
}

/// Attributes of tables and lists (ISO 32000-1 §14.8.5.5, §14.8.5.7).
fn attributes(role: &Role, numbering: impl FnOnce() -> Option<&'static str>) -> Option<Dictionary> {
    let spans = |rows: usize, columns: usize, mut attributes: Dictionary| {
        if rows > 1 {
            attributes.set("RowSpan", rows as i64);
        }
        if columns > 1 {
            attributes.set("ColSpan", columns as i64);
        }
        attributes
    };
    match *role {
        Role::TableHeader {
            column,
            row_span,
            column_span,
        } => {
            let scope = if column { "Column" } else { "Row" };
            Some(spans(
                row_span,
                column_span,
                dictionary! { "O" => "Table", "Scope" => scope },
            ))
        }
        Role::TableData { row_span, column_span } if row_span > 1 || column_span > 1 => {
            Some(spans(row_span, column_span, dictionary! { "O" => "Table" }))
        }
        Role::List => numbering().map(|kind| dictionary! { "O" => "List", "ListNumbering" => kind }),
        _ => None,
    }
}

/// The levels of headings as PDF/UA-1 §7.4.2 wants them: H1 first, none left out on the way down. Headings of one level
/// below the same heading stay equal.
fn levels(nodes: &[Node]) -> BTreeMap<usize, u8> {
    let mut open: Vec<u8> = Vec::new();
    let mut levels = BTreeMap::new();
    for (node, Node { role, .. }) in nodes.iter().enumerate() {
        if let Role::Heading(level) = *role {
            open.retain(|&above| above < level);
            open.push(level);
            levels.insert(node, open.len() as u8);
        }
    }
    levels
}

/// The text of every label.
fn labels(layout: &Layout) -> BTreeMap<usize, String> {
    let mut labels: BTreeMap<usize, String> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        if let (Tag::Node(node), ItemKind::Glyphs(run)) = (item.tag, &item.kind)
            && layout.nodes.get(node).is_some_and(|n| n.role == Role::Label)
        {
            let label = labels.entry(node).or_default();
            label.extend(run.glyphs.iter().map(|g| g.text.as_str()));
        }
    }
    labels
}

/// How a list is numbered, from its first label: a list with labels must say so (PDF/UA-1 §7.6).
fn numbering(
    list: usize,
    elements: &[Element],
    nodes: &[Node],
    labels: &BTreeMap<usize, String>,
) -> Option<&'static str> {
    let items = elements[list].children.iter();
    let label = items
        .flat_map(|&item| &elements[item].children)
        .find(|&&node| nodes[node].role == Role::Label)
        .and_then(|node| labels.get(node))?;
    let sign = label.chars().find(|c| !"((〔[【<《".contains(*c))?;
    Some(match sign {
        '○' | '◯' | '◦' => "Circle",
        '■' | '□' | '◆' | '◇' => "Square",
        // Kana and kanji numerals have no name of their own in PDF; what counts is that the labels count.
        c if c.is_numeric() || "一二三四五六七八九十アイウエオ".contains(c) => "Decimal",
        'a'..='z' | 'ａ'..='ｚ' => "LowerAlpha",
        'A'..='Z' | 'Ａ'..='Ｚ' => "UpperAlpha",
        _ => "Disc",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_begin_at_one_and_leave_no_level_out() {
        let levels_of = |roles: &[u8]| -> Vec<u8> {
            let node = |&level| Node {
                parent: 0,
                role: Role::Heading(level),
            };
            let nodes: Vec<Node> = roles.iter().map(node).collect();
            levels(&nodes).into_values().collect()
        };
        assert_eq!(levels_of(&[1, 2, 3, 2, 3]), [1, 2, 3, 2, 3]);
        assert_eq!(levels_of(&[2, 2, 3, 2]), [1, 1, 2, 1]);
        assert_eq!(levels_of(&[1, 3, 2, 4]), [1, 2, 2, 3]);
    }
}
