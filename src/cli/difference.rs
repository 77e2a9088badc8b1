//! What two texts say differently, line by line, for a terminal: columns are right for full-width text, and below a line that
//! was changed in part a mark stands under what is new in it.

use crate::diagnostic::harmless;
use similar::{ChangeTag, DiffOp, TextDiff};
use unicode_width::UnicodeWidthChar;

/// Lines that both say, shown around a difference.
const AROUND: usize = 2;

/// Draws what `new` says otherwise than `old`, below a heading: lines of `old` behind `-`, lines of `new` behind `+`.
pub(super) fn draw(heading: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut out = format!("{heading}\n");
    for group in diff.grouped_ops(AROUND) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let lines = |start: usize, end: usize| format!("{},{}", start + 1, end - start);
        let (old, new) = (
            lines(first.old_range().start, last.old_range().end),
            lines(first.new_range().start, last.new_range().end),
        );
        out.push_str(&format!("@@ -{old} +{new} @@\n"));
        for op in &group {
            let mut taken: Vec<&str> = Vec::new();
            let mut added: Vec<&str> = Vec::new();
            for change in diff.iter_changes(op) {
                match change.tag() {
                    ChangeTag::Equal => out.push_str(&row(' ', change.value())),
                    ChangeTag::Delete => taken.push(change.value()),
                    ChangeTag::Insert => added.push(change.value()),
                }
            }
            let paired = matches!(op, DiffOp::Replace { .. }) && taken.len() == added.len();
            if !paired {
                taken.iter().for_each(|line| out.push_str(&row('-', line)));
                added.iter().for_each(|line| out.push_str(&row('+', line)));
                continue;
            }
            for (before, after) in taken.iter().zip(&added) {
                out.push_str(&row('-', before));
                out.push_str(&row('+', after));
                if let Some(marks) = marks(before, after) {
                    out.push_str(&format!("  {marks}\n"));
                }
            }
        }
    }
    out
}

fn row(sign: char, line: &str) -> String {
    let line = harmless::line(line.trim_end_matches(['\n', '\r']));
    format!("{sign} {line}").trim_end().to_owned() + "\n"
}

/// Marks under what is new in `after`; none where the lines have little in common.
fn marks(before: &str, after: &str) -> Option<String> {
    let (before, after) = (harmless::line(before.trim_end()), harmless::line(after.trim_end()));
    let diff = TextDiff::from_chars(&*before, &*after);
    if diff.ratio() < 0.5 {
        return None;
    }
    let mut marks = String::new();
    for change in diff.iter_all_changes() {
        let mark = match change.tag() {
            ChangeTag::Equal => ' ',
            ChangeTag::Insert => '^',
            ChangeTag::Delete => continue,
        };
        let width: usize = change.value().chars().map(|c| c.width().unwrap_or(1)).sum();
        marks.extend(std::iter::repeat_n(mark, width));
    }
    let marks = marks.trim_end().to_owned();
    (!marks.is_empty()).then_some(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_in_a_line_is_marked_below_it_whatever_its_width() {
        let old = "一行め\n{% if a %}\n拝啓　時下ますます\n二行め\n三行め\n四行め\n";
        let new = "一行め\n{% if a %}\n謹啓　時下ますます\n二行め\n三行め\n四行め\n足した行\n";
        assert_eq!(
            draw("heading", old, new),
            "heading\n@@ -1,6 +1,7 @@\n  一行め\n  {% if a %}\n- 拝啓　時下ますます\n+ 謹啓　時下ますます\n  ^^\n  二行め\n  三行め\n  四行め\n+ 足した行\n"
        );
    }

    #[test]
    fn lines_that_share_nothing_bear_no_marks_and_no_text_steers_the_terminal() {
        assert_eq!(
            draw("h", "abc\n", "いろは\u{1b}[2J\n"),
            "h\n@@ -1,1 +1,1 @@\n- abc\n+ いろは␛[2J\n"
        );
    }
}
