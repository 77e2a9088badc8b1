//! Character classes (JLREQ appendix A) and what the rest of the composer asks of them.

/// A character class. The number in brackets is JLREQ's; those without number are ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Opening brackets (cl-01).
    Opening,
    /// Closing brackets (cl-02).
    Closing,
    /// Hyphens and wave dashes (cl-03).
    Hyphen,
    /// Dividing punctuation marks (cl-04).
    Dividing,
    /// Middle dots (cl-05).
    MiddleDot,
    /// Full stops (cl-06).
    FullStop,
    /// Commas (cl-07).
    Comma,
    /// Inseparable characters (cl-08).
    Inseparable,
    /// Iteration marks (cl-09).
    Iteration,
    /// Prolonged sound mark (cl-10).
    Prolonged,
    /// Small kana (cl-11).
    SmallKana,
    /// Prefixed abbreviations (cl-12).
    Prefix,
    /// Postfixed abbreviations (cl-13).
    Postfix,
    /// Full-width ideographic space (cl-14), and the other spaces of fixed width.
    IdeographicSpace,
    /// Hiragana (cl-15).
    Hiragana,
    /// Katakana (cl-16).
    Katakana,
    /// Math symbols (cl-17).
    MathSymbol,
    /// Math operators (cl-18).
    MathOperator,
    /// Ideographic characters and the symbols set like them (cl-19).
    Ideographic,
    /// Raised marks that refer to a note (cl-20).
    ReferenceMark,
    /// Digits (cl-24).
    Numeral,
    /// Western word space (cl-26).
    WordSpace,
    /// Western letters (cl-27).
    Western,
    /// Western characters that are neither letter nor digit (cl-27): no 四分アキ beside them.
    WesternMark,
    /// `, . : ; ! ?` of ASCII (cl-27): never at a line head.
    WesternPoint,
    /// `( [ {` of ASCII: breaks like cl-01, drawn as Western glyphs.
    WesternOpening,
    /// `) ] }` of ASCII: breaks like cl-02, drawn as Western glyphs.
    WesternClosing,
}

use Class::*;

impl Class {
    /// Kana and ideographs: what takes 四分アキ beside Western letters and digits (JLREQ 3.2.6).
    pub(crate) fn is_japanese(self) -> bool {
        matches!(
            self,
            Iteration | Prolonged | SmallKana | Hiragana | Katakana | Ideographic
        )
    }

    /// Letters and digits of Western text: what takes 四分アキ beside kana and ideographs (JLREQ 3.2.6).
    pub(crate) fn is_western_word(self) -> bool {
        matches!(self, Numeral | Western)
    }

    /// Anything drawn from a Western font within a run of its own: letters, digits, their marks and brackets.
    pub(crate) fn is_western(self) -> bool {
        matches!(
            self,
            Numeral | Western | WesternMark | WesternPoint | WesternOpening | WesternClosing
        )
    }

    /// Spaces: without width at a line end.
    pub(crate) fn is_space(self) -> bool {
        matches!(self, WordSpace | IdeographicSpace)
    }

    /// Marks whose full-width glyph has the ½ em of space that may go at a line end (JLREQ 3.1.9).
    pub(crate) fn has_space_after(self) -> bool {
        matches!(self, Closing | FullStop | Comma)
    }
}
