//! Tables on a terminal, with columns right for full-width text.

use crate::diagnostic::harmless;
use unicode_width::UnicodeWidthStr;

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// Draws rows below a heading, one line each, columns parted by two spaces. Every row has as many cells as the heading.
pub(super) fn draw(heading: &[&str], sides: &[Side], rows: &[Vec<String>]) -> String {
    let heading: Vec<String> = heading.iter().map(|h| h.to_string()).collect();
    let all: Vec<Vec<String>> = std::iter::once(&heading)
        .chain(rows)
        .map(|row| row.iter().map(|cell| harmless::line(cell).into_owned()).collect())
        .collect();
    let widths: Vec<usize> = (0..heading.len())
        .map(|column| all.iter().map(|row| row[column].width()).max().unwrap_or(0))
        .collect();
    let mut out = String::new();
    for row in &all {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            if column > 0 {
                line.push_str("  ");
            }
            let space = " ".repeat(widths[column] - cell.width());
            match sides[column] {
                Side::Left => line.extend([cell.as_str(), &space]),
                Side::Right => line.extend([&space, cell.as_str()]),
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A size as a person reads it: `987 B`, `12.3 kB`, `4.5 MB`.
pub(super) fn size(bytes: u64) -> String {
    let tenths = |unit: u64| {
        let rounded = (bytes * 10 + unit / 2) / unit;
        format!("{}.{}", rounded / 10, rounded % 10)
    };
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..999_950 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_in_full_width_text_too() {
        let rows = [
            vec!["案内状".to_string(), "3".to_string()],
            vec!["FAX".to_string(), "12".to_string()],
        ];
        let drawn = draw(&["文書", "ページ"], &[Side::Left, Side::Right], &rows);
        assert_eq!(drawn, "文書    ページ\n案内状       3\nFAX         12\n");
    }

    #[test]
    fn a_title_cannot_steer_the_terminal() {
        let rows = [vec!["\u{1b}[2Jtitle\n".to_string()]];
        assert_eq!(draw(&["t"], &[Side::Left], &rows), "t\n␛[2Jtitle\n");
    }

    #[test]
    fn sizes() {
        for (bytes, expected) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1.0 kB"),
            (12_345, "12.3 kB"),
            (999_949, "999.9 kB"),
            (999_950, "1.0 MB"),
            (4_500_000, "4.5 MB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
    }
}
