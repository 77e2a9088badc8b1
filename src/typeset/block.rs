//! From blocks to the flow: each block's setting, its space before and after, and what a page end after it costs.

use super::LayoutFault;
use super::flow::{Keep, Strip, Unit, UnitKind, unit};
use super::font::Face;
use super::line::Setting;
use super::page::Role;
use super::text::{Frame, Manner, Setter};
use crate::document::{Block, Inline, Item, Note, Text, plain};

/// Space a label of note, remark or list may leave before its text, em: labels that end in a Latin character or a
/// bracket need a little air, ・ and ※ bring their own.
const LABEL_GAP: f64 = 0.4;

/// How much smaller a title may be set to stand on one line.
const LEAST_TITLE: f64 = 0.88;

impl Setter<'_> {
    /// The units of `blocks` in `frame`. `level` is the depth of headings' structure: 0 in the letter, 1 in an appendix.
    pub fn blocks(&mut self, blocks: &[Block], frame: &Frame, level: u8) -> Result<Vec<Unit>, LayoutFault> {
        let mut units = Vec::new();
        let mut skip = false;
        for (i, block) in blocks.iter().enumerate() {
            if std::mem::take(&mut skip) {
                continue;
            }
            let previous = i.checked_sub(1).map(|i| &blocks[i]);
            let next = blocks.get(i + 1);
            let mut made = match (block, next) {
                (Block::Table(table), Some(Block::Notes(notes))) if frame.manner == Manner::Body => {
                    skip = true;
                    self.table(table, notes, frame)?
                }
                _ => self.block(block, frame, level)?,
            };
            let next = if skip { blocks.get(i + 2) } else { next };
            if frame.manner == Manner::Body && first_sender(previous, block) {
                set_before(&mut made, 0.5 * self.measures.pitch);
            }
            // A caption belongs to its table: it leaves the grid with it.
            if let (Block::Line(_), Some(Block::Table(_)), Manner::Body) = (block, next, frame.manner) {
                off_grid(&mut made);
                set_before(&mut made, 0.25 * self.measures.pitch);
            }
            if let (Some(last), Some(next)) = (made.last_mut(), next) {
                last.keep = keep_between(block, next);
            }
            // A heading and a single line at a page's foot are no better than the heading alone.
            if let (Some(Block::Heading { .. }), [only]) = (previous, made.as_mut_slice())
                && let Keep::Cost(cost) = only.keep
            {
                only.keep = Keep::Cost(cost + LONE_LINE);
            }
            units.append(&mut made);
        }
        Ok(units)
    }

    fn block(&mut self, block: &Block, frame: &Frame, level: u8) -> Result<Vec<Unit>, LayoutFault> {
        let pitch = self.measures.pitch;
        let body = frame.manner == Manner::Body;
        match block {
            Block::DocumentNumber(text) | Block::DateLine(text) | Block::Sender(text) => {
                let mut units = self.line_block(text, frame, Setting::End, Keep::Never)?;
                off_grid(&mut units);
                Ok(units)
            }
            Block::Addressee(text) => {
                let start = Setting::Start { indent: 0.0, hang: 0.0 };
                let mut units = self.line_block(text, frame, start, Keep::Never)?;
                if body {
                    off_grid(&mut units);
                    set_before(&mut units, 0.5 * pitch);
                }
                Ok(units)
            }
            Block::Title(text) => self.title(text, frame, level),
            Block::Banner(text) => self.banner(text, frame),
            Block::Paragraph(text) => {
                let setting = match frame.manner {
                    Manner::Body => Setting::Justified { indent: 1.0, hang: 0.0 },
                    manner => plain_setting(manner),
                };
                self.paragraph(text, frame, setting)
            }
            Block::Opening(text) | Block::Line(text) => self.paragraph(text, frame, plain_setting(frame.manner)),
            Block::Closing(text) | Block::End(text) => self.line_block(text, frame, Setting::End, Keep::Cost(0.0)),
            Block::Record(text) => {
                let mut units = self.line_block(text, frame, Setting::Centre, Keep::Never)?;
                if body {
                    off_grid(&mut units);
                    set_before(&mut units, pitch);
                    set_after(&mut units, 0.5 * pitch);
                }
                Ok(units)
            }
            Block::Heading {
                level: depth,
                label,
                text,
            } => self.heading(*depth, label.as_deref(), text, frame, level),
            Block::List(items) => self.list(items, frame, level),
            Block::Remark { label, text } => self.remark(label, text, frame),
            Block::Table(table) => self.table(table, &[], frame),
            Block::Notes(notes) => self.notes_block(notes, frame),
            Block::Contact { heading, lines } => self.contact(heading, lines, frame),
            Block::Fields(fields) => self.fields(fields, frame, level),
            Block::Together(inner) => {
                let mut units = self.blocks(inner, frame, level)?;
                let last = units.len().saturating_sub(1);
                units[..last].iter_mut().for_each(|unit| unit.keep = Keep::Never);
                Ok(units)
            }
            Block::PageBreak if body => Ok(vec![Unit {
                kind: UnitKind::PageBreak,
                keep: Keep::Cost(0.0),
            }]),
            Block::PageBreak => Ok(Vec::new()),
        }
    }

    /// Lines that are one thing: date, addressee, sender, 敬具.
    fn line_block(
        &mut self,
        text: &Text,
        frame: &Frame,
        setting: Setting,
        keep: Keep,
    ) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(frame.node, Role::Paragraph);
        let strips = self.text(text, frame, setting, node)?;
        let mut units: Vec<Unit> = strips.into_iter().map(|s| unit(s, Keep::Never)).collect();
        if let Some(last) = units.last_mut() {
            last.keep = keep;
        }
        Ok(units)
    }

    fn paragraph(&mut self, text: &Text, frame: &Frame, setting: Setting) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(frame.node, Role::Paragraph);
        Ok(paragraph_units(self.text(text, frame, setting, node)?))
    }

    fn title(&mut self, text: &Text, frame: &Frame, level: u8) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(frame.node, Role::Heading(level + 1));
        let words = one_line(text);
        let size = if level == 0 {
            self.measures.title
        } else {
            self.measures.heading
        };
        let (size, text) = &self.fitted_title(text, size, frame.width)?;
        let size = *size;
        let own = Frame {
            size,
            pitch: size * 1.5,
            face: Face::Gothic,
            manner: Manner::Centred,
            ..frame.clone()
        };
        let mut strips = self.text(text, &own, Setting::Centre, node)?;
        if let Some(first) = strips.first_mut() {
            first.before = self.measures.pitch * if level == 0 { 1.0 } else { 0.5 };
            first.outline = Some((level + 1, words));
        }
        if let Some(last) = strips.last_mut() {
            last.after = 0.5 * self.measures.pitch;
        }
        Ok(strips.into_iter().map(|s| unit(s, Keep::Never)).collect())
    }

    /// A title a little too wide for one line is set a little smaller; a wider one ends its first line at a typed
    /// full-width space where both lines then fit.
    fn fitted_title(&self, text: &Text, size: f64, width: f64) -> Result<(f64, Text), LayoutFault> {
        let natural = self.widths(text, Face::Gothic)?.natural;
        if natural * size <= width {
            return Ok((size, text.clone()));
        }
        let fitting = (width / natural * 10.0).floor() / 10.0;
        if fitting >= LEAST_TITLE * size {
            return Ok((fitting, text.clone()));
        }
        let mut best: Option<(f64, Text)> = None;
        for (i, inline) in text.iter().enumerate() {
            let Inline::Text(words) = inline else { continue };
            for (at, space) in words.match_indices('\u{3000}') {
                let mut parted = text[..i].to_vec();
                parted.push(Inline::Text(words[..at].to_owned()));
                parted.push(Inline::Break);
                parted.push(Inline::Text(words[at + space.len()..].to_owned()));
                parted.extend_from_slice(&text[i + 1..]);
                let wide = self.widths(&parted, Face::Gothic)?.natural;
                if wide * size <= width && best.as_ref().is_none_or(|(least, _)| wide < *least) {
                    best = Some((wide, parted));
                }
            }
        }
        Ok((size, best.map_or_else(|| text.clone(), |(_, parted)| parted)))
    }

    fn heading(
        &mut self,
        depth: u8,
        label: Option<&str>,
        text: &Text,
        frame: &Frame,
        level: u8,
    ) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(frame.node, Role::Heading(depth.saturating_add(level + 1).min(6)));
        let body = frame.manner == Manner::Body;
        let size = if depth <= 1 && body {
            self.measures.heading
        } else {
            frame.size
        };
        let own = Frame {
            size,
            face: Face::Gothic,
            manner: if body { Manner::Small } else { frame.manner },
            ..frame.clone()
        };
        let strips = match label {
            Some(label) => self.hanging(label, text, &own, node, node)?,
            None => self.text(text, &own, Setting::Start { indent: 0.0, hang: 0.0 }, node)?,
        };
        let mut strips: Vec<Strip> = strips;
        let count = strips.len();
        for (i, strip) in strips.iter_mut().enumerate() {
            strip.lines = if body { 1.0 } else { 0.0 };
            if i == 0 && body {
                strip.before = 0.5 * self.measures.pitch;
                let words = one_line(text);
                let title = label.map_or(words.clone(), |l| format!("{l} {words}"));
                strip.outline = Some((depth.saturating_add(level + 1).min(6), title));
            }
            if i + 1 == count {
                strip.after = 0.0;
            }
        }
        Ok(strips.into_iter().map(|s| unit(s, Keep::Never)).collect())
    }

    fn remark(&mut self, label: &str, text: &Text, frame: &Frame) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(frame.node, Role::Paragraph);
        let mark = self.node(node, Role::Span);
        Ok(paragraph_units(self.hanging(label, text, frame, mark, node)?))
    }

    /// A label at the head of the frame and a text that hangs at the label's width (typography: ※ ・ ① hang 1 em).
    fn hanging(
        &mut self,
        label: &str,
        text: &[Inline],
        frame: &Frame,
        label_node: usize,
        node: usize,
    ) -> Result<Vec<Strip>, LayoutFault> {
        let hang = self.hang([label].into_iter(), frame)?;
        let head = self.label(label, frame, label_node)?;
        let inner = indented(frame, hang);
        let setting = match frame.manner {
            Manner::Centred => Setting::Start { indent: 0.0, hang: 0.0 },
            manner => plain_setting(manner),
        };
        let mut strips = self.text(text, &inner, setting, node)?;
        match strips.first_mut() {
            Some(first) => merge_label(first, head),
            None => strips.push(head),
        }
        Ok(strips)
    }

    /// How far texts hang below labels, pt: the widest label, rounded up to half an em.
    fn hang<'l>(&self, labels: impl Iterator<Item = &'l str>, frame: &Frame) -> Result<f64, LayoutFault> {
        let mut widest = 1.0_f64;
        for label in labels {
            let gap = match label.chars().last() {
                Some('※' | '…' | '■' | '●' | '○' | '◆' | '・' | '*') | None => 0.0,
                Some('-' | '－' | '–') => 0.25,
                Some(_) => LABEL_GAP,
            };
            widest = widest.max(self.width_of(label, frame.face)? + gap);
        }
        Ok((widest * 2.0 - 1e-6).ceil() / 2.0 * frame.size)
    }

    fn list(&mut self, items: &[Item], frame: &Frame, level: u8) -> Result<Vec<Unit>, LayoutFault> {
        let list = self.node(frame.node, Role::List);
        let outer = if frame.manner == Manner::Body && frame.x == 0.0 {
            indented(frame, frame.size)
        } else {
            frame.clone()
        };
        let outer = Frame {
            manner: if outer.manner == Manner::Centred {
                Manner::Cell
            } else {
                outer.manner
            },
            ..outer
        };
        let hang = self.hang(items.iter().map(|i| i.label.as_str()), &outer)?;
        let mut units = Vec::new();
        for item in items {
            let node = self.node(list, Role::ListItem);
            let label_node = self.node(node, Role::Label);
            let head = self.label(&item.label, &outer, label_node)?;
            let body = self.node(node, Role::ListBody);
            let inner = Frame {
                node: body,
                ..indented(&outer, hang)
            };
            let mut made = self.blocks(&item.blocks, &inner, level)?;
            match made.first_mut() {
                Some(Unit {
                    kind: UnitKind::Strip(first),
                    ..
                }) => merge_label(first, head),
                _ => made.insert(0, unit(head, Keep::Never)),
            }
            units.append(&mut made);
            if let Some(last) = units.last_mut() {
                last.keep = Keep::Cost(3.0);
            }
        }
        Ok(units)
    }

    /// Notes that do not belong to a table: at the end of a part.
    fn notes_block(&mut self, notes: &[Note], frame: &Frame) -> Result<Vec<Unit>, LayoutFault> {
        let mut units = Vec::new();
        for strips in self.notes(notes, frame)? {
            units.extend(paragraph_units(strips));
        }
        if frame.manner == Manner::Body {
            set_before(&mut units, 0.25 * self.measures.pitch);
        }
        Ok(units)
    }

    /// Each note's lines.
    pub fn notes(&mut self, notes: &[Note], frame: &Frame) -> Result<Vec<Vec<Strip>>, LayoutFault> {
        let body = frame.manner == Manner::Body;
        let size = if body { self.measures.note } else { frame.size };
        let own = Frame {
            size,
            pitch: if body {
                size * self.measures.small_pitch
            } else {
                frame.pitch
            },
            manner: if body { Manner::Small } else { frame.manner },
            ..frame.clone()
        };
        let hang = self.hang(notes.iter().map(|n| n.label.as_str()), &own)?;
        let mut out = Vec::new();
        for note in notes {
            let node = self.node(frame.node, Role::Note);
            let label = self.node(node, Role::Label);
            let head = self.label(&note.label, &own, label)?;
            let mut strips = self.text(&note.text, &indented(&own, hang), plain_setting(own.manner), node)?;
            match strips.first_mut() {
                Some(first) => merge_label(first, head),
                None => strips.push(head),
            }
            out.push(strips);
        }
        Ok(out)
    }
}

