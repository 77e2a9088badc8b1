//! What must hold of every line, whatever the text and the measure.

use notice::testing::typeset::{Face, Fonts, Line, Piece, PieceKind, Setting, compose, widths};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::built_in().expect("built-in fonts"));

/// Never at a line head, as a reader would list them.
const NOT_AT_HEAD: &str =
    "、。，．・：；？！）］｝」』】〉》〕’”ーっゃゅょぁぃぅぇぉッャュョァィゥェォヵヶ々ゝゞヽヾ～〜‐–゠)]},.:;!?‼";
/// Never at a line end.
const NOT_AT_END: &str = "（［｛「『【〈《〔‘“([{￥＄";
/// The margin may stand half an em behind these.
const HALF_AT_END: &str = "、。，．）］｝」』】〉》〕’”";

fn token() -> impl Strategy<Value = String> {
    let words = [
        "メンテナンス",
        "ショッピング",
        "お客様",
        "実施",
        "のため",
        "ご案内",
        "いたします",
        "決済",
        "々",
        "っ",
        "ー",
        "つづき",
        "、",
        "。",
        "」",
        "「",
        "（",
        "）",
        "『",
        "』",
        "・",
        "：",
        "？",
        "！",
        "…",
        "……",
        "――",
        "～",
        "〜",
        "※",
        "①",
        "℃",
        "％",
        "￥",
        "J-Mups",
        "PM10:30",
        "2021",
        "5",
        "年",
        "月",
        "日",
        "(日)",
        "1,234",
        "ASP",
        "(",
        ")",
        "/",
        "~",
        " ",
        "\u{3000}",
        "QUICPay",
        "漢",
        "字",
        "の",
        "に",
        "は",
        "IC",
        "*1",
        "50",
        "“",
        "”",
        "か\u{3099}",
        "葛\u{E0100}",
        "\u{200B}",
        "\u{2060}",
        "don't",
        "https://j-mups.com/a?b",
        "。」",
        "」、",
        "）。",
        "平成 29 年",
        "A",
        "、「",
        "é",
        "ﾊﾟｰ",
        "｢",
        "｣",
        "｡",
    ];
    select(words.map(String::from).to_vec())
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(token(), 1..90).prop_map(|t| format!("あ{}", t.concat()))
}

fn piece(text: &str) -> Piece {
    Piece {
        text: text.into(),
        face: Face::Mincho,
        kind: PieceKind::Normal,
        owner: 0,
    }
}

fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"\u{200B}\u{2060}\u{AD}".contains(*c))
        .collect()
}

/// A glyph's text and the edges of its body, em.
fn bodies(line: &Line) -> Vec<(String, f64, f64)> {
    let mut result = Vec::new();
    for run in &line.runs {
        for glyph in &run.glyphs {
            let width = FONTS.get(run.font).advance_em(glyph.id) * run.scale;
            let first = glyph.text.chars().next().expect("a glyph without text");
            let (left, right) = match first {
                _ if width < 0.75 => (0.0, width),
                c if "（［｛「『【〈《〔‘“".contains(c) => (width - 0.5, width),
                '・' | '：' | '；' => (0.25, 0.75),
                c if HALF_AT_END.contains(c) => (0.0, 0.5),
                _ => (0.0, width),
            };
            result.push((glyph.text.to_string(), glyph.x + left, glyph.x + right));
        }
    }
    result
}

fn check_line_ends(lines: &[Line]) -> Result<(), TestCaseError> {
    for pair in lines.windows(2) {
        if pair[0].strained || pair[1].strained {
            continue;
        }
        let (before, after) = (bodies(&pair[0]), bodies(&pair[1]));
        let last_body = before.iter().rev().find(|b| !b.0.trim().is_empty());
        // A ~ between two times or numbers is drawn as 〜, and breaks as that.
        let wave = last_body.is_some_and(|(text, left, right)| text == "~" && right - left > 0.75);
        let end = last_body.map(|b| b.0.clone()).unwrap_or_default();
        let head = after.first().map(|b| b.0.clone()).unwrap_or_default();
        let (e, h) = (end.chars().next().unwrap_or('字'), head.chars().next().unwrap_or('字'));
        prop_assert!(!NOT_AT_HEAD.contains(h), "{h} at a line head");
        prop_assert!(!NOT_AT_END.contains(e), "{e} at a line end");
        let last = pair[0].runs.last().map(|r| r.text.as_str()).unwrap_or_default();
        if last.ends_with([' ', '\u{3000}', '\u{200B}']) {
            continue;
        }
        prop_assert!(!(e == h && "…―".contains(e)), "{e}{h} parted");
        prop_assert!(!(e.is_ascii_digit() && "％℃".contains(h)), "{e}{h} parted");
        // A long string of letters parts behind its marks.
        let mark = "/?&.-_@=".contains(e);
        prop_assert!(
            mark || wave || !(e.is_ascii_graphic() && h.is_ascii_graphic()),
            "{e}{h} parted"
        );
    }
    Ok(())
}

