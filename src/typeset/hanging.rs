//! What hangs on a label: remarks (※), lists, notes.

use std::sync::Arc;

use super::block::{indented, paragraph_units, plain_setting, set_before};
use super::fault::LayoutFault;
use super::flow::SetNote;
use super::flow::{Keep, Strip, Unit, UnitKind, unit};
use super::foot::Foot;
use super::line::Setting;
use super::page::Role;
use super::setter::{Frame, Manner, Setter};
use crate::document::anew::is_mark;
use crate::document::{Inline, Item, Note, Text};

/// Space a label of note, remark or list may leave before its text, em: labels that end in a Latin character or a
/// bracket need a little air, ・ and ※ bring their own.
const LABEL_GAP: f64 = 0.4;

impl Setter<'_> {
    /// A remark: its label at the frame's head, its text hanging.
    pub(super) fn remark(&mut self, label: &str, text: &Text, frame: &Frame) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(frame.node, Role::Paragraph);
        let mark = self.node(node, Role::Span);
        Ok(paragraph_units(self.hanging(label, text, frame, mark, node)?))
    }

    /// A label at the head of the frame and a text that hangs at the label's width (typography: ※ ・ ① hang 1 em).
    pub(super) fn hanging(
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
            Manner::Centred | Manner::Ended => Setting::Start { indent: 0.0, hang: 0.0 },
            manner => plain_setting(manner),
        };
        let mut strips = self.text(text, &inner, setting, node)?;
        match strips.first_mut() {
            Some(first) => merge_label(first, head),
            None => strips.push(head),
        }
        Ok(strips)
    }

    /// How far texts hang below labels, pt: the widest label, rounded up to half an em. All digits count alike, so that the
    /// texts of 11. and 12. stand in one line.
    fn hang<'l>(&self, labels: impl Iterator<Item = &'l str>, frame: &Frame) -> Result<f64, LayoutFault> {
        let mut widest = 1.0_f64;
        for label in labels {
            let gap = match label.chars().last() {
                Some('-' | '－' | '–') => 0.25,
                None | Some('…' | '*') => 0.0,
                Some(c) if is_mark(c) => 0.0,
                Some(_) => LABEL_GAP,
            };
            let label: String = label
                .chars()
                .map(|c| if c.is_ascii_digit() { '0' } else { c })
                .collect();
            widest = widest.max(self.width_of(&label, frame.face)? + gap);
        }
        Ok((widest * 2.0 - 1e-6).ceil() / 2.0 * frame.size)
    }

    /// A list; in the body it stands an em from the margin.
    pub(super) fn list(&mut self, items: &[Item], frame: &Frame, level: u8) -> Result<Vec<Unit>, LayoutFault> {
        let list = self.node(frame.node, Role::List);
        let outer = if frame.manner == Manner::Body && frame.x == 0.0 {
            indented(frame, frame.size)
        } else {
            frame.clone()
        };
        let outer = Frame {
            manner: if matches!(outer.manner, Manner::Centred | Manner::Ended) {
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
    pub(super) fn notes_block(&mut self, notes: &[Note], frame: &Frame) -> Result<Vec<Unit>, LayoutFault> {
        let mut units = Vec::new();
        for strips in self.notes(notes, frame)? {
            units.extend(paragraph_units(strips));
        }
        if frame.manner == Manner::Body {
            set_before(&mut units, 0.25 * self.measures.pitch);
        }
        Ok(units)
    }

    /// Notes for the feet of pages.
    pub(super) fn foot_of(&mut self, notes: &[Note], frame: &Frame) -> Result<Foot, LayoutFault> {
        let set = self.notes(notes, frame)?;
        let notes = notes.iter().zip(set).map(|(note, strips)| SetNote {
            label: note.label.clone(),
            strips,
        });
        Ok(Foot {
            notes: notes.collect(),
            width: frame.width,
            rule: self.measures.rule,
            before: 0.5 * self.measures.pitch,
        })
    }

    /// Each note's lines.
    pub(super) fn notes(&mut self, notes: &[Note], frame: &Frame) -> Result<Vec<Vec<Strip>>, LayoutFault> {
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

/// Puts a label before the first line of its text.
fn merge_label(first: &mut Strip, label: Strip) {
    let items = std::mem::replace(&mut first.items, label.items);
    first.draw(Arc::unwrap_or_clone(items));
    first.height = first.height.max(label.height);
}
