//! The same input gives the same bytes; few of them.

use std::sync::Arc;
use std::thread;

use notice::testing::pdf::Press;
use notice::testing::typeset::{Face, FontId, ItemKind, Role};

use crate::bench::{Bench, fonts, meta, written};
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

/// What a page of several documents becomes follows from the other pages too: their characters number its glyphs and
/// decide what these are told to mean, and the structure names its marks.
#[test]
fn a_page_of_several_documents_is_drawn_as_each_of_them_asks() {
    let mut first = Bench::new();
    let node = first.paragraph(0, 100.0, "五月三十日");
    let page = Arc::clone(&first.layout.pages[0]);
    let with = |more: &dyn Fn(&mut Bench)| {
        let mut bench = Bench::new();
        bench.layout.nodes = first.layout.nodes.clone();
        bench.layout.pages = vec![Arc::clone(&page)];
        bench.page();
        more(&mut bench);
        bench
    };
    let heading = |bench: &mut Bench| {
        bench.paragraph(0, 100.0, "別紙");
        bench.layout.nodes[node].role = Role::Heading(1);
    };
    // U+2F47, which has the glyph of 日, and more often.
    let radicals = |bench: &mut Bench| {
        bench.paragraph(0, 100.0, "日日日");
        let drawn = Arc::make_mut(&mut bench.layout.pages[1]);
        for item in &mut drawn.items {
            let ItemKind::Glyphs(run) = &mut item.kind else {
                continue;
            };
            run.glyphs.iter_mut().for_each(|glyph| glyph.text = "\u{2F47}".into());
        }
    };
    let documents = [
        with(&|bench| _ = bench.paragraph(0, 100.0, "別紙")),
        with(&|bench| _ = bench.paragraph(0, 100.0, "案内と影響")),
        with(&heading),
        with(&radicals),
    ];
    let press = Press::new(fonts());
    let alone: Vec<Vec<u8>> = documents.iter().map(Bench::write).collect();
    for round in 0..4 {
        for (number, bench) in documents.iter().enumerate() {
            let together = press.write(&bench.layout, &meta()).expect("a sound layout");
            assert!(together == alone[number], "document {number}, round {round}");
        }
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
