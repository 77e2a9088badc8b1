//! Glyph descriptions of the `glyf` table (OpenType 1.9): read, put on half the grid, written without instructions.

use std::sync::OnceLock;

/// A description; empty until it is first asked for.
pub(super) type Slot = OnceLock<Box<[u8]>>;

/// On half the grid. Halves go up, so that two edges which differ by one step stay in order and equal stems on equal
/// places stay equal.
pub(super) fn halved(value: i16) -> i16 {
    ((i32::from(value) + 1) >> 1) as i16
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// Halves the numbers that stand in a row from `from` to `to`.
pub(super) fn halve(bytes: &mut [u8], from: usize, to: usize) -> Option<()> {
    for pair in bytes.get_mut(from..to)?.chunks_exact_mut(2) {
        let value = i16::from_be_bytes([pair[0], pair[1]]);
        pair.copy_from_slice(&halved(value).to_be_bytes());
    }
    Some(())
}

/// One description without its instructions, on half the grid where `half`; `renamed` tells the new id of a glyph that it is
/// made of. `None` where it is damaged.
pub(super) fn light(outline: &[u8], half: bool, renamed: impl Fn(u16) -> Option<u16>) -> Option<Vec<u8>> {
    if outline.is_empty() {
        return Some(Vec::new());
    }
    let mut out = match u16_at(outline, 0)? as i16 {
        contours @ 0.. => simple(outline, usize::from(contours.unsigned_abs()), half)?,
        _ => composite(outline, half, renamed)?,
    };
    if half {
        halve(&mut out, 2, 10)?;
    }
    Some(out)
}

/// The glyphs that a description is made of, where it is made of others. `None` where it is damaged.
pub(super) fn components(outline: &[u8]) -> Option<Vec<u16>> {
    if u16_at(outline, 0).is_none_or(|contours| contours as i16 >= 0) {
        return Some(Vec::new());
    }
    let mut glyphs = Vec::new();
    let mut at = 10;
    loop {
        let component = Component::read(outline, at)?;
        glyphs.push(component.glyph);
        at = component.end;
        if !component.more {
            return Some(glyphs);
        }
    }
}

/// A component of a composite glyph.
struct Component {
    flags: u16,
    glyph: u16,
    /// Where its scale begins: after its offsets.
    scale: usize,
    end: usize,
    more: bool,
}

impl Component {
    const WORDS: u16 = 0x0001;
    const OFFSETS: u16 = 0x0002;
    const INSTRUCTIONS: u16 = 0x0100;

    fn read(outline: &[u8], at: usize) -> Option<Self> {
        const SCALE: u16 = 0x0008;
        const MORE: u16 = 0x0020;
        const TWO_SCALES: u16 = 0x0040;
        const MATRIX: u16 = 0x0080;
        let flags = u16_at(outline, at)?;
        let scale = at + 4 + if flags & Self::WORDS != 0 { 4 } else { 2 };
        let end = scale
            + match flags {
                f if f & SCALE != 0 => 2,
                f if f & TWO_SCALES != 0 => 4,
                f if f & MATRIX != 0 => 8,
                _ => 0,
            };
        Some(Component {
            flags,
            glyph: u16_at(outline, at + 2)?,
            scale,
            end,
            more: flags & MORE != 0,
        })
    }
}

const ON_CURVE: u8 = 0x01;
const X_SHORT: u8 = 0x02;
const Y_SHORT: u8 = 0x04;
const REPEAT: u8 = 0x08;
const X_SAME: u8 = 0x10;
const Y_SAME: u8 = 0x20;
const OVERLAP: u8 = 0x40;

/// Header, ends of contours, length of instructions, instructions, points.
fn simple(outline: &[u8], contours: usize, half: bool) -> Option<Vec<u8>> {
    let ends = 10 + 2 * contours;
    let length = usize::from(u16_at(outline, ends)?);
    let count = match contours {
        0 => 0,
        _ => usize::from(u16_at(outline, ends - 2)?) + 1,
    };
    let mut bytes = outline.get(ends + 2 + length..)?.iter().copied();
    let flags = flags(&mut bytes, count)?;
    let mut x = coordinates(&mut bytes, &flags, X_SHORT, X_SAME)?;
    let mut y = coordinates(&mut bytes, &flags, Y_SHORT, Y_SAME)?;
    if half {
        x.iter_mut().chain(&mut y).for_each(|v| *v = halved(*v));
    }
    let mut out = outline.get(..ends)?.to_vec();
    out.extend([0, 0]);
    write_points(&mut out, &flags, &x, &y);
    Some(out)
}

fn flags(bytes: &mut impl Iterator<Item = u8>, count: usize) -> Option<Vec<u8>> {
    let mut flags = Vec::with_capacity(count);
    while flags.len() < count {
        let flag = bytes.next()?;
        let times = if flag & REPEAT != 0 { bytes.next()? } else { 0 };
        flags.extend(std::iter::repeat_n(flag, usize::from(times) + 1));
    }
    (flags.len() == count).then_some(flags)
}

/// Places along one axis, from differences.
fn coordinates(bytes: &mut impl Iterator<Item = u8>, flags: &[u8], short: u8, same: u8) -> Option<Vec<i16>> {
    let mut at = 0i16;
    (flags.iter())
        .map(|flag| {
            let step = match (flag & short != 0, flag & same != 0) {
                (true, true) => i16::from(bytes.next()?),
                (true, false) => -i16::from(bytes.next()?),
                (false, true) => 0,
                (false, false) => i16::from_be_bytes([bytes.next()?, bytes.next()?]),
            };
            at = at.wrapping_add(step);
            Some(at)
        })
        .collect()
}

fn write_points(out: &mut Vec<u8>, flags: &[u8], x: &[i16], y: &[i16]) {
    let (mut columns, mut rows) = (Vec::new(), Vec::new());
    let (mut last_x, mut last_y) = (0, 0);
    let mut written: Vec<(u8, u8)> = Vec::new();
    for ((flag, &x), &y) in flags.iter().zip(x).zip(y) {
        let flag = flag & (ON_CURVE | OVERLAP)
            | step(&mut columns, x.wrapping_sub(last_x), X_SHORT, X_SAME)
            | step(&mut rows, y.wrapping_sub(last_y), Y_SHORT, Y_SAME);
        (last_x, last_y) = (x, y);
        match written.last_mut() {
            Some((last, times)) if *last == flag && *times < u8::MAX => *times += 1,
            _ => written.push((flag, 0)),
        }
    }
    for (flag, times) in written {
        match times {
            0 => out.push(flag),
            // No longer than the repeat, and better to compress.
            1 => out.extend([flag, flag]),
            _ => out.extend([flag | REPEAT, times]),
        }
    }
    out.extend(columns);
    out.extend(rows);
}

/// Writes a difference in as few bytes as it takes; returns what the flag says of it.
fn step(out: &mut Vec<u8>, step: i16, short: u8, same: u8) -> u8 {
    match step {
        0 => same,
        1..=255 => {
            out.push(step as u8);
            short | same
        }
        -255..=-1 => {
            out.push(-step as u8);
            short
        }
        _ => {
            out.extend(step.to_be_bytes());
            0
        }
    }
}

/// Header, then components; instructions after the last.
fn composite(outline: &[u8], half: bool, renamed: impl Fn(u16) -> Option<u16>) -> Option<Vec<u8>> {
    let mut out = outline.to_vec();
    let mut at = 10;
    loop {
        let component = Component::read(&out, at)?;
        let flags = component.flags & !Component::INSTRUCTIONS;
        out[at..at + 2].copy_from_slice(&flags.to_be_bytes());
        out[at + 2..at + 4].copy_from_slice(&renamed(component.glyph)?.to_be_bytes());
        if half && flags & Component::OFFSETS != 0 {
            if flags & Component::WORDS != 0 {
                halve(&mut out, at + 4, component.scale)?;
            } else {
                for byte in out.get_mut(at + 4..component.scale)? {
                    *byte = halved(i16::from(*byte as i8)) as u8;
                }
            }
        }
        at = component.end;
        if !component.more {
            break;
        }
    }
    (at <= out.len()).then(|| {
        out.truncate(at);
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_keeps_order_and_parallels() {
        assert_eq!([-3, -2, -1, 0, 1, 2, 3].map(halved), [-1, -1, 0, 0, 1, 1, 2]);
        assert_eq!(halved(i16::MAX), 16384);
        assert_eq!(halved(i16::MIN), -16384);
    }

    #[test]
    fn a_triangle_loses_its_instructions_and_half_its_size() {
        // One contour of three points at (0,0), (600,0), (300,400); two bytes of instructions.
        let mut outline = vec![0, 1, 0, 0, 0, 0, 0x02, 0x58, 0x01, 0x90, 0, 2, 0, 2, 0xAA, 0xBB];
        outline.extend([0x31, 0x21, 0x01]);
        outline.extend([0x02, 0x58, 0xFE, 0xD4, 0x01, 0x90]);
        let same = light(&outline, false, Some).expect("sound");
        assert_eq!(same.len(), outline.len() - 2);
        let half = light(&outline, true, Some).expect("sound");
        assert_eq!(half[2..10], [0, 0, 0, 0, 0x01, 0x2C, 0, 0xC8]);
        // (0,0), +300 in two bytes, −150 and +200 in one.
        assert_eq!(half[14..], [0x31, 0x21, 0x27, 0x01, 0x2C, 150, 200]);
    }

    #[test]
    fn a_composite_names_its_parts_by_their_new_numbers() {
        // Two parts, the first at (−3, 5) in bytes, the second at (300, 0) in words, then instructions.
        let mut outline = vec![0xFF, 0xFF, 0, 0, 0, 0, 0, 100, 0, 100];
        outline.extend([0x00, 0x22, 0, 7, 0xFD, 5]);
        outline.extend([0x01, 0x03, 0, 0, 0x01, 0x2C, 0, 0]);
        outline.extend([0, 1, 0xAA]);
        assert_eq!(components(&outline), Some(vec![7, 0]));
        let out = light(&outline, true, |id| Some(if id == 0 { 0 } else { id + 1000 })).expect("sound");
        assert_eq!(out[2..10], [0, 0, 0, 0, 0, 50, 0, 50]);
        assert_eq!(out[10..16], [0x00, 0x22, 0x03, 0xEF, 0xFF, 3]);
        assert_eq!(out[16..], [0x00, 0x03, 0, 0, 0, 150, 0, 0]);
    }

    #[test]
    fn cut_short_it_is_refused() {
        let outline = [
            0, 1, 0, 0, 0, 0, 0x02, 0x58, 0x01, 0x90, 0, 2, 0, 0, 0x31, 0x21, 0x01, 0x02,
        ];
        assert_eq!(light(&outline, true, Some), None);
        assert_eq!(components(&[0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x22, 0]), None);
        assert_eq!(light(&outline[..9], true, Some), None);
    }
}
