//! The pages of a file (ISO 32000-1 §7.7.3): their tree, boxes, content streams and resources.

use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::mark::DrawnPage;
use super::object::pt;
use super::pictures::Pictures;
use crate::typeset::page::Layout;

/// Adds the pages below `tree`, in order. All of them have the fonts as their resources, each by itself: PDF/A-2 §6.2.2
/// lets none be inherited.
pub(super) fn add(
    document: &mut Document,
    tree: ObjectId,
    layout: &Layout,
    drawn: &[Arc<DrawnPage>],
    fonts: Dictionary,
) -> Vec<ObjectId> {
    let resources = document.add_object(dictionary! { "Font" => fonts.clone() });
    let mut pictures = Pictures::default();
    let mut pages = Vec::with_capacity(drawn.len());
    for (page, drawn) in layout.pages.iter().zip(drawn) {
        let resources = match drawn.pictures.is_empty() {
            true => resources,
            false => {
                let of_page = pictures.of(document, &drawn.pictures);
                document.add_object(dictionary! { "Font" => fonts.clone(), "XObject" => of_page })
            }
        };
        let content = document.add_object(Stream::new(Dictionary::new(), drawn.content.clone()));
        pages.push(document.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => tree,
            "MediaBox" => [0.0, 0.0, pt(page.width), pt(page.height)].map(Object::Real).to_vec(),
            "Resources" => resources,
            "Contents" => content,
        }));
    }
    let kids: Vec<Object> = pages.iter().map(|id| Object::Reference(*id)).collect();
    document.set_object(
        tree,
        dictionary! { "Type" => "Pages", "Count" => pages.len() as i64, "Kids" => kids },
    );
    pages
}
