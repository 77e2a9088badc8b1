//! What of a source the Markdown parser is shown: the marks of lists and headings at the heads of lines, and nothing else.
//!
//! Every other character is shown as a letter, byte for byte. So whatever else Markdown knows, or will know, cannot be read into a
//! text, and the parser's offsets are those of the source.

/// What a line without a mark is shown as.
const LETTER: char = 'x';

/// The source as the parser is shown it; without `headings`, `#` is a number sign.
pub(super) fn mask(source: &str, headings: bool) -> String {
    source
        .split_inclusive('\n')
        .map(|line| {
            let body = line.trim_end_matches('\n');
            let shown = if body.trim().is_empty() {
                body.len()
            } else {
                head(body, headings)
            };
            let (head, rest) = body.split_at(shown);
            let blank = |c: char| {
                if "\t \r".contains(c) {
                    c.to_string()
                } else {
                    " ".repeat(c.len_utf8())
                }
            };
            let head: String = if rest.is_empty() {
                head.chars().map(blank).collect()
            } else {
                head.to_string()
            };
            head + &LETTER.to_string().repeat(rest.len()) + &line[body.len()..]
        })
        .collect()
}

/// How many bytes of a line are blanks and a mark of the notation.
fn head(line: &str, headings: bool) -> usize {
    let inner = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - inner.len();
    let mark = list_mark(inner).or_else(|| heading_mark(inner).filter(|_| headings));
    mark.map_or(indent, |mark| {
        let behind = &inner[mark..];
        let gap = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        let words = !behind.trim().is_empty();
        if gap > 0 && words { indent + mark + gap } else { indent }
    })
}

/// `-`, `+`, `1.`, `1)`. The year of `2026. 12. 6` is no number of an item.
pub(super) fn list_mark(line: &str) -> Option<usize> {
    if line.starts_with(['-', '+']) {
        return Some(1);
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let counts = (1..=2).contains(&digits) && !line.starts_with('0');
    (counts && line[digits..].starts_with(['.', ')'])).then_some(digits + 1)
}

/// `#` to `######`.
pub(super) fn heading_mark(line: &str) -> Option<usize> {
    let marks = line.len() - line.trim_start_matches('#').len();
    (1..=6).contains(&marks).then_some(marks)
}

/// Whether a line begins a list or heading where it stands at the head of a source.
pub(super) fn begins_block(line: &str) -> bool {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    head(line, true) > indent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_of_lists_and_headings_are_shown() {
        for (source, shown) in [
            ("- 500", "- xxx"),
            ("  1) a b", "  1) xxx"),
            ("## A ##", "## xxxx"),
            ("-----", "xxxxx"),
            ("- - -", "- xxx"),
            ("-", "x"),
            ("1.", "xx"),
            ("2026. 12. 6", "xxxxxxxxxxx"),
            ("> a", "xxx"),
            ("```", "xxx"),
            ("[a]: b", "xxxxxx"),
            ("* a", "xxx"),
            ("a\n===", "x\nxxx"),
            ("　", "   "),
            ("日", "xxx"),
            ("#a", "xx"),
        ] {
            assert_eq!(mask(source, true), shown, "{source}");
        }
        assert_eq!(mask("# a", false), "xxx");
    }
}
