//! FAX sheets: what a receiver's machine leaves of a page.

use crate::probe;
use crate::write::*;
use notice::testing::document::*;
use notice::testing::typeset::{Fonts, ItemKind, layout};

const MM: f64 = 72.0 / 25.4;

fn check(document: &Document) -> Vec<Vec<String>> {
    let fonts = Fonts::built_in().expect("fonts");
    let layout = layout(document, &fonts).expect("laid out");
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
                ItemKind::Link { .. } | ItemKind::Picture { .. } => {}
            }
        }
    }
    layout.pages.iter().map(|p| probe::furniture(p, &fonts)).collect()
}

#[test]
fn a_fax_sheet_keeps_its_distances_and_sizes() {
    assert_eq!(check(&crate::specimen::fax()), [["1/1枚"]]);
}

#[test]
fn a_fax_of_several_sheets_does_too() {
    let mut document = crate::specimen::fax();
    document.parts[0]
        .blocks
        .extend((0..60).map(|n| line(&format!("続報の第{n}行"))));
    let rows: Vec<Vec<String>> = (0..9).map(|n| vec![format!("{n}"), "内容".to_owned()]).collect();
    document.parts[0].blocks.push(Block::Table(grid("cs", &rows)));
    let furniture = check(&document);
    assert!(furniture.len() >= 3);
    let count = furniture.len();
    for (i, told) in furniture.iter().enumerate() {
        assert_eq!(told[0], format!("{}/{count}枚", i + 1));
        assert_eq!(told.iter().any(|l| l == "（次頁へ続く）"), i + 1 < count);
    }
}