fn check_within(lines: &[Line], measure: f64) -> Result<(), TestCaseError> {
    for line in lines {
        let bodies = bodies(line);
        for (text, left, right) in &bodies {
            prop_assert!(
                *left > -0.001 && *right < measure + 0.001,
                "{text} at {left}..{right} of {measure}"
            );
        }
        for pair in bodies.windows(2) {
            prop_assert!(pair[1].1 - pair[0].2 > -0.09, "{} and {} overlap", pair[0].0, pair[1].0);
        }
    }
    Ok(())
}

fn text_of(line: &Line) -> String {
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

/// A character that strings are written in.
fn letter(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_graphic())
}

fn check_text(text: &str, lines: &[Line]) -> Result<(), TestCaseError> {
    let source: String = lines.iter().flat_map(|l| &l.runs).map(|r| r.text.as_str()).collect();
    prop_assert_eq!(source, text.replace('\n', ""));
    let drawn: String = lines
        .iter()
        .flat_map(|l| &l.runs)
        .flat_map(|r| &r.glyphs)
        .map(|g| g.text.as_str())
        .collect();
    prop_assert_eq!(visible(&drawn), visible(text));
    Ok(())
}

/// Long strings of letters as notices have them: an address, a hash, a path, a mail address, a name without marks.
fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        "https://www\\.[a-z]{3,12}\\.co\\.jp(/[a-z0-9_-]{1,14}){0,8}(\\?[a-z]{1,6}=[0-9]{1,9}(&[a-z]{1,6}=[a-z0-9]{1,9}){0,3})?",
        "[0-9a-f]{40,64}",
        "(/[a-z]{2,9}){2,6}/[a-z_]{3,16}\\.[a-z]{2,4}",
        "[a-z]{3,12}[._-][a-z]{3,12}@[a-z]{3,12}\\.example\\.co\\.jp",
        "[A-Z]{8,90}",
    ]
}

/// Japanese words around them.
fn around() -> impl Strategy<Value = String> {
    let words = [
        "本件に関しては",
        "は",
        "詳細は",
        "ご不明な点は、",
        "をご覧ください。",
        "証明書の値は",
        "「",
        "」へ",
        "次のとおりです：",
        "、または",
        "当社のホームページ",
        "に",
        "お問い合わせは",
        "（",
        "）まで",
    ];
    select(words.map(String::from).to_vec())
}

