//! Names that every file system, every address of a web site and the list of what was published can carry. A name that only the
//! operator's own disk knows would be lost on the way to a web server, or stand for another folder there.

use crate::diagnostic::Message;
use unicode_normalization::UnicodeNormalization;

/// The longest name that file systems have, in bytes.
const LONGEST: usize = 255;

/// What Windows, a shell or an address takes for something else.
const MARKS: &[char] = &['\\', '/', ':', '*', '?', '"', '<', '>', '|', '%', '#'];

/// What is wrong with `name` as the name of a file or folder; `None` where it goes everywhere.
pub(crate) fn fault(name: &str) -> Option<Message> {
    if let Some(mark) = name.chars().find(|c| MARKS.contains(c)) {
        return Some(Message::new(
            format!("「{mark}」があります"),
            format!("it holds `{mark}`"),
        ));
    }
    if let Some(unseen) = name.chars().find(|c| unseen(*c)) {
        let number = format!("U+{:04X}", u32::from(unseen));
        return Some(Message::new(
            format!("目に見えない文字 {number} があります"),
            format!("it holds {number}, which nobody can see"),
        ));
    }
    if name.trim() != name {
        return Some(Message::new("端に空白があります", "it begins or ends with a blank"));
    }
    let mut neighbours = name.chars().zip(name.chars().skip(1));
    if neighbours.any(|(one, next)| one.is_whitespace() && next.is_whitespace()) {
        return Some(Message::new("空白が続いています", "it holds two blanks in a row"));
    }
    if name.ends_with('.') {
        return Some(Message::new("「.」で終わっています", "it ends with a full stop"));
    }
    if name.starts_with('~') {
        return Some(Message::new(
            "「~」で始まっています(エディターの控えの名前です)",
            "it begins with `~`, as what an editor keeps does",
        ));
    }
    if is_device(name) {
        return Some(Message::new(
            "Windows では機器の名前です",
            "on Windows it is the name of a device",
        ));
    }
    (name.len() > LONGEST).then(|| {
        Message::new(
            format!("長すぎます(UTF-8で{LONGEST}バイトまで)"),
            format!("it is too long (at most {LONGEST} bytes of UTF-8)"),
        )
    })
}

/// Whether `name` can be an id, which names files and stands in addresses.
pub(crate) fn is_id(name: &str) -> bool {
    name.len() <= 100
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && !is_device(name)
}

/// What two names have in common that are one on some file system: case counts for nothing on Windows and macOS, and が is one
/// character or two.
pub(crate) fn folded(name: &str) -> String {
    let lower: String = name.nfc().collect::<String>().to_lowercase();
    lower.nfc().collect()
}

/// Whether Windows takes the name for a device, with an ending or without: `con`, `COM1.yaml`.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str()) {
        return true;
    }
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let mut number = port.unwrap_or_default().chars();
    matches!(
        (number.next(), number.next()),
        (Some('0'..='9' | '¹' | '²' | '³'), None)
    )
}

/// Controls, ends of lines, marks of direction, zero-width characters.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_go_everywhere() {
        for name in [
            "みどり",
            "midori",
            "web",
            "office",
            "j-mups",
            "あ い",
            "console",
            "com",
            "COM10",
            "nul1",
            "a.b",
            "…",
            "Ａ社",
        ] {
            assert_eq!(fault(name), None, "{name}");
        }
        assert_eq!(fault(&"a".repeat(255)), None);
    }

    #[test]
    fn names_that_do_not() {
        for name in [
            "a:b",
            "a\\b",
            "a*",
            "a?",
            "\"a\"",
            "<a>",
            "a|b",
            "50%",
            "a#1",
            "a  b",
            " a",
            "a ",
            "　a",
            "a.",
            "a\u{7}",
            "a\u{9b}b",
            "a\u{202e}b",
            "a\u{200b}",
            "~a",
            "CON",
            "con",
            "Nul",
            "aux.yaml",
            "prn",
            "com1",
            "LPT9.txt",
            "com¹",
            "con .x",
        ] {
            assert!(fault(name).is_some(), "{name}");
        }
        assert!(fault(&"あ".repeat(86)).is_some());
    }

    #[test]
    fn ids() {
        assert!(["2021-emoney", "a", "A_b", "con-1", "nul_"].iter().all(|id| is_id(id)));
        assert!(
            ["", "-a", "a.", "a.b", "みどり", "con", "NUL", "lpt1", "aux"]
                .iter()
                .all(|id| !is_id(id))
        );
        assert!(!is_id(&"a".repeat(101)));
    }

    #[test]
    fn names_that_are_one_elsewhere() {
        assert_eq!(folded("Midori"), folded("midori"));
        assert_eq!(folded("か\u{3099}"), folded("が"));
        assert_eq!(folded("Ａ社"), folded("ａ社"));
        assert_ne!(folded("か"), folded("が"));
    }
}
