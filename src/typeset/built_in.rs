//! The fonts that come with the program, as bytes (SIL Open Font License 1.1; see `fonts/LICENSE-*.txt`).

/// The files that [`super::font::FILES`] names, in its order.
pub(super) const FONTS: [&[u8]; 6] = [
    include_bytes!("../../fonts/BIZUDMincho-Regular.ttf"),
    include_bytes!("../../fonts/BIZUDGothic-Regular.ttf"),
    include_bytes!("../../fonts/BIZUDPMincho-Regular.ttf"),
    include_bytes!("../../fonts/BIZUDPGothic-Regular.ttf"),
    include_bytes!("../../fonts/BIZUDGothic-Bold.ttf"),
    include_bytes!("../../fonts/BIZUDPGothic-Bold.ttf"),
];
