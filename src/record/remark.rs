//! What operators write for a comment and YAML does not take for one: `＃ memo`, `// memo`, `# memo` behind a full-width blank.

use super::codes;
use super::fold::is_japanese;
use crate::diagnostic::{Diagnostic, Message, Span};

/// Where a remark begins that goes on to the end of the line.
pub(crate) fn open_remark(line: &str) -> Option<usize> {
    let marks = line
        .char_indices()
        .filter(|(_, c)| matches!(c, '#' | '＃' | '/' | '／'));
    marks.map(|(at, _)| at).find(|at| {
        let before = line[..*at].chars().next_back();
        let rest = &line[*at..];
        if rest.starts_with("//") || rest.starts_with("／／") {
            let behind = rest.trim_start_matches(['/', '／']);
            // Not `https://`, not `//server/share`.
            let apart = before.is_none_or(char::is_whitespace);
            let ends = behind.starts_with(char::is_whitespace) && !matches!(before, Some('/' | '／' | ':' | '：'));
            return !behind.trim().is_empty() && (ends || apart && behind.starts_with(|c: char| !c.is_ascii()));
        }
        let Some(behind) = rest.strip_prefix(['#', '＃']) else {
            return false;
        };
        let wide = rest.starts_with('＃');
        if behind.starts_with(char::is_whitespace) {
            // Not `C# の更新`; not a heading of Markdown with more than one mark.
            let in_word = before.is_some_and(|c| matches!(c, '#' | '＃') || is_letter_of_name(c));
            return !in_word && !behind.trim().is_empty();
        }
        // Not `#1の作業`, not `＃＃`.
        let named = behind.starts_with(|c: char| c.is_numeric() || matches!(c, '#' | '＃'));
        let far = before.is_some_and(|c| c.is_whitespace() && (wide || !c.is_ascii()));
        far && !named && !behind.is_empty()
    })
}

/// A letter or digit, full-width or not, but no kana or ideograph: `C#`, `Ｆ＃`.
fn is_letter_of_name(c: char) -> bool {
    c.is_alphanumeric() && (!is_japanese(c) || matches!(c, '０'..='ｚ'))
}

/// Where a line holds such a remark and nothing else, or has it behind a bracket or quotation mark that closes a value.
pub(crate) fn beside_value(line: &str) -> Option<usize> {
    let at = open_remark(line)?;
    let comment = line[at..].starts_with('#') && line[..at].chars().next_back().is_none_or(|c| c == ' ' || c == '\t');
    let before = line[..at].trim_end();
    let apart = before.is_empty() || before.ends_with([']', '}', '"', '\'']);
    (apart && !comment).then_some(at)
}

/// The fault of a remark that keeps the file from being read.
pub(crate) fn not_a_comment(span: Span) -> Diagnostic {
    codes::BROKEN_YAML.at(
        span,
        Message::new(
            "注釈のように見えますが、YAMLの注釈ではありません",
            "this looks like a comment, but to YAML it is none",
        ),
        Message::new(
            "注釈は半角の「#」と空白で始めます。値の後ろでは「#」の前にも半角の空白を入れてください",
            "a comment begins with a half-width `# `; behind a value with a half-width space before it as well",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_that_is_one_is_not_blamed() {
        for line in [
            "  # memo",
            "# memo",
            "  title: \"作業\" # memo",
            "  services: [net]\t# memo",
            "  title: 作業\u{3000}# memo",
        ] {
            assert_eq!(beside_value(line), None, "{line:?}");
        }
        for line in [
            "  ＃ memo",
            "  // memo",
            "  services: [net]\u{3000}# memo",
            "  title: '作業' ＃ memo",
        ] {
            assert!(beside_value(line).is_some(), "{line:?}");
        }
    }
}
