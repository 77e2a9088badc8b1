//! Stories about lines: every file in `tests/lines/` is read, see `tests/lines/README.md` for how one is written.

use std::panic::{AssertUnwindSafe, catch_unwind};

use notice::testing::typeset::{Face, Fonts, Line, Piece, PieceKind, Setting, TextFault, compose};

/// How far a space or an end may be from what the story says, em.
const TOLERANCE: f64 = 0.01;

struct Story<'a> {
    name: &'a str,
    measure: f64,
    setting: Setting,
    text: String,
    lines: Vec<&'a str>,
    claims: Vec<Vec<&'a str>>,
}

fn story(block: &str) -> Option<Story<'_>> {
    let mut rows = block.lines().filter(|r| !r.trim().is_empty());
    let name = rows.next()?.strip_prefix("# ")?;
    let head: Vec<&str> = rows.next()?.split(' ').collect();
    let number = |i: usize| head.get(i).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0);
    let setting = match head[0] {
        "justified" => Setting::Justified {
            indent: number(2),
            hang: number(3),
        },
        "start" => Setting::Start {
            indent: number(2),
            hang: number(3),
        },
        "centre" => Setting::Centre,
        "end" => Setting::End,
        "spread" => Setting::Distributed,
        other => panic!("{name}: unknown setting {other}"),
    };
    let text = unescape(rows.next()?).replace('¶', "\n");
    let (mut lines, mut claims) = (Vec::new(), Vec::new());
    for row in rows {
        match row.strip_prefix("| ") {
            Some(line) => lines.push(line),
            None => claims.push(row.split(' ').collect()),
        }
    }
    Some(Story {
        name,
        measure: number(1),
        setting,
        text,
        lines,
        claims,
    })
}

/// `\u{202E}` as in Rust.
fn unescape(row: &str) -> String {
    let mut out = String::new();
    let mut rest = row;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, after) = after.split_once('}').expect("an open \\u{");
        out.push_str(before);
        out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        rest = after;
    }
    out + rest
}

/// `{*1}` is a raised mark, `{漢字|かんじ}` has a reading, `<https://…>` is an address.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |text: &str, kind| {
        if !text.is_empty() {
            pieces.push(Piece {
                text: text.into(),
                face: Face::Mincho,
                kind,
                owner: 0,
            });
        }
    };
    let mut rest = text;
    while let Some(at) = rest.find(['{', '<']) {
        push(&rest[..at], PieceKind::Normal);
        let close = if rest[at..].starts_with('{') { '}' } else { '>' };
        let (inner, after) = rest[at + 1..].split_once(close).expect("an open mark");
        match inner.split_once('|') {
            _ if close == '>' => push(inner, PieceKind::Url),
            Some((base, reading)) => push(base, PieceKind::Ruby(reading.into())),
            None => push(inner, PieceKind::Raised),
        }
        rest = after;
    }
    push(rest, PieceKind::Normal);
    pieces
}

/// Text, left and right edge of each body, em.
fn bodies(line: &Line, fonts: &Fonts) -> Vec<(String, f64, f64)> {
    let mut result = Vec::new();
    for run in line.runs.iter().filter(|r| r.scale != 0.5) {
        for glyph in run.glyphs.iter().filter(|g| !g.text.trim().is_empty()) {
            let width = fonts.get(run.font).advance_em(glyph.id) * run.scale;
            let (left, right) = match glyph.text.chars().next() {
                _ if width < 0.75 => (0.0, width),
                Some('「' | '『' | '（' | '〈' | '【' | '“' | '‘') => (width - 0.5, width),
                Some('・' | '：' | '；') => (0.25, 0.75),
                Some('、' | '。' | '」' | '』' | '）' | '〉' | '】' | '”' | '’') => (0.0, 0.5),
                _ => (0.0, width),
            };
            result.push((glyph.text.to_string(), glyph.x + left, glyph.x + right));
        }
    }
    result
}

