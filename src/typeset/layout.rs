//! Lays out a document: its parts set into flows, the flows cut into pages, and what depends on the number of pages.

use std::sync::Arc;

use super::block::one_line;
use super::envelope;
use super::fault::LayoutFault;
use super::flow::{self, Unit, UnitKind, as_artifact, moved, unit};
use super::font::Fonts;
use super::foot::{Foot, Marked, at_foot};
use super::line::Setting;
use super::measure::{Folio, Measures};
use super::page::{self, Layout, Node, OutlineEntry, Page, Role};
use super::paginate::{Flow, PartPage};
use super::setter::{ASCENT, Frame, Manner, Setter};
use super::standing::{Folios, SetPart, Standing};
use super::tighten::{FEW_LINES, TIGHTEST, tightened};
use crate::document::{Document, Form, Inline, Paper, Part};
use crate::memo::Memo;

/// Lays out one document; [`Standing::layout`] lays out many in less time.
///
/// # Errors
/// A character that cannot be drawn, or something that fits no page.
pub fn layout(document: &Document, fonts: &Fonts) -> Result<Layout, LayoutFault> {
    Standing::new(fonts).layout(document)
}

impl Standing<'_> {
    /// Lays out a document.
    ///
    /// # Errors
    /// A character that cannot be drawn, or something that fits no page.
    pub fn layout(&self, document: &Document) -> Result<Layout, LayoutFault> {
        laid_out(document, self)
    }
}

fn laid_out(document: &Document, standing: &Standing<'_>) -> Result<Layout, LayoutFault> {
    let mut nodes = vec![Node {
        parent: 0,
        role: Role::Document,
    }];
    let mut parts = Vec::new();
    for part in &document.parts {
        let first = nodes.len();
        let set = || set_part(part, document, first, standing);
        let set = standing.part(part, &document.meta, first, set)?;
        nodes.extend_from_slice(&set.nodes);
        parts.push(set);
    }
    let total = parts.iter().map(|part| part.pages.len()).sum();
    let mut layout = Layout {
        pages: Vec::with_capacity(total),
        nodes,
        outline: Vec::new(),
        strained: Vec::new(),
        torn: Vec::new(),
        misplaced: None,
    };
    for part in parts {
        layout.strained.extend_from_slice(&part.strained);
        layout.torn.extend_from_slice(&part.torn);
        layout.misplaced = layout.misplaced.or(part.misplaced.clone());
        for (i, page) in part.pages.iter().enumerate() {
            let m = &part.measures;
            layout
                .outline
                .extend(page.outline.iter().map(|(level, title, y)| OutlineEntry {
                    level: *level,
                    title: title.clone(),
                    page: layout.pages.len(),
                    y: m.top + y,
                }));
            let goes_on = i + 1 < part.pages.len();
            let folios = Folios {
                number: layout.pages.len() + 1,
                total,
                continued: document.meta.continued.clone().filter(|_| goes_on),
                label: document.meta.page_label.clone(),
            };
            let finished = part.finished(i, folios, |folios| finish(page, m, folios, standing))?;
            layout.pages.push(finished);
        }
    }
    Ok(layout)
}

/// Sets a part and cuts it into pages; its nodes begin with number `first`. An appendix of a letter in whose tables a date or
/// a number would be cut is set on landscape pages where that keeps them all whole; a FAX sheet stays upright.
fn set_part(part: &Part, document: &Document, first: usize, standing: &Standing<'_>) -> Result<SetPart, LayoutFault> {
    let set = set_upright_or_not(part, part.landscape, document, first, standing)?;
    let may_turn = part.label.is_some() && !part.landscape && document.meta.form != Form::Fax;
    if set.torn.is_empty() || !may_turn {
        return Ok(set);
    }
    match set_upright_or_not(part, true, document, first, standing) {
        Ok(wide) if wide.torn.is_empty() => Ok(wide),
        _ => Ok(set),
    }
}

