//! The same input gives the same bytes; few of them.

use std::thread;

use notice::typeset::font::{Face, FontId};

use crate::bench::{Bench, fonts, written};
use crate::letter::letter;

#[test]
fn bytes_are_the_same_twice_in_a_process_and_in_many_threads() {
    let first = letter().write();
    let mut other = Bench::new();
    other.paragraph(0, 100.0, "別の文書");
    let between = other.write();
    assert_ne!(first, between);
    assert!(first == letter().write(), "the second document of a process differs");
    let threads: Vec<_> = (0..4).map(|_| thread::spawn(|| letter().write())).collect();
    for thread in threads {
        assert!(thread.join().expect("no panic") == first, "a thread's document differs");
    }
}

/// The two pages of a letter, its text as it is, headings in Gothic.
#[test]
fn the_letter_of_seed_001_stays_below_80_kilobytes() {
    let mut bench = Bench::new();
    let known = |c: &char| fonts().get(FontId(0)).glyph(*c).is_some();
    let mut number = 0;
    for line in include_str!("seed-001.txt").lines().filter(|l| !l.is_empty()) {
        bench.face = if line.starts_with('#') {
            Face::Gothic
        } else {
            Face::Mincho
        };
        let text: Vec<char> = line.chars().filter(known).collect();
        for part in text.chunks(42) {
            if number == 42 {
                bench.page();
            }
            let part: String = part.iter().collect();
            bench.paragraph(0, 60.0 + 18.0 * f64::from(number % 42), &part);
            number += 1;
        }
    }
    assert_eq!(bench.layout.pages.len(), 2);
    let size = bench.write().len();
    written("size", &bench);
    assert!(size < 80_000, "{size} bytes");
}

/// A file whose cross-references went out uncompressed would still be sound: this sees that they do not.
#[test]
fn cross_references_are_compressed_and_lead_to_every_object() {
    let file = written("references", &letter());
    file.tool("qpdf", &["--check", "@"]);
    let trailer = file.tool("qpdf", &["--show-object=trailer", "@"]);
    assert!(trailer.contains("/Predictor 12"), "{trailer}");
    let objects = file.tool("qpdf", &["--show-xref", "@"]);
    assert!(objects.lines().count() > 50, "{objects}");
}