/// How a text without indent is set.
pub fn plain_setting(manner: Manner) -> Setting {
    match manner {
        Manner::Body | Manner::Small => Setting::Justified { indent: 0.0, hang: 0.0 },
        Manner::Cell => Setting::Start { indent: 0.0, hang: 0.0 },
        Manner::Centred => Setting::Centre,
    }
}

/// `frame` without its first `by` pt.
pub fn indented(frame: &Frame, by: f64) -> Frame {
    Frame {
        x: frame.x + by,
        width: (frame.width - by).max(frame.size),
        ..frame.clone()
    }
}

/// A text in one line of characters: for outline and messages.
pub fn one_line(text: &[Inline]) -> String {
    plain(text).replace('\n', "")
}

fn merge_label(first: &mut Strip, label: Strip) {
    let items = std::mem::take(&mut first.items);
    first.items = label.items;
    first.items.extend(items);
    first.height = first.height.max(label.height);
}

/// The lines of a paragraph: none of its lines stands alone at a page's foot or head (widow and orphan, JLREQ 3.8).
pub fn paragraph_units(strips: Vec<Strip>) -> Vec<Unit> {
    let count = strips.len();
    let mut units = Vec::with_capacity(count);
    for (i, strip) in strips.into_iter().enumerate() {
        let keep = match i + 1 {
            n if n == count => Keep::Cost(0.0),
            n if n == 1 || n + 1 == count => Keep::Never,
            _ => Keep::Cost(PARAGRAPH_PARTED),
        };
        units.push(unit(strip, keep));
    }
    units
}

