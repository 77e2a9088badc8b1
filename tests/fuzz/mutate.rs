//! How inputs are changed.

use crate::dice::Dice;

/// Larger inputs are cut: they take long and find no more.
pub const LARGEST: usize = 512 * 1024;
/// A text that grew beyond this grows no more.
const LONG: usize = 48 * 1024;
/// How deep is nested: beyond every bound of the program, of a stack too.
const DEEP: usize = 6_000;

/// What may stand where a number stood.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "00",
    "99",
    "100",
    "255",
    "256",
    "999",
    "32767",
    "32768",
    "65535",
    "65536",
    "999999",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "1e308",
    "1e999",
    "-0",
    "0.5",
    "９９",
    "二十",
    "262142",
    "262143",
    "0001",
    "9999",
    "10000",
    "24",
    "25",
    "30",
    "47",
    "48",
    "60",
    "61",
    "31",
    "366",
];

/// What no text should hold.
const RARE: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{9b}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2060}",
    "\u{fe0f}",
    "\u{e0100}",
    "\u{3099}",
    "か\u{309a}",
    "\u{fdd0}",
    "\u{fffe}",
    "\u{10ffff}",
    "\u{e000}",
    "\r",
    "\r\n",
    "\t",
    "　",
    "👪",
    "𠮷",
    "ﷺ",
    "İ",
    "ß",
    "ﬁ",
    "e\u{301}",
];

/// What is not UTF-8, or not the Unicode that UTF-8 may write.
const BROKEN: &[&[u8]] = &[
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe3\x81",
    b"\x80",
    b"\xfe\xff",
    b"\x82\xa0",
];

/// Mutates a text, once to eight times: by bytes, by pieces of its own and of `other`, by lines and by the words of its grammar.
pub fn text(bytes: &mut Vec<u8>, other: &[u8], tokens: &[&str], dice: &mut Dice) {
    loop {
        once(bytes, other, tokens, dice);
        if bytes.len() > LONG {
            let to = boundary(bytes, LONG);
            bytes.truncate(to);
        }
        if dice.chance(40) {
            return;
        }
    }
}

fn once(bytes: &mut Vec<u8>, other: &[u8], tokens: &[&str], dice: &mut Dice) {
    match dice.below(20) {
        0 => flip(bytes, dice),
        1 => {
            let range = piece(bytes, dice);
            bytes.drain(range);
        }
        2 => {
            let range = piece(bytes, dice);
            let copy = bytes[range.clone()].to_vec();
            let times = if dice.chance(10) { dice.below(200) } else { 1 };
            insert(bytes, range.end, &copy.repeat(times.min(LONG / copy.len().max(1))));
        }
        3 => {
            let range = piece(bytes, dice);
            let cut: Vec<u8> = bytes.drain(range).collect();
            let at = place(bytes, dice);
            insert(bytes, at, &cut);
        }
        4 | 5 => {
            let from = piece(other, dice);
            let to = if dice.chance(50) {
                piece(bytes, dice)
            } else {
                let at = place(bytes, dice);
                at..at
            };
            bytes.splice(to, other[from].iter().copied());
        }
        6..=8 if !tokens.is_empty() => {
            let at = place(bytes, dice);
            let token = dice.one(tokens);
            insert(bytes, at, token.as_bytes());
        }
        9 if !tokens.is_empty() => {
            let range = word(bytes, dice);
            bytes.splice(range, dice.one(tokens).bytes());
        }
        10 | 11 => number(bytes, dice),
        12 if !tokens.is_empty() => deep(bytes, tokens, dice),
        13 => {
            let at = place(bytes, dice);
            insert(bytes, at, dice.one(RARE).as_bytes());
        }
        14 if dice.chance(40) => {
            let at = dice.below(bytes.len() + 1);
            insert(bytes, at, dice.one::<&[u8]>(BROKEN));
        }
        15 => {
            let to = place(bytes, dice);
            bytes.truncate(to);
        }
        16 => {
            // A line deeper or less deep.
            let range = line(bytes, dice);
            match dice.chance(50) {
                true => insert(bytes, range.start, &b"  "[..dice.below(2) + 1]),
                false if bytes[range.clone()].starts_with(b"  ") => drop(bytes.drain(range.start..range.start + 2)),
                false => {}
            }
        }
        17 | 18 => {
            let one = line(bytes, dice);
            let copy = bytes[one.clone()].to_vec();
            if dice.chance(60) {
                bytes.drain(one);
            }
            if dice.chance(70) {
                let at = line(bytes, dice).start;
                insert(bytes, at, &copy);
            }
        }
        _ => {
            let range = word(bytes, dice);
            let copy = bytes[word(bytes, dice)].to_vec();
            bytes.splice(range, copy);
        }
    }
}

pub fn flip(bytes: &mut [u8], dice: &mut Dice) {
    if !bytes.is_empty() {
        let at = dice.below(bytes.len());
        bytes[at] = match dice.below(3) {
            0 => bytes[at] ^ (1 << dice.below(8)),
            1 => dice.below(256) as u8,
            _ => *dice.one(b"\n\t :-#\"'[]{}|<>&*!%@`,\\~=0129Zaz"),
        };
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, more: &[u8]) {
    bytes.splice(at..at, more.iter().copied());
}

/// The start of the character at `at`.
fn boundary(bytes: &[u8], mut at: usize) -> usize {
    at = at.min(bytes.len());
    while at > 0 && bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
        at -= 1;
    }
    at
}

/// A place between two characters.
fn place(bytes: &[u8], dice: &mut Dice) -> usize {
    boundary(bytes, dice.below(bytes.len() + 1))
}

/// A stretch of characters: mostly short.
fn piece(bytes: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let most = *dice.one(&[3, 12, 60, 400]);
    let start = place(bytes, dice);
    let end = boundary(bytes, start + dice.below(most) + 1).max(start);
    start..end
}

/// A line, its end among it.
fn line(bytes: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let at = dice.below(bytes.len() + 1);
    let start = bytes[..at]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1);
    let end = bytes[start..].iter().position(|byte| *byte == b'\n');
    start..end.map_or(bytes.len(), |end| start + end + 1)
}

/// What stands between two marks or blanks.
fn word(bytes: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let within = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || matches!(byte, b'_' | b'-');
    let at = dice.below(bytes.len() + 1);
    let start = at + bytes[at..].iter().position(within).unwrap_or(bytes.len() - at);
    let end = bytes[start..].iter().position(|byte| !within(byte));
    start..end.map_or(bytes.len(), |end| start + end)
}

fn number(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|start| at + start) else {
        return;
    };
    let end = bytes[start..].iter().position(|byte| !byte.is_ascii_digit());
    let end = end.map_or(bytes.len(), |end| start + end);
    match dice.chance(40) {
        true => bytes[start] = b'0' + dice.below(10) as u8,
        false => drop(bytes.splice(start..end, dice.one(NUMBERS).bytes())),
    }
}

/// One word of the grammar many times, with its lines ever deeper where it has any.
fn deep(bytes: &mut Vec<u8>, tokens: &[&str], dice: &mut Dice) {
    let token = dice.one(tokens).as_bytes();
    let most = *dice.one(&[8, 60, 200, DEEP]);
    let times = (dice.below(most) + 1).min(LONG / 2 / token.len().max(1));
    let at = place(bytes, dice);
    let mut more = token.repeat(times);
    if token.ends_with(b"\n") && times < 150 {
        more.clear();
        for depth in 0..times {
            more.extend(std::iter::repeat_n(b' ', 2 * depth));
            more.extend(token);
        }
    }
    insert(bytes, at, &more);
}
