//! What a document says comes back from its file, every character, in reading order.

use crate::bench::{all, told};
use crate::structure::spoken;
use crate::tree::{solid, words};
use notice::testing::document::Document;
use notice::testing::typeset::{Fonts, ItemKind, Layout, Role, Tag, layout};
use std::collections::BTreeMap;
use std::path::Path;

/// How a file departs from its tree. Its structure must say what the tree says and no more; the text that a search or a copy
/// finds is that with page numbers, 次頁へ続く and repeated heads between.
pub fn departure(document: &Document, fonts: &Fonts, file: &Path) -> Result<(), String> {
    let said = words(document);
    let [heard, notes] = spoken(&told("pdfinfo", &["-struct-text", "@"], file));
    same("the structure", &heard, &said.body)?;
    same("the structure's notes", &notes, &said.notes)?;
    let layout = layout(document, fonts).map_err(|fault| fault.to_string())?;
    let (mut drawn, mut body) = (String::new(), String::new());
    let mut notes: BTreeMap<usize, String> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        drawn.push_str(&run.text);
        let Tag::Node(node) = item.tag else { continue };
        match note_above(&layout, node) {
            Some(note) => notes.entry(note).or_default().push_str(&run.text),
            None => body.push_str(&run.text),
        }
    }
    // A note stands at the foot of the page of its mark, or below its table: not where the tree has it, but whole.
    same("what is drawn", &solid(&body), &said.body)?;
    same(
        "the notes drawn",
        &solid(&notes.into_values().collect::<String>()),
        &said.notes,
    )?;
    let found = solid(&told("pdftotext", &["-raw", "@", "-"], file));
    same("pdftotext", &found, &solid(&drawn))
}

fn note_above(layout: &Layout, mut node: usize) -> Option<usize> {
    while layout.nodes[node].role != Role::Note {
        let parent = layout.nodes[node].parent;
        if parent == node {
            return None;
        }
        node = parent;
    }
    Some(node)
}

fn same(who: &str, found: &str, wanted: &str) -> Result<(), String> {
    if found == wanted {
        return Ok(());
    }
    let at = found.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| -> String { text.chars().skip(at.saturating_sub(12)).take(40).collect() };
    Err(format!(
        "{who} departs at character {at}:\n  found  {}\n  wanted {}",
        around(found),
        around(wanted)
    ))
}

#[test]
fn every_document_comes_back_from_its_file_as_its_tree_has_it() {
    let mut departures = Vec::new();
    for made in all() {
        if let Err(departure) = departure(&made.draft.document, &made.draft.fonts, &made.file) {
            departures.push(format!("{}/{}: {departure}", made.case, made.name));
        }
    }
    assert!(departures.is_empty(), "{}", departures.join("\n"));
}