/// The widest gap between two kana or kanji, em: a quarter by the third step of expansion, the rest by the fourth
/// (`adjust::MOST_OPENED`).
const MOST_SOLID: f64 = 0.95;
/// The widest gap of all: half an em behind a comma, or beside Western letters, and the fourth step.
const MOST: f64 = 1.2;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn justified_text_keeps_every_rule(text in text(), measure in 6u32..=60, indent in 0u32..=1) {
        let measure = f64::from(measure);
        let setting = Setting::Justified { indent: f64::from(indent), hang: 0.0 };
        let lines = compose(&[piece(&text)], measure, setting, &FONTS).expect("drawable");
        check_text(&text, &lines)?;
        check_within(&lines, measure)?;
        check_line_ends(&lines)?;
        for (line, next) in lines.iter().zip(&lines[1..]) {
            // A line that ends in a long string is not opened.
            let parted = letter(text_of(line).chars().last()) && letter(text_of(next).chars().next());
            if line.strained || parted {
                continue;
            }
            let bodies = bodies(line);
            let last = &bodies[bodies.len() - 1];
            let c = last.0.chars().next().expect("text");
            let short = measure - last.2;
            let allowed = short.abs() < 0.01
                || HALF_AT_END.contains(c) && (short - 0.5).abs() < 0.01
                || "・：；".contains(c) && (short - 0.25).abs() < 0.01;
            prop_assert!(allowed, "ends {short} em before the margin with {c}");
            for pair in bodies.windows(2) {
                let space = pair[1].1 - pair[0].2;
                prop_assert!(space < 0.751, "{space} em between {} and {}", pair[0].0, pair[1].0);
                let kanji = |t: &str| t.chars().all(|c| "漢字年月日実施決済案内客様".contains(c));
                prop_assert!(!(kanji(&pair[0].0) && kanji(&pair[1].0)) || space < 0.251, "{space} em between kanji");
            }
        }
    }

    #[test]
    fn cells_are_natural_and_keep_every_rule(text in text(), measure in 4u32..=30) {
        let measure = f64::from(measure);
        let setting = Setting::Start { indent: 0.0, hang: 0.0 };
        let lines = compose(&[piece(&text)], measure, setting, &FONTS).expect("drawable");
        check_text(&text, &lines)?;
        check_within(&lines, measure)?;
        check_line_ends(&lines)?;
    }

    #[test]
    fn a_text_fits_its_natural_width_on_one_line(text in text()) {
        let w = widths(&[piece(&text)], &FONTS).expect("drawable");
        prop_assert!(w.least <= w.natural + 1e-9);
        let setting = Setting::Start { indent: 0.0, hang: 0.0 };
        let lines = compose(&[piece(&text)], w.natural + 0.001, setting, &FONTS).expect("drawable");
        prop_assert_eq!(lines.len(), 1);
        let lines = compose(&[piece(&text)], w.least + 0.001, setting, &FONTS).expect("drawable");
        prop_assert!(lines.iter().all(|l| !l.strained));
    }

    #[test]
    fn marks_readings_and_faces_lose_nothing(
        parts in proptest::collection::vec((token(), 0u8..6), 1..40),
        measure in 8u32..=40,
    ) {
        let pieces: Vec<Piece> = parts.iter().enumerate().map(|(owner, (text, kind))| Piece {
            // A mark stands behind something, and a reading above something that can be seen.
            text: if *kind == 1 { "漢*1".into() } else if *kind == 2 { "漢字".into() } else { text.clone() },
            face: if *kind == 3 { Face::Gothic } else { Face::Mincho },
            kind: match kind {
                2 => PieceKind::Ruby("ていこうする".into()),
                4 => PieceKind::Url,
                5 if owner > 0 => PieceKind::Raised,
                _ => PieceKind::Normal,
            },
            owner,
        }).collect();
        let measure = f64::from(measure);
        let lines = compose(&pieces, measure, Setting::Justified { indent: 1.0, hang: 0.0 }, &FONTS).expect("drawable");
        let text: String = pieces.iter().map(|p| p.text.as_str()).collect();
        let runs = || lines.iter().flat_map(|l| &l.runs).filter(|r| r.scale != 0.5);
        let drawn: String = runs().flat_map(|r| &r.glyphs).map(|g| g.text.as_str()).collect();
        prop_assert_eq!(visible(&drawn), visible(&text));
        for line in &lines {
            prop_assert!(line.end < measure + 0.001, "ends at {} of {measure}", line.end);
            for run in &line.runs {
                let piece = &pieces[run.owner];
                prop_assert!(run.scale == 0.5 || piece.text.contains(run.text.trim_end()), "{} is not of {}", run.text, piece.text);
                prop_assert!(run.glyphs.iter().all(|g| g.x > -0.501 && g.x < measure), "outside of the frame");
            }
        }
        for (line, next) in lines.iter().zip(&lines[1..]) {
            let parted = line.strained || next.strained;
            prop_assert!(parted || next.runs.first().is_none_or(|r| r.scale != 0.6), "a mark at a line head");
        }
    }

    #[test]
    fn any_characters_at_all_are_set_or_refused(text in "\\PC{0,60}", measure in 1u32..=20) {
        let all = [
            Setting::Justified { indent: 1.0, hang: 2.0 }, Setting::Start { indent: 0.0, hang: 1.0 },
            Setting::Centre, Setting::End, Setting::Distributed,
        ];
        for setting in all {
            if let Ok(lines) = compose(&[piece(&text)], f64::from(measure), setting, &FONTS) {
                prop_assert!(lines.iter().flat_map(|l| &l.runs).flat_map(|r| &r.glyphs).all(|g| g.id != 0));
            }
        }
    }

    /// In cells and titles nothing that a reader takes in at a glance is torn where a line can hold it: what a line begins
    /// or ends with is a whole token or a word beside one.
    #[test]
    fn no_ragged_line_tears_a_date_or_a_number_that_it_could_hold(
        parts in proptest::collection::vec((whole(), select(vec!["の期日は", "から", "、", "について", "業務を停止、", "に"])), 1..8),
        slack in 0.0..6.0f64,
        setting in select(vec![Setting::Start { indent: 0.0, hang: 0.0 }, Setting::Centre, Setting::End]),
    ) {
        let text: String = parts.iter().map(|(whole, word)| format!("{whole}{word}")).collect();
        // With what may not begin a line behind it.
        let widest = parts.iter().map(|(whole, _)| {
            let with_mark = format!("{whole}、");
            widths(&[piece(&with_mark)], &FONTS).expect("drawable").natural
        });
        let measure = widest.fold(4.0, f64::max) + slack;
        let lines = compose(&[piece(&text)], measure, setting, &FONTS).expect("drawable");
        let told: Vec<String> = lines.iter().map(|l| bodies(l).into_iter().map(|b| b.0).collect()).collect();
        prop_assert!(lines.iter().all(|l| !l.tears), "torn at {measure}: {told:?}");
        for (whole, _) in &parts {
            prop_assert!(told.iter().any(|line| line.contains(whole.as_str())), "{whole} is torn at {measure}: {told:?}");
        }
    }
}

