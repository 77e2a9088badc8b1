//! `~` of ASCII between two dates, times or numbers: what keyboards have for 〜, and drawn as that.
//!
//! Everywhere else it is itself: addresses (`https://example.jp/~user/`), paths (`C:\PROGRA~1`), `~/`, `~10`.

use super::era;

/// The places in `text` of each `~` that joins two dates, times or numbers.
pub(crate) fn waves(text: &[char]) -> Vec<usize> {
    let tildes = text.iter().enumerate().filter(|(_, c)| **c == '~');
    let joins = |at: &usize| {
        let (before, after) = (trim_end(&text[..*at]), trim_start(&text[at + 1..]));
        ends(before) && begins(after) || ends_in_weekday(before) && begins_with_weekday(after)
    };
    tildes.map(|(at, _)| at).filter(joins).collect()
}

fn is_blank(c: &char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}')
}

fn trim_end(text: &[char]) -> &[char] {
    let blanks = text.iter().rev().take_while(|c| is_blank(c)).count();
    &text[..text.len() - blanks]
}

fn trim_start(text: &[char]) -> &[char] {
    let blanks = text.iter().take_while(|c| is_blank(c)).count();
    &text[blanks..]
}

fn is_digit(c: &char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// What stands within a number, a date or a time of day: 1,000, 5/30, 2021-05-30, 22:30.
fn is_separator(c: &char) -> bool {
    matches!(c, ',' | '.' | ':' | '/' | '-' | '，' | '．' | '：' | '／' | '－')
}

/// The longest unit that is looked for behind a number: 週間前, 千万円.
const LONGEST_UNIT: usize = 4;

/// Words that end a date or a time without a number of their own.
const ENDS: [&str; 6] = ["正午", "上旬", "中旬", "下旬", "初旬", "月末"];

/// Whether a date, a time or a number ends where `text` ends.
fn ends(text: &[char]) -> bool {
    let text = strip_brackets(strip_any(text, &["頃", "ごろ", "ころ"]));
    let text = strip_any(text, &["曜日", "曜"]);
    if ENDS.iter().any(|word| strip_end(text, word).is_some()) {
        return true;
    }
    let unit = text.iter().rev().take_while(|c| is_of_unit(c)).count();
    unit <= LONGEST_UNIT && number_ends(trim_end(&text[..text.len() - unit]))
}

/// A character of a unit: 分, 回, か月, GB, %.
fn is_of_unit(c: &char) -> bool {
    (c.is_alphabetic() && !is_digit(c)) || matches!(c, '%' | '％' | '℃')
}

/// `text` without 日's weekday, (日) or (月・祝), at its end.
fn strip_brackets(text: &[char]) -> &[char] {
    let [inner @ .., ')' | '）'] = text else { return text };
    let open = inner.iter().rposition(|c| matches!(c, '(' | '（'));
    match open {
        Some(open) if inner.len() - open <= 8 && !inner[open..].iter().any(is_digit) => trim_end(&inner[..open]),
        _ => text,
    }
}

/// Whether `text` ends with a whole number, date or time: not the rest of a name (FILE01), an address or a path.
fn number_ends(text: &[char]) -> bool {
    let length = text.iter().rev().take_while(|c| is_digit(c) || is_separator(c)).count();
    let (before, number) = text.split_at(text.len() - length);
    let whole = number.first().is_some_and(is_digit) && number.last().is_some_and(is_digit);
    // AM3:00, PM 10:30, R3.5.30: a mark of the notation.
    let marks = ["AM", "PM", "A.M.", "P.M.", "am", "pm"].into_iter().chain(era::signs());
    let mut marks = marks.map(|mark| strip_end(trim_end(before), mark));
    let marked = marks.find_map(|marked| marked);
    let before = marked.unwrap_or(before);
    whole
        && !before
            .last()
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '\\' | '~' | '@' | '=' | '&' | '?' | '/'))
}

/// Words before the second end.
const LATER: [&str; 9] = [
    "翌々日の",
    "翌々日",
    "翌日の",
    "翌日",
    "翌朝",
    "翌",
    "同日",
    "当日",
    "同",
];
const MARKS: [&str; 12] = [
    "午前", "午後", "AM", "PM", "am", "pm", "A.M.", "P.M.", "約", "最大", "第", "¥",
];

