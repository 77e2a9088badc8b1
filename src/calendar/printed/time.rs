//! Times of day.

use super::fact::Time;
use super::scan::Scan;
use chrono::NaiveTime;

/// Half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
}

/// A time of day as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    hour: u32,
    minute: u32,
    /// AM, PM, 午前, 午後.
    pub half: Option<Half>,
    about: bool,
}

impl Written {
    /// The time; `half` where none is written.
    pub(super) fn time(&self, half: Option<Half>) -> Option<Time> {
        // On the clock of 24 hours, whatever a mark says.
        let late = self.hour > 12;
        let half = self.half.or(half.filter(|_| !late));
        let hour = match half {
            Some(Half::Am) if self.hour == 12 => 0,
            Some(Half::Pm) if self.hour < 12 => self.hour + 12,
            _ => self.hour,
        };
        Some(Time {
            time: NaiveTime::from_hms_opt(hour % 24, self.minute, 0)?,
            days: hour / 24,
            about: self.about,
            disputed: half.is_some() && self.hour >= 12,
        })
    }
}

const MARKS: [(&str, Half); 8] = [
    ("午前", Half::Am),
    ("午後", Half::Pm),
    ("AM", Half::Am),
    ("PM", Half::Pm),
    ("A.M.", Half::Am),
    ("P.M.", Half::Pm),
    ("㏂", Half::Am),
    ("㏘", Half::Pm),
];

/// The time of day at `at`, and the place after it; `joined` where a date or a range mark before makes sure that it is one.
pub(super) fn time(scan: &Scan, at: usize, joined: bool) -> Option<(Written, usize)> {
    if let Some(next) = scan.word(at, "正午") {
        let noon = Written {
            hour: 12,
            minute: 0,
            half: None,
            about: false,
        };
        return Some(about(scan, noon, next));
    }
    let (half, next) = match mark(scan, at) {
        // A letter before makes another word of it.
        Some(_) if !joined && scan.before(at).is_some_and(|c| c.is_ascii_alphabetic()) => return None,
        Some((half, next)) => (Some(half), scan.blanks(next)),
        None => (None, at),
    };
    if half.is_none() && !joined && !scan.stands_alone(at) {
        return None;
    }
    let (hour, next) = scan.number(next, 2)?;
    if hour > 47 {
        return None;
    }
    let mut written = Written {
        hour,
        minute: 0,
        half,
        about: false,
    };
    let next = if scan.get(next) == Some(':') {
        colon(scan, &mut written, next + 1)?
    } else {
        kanji(scan, &mut written, next)?
    };
    Some(about(scan, written, next))
}

/// `30` of `22:30`, with seconds, `PM` after it.
fn colon(scan: &Scan, written: &mut Written, at: usize) -> Option<usize> {
    let minute = |at: usize| scan.number(at, 2).filter(|(n, next)| *next == at + 2 && *n < 60);
    // The colon before is ours, so the digits begin here.
    let (minutes, mut next) = minute(at)?;
    written.minute = minutes;
    if scan.get(next) == Some(':') {
        (_, next) = minute(next + 1)?;
    }
    if written.half.is_none()
        && let Some((half, after)) = mark(scan, scan.blanks(next))
        && scan.ends(after)
    {
        written.half = Some(half);
        return Some(after);
    }
    (scan.ends(next) || is_range_hyphen(scan, next)).then_some(next)
}

/// `22:30-23:00`, `22:30-5月31日`: a hyphen between two ends of a range.
fn is_range_hyphen(scan: &Scan, at: usize) -> bool {
    let end = |at: usize| {
        let at = mark(scan, at).map_or(at, |(_, next)| scan.blanks(next));
        let (_, next) = scan.number(at, 2)?;
        scan.one_of(next, &[":", "時", "月", "/"])
    };
    scan.get(at) == Some('-') && end(at + 1).is_some()
}

/// `時30分`, `時半`, `時`; not `時間`.
fn kanji(scan: &Scan, written: &mut Written, at: usize) -> Option<usize> {
    let hours = scan.word(scan.blanks(at), "時")?;
    if matches!(scan.get(scan.blanks(hours)), Some('間' | '限')) {
        return None;
    }
    if let Some(next) = scan.word(hours, "半") {
        written.minute = 30;
        return Some(next);
    }
    let Some((minutes, next)) = scan.number(scan.blanks(hours), 2) else {
        return Some(hours);
    };
    match scan.word(scan.blanks(next), "分") {
        Some(next) if scan.get(next) == Some('間') => None,
        Some(next) if minutes < 60 => {
            written.minute = minutes;
            Some(next)
        }
        Some(_) => None,
        None => Some(hours),
    }
}

fn mark(scan: &Scan, at: usize) -> Option<(Half, usize)> {
    MARKS
        .iter()
        .find_map(|(word, half)| Some((*half, scan.word(at, word)?)))
}

/// `頃`, `ごろ`, `台` after a time.
fn about(scan: &Scan, written: Written, next: usize) -> (Written, usize) {
    match scan.one_of(scan.blanks(next), &["頃", "ごろ", "ころ", "台"]) {
        Some((_, next)) => (Written { about: true, ..written }, next),
        None => (written, next),
    }
}