fn set_upright_or_not(
    part: &Part,
    landscape: bool,
    document: &Document,
    first: usize,
    standing: &Standing<'_>,
) -> Result<SetPart, LayoutFault> {
    let measures = Measures::of(document.meta.form, landscape);
    // Only the numbers of the nodes before count.
    let root = Node {
        parent: 0,
        role: Role::Document,
    };
    let mut setter = Setter {
        nodes: vec![root; first],
        ..Setter::new(standing, measures, &document.meta.continued_label)
    };
    let pages = part_pages(part, &mut setter)?;
    Ok(SetPart {
        nodes: setter.nodes.split_off(first),
        strained: setter.strained,
        torn: setter.torn,
        misplaced: setter.misplaced,
        measures: setter.measures,
        pages,
        finished: Memo::default(),
    })
}

/// The pages of a part. What stands between two forced page ends is set tighter where that saves a page with few lines.
fn part_pages(part: &Part, setter: &mut Setter<'_>) -> Result<Vec<PartPage>, LayoutFault> {
    let (units, foot) = part_units(part, setter)?;
    let mut pages = Vec::new();
    let mut noted = Marked::new();
    for stretch in stretches(units) {
        pages.append(&mut stretch_pages(&stretch, setter, &foot, &noted)?);
        noted.append(&mut foot.marked(&stretch));
    }
    if pages.is_empty() {
        pages.push(PartPage::default());
    }
    Ok(pages)
}

/// Parts the flow at its forced page ends; a table that is told to begin a new page stays in one piece.
fn stretches(units: Vec<Unit>) -> Vec<Vec<Unit>> {
    let row = |unit: Option<&Unit>| matches!(unit.map(|u| &u.kind), Some(UnitKind::Row { .. }));
    let within: Vec<bool> = (0..units.len())
        .map(|i| i > 0 && row(units.get(i - 1)) && row(units.get(i + 1)))
        .collect();
    let mut out = vec![Vec::new()];
    for (unit, within) in units.into_iter().zip(within) {
        let ends = matches!(unit.kind, UnitKind::PageBreak);
        match out.last_mut() {
            Some(last) if !ends || within => last.push(unit),
            _ => out.push(Vec::new()),
        }
    }
    out.retain(|stretch| !stretch.is_empty());
    out
}

/// The pages of a stretch; `noted` are the notes of earlier pages.
fn stretch_pages(
    units: &[Unit],
    setter: &Setter<'_>,
    foot: &Foot,
    noted: &Marked,
) -> Result<Vec<PartPage>, LayoutFault> {
    let measures = &setter.measures;
    let flow = |tightness| {
        let (units, grid) = tightened(units, tightness, measures);
        Flow {
            units,
            tables: &setter.tables,
            foot,
            noted,
            height: measures.height,
            grid,
        }
    };
    let loose = flow(0);
    let pages = loose.pages(&loose.ends()?);
    let short = pages.last().is_some_and(|p| p.used <= FEW_LINES * measures.height);
    let fewer = |tightness| -> Result<Option<Vec<PartPage>>, LayoutFault> {
        let tight = flow(tightness);
        let ends = tight.ends()?;
        Ok((ends.len() < pages.len()).then(|| tight.pages(&ends)))
    };
    // When the tightest setting saves no page, nothing does.
    if pages.len() > 1
        && short
        && let Some(tightest) = fewer(TIGHTEST)?
    {
        for tightness in 1..TIGHTEST {
            if let Some(tight) = fewer(tightness)? {
                return Ok(tight);
            }
        }
        return Ok(tightest);
    }
    Ok(pages)
}

