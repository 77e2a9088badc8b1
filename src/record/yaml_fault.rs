//! The parser's refusal in words that help: the mistakes operators make most often are recognised by the line they
//! stand in; for the rest the place and a general sentence remain.

use super::node::MAX_DEPTH;
use super::{codes, node_fault, remark};
use crate::diagnostic::{Diagnostic, FileId, Message, Span};
use granit_parser::{ErrorKind as K, ScanError};

/// The fault behind a parser's error.
pub fn explain(file: FileId, text: &str, error: &ScanError) -> Diagnostic {
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

/// The fault of a line indented by full-width spaces.
pub fn full_width_indentation(span: Span) -> Diagnostic {
    codes::BROKEN_YAML.at(
        span,
        Message::new(
            "字下げに全角の空白が使われています",
            "a full-width space is used for indentation",
        ),
        Message::new("半角の空白に置き換えてください", "replace it with half-width spaces"),
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

/// The frequent mistakes.
enum Mistake {
    Tab,
    FullWidthColon,
    MissingSpace,
    ColonInText,
    Nested,
    UnclosedQuote,
    AfterQuote,
    Escape,
    FullWidthComma,
    BracketInText,
    UnclosedBracket(char),
    StrayBracket,
    Alias,
    Reserved(char),
    NoColon,
    Indentation,
    Other,
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

impl Mistake {
    /// What is wrong, and what to do.
    fn words(&self, error: &ScanError) -> (Message, Message) {
        let pair =
            |ja: &str, en: &str, help_ja: &str, help_en: &str| (Message::new(ja, en), Message::new(help_ja, help_en));
        match self {
            Mistake::Tab => pair(
                "字下げにタブが使われています",
                "a tab is used for indentation",
                "タブを半角の空白2個に置き換えてください",
                "replace the tab with two spaces",
            ),
            Mistake::FullWidthColon => pair(
                "キーの後ろのコロンが全角です",
                "the colon behind the key is full-width",
                "半角の「:」と半角の空白1個にしてください(例: title: お知らせ)",
                "write a half-width `:` and a space (as in title: お知らせ)",
            ),
            Mistake::MissingSpace => pair(
                "コロンの後ろに空白がありません",
                "there is no space behind the colon",
                "「:」の後ろに半角の空白を1個入れてください(例: title: お知らせ)",
                "put a space behind the `:` (as in title: お知らせ)",
            ),
            Mistake::ColonInText => pair(
                "値の中に「: 」があるため、キーと値の区切りが分かりません",
                "the value holds a `: `, so that key and value cannot be told apart",
                "値の全体を \" \" で囲んでください",
                "put the whole value in \" \"",
            ),
            Mistake::Nested => pair(
                "上の行にはもう値があるので、その下にキーを置けません",
                "the line above has a value already, so that no key can stand below it",
                "字下げを上の行にそろえるか、上の行の値を消してください",
                "align the line with the one above, or remove the value above",
            ),
            Mistake::UnclosedQuote => pair(
                "引用符が閉じられていません",
                "the quotation mark is never closed",
                "値の終わりに同じ引用符を書いてください",
                "write the same quotation mark at the end of the value",
            ),
            Mistake::AfterQuote => pair(
                "引用符で囲んだ値の後ろに、余分な文字があります",
                "something stands behind the quoted value",
                "値の全体を引用符で囲んでください。中で引用符を使うなら、外側をもう一方の引用符にします",
                "quote the whole value; where it holds that mark itself, use the other one outside",
            ),
            Mistake::Escape => pair(
                "\" \" の中の「\\」の使い方が正しくありません",
                "the `\\` inside \" \" is not a known escape",
                "「\\」をそのまま書くときは ' ' で囲むか、「\\\\」と重ねてください",
                "to write a plain `\\`, use ' ' or double it",
            ),
            Mistake::FullWidthComma => pair(
                "項目の区切りの「,」が全角です",
                "the comma between entries is full-width",
                "半角の「,」と半角の空白1個にしてください",
                "write a half-width `,` and a space",
            ),
            Mistake::BracketInText => pair(
                "{ } の中の文に「[」があるため、文の終わりが分かりません",
                "a text between { } holds a `[`, so that its end cannot be told",
                "この文の全体を \" \" で囲んでください(例: 内容: \"取引のみ[^注]\")",
                "put the whole text in \" \"",
            ),
            Mistake::UnclosedBracket(open) => {
                let close = if *open == '{' { '}' } else { ']' };
                pair(
                    &format!("「{open}」に対応する「{close}」がないか、項目の間の「,」がありません"),
                    &format!("the `{close}` for this `{open}` is missing, or a `,` between entries"),
                    &format!(
                        "項目を「,」で区切り、「{close}」で閉じてください。「{open}」が文章の一部なら全体を \" \" で囲みます"
                    ),
                    &format!(
                        "part the entries with `,` and close with `{close}`; if `{open}` belongs to the text, put it in \" \""
                    ),
                )
            }
            Mistake::StrayBracket => pair(
                "かっこの対応が合っていません",
                "the brackets do not match",
                "開きかっこと閉じかっこをそろえてください。文章の一部なら全体を \" \" で囲みます",
                "match opening and closing brackets; if they belong to the text, put it in \" \"",
            ),
            Mistake::Alias => pair(
                "「*」または「&」で始まる値に引用符がありません(その名前のアンカーもありません)",
                "a value begins with `*` or `&` without quotation marks (and there is no anchor of that name)",
                "文章なら値の全体を \" \" で囲んでください。注の印は [^名前] と書きます",
                "put the text in \" \"; the mark of a note is written [^key]",
            ),
            Mistake::Reserved(c) => pair(
                &format!("値を「{c}」で始めるときは引用符が必要です"),
                &format!("a value that begins with `{c}` needs quotation marks"),
                "値の全体を \" \" で囲んでください",
                "put the whole value in \" \"",
            ),
            Mistake::NoColon => pair(
                "キーの後ろのコロンがありません",
                "there is no colon behind the key",
                "「キー: 値」の形にしてください。上の行の続きなら、上の行より深く字下げします",
                "write `key: value`; a line that continues the one above must be indented deeper",
            ),
            Mistake::Indentation => pair(
                "字下げ(行頭の空白の数)がそろっていません",
                "the indentation does not line up",
                "同じ段のキーや「- 」は、行頭の空白の数をそろえてください",
                "keys and `- ` of the same level must begin in the same column",
            ),
            Mistake::Other => (
                Message::new(
                    "ここでYAMLとして読めなくなりました",
                    format!("YAML cannot be read on from here ({})", error.info()),
                ),
                Message::new(
                    "この行と上の行の、引用符・かっこ・字下げ・コロンを確かめてください",
                    "look at quotation marks, brackets, indentation and colons of this line and the one above",
                ),
            ),
        }
    }
}
