//! What stands in a box of rules: the banner and the contact, which are never parted, and the fields of a form.

use std::sync::Arc;

use super::block::indented;
use super::fault::LayoutFault;
use super::flow::{Keep, Strip, Unit, UnitKind, as_artifact, frame_rules, moved, rule, stack, unit};
use super::font::Face;
use super::line::Setting;
use super::page::Role;
use super::setter::{Frame, Manner, Setter};
use crate::document::{Field, Text};

/// The narrowest contact box, em: narrower ones look like stamps.
const CONTACT_LEAST: f64 = 20.0;

/// What parting a form by a page's end costs.
const FORM_PARTED: f64 = 12.0;

impl Setter<'_> {
    /// The large word at the head of a FAX sheet, in a heavy box in the middle.
    pub(super) fn banner(&mut self, text: &Text, frame: &Frame) -> Result<Vec<Unit>, LayoutFault> {
        let node = self.node(frame.node, Role::Paragraph);
        let size = self.measures.banner;
        let heavy = self.measures.heavy_rule;
        let natural = self.widths(text, Face::Gothic)?.natural * size;
        let side = size * 1.2;
        let width = (natural + 2.0 * side).min(frame.width);
        let x = frame.x + (frame.width - width) / 2.0;
        let own = Frame {
            x: x + side.min(width / 4.0),
            width: width - 2.0 * side.min(width / 4.0),
            size,
            pitch: size * 1.3,
            face: Face::Gothic,
            manner: Manner::Centred,
            figures: false,
            node,
        };
        let strips = self.text(text, &own, Setting::Centre, node)?;
        let mut strip = piled(&strips, size * 0.2 + heavy);
        strip.draw(frame_rules(x, 0.0, width, strip.height, heavy));
        strip.after = 0.6 * self.measures.pitch;
        Ok(vec![unit(strip, Keep::Never)])
    }

    /// The contact in a thin box in the middle: heading in Gothic, lines centred, kept whole.
    pub(super) fn contact(&mut self, heading: &Text, lines: &[Text], frame: &Frame) -> Result<Vec<Unit>, LayoutFault> {
        let size = frame.size;
        let side = 1.5 * size;
        let mut natural = self.widths(heading, Face::Gothic)?.natural;
        for line in lines {
            natural = natural.max(self.widths(line, frame.face)?.natural);
        }
        let width = (natural.max(CONTACT_LEAST - 3.0) * size + 2.0 * side + 0.1).min(frame.width);
        let x = frame.x + (frame.width - width) / 2.0;
        let own = Frame {
            x: x + side,
            width: width - 2.0 * side,
            manner: Manner::Centred,
            ..frame.clone()
        };
        let head = Frame {
            face: Face::Gothic,
            ..own.clone()
        };
        let node = self.node(frame.node, Role::Paragraph);
        let mut strips = self.text(heading, &head, Setting::Centre, node)?;
        for line in lines {
            let node = self.node(frame.node, Role::Paragraph);
            strips.extend(self.text(line, &own, Setting::Centre, node)?);
        }
        let mut strip = piled(&strips, 0.5 * size);
        strip.draw(frame_rules(x, 0.0, width, strip.height, self.measures.rule));
        if frame.manner == Manner::Body {
            strip.before = self.measures.pitch;
            strip.after = self.measures.pitch;
        }
        Ok(vec![unit(strip, Keep::Cost(0.0))])
    }

    /// Label and value, line by line, in a form of thin rules; labels spread over their column (均等割り).
    pub(super) fn fields(&mut self, fields: &[Field], frame: &Frame, level: u8) -> Result<Vec<Unit>, LayoutFault> {
        let list = self.node(frame.node, Role::List);
        let (t, pad_x, pad_y) = (self.measures.rule, self.measures.pad_x + 2.0, self.measures.pad_y);
        let mut widest = 3.0_f64;
        for field in fields {
            widest = widest.max(self.widths(&field.label, Face::Gothic)?.natural);
        }
        let label_width = (widest * frame.size + 0.01).min(frame.width / 3.0);
        let split = label_width + 2.0 * pad_x + 1.5 * t;
        let inner = Frame {
            manner: Manner::Cell,
            ..indented(frame, split + t / 2.0 + pad_x)
        };
        let inner = Frame {
            width: inner.width - pad_x - t,
            ..inner
        };
        let mut units = Vec::new();
        for field in fields {
            let item = self.node(list, Role::ListItem);
            let node = self.node(item, Role::Label);
            let head = Frame {
                x: frame.x + t + pad_x,
                width: label_width,
                face: Face::Gothic,
                manner: Manner::Cell,
                ..frame.clone()
            };
            let label = self.text(&field.label, &head, Setting::Distributed, node)?;
            let node = self.node(item, Role::ListBody);
            let value = self.cell(&field.value, &Frame { node, ..inner.clone() }, level)?;
            let (label, value) = (piled(&label, 0.0), piled(&value, 0.0));
            let inside = label.height.max(value.height) + 2.0 * pad_y;
            let mut strip = Strip {
                height: inside + t,
                marks: [label.marks.as_slice(), &value.marks].concat(),
                ..Strip::default()
            };
            for part in [&label, &value] {
                let top = t + (inside - part.height) / 2.0;
                strip.draw(part.items.iter().map(|i| moved(i.clone(), 0.0, top)));
            }
            // The rule below is the next line's rule above: drawn by both at the same place, so that no page is without.
            strip.draw(frame_rules(frame.x, 0.0, frame.width, inside + 2.0 * t, t));
            strip.draw([rule(frame.x + split - t / 2.0, t, t, inside)]);
            units.push(unit(strip, Keep::Never));
        }
        // A form that is longer than its page is parted between its lines, neither the first nor the last of which stands
        // alone; a short one goes as a whole where the page that it leaves is nearly full.
        let last = units.len().saturating_sub(2);
        for unit in units.iter_mut().take(last).skip(1) {
            unit.keep = Keep::Cost(FORM_PARTED);
        }
        if let (
            Some(Unit {
                kind: UnitKind::Strip(first),
                ..
            }),
            Manner::Body,
        ) = (units.first_mut(), frame.manner)
        {
            first.before = 0.8 * self.measures.pitch;
        }
        if let Some(Unit {
            kind: UnitKind::Strip(last),
            keep,
        }) = units.last_mut()
        {
            last.height += t;
            last.after = 0.8 * self.measures.pitch;
            *keep = Keep::Cost(0.0);
        }
        Ok(units)
    }

    /// Blocks in a frame that is not parted by pages: the strips of a cell. A table within is drawn whole.
    pub(super) fn cell(
        &mut self,
        blocks: &[crate::document::Block],
        frame: &Frame,
        level: u8,
    ) -> Result<Vec<Strip>, LayoutFault> {
        let mut strips: Vec<Strip> = Vec::new();
        let mut whole = Vec::new();
        for unit in self.blocks(blocks, frame, level)? {
            match unit.kind {
                UnitKind::Strip(strip) => strips.push(strip),
                UnitKind::Row { table, .. } if !whole.contains(&table) => {
                    whole.push(table);
                    strips.push(self.tables[table].whole());
                }
                UnitKind::Row { .. } | UnitKind::PageBreak => {}
            }
        }
        if self.artifact {
            for strip in &mut strips {
                strip.items = Arc::new(strip.items.iter().cloned().filter_map(as_artifact).collect());
            }
        }
        Ok(strips)
    }
}

/// Strips one below the other as one strip, with `pad` above and below.
fn piled(strips: &[Strip], pad: f64) -> Strip {
    let (tops, height) = stack(strips);
    let mut out = Strip {
        height: height + 2.0 * pad,
        ..Strip::default()
    };
    for (strip, top) in strips.iter().zip(tops) {
        out.draw(strip.items.iter().map(|i| moved(i.clone(), 0.0, top + pad)));
        out.marks.extend(strip.marks.iter().cloned());
    }
    out
}