/// What no line should tear.
fn whole() -> impl Strategy<Value = String> {
    let figures = (1..3000u32, 1..13u32, 1..29u32, 0..60u32);
    let of = |make: fn(u32, u32, u32, u32) -> String| figures.clone().prop_map(move |(a, b, c, d)| make(a, b, c, d));
    prop_oneof![
        of(|a, b, c, _| format!("{}年{b}月{c}日(土)", 2000 + a % 100)),
        of(|a, b, c, _| format!("令和{}年{b}月{c}日（日・祝）", 1 + a % 20)),
        of(|_, b, c, _| format!("{b}/{c}(月)")),
        of(|_, b, _, d| format!("{b}時{d:02}分")),
        of(|_, b, _, d| format!("翌{b}:{d:02}")),
        of(|_, b, _, d| format!("午後{b}時{d:02}分")),
        of(|a, b, _, _| format!("{b}時間{}分間", a % 60)),
        of(|a, _, c, _| format!("{a},{:03}円", c)),
        of(|a, _, _, _| format!("¥{a}")),
        of(|a, b, _, _| format!("0{b}-{}-{}", 1000 + a, 9999 - a)),
        of(|a, _, _, _| format!("ABC-{a}")),
        of(|a, _, _, _| format!("第{}回", a % 100)),
        of(|a, _, _, _| format!("{a}店舗")),
        of(|a, _, _, _| format!("{}%", a % 100)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_gap_beside_long_strings_is_wider_than_the_limit(
        parts in proptest::collection::vec((around(), string()), 1..5),
        address in any::<bool>(),
        measure in 6u32..=45,
    ) {
        let text: String = parts.iter().map(|(words, string)| format!("{words}{string}")).collect();
        let mut pieces: Vec<Piece> = Vec::new();
        for (words, string) in &parts {
            pieces.push(piece(words));
            pieces.push(Piece { kind: if address { PieceKind::Url } else { PieceKind::Normal }, ..piece(string) });
        }
        let measure = f64::from(measure);
        let setting = Setting::Justified { indent: 1.0, hang: 0.0 };
        let lines = compose(&pieces, measure, setting, &FONTS).expect("drawable");
        check_text(&text, &lines)?;
        check_within(&lines, measure)?;
        let japanese = |text: &str| text.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '一'..='龠'));
        for (i, line) in lines.iter().enumerate() {
            let bodies = bodies(line);
            let next = lines.get(i + 1).map(text_of).unwrap_or_default();
            let parted = letter(text_of(line).chars().last()) && letter(next.chars().next());
            for pair in bodies.windows(2) {
                let gap = pair[1].1 - pair[0].2;
                let solid = japanese(&pair[0].0) && japanese(&pair[1].0);
                let most = match (solid, parted) {
                    (true, true) => 0.0,
                    (true, false) => MOST_SOLID,
                    _ => MOST,
                };
                prop_assert!(gap < most + 0.002, "{gap} em between {} and {} in {:?}", pair[0].0, pair[1].0, line);
            }
        }
    }
}
