//! Draws faults for a terminal: the code, what is wrong, the place with its line, what to do.

use super::harmless;
use super::{Diagnostic, Language, Severity, Source, Sources, Span};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

/// One fault as text, without a line feed at its end.
pub fn draw(d: &Diagnostic, sources: &Sources, language: Language, colour: bool) -> String {
    let level = match (d.severity, language) {
        (Severity::Error, Language::Ja) => Level::ERROR.with_name("エラー"),
        (Severity::Error, Language::En) => Level::ERROR,
        (Severity::Warning, Language::Ja) => Level::WARNING.with_name("警告"),
        (Severity::Warning, Language::En) => Level::WARNING,
    };
    let help = match language {
        Language::Ja => Level::HELP.with_name("対処"),
        Language::En => Level::HELP,
    };
    let mut group = Group::with_title(
        level
            .primary_title(harmless::lines(d.message.in_language(language)))
            .id(d.code),
    );
    let related = d
        .related
        .as_ref()
        .map(|(span, message)| (*span, harmless::lines(message.in_language(language))));
    if let Some(span) = d.span {
        let source = sources.get(span.file);
        group = match related {
            Some((other, label)) if other.file == span.file => excerpt(group, source, span, Some((other, label))),
            Some((other, label)) => {
                let group = excerpt(group, source, span, None);
                second_excerpt(group, sources.get(other.file), other, label)
            }
            None => excerpt(group, source, span, None),
        };
    }
    let words = harmless::lines(d.help.in_language(language));
    let groups = match d.span {
        Some(_) => vec![group.element(help.message(words))],
        None => vec![group, Group::with_title(help.secondary_title(words))],
    };
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&groups)
}

/// How many faults are drawn at most. A file that is no record at all can hold a hundred thousand.
pub const MOST_DRAWN: usize = 1000;

/// All faults (the first [`MOST_DRAWN`]) as text, by file and place, with the summary below.
pub fn draw_all(faults: &[Diagnostic], sources: &Sources, language: Language, colour: bool) -> String {
    let mut sorted: Vec<&Diagnostic> = faults.iter().collect();
    sorted.sort_by(|a, b| in_order(a, b, sources));
    let mut out = String::new();
    for fault in sorted.iter().take(MOST_DRAWN) {
        out += &draw(fault, sources, language, colour);
        out += "\n\n";
    }
    if let Some(rest @ 1..) = sorted.len().checked_sub(MOST_DRAWN) {
        out += &match language {
            Language::Ja => format!("(ほか{rest}件は省きました)\n"),
            Language::En => format!("({rest} more are not shown)\n"),
        };
    }
    out += &summary(faults, language);
    out.push('\n');
    out
}

/// Puts faults in order: by file, place and code; first those that no file can be named for.
pub fn sort(faults: &mut [Diagnostic], sources: &Sources) {
    faults.sort_by(|a, b| in_order(a, b, sources));
}

fn in_order(a: &Diagnostic, b: &Diagnostic, sources: &Sources) -> Ordering {
    let key = |d: &Diagnostic| d.span.map(|s| (sources.get(s.file).path.as_path(), s.start, s.end));
    key(a).cmp(&key(b)).then_with(|| a.code.cmp(b.code))
}

/// How many faults there are, in one line.
pub fn summary(faults: &[Diagnostic], language: Language) -> String {
    let count = |severity| faults.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let files: BTreeSet<_> = faults.iter().filter_map(|d| d.span).map(|s| s.file).collect();
    let files = files.len();
    let plural = |n: usize, one: &str| {
        if n == 1 {
            format!("1 {one}")
        } else {
            format!("{n} {one}s")
        }
    };
    match language {
        Language::Ja if faults.is_empty() => "誤りはありません".to_string(),
        Language::En if faults.is_empty() => "no faults".to_string(),
        Language::Ja => format!("エラー {errors}件、警告 {warnings}件({files}ファイル)"),
        Language::En => format!(
            "{}, {} in {}",
            plural(errors, "error"),
            plural(warnings, "warning"),
            plural(files, "file")
        ),
    }
}

/// Adds the lines around `span` (and around the related place) with their marks.
fn excerpt<'a>(group: Group<'a>, source: &'a Source, span: Span, related: Option<(Span, Cow<'a, str>)>) -> Group<'a> {
    let path = shown(&source.path);
    let mark = within_line(&source.text, span);
    if too_long(&source.text, mark.start) {
        return group.element(place_alone(source, path, mark.start));
    }
    let other = related.map(|(span, label)| (within_line(&source.text, span), label));
    let (first, last) = match &other {
        Some((other, _)) => (mark.start.min(other.start), mark.end.max(other.end)),
        None => (mark.start, mark.end),
    };
    let from = line_start(&source.text, first);
    let to = line_end(&source.text, last);
    let lines = &source.text[from..to];
    if lines.trim().is_empty() {
        // An empty excerpt says nothing.
        return group.element(place_alone(source, path, mark.start));
    }
    let shifted = |range: Range<usize>| drawn_within(&source.text[from..], range.start - from..range.end - from);
    let mut snippet = Snippet::source(harmless::excerpt(lines))
        .path(path)
        .line_start(position(&source.text, from).0)
        .annotation(AnnotationKind::Primary.span(shifted(mark)));
    if let Some((range, label)) = other {
        snippet = snippet.annotation(AnnotationKind::Context.span(shifted(range)).label(label));
    }
    group.element(snippet)
}

