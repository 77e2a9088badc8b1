//! From the document tree to pages of positioned glyphs.
//!
//! Blocks are set into a flow of units ([`block`], [`table`]), the flow is cut into pages ([`paginate`]), and what is no
//! part of the text (page numbers, 次頁へ続く) is added at the end.

mod adjust;
mod block;
mod boxed;
mod breaks;
mod built_in;
pub mod class;
mod class_table;
mod flow;
pub mod font;
mod foot;
mod glyph;
mod hanging;
mod heading;
mod kern;
mod kinsoku;
pub mod line;
pub mod measure;
pub mod page;
mod paginate;
mod paragraph;
mod place;
mod ruby;
mod space;
mod spread;
mod table;
mod text;
mod tighten;
mod unit;

use std::fmt;

use crate::document::{Document, Inline, Part};
use flow::{Unit, UnitKind, as_artifact, moved, unit};
use font::Fonts;
use foot::{Foot, Marked, at_foot};
use line::{Setting, TextFault};
use measure::{Folio, Measures};
use page::{Layout, Node, OutlineEntry, Page, Role};
use paginate::{Flow, PartPage};
use text::{ASCENT, Frame, Manner, Setter};
use tighten::{FEW_LINES, TIGHTEST, tightened};

/// Why a document cannot be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LayoutFault {
    /// A character that cannot be drawn.
    Text {
        /// The character.
        fault: TextFault,
        /// The text it stands in.
        text: String,
    },
    /// Something that is not parted (a box, a line of a cell) is taller than a page.
    TooTall {
        /// Its words.
        text: String,
    },
    /// A table has more columns than the measure has characters.
    TooWide {
        /// Words of its first cell.
        text: String,
    },
}

impl fmt::Display for LayoutFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LayoutFault::Text { fault, text } => write!(f, "U+{:04X} in “{text}”", u32::from(fault.character)),
            LayoutFault::TooTall { text } => write!(f, "taller than a page: “{text}”"),
            LayoutFault::TooWide { text } => write!(f, "too many columns: “{text}”"),
        }
    }
}

impl std::error::Error for LayoutFault {}

