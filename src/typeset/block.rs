//! From blocks to the flow: each block's setting, its space before and after, and what a page end after it costs.

use std::borrow::Cow;

use super::fault::LayoutFault;
use super::flow::{Keep, Strip, Unit, UnitKind, unit};
use super::line::Setting;
use super::page::Role;
use super::setter::{Frame, Manner, Setter};
use super::standing::{BlockKey, SetBlock};
use crate::document::{Block, Inline, Note, Text, Words, plain};

impl Setter<'_> {
    /// The units of `blocks` in `frame`. `level` is the depth of headings' structure: 0 in the letter, 1 in an appendix.
    pub(super) fn blocks(&mut self, blocks: &[Block], frame: &Frame, level: u8) -> Result<Vec<Unit>, LayoutFault> {
        let mut units = Vec::new();
        let mut skip = false;
        let body = frame.manner == Manner::Body;
        let pending = self.pending.take();
        for (i, block) in blocks.iter().enumerate() {
            if let Some((_, notes)) = pending.as_ref().filter(|(at, _)| *at == i) {
                self.foot = self.foot_of(notes, frame)?;
            }
            if std::mem::take(&mut skip) {
                continue;
            }
            let previous = i.checked_sub(1).map(|i| &blocks[i]);
            let next = blocks.get(i + 1);
            let notes = match (block, next) {
                (Block::Table(_), Some(Block::Notes(notes))) if body => {
                    skip = true;
                    notes.as_slice()
                }
                _ => &[],
            };
            // What stands in cells and boxes is kept with them.
            let mut made = if body && !self.artifact {
                self.block_from_standing(block, notes, frame, level)?
            } else {
                self.block(block, notes, frame, level)?
            };
            let next = if skip { blocks.get(i + 2) } else { next };
            if body && first_sender(previous, block) {
                set_before(&mut made, 0.5 * self.measures.pitch);
            }
            if body && further_addressee(previous, block) {
                set_before(&mut made, 0.0);
            }
            // Headings in a row have no space between them (行取り), and leave nothing to be placed at a page's head.
            if let (true, Some(Block::Heading { .. }), Block::Heading { .. }) = (body, previous, block) {
                set_before(&mut made, 0.0);
            }
            // A caption belongs to its table: it leaves the grid with it.
            if let (true, Block::Words(Words::Line, _), Some(Block::Table(_))) = (body, block, next) {
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
        if let Some((_, notes)) = pending.filter(|(at, _)| *at == blocks.len()) {
            self.foot = self.foot_of(&notes, frame)?;
        }
        Ok(units)
    }

    /// The units of a block; `notes` are those that go with a table.
    pub(super) fn block(
        &mut self,
        block: &Block,
        notes: &[Note],
        frame: &Frame,
        level: u8,
    ) -> Result<Vec<Unit>, LayoutFault> {
        let pitch = self.measures.pitch;
        let body = frame.manner == Manner::Body;
        match block {
            Block::Words(Words::DocumentNumber | Words::DateLine | Words::Sender, text) => {
                let mut units = self.line_block(text, frame, Setting::End, Keep::Never)?;
                off_grid(&mut units);
                Ok(units)
            }
            Block::Words(Words::Addressee, text) => {
                let start = Setting::Start { indent: 0.0, hang: 0.0 };
                let mut units = self.line_block(text, frame, start, Keep::Never)?;
                if body {
                    off_grid(&mut units);
                    set_before(&mut units, 0.5 * pitch);
                }
                Ok(units)
            }
            Block::Words(Words::Title, text) => self.title(text, frame, level),
            Block::Words(Words::Banner, text) => self.banner(text, frame),
            Block::Words(Words::Paragraph, text) => {
                let setting = match frame.manner {
                    Manner::Body => Setting::Justified { indent: 1.0, hang: 0.0 },
                    manner => plain_setting(manner),
                };
                self.paragraph(text, frame, setting)
            }
            Block::Words(Words::Opening | Words::Line, text) => {
                self.paragraph(text, frame, plain_setting(frame.manner))
            }
            Block::Words(Words::Closing | Words::End, text) => {
                self.line_block(text, frame, Setting::End, Keep::Cost(0.0))
            }
            Block::Words(Words::Record, text) => {
                let mut units = self.line_block(text, frame, Setting::Centre, Keep::Never)?;
                if body {
                    off_grid(&mut units);
                    set_before(&mut units, pitch);
                    set_after(&mut units, 0.5 * pitch);
                    leading(&mut units);
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
            Block::Table(table) => self.table(table, notes, frame),
            Block::Notes(notes) => self.notes_block(notes, frame),
            Block::Contact { heading, lines } => self.contact(heading, lines, frame),
            Block::Fields(fields) => self.fields(fields, frame, level),
            Block::Together(inner) => {
                let mut units = self.blocks(inner, frame, level)?;
                let last = units.len().saturating_sub(1);
                units[..last].iter_mut().for_each(|unit| unit.keep = Keep::Never);
                Ok(units)
            }
            Block::Picture(picture) => Ok(vec![self.picture(picture, frame)]),
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
}

/// How a text without indent is set.
pub(super) fn plain_setting(manner: Manner) -> Setting {
    match manner {
        Manner::Body | Manner::Small => Setting::Justified { indent: 0.0, hang: 0.0 },
        Manner::Cell => Setting::Start { indent: 0.0, hang: 0.0 },
        Manner::Centred => Setting::Centre,
        Manner::Ended => Setting::End,
    }
}

/// `frame` without its first `by` pt.
pub(super) fn indented(frame: &Frame, by: f64) -> Frame {
    Frame {
        x: frame.x + by,
        width: (frame.width - by).max(frame.size),
        ..frame.clone()
    }
}

/// A text in one line of characters: for outline and messages.
pub(super) fn one_line(text: &[Inline]) -> String {
    plain(text).replace('\n', "")
}

/// The lines of a paragraph: none of its lines stands alone at a page's foot or head (widow and orphan, JLREQ 3.8).
pub(super) fn paragraph_units(strips: Vec<Strip>) -> Vec<Unit> {
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
        (_, Block::Words(Words::Closing | Words::End, _)) => Keep::Never,
        (
            Block::Heading { .. }
            | Block::Picture(_)
            | Block::Words(
                Words::Title
                | Words::Record
                | Words::Addressee
                | Words::Sender
                | Words::DateLine
                | Words::DocumentNumber
                | Words::Banner,
                _,
            ),
            _,
        ) => Keep::Never,
        (Block::Words(Words::Line, _), Block::Table(_) | Block::List(_) | Block::Fields(_)) => Keep::Never,
        (Block::Words(Words::Line, _), Block::Words(Words::Paragraph, _) | Block::Remark { .. }) => Keep::Cost(25.0),
        (Block::Words(Words::Line, _), Block::Words(Words::Line, _)) => Keep::Cost(6.0),
        (Block::Words(Words::Paragraph, _) | Block::Remark { .. }, Block::Table(_) | Block::List(_)) => {
            Keep::Cost(12.0)
        }
        (Block::Words(Words::End, _), Block::Contact { .. }) => Keep::Cost(20.0),
        (_, Block::Notes(_)) => Keep::Cost(40.0),
        _ => Keep::Cost(0.0),
    }
}

/// The first sender after something that is no sender.
fn first_sender(previous: Option<&Block>, block: &Block) -> bool {
    matches!(block, Block::Words(Words::Sender, _)) && !matches!(previous, None | Some(Block::Words(Words::Sender, _)))
}

/// A line of an addressee behind another: an address is one block.
fn further_addressee(previous: Option<&Block>, block: &Block) -> bool {
    let addressee = |block: &Block| matches!(block, Block::Words(Words::Addressee, _));
    addressee(block) && previous.is_some_and(addressee)
}

/// The formal head stands by its own spaces, not on the line grid.
fn off_grid(units: &mut [Unit]) {
    for u in units {
        if let UnitKind::Strip(strip) = &mut u.kind {
            strip.grid = false;
        }
    }
}

/// What follows keeps its distance under these, as under a heading.
fn leading(units: &mut [Unit]) {
    for u in units {
        if let UnitKind::Strip(strip) = &mut u.kind {
            strip.leads = true;
        }
    }
}

pub(super) fn set_before(units: &mut [Unit], space: f64) {
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

impl Setter<'_> {
    /// As [`Setter::block`].
    pub(super) fn block_from_standing(
        &mut self,
        block: &Block,
        notes: &[Note],
        frame: &Frame,
        level: u8,
    ) -> Result<Vec<Unit>, LayoutFault> {
        let m = &self.measures;
        let lengths = [frame.x, frame.width, frame.size, frame.pitch, m.page_width];
        let key = BlockKey {
            block: Cow::Borrowed(block),
            notes: Cow::Borrowed(notes),
            continued_label: Cow::Borrowed(self.continued_label),
            form: m.form,
            lengths: lengths.map(f64::to_bits),
            face: frame.face,
            level,
            parent: frame.node,
            first_node: self.nodes.len(),
            first_table: self.tables.len(),
        };
        let same = |kept: &BlockKey<'static>| *kept == key;
        let own = || BlockKey {
            block: Cow::Owned(block.clone()),
            notes: Cow::Owned(notes.to_vec()),
            continued_label: Cow::Owned(self.continued_label.to_owned()),
            ..key
        };
        let set = self
            .standing
            .blocks
            .get(&key, same, own, || self.set_aside(block, notes, frame, level))?;
        self.nodes.extend_from_slice(&set.nodes);
        self.tables.extend_from_slice(&set.tables);
        self.strained.extend_from_slice(&set.strained);
        self.torn.extend_from_slice(&set.torn);
        Ok(set.units.clone())
    }

    /// A block set, with all that its setting adds taken out of the setter again.
    fn set_aside(&mut self, block: &Block, notes: &[Note], frame: &Frame, level: u8) -> Result<SetBlock, LayoutFault> {
        let (nodes, tables, strained) = (self.nodes.len(), self.tables.len(), self.strained.len());
        let torn = self.torn.len();
        let units = self.block(block, notes, frame, level)?;
        Ok(SetBlock {
            units,
            nodes: self.nodes.split_off(nodes),
            tables: self.tables.split_off(tables),
            strained: self.strained.split_off(strained),
            torn: self.torn.split_off(torn),
        })
    }
}