/// What it costs to part a paragraph.
const PARAGRAPH_PARTED: f64 = 2.0;

/// What it costs to leave a single line below a heading at a page's foot.
const LONE_LINE: f64 = 60.0;

fn keep_between(block: &Block, next: &Block) -> Keep {
    match (block, next) {
        (Block::PageBreak, _) | (_, Block::PageBreak) => Keep::Cost(0.0),
        (_, Block::Closing(_) | Block::End(_)) => Keep::Never,
        (
            Block::Heading { .. }
            | Block::Title(_)
            | Block::Record(_)
            | Block::Addressee(_)
            | Block::Sender(_)
            | Block::DateLine(_)
            | Block::DocumentNumber(_)
            | Block::Banner(_),
            _,
        ) => Keep::Never,
        (Block::Line(_), Block::Table(_) | Block::List(_) | Block::Fields(_)) => Keep::Never,
        (Block::Line(_), Block::Paragraph(_) | Block::Remark { .. }) => Keep::Cost(25.0),
        (Block::Line(_), Block::Line(_)) => Keep::Cost(6.0),
        (Block::Paragraph(_) | Block::Remark { .. }, Block::Table(_) | Block::List(_)) => Keep::Cost(12.0),
        (Block::End(_), Block::Contact { .. }) => Keep::Cost(20.0),
        (_, Block::Notes(_)) => Keep::Cost(40.0),
        _ => Keep::Cost(0.0),
    }
}

/// The first sender after something that is no sender.
fn first_sender(previous: Option<&Block>, block: &Block) -> bool {
    matches!(block, Block::Sender(_)) && !matches!(previous, None | Some(Block::Sender(_)))
}

/// The formal head stands by its own spaces, not on the line grid.
fn off_grid(units: &mut [Unit]) {
    for u in units {
        if let UnitKind::Strip(strip) = &mut u.kind {
            strip.grid = false;
        }
    }
}

fn set_before(units: &mut [Unit], space: f64) {
    if let Some(Unit {
        kind: UnitKind::Strip(strip),
        ..
    }) = units.first_mut()
    {
        strip.before = space;
    }
}

fn set_after(units: &mut [Unit], space: f64) {
    if let Some(Unit {
        kind: UnitKind::Strip(strip),
        ..
    }) = units.last_mut()
    {
        strip.after = space;
    }
}
