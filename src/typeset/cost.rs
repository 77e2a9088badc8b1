//! What it costs to end a line at a place, beside what the line itself costs: the one table that kinsoku's weak pairs, whole
//! tokens ([`whole`](super::whole)) and words are weighed against each other in.

use super::adjust::STRAINED;
use super::paragraph::EndKind;
use super::whole::Tie;

/// How lines fill their measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filling {
    /// To the margin.
    Justified,
    /// Natural spaces; lines as full as may be.
    Ragged,
    /// Natural spaces; lines alike in length.
    Balanced,
}

/// In ragged setting, one line more than needed.
pub(super) const RAGGED_LINE: f64 = 300.0;

/// The cost of an end of a kind. A weak pair is parted in justified text before a line is strained, and in a cell only
/// where one more line would not keep it whole; the inside of a token only where no line can hold it.
pub(super) fn of(kind: EndKind, filling: Filling) -> f64 {
    let justified = filling == Filling::Justified;
    match kind {
        EndKind::Free | EndKind::Forced => 0.0,
        EndKind::Parts | EndKind::Whole(Tie::Loose | Tie::Range) if justified => 150.0,
        EndKind::Whole(Tie::Group) if justified => 100.0,
        EndKind::Parts | EndKind::Whole(Tie::Loose | Tie::Range) => 1.5 * RAGGED_LINE,
        // Dearer than a line's slack, cheaper than a line more.
        EndKind::Whole(Tie::Group) => 0.7 * RAGGED_LINE,
        EndKind::Hyphenates => 120.0,
        EndKind::Joined if justified => 1.5 * STRAINED,
        EndKind::Joined => 4.0 * RAGGED_LINE,
        EndKind::Mark | EndKind::WordMark => 0.75 * STRAINED,
        EndKind::Whole(Tie::Seam) => 2.0 * STRAINED,
        EndKind::Whole(Tie::Core) => 6.0 * STRAINED,
        EndKind::Word => 1e5,
        EndKind::Emergency => 1e6,
    }
}
