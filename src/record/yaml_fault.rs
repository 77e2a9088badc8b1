//! The parser's refusal in words that help: the mistakes operators make most often are recognised by the line they
//! stand in; for the rest the place and a general sentence remain.

use super::mistake::Mistake;
use super::node::MAX_DEPTH;
use super::trap::WideBlank;
use super::{codes, node_fault, remark};
use crate::diagnostic::{Diagnostic, FileId, Message, Span};
use granit_parser::{ErrorKind as K, ScanError};

/// The fault behind a parser's error.
pub(super) fn explain(file: FileId, text: &str, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let line = Line::around(text, at);
    let span = |start, end| Span { file, start, end };
    if let Some(place) = unquoted_template(text, &line).or_else(|| unquoted_template(text, &line.before(text))) {
        return node_fault::unquoted_template(span(place.0, place.1));
    }
    let mut here = span(at, text[at..].chars().next().map_or(at, |c| at + c.len_utf8()));
    if let K::RecursionLimitExceeded = error.kind() {
        return codes::TOO_DEEP.at(
            here,
            Message::new(
                format!("入れ子が深すぎます({}段まで)", MAX_DEPTH),
                format!("nested too deeply (at most {} levels)", MAX_DEPTH),
            ),
            Message::new(
                "余分な [ ] や { }、字下げを減らしてください",
                "remove surplus brackets or indentation",
            ),
        );
    }
    for line in [line, line.before(text)] {
        if let Some(at) = remark::beside_value(line.text) {
            return remark::not_a_comment(span(line.start + at, line.start + line.text.trim_end().len()));
        }
    }
    let mistake = recognise(error.kind(), text, &line, &mut here);
    let (message, help) = mistake.words(error);
    codes::BROKEN_YAML.at(here, message, help)
}

/// The fault of a full-width space where YAML wants a half-width one.
pub(super) fn wide_blank(span: Span, place: &WideBlank) -> Diagnostic {
    let (ja, en, example) = match place {
        WideBlank::Indentation => (
            "字下げに全角の空白が使われています",
            "a full-width space is used for indentation",
            String::new(),
        ),
        WideBlank::Colon(key) => (
            "「:」の後ろの空白が全角です",
            "the space behind the `:` is full-width",
            format!("{key}: …"),
        ),
        WideBlank::Dash => (
            "一覧の「-」の後ろの空白が全角です",
            "the space behind the `-` of a list is full-width",
            "- …".to_string(),
        ),
    };
    let help = match example.is_empty() {
        true => Message::new("半角の空白に置き換えてください", "replace it with half-width spaces"),
        false => Message::new(
            format!("半角の空白1個に置き換えてください(例: {example})"),
            format!("replace it with one half-width space (as in {example})"),
        ),
    };
    codes::BROKEN_YAML.at(span, Message::new(ja, en), help)
}

/// The fault of a control character, which no YAML file may hold.
pub(super) fn control(span: Span, c: char) -> Diagnostic {
    let number = c as u32;
    let (name_ja, name_en) = match c {
        '\0' => ("、NUL", ", NUL"),
        '\u{B}' => ("、垂直タブ", ", a vertical tab"),
        '\u{C}' => ("、改ページ", ", a form feed"),
        '\u{1B}' => ("、エスケープ", ", escape"),
        '\u{7F}' => ("、DEL", ", DEL"),
        _ => ("", ""),
    };
    let (from_ja, from_en) = match c {
        '\u{B}' => (
            "。WordやPowerPointの段落内の改行がこの文字になります",
            "; it is the line break within a paragraph of Word and PowerPoint",
        ),
        _ => ("", ""),
    };
    codes::BROKEN_YAML.at(
        span,
        Message::new(
            format!("見えない制御文字(U+{number:04X}{name_ja})が入っています"),
            format!("there is an invisible control character (U+{number:04X}{name_en})"),
        ),
        Message::new(
            format!("その文字を消してください{from_ja}"),
            format!("remove it{from_en}"),
        ),
    )
}

/// A line of the file, without its line feed.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        Line {
            start,
            text: &text[start..end],
        }
    }

    /// The line before that is neither empty nor a comment; itself where there is none.
    fn before(self, text: &'t str) -> Self {
        let mut line = self;
        while line.start > 0 {
            line = Line::around(text, line.start - 1);
            let words = line.text.trim();
            if !words.is_empty() && !words.starts_with('#') {
                return line;
            }
        }
        self
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Key and value of a `key: value` line, with the value's offset in the line.
    fn value(self) -> Option<(usize, &'t str)> {
        let at = self.text.find(": ").map(|i| i + 2).or_else(|| {
            let dash = self.text.trim_start().strip_prefix("- ")?;
            Some(self.text.len() - dash.len())
        })?;
        let value = self.text[at..].trim_start();
        Some((self.text.len() - value.len(), value))
    }
}

