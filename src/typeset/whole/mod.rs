//! What a reader takes in at a glance and no line should part: dates with their weekdays, times of day, durations, amounts,
//! telephone numbers, codes, ordinals, numbers with their units; and, more weakly, ranges of them and a date with its time.
//!
//! Kinsoku says where a line may end; this says what a line end there would tear. It reads characters only.

mod read;

use read::{Kind, Token};

/// How firmly two neighbouring characters belong together, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// Not at all.
    Loose,
    /// A date and the time of day behind it.
    Group,
    /// What stands before and behind the ～ of a range.
    Range,
    /// Parts of one token that can be told apart if they must be: 11月 and 21日 of a date, 03- and 1234 of a telephone number.
    Seam,
    /// The inside of a number, a number and its unit, a weekday in its brackets.
    Core,
}

/// A range of plain numbers up to this length (2～4回) is read as one, characters.
const SHORT_RANGE: usize = 8;

/// For each character how firmly it is tied to the next.
pub(super) fn ties(text: &[char]) -> Vec<Tie> {
    let mut ties = vec![Tie::Loose; text.len()];
    let mut at = 0;
    let mut before: Option<Token> = None;
    while at < text.len() {
        let Some(token) = read::token(text, at) else {
            at = read::word_end(text, at);
            continue;
        };
        for (i, tie) in ties.iter_mut().enumerate().take(token.end - 1).skip(token.start) {
            *tie = if token.seams.contains(&(i + 1)) {
                Tie::Seam
            } else {
                Tie::Core
            };
        }
        if let Some(before) = &before {
            join(text, before, &token, &mut ties);
        }
        at = token.end;
        before = Some(token);
    }
    ties
}

/// The text in pieces, bytes: whether each is a date, a time of day or a telephone number.
pub(super) fn figures(text: &str) -> Vec<(std::ops::Range<usize>, bool)> {
    let chars: Vec<char> = text.chars().collect();
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut pieces: Vec<(std::ops::Range<usize>, bool)> = Vec::new();
    let mut put = |from: usize, to: usize, told: bool| match pieces.last_mut() {
        _ if from == to => {}
        Some((range, same)) if *same == told => range.end = ends[to],
        _ => pieces.push((ends[from]..ends[to], told)),
    };
    let mut at = 0;
    while at < chars.len() {
        let Some(token) = read::token(&chars, at) else {
            let end = read::word_end(&chars, at);
            put(at, end, false);
            at = end;
            continue;
        };
        let told = match token.kind {
            // 365日 is a length, not a day.
            Kind::Date => !matches!(chars[at..token.end], [a, b, c, '日'] if [a, b, c].iter().all(|c| c.is_numeric())),
            Kind::Time => true,
            Kind::Code => chars[at..token.end].iter().filter(|c| c.is_numeric()).count() > 8,
            Kind::Number => false,
        };
        put(at, token.end, told);
        at = token.end;
    }
    pieces
}

/// Ties a token to the one before it: what stands between them is a range's mark, or nothing.
fn join(text: &[char], before: &Token, token: &Token, ties: &mut [Tie]) {
    let between = &text[before.end..token.start];
    let from = before.end - 1;
    let marks: Vec<usize> = (0..between.len()).filter(|&i| !is_space(between[i])).collect();
    match marks[..] {
        [] if between.len() <= 1 && before.kind == Kind::Date && token.kind == Kind::Time => {
            ties[from..token.start].fill(Tie::Group);
        }
        [mark] if is_range(between[mark]) && between.len() <= 3 => {
            let short = before.kind == Kind::Number && token.end - before.start <= SHORT_RANGE;
            let behind = from + 1 + mark;
            ties[from..behind].fill(Tie::Core);
            // Typed as a Western tilde it stands within Western text (JLREQ C.2 n.12).
            let western = between[mark] == '~' && marks.len() == between.len();
            ties[behind..token.start].fill(if short || western { Tie::Seam } else { Tie::Range });
        }
        _ => {}
    }
}

