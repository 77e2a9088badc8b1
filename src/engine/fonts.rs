//! The fonts of a workspace: the four that come with the program or take their place, and each publisher's fallbacks.

use super::request::WorkspaceFile;
use super::result::BuildResult;
use super::{codes, faults};
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::schema::PublisherRecord;
use crate::typeset::font::{Font, FontFault, Fonts};
use std::path::PathBuf;
use std::sync::Arc;

/// The four fonts, each replaced by the workspace's file of the same name.
pub(super) fn built(files: &[WorkspaceFile], result: &mut BuildResult) -> Option<Fonts> {
    match Fonts::replaced(|name| Some(file(files, name)?.to_vec())) {
        Ok(fonts) => Some(fonts),
        Err((name, fault)) => {
            let file = result
                .sources
                .add(PathBuf::from(format!("fonts/{name}")), String::new());
            let span = Span { file, start: 0, end: 0 };
            result.diagnostics.push(bad(span, name, &fault));
            None
        }
    }
}

/// `fonts` with the fallbacks that the publisher names. A file that is missing or no font is told at its name.
pub(super) fn of_publisher(
    publisher: &PublisherRecord,
    files: &[WorkspaceFile],
    fonts: &Fonts,
    diagnostics: &mut Vec<Diagnostic>,
) -> Fonts {
    let mut fallbacks = Vec::new();
    for name in &publisher.fonts {
        match file(files, &name.value).map(|bytes| Font::new(bytes.to_vec())) {
            Some(Ok(font)) => fallbacks.push(Arc::new(font)),
            Some(Err(fault)) => diagnostics.push(bad(name.span, &name.value, &fault)),
            None => diagnostics.push(missing(name, files)),
        }
    }
    fonts.with_fallbacks(fallbacks)
}

fn file<'a>(files: &'a [WorkspaceFile], name: &str) -> Option<&'a [u8]> {
    let file = files.iter().find(|f| f.path.strip_prefix("fonts/") == Some(name))?;
    Some(&file.bytes)
}

fn bad(span: Span, name: &str, fault: &FontFault) -> Diagnostic {
    let why = faults::font(fault);
    codes::BAD_FONT.at(
        span,
        Message::new(
            format!("fonts/{name} をフォントとして読めません({})", why.ja),
            format!("fonts/{name} cannot be read as a font: {}", why.en),
        ),
        Message::new(
            "TrueType のフォントに取り替えるか、ファイルを消してください(組み込みのフォントが使われます)",
            "put a TrueType font there, or delete the file: the built-in font is used then",
        ),
    )
}

fn missing(name: &Spanned<String>, files: &[WorkspaceFile]) -> Diagnostic {
    let known: Vec<&str> = files.iter().filter_map(|f| f.path.strip_prefix("fonts/")).collect();
    let (ja, en) = match known.as_slice() {
        [] => (
            "fonts/ にフォントのファイルを置いてください".to_string(),
            "put the font's file into fonts/".to_string(),
        ),
        known => (
            format!("fonts/ にあるのは {} です", known.join("、")),
            format!("in fonts/ there are: {}", known.join(", ")),
        ),
    };
    codes::NO_FONT_FILE.at(
        name.span,
        Message::new(
            format!("フォントのファイル fonts/{} がありません", name.value),
            format!("there is no font file fonts/{}", name.value),
        ),
        Message::new(ja, en),
    )
}
