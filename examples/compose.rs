//! Sets the cases of a JSON file with the line composer and writes a PDF, one case per page.
//!
//!     cargo run --release --example compose -- CASES.json OUT.pdf PAGES.json
//!
//! It is also the shortest way from text to a PDF with this library: pieces of text, `compose`, lines onto a page, `write`.

use std::error::Error;
use std::fs::File;
use std::io::Write as _;
use std::ops::Range;
use std::sync::Arc;

use notice::testing::document::{Form, Meta};
use notice::testing::pdf;
use notice::testing::typeset::{
    Face, Fonts, Glyph, GlyphRun, Item, ItemKind, Layout, Line, Node, Page, Piece, PieceKind, Role, Setting, Tag,
    TextFault, TextFaultKind, compose,
};
use serde_json::{Map, Value, json};

/// Body size, pt.
const SIZE: f64 = 12.0;
/// The frame's left edge, pt.
const LEFT: f64 = 60.0;
/// Baseline of the first line, pt from the top.
const TOP: f64 = 60.0;
/// From baseline to baseline, pt.
const PITCH: f64 = 20.0;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cases, out, pages] = arguments.as_slice() else {
        return Err("usage: compose CASES.json OUT.pdf PAGES.json".into());
    };
    let cases: Value = serde_json::from_str(&std::fs::read_to_string(cases)?)?;
    let fonts = Fonts::built_in().map_err(|fault| format!("built-in fonts: {fault:?}"))?;
    let mut layout = Layout {
        pages: Vec::new(),
        nodes: vec![Node {
            parent: 0,
            role: Role::Document,
        }],
        outline: Vec::new(),
        strained: Vec::new(),
        torn: Vec::new(),
        misplaced: None,
    };
    let (mut indices, mut rejected) = (Map::new(), Map::new());
    for case in cases["cases"].as_array().ok_or("no array `cases`")? {
        let id = case["id"].as_str().ok_or("a case without `id`")?;
        match set(case, &fonts)? {
            Ok(lines) => {
                indices.insert(id.into(), layout.pages.len().into());
                layout.nodes.push(Node {
                    parent: 0,
                    role: Role::Paragraph,
                });
                layout.pages.push(Arc::new(page(&lines, layout.nodes.len() - 1)));
            }
            Err(fault) => {
                rejected.insert(id.into(), sentence(&fault).into());
            }
        }
    }
    let bytes = pdf::Press::measured(&fonts)
        .write(&layout, &meta())
        .map_err(|e| e.message().en)?;
    File::create(out)?.write_all(&bytes)?;
    let answer = json!({ "font_size_pt": SIZE, "left_pt": LEFT, "pages": indices, "rejected": rejected });
    File::create(pages)?.write_all(answer.to_string().as_bytes())?;
    Ok(())
}

/// The lines of a case, or the character for which it is refused.
fn set(case: &Value, fonts: &Fonts) -> Result<Result<Vec<Line>, TextFault>, Box<dyn Error>> {
    let text = case["text"].as_str().ok_or("a case without `text`")?;
    let measure = case["measure"].as_f64().ok_or("a case without `measure`")?;
    let block = &case["block"];
    let number = |key: &str| block[key].as_f64().unwrap_or(0.0);
    let setting = match block["kind"].as_str().unwrap_or("para") {
        "para" => Setting::Justified {
            indent: number("indent"),
            hang: 0.0,
        },
        "hang" => Setting::Justified {
            indent: 0.0,
            hang: number("hang"),
        },
        "right" => Setting::End,
        "center" => Setting::Centre,
        "kintou" => Setting::Distributed,
        "cell" => Setting::Start { indent: 0.0, hang: 0.0 },
        other => return Err(format!("unknown block kind {other}").into()),
    };
    let spans = spans(case)?;
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let end = start + paragraph.chars().count();
        match compose(&pieces(paragraph, start..end, &spans), measure, setting, fonts) {
            Ok(set) => lines.extend(set),
            Err(fault) => return Ok(Err(fault)),
        }
        start = end + 1;
    }
    Ok(Ok(lines))
}

/// A stretch of text that is set in its own way.
type Span = (Range<usize>, PieceKind);

/// The marked stretches of a case, in characters of its text.
fn spans(case: &Value) -> Result<Vec<Span>, Box<dyn Error>> {
    let mut result = Vec::new();
    for span in case["spans"].as_array().into_iter().flatten() {
        let at = |i: usize| span[i].as_u64().map(|n| n as usize).ok_or("a span without places");
        let kind = match span[2].as_str() {
            Some("sup") => PieceKind::Raised,
            Some("ruby") => PieceKind::Ruby(span[3].as_str().ok_or("ruby without a reading")?.into()),
            other => return Err(format!("unknown span {other:?}").into()),
        };
        result.push((at(0)?..at(1)?, kind));
    }
    Ok(result)
}

/// Cuts the paragraph that takes up `place` of the text into pieces at the ends of spans.
fn pieces(paragraph: &str, place: Range<usize>, spans: &[Span]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = None;
    for (character, at) in paragraph.chars().zip(place) {
        let span = spans.iter().position(|(range, _)| range.contains(&at));
        if pieces.is_empty() || span != last {
            pieces.push(Piece {
                text: String::new(),
                face: Face::Mincho,
                kind: span.map_or(PieceKind::Normal, |i| spans[i].1.clone()),
                owner: 0,
            });
            last = span;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.text.push(character);
        }
    }
    pieces
}

fn page(lines: &[Line], node: usize) -> Page {
    let mut items = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        for run in &line.runs {
            let glyphs = run.glyphs.iter();
            items.push(Item {
                tag: Tag::Node(node),
                kind: ItemKind::Glyphs(GlyphRun {
                    font: run.font,
                    size: SIZE * run.scale,
                    y: TOP + PITCH * number as f64 - run.rise * SIZE,
                    glyphs: glyphs
                        .map(|g| Glyph {
                            id: g.id,
                            x: LEFT + g.x * SIZE,
                            text: g.text.clone(),
                        })
                        .collect(),
                    text: run.text.clone(),
                }),
            });
        }
    }
    Page {
        width: 600.0,
        height: 1600.0,
        items,
    }
}

fn sentence(fault: &TextFault) -> String {
    let code = fault.character as u32;
    match fault.kind {
        TextFaultKind::NoGlyph => format!("no font has a glyph for U+{code:04X} ({})", fault.fonts.join(", ")),
        TextFaultKind::Control => format!("U+{code:04X} is a control character and must not stand in a document"),
    }
}

fn meta() -> Meta {
    Meta {
        title: "Line composition".into(),
        authors: Vec::new(),
        subject: String::new(),
        identifier: "compose".into(),
        number: None,
        moment: chrono::NaiveDateTime::default(),
        zone_minutes: 540,
        language: "ja-JP".into(),
        form: Form::LETTER,
        continued: None,
        continued_label: String::new(),
        page_label: None,
    }
}
