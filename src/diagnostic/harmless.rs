//! What may stand on a screen. Words of records, keys and names of files hold what a terminal obeys: escapes that move the cursor,
//! the controls of C1, marks that turn the direction of a line. None of them leaves the program.

use std::borrow::Cow;

/// `text` with a sign in the place of each character that steers a terminal. Ends of lines stay.
pub fn lines(text: &str) -> Cow<'_, str> {
    replaced(text, |c| steers(c) && c != '\n')
}

/// `text` as one line: its ends of lines are blanks.
pub fn line(text: &str) -> Cow<'_, str> {
    replaced(text, steers)
}

/// Lines of a source, of which what draws them shows the controls of ASCII itself: a tab is as wide there as it looks.
pub(super) fn excerpt(text: &str) -> Cow<'_, str> {
    replaced(text, |c| steers(c) && !c.is_ascii())
}

/// What was drawn with colours: their escapes stay, and no others. The words in it were made harmless before they were drawn.
pub fn coloured(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        let (before, escape) = rest.split_at(at);
        out.push_str(&lines(before));
        let digits = escape[2..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match digits.strip_prefix('m') {
            Some(after) => {
                out.push_str(&escape[..escape.len() - after.len()]);
                rest = after;
            }
            None => {
                out.push(sign('\u{1b}'));
                rest = &escape[1..];
            }
        }
    }
    out.push_str(&lines(rest));
    out
}

/// Whether a terminal, or what shows a line of text, obeys the character instead of showing it.
pub(super) fn steers(c: char) -> bool {
    // Ends of lines of Unicode, and what turns the direction of the text behind it.
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}

fn replaced(text: &str, bad: impl Fn(char) -> bool) -> Cow<'_, str> {
    match text.chars().any(&bad) {
        false => Cow::Borrowed(text),
        true => text.chars().map(|c| if bad(c) { sign(c) } else { c }).collect(),
    }
}

/// What is shown in the place of a character that steers.
fn sign(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{7F}' => '␡',
        // Unicode has a picture of each: ␛.
        '\0'..'\u{20}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_by_a_sign() {
        assert_eq!(line("\u{1b}[2Jtitle\n"), "␛[2Jtitle ");
        assert_eq!(lines("a\r\n\tb\u{7f}\u{9b}2J\u{202e}c\u{2028}d"), "a \n b␡�2J�c�d");
        assert_eq!(lines("令和８年 𠮷 が"), "令和８年 𠮷 が");
    }

    #[test]
    fn of_what_is_drawn_only_the_colours_stay() {
        let drawn = "\u{1b}[1m\u{1b}[38;5;9mエラー\u{1b}[0m: \u{1b}[2J \u{1b}]0;title\u{7} \u{1b}[31";
        assert_eq!(
            coloured(drawn),
            "\u{1b}[1m\u{1b}[38;5;9mエラー\u{1b}[0m: ␛[2J ␛]0;title␇ ␛[31"
        );
    }
}
