//! The text of a file comes back as it was written.

use notice::typeset::font::Face;

use crate::bench::{Bench, written};

#[test]
fn a_search_for_a_date_finds_it_although_spacing_parts_its_digits() {
    let mut bench = Bench::new();
    bench.paragraph(0, 100.0, "実施日は2021年5月30日(日)PM10:30~翌AM3:00です。");
    bench.face = Face::Gothic;
    bench.paragraph(0, 120.0, "J-Mupsセンターの電子マネー2件");
    let file = written("date", &bench);
    assert!(file.mupdf().contains("2021年5月30日(日)PM10:30"));
    for text in file.poppler() {
        assert!(
            text.contains("実施日は2021年5月30日(日)PM10:30~翌AM3:00です。"),
            "{text}"
        );
        assert!(text.contains("J-Mupsセンターの電子マネー2件"), "{text}");
    }
}