/// Lays out a document.
///
/// # Errors
/// A character that cannot be drawn, or something that fits no page.
pub fn layout(document: &Document, fonts: &Fonts) -> Result<Layout, LayoutFault> {
    let mut nodes = vec![Node {
        parent: 0,
        role: Role::Document,
    }];
    let mut strained = Vec::new();
    let mut outline = Vec::new();
    let mut pages = Vec::new();
    for part in &document.parts {
        let measures = Measures::of(document.meta.form, part.landscape);
        let mut setter = Setter {
            fonts,
            measures,
            continued_label: &document.meta.continued_label,
            nodes: std::mem::take(&mut nodes),
            tables: Vec::new(),
            strained: std::mem::take(&mut strained),
            pending: None,
            foot: Foot::default(),
            artifact: false,
        };
        let made = part_pages(part, &mut setter)?;
        nodes = setter.nodes;
        strained = setter.strained;
        let count = made.len();
        for (i, page) in made.into_iter().enumerate() {
            let m = &setter.measures;
            outline.extend(page.outline.into_iter().map(|(level, title, y)| OutlineEntry {
                level,
                title,
                page: pages.len(),
                y: m.top + y,
            }));
            pages.push(Unfinished {
                measures: m.clone(),
                items: page.items,
                goes_on: i + 1 < count,
            });
        }
    }
    let total = pages.len();
    let pages = pages
        .into_iter()
        .enumerate()
        .map(|(i, page)| page.finish(i + 1, total, document, fonts))
        .collect::<Result<_, _>>()?;
    Ok(Layout {
        pages,
        nodes,
        outline,
        strained,
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
    let mut out = vec![Vec::new()];
    for (index, unit) in units.iter().enumerate() {
        let ends = matches!(unit.kind, UnitKind::PageBreak);
        let within = index > 0 && row(units.get(index - 1)) && row(units.get(index + 1));
        match out.last_mut() {
            Some(last) if !ends || within => last.push(unit.clone()),
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
        node,
    };
    let mut units = Vec::new();
    if let Some(label) = &part.label {
        let paragraph = setter.node(node, Role::Paragraph);
        let text = [Inline::Text(label.clone())];
        let mut strips = setter.text(&text, &frame, Setting::End, paragraph)?;
        if let Some(first) = strips.first_mut() {
            first.outline = Some((1, label.clone()));
        }
        units.extend(strips.into_iter().map(|s| unit(s, flow::Keep::Never)));
    }
    let level = u8::from(part.label.is_some());
    if let Some((at, notes)) = at_foot(&part.blocks) {
        let (nodes, tables) = (setter.nodes.len(), setter.tables.len());
        let strained = setter.strained.len();
        let mut text = part.blocks.clone();
        text.remove(at);
        setter.pending = Some((at, notes.to_vec()));
        let made = setter.blocks(&text, &frame, level)?;
        let foot = std::mem::take(&mut setter.foot);
        if foot.fits(m.height) {
            units.extend(made);
            return Ok((units, foot));
        }
        setter.nodes.truncate(nodes);
        setter.tables.truncate(tables);
        setter.strained.truncate(strained);
    }
    units.extend(setter.blocks(&part.blocks, &frame, level)?);
    Ok((units, Foot::default()))
}

/// A page before its number is known.
struct Unfinished {
    measures: Measures,
    items: Vec<page::Item>,
    goes_on: bool,
}

impl Unfinished {
    fn finish(self, number: usize, total: usize, document: &Document, fonts: &Fonts) -> Result<Page, LayoutFault> {
        let m = &self.measures;
        let mut items: Vec<page::Item> = self.items.iter().map(|i| moved(i, m.left, m.top)).collect();
        let mut draw = |words: &str, size: f64, y: f64, setting: Setting| -> Result<(), LayoutFault> {
            items.extend(running(words, size, y, setting, m, fonts)?);
            Ok(())
        };
        if let (true, Some(words)) = (self.goes_on, &document.meta.continued) {
            draw(words, m.size, m.continued, Setting::Centre)?;
        }
        let (n, all) = (number.to_string(), total.to_string());
        let label = document.meta.page_label.as_deref();
        match m.folio {
            Folio::Foot { size, y } if total > 1 => {
                let words = label.unwrap_or("{n} / {N}").replace("{n}", &n).replace("{N}", &all);
                draw(&words, size, y, Setting::Centre)?;
            }
            Folio::Foot { .. } => {}
            Folio::Head { size, y } => {
                let words = label.unwrap_or("{n}/{N}").replace("{n}", &n).replace("{N}", &all);
                draw(&words, size, y, Setting::End)?;
            }
        }
        Ok(Page {
            width: m.page_width,
            height: m.page_height,
            items,
        })
    }
}

/// A line that is no part of the text, its baseline at `y` pt.
fn running(
    words: &str,
    size: f64,
    y: f64,
    setting: Setting,
    m: &Measures,
    fonts: &Fonts,
) -> Result<Vec<page::Item>, LayoutFault> {
    let mut setter = Setter {
        fonts,
        measures: m.clone(),
        continued_label: "",
        nodes: Vec::new(),
        tables: Vec::new(),
        strained: Vec::new(),
        pending: None,
        foot: Foot::default(),
        artifact: true,
    };
    let frame = Frame {
        x: m.left,
        width: m.width,
        size,
        pitch: size,
        face: m.face,
        manner: Manner::Cell,
        node: 0,
    };
    let strips = setter.text(&[Inline::Text(words.to_owned())], &frame, setting, 0)?;
    Ok(strips
        .iter()
        .flat_map(|strip| as_artifact(&strip.items))
        .map(|item| moved(&item, 0.0, y - ASCENT * size))
        .collect())
}
