//! Faults that show only when a document is made, told at the place they come from.

use super::codes;
use crate::check;
use crate::diagnostic::excerpt::excerpt;
use crate::diagnostic::{Diagnostic, FileId, Message, Span};
use crate::document::Form;
use crate::document::fault::NotationFault;
use crate::document::origin::Marked;
use crate::template;
use crate::template::origins::{Files, Origins};
use crate::typeset::font::FontFault;
use crate::typeset::line::{TextFault, TextFaultKind};
use crate::typeset::page::{Misplaced, TornCell};
use std::collections::BTreeSet;

/// A line of a rendered template that the notation does not allow, where it came from.
pub(super) fn notation(fault: &NotationFault, marked: &Marked, files: Files, template: Option<FileId>) -> Diagnostic {
    if fault.line.trim().is_empty() {
        let help = Message::new(
            "ひな形に文を書くか、ファイルを消してください(組み込みのひな形が使われます)",
            "write something into the template, or delete the file: the built-in one is used then",
        );
        let span = template.map(|file| Span { file, start: 0, end: 0 });
        return Diagnostic {
            span,
            ..codes::NOTATION.nowhere(fault.message.clone(), help)
        };
    }
    let line = fault.line.trim();
    let shown = excerpt(line);
    let help = Message::new(format!("この行です: {shown}"), format!("the line is: {shown}"));
    let at = fault.at.or_else(|| marked.text.find(line));
    Diagnostic {
        span: at.and_then(|at| files.place(marked, at, line)),
        ..codes::NOTATION.nowhere(fault.message.clone(), help)
    }
}

/// The place of what a fault calls by its first words.
pub(super) fn find_words(text: &str, origins: &Origins, files: Files) -> Option<Span> {
    let mut words = text.trim();
    while !words.is_empty() {
        if let Some(place) = origins.find(words, text) {
            return Some(files.span(place, words));
        }
        // What stands in several texts is looked for by the first of them.
        let half = words.chars().count() / 2;
        words = words.char_indices().nth(half).map_or("", |(at, _)| &words[..at]);
    }
    None
}

/// A cell of a table in which a date, an amount or another number is cut, of the document called `document`.
pub(super) fn torn(cell: &TornCell, form: Form, document: &Message, span: Span) -> Diagnostic {
    let TornCell { column, row, text } = cell;
    let (text, row) = (excerpt(text), row.to_string());
    let (ja, en) = match column.as_str() {
        "" => (format!("{row}行目"), format!("row {row}")),
        column => (
            format!("{row}行目・「{column}」の列"),
            format!("row {row}, column “{column}”"),
        ),
    };
    let message = Message::new(
        format!(
            "{}: 表の{ja}の「{text}」を、いちばん小さい文字でも途中で切って組みました",
            document.ja
        ),
        format!(
            "{}: “{text}” ({en} of a table) is cut though the type is the smallest",
            document.en
        ),
    );
    let help = match form {
        // A sheet stays upright.
        Form::Fax => Message::new(
            "列を減らすか、表を分けてください",
            "give the table fewer columns, or make two tables of it",
        ),
        Form::Letter(_) => Message::new(
            "列を減らすか、表を分けるか、別紙を横長のページ(landscape)にしてください",
            "give the table fewer columns, make two tables of it, or set it in an appendix on a landscape page (`landscape`)",
        ),
    };
    codes::NUMBER_CUT.at(span, message, help)
}

/// An address that the window of the publisher's envelope may not show, of the document called `document`.
pub(super) fn misplaced(misplaced: &Misplaced, document: &Message, span: Span) -> Diagnostic {
    let (ja, en) = match misplaced {
        Misplaced::NoAddress { .. } => (
            "窓付き封筒(paper の envelope)に入れる案内状に、郵便番号と住所がありません".to_owned(),
            "a letter for a window envelope (`envelope` of `paper`) has no address with a post code".to_owned(),
        ),
        Misplaced::Address { text } => (
            format!(
                "宛名が長すぎて、「{}」までが窓付き封筒の窓に収まりません",
                excerpt(text)
            ),
            format!(
                "the address is too long for the window of the envelope: “{}” may be hidden",
                excerpt(text)
            ),
        ),
    };
    let help = match misplaced {
        Misplaced::NoAddress { .. } => Message::new(
            "addressee に postcode と address を書いてください。封筒に入れない案内状なら、気にする必要はありません",
            "write `postcode` and `address` below `addressee`; a letter that goes into no envelope needs none",
        ),
        Misplaced::Address { .. } => Message::new(
            "住所や部署の行を減らすか短くするか、窓の大きい封筒にしてください。paper の envelope に書く寸法(折り目の fold、紙の動く幅 across と down)が実物と合うかも見てください",
            "write fewer or shorter lines, or take an envelope with a larger window; see too whether the measures of `envelope` (`fold`, and `across` and `down` for how far the sheet slides) are those of yours",
        ),
    };
    let message = Message::new(format!("{}: {ja}", document.ja), format!("{}: {en}", document.en));
    codes::ADDRESS_HIDDEN.at(span, message, help)
}