/// A value beginning `{{` or `{%` without quotation marks.
fn unquoted_template(text: &str, line: &Line<'_>) -> Option<(usize, usize)> {
    let (at, value) = line.value()?;
    if !value.starts_with("{{") && !value.starts_with("{%") {
        return None;
    }
    let start = line.start + at;
    let close = if value.starts_with("{{") { "}}" } else { "%}" };
    let end = text[start..line.start + line.text.len()]
        .find(close)
        .map_or(line.start + line.text.trim_end().len(), |i| start + i + 2);
    Some((start, end))
}

fn recognise(kind: &K, text: &str, line: &Line<'_>, here: &mut Span) -> Mistake {
    let previous = line.before(text);
    let own_words = matches!(
        kind,
        K::UnclosedFlowCollection { .. } | K::UnexpectedCharacter { .. } | K::UnknownAnchor | K::UnclosedQuotedScalar
    );
    if is_within_brackets(kind) {
        if let Some(at) = line.text.find(['，', '、']).filter(|at| parts_entries(line.text, *at)) {
            mark_char(here, line, at);
            return Mistake::FullWidthComma;
        }
        if let Some(at) = bracket_in_words(line.text) {
            mark_char(here, line, at);
            return Mistake::BracketInText;
        }
    }
    if let Some(mistake) = mistaken_start(kind, text, line, here) {
        return mistake;
    }
    if let Some((at, open)) = unclosed_bracket(previous).filter(|_| !own_words) {
        (here.start, here.end) = (at, at + 1);
        return Mistake::UnclosedBracket(open);
    }
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => {
            // The line above is read as going on: the tab is on the next.
            if let Some(tab) = text[line.start..].find('\t') {
                here.start = line.start + tab;
                here.end = here.start + 1;
            }
            Mistake::Tab
        }
        _ if line.text.trim_start_matches(' ').starts_with('\t') => Mistake::Tab,
        K::UnknownAnchor | K::MissingAnchorOrAliasName => Mistake::Alias,
        K::UnexpectedCharacter { character } => Mistake::Reserved(*character),
        K::UnclosedFlowCollection { open } => Mistake::UnclosedBracket(*open),
        K::UnexpectedEofFlowSequence | K::ExpectedFlowSequenceSeparator => Mistake::UnclosedBracket('['),
        K::UnexpectedEofFlowMapping | K::ExpectedFlowMappingSeparator => Mistake::UnclosedBracket('{'),
        K::MisplacedFlowCollectionEnd | K::MismatchedFlowCollectionEnd { .. } => Mistake::StrayBracket,
        K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar => {
            if let Some(quote) = last_opened_quote(text, here.start) {
                here.start = quote;
                here.end = quote + 1;
            }
            Mistake::UnclosedQuote
        }
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => Mistake::AfterQuote,
        K::UnknownQuotedScalarEscape | K::InvalidQuotedScalarHexEscape | K::InvalidUnicodeEscape => Mistake::Escape,
        K::MappingValueNotAllowed
            if line
                .value()
                .is_some_and(|(at, v)| two_colons(v) && here.start >= line.start + at) =>
        {
            Mistake::ColonInText
        }
        // `a:b` without a space is text, which then runs on into the next line: the slip is on the line before.
        K::MappingValueNotAllowed | K::SimpleKeyExpected | K::InvalidSimpleKey | K::ExpectedBlockMappingKey => {
            for candidate in [*line, previous] {
                if candidate.text.contains('：') && !candidate.text.contains(": ") {
                    mark(here, &candidate, "：");
                    return Mistake::FullWidthColon;
                }
                if let Some(colon) = tight_colon(candidate.text) {
                    here.start = candidate.start + colon;
                    here.end = here.start + 1;
                    return Mistake::MissingSpace;
                }
            }
            if line.indent() > previous.indent() && !two_colons(previous.text) {
                here.start = previous.start + previous.text.len() - previous.text.trim_start_matches(['-', ' ']).len();
                here.end = previous.start + previous.text.trim_end().len();
                return Mistake::NoColon;
            }
            if matches!(kind, K::MappingValueNotAllowed) && line.indent() > previous.indent() && has_value(previous) {
                here.start = line.start + line.indent();
                return Mistake::Nested;
            }
            match kind {
                K::SimpleKeyExpected | K::InvalidSimpleKey => Mistake::NoColon,
                _ => Mistake::Indentation,
            }
        }
        K::InvalidIndentation
        | K::InvalidBlockScalarIndent
        | K::InvalidFlowScalarIndent
        | K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::UnexpectedEofBlockMapping
        | K::UnexpectedEofBlockSequence => Mistake::Indentation,
        _ => Mistake::Other,
    }
}