/// The marks of a range.
pub(super) fn is_range(c: char) -> bool {
    matches!(c, '～' | '〜' | '~' | '–' | '－')
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `|` where nothing ties, `+` in a group, `~` in a range, `-` at a seam; what is left is core.
    fn drawn(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let ties = ties(&chars);
        let mut out = String::new();
        for (i, c) in chars.iter().enumerate() {
            out.push(*c);
            if i + 1 < chars.len() {
                out.push_str(match ties[i] {
                    Tie::Loose => "|",
                    Tie::Group => "+",
                    Tie::Range => "*",
                    Tie::Seam => "_",
                    Tie::Core => "",
                });
            }
        }
        out
    }

    #[test]
    fn dates_hold_their_weekdays_and_part_at_their_seams_last() {
        assert_eq!(drawn("2026年11月21日(土)"), "2026年_11月_21日(土)");
        assert_eq!(drawn("令和8年12月13日（日・祝）に"), "令和8年_12月_13日（日・祝）|に");
        assert_eq!(drawn("令和元年5月"), "令和元年_5月");
        assert_eq!(drawn("2026/11/21(土)"), "2026/_11/_21(土)");
        assert_eq!(drawn("11/21（土）"), "11/_21（土）");
        assert_eq!(drawn("2026年11月吉日"), "2026年_11月_吉日");
        assert_eq!(drawn("2026年度"), "2026年度");
    }

    #[test]
    fn times_and_durations_are_whole() {
        assert_eq!(drawn("23時30分"), "23時_30分");
        assert_eq!(drawn("午前2時から"), "午前2時|か|ら");
        assert_eq!(drawn("翌2:00"), "翌2:_00");
        assert_eq!(drawn("翌AM3:00"), "翌AM3:_00");
        assert_eq!(drawn("6時間30分間"), "6時間_30分間");
        assert_eq!(drawn("3か月間"), "3か月間");
    }

    #[test]
    fn ranges_and_dates_with_times_are_groups() {
        assert_eq!(drawn("23時30分～翌2時00分"), "23時_30分～*翌2時_00分");
        assert_eq!(drawn("21日(土)3:30"), "21日(土)+3:_30");
        assert_eq!(drawn("6日(日) 23:30～翌2:00"), "6日(日)+ +23:_30～*翌2:_00");
        assert_eq!(drawn("2～4回"), "2～_4回");
        assert_eq!(drawn("12月6日～13日"), "12月_6日～*13日");
    }

    #[test]
    fn amounts_numbers_and_codes_are_whole() {
        assert_eq!(drawn("1,234,567円"), "1,_234,_567円");
        assert_eq!(drawn("¥12,345"), "¥12,_345");
        assert_eq!(drawn("¥1000業務"), "¥1000|業|務");
        assert_eq!(drawn("1億2,000万円"), "1億_2,_000万円");
        assert_eq!(drawn("03-1234-5678"), "03-_1234-_5678");
        assert_eq!(drawn("(03)1234-5678"), "(03)_1234-_5678");
        assert_eq!(drawn("０１２０－１２３－４５６"), "０１２０－_１２３－_４５６");
        assert_eq!(drawn("〒100-0001東"), "〒100-_0001|東");
        assert_eq!(drawn("ABC-1234"), "ABC-_1234");
        assert_eq!(drawn("第5業務停止"), "第5業務|停|止");
        assert_eq!(drawn("全2回の"), "全2回|の");
        assert_eq!(drawn("第1報"), "第1報");
        assert_eq!(drawn("3件、15分、100%"), "3件|、|15分|、|100%");
        assert_eq!(drawn("2店舗"), "2店舗");
        assert_eq!(drawn("3ページ目"), "3_ページ|目");
    }

    #[test]
    fn dates_times_and_telephone_numbers_are_told_apart_from_their_text() {
        let text = "11月21日(土)3:30から約2時間、電話03-1234-5678(24時間365日)";
        let told: Vec<&str> = figures(text)
            .into_iter()
            .filter(|piece| piece.1)
            .map(|piece| &text[piece.0])
            .collect();
        assert_eq!(told, ["11月21日(土)3:30", "03-1234-5678"]);
        let all: String = figures(text).into_iter().map(|piece| &text[piece.0]).collect();
        assert_eq!(all, text);
    }

    #[test]
    fn words_are_left_alone() {
        assert_eq!(drawn("日時は下記"), "日|時|は|下|記");
        assert_eq!(drawn("J-Mups"), "J|-|M|u|p|s");
        assert_eq!(drawn("翌日から"), "翌|日|か|ら");
    }
}