/// The longest line an excerpt is made of, in bytes.
const LONGEST_LINE: usize = 8 * 1024;

/// Whether nobody would find the mark in the line at `byte`. Looks no further than it must: a file of one line can hold a
/// hundred thousand faults.
fn too_long(text: &str, byte: usize) -> bool {
    let (before, after) = text.as_bytes().split_at(byte);
    let within = |byte: &&u8| **byte != b'\n';
    let most = LONGEST_LINE + 1;
    let before = before.iter().rev().take(most).take_while(within).count();
    before + after.iter().take(most).take_while(within).count() > LONGEST_LINE
}

/// Line and column without the line itself.
fn place_alone<'a>(source: &'a Source, path: Cow<'a, str>, byte: usize) -> Origin<'a> {
    let (line, column) = position(&source.text, byte);
    Origin::path(path).line(line).char_column(column)
}

/// Adds the related place where it is in another file.
fn second_excerpt<'a>(group: Group<'a>, source: &'a Source, span: Span, label: Cow<'a, str>) -> Group<'a> {
    let mark = within_line(&source.text, span);
    let (from, to) = (line_start(&source.text, mark.start), line_end(&source.text, mark.end));
    let lines = &source.text[from..to];
    let snippet = Snippet::source(harmless::excerpt(lines))
        .path(shown(&source.path))
        .line_start(position(&source.text, from).0)
        .annotation(
            AnnotationKind::Context
                .span(drawn_within(lines, mark.start - from..mark.end - from))
                .label(label),
        );
    group.element(snippet)
}

/// A path as it is shown.
fn shown(path: &Path) -> Cow<'_, str> {
    match path.to_string_lossy() {
        Cow::Borrowed(path) => harmless::line(path),
        Cow::Owned(path) => Cow::Owned(harmless::line(&path).into_owned()),
    }
}

/// Where a range of `lines` stands when they are drawn: the signs there may be longer than what they stand for.
fn drawn_within(lines: &str, range: Range<usize>) -> Range<usize> {
    let drawn = |end: usize| harmless::excerpt(&lines[..end]).len();
    drawn(range.start)..drawn(range.end)
}

/// The part of a span that lies in its first line that says something, on character boundaries.
fn within_line(text: &str, span: Span) -> Range<usize> {
    let start = floor(text, span.start);
    let end = floor(text, span.end).max(start);
    let lead = text[start..end].len() - text[start..end].trim_start_matches(['\n', '\r', ' ']).len();
    let start = if start + lead < end { start + lead } else { start };
    let line = text[start..end.max(start)]
        .find(['\n', '\r'])
        .map_or(end, |i| start + i);
    start..line.max(start)
}

fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn line_start(text: &str, byte: usize) -> usize {
    text[..byte].rfind('\n').map_or(0, |i| i + 1)
}

fn line_end(text: &str, byte: usize) -> usize {
    text[byte..].find('\n').map_or(text.len(), |i| byte + i)
}

fn position(text: &str, byte: usize) -> (usize, usize) {
    let start = line_start(text, byte);
    // Bytes are counted many at a step, which counts in a file of a megabyte with a thousand faults.
    let line = text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, text[start..byte].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Message;

    fn fault(sources: &mut Sources) -> Diagnostic {
        let text = "件名: 日本\n終了: 不明\n";
        let file = sources.add("notices/a/b.yaml".into(), text);
        let at = text.find("日本").unwrap();
        Diagnostic {
            code: "N9999",
            severity: Severity::Error,
            span: Some(Span {
                file,
                start: at,
                end: at + "日本".len(),
            }),
            message: Message::new("何かが違います", "something is wrong"),
            help: Message::new("直してください", "mend it"),
            related: None,
        }
    }

    #[test]
    fn marks_stand_below_full_width_text() {
        let mut sources = Sources::default();
        let fault = fault(&mut sources);
        let drawn = draw(&fault, &sources, Language::Ja, false);
        let expected = "\
エラー[N9999]: 何かが違います
 --> notices/a/b.yaml:1:5
  |
1 | 件名: 日本
  |       ^^^^
  |
  = 対処: 直してください";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let mut sources = Sources::default();
        let fault = fault(&mut sources);
        let plain = draw(&fault, &sources, Language::En, false);
        let coloured = draw(&fault, &sources, Language::En, true);
        assert_ne!(coloured, plain);
        let mut stripped = String::new();
        let mut inside = false;
        for c in coloured.chars() {
            match c {
                '\u{1b}' => inside = true,
                'm' if inside => inside = false,
                c if !inside => stripped.push(c),
                _ => {}
            }
        }
        assert_eq!(stripped, plain);
    }

    #[test]
    fn the_summary_counts() {
        let mut sources = Sources::default();
        let fault = fault(&mut sources);
        assert_eq!(summary(&[], Language::Ja), "誤りはありません");
        assert_eq!(
            summary(std::slice::from_ref(&fault), Language::Ja),
            "エラー 1件、警告 0件(1ファイル)"
        );
        assert_eq!(summary(&[fault], Language::En), "1 error, 0 warnings in 1 file");
    }
}
