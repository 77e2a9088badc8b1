//! A stretch of a rendered template, and where in it it stands: what is read keeps the place it was read from.

use std::ops::Range;

/// A stretch of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// What is written.
    pub text: &'a str,
    /// Byte of the source at which it begins.
    pub at: usize,
}

/// A blank that is no part of what is said at the ends of a line. The full-width blank is typed on purpose, and stays.
fn blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r')
}

impl<'a> Passage<'a> {
    /// A source as a whole.
    pub fn whole(text: &'a str) -> Self {
        Passage { text, at: 0 }
    }

    /// The bytes `range` of this passage.
    pub fn part(self, range: Range<usize>) -> Self {
        Passage {
            text: &self.text[range.clone()],
            at: self.at + range.start,
        }
    }

    /// Without the blanks at its end.
    pub fn trim_end(self) -> Self {
        Passage {
            text: self.text.trim_end_matches(blank),
            at: self.at,
        }
    }

    /// Without the blanks at its ends.
    pub fn trim(self) -> Self {
        let text = self.text.trim_start_matches(blank);
        let at = self.at + self.text.len() - text.len();
        Passage { text, at }.trim_end()
    }

    /// Its lines, without their ends.
    pub fn lines(self) -> impl Iterator<Item = Passage<'a>> {
        let mut at = self.at;
        self.text.split_inclusive('\n').map(move |line| {
            let passage = Passage {
                text: line.trim_end_matches(['\n', '\r']),
                at,
            };
            at += line.len();
            passage
        })
    }
}