/// A text that begins with, or holds, what means something to YAML: `text: [電話] 0120-…`, `text: - 500`, `text: !注意`.
fn mistaken_start(kind: &K, text: &str, line: &Line<'_>, here: &mut Span) -> Option<Mistake> {
    let column = here.start.saturating_sub(line.start).min(line.text.len());
    let (before, behind) = line.text.split_at(column);
    match kind {
        K::CommentInterceptedScalar => return Some(Mistake::CommentInText),
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => {
            let mark = behind.chars().next().filter(|c| matches!(c, '|' | '>'))?;
            return Some(Mistake::BlockMark(mark));
        }
        K::InvalidTagTerminator
        | K::MissingTagUri
        | K::ExpectedTagBang
        | K::UndeclaredTagHandle
        | K::InvalidTagEscape
        | K::UnclosedVerbatimTag
        | K::InvalidGlobalTagCharacter => return Some(Mistake::Reserved('!')),
        K::MappingKeyNotAllowed if behind.starts_with('?') => return Some(Mistake::Reserved('?')),
        _ => {}
    }
    let may_be_entry = matches!(
        kind,
        K::MappingValueNotAllowed
            | K::SimpleKeyExpected
            | K::InvalidSimpleKey
            | K::ExpectedBlockMappingKey
            | K::ExpectedBlockSequenceEntry
            | K::BlockSequenceEntryNotAllowed
    );
    for candidate in [*line, line.before(text)] {
        if let Some(dash) = tight_dash(candidate.text).filter(|_| may_be_entry) {
            mark_char(here, &candidate, dash);
            return Some(Mistake::NoSpaceBehindDash);
        }
    }
    if let Some(at) = comment_before_bracket(kind, line.text) {
        mark_char(here, line, at);
        return Some(Mistake::CommentInBrackets);
    }
    let value = before.trim_end();
    match behind.chars().next()? {
        '-' if value.ends_with(':') => Some(Mistake::DashInValue),
        ',' if value.ends_with(':') => Some(Mistake::Reserved(',')),
        ':' if is_within_brackets(kind) && colon_in_braces(value) => Some(Mistake::ColonInText),
        ':' | ',' | ']' | '}' => None,
        // A comma may be missing before another entry.
        '[' | '{' | '"' | '\'' if is_within_brackets(kind) => None,
        _ if two_colons(behind) => None,
        _ => closed_bracket(value).map(|open| Mistake::BehindBracket(open, quoted(line.text))),
    }
}

/// A `-` that begins an entry of a list without a space: `-{ at: … }`, `-at: …`.
fn tight_dash(line: &str) -> Option<usize> {
    let words = line.trim_start();
    let entry = words.strip_prefix('-')?;
    let tight =
        entry.starts_with(['{', '[', '"', '\'']) || entry.starts_with(|c: char| c.is_alphabetic()) && two_colons(entry);
    tight.then_some(line.len() - words.len())
}

/// A comment in a line whose brackets it leaves open, since it holds what closes them.
fn comment_before_bracket(kind: &K, line: &str) -> Option<usize> {
    let open = matches!(kind, K::UnclosedFlowCollection { .. }) || is_within_brackets(kind);
    let at = line.match_indices(" #").map(|(at, _)| at + 1);
    let quoted = |at: &usize| {
        ['"', '\'']
            .iter()
            .any(|mark| line[..*at].matches(*mark).count() % 2 == 1)
    };
    let mut at = at.filter(|at| !quoted(at));
    at.find(|at| open && line[..*at].contains(['{', '[']) && line[*at..].contains(['}', ']']))
}

/// Whether a colon behind `before`, between braces, belongs to the text of a key, as in `{ text: 完了予定: 2時 }`: with a blank
/// and a word of a key before it, a comma is missing instead.
fn colon_in_braces(before: &str) -> bool {
    let Some(inner) = before.rfind(['{', ',']).map(|at| &before[at + 1..]) else {
        return false;
    };
    let Some((_, text)) = inner.split_once(": ") else {
        return false;
    };
    let last = text.rsplit(' ').next().unwrap_or_default();
    let is_key = last.len() < text.trim_start().len() && last.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    !is_key
}

