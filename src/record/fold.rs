//! Where a text goes on in the next line: YAML joins the two with a blank, and Japanese has none there.

use super::place::{PieceKind, walk};
use std::ops::Range;

/// `value`, read from `source` of `file`, without the blanks that a fold would leave inside Japanese: a line may end
/// anywhere there, and the next goes on with no blank between. Beside a Western letter or digit the blank stays.
pub(crate) fn without_blanks(file: &str, source: Range<usize>, value: &str) -> Option<String> {
    let pieces = walk(file, source, value)?;
    let mut out = String::with_capacity(value.len());
    let mut from = 0;
    for pair in pieces.windows(2) {
        let [line, fold] = pair else { continue };
        if fold.kind != PieceKind::Break || &value[fold.value.clone()] != " " {
            continue;
        }
        let (before, after) = (&value[..fold.value.start], &value[fold.value.end..]);
        // A blank at the end of a line is not seen; one typed as an escape is meant.
        let before = match line.kind {
            PieceKind::Typed => before.trim_end_matches([' ', '\t']),
            _ => before,
        };
        let blank = before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace);
        if !blank && !after.is_empty() && runs_on(before, after) {
            out.push_str(value.get(from..before.len()).unwrap_or_default());
            from = fold.value.end;
        }
    }
    out.push_str(&value[from..]);
    Some(out)
}

/// Whether no blank belongs between the two lines.
fn runs_on(before: &str, after: &str) -> bool {
    let ends = before.chars().next_back().is_some_and(is_western);
    let begins = after.chars().next().is_some_and(is_western);
    // A bracket or a full stop is Japanese or not by what it stands beside.
    let letter = |c: &char| is_western(*c) || is_japanese(*c);
    let japanese_before = before.chars().rev().find(letter).is_some_and(is_japanese);
    let japanese_after = after.chars().find(letter).is_some_and(is_japanese);
    !ends && !begins && (japanese_before || japanese_after)
}

fn is_western(c: char) -> bool {
    c.is_alphanumeric() && !is_japanese(c)
}

/// Characters that stand in Japanese lines without blanks between: kana, ideographs, their punctuation, full-width forms,
/// and the marks ※ ① → ■ ★.
pub(crate) fn is_japanese(c: char) -> bool {
    matches!(c,
        '\u{203B}' | '\u{2190}'..='\u{21FF}' | '\u{2460}'..='\u{27BF}' | '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{A4CF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF9F}' | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1B000}'..='\u{1B16F}' | '\u{1F100}'..='\u{1F2FF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::FileId;
    use crate::record::node::{Kind, Node};
    use crate::record::yaml;

    /// The value of `text`, a mapping with one key.
    fn value(text: &str) -> String {
        let (root, faults) = yaml::parse(FileId(0), text);
        assert_eq!(faults, []);
        match root.expect("a tree").kind {
            Kind::Mapping(entries) => match entries.into_iter().next() {
                Some((
                    _,
                    Node {
                        kind: Kind::Scalar(value),
                        ..
                    },
                )) => value,
                _ => panic!("no text: {text:?}"),
            },
            _ => panic!("no mapping: {text:?}"),
        }
    }

    #[test]
    fn a_fold_leaves_no_blank_inside_japanese() {
        for (text, folded) in [
            ("a: 通信の\n  更新\n", "通信の更新"),
            ("a: >-\n  通信の。\n  (注)\n", "通信の。(注)"),
            ("a: >-\n  通信の \n  更新\n", "通信の更新"),
            ("a: \"通信の\n  更新\"\n", "通信の更新"),
            ("a: 通信の\n  {{ x }}\n", "通信の{{ x }}"),
            ("a: (注)\n  (別紙)\n", "(注)(別紙)"),
            ("a: ﾃﾚﾋﾞ\n  ＡＢＣ\n", "ﾃﾚﾋﾞＡＢＣ"),
            ("a: >-\n  一。\n\n  二\n", "一。\n二"),
            // Near misses: a Western letter or digit, Western lines, a blank that was typed.
            ("a: 通信\n  J-Mups\n", "通信 J-Mups"),
            ("a: 第3\n  回\n", "第3 回"),
            ("a: end.\n  (see below)\n", "end. (see below)"),
            ("a: \"{{ x }}\n  {{ y }}\"\n", "{{ x }} {{ y }}"),
            ("a: 通信の 更新\n", "通信の 更新"),
            ("a: 한국\n  말\n", "한국 말"),
            ("a: |-\n  通信の\n  更新\n", "通信の\n更新"),
        ] {
            assert_eq!(value(text), folded, "{text:?}");
        }
    }
}
