//! Setting a part tighter, within limits, where that saves a page with few lines.

use std::borrow::Cow;
use std::sync::Arc;

use super::flow::{Strip, Unit, UnitKind, moved};
use super::measure::Measures;

/// How tightly a part is set, from 0 (as the form says) to [`TIGHTEST`].
pub(super) type Tightness = u8;

/// The tightest setting: half the spaces between blocks, lines at the form's floor.
pub(super) const TIGHTEST: Tightness = 5;

/// What is left of the spaces between blocks at each tightness.
const SPACES: [f64; TIGHTEST as usize + 1] = [1.0, 0.75, 0.5, 0.5, 0.5, 0.5];

/// What is left of the spaces under headings: the same on all pages as long as a page can be saved so.
const UNDER_HEADINGS: [f64; TIGHTEST as usize + 1] = [1.0, 1.0, 1.0, 1.0, 1.0, 0.5];

/// How far lines are brought towards the floor at each tightness.
const NEARER: [f64; TIGHTEST as usize + 1] = [0.0, 0.0, 0.0, 0.5, 1.0, 1.0];

/// A part is set tighter only when its last page is filled to no more than this part.
pub(super) const FEW_LINES: f64 = 0.4;

/// `units` set tighter: first the spaces between blocks are taken in, down to half, and the grid loosened to half lines, then lines are
/// brought nearer, down to the floor, and last of all the spaces under headings are taken in.
pub(super) fn tightened<'u>(units: &'u [Unit], tightness: Tightness, measures: &Measures) -> (Cow<'u, [Unit]>, f64) {
    if tightness == 0 {
        return (Cow::Borrowed(units), measures.pitch);
    }
    let step = usize::from(tightness.min(TIGHTEST));
    let less = (measures.pitch - measures.floor_pitch) * NEARER[step];
    let spaces = SPACES[step];
    let led = |at: usize| {
        let above = at.checked_sub(1).map(|above| &units[above].kind);
        matches!(above, Some(UnitKind::Strip(strip)) if strip.leads)
    };
    let left = |under: bool| if under { UNDER_HEADINGS[step] } else { spaces };
    let units = units
        .iter()
        .enumerate()
        .map(|(at, u)| match &u.kind {
            UnitKind::Strip(strip) => Unit {
                kind: UnitKind::Strip(Strip {
                    height: strip.height - strip.lines * less,
                    before: strip.before * left(led(at)),
                    after: strip.after * left(strip.leads),
                    items: match strip.lines * less {
                        0.0 => Arc::clone(&strip.items),
                        less => Arc::new(strip.items.iter().map(|i| moved(i.clone(), 0.0, -less / 2.0)).collect()),
                    },
                    ..strip.clone()
                }),
                keep: u.keep,
            },
            _ => u.clone(),
        })
        .collect::<Vec<_>>();
    (units.into(), (measures.pitch - less) / 2.0)
}
