//! Draws faults for a terminal.

use super::{Diagnostic, Language, Sources};

/// One fault, with its place.
pub fn draw(d: &Diagnostic, sources: &Sources, language: Language, colour: bool) -> String {
    let _ = colour;
    let place = d.span.map_or(String::new(), |span| {
        let (line, column) = sources.position(span.file, span.start);
        format!("{}:{line}:{column}: ", sources.get(span.file).path.display())
    });
    let (message, help) = (d.message.in_language(language), d.help.in_language(language));
    format!("{place}{:?}[{}]: {message}\n  = {help}", d.severity, d.code)
}

/// How many faults there are.
pub fn summary(diagnostics: &[Diagnostic], language: Language) -> String {
    match language {
        Language::Ja => format!("{} 件", diagnostics.len()),
        Language::En => format!("{} faults", diagnostics.len()),
    }
}
