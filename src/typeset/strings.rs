//! Where long strings of Latin letters are parted — addresses, paths, names of files, hashes, mail: behind a mark of theirs
//! first, anywhere last, and never with a hyphen, which whoever types the string again would take for a part of it.
//!
//! This is the one rule for strings that fit no line and for those that would leave the line before them nearly empty:
//! [`adjust`](super::adjust) sets a line that ends in one, and one that would have to be opened too far, with natural spaces.

use super::kinsoku;
use super::unit::{Joint, Unit};
use super::whole::Tie;

/// A string of letters, figures and marks that is wider is no word that a reader takes in at a glance, em: about thirty letters, a
/// third of a letter's line. A shorter one that is no link stays whole, and the line before it natural.
const LONG: f64 = 14.0;

/// What stands behind a unit in a long string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grip {
    /// The unit is in none, or ends it.
    None,
    /// A mark: the string may be parted here.
    Mark,
    /// The string goes on.
    Letters,
}

/// For each unit what stands behind it. `is_address` tells units of addresses, which are long however short they are.
pub(super) fn grips(units: &[Unit], ties: &[Tie], is_address: impl Fn(&Unit) -> bool) -> Vec<Grip> {
    let mut grips = vec![Grip::None; units.len()];
    let mut start = 0;
    while start < units.len() {
        let address = is_address(&units[start]);
        let same = |unit: &&Unit| !unit.class.is_space() && is_address(unit) == address && letter(unit);
        let length = units[start..].iter().take_while(same).count();
        let end = start + length.max(1);
        let string = &units[start..end];
        if length > 1 && (address || string.iter().map(|unit| unit.body).sum::<f64>() >= LONG) {
            for i in start..end - 1 {
                grips[i] = grip(&units[i], &units[i + 1], ties[i]);
            }
        }
        start = end;
    }
    grips
}

fn grip(a: &Unit, b: &Unit, tie: Tie) -> Grip {
    match a.joint {
        Joint::Plain if tie < Tie::Seam && parts(a, b) => Grip::Mark,
        Joint::Plain | Joint::Glued => Grip::Letters,
        // What was typed to allow a break allows it.
        Joint::Open | Joint::Hyphen => Grip::None,
    }
}

/// Whether a string is better parted between `a` and `b` than elsewhere: behind the last of its marks.
fn parts(a: &Unit, b: &Unit) -> bool {
    let mark = |unit: &Unit| matches!(unit.character, '/' | '?' | '&' | '.' | '-' | '_' | '@' | '=');
    mark(a) && !mark(b) && !kinsoku::never_starts(b.class)
}

/// Visible ASCII, as strings are written in.
fn letter(unit: &Unit) -> bool {
    unit.character.is_ascii_graphic()
}

/// Whether a word that fits no line is better parted between `a` and `b` than elsewhere: behind a mark, or where parts of a number
/// can be told apart.
pub(super) fn parts_first(a: &Unit, b: &Unit, tie: Tie) -> bool {
    tie == Tie::Seam || parts(a, b)
}
