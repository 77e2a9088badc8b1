//! Faults that show only when a document is made, told at the place they come from.

use super::codes;
use crate::diagnostic::{Diagnostic, FileId, Message, Sources, Span};
use crate::document::fault::NotationFault;
use crate::typeset::font::FontFault;
use crate::typeset::line::{TextFault, TextFaultKind};

/// A line of a rendered template that the notation does not allow: shown in the template, or where the line came from.
pub fn notation(fault: &NotationFault, files: &[FileId], sources: &Sources) -> Diagnostic {
    if fault.line.trim().is_empty() {
        let help = Message::new(
            "ひな形に文を書くか、ファイルを消してください(組み込みのひな形が使われます)",
            "write something into the template, or delete the file: the built-in one is used then",
        );
        let span = files.last().map(|file| Span {
            file: *file,
            start: 0,
            end: 0,
        });
        return Diagnostic {
            span,
            ..codes::NOTATION.nowhere(fault.message.clone(), help)
        };
    }
    let help = Message::new(
        format!("この行です: {}", fault.line.trim()),
        format!("the line is: {}", fault.line.trim()),
    );
    Diagnostic {
        span: find_line(&fault.line, files, sources),
        ..codes::NOTATION.nowhere(fault.message.clone(), help)
    }
}

/// The place of a rendered line: the whole line where it stands in one of `files` as it is; a line of the notation by its
/// `:::name`; else the longest of its stretches of plain words.
pub fn find_line(line: &str, files: &[FileId], sources: &Sources) -> Option<Span> {
    let line = line.trim();
    let mut words: Vec<&str> = line.split(|c: char| c.is_whitespace() || "\\|".contains(c)).collect();
    words.sort_by_key(|word| (!word.starts_with(":::"), std::cmp::Reverse(word.len())));
    let words = std::iter::once(line).chain(words).filter(|word| word.len() > 2);
    words
        .flat_map(|word| files.iter().map(move |file| (word, *file)))
        .find_map(|(word, file)| {
            let start = sources.get(file).text.find(word)?;
            let end = start + word.len();
            Some(Span { file, start, end })
        })
}

/// Why a file is no font, in both languages.
pub fn font(fault: &FontFault) -> Message {
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

/// A character that cannot be drawn: `text` is what it stands in, `files` are what the document is made of.
pub fn text(fault: &TextFault, text: &str, files: &[FileId], sources: &Sources) -> Diagnostic {
    let shown = fault.shown();
    let code_points: Vec<String> = shown.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    let code_points = code_points.join(" ");
    let span = find_character(&shown, text, files, sources).or_else(|| find_line(text, files, sources));
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
            Message::new(
                "別の字(常用の字体など)に書き換えるか、その字のあるフォントを fonts/ に置いて publisher.yaml の fonts に書いてください",
                "write another character (the common form of the ideograph, for example), or put a font that has it into \
                 fonts/ and name it under `fonts` in publisher.yaml",
            ),
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
    Diagnostic {
        span,
        ..code.nowhere(message, help)
    }
}

/// The place of `wanted` in the files: of all its places outside of comments the one whose neighbours are most like those
/// it has in `text`, since other passages may hold the same character; the first of equals.
fn find_character(wanted: &str, text: &str, files: &[FileId], sources: &Sources) -> Option<Span> {
    let (before, after) = text.split_once(wanted).unwrap_or((text, ""));
    let alike = |source: &str, start: usize| {
        let left = source[..start].chars().rev().zip(before.chars().rev());
        let right = source[start + wanted.len()..].chars().zip(after.chars());
        let same = |pair: &(char, char)| pair.0 == pair.1;
        left.take_while(same).count() + right.take_while(same).count()
    };
    let mut best: Option<(usize, Span)> = None;
    for &file in files {
        let source = &sources.get(file).text;
        for (start, _) in source.match_indices(wanted) {
            if in_comment(sources, file, start) {
                continue;
            }
            let likeness = alike(source, start);
            if best.as_ref().is_none_or(|(most, _)| likeness > *most) {
                let end = start + wanted.len();
                best = Some((likeness, Span { file, start, end }));
            }
        }
    }
    best.map(|(_, span)| span)
}

/// Whether a place lies in a comment of a record, on a line of its own. In a template such a line is a heading.
fn in_comment(sources: &Sources, file: FileId, at: usize) -> bool {
    let source = sources.get(file);
    let line = source.text[..at].rsplit('\n').next().unwrap_or_default();
    line.trim_start().starts_with('#') && source.path.extension().is_some_and(|e| e != "md")
}
