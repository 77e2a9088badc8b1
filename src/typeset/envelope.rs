//! The head of a letter that goes into a window envelope: the address where the window always shows it, all else of the head
//! where it never does.

use super::block::set_before;
use super::fault::LayoutFault;
use super::flow::{Keep, Strip, Unit, UnitKind, moved, rule, stack, unit};
use super::line::Setting;
use super::measure::MM;
use super::page::{Misplaced, Role};
use super::setter::{Frame, Manner, Setter};
use crate::document::envelope::Envelope;
use crate::document::{Block, Text, Words, plain};

/// Left free within what is always seen, mm: at its left, at its top and at its foot.
const ROOM: [f64; 3] = [3.0, 2.0, 1.0];

/// Left free around what may be seen at all, mm.
const CLEAR: f64 = 3.0;

/// Sizes that an address is tried in, pt, each with the distance of its baselines, em: it is read by people and by machines of
/// the post.
const SIZES: [(f64, f64); 7] = [
    (10.5, 1.35),
    (10.0, 1.35),
    (9.5, 1.35),
    (9.0, 1.35),
    (8.5, 1.3),
    (8.0, 1.3),
    (8.0, 1.25),
];

/// The least room beside the window in which the rest of the head stands there, em; where there is less it stands below.
const BESIDE: f64 = 12.0;

/// Where a fold mark begins and how long it is, mm; its thickness, pt.
const MARK: (f64, f64, f64) = (5.0, 5.0, 0.3);

/// The height of A4, mm.
const SHEET: f64 = 297.0;

fn mm(tenths: u16) -> f64 {
    f64::from(tenths) / 10.0 * MM
}

/// The blocks at the head of a letter: logo, number, date, addressee, senders.
pub(super) fn head(blocks: &[Block]) -> &[Block] {
    let of_head = |block: &&Block| {
        matches!(
            block,
            Block::Picture(_)
                | Block::Words(
                    Words::DocumentNumber | Words::DateLine | Words::Addressee | Words::Sender | Words::Line,
                    _
                )
        )
    };
    &blocks[..blocks.iter().take_while(of_head).count()]
}

fn addressee(block: &Block) -> Option<&Text> {
    match block {
        Block::Words(Words::Addressee, text) => Some(text),
        _ => None,
    }
}

impl Setter<'_> {
    /// The head of a letter as one unit, `None` where it has no addressee. What cannot be seen through the window is noted.
    pub(super) fn enveloped(
        &mut self,
        head: &[Block],
        frame: &Frame,
        envelope: &Envelope,
    ) -> Result<Option<Unit>, LayoutFault> {
        let lines: Vec<&Text> = head.iter().filter_map(addressee).collect();
        if !lines.iter().any(|line| plain(line).trim_start().starts_with('〒')) {
            let text = lines.last().map_or_else(String::new, |line| plain(line));
            self.misplaced = Some(Misplaced::NoAddress { text });
        }
        if lines.is_empty() {
            return Ok(None);
        }
        let m = self.measures.clone();
        let clear = (mm(envelope.left + envelope.width) + CLEAR * MM - m.left).max(0.0);
        let below = mm(envelope.top + envelope.height) + CLEAR * MM - m.top;
        let (clear, first) = match m.width - clear >= BESIDE * m.size {
            true => (clear, 0.0),
            false => (0.0, below.max(0.0)),
        };
        let beside = Frame {
            x: clear,
            width: m.width - clear,
            ..frame.clone()
        };
        let mut strip = Strip::default();
        let mut right: Vec<Strip> = Vec::new();
        let (mut seen, mut sent) = (false, false);
        let mut address = Vec::new();
        for block in head {
            if addressee(block).is_none() {
                let mut units = self.block(block, &[], &beside, 0)?;
                let sender = matches!(block, Block::Words(Words::Sender, _));
                if sender && !std::mem::replace(&mut sent, true) {
                    set_before(&mut units, 0.5 * m.pitch);
                }
                right.extend(units.into_iter().filter_map(|unit| match unit.kind {
                    UnitKind::Strip(strip) => Some(strip),
                    _ => None,
                }));
            } else if !std::mem::replace(&mut seen, true) {
                // In reading order: the address comes after what stands before it in the letter.
                address.push(right.len());
                right.push(self.address(&lines, frame, envelope)?);
            }
        }
        let beside: Vec<Strip> = (0..right.len())
            .filter(|at| !address.contains(at))
            .map(|at| right[at].clone())
            .collect();
        let (tops, height) = stack(&beside);
        let mut tops = tops.into_iter();
        for (at, part) in right.into_iter().enumerate() {
            let top = match address.contains(&at) {
                true => 0.0,
                false => first + tops.next().unwrap_or_default(),
            };
            strip.draw(part.items.iter().map(|item| moved(item.clone(), 0.0, top)));
            strip.marks.extend(part.marks);
        }
        strip.height = (first + height).max(below);
        strip.after = 0.5 * m.pitch;
        if envelope.fold_marks && envelope.fold > 0 {
            let folds = (1..)
                .map(|n| n * u32::from(envelope.fold))
                .map(|at| f64::from(at) / 10.0);
            let folds = folds.take_while(|at| *at < SHEET - 10.0);
            let (left, length, thickness) = MARK;
            strip.draw(folds.map(|at| rule(left * MM - m.left, at * MM - m.top, length * MM, thickness)));
        }
        Ok(Some(unit(strip, Keep::Never)))
    }

    /// The address, placed from the corner of the type area: in the greatest size in which each line is one, or in the least.
    fn address(&mut self, lines: &[&Text], frame: &Frame, envelope: &Envelope) -> Result<Strip, LayoutFault> {
        let m = self.measures.clone();
        let [left, top, width, height] = envelope.always_seen().map(mm);
        let [at_left, at_top, at_foot] = ROOM.map(|room| room * MM);
        let (width, height) = (width - at_left, height - at_top - at_foot);
        let (nodes, strained) = (self.nodes.len(), self.strained.len());
        let mut strips = Vec::new();
        let mut pitch = 0.0;
        let mut used = 0.0;
        for (size, distance) in SIZES {
            pitch = distance * size;
            self.nodes.truncate(nodes);
            self.strained.truncate(strained);
            strips.clear();
            let own = Frame {
                x: left + at_left - m.left,
                // Where the window may show nothing, the address stands in it as one sees it then.
                width: if width > size { width } else { mm(envelope.width) },
                size,
                pitch,
                manner: Manner::Cell,
                ..frame.clone()
            };
            for line in lines {
                let node = self.node(own.node, Role::Paragraph);
                let start = Setting::Start { indent: 0.0, hang: 1.0 };
                strips.extend(self.text(line, &own, start, node)?);
            }
            used = strips.len().saturating_sub(1) as f64 * pitch + size;
            if strips.len() == lines.len() && used <= height {
                break;
            }
        }
        if used > height {
            let text = plain(lines.last().unwrap_or(&lines[0]));
            self.misplaced = Some(Misplaced::Address { text });
        }
        let mut address = Strip::default();
        for (at, strip) in strips.iter().enumerate() {
            let y = top + at_top - m.top + at as f64 * pitch;
            address.draw(strip.items.iter().map(|item| moved(item.clone(), 0.0, y)));
            address.marks.extend(strip.marks.iter().cloned());
        }
        Ok(address)
    }
}
