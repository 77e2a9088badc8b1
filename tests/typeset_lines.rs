//! Stories about lines: what stands where.

use notice::typeset::font::{Face, Fonts};
use notice::typeset::line::{Line, Piece, PieceKind, Setting, compose};

fn set(text: &str, measure: f64) -> Vec<Line> {
    let pieces = [Piece {
        text: text.into(),
        face: Face::Mincho,
        kind: PieceKind::Normal,
        owner: 0,
    }];
    let fonts = Fonts::built_in().expect("built-in fonts");
    compose(&pieces, measure, Setting::Justified { indent: 0.0, hang: 0.0 }, &fonts).expect("drawable text")
}

fn texts(lines: &[Line]) -> Vec<String> {
    lines
        .iter()
        .map(|l| l.runs.iter().flat_map(|r| &r.glyphs).map(|g| g.text.as_str()).collect())
        .collect()
}

#[test]
fn a_closing_bracket_is_brought_in_by_reducing_two_commas() {
    let lines = set("漢、漢漢漢漢漢、漢漢」次次", 10.0);
    assert_eq!(texts(&lines), ["漢、漢漢漢漢漢、漢漢」", "次次"]);
    assert!((lines[0].end - 10.0).abs() < 0.001);
}

#[test]
fn a_typed_space_between_japanese_and_latin_is_only_a_quarter_em() {
    let lines = set("平成 29 年", 40.0);
    assert_eq!(texts(&lines), ["平成29年"]);
    let text: String = lines[0].runs.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(text, "平成 29 年");
}
