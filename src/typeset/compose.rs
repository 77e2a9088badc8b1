//! The line composer: running text in, lines of positioned glyphs out. The only way from characters to glyphs.
//!
//! All lengths are in em of the paragraph's size unless they say pt.

use super::adjust::{self, EPSILON};
use super::breaks::{self, Measures};
use super::cost::Filling;
use super::font::Fonts;
use super::line::{Line, Piece, Setting, TextFault, Widths};
use super::paragraph::{EndKind, Paragraph};
use super::phrase::PARTED_PHRASE;
use super::place::{Hyphen, Placer};
use super::whole::Tie;
use super::{shaping, spread};

/// Sets `pieces` in a frame `measure` em wide.
///
/// # Errors
/// The first character that cannot be drawn.
pub fn compose(pieces: &[Piece], measure: f64, setting: Setting, fonts: &Fonts) -> Result<Vec<Line>, TextFault> {
    Ok(Composer::new(pieces, fonts)?.lines(measure, setting))
}

/// A text made ready: its lines are asked for in one measure after another, and what is known of it is found out once.
pub(super) struct Composer<'a> {
    pieces: &'a [Piece],
    fonts: &'a Fonts,
    /// What stands between forced line ends.
    paragraphs: Vec<Paragraph>,
}

impl<'a> Composer<'a> {
    /// Makes `pieces` ready.
    pub(super) fn new(pieces: &'a [Piece], fonts: &'a Fonts) -> Result<Self, TextFault> {
        let units = shaping::units(pieces, fonts)?;
        Ok(Composer {
            pieces,
            fonts,
            paragraphs: units.into_iter().map(|units| Paragraph::new(units, pieces)).collect(),
        })
    }

    /// The lines in a frame `measure` em wide.
    pub(super) fn lines(&self, measure: f64, setting: Setting) -> Vec<Line> {
        let mut lines = Vec::new();
        for paragraph in &self.paragraphs {
            if paragraph.units.is_empty() {
                lines.push(Line {
                    runs: Vec::new(),
                    end: 0.0,
                    strained: false,
                    parts_word: false,
                    harm: 0.0,
                    tears: false,
                });
                continue;
            }
            let indents = Indents::of(setting, lines.is_empty());
            self.lines_of(paragraph, measure, setting, &indents, &mut lines);
        }
        lines
    }

    fn lines_of(
        &self,
        paragraph: &Paragraph,
        measure: f64,
        setting: Setting,
        indents: &Indents,
        lines: &mut Vec<Line>,
    ) {
        let (pieces, fonts) = (self.pieces, self.fonts);
        let placer = Placer {
            paragraph,
            pieces,
            fonts,
        };
        if setting == Setting::Distributed && spread::fits(paragraph, measure) {
            lines.push(placer.line(0, paragraph.units.len() - 1, &spread::spaces(paragraph, measure), 0.0));
            return;
        }
        let measures = Measures {
            first: measure - indents.first,
            later: measure - indents.later,
        };
        let filling = match setting {
            Setting::Justified { .. } => Filling::Justified,
            Setting::Centre => Filling::Balanced,
            Setting::Start { .. } | Setting::End | Setting::Distributed => Filling::Ragged,
        };
        let fits = |first: usize, last: usize| {
            let room = if first == 0 { measures.first } else { measures.later };
            match filling {
                Filling::Justified => adjust::least(&paragraph.stretch(first, last)) <= room + EPSILON,
                _ => paragraph.width(first, last) <= room + EPSILON,
            }
        };
        let hyphen = Hyphen::of(&paragraph.units, pieces, fonts);
        // What stands on one line needs no phrases.
        let phrased = filling != Filling::Justified && !fits(0, paragraph.units.len() - 1);
        let choose = |phrased| {
            let ends = paragraph.line_ends(pieces, hyphen.width(), phrased, fits);
            breaks::choose(paragraph, &ends, measures, filling)
        };
        let mut lines_chosen = choose(phrased);
        // A justified line that is left natural is ragged: it ends as one.
        if filling == Filling::Justified && lines_chosen.iter().any(|line| line.natural) {
            lines_chosen = choose(true);
        }
        for chosen in lines_chosen {
            let first = chosen.first;
            let last = chosen.end.last.max(first);
            let spaces = adjust::distribute(
                chosen.delta,
                &paragraph.spaces[first..last],
                &paragraph.verdicts[first..last],
            );
            let indent = if first == 0 { indents.first } else { indents.later };
            let width = paragraph.width(first, last) + chosen.end.hyphen;
            let start = match setting {
                Setting::Centre => ((measure - width) / 2.0).max(0.0),
                Setting::End => (measure - width).max(0.0),
                _ => indent,
            };
            let mut line = placer.line(first, last, &spaces, start);
            if chosen.end.kind == EndKind::Hyphenates {
                hyphen.draw(&mut line);
            }
            line.strained = chosen.strained;
            if filling != Filling::Justified {
                line.harm = chosen.end.harm;
                line.parts_word = chosen.end.harm >= PARTED_PHRASE;
            }
            line.tears = chosen.end.tears;
            lines.push(line);
        }
    }

