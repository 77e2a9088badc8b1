//! What was meant by a time that cannot be read: `15時`, `午後3時`, `15:00JST`, `15:00-16:00`. Nothing here is taken for what
//! was typed; it is the writing that an operator is shown.

use super::era;

/// What keeps a time from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// Full-width digits and marks.
    FullWidth,
    /// `2026年12月13日`, `2026.12.13`, `20261213`, `令和8年12月13日`
    Date,
    /// `15時`, `15時30分`, `15:00分`, `1500`, `15.00`
    Clock,
    /// `午後3時`, `3 PM`
    HalfDay,
    /// `JST`, `+09:00`
    Zone,
    /// `〜`, `から`, `-` between two times.
    Range,
    /// `くらい`, `前後`, `迄`, `から` behind a time.
    Hedge,
    /// `翌2:00`, `翌日 2:00`
    NextDay,
    /// No year, or one of two digits.
    Year,
}

/// A time as it was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amended {
    /// What is wrong with it as typed, each once.
    pub slips: Vec<Slip>,
    /// Written anew; where it is a range, its start.
    pub start: String,
    /// The end of a range; empty where the range is open.
    pub end: Option<String>,
}

impl Amended {
    /// Both ends as one text.
    pub(crate) fn text(&self) -> String {
        match &self.end {
            Some(end) => format!("{} .. {end}", self.start).trim_end().to_string(),
            None => self.start.clone(),
        }
    }
}

/// `typed` written as times are read, as far as that is clear.
pub(crate) fn amend(typed: &str) -> Amended {
    let mut slips = Vec::new();
    let folded = fold(typed.trim());
    note(&mut slips, (folded != typed.trim()).then_some(Slip::FullWidth));
    let dated = dates(&folded);
    note(&mut slips, (dated != folded).then_some(Slip::Date));
    let local = without_zone(&dated);
    note(&mut slips, (local != dated).then_some(Slip::Zone));
    let (text, found) = clocks(&local);
    note(&mut slips, found);
    let (start, end) = match text.contains("..") {
        true => (text, None),
        false => parted(&text),
    };
    let ends = start.split("..").map(str::trim).chain(end.as_deref());
    note(&mut slips, ends.into_iter().any(lacks_year).then_some(Slip::Year));
    if end.is_some() {
        slips.push(Slip::Range);
    }
    let hedged = hedge(&start);
    if hedged != start {
        slips.push(Slip::Hedge);
    }
    let end = end.map(|end| hedge(end.strip_suffix("まで").unwrap_or(&end)));
    Amended {
        slips,
        start: hedged,
        end,
    }
}

fn note(slips: &mut Vec<Slip>, found: impl IntoIterator<Item = Slip>) {
    for slip in found {
        if !slips.contains(&slip) {
            slips.push(slip);
        }
    }
}

/// Half-width digits, letters and marks (Unicode, block FF00–FFEF), save the wave that parts a range.
fn fold(text: &str) -> String {
    let half = |c: char| match c {
        '\u{3000}' => ' ',
        '０'..='９' | '：' | '－' | '／' | '．' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＋' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        c => c,
    };
    text.chars().map(half).collect()
}

/// The number of one to `most` digits at the head of `text`, and what follows.
fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let fits = (1..=most).contains(&end);
    fits.then(|| Some((text[..end].parse().ok()?, &text[end..])))?
}