/// The bracket that opens the value which ends, closed, with `before`.
fn closed_bracket(before: &str) -> Option<char> {
    let open = match before.chars().next_back()? {
        ']' => '[',
        '}' => '{',
        _ => return None,
    };
    let start = before.rfind(open)?;
    before[..start]
        .trim_end()
        .ends_with([':', '-', ',', '[', '{'])
        .then_some(open)
}

/// `title: [重要] 停止` with its value in quotation marks.
fn quoted(line: &str) -> String {
    let line = line.trim().trim_start_matches("- ");
    let (key, value) = match line.split_once(": ") {
        Some((key, value)) => (format!("{key}: "), value.trim()),
        None => (String::new(), line),
    };
    let mark = if value.contains('"') { '\'' } else { '"' };
    format!("{key}{mark}{value}{mark}")
}

/// The bracket that a `key: [` line opens at its value and does not close.
fn unclosed_bracket(line: Line<'_>) -> Option<(usize, char)> {
    let (at, value) = line.value()?;
    let open = value.chars().next().filter(|c| matches!(c, '[' | '{'))?;
    let opened = value.matches(['[', '{']).count();
    let closed = value.matches([']', '}']).count();
    (opened > closed).then_some((line.start + at, open))
}

/// Whether what comes next between `[ ]` or `{ }` is at fault.
fn is_within_brackets(kind: &K) -> bool {
    matches!(
        kind,
        K::UnclosedFlowCollection { .. }
            | K::UnexpectedEofFlowSequence
            | K::ExpectedFlowSequenceSeparator
            | K::UnexpectedEofFlowMapping
            | K::ExpectedFlowMappingSeparator
            | K::MisplacedFlowCollectionEnd
            | K::MismatchedFlowCollectionEnd { .. }
            | K::MappingValueNotAllowed
            | K::InvalidSimpleKey
            | K::SimpleKeyExpected
    )
}

/// Whether a comma at `at` stands between brackets and is followed by another `key:`.
fn parts_entries(line: &str, at: usize) -> bool {
    let (before, after) = line.split_at(at);
    let after = after.trim_start_matches(['，', '、', ' ', '　']);
    let key = after.split(':').next().unwrap_or_default();
    let is_key = key.len() < after.len() && !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
    before.contains('{') && is_key
}

/// A `[` in the middle of words between braces, as in `{ 内容: 取引のみ[^注] }`.
fn bracket_in_words(line: &str) -> Option<usize> {
    let braces = line.find('{')?;
    let inner = line.match_indices('[').map(|(at, _)| at).filter(|at| *at > braces);
    let quoted = |at: usize| line[..at].matches('"').count() % 2 == 1;
    let in_words = |at: &usize| line[..*at].ends_with(|c: char| !" ,{[:".contains(c)) && !quoted(*at);
    inner.into_iter().find(in_words)
}

/// Points `here` at the character `at` bytes into the line.
fn mark_char(here: &mut Span, line: &Line<'_>, at: usize) {
    here.start = line.start + at;
    here.end = here.start + line.text[at..].chars().next().map_or(0, char::len_utf8);
}

/// Points `here` at the first `what` of the line.
fn mark(here: &mut Span, line: &Line<'_>, what: &str) {
    if let Some(at) = line.text.find(what) {
        here.start = line.start + at;
        here.end = here.start + what.len();
    }
}

/// A colon between a key of plain letters and its value without a space: `title:お知らせ`.
fn tight_colon(line: &str) -> Option<usize> {
    let words = line.trim_start().trim_start_matches("- ");
    let offset = line.len() - words.len();
    let colon = words.find(':')?;
    let key = &words[..colon];
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    let tight = words[colon + 1..].chars().next().is_some_and(|c| !c.is_whitespace());
    let address = words[colon + 1..].starts_with("//");
    let time = key.chars().all(|c| c.is_ascii_digit());
    (is_key && tight && !address && !time).then_some(offset + colon)
}

fn two_colons(value: &str) -> bool {
    value.contains(": ") || value.ends_with(':')
}

fn has_value(line: Line<'_>) -> bool {
    line.value()
        .is_some_and(|(_, value)| !value.is_empty() && !value.starts_with('#'))
}

/// The quotation mark that opens the text still open at `at`.
fn last_opened_quote(text: &str, at: usize) -> Option<usize> {
    let before = &text[..at];
    let opening = |i: usize| {
        let lead = before[..i].chars().next_back();
        lead.is_none_or(|c| c == ' ' || c == '[' || c == '{' || c == ',')
    };
    let at_mark = text[at..].starts_with(['"', '\'']);
    if at_mark && opening(at) {
        return Some(at);
    }
    before.rmatch_indices(['"', '\'']).map(|(i, _)| i).find(|i| opening(*i))
}
