//! Texts as operators type them, each with what a reader must find of it in print.

use crate::dice::Dice;

/// A text: how it stands in the record, and the stretches of characters that must come back, in order. A stretch ends where
/// notation stands in the text.
#[derive(Clone, Default)]
pub struct Words {
    pub source: String,
    pub told: Vec<String>,
}

const PLAIN: [&str; 14] = [
    "決済端末の更新作業",
    "回線の輻輳",
    "外部連携先での障害",
    "電源設備の点検",
    "JCB",
    "iDとQUICPay",
    "サーバーのOS更新",
    "認証に時間がかかります",
    "端末を再起動してください",
    "ご不便をおかけします。",
    "取引の一部",
    "A社、B社",
    "照会のみ可能",
    "ver.2",
];

/// What is no notation, whatever Markdown says: it must come back as typed.
const AWKWARD: [&str; 26] = [
    "5*3*2",
    "iD*1、QUICPay*2",
    "a_b_c",
    "[電話]: 0120-000-123",
    "[控え]",
    "A & B",
    "x < y > z",
    "&amp;",
    "縦|棒",
    "\"引用\"",
    "C:\\temp",
    "`code`",
    "100%",
    "~5件",
    "約〜10件",
    "※注意",
    "・中点",
    "①番",
    "(1)括弧",
    "【重要】",
    "■印",
    "→次",
    // Japanese right behind an address would be cut from it.
    "https://example.jp/_static_/a ",
    "# memo",
    "+ 500",
    "'x'",
];

/// What begins a line or a value and looks like the beginning of something.
const HEADS: [&str; 12] = [
    "※",
    "・",
    "①",
    "(1)",
    "■",
    "【注】",
    "- ",
    "+ ",
    "1. ",
    "> ",
    "[電話]: ",
    "# ",
];

/// A name no other text has, so that what is found can only be this.
pub struct Tags(usize);

impl Tags {
    pub fn new() -> Self {
        Tags(0)
    }

    pub fn next(&mut self) -> String {
        self.0 += 1;
        let mut number = self.0;
        let mut letters = String::new();
        for _ in 0..3 {
            letters.insert(0, char::from(b'A' + u8::try_from(number % 26).expect("a letter")));
            number /= 26;
        }
        format!("Q{letters}x")
    }
}

/// How much of what looks like notation a text may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Taste {
    Tame,
    Awkward,
}

/// A value on one line that is no Markdown, or Markdown within a line (a cell): nothing in it but words is typed.
pub fn line(dice: &mut Dice, tag: &str, taste: Taste) -> Words {
    let mut text = String::new();
    if taste == Taste::Awkward && dice.chance(15) {
        text.push_str(HEADS[dice.below(HEADS.len())]);
    }
    text.push_str(tag);
    for _ in 0..dice.below(3) {
        text.push_str(piece(dice, taste));
    }
    Words {
        source: text.clone(),
        told: vec![text],
    }
}

fn piece(dice: &mut Dice, taste: Taste) -> &'static str {
    match taste {
        Taste::Awkward if dice.chance(40) => AWKWARD[dice.below(AWKWARD.len())],
        _ => PLAIN[dice.below(PLAIN.len())],
    }
}

/// Markdown of several lines; marks each of `notes` once.
pub fn passage(dice: &mut Dice, tag: &str, taste: Taste, notes: &[String]) -> Words {
    let mut words = Words::default();
    let mut marks = notes.iter();
    let lines = 1 + dice.below(3);
    for number in 0..lines {
        if number > 0 {
            words.source.push_str(if dice.chance(50) { "\n\n" } else { "\n" });
        }
        let tag = if number == 0 {
            tag.to_string()
        } else {
            format!("{tag}{}", "abc".as_bytes()[number - 1] as char)
        };
        let mut typed = line(dice, &tag, taste);
        let list = taste == Taste::Tame && dice.chance(15);
        if list && (number == 0 || words.source.ends_with("\n\n")) {
            typed.source = format!("- {}", typed.source);
        }
        // As a list's mark, a heading's, an ordered item's: notation, whose words must come back. On one line it is none.
        if lines > 1
            && let Some(rest) = ["- ", "+ ", "1. ", "# "]
                .iter()
                .find_map(|mark| typed.source.strip_prefix(*mark))
        {
            typed.told = vec![rest.to_string()];
        }
        if dice.chance(20) {
            let strong = PLAIN[dice.below(PLAIN.len())];
            typed.source.push_str(&format!("**{strong}**"));
            typed.told.push(strong.to_string());
        }
        if dice.chance(10) {
            typed.source.push_str("{輻輳|ふくそう}");
            typed.told.extend(["輻輳".to_string(), "ふくそう".to_string()]);
        }
        if taste == Taste::Awkward && dice.chance(10) {
            typed.source.push_str("[こちら](https://example.jp/a_b)");
            typed
                .told
                .extend(["こちら", "https://example.jp/a_b"].map(String::from));
        }
        if let Some(key) = marks.next() {
            typed.source.push_str(&format!("[^{key}]"));
        }
        words.source.push_str(&typed.source);
        words.told.append(&mut typed.told);
    }
    for key in marks {
        words.source.push_str(&format!("[^{key}]"));
    }
    words
}

/// `text` as a YAML value on one line.
pub fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// `text` as a YAML value, a block where it has several lines; `indent` is that of its key.
pub fn value(text: &str, indent: usize) -> String {
    if !text.contains('\n') {
        return quoted(text);
    }
    let pad = " ".repeat(indent + 2);
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!("{pad}{line}")
            }
        })
        .collect();
    format!("|\n{}", lines.join("\n"))
}
