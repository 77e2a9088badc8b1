//! The class of a character.

use super::class::Class::{self, *};
use super::class_table::RANGES;

impl Class {
    /// The class of a character that stands alone; context may change it (see `shaping.rs`).
    pub(crate) fn of(character: char) -> Class {
        let code = character as u32;
        match character {
            ' ' | '\t' | '\u{A0}' => return WordSpace,
            '(' | '[' | '{' => return WesternOpening,
            ')' | ']' | '}' => return WesternClosing,
            ',' | '.' | ':' | ';' | '!' | '?' => return WesternPoint,
            'A'..='Z' | 'a'..='z' => return Western,
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => return Ideographic,
            '\u{2002}'..='\u{200A}' | '\u{202F}' => return IdeographicSpace,
            // Appendix A has MINUS SIGN only among unit symbols.
            '−' => return MathOperator,
            _ => {}
        }
        let listed = RANGES.partition_point(|&(_, last, _)| last < code);
        let class = match RANGES.get(listed) {
            Some(&(first, _, class)) if first <= code => class,
            _ => match code {
                ..0x02B0 | 0x0370..0x0530 | 0x1E00..0x2070 => Western,
                0x3040..0x30A0 => Hiragana,
                0x30A0..0x3100 | 0x31F0..0x3200 | 0xFF66..0xFFA0 => Katakana,
                _ => Ideographic,
            },
        };
        match class {
            Western if !character.is_alphanumeric() => WesternMark,
            other => other,
        }
    }
}
