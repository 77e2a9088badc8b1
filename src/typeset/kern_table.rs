//! What a font says of pairs of letters: `GPOS` (feature `kern`), or the older `kern` table.

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::opentype_layout::LayoutTable;
use ttf_parser::{Face, GlyphId, Tag};

/// Whether a font says anything about pairs.
pub(super) fn has_kerning(face: &Face<'_>) -> bool {
    let positions = face.tables().gpos.is_some_and(|table| lookups(table).next().is_some());
    positions || face.tables().kern.is_some()
}

/// By how much a pair's first advance is changed, font units. `GPOS` goes before `kern`, as OpenType has it.
pub(super) fn pair(face: &Face<'_>, a: GlyphId, b: GlyphId) -> i16 {
    if let Some(table) = face.tables().gpos
        && lookups(table).next().is_some()
    {
        return positioned(table, a, b).unwrap_or(0);
    }
    let tables = face.tables().kern.into_iter().flat_map(|kern| kern.subtables);
    let horizontal = tables.filter(|t| t.horizontal && !t.variable && !t.has_state_machine);
    horizontal.filter_map(|t| t.glyphs_kerning(a, b)).sum()
}

/// The lookups of the feature `kern`.
fn lookups(table: LayoutTable<'_>) -> impl Iterator<Item = u16> + '_ {
    let kern = (table.features.into_iter()).filter(|feature| feature.tag == Tag::from_bytes(b"kern"));
    kern.flat_map(|feature| feature.lookup_indices)
}

/// What the first lookup that knows the pair says.
fn positioned(table: LayoutTable<'_>, a: GlyphId, b: GlyphId) -> Option<i16> {
    for index in lookups(table) {
        let Some(lookup) = table.lookups.get(index) else {
            continue;
        };
        for subtable in lookup.subtables.into_iter::<PositioningSubtable<'_>>() {
            let PositioningSubtable::Pair(adjustment) = subtable else {
                continue;
            };
            let Some(at) = adjustment.coverage().get(a) else {
                continue;
            };
            let values = match adjustment {
                PairAdjustment::Format1 { sets, .. } => sets.get(at).and_then(|set| set.get(b)),
                PairAdjustment::Format2 { classes, matrix, .. } => matrix.get((classes.0.get(a), classes.1.get(b))),
            };
            if let Some((first, _)) = values {
                return Some(first.x_advance);
            }
        }
    }
    None
}