/// Every date in `text` as `2026-12-13`.
fn dates(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let inside = out.ends_with(|c: char| c.is_ascii_digit() || "-/.:".contains(c));
        match date_at(rest).filter(|_| !inside) {
            Some((date, behind)) => {
                out += &date;
                rest = behind.trim_start();
                if !rest.is_empty() && !rest.starts_with(['(', '（']) {
                    out.push(' ');
                }
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

fn date_at(text: &str) -> Option<(String, &str)> {
    let era = era::first_years().find_map(|(sign, first)| Some((text.strip_prefix(sign)?, first)));
    let (years, first) = era.map_or((text, None), |(rest, first)| (rest, Some(first)));
    let (year, rest) = match years.strip_prefix('元') {
        Some(rest) if first.is_some() => (1, rest),
        _ => number(years, 8)?,
    };
    if let (None, 8, false) = (
        first,
        years.len() - rest.len(),
        rest.starts_with(|c: char| "-/:.".contains(c)),
    ) {
        return Some((
            format!("{}-{:02}-{:02}", year / 10_000, year / 100 % 100, year % 100),
            rest,
        ));
    }
    let year = first.map_or(year, |first| first + year - 1);
    let parted = |rest, mark: char| number(str::strip_prefix(rest, mark)?, 2);
    if let Some((month, behind)) = parted(rest, '年') {
        return match parted(behind, '月') {
            Some((day, behind)) => Some((format!("{year}-{month:02}-{day:02}"), behind.strip_prefix('日')?)),
            None => Some((format!("{year}-{month:02}"), behind.strip_prefix('月')?)),
        };
    }
    if let Some((day, behind)) = parted(rest, '月').filter(|_| first.is_none()) {
        return Some((format!("{year:02}-{day:02}"), behind.strip_prefix('日')?));
    }
    let (month, behind) = parted(rest, '.').filter(|_| year > 1000)?;
    let (day, behind) = parted(behind, '.')?;
    Some((format!("{year}-{month:02}-{day:02}"), behind))
}

/// Without the mark of Japan's own zone.
fn without_zone(text: &str) -> String {
    let mut text = text.to_string();
    for zone in ["(JST)", "JST", "日本時間", "+09:00", "+0900"] {
        text = text.replace(zone, "");
    }
    text.trim().to_string()
}

/// Every time of day in `text` as `15:00`, with what was otherwise.
fn clocks(text: &str) -> (String, Vec<Slip>) {
    let (mut out, mut slips) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let inside = out.ends_with(|c: char| c.is_ascii_digit() || "-/.:".contains(c)) && !out.ends_with("..");
        // `15:00-16:00`: the mark parts two times where a time stands before it.
        let behind_range =
            out.ends_with('-') && out[..out.len() - 1].rsplit(' ').next().is_some_and(|w| w.contains(':'));
        match clock_at(rest, !out.is_empty()).filter(|_| !inside || behind_range) {
            Some((clock, found, behind)) => {
                out += &clock;
                slips.extend(found);
                rest = behind;
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    (out, slips)
}

/// 午前, 午後 and their like, with the hours they add, and whether 12 with them is clear (12 PM is noon, 午後12時 is disputed).
const HALVES: [(&str, u32, bool); 8] = [
    ("午前", 0, false),
    ("午後", 12, false),
    ("AM", 0, true),
    ("PM", 12, true),
    ("am", 0, true),
    ("pm", 12, true),
    ("a.m.", 0, true),
    ("p.m.", 12, true),
];

fn half(text: &str) -> Option<(u32, bool, &str)> {
    HALVES
        .iter()
        .find_map(|(word, add, clear)| Some((*add, *clear, text.strip_prefix(word)?)))
}

/// The time of day at the head of `text` as it is read, with what was otherwise, and what follows; `1500` is one only where a
/// date is before it.
fn clock_at(text: &str, dated: bool) -> Option<(String, Vec<Slip>, &str)> {
    if let Some(behind) = text.strip_prefix("翌日").or_else(|| text.strip_prefix('翌')) {
        let (clock, mut slips, rest) = clock_at(behind.trim_start(), dated)?;
        let (hour, minutes) = clock.split_once(':')?;
        let hour: u32 = hour.parse().ok().filter(|hour| *hour < 24)?;
        slips.push(Slip::NextDay);
        return Some((format!("{}:{minutes}", hour + 24), slips, rest));
    }
    let mut slips = Vec::new();
    let before = half(text);
    let rest = before.map_or(text, |(.., rest)| rest.trim_start());
    if let (None, Some((number @ 0..=4759, behind))) = (before, number(rest, 4)) {
        let four = dated && rest.len() - behind.len() == 4 && number % 100 < 60;
        if four && !behind.starts_with(['-', '/', '.', ':', '年']) {
            return Some((
                format!("{:02}:{:02}", number / 100, number % 100),
                vec![Slip::Clock],
                behind,
            ));
        }
    }
    let (hour, rest) = number(rest, 2)?;
    let two = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count() == 2;
    let (minute, mut rest) = if let Some(rest) = rest.strip_prefix('時') {
        slips.push(Slip::Clock);
        match (rest.strip_prefix('半'), number(rest, 2)) {
            (Some(rest), _) => (30, rest),
            (None, Some((minute, rest))) => (minute, rest),
            (None, None) => (0, rest),
        }
    } else if let Some(rest) = rest.strip_prefix(':').filter(|rest| two(rest)) {
        number(rest, 2)?
    } else if let Some(rest) = rest.strip_prefix('.').filter(|rest| two(rest)) {
        slips.push(Slip::Clock);
        number(rest, 2)?
    } else if before.is_some() || half(rest.trim_start()).is_some() {
        (0, rest)
    } else {
        return None;
    };
    if let Some(behind) = rest.strip_prefix('分') {
        slips.push(Slip::Clock);
        rest = behind;
    }
    let seconds = rest.strip_prefix(':').filter(|rest| two(rest)).map(|rest| &rest[..2]);
    rest = &rest[seconds.map_or(0, |_| 3)..];
    let behind = half(rest.trim_start()).filter(|_| before.is_none());
    let hour = match before.or(behind) {
        None => hour,
        // 午後12時 stays as typed.
        Some((_, false, _)) if hour == 12 => {
            return Some((text[..text.len() - rest.len()].to_string(), Vec::new(), rest));
        }
        Some((add, ..)) if hour <= 12 => hour % 12 + add,
        Some(_) => hour,
    };
    if before.or(behind).is_some() {
        slips.push(Slip::HalfDay);
    }
    rest = behind.map_or(rest, |(.., rest)| rest);
    let seconds = seconds.map_or(String::new(), |seconds| format!(":{seconds}"));
    // As typed where nothing is otherwise.
    let clock = match slips.is_empty() {
        true => text[..text.len() - rest.len()].to_string(),
        false => format!("{hour:02}:{minute:02}{seconds}"),
    };
    Some((clock, slips, rest))
}

/// `12/13 15:00`, `26-12-13`.
fn lacks_year(text: &str) -> bool {
    let word = text.split([' ', '(', '（']).next().unwrap_or_default();
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    let numbers = parts
        .iter()
        .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    numbers && (2..=3).contains(&parts.len())
}

/// The two sides of a range that is parted by another mark than `..`.
fn parted(text: &str) -> (String, Option<String>) {
    const MARKS: [&str; 12] = ["〜", "～", "~", "から", "より", "→", "->", "–", "—", "−", "…", " - "];
    let tight = text.match_indices('-').map(|(at, _)| at).find(|at| {
        let (before, behind) = (&text[..*at], &text[at + 1..]);
        let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
        word.contains(':') && behind.trim_start().starts_with(|c: char| c.is_ascii_digit())
    });
    let marked = MARKS.iter().find_map(|mark| Some((text.find(mark)?, mark.len())));
    let Some((at, len)) = marked.or(tight.map(|at| (at, 1))).filter(|(at, _)| *at > 0) else {
        return (text.to_string(), None);
    };
    let (start, end) = (text[..at].trim(), text[at + len..].trim());
    (start.to_string(), Some(end.to_string()))
}

/// What stands behind a time in the words that are read.
fn hedge(text: &str) -> String {
    const WORDS: [(&str, &str); 8] = [
        ("くらい", "頃"),
        ("ぐらい", "頃"),
        ("位", "頃"),
        ("前後", "頃"),
        ("あたり", "頃"),
        ("迄に", "までに"),
        ("迄", "まで"),
        ("すぎ", "過ぎ"),
    ];
    let found = WORDS
        .iter()
        .find_map(|(word, read)| Some(text.strip_suffix(word)?.to_string() + read));
    found.unwrap_or_else(|| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shown_as_it_is_read() {
        for (typed, meant, slips) in [
            ("2026-12-13 15時", "2026-12-13 15:00", &[Slip::Clock][..]),
            ("2026-12-13 15時30分", "2026-12-13 15:30", &[Slip::Clock]),
            ("2026-12-13 9時半", "2026-12-13 09:30", &[Slip::Clock]),
            ("2026-12-13 15:00分", "2026-12-13 15:00", &[Slip::Clock]),
            ("2026-12-13 1500", "2026-12-13 15:00", &[Slip::Clock]),
            ("2026-12-13 15.00", "2026-12-13 15:00", &[Slip::Clock]),
            ("2026-12-13 午後3時", "2026-12-13 15:00", &[Slip::Clock, Slip::HalfDay]),
            ("2026-12-13 午前9:05", "2026-12-13 09:05", &[Slip::HalfDay]),
            ("2026-12-13 3:00 PM", "2026-12-13 15:00", &[Slip::HalfDay]),
            ("2026-12-13 12:30 AM", "2026-12-13 00:30", &[Slip::HalfDay]),
            ("2026-12-13 15:00JST", "2026-12-13 15:00", &[Slip::Zone]),
            ("2026-12-13 15:00+09:00", "2026-12-13 15:00", &[Slip::Zone]),
            ("2026年12月13日15時", "2026-12-13 15:00", &[Slip::Date, Slip::Clock]),
            ("令和8年12月13日(日) 15:00", "2026-12-13(日) 15:00", &[Slip::Date]),
            ("2026.12.13 15:00", "2026-12-13 15:00", &[Slip::Date]),
            ("20261213 15:00", "2026-12-13 15:00", &[Slip::Date]),
            ("12月13日 15:00", "12-13 15:00", &[Slip::Date, Slip::Year]),
            ("12/13 15:00", "12/13 15:00", &[Slip::Year]),
            ("2026-12-13 15:00くらい", "2026-12-13 15:00頃", &[Slip::Hedge]),
            ("２０２６年１２月１３日", "2026-12-13", &[Slip::FullWidth, Slip::Date]),
            ("2026-12-13 15:00-16:00", "2026-12-13 15:00 .. 16:00", &[Slip::Range]),
            ("2026-12-13 15:00〜16:00", "2026-12-13 15:00 .. 16:00", &[Slip::Range]),
            (
                "2026-12-13 15時から16時まで",
                "2026-12-13 15:00 .. 16:00",
                &[Slip::Clock, Slip::Range],
            ),
            (
                "2026-12-13 23:00 .. 翌日 2時",
                "2026-12-13 23:00 .. 26:00",
                &[Slip::Clock, Slip::NextDay],
            ),
            ("2026-12-13 15:00から", "2026-12-13 15:00 ..", &[Slip::Range]),
        ] {
            let amended = amend(typed);
            assert_eq!((amended.text().as_str(), &amended.slips[..]), (meant, slips), "{typed}");
        }
    }

    #[test]
    fn what_is_not_clear_stays_as_typed() {
        for typed in [
            "2026-12-13 15:0",
            "2026-12-13 午後12時",
            "明日 15:00",
            "2026-12-13 15:00",
            "2026-12",
            "2026-12-13",
        ] {
            assert_eq!(amend(typed).text(), typed);
        }
    }
}