/// Why a file is no font, in both languages.
pub(super) fn font(fault: &FontFault) -> Message {
    match fault {
        FontFault::NotAFont => Message::new(
            "TrueType・OpenType のファイルではありません",
            "not a TrueType or OpenType file",
        ),
        FontFault::NoName => Message::new("PostScript 名がありません", "it has no PostScript name"),
        FontFault::NoCharacters => Message::new("Unicode の文字表がありません", "it has no Unicode character map"),
        FontFault::TooFew => Message::new("フォントが足りません", "fonts are missing"),
    }
}

/// A character that cannot be drawn, at every place where a document says it.
pub(super) fn text(fault: &TextFault, origins: &Origins, files: Files) -> Vec<Diagnostic> {
    let shown = fault.shown();
    let code_points: Vec<String> = shown.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    let code_points = code_points.join(" ");
    let places = origins.places(&shown).into_iter();
    let spans: BTreeSet<Span> = places.flat_map(|place| files.spans(place, &shown)).collect();
    let mut characters = shown.chars().filter_map(check::character);
    let meant = characters.next().map(|meant| {
        Message::new(
            format!("部首の文字です。「{meant}」と打ち直してください"),
            format!("it is a radical: type `{meant}`"),
        )
    });
    let (code, message, help) = match fault.kind {
        TextFaultKind::NoGlyph => (
            codes::NO_GLYPH,
            Message::new(
                format!(
                    "「{shown}」({code_points})の字形がどのフォントにもありません(調べたフォント: {})",
                    fault.fonts.join("、")
                ),
                format!(
                    "no font has a glyph for “{shown}” ({code_points}); asked: {}",
                    fault.fonts.join(", ")
                ),
            ),
            meant.unwrap_or_else(|| Message::new(
                "別の字(常用の字体など)に書き換えるか、その字のあるフォントを fonts/ に置いて publisher.yaml の fonts に書いてください",
                "write another character (the common form of the ideograph, for example), or put a font that has it into \
                 fonts/ and name it under `fonts` in publisher.yaml",
            )),
        ),
        TextFaultKind::Control => (
            codes::CONTROL,
            Message::new(
                format!("目に見えない制御文字 {code_points} が入っています"),
                format!("an invisible control character, {code_points}, stands here"),
            ),
            Message::new("この文字を消してください", "delete the character"),
        ),
    };
    let fault = code.nowhere(message, help);
    if spans.is_empty() {
        return vec![fault];
    }
    let at = |span: Span| Diagnostic {
        span: Some(span),
        ..fault.clone()
    };
    spans.into_iter().map(at).collect()
}

fn within(inner: Span, outer: Option<Span>) -> bool {
    outer.is_some_and(|outer| inner.file == outer.file && outer.start <= inner.start && inner.end <= outer.end)
}

/// Tells `fault`, unless it has been told: one of a character or an expression once at its place, whichever fonts each
/// document asked for it, and whichever names it has; any other once at its place in its words, whichever line of a
/// document was made of that place.
pub(super) fn tell(fault: Diagnostic, told: &mut Vec<Diagnostic>) {
    let once = [
        codes::NO_GLYPH.code,
        codes::CONTROL.code,
        template::codes::EXPRESSION.code,
        template::codes::TEMPLATE.code,
    ];
    let once = once.contains(&fault.code) && fault.span.is_some();
    // A radical, or kana in two pieces, is told with the right writing.
    let spelt = |other: &Diagnostic| {
        let miswritten = matches!(other.code, "N0507" | "N0508");
        fault.code == codes::NO_GLYPH.code && miswritten && fault.span.is_some_and(|span| within(span, other.span))
    };
    if told.iter().any(spelt) {
        return;
    }
    let same = |other: &Diagnostic| {
        let here = fault.span.is_some() && (other.code, other.span) == (fault.code, fault.span);
        *other == fault || here && (once || other.message == fault.message)
    };
    if !told.iter().any(same) {
        told.push(fault);
    }
}
