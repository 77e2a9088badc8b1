//! Fonts small enough to be mutated a hundred times in a second: those of `fonts/` with their first glyphs alone.

use crate::dice::Dice;
use crate::{mutate as texts, project};
use std::fs;

/// So many glyphs are kept; Latin letters, digits and kana are among them.
const GLYPHS: usize = 700;
/// Of a large table so much is kept, but for the character map.
const LONGEST: usize = 24 * 1024;

fn short(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]))
}

fn long(bytes: &[u8], at: usize) -> usize {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}

/// The tables of a font: tag, start, length (OpenType 1.9, table directory).
fn tables(font: &[u8]) -> Vec<([u8; 4], usize, usize)> {
    let whole = font.len() >= 12;
    let count = if whole { short(font, 4) } else { 0 };
    let records = (0..count).map(|i| 12 + 16 * i).take_while(|at| at + 16 <= font.len());
    let table = |at: usize| {
        let tag = [font[at], font[at + 1], font[at + 2], font[at + 3]];
        (tag, long(font, at + 8), long(font, at + 12))
    };
    records
        .map(table)
        .filter(|(_, start, length)| start + length <= font.len())
        .collect()
}

/// A font of `fonts/`, made small.
pub fn small(name: &str) -> Vec<u8> {
    let font = fs::read(project().join("fonts").join(name)).expect("a font of the project");
    let tables = tables(&font);
    let table = |tag: &[u8; 4]| {
        let found = tables.iter().find(|(known, _, _)| known == tag);
        found.map_or(&[][..], |(_, start, length)| &font[*start..start + length])
    };
    let loca = table(b"loca");
    let end = match short(table(b"head"), 50) {
        0 => 2 * short(loca, 2 * GLYPHS),
        _ => long(loca, 4 * GLYPHS),
    };
    let wide = if short(table(b"head"), 50) == 0 { 2 } else { 4 };
    let mut kept: Vec<([u8; 4], Vec<u8>)> = Vec::new();
    for (tag, start, length) in &tables {
        let whole = &font[*start..start + length];
        let mut bytes = match tag {
            b"glyf" => whole[..end].to_vec(),
            b"loca" => whole[..wide * (GLYPHS + 1)].to_vec(),
            b"hmtx" => whole[..(4 * GLYPHS).min(whole.len())].to_vec(),
            b"cmap" => whole.to_vec(),
            b"vmtx" | b"vhea" | b"fpgm" | b"prep" | b"cvt " => continue,
            _ => whole[..whole.len().min(LONGEST)].to_vec(),
        };
        let glyphs = (GLYPHS as u16).to_be_bytes();
        match tag {
            b"maxp" => bytes[4..6].copy_from_slice(&glyphs),
            b"hhea" if short(&bytes, 34) > GLYPHS => bytes[34..36].copy_from_slice(&glyphs),
            _ => {}
        }
        kept.push((*tag, bytes));
    }
    let mut out = font[..4].to_vec();
    out.extend((kept.len() as u16).to_be_bytes());
    out.extend([0; 6]);
    let mut at = 12 + 16 * kept.len();
    for (tag, bytes) in &kept {
        out.extend(tag);
        out.extend([0; 4]);
        out.extend((at as u32).to_be_bytes());
        out.extend((bytes.len() as u32).to_be_bytes());
        at += bytes.len().next_multiple_of(4);
    }
    for (_, bytes) in &kept {
        out.extend(bytes);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// Mutates a font: mostly the first bytes of its tables, where it says how many and how far.
pub fn mutate(bytes: &mut Vec<u8>, other: &[u8], _: &[&str], dice: &mut Dice) {
    for _ in 0..=dice.below(6) {
        let tables = tables(bytes);
        let (start, length) = match dice.chance(85) && !tables.is_empty() {
            true => {
                let (_, start, length) = *dice.one(&tables);
                let head = *dice.one(&[16, 64, 512, usize::MAX]);
                (start, length.min(head))
            }
            false => (0, bytes.len().min(12 + 16 * 20)),
        };
        if length == 0 {
            continue;
        }
        let at = start + dice.below(length);
        match dice.below(8) {
            0 => bytes.truncate(at),
            1 | 2 => {
                // A count or an offset.
                let number: u32 = *dice.one(&[
                    0,
                    1,
                    2,
                    0x7F,
                    0xFF,
                    0x7FFF,
                    0x8000,
                    0xFFFE,
                    0xFFFF,
                    0x7FFF_FFFF,
                    0x8000_0000,
                    u32::MAX,
                ]);
                let number = number.to_be_bytes();
                let wide = if dice.chance(70) { 2 } else { 4 };
                let at = at - at % 2;
                if at + wide <= bytes.len() {
                    bytes[at..at + wide].copy_from_slice(&number[4 - wide..]);
                }
            }
            3 => {
                let from = dice.below(other.len() + 1);
                let piece = &other[from..other.len().min(from + 64)];
                let to = (at + piece.len()).min(bytes.len());
                bytes[at..to].copy_from_slice(&piece[..to - at]);
            }
            4 => drop(bytes.drain(at..(at + dice.below(8)).min(bytes.len()))),
            _ => {
                let end = start + length;
                texts::flip(&mut bytes[at..end], dice);
            }
        }
    }
}
