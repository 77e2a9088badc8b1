//! The text of a file comes back as it was written.

use notice::testing::typeset::{Face, Glyph, ItemKind, Role, Tag};
use proptest::prelude::*;

use crate::bench::{Bench, fonts, written};
use crate::letter::letter;

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

#[test]
fn a_gap_between_emphasis_or_a_link_and_what_follows_is_no_space() {
    let text = written("nodes", &letter()).poppler();
    assert!(text[0].contains("2021&month=5をご覧ください。"), "{}", text[0]);
}

#[test]
fn a_typed_space_stays_a_space() {
    let mut bench = Bench::new();
    bench.paragraph(0, 100.0, "365 日 24 時間 PM 10:30");
    bench.paragraph(0, 120.0, "J-Mupsセンター　電子マネーのご案内");
    bench.paragraph(0, 140.0, "拝啓　　時下ますますご清栄のこと");
    for text in written("typed", &bench).poppler() {
        assert!(text.contains("365 日 24 時間 PM 10:30"), "{text}");
        assert!(text.contains("J-Mupsセンター　電子マネーのご案内"), "{text}");
        assert!(text.contains("拝啓　　時下ますますご清栄のこと"), "{text}");
    }
}

/// MuPDF tells where it puts every glyph.
#[test]
fn glyphs_stand_where_the_layout_has_them() {
    let mut bench = letter();
    let node = bench.node(0, Role::Paragraph);
    bench.spread(Tag::Node(node), 71.234, 700.0, "Tokyo両端を揃えた行2021", 0.0437);
    let trace = written("places", &bench).tool("mutool", &["draw", "-q", "-F", "trace", "@"]);
    let number = |line: &str, name: &str| -> f64 {
        let (_, rest) = line.split_once(&format!(" {name}=\"")).expect(name);
        rest.split('"').next().and_then(|v| v.parse().ok()).expect("a number")
    };
    let found: Vec<(f64, f64)> = (trace.lines().filter(|l| l.trim_start().starts_with("<g ")))
        .map(|line| (number(line, "x"), number(line, "y")))
        .collect();
    let mut expected = Vec::new();
    for page in &bench.layout.pages {
        for item in &page.items {
            if let ItemKind::Glyphs(run) = &item.kind {
                expected.extend(run.glyphs.iter().map(|g| (g.x, page.height - run.y, run.size)));
            }
        }
    }
    assert_eq!(found.len(), expected.len());
    for (i, ((x, y), (want_x, want_y, size))) in found.into_iter().zip(expected).enumerate() {
        // Half a thousandth of an em, and what the file's and MuPDF's decimals leave.
        let near = 0.0005 * size + 0.003;
        assert!(
            (x - want_x).abs() < near && (y - want_y).abs() < near,
            "glyph {i}: {x},{y} for {want_x},{want_y}"
        );
    }
}

#[test]
fn words_spread_over_a_measure_are_words() {
    let mut bench = Bench::new();
    let node = bench.node(0, Role::Paragraph);
    bench.spread(Tag::Node(node), 70.0, 100.0, "発信元", 1.5);
    let node = bench.node(0, Role::Paragraph);
    bench.spread(Tag::Node(node), 70.0, 120.0, "行末を揃えた行は字間が広い", 0.13);
    for text in written("spread", &bench).poppler() {
        assert!(text.contains("発信元"), "{text}");
        assert!(text.contains("行末を揃えた行は字間が広い"), "{text}");
    }
}

#[test]
fn cells_of_a_repeated_header_row_stay_apart() {
    let mut bench = Bench::new();
    bench.line(Tag::Artifact, 70.0, 100.0, "予定日");
    bench.line(Tag::Artifact, 200.0, 100.0, "予備日");
    let text = written("cells", &bench).tool("pdftotext", &["-layout", "@", "-"]);
    assert!(text.contains("予定日 ") && text.contains(" 予備日"), "{text}");
}

#[test]
fn a_glyph_that_stands_for_two_characters_tells_each_where_it_stands() {
    // 葛 with the selector of its own default form is the same glyph as 葛 alone.
    let mut bench = Bench::new();
    let japanese = fonts().japanese(bench.face);
    let glyph = fonts().get(japanese).glyph('葛').expect("葛");
    let node = bench.paragraph(0, 100.0, "葛飾区と葛城市と");
    let put = Glyph {
        id: glyph,
        x: 200.0,
        text: "葛\u{E0101}".into(),
    };
    bench.put(Tag::Node(node), japanese, 120.0, put);
    for text in written("two", &bench).poppler() {
        assert!(text.contains("葛飾区と葛城市と"), "{text}");
        assert!(text.contains("葛\u{E0101}"), "{text}");
    }
}

#[test]
fn every_character_of_the_font_comes_back_as_itself() {
    let mut bench = Bench::new();
    let japanese = fonts().get(fonts().japanese(bench.face));
    let all: Vec<char> = ('!'..='\u{2FFFF}')
        .filter(|c| japanese.glyph(*c).is_some() && !c.is_whitespace())
        .filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c))
        .collect();
    assert!(all.len() > 10_000, "{}", all.len());
    bench.size = 8.0;
    let lines: Vec<String> = all.chunks(40).map(|line| line.iter().collect()).collect();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 && i % 60 == 0 {
            bench.page();
        }
        bench.paragraph(0, 50.0 + 12.0 * (i % 60) as f64, line);
    }
    let [text, _] = written("every", &bench).poppler();
    let back: Vec<&str> = text.split(['\n', '\u{C}']).filter(|l| !l.is_empty()).collect();
    for (line, back) in lines.iter().zip(&back) {
        assert_eq!(line, back);
    }
    assert_eq!(lines.len(), back.len());
}

/// Kana, ideographs of JIS X 0213 (some beyond the first plane), variation sequences, Latin, punctuation.
fn character() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::char::range('ぁ', 'ん').prop_map(String::from),
        4 => prop::sample::select("年月日株式会社電子様銀行停止時間業務影響剝叱塡頰俱𠀋𡈽𢌞𪘂".chars().collect::<Vec<_>>())
            .prop_map(String::from),
        3 => prop::char::range('!', '~').prop_map(String::from),
        1 => prop::sample::select(vec!["葛\u{E0100}", "辻\u{E0100}", "祇\u{E0100}", "飴\u{E0100}"])
            .prop_map(String::from),
        1 => prop::sample::select("、。「」()〈〉・ー〜～①Ⅳ㈱".chars().collect::<Vec<_>>()).prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 30, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back(lines in prop::collection::vec(prop::collection::vec(character(), 1..30), 20)) {
        let mut bench = Bench::new();
        for (i, line) in lines.iter().enumerate() {
            bench.paragraph(0, 60.0 + 30.0 * i as f64, &line.concat());
        }
        let expected: Vec<String> = lines.iter().map(|line| line.concat()).collect();
        let [_, raw] = written("any", &bench).poppler();
        let back: Vec<&str> = raw.split(['\n', '\u{C}']).filter(|l| !l.is_empty()).collect();
        prop_assert_eq!(back, expected);
    }
}
