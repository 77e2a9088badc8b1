//! Lines that begin anew: people type marks, numbers and times at the heads of lines and mean the lines to stay apart.

/// Marks that stand before what they mark.
const MARKS: &str = "※■□●○◎◯◆◇★☆▲△▼▽▶▷►▪▫•・･→⇒➡＊－–‐";

/// Whether `c` is a mark of one full-width character or the like, that brings its own space to the words behind it.
pub(crate) fn is_mark(c: char) -> bool {
    MARKS.contains(c)
}

/// ① and its kin: a number in one character.
fn is_numeral(c: char) -> bool {
    matches!(c,
        '\u{2460}'..='\u{249B}' | '\u{24EA}'..='\u{24FF}' | '\u{2776}'..='\u{2793}'
        | '\u{3220}'..='\u{3229}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}' | '\u{32D0}'..='\u{32FE}')
}

fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The mark or number by which a line hangs, in bytes: `※`, `①`, `(1)`, `１．`. `None` where nothing stands behind it.
pub(crate) fn label(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let one = is_mark(first) || is_numeral(first);
    let length = if one {
        first.len_utf8()
    } else {
        bracketed(line).or_else(|| numbered(line))?
    };
    let behind = &line[length..];
    // A row of marks (①②③, ★★★) labels nothing.
    let row = one && behind.starts_with(|c: char| is_mark(c) || is_numeral(c));
    (!row && !behind.trim().is_empty()).then_some(length)
}

/// `(1)`, `（１２）`, `[1]`, `(ア)`, `(a)`.
fn bracketed(line: &str) -> Option<usize> {
    let open = line.chars().next()?;
    let close = [
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('［', '］'),
        ('〔', '〕'),
        ('<', '>'),
        ('〈', '〉'),
    ]
    .into_iter()
    .find(|pair| pair.0 == open)?
    .1;
    let (inner, rest) = line[open.len_utf8()..].split_once(close)?;
    let count = inner.chars().count();
    let number = (1..=3).contains(&count) && inner.chars().all(digit);
    let letter = count == 1
        && inner
            .chars()
            .all(|c| c.is_ascii_alphabetic() || ('ア'..='ン').contains(&c));
    ((number || letter) && !(close == ']' && rest.starts_with('('))).then(|| line.len() - rest.len())
}

/// `１．`, `1)`, `1.概要`; not `1.5`.
fn numbered(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(digit);
    let digits = line[..line.len() - rest.len()].chars().count();
    let point = rest.chars().next().filter(|c| "..)．）".contains(*c))?;
    let behind = &rest[point.len_utf8()..];
    let number = behind.starts_with(|c: char| digit(c) || point == '.' && c.is_ascii_alphanumeric());
    ((1..=2).contains(&digits) && !number).then(|| line.len() - behind.len())
}

/// Whether a line begins with a date or a time of day.
fn timed(line: &str) -> bool {
    let mut rest = line;
    for word in ["令和", "平成", "昭和", "翌", "午前", "午後", "AM", "PM"] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    let behind = rest.trim_start_matches(digit);
    let digits = rest[..rest.len() - behind.len()].chars().count();
    let mut behind = behind.chars();
    match (digits, behind.next()) {
        (1..=4, Some('年' | '月' | '日' | '時')) => true,
        (1..=2, Some(':' | '：')) | (1..=4, Some('/' | '／')) | (4, Some('-' | '.' | '．')) => {
            behind.next().is_some_and(digit)
        }
        _ => rest.starts_with("元年"),
    }
}

/// A line drawn of one character: `-----`, `＝＝＝＝`.
pub(crate) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let first = line.chars().next().unwrap_or('a');
    let drawn = !first.is_alphanumeric() && !MARKS.contains(first) || first == '－';
    drawn && line.chars().count() >= 3 && line.chars().all(|c| c == first)
}

/// Whether `line` begins anew after `before`: a mark, a number, 【 or a full-width blank at its head, a line drawn or 【…】 alone before
/// it, or a date or time where the line before it or the one after it, `next`, begins with one too.
pub(crate) fn begins(line: &str, before: &str, next: &str) -> bool {
    let head = |line: &str| line.trim_start_matches("**").trim_start().to_owned();
    let words = head(line);
    let marked = line.starts_with('\u{3000}')
        || words.starts_with(['【', '*'])
        || words.starts_with(is_mark)
        || label(&words).is_some();
    let headed = before.starts_with('【') && before.ends_with('】');
    let beside = || timed(&head(before)) || timed(&head(next));
    marked || headed || is_rule(line) || is_rule(before) || timed(&words) && beside()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_numbers_are_labels_and_what_looks_like_them_is_none() {
        for (line, mark) in [
            ("※A", "※"),
            ("・ A", "・"),
            ("①A", "①"),
            ("(1) A", "(1)"),
            ("（１２）A", "（１２）"),
            ("[1] A", "[1]"),
            ("(ア)A", "(ア)"),
            ("１．概要", "１．"),
            ("2.詳細", "2."),
            ("＊A", "＊"),
        ] {
            assert_eq!(label(line).map(|length| &line[..length]), Some(mark), "{line}");
        }
        for line in [
            "※",
            "(株)甲",
            "(1",
            "1.5倍",
            "2026. 12. 6",
            "**A**",
            "[1](https://x.jp)",
            "A※",
            "㈱甲",
            "123.A",
            "-500",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }

    #[test]
    fn a_time_begins_anew_beside_a_time_only() {
        for line in [
            "1:30 開始",
            "２：３０",
            "7月1日",
            "2026年",
            "令和8年",
            "翌3:00",
            "午後1時",
            "2026-07-01",
            "7/1",
        ] {
            assert!(begins(line, "0:30 集合", ""), "{line}");
            assert!(begins(line, "集合", "0:30 集合"), "{line}");
            assert!(!begins(line, "集合", "解散"), "{line}");
        }
        assert!(!begins("1.5倍です", "0:30 集合", ""));
        assert!(begins("【重要】", "集合", "") && begins("-----", "集合", "") && begins("集合", "-----", ""));
        assert!(begins("　集合", "集合", "") && begins("*1 集合", "集合", "") && begins("★★★", "集合", ""));
        assert!(!begins("-500", "集合", ""));
    }
}
