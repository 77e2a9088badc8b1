//! Faults that show only when a document is made, told at the place they come from.

use super::codes;
use crate::diagnostic::{Diagnostic, FileId, Message, Sources, Span};
use crate::document::fault::NotationFault;
use crate::typeset::font::FontFault;
use crate::typeset::line::{TextFault, TextFaultKind};

/// A line of a rendered template that the notation does not allow: shown in the template, or where the line came from.
pub fn notation(fault: &NotationFault, files: &[FileId], sources: &Sources) -> Diagnostic {
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

/// A character that cannot be drawn, at its first place in the files that the document is made of.
pub fn text(fault: &TextFault, files: &[FileId], sources: &Sources) -> Diagnostic {
    let c = fault.character;
    let code_point = format!("U+{:04X}", u32::from(c));
    let span = files.iter().find_map(|file| {
        let start = sources.get(*file).text.find(c)?;
        Some(Span {
            file: *file,
            start,
            end: start + c.len_utf8(),
        })
    });
    let (code, message, help) = match fault.kind {
        TextFaultKind::NoGlyph => (
            codes::NO_GLYPH,
            Message::new(
                format!(
                    "「{c}」({code_point})の字形がどのフォントにもありません(調べたフォント: {})",
                    fault.fonts.join("、")
                ),
                format!(
                    "no font has a glyph for “{c}” ({code_point}); asked: {}",
                    fault.fonts.join(", ")
                ),
            ),
            Message::new(
                "別の字(常用の字体など)に書き換えてください",
                "write another character (the common form of the ideograph, for example)",
            ),
        ),
        TextFaultKind::Control => (
            codes::CONTROL,
            Message::new(
                format!("目に見えない制御文字 {code_point} が入っています"),
                format!("an invisible control character, {code_point}, stands here"),
            ),
            Message::new("この文字を消してください", "delete the character"),
        ),
    };
    Diagnostic {
        span,
        ..code.nowhere(message, help)
    }
}