/// Whether a date, a time or a number begins where `text` begins.
fn begins(text: &[char]) -> bool {
    let text = trim_start(strip_any_start(text, &LATER));
    let text = trim_start(strip_any_start(text, &MARKS));
    let text = trim_start(era::signs().find_map(|sign| strip_start(text, sign)).unwrap_or(text));
    if ["正午", "元年"].iter().any(|word| strip_start(text, word).is_some()) {
        return true;
    }
    if !text.first().is_some_and(is_digit) {
        return false;
    }
    let length = text.iter().take_while(|c| is_digit(c) || is_separator(c)).count();
    let separators = text[..length].iter().rev().take_while(|c| is_separator(c)).count();
    let (next, further) = (text.get(length), length > 0 && separators > 0);
    // 2.TXT, 2/file, 1_2: the rest of a name.
    match next {
        Some('_' | '\\' | '@' | '~') => false,
        Some(c) if further => !c.is_ascii_alphanumeric(),
        _ => true,
    }
}

/// 月～金, (月)～(金), 月曜日～金曜日: days of the week, that stand by themselves.
fn ends_in_weekday(text: &[char]) -> bool {
    let text = strip_any(text, &["曜日", "曜"]);
    let (text, bracketed) = match text {
        [inner @ .., ')' | '）'] => (inner, true),
        _ => (text, false),
    };
    let [before @ .., '月' | '火' | '水' | '木' | '金' | '土' | '日'] = text else {
        return false;
    };
    match bracketed {
        true => matches!(before, [.., '(' | '（']),
        false => !before.last().is_some_and(|c| c.is_alphanumeric()),
    }
}

/// See [`ends_in_weekday`].
fn begins_with_weekday(text: &[char]) -> bool {
    let text = match text {
        ['(' | '（', inner @ ..] => inner,
        _ => text,
    };
    let ['月' | '火' | '水' | '木' | '金' | '土' | '日', after @ ..] = text else {
        return false;
    };
    let after = strip_any_start(after, &["曜日", "曜"]);
    !after.first().is_some_and(|c| c.is_alphabetic() && !is_digit(c))
}

fn strip_end<'t>(text: &'t [char], word: &str) -> Option<&'t [char]> {
    let count = word.chars().count();
    let at = text.len().checked_sub(count)?;
    text[at..].iter().copied().eq(word.chars()).then(|| &text[..at])
}

fn strip_start<'t>(text: &'t [char], word: &str) -> Option<&'t [char]> {
    let count = word.chars().count();
    let head = text.get(..count)?;
    head.iter().copied().eq(word.chars()).then(|| &text[count..])
}

/// `text` without the first of `words` that it ends with.
fn strip_any<'t>(text: &'t [char], words: &[&str]) -> &'t [char] {
    words.iter().find_map(|word| strip_end(text, word)).unwrap_or(text)
}

/// `text` without the first of `words` that it begins with.
fn strip_any_start<'t>(text: &'t [char], words: &[&str]) -> &'t [char] {
    words.iter().find_map(|word| strip_start(text, word)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` as it is drawn.
    fn drawn(text: &str) -> String {
        let mut text: Vec<char> = text.chars().collect();
        for at in waves(&text) {
            text[at] = '〜';
        }
        text.into_iter().collect()
    }

    #[test]
    fn a_tilde_between_two_dates_times_or_numbers_is_a_wave() {
        for text in [
            "22:30~23:00",
            "PM10:30~翌AM3:00",
            "AM3:00 ~ 4:40",
            "2021年5月30日(日)22:30~5月31日(月)3:00",
            "10月31日(金)~11月2日(日)",
            "7月20日(月・祝)~22日",
            "5/30(金) ~ 6/1(日)",
            "2~4回の通信瞬断",
            "2回~4回",
            "約2~3秒",
            "10分~30分",
            "9時~17時",
            "午前9時30分~午後5時",
            "15時頃~16時頃",
            "1,000~2,000円",
            "10%~20%",
            "10GB~20GB",
            "正午~午後1時",
            "11月上旬~12月1日",
            "２２：３０~２３：００",
            "令和3年5月30日~令和3年6月1日",
            "R3.5.30~R3.6.1",
            "平成31年4月30日~令和元年5月1日",
            "第1章~第3章",
            "(9:00~17:00)",
            "月~金",
            "月~金 9:00~17:00",
            "(月)~(金)",
            "月曜日~金曜日",
        ] {
            assert_eq!(drawn(text), text.replace('~', "〜"), "{text}");
        }
    }

    #[test]
    fn every_other_tilde_is_itself() {
        for text in [
            "https://example.jp/~user/",
            "https://example.jp/1~2",
            "~/notices",
            "~10",
            "10~",
            "C:\\PROGRA~1",
            "FILE01~2.TXT",
            "/home/1~2",
            "a1~2",
            "元気~元栓",
            "1~元栓",
            "1~2.txt",
            "1~2_3",
            "1~~2",
            "東京~大阪",
            "A~B",
            "~3時",
            "3時~",
            "ただいま~3時",
            "本日~明日",
            "三日月~金閣",
        ] {
            assert_eq!(drawn(text), text, "{text}");
        }
    }
}