    /// See [`widths`].
    pub(super) fn widths(&self) -> Widths {
        let mut widths = Widths {
            natural: 0.0,
            least: 0.0,
            whole: 0.0,
            ranged: 0.0,
            kept: 0.0,
        };
        for paragraph in self.paragraphs.iter().filter(|p| !p.units.is_empty()) {
            let hyphen = Hyphen::of(&paragraph.units, self.pieces, self.fonts);
            let (mut start, mut whole_start, mut ranged_start, mut kept_start) = (0, 0, 0, 0);
            for end in paragraph.line_ends(self.pieces, hyphen.width(), false, |_, _| true) {
                let last = end.last.max(start);
                widths.least = widths.least.max(paragraph.width(start, last) + end.hyphen);
                widths.natural = widths.natural.max(paragraph.width(0, last));
                start = end.next;
                if !end.kind.tears() {
                    widths.whole = widths.whole.max(token(paragraph.width(whole_start, last)));
                    whole_start = end.next;
                }
                if !end.kind.tears() && end.kind != EndKind::Whole(Tie::Range) {
                    widths.ranged = widths.ranged.max(token(paragraph.width(ranged_start, last)));
                    ranged_start = end.next;
                }
                if matches!(end.kind, EndKind::Free | EndKind::Forced) {
                    widths.kept = widths.kept.max(paragraph.width(kept_start, last));
                    kept_start = end.next;
                }
            }
        }
        widths
    }

    /// The widest stretch that a ragged line should not part: a phrase (文節), and a word of one.
    pub(super) fn wholes(&self) -> Wholes {
        let mut wholes = Wholes::default();
        for paragraph in self.paragraphs.iter().filter(|p| !p.units.is_empty()) {
            // A short text is a word: columns are no narrower.
            let all = paragraph.width(0, paragraph.units.len() - 1);
            if all <= SHORT {
                wholes.word = wholes.word.max(all);
                wholes.phrase = wholes.phrase.max(all);
                continue;
            }
            let hyphen = Hyphen::of(&paragraph.units, self.pieces, self.fonts);
            let (mut phrase, mut word) = (0, 0);
            for end in paragraph.line_ends(self.pieces, hyphen.width(), true, |_, _| true) {
                if end.kind.tears() {
                    continue;
                }
                if end.harm <= PARTED_PHRASE {
                    wholes.word = wholes.word.max(paragraph.width(word, end.last.max(word)));
                    word = end.next;
                }
                if end.harm < PARTED_PHRASE {
                    wholes.phrase = wholes.phrase.max(paragraph.width(phrase, end.last.max(phrase)));
                    phrase = end.next;
                }
            }
        }
        wholes
    }
}

/// A text up to this width is not looked at for its phrases, em.
const SHORT: f64 = 3.0;

/// See [`wholes`]: widths in em.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Wholes {
    /// The widest phrase: in no narrower frame a line ends between phrases only.
    pub phrase: f64,
    /// The widest word, date or number. At most `phrase`.
    pub word: f64,
}

/// The widest phrase and the widest word of `pieces`: what a column needs so that no word of its cells is parted.
///
/// # Errors
/// The first character that cannot be drawn.
pub fn wholes(pieces: &[Piece], fonts: &Fonts) -> Result<Wholes, TextFault> {
    Ok(Composer::new(pieces, fonts)?.wholes())
}

/// The indents of the lines of a stretch of text, em.
struct Indents {
    first: f64,
    later: f64,
}

impl Indents {
    /// A forced line end begins no new paragraph: the lines after it are later lines.
    fn of(setting: Setting, begins: bool) -> Self {
        match setting {
            Setting::Justified { indent, hang } | Setting::Start { indent, hang } => Indents {
                first: if begins { indent } else { hang },
                later: hang,
            },
            _ => Indents { first: 0.0, later: 0.0 },
        }
    }
}

/// The width of `pieces` on one line with natural spaces, and the widths of the widest stretches that may not, and that
/// should not, be broken: what a table needs to choose its columns.
///
/// # Errors
/// The first character that cannot be drawn.
pub fn widths(pieces: &[Piece], fonts: &Fonts) -> Result<Widths, TextFault> {
    Ok(Composer::new(pieces, fonts)?.widths())
}

/// What is wider than this is no token that is read at a glance, em: `令和8年12月13日(日・祝)` has fourteen.
const LONGEST_TOKEN: f64 = 16.0;

fn token(width: f64) -> f64 {
    if width <= LONGEST_TOKEN { width } else { 0.0 }
}
