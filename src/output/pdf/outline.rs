//! The outline (ISO 32000-1 §12.3.3): nested, in order, each entry to its place on the page.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::error::PdfError;
use super::object::{catalog, text};
use crate::typeset::page::{Layout, OutlineEntry};

/// Adds the outline, if the layout has one.
pub(super) fn add(document: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Result<(), PdfError> {
    if layout.outline.is_empty() {
        return Ok(());
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = layout.outline.iter().map(|_| document.new_object_id()).collect();
    let above = above(&layout.outline);
    let below = |parent: Option<usize>| -> Vec<usize> { (0..ids.len()).filter(|&i| above[i] == parent).collect() };
    for (i, entry) in layout.outline.iter().enumerate() {
        let siblings = below(above[i]);
        let place = siblings.iter().position(|&s| s == i).unwrap_or(0);
        let mut item = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => above[i].map_or(root, |parent| ids[parent]),
        };
        if let Some(destination) = destination(entry, layout, pages) {
            item.set("Dest", destination);
        }
        if place > 0 {
            item.set("Prev", ids[siblings[place - 1]]);
        }
        if let Some(&next) = siblings.get(place + 1) {
            item.set("Next", ids[next]);
        }
        open(&mut item, &below(Some(i)), &ids, descendants(i, &above));
        document.set_object(ids[i], item);
    }
    let mut outlines = dictionary! { "Type" => "Outlines" };
    open(&mut outlines, &below(None), &ids, ids.len());
    document.set_object(root, outlines);
    let catalog = catalog(document)?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

/// First, last and number of the entries below, all of them open.
fn open(item: &mut Dictionary, children: &[usize], ids: &[ObjectId], count: usize) {
    if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
        item.set("First", ids[first]);
        item.set("Last", ids[last]);
        item.set("Count", count as i64);
    }
}

/// The entry that each entry stands below: the last one before it with a lower level.
fn above(outline: &[OutlineEntry]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut above = Vec::with_capacity(outline.len());
    for (i, entry) in outline.iter().enumerate() {
        while open.last().is_some_and(|&last| outline[last].level >= entry.level) {
            open.pop();
        }
        above.push(open.last().copied());
        open.push(i);
    }
    above
}

fn descendants(entry: usize, above: &[Option<usize>]) -> usize {
    let within = |mut i: usize| {
        while let Some(parent) = above[i] {
            if parent == entry {
                return true;
            }
            i = parent;
        }
        false
    };
    (entry + 1..above.len()).filter(|&i| within(i)).count()
}

fn destination(entry: &OutlineEntry, layout: &Layout, pages: &[ObjectId]) -> Option<Vec<Object>> {
    let height = layout.pages.get(entry.page)?.height;
    let top = ((height - entry.y) * 1000.0).round() / 1000.0;
    Some(vec![
        Object::Reference(*pages.get(entry.page)?),
        "XYZ".into(),
        Object::Null,
        Object::Real(top as f32),
        Object::Null,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_nest_by_level_even_where_a_level_is_left_out() {
        let entry = |level| OutlineEntry {
            level,
            title: String::new(),
            page: 0,
            y: 0.0,
        };
        let above = above(&[entry(1), entry(2), entry(4), entry(3), entry(2), entry(1), entry(2)]);
        assert_eq!(above, [None, Some(0), Some(1), Some(1), Some(0), None, Some(5)]);
        assert_eq!(descendants(0, &above), 4);
        assert_eq!(descendants(1, &above), 2);
    }
}
