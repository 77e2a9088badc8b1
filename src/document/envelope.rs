//! Window envelopes: where the address of a letter must stand to be read through the window.

/// A window envelope and how a sheet of A4 lies in it; lengths in tenths of a millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Envelope {
    /// The window's left edge from the envelope's, and so from the sheet's where that lies at the left.
    pub left: u16,
    /// The window's top edge from the envelope's.
    pub top: u16,
    /// Its width.
    pub width: u16,
    /// Its height.
    pub height: u16,
    /// How far the folded sheet can slide to the right.
    pub across: u16,
    /// How far it can slide down.
    pub down: u16,
    /// The distance between two folds, the first as far from the sheet's top; 0 for a sheet that is not folded.
    pub fold: u16,
    /// Whether folds are marked at the sheet's left edge.
    pub fold_marks: bool,
}

/// A window of 90 mm by 45 mm at 22 mm and 12 mm, as envelopes of the long kinds mostly have it.
const LONG: Envelope = Envelope {
    left: 220,
    top: 120,
    width: 900,
    height: 450,
    across: 250,
    down: 210,
    fold: 990,
    fold_marks: false,
};

impl Envelope {
    /// The envelopes that have names: 長形3号 (120 mm by 235 mm) with a sheet in three, 長形40号 (90 mm by 225 mm) with a sheet in
    /// four, 角形A4号 (228 mm by 312 mm) with a sheet as it is.
    pub const PRESETS: &'static [(&'static str, Envelope)] = &[
        ("長3窓", LONG),
        (
            "長40窓",
            Envelope {
                across: 150,
                down: 158,
                fold: 742,
                ..LONG
            },
        ),
        (
            "角A4窓",
            Envelope {
                left: 250,
                top: 240,
                across: 180,
                down: 150,
                fold: 0,
                ..LONG
            },
        ),
    ];

    /// How far a sheet with these folds can slide to the right and down in the greatest envelope that is usual for them: 120 mm by
    /// 235 mm, which is the limit of 定形 mail, for three parts, 90 mm by 225 mm for four, 角形2号 for a sheet that is not folded.
    pub fn greatest_play(fold: u16) -> [u16; 2] {
        match fold {
            0 => [300, 350],
            1..=750 => [150, 900_u16.saturating_sub(fold)],
            _ => [250, 1200_u16.saturating_sub(fold)],
        }
    }

    /// What the window shows wherever the sheet lies: left, top, width and height; no width or no height where it may show nothing.
    pub fn always_seen(&self) -> [u16; 4] {
        let (width, height) = (
            self.width.saturating_sub(self.across),
            self.height.saturating_sub(self.down),
        );
        [self.left, self.top, width, height]
    }
}