fn check(story: &Story, fonts: &Fonts) {
    let name = story.name;
    let result = compose(&pieces(&story.text), story.measure, story.setting, fonts);
    if let Some(claim) = story.claims.iter().find(|c| c[0] == "refused") {
        let code = u32::from_str_radix(claim[1], 16).ok().and_then(char::from_u32);
        assert!(
            matches!(&result, Err(TextFault { character, .. }) if Some(*character) == code),
            "{name}: {result:?}"
        );
        return;
    }
    let lines = result.unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    let placed: Vec<_> = lines.iter().map(|l| bodies(l, fonts)).collect();
    let texts: Vec<String> = placed
        .iter()
        .map(|l| l.iter().map(|b| b.0.as_str()).collect())
        .collect();
    let wanted: Vec<String> = story.lines.iter().map(|l| unescape(l)).collect();
    assert!(wanted.is_empty() || texts == wanted, "{name}: set as {texts:?}");
    for claim in &story.claims {
        let number = |i: usize| claim[i].parse::<f64>().unwrap_or_else(|_| panic!("{name}: {claim:?}"));
        let line = |i: usize| number(i) as usize - 1;
        let (what, is, said) = match claim[0] {
            "space" => {
                let pairs = placed
                    .iter()
                    .flat_map(|l| l.windows(2))
                    .filter(|p| format!("{}{}", p[0].0, p[1].0) == claim[1]);
                let pair = pairs
                    .clone()
                    .next()
                    .unwrap_or_else(|| panic!("{name}: no {} in {texts:?}", claim[1]));
                let alike = pairs
                    .clone()
                    .all(|p| (p[1].1 - p[0].2 - pair[1].1 + pair[0].2).abs() < TOLERANCE);
                assert!(alike, "{name}: spaces {} differ", claim[1]);
                (claim[1], pair[1].1 - pair[0].2, number(2))
            }
            "head" => ("line head", placed[line(1)][0].1, number(2)),
            "end" => ("line end", placed[line(1)][placed[line(1)].len() - 1].2, number(2)),
            "strained" => (
                "strained lines",
                lines.iter().filter(|l| l.strained).count() as f64,
                number(1),
            ),
            other => panic!("{name}: unknown claim {other}"),
        };
        assert!(
            (is - said).abs() < TOLERANCE,
            "{name}: {what} is {is:.3}, not {said}, in {texts:?}"
        );
    }
}

#[test]
fn lines_stand_as_the_stories_say() {
    let fonts = Fonts::built_in().expect("built-in fonts");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lines");
    let (mut told, mut untrue) = (0, 0);
    for entry in std::fs::read_dir(folder).expect("tests/lines") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "txt") {
            let text = std::fs::read_to_string(&path).expect("a readable story");
            for block in text.split("\n\n").filter(|b| !b.trim().is_empty()) {
                let story = story(block).unwrap_or_else(|| panic!("{}: no story in {block:?}", path.display()));
                // Every story that does not hold is told in one run.
                untrue += usize::from(catch_unwind(AssertUnwindSafe(|| check(&story, &fonts))).is_err());
                told += 1;
            }
        }
    }
    assert!(told > 0, "no stories in {folder}");
    assert_eq!(untrue, 0, "of {told} stories");
}

#[test]
fn the_source_of_a_run_keeps_the_typed_space_that_is_set_as_a_quarter_em() {
    let fonts = Fonts::built_in().expect("built-in fonts");
    let lines = compose(
        &pieces("平成 29 年"),
        40.0,
        Setting::Start { indent: 0.0, hang: 0.0 },
        &fonts,
    )
    .expect("drawable");
    let runs = &lines[0].runs;
    let glyphs: String = runs.iter().flat_map(|r| &r.glyphs).map(|g| g.text.as_str()).collect();
    let source: String = runs.iter().map(|r| r.text.as_str()).collect();
    assert_eq!((glyphs.as_str(), source.as_str()), ("平成29年", "平成 29 年"));
}

#[test]
fn the_text_of_a_letter_is_never_strained() {
    let fonts = Fonts::built_in().expect("built-in fonts");
    let text = "本対応に伴い、下記日時において一時的に J-Mups サービスのご利用制限・停止をさせていただきます。2021年5月30日(日) \
                PM10:30～翌AM3:00は、電子マネー(交通系 IC を除く)の取引が2～4回、瞬断いたします。皆様には大変ご迷惑をおかけいた\
                しますが、ご理解、ご協力のほど、何卒よろしくお願いいたします。";
    for measure in 20..=60 {
        let setting = Setting::Justified { indent: 1.0, hang: 0.0 };
        let lines = compose(&pieces(text), f64::from(measure), setting, &fonts).expect("drawable");
        assert!(lines.iter().all(|l| !l.strained), "strained at {measure} em");
    }
}
