//! What readers of a PDF's text are told beyond its glyphs.
//!
//! Readers guess spaces from gaps: where two glyphs stand more than about a tenth of an em apart, poppler and others
//! write a space, and 四分アキ turns 2021年5月30日 into `2021 年 5 月 30 日`. They also take the text of a glyph from
//! `ToUnicode`, which knows one text per glyph. Both are mended with `ActualText` (ISO 32000-1 §14.9.4).
//!
//! A span reaches no further than it must: the glyphs that a gap, or a chain of gaps, holds together. A reader gives
//! the characters of a span equal parts of its box, so that a short span keeps the places of words and of a selection
//! true to a fraction of an em, where a span for a whole line would not.

/// A glyph on a line, as the division into spans sees it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed<'a> {
    /// The characters it stands for.
    pub(super) text: &'a str,
    /// What `ToUnicode` says it stands for.
    pub(super) told: &'a str,
    /// Left edge of its body, pt.
    pub(super) start: f64,
    /// Right edge of its body, pt.
    pub(super) end: f64,
    /// Size, pt.
    pub(super) size: f64,
    /// Baseline, pt from the page's top.
    pub(super) y: f64,
}

/// A stretch of glyphs, and the text to be read in their place where the glyphs do not tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aloud {
    /// One past its last glyph.
    pub(super) end: usize,
    /// `ActualText`.
    pub(super) actual: Option<String>,
}

/// A gap or an overlap wider than this, in em, might be read as a space or a new word. Poppler's own bound is 0.1 em.
const GAP: f64 = 0.05;

/// Divides glyphs in reading order into stretches. Gaps wider than `widest`, in em, are left to be read as they look.
pub(super) fn stretches(glyphs: &[Placed<'_>], widest: f64) -> Vec<Aloud> {
    let mut out: Vec<Aloud> = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        let mut end = start + 1;
        while end < glyphs.len() && linked(&glyphs[end - 1], &glyphs[end], widest) {
            end += 1;
        }
        let chain = &glyphs[start..end];
        if chain.len() > 1 || chain[0].text != chain[0].told {
            let actual = chain.iter().map(|g| g.text).collect();
            out.push(Aloud {
                end,
                actual: Some(actual),
            });
        } else {
            match out.last_mut() {
                Some(last) if last.actual.is_none() => last.end = end,
                _ => out.push(Aloud { end, actual: None }),
            }
        }
        start = end;
    }
    out
}

/// Whether two neighbours must be read as one.
fn linked(left: &Placed<'_>, right: &Placed<'_>, widest: f64) -> bool {
    // Poppler makes a plain space of a typed 全角アキ, and takes it for the gutter of two columns where lines allow it.
    let wide = |glyph: &Placed<'_>| glyph.text == "\u{3000}";
    let spaced = same_line(left, right) && (wide(left) || wide(right));
    spaced || gap(left, right).is_some_and(|gap| gap <= widest)
}

/// The gap that spacing alone put between two glyphs of one line, in em; `None` where it is too narrow to be taken for a
/// space, or where a space was typed. Below zero the bodies overlap (、 set tight, JLREQ §3.1.4): readers take that for
/// a new word or line.
pub(super) fn gap(left: &Placed<'_>, right: &Placed<'_>) -> Option<f64> {
    let gap = (right.start - left.end) / left.size.min(right.size);
    (same_line(left, right) && gap.abs() > GAP && !blank(left) && !blank(right)).then_some(gap)
}

/// Whether two glyphs stand on one baseline, one after the other.
pub(super) fn same_line(left: &Placed<'_>, right: &Placed<'_>) -> bool {
    (left.y - right.y).abs() < 0.01 && right.start >= left.start
}

/// A typed space: it is read from its own glyph.
fn blank(glyph: &Placed<'_>) -> bool {
    glyph.text.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of 10 pt, each `(text, start, end)`.
    fn line<'a>(glyphs: &[(&'a str, f64, f64)]) -> Vec<Placed<'a>> {
        glyphs
            .iter()
            .map(|&(text, start, end)| Placed {
                text,
                told: text,
                start,
                end,
                size: 10.0,
                y: 100.0,
            })
            .collect()
    }

    #[test]
    fn glyphs_set_solid_need_no_span() {
        let glyphs = line(&[("日", 0.0, 10.0), ("本", 10.0, 20.0)]);
        assert_eq!(stretches(&glyphs, f64::INFINITY), [Aloud { end: 2, actual: None }]);
    }

    #[test]
    fn a_quarter_em_between_digit_and_ideograph_is_spanned_and_no_more() {
        let glyphs = line(&[
            ("2", 0.0, 5.0),
            ("1", 5.0, 10.0),
            ("年", 12.5, 22.5),
            ("度", 22.5, 32.5),
        ]);
        let found = stretches(&glyphs, f64::INFINITY);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], Aloud { end: 1, actual: None });
        assert_eq!(found[1].actual.as_deref(), Some("1年"));
        assert_eq!(found[2], Aloud { end: 4, actual: None });
    }

    #[test]
    fn punctuation_set_tight_is_spanned_too() {
        let glyphs = line(&[("で", 0.0, 10.0), ("、", 10.0, 20.0), ("引", 15.0, 25.0)]);
        let found = stretches(&glyphs, f64::INFINITY);
        assert_eq!(found.last().and_then(|s| s.actual.as_deref()), Some("、引"));
    }

    #[test]
    fn a_gap_wider_than_wanted_is_left_to_be_read_as_a_space() {
        let glyphs = line(&[("甲", 0.0, 10.0), ("乙", 30.0, 40.0)]);
        assert_eq!(stretches(&glyphs, 0.75), [Aloud { end: 2, actual: None }]);
    }

    #[test]
    fn a_typed_ideographic_space_is_kept_with_its_neighbours() {
        let glyphs = line(&[
            ("店", 0.0, 10.0),
            ("\u{3000}", 10.0, 20.0),
            ("各", 20.0, 30.0),
            ("位", 30.0, 40.0),
        ]);
        let found = stretches(&glyphs, f64::INFINITY);
        assert_eq!(found[0].actual.as_deref(), Some("店\u{3000}各"));
        assert_eq!(found[1], Aloud { end: 4, actual: None });
    }

    #[test]
    fn a_typed_space_is_left_to_its_glyph() {
        let glyphs = line(&[("A", 0.0, 6.0), (" ", 6.0, 9.0), ("B", 12.0, 18.0)]);
        assert_eq!(stretches(&glyphs, f64::INFINITY), [Aloud { end: 3, actual: None }]);
    }

    #[test]
    fn a_glyph_that_tells_another_character_is_spanned_alone() {
        let mut glyphs = line(&[("一", 0.0, 10.0), ("日", 10.0, 20.0), ("本", 20.0, 30.0)]);
        glyphs[1].told = "⽇";
        let found = stretches(&glyphs, f64::INFINITY);
        assert_eq!(found[1].actual.as_deref(), Some("日"));
        assert_eq!((found[0].end, found[1].end, found[2].end), (1, 2, 3));
    }
}
