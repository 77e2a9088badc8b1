//! Free text of records, and the notation of documents.

use super::house;
use crate::corpus::{Case, texts};
use crate::dice::Dice;
use notice::testing::document::markdown::{self, Numbering};
use notice::testing::document::passage::Passage;
use notice::testing::document::{notation, words};
use notice::testing::html;

pub fn cases() -> Vec<Case> {
    let folders = [
        ("tests/notation", "md"),
        ("templates", "md"),
        ("notices", "yaml"),
        ("tests/real", "yaml"),
        ("docs", "md"),
    ];
    let all = folders
        .into_iter()
        .flat_map(|(folder, ending)| texts(folder, &[ending]));
    // Of a whole page each run would read all of it.
    let small = all.filter(|(_, bytes)| bytes.len() < 8 * 1024);
    let mut cases: Vec<Case> = small.map(|(_, bytes)| Case::one("text.md", bytes)).collect();
    cases.push(Case::one("text.md", house::here(|house| house.letter.clone())));
    cases
}

pub fn play(case: &Case, dice: &mut Dice) {
    let text = String::from_utf8_lossy(&case.files[0].1);
    let mut faults = Vec::new();
    match dice.below(4) {
        0 => {
            markdown::blocks(
                Passage::whole(&text),
                &mut Numbering::from_samples(["1.", "(1)", "①"]),
                &mut faults,
            );
        }
        1 => {
            markdown::cell(&text, &mut faults);
            words::text(Passage::whole(&markdown::on_one_line(&text)), &mut faults);
        }
        _ => house::here(|house| {
            let Ok(parsed) = notation::parse(&text, &house.prepared.material) else {
                return;
            };
            let document = house.document(parsed, dice);
            html::body(&document);
            if dice.chance(4) {
                house.printed(&document, dice.chance(10));
            }
        }),
    }
}
