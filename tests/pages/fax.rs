//! FAX sheets: what a receiver's machine leaves of a page.

use crate::probe;
use notice::typeset::font::Fonts;
use notice::typeset::layout;
use notice::typeset::page::ItemKind;

const MM: f64 = 72.0 / 25.4;

#[test]
fn a_fax_sheet_keeps_its_distances_and_sizes() {
    let fonts = Fonts::built_in().expect("fonts");
    let layout = layout(&crate::specimen::fax(), &fonts).expect("laid out");
    for page in &layout.pages {
        let all = page
            .items
            .iter()
            .filter_map(|i| probe::area(i, &fonts))
            .reduce(|a, b| a.with(&b))
            .expect("drawn");
        assert!(all.top >= 18.0 * MM && all.left >= 12.0 * MM);
        assert!(all.right <= page.width - 12.0 * MM && all.bottom <= page.height - 12.0 * MM);
        assert!(all.bottom - all.top <= 270.0 * MM);
        for item in &page.items {
            match &item.kind {
                ItemKind::Rule { width, height, .. } => assert!(width.min(*height) >= 0.75),
                ItemKind::Glyphs(run) => {
                    assert!(run.size >= 14.0 - 1e-9);
                    assert!(fonts.get(run.font).name.contains("Gothic"));
                }
                ItemKind::Link { .. } => {}
            }
        }
    }
    assert_eq!(
        probe::furniture(&layout.pages[0], &fonts),
        [format!("1/{}枚", layout.pages.len())]
    );
}