/// The flow of a part, and the notes for the feet of its pages.
fn part_units(part: &Part, setter: &mut Setter<'_>) -> Result<(Vec<Unit>, Foot), LayoutFault> {
    let m = setter.measures.clone();
    let node = if part.label.is_some() {
        setter.node(0, Role::Section)
    } else {
        0
    };
    let frame = Frame {
        x: 0.0,
        width: m.width,
        size: m.size,
        pitch: m.pitch,
        face: m.face,
        manner: Manner::Body,
        figures: false,
        node,
    };
    let mut units = Vec::new();
    if let Some(label) = &part.label {
        let paragraph = setter.node(node, Role::Paragraph);
        let mut strips = setter.text(label, &frame, Setting::End, paragraph)?;
        if let Some(first) = strips.first_mut() {
            first.outline = Some((1, one_line(label)));
        }
        for strip in &mut strips {
            strip.leads = true;
            strip.grid = false;
        }
        units.extend(strips.into_iter().map(|s| unit(s, flow::Keep::Never)));
    }
    let level = u8::from(part.label.is_some());
    let mut blocks = part.blocks.as_slice();
    if let (
        None,
        Form::Letter(Paper {
            envelope: Some(envelope),
            ..
        }),
    ) = (&part.label, m.form)
    {
        let head = envelope::head(blocks);
        if let Some(unit) = setter.enveloped(head, &frame, &envelope)? {
            units.push(unit);
            blocks = &blocks[head.len()..];
        }
    }
    let before = part.blocks.len() - blocks.len();
    if let Some((at, notes)) = at_foot(part) {
        let (nodes, tables) = (setter.nodes.len(), setter.tables.len());
        let (strained, torn) = (setter.strained.len(), setter.torn.len());
        let mut text = blocks.to_vec();
        text.remove(at - before);
        setter.pending = Some((at - before, notes.to_vec()));
        let made = setter.blocks(&text, &frame, level)?;
        let foot = std::mem::take(&mut setter.foot);
        if foot.fits(m.height) {
            units.extend(made);
            return Ok((units, foot));
        }
        setter.nodes.truncate(nodes);
        setter.tables.truncate(tables);
        setter.strained.truncate(strained);
        setter.torn.truncate(torn);
    }
    units.extend(setter.blocks(blocks, &frame, level)?);
    Ok((units, Foot::default()))
}

/// A page with what depends on its place in the document.
fn finish(page: &PartPage, m: &Measures, folios: &Folios, standing: &Standing<'_>) -> Result<Page, LayoutFault> {
    let mut items: Vec<page::Item> = (page.items.iter())
        .map(|item| moved(item.clone(), m.left, m.top))
        .collect();
    let mut draw = |words: &str, size: f64, y: f64, setting: Setting| -> Result<(), LayoutFault> {
        items.extend(running(words, size, y, setting, m, standing)?);
        Ok(())
    };
    if let Some(words) = &folios.continued {
        draw(words, m.size, m.continued, Setting::Centre)?;
    }
    let (n, all) = (folios.number.to_string(), folios.total.to_string());
    let label = |plain| {
        folios
            .label
            .as_deref()
            .unwrap_or(plain)
            .replace("{n}", &n)
            .replace("{N}", &all)
    };
    match m.folio {
        Folio::Foot { size, y } if folios.total > 1 => draw(&label("{n} / {N}"), size, y, Setting::Centre)?,
        Folio::Foot { .. } => {}
        Folio::Head { size, y } => draw(&label("{n}/{N}"), size, y, Setting::End)?,
    }
    Ok(Page {
        width: m.page_width,
        height: m.page_height,
        items,
    })
}

/// A line that is no part of the text, its baseline at `y` pt.
fn running(
    words: &str,
    size: f64,
    y: f64,
    setting: Setting,
    m: &Measures,
    standing: &Standing<'_>,
) -> Result<Vec<page::Item>, LayoutFault> {
    let mut setter = Setter {
        artifact: true,
        ..Setter::new(standing, m.clone(), "")
    };
    let frame = Frame {
        x: m.left,
        width: m.width,
        size,
        pitch: size,
        face: m.face,
        manner: Manner::Cell,
        figures: false,
        node: 0,
    };
    let strips = setter.text(&[Inline::Text(words.to_owned())], &frame, setting, 0)?;
    Ok(strips
        .into_iter()
        .flat_map(|strip| Arc::unwrap_or_clone(strip.items))
        .filter_map(as_artifact)
        .map(|item| moved(item, 0.0, y - ASCENT * size))
        .collect())
}
