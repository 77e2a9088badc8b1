//! What a document says comes back from its file, every character, in reading order.

use crate::bench::{all, told};
use crate::structure::spoken;
use crate::tree::{solid, words};
use notice::document::Document;
use notice::typeset::font::Fonts;
use notice::typeset::layout;
use notice::typeset::page::{ItemKind, Layout, Role, Tag};
use std::path::Path;

/// How a file departs from its tree. Its structure must say what the tree says and no more; the text that a search or a copy
/// finds is that with page numbers, 次頁へ続く and repeated heads between.
pub fn departure(document: &Document, fonts: &Fonts, file: &Path) -> Result<(), String> {
    let said = words(document);
    let heard = spoken(&told("pdfinfo", &["-struct-text", "@"], file));
    same("the structure", &by_glyph(&heard), &by_glyph(&said.all))?;
    let layout = layout(document, fonts).map_err(|fault| fault.to_string())?;
    let (mut drawn, mut body, mut notes) = (String::new(), String::new(), String::new());
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        drawn.push_str(&run.text);
        match item.tag {
            Tag::Artifact => {}
            Tag::Node(node) if in_note(&layout, node) => notes.push_str(&run.text),
            Tag::Node(_) => body.push_str(&run.text),
        }
    }
    // A note stands on the page of its first mark, before the rest of a table that goes on.
    same("what is drawn", &solid(&body), &said.body)?;
    // Those of the text stand at the foot of its page, between those of tables: the structure has told their order.
    same("the notes drawn", &sorted(&solid(&notes)), &sorted(&said.notes))?;
    let found = solid(&told("pdftotext", &["-raw", "@", "-"], file));
    same("pdftotext", &found, &solid(&drawn))
}

/// `pdfinfo -struct-text` passes over `ActualText` and tells what `ToUnicode` has: one text for a glyph that stands for two,
/// 次 for 次 with the selector of its common form, and ' for ’. `pdftotext`, asked below, must tell them apart.
fn by_glyph(text: &str) -> String {
    let kept = text.chars().filter(|c| !('\u{E0100}'..='\u{E01EF}').contains(c));
    kept.map(|c| if c == '’' { '\'' } else { c }).collect()
}

fn sorted(text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    characters.sort_unstable();
    characters.into_iter().collect()
}

fn in_note(layout: &Layout, mut node: usize) -> bool {
    while node != layout.nodes[node].parent {
        if layout.nodes[node].role == Role::Note {
            return true;
        }
        node = layout.nodes[node].parent;
    }
    false
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
