//! Where a line may end: very strict kinsoku (JLREQ 3.1.7, 3.1.8, 3.1.10; appendix C), and what a reader of notices
//! would rather see kept together.

use super::class::Class::{self, *};
use super::unit::{Joint, Unit};

/// What a line end between two units costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// No line may end here.
    Never,
    /// A line may end here.
    Free,
    /// A line may end here, but a date, a count or a name is parted by it.
    Parts,
    /// A word is parted, with a hyphen drawn.
    Hyphenates,
}

/// Whether a line may end between `a` and `b`, which stand side by side or with typed spaces between them (`spaced`).
pub(super) fn verdict(a: &Unit, b: &Unit, spaced: bool) -> Verdict {
    if a.joint == Joint::Glued || never_starts(b.class) || never_ends(a.class) {
        return Verdict::Never;
    }
    // What is typed to allow a break opens words and numbers, not kinsoku.
    match a.joint {
        Joint::Open => return Verdict::Free,
        Joint::Hyphen => return Verdict::Hyphenates,
        _ => {}
    }
    if spaced {
        return if is_honorific(b.character) {
            Verdict::Parts
        } else {
            Verdict::Free
        };
    }
    match (a.class, b.class) {
        (Inseparable, Inseparable) if same_inseparable(a.character, b.character) => Verdict::Never,
        // 25°C, 35°30′.
        (Postfix, Western | Numeral) if matches!(a.character, '°' | '′' | '″') => Verdict::Never,
        (x, Postfix) if x.is_western() || is_number(a.character) => Verdict::Never,
        (Numeral, MathSymbol | MathOperator) | (MathSymbol | MathOperator, Numeral) => Verdict::Parts,
        (x, y) if x.is_western() && y.is_western() => Verdict::Never,
        _ if is_kept(a, b) => Verdict::Parts,
        _ => Verdict::Free,
    }
}

/// ――, ……, ‥‥: one mark of two characters (JLREQ 3.1.10, C.2 note 5). U+2015 counts as U+2014.
pub(super) fn same_inseparable(a: char, b: char) -> bool {
    let dash = |c| matches!(c, '―' | '—');
    a == b || dash(a) && dash(b)
}

/// What it costs besides, in ragged text, to end a line within a phrase between `a` and `b`, where it is allowed: scripts
/// tell where words end, and nobody reads a word of katakana across a line end (クレ|ジット).
pub(super) fn harm(a: &Unit, b: &Unit) -> f64 {
    match (Script::of(a), Script::of(b)) {
        (Script::Katakana, Script::Katakana) => 400.0,
        (Script::Kanji, Script::Kanji) => 60.0,
        (Script::Kanji | Script::Katakana | Script::Other, Script::Hiragana) => 45.0,
        (Script::Hiragana, Script::Hiragana) => 25.0,
        _ => 0.0,
    }
}

/// What writing a unit belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Script {
    Kanji,
    Katakana,
    Hiragana,
    /// Latin letters and digits.
    Other,
    /// Marks: words end at them.
    Mark,
}

impl Script {
    fn of(unit: &Unit) -> Script {
        match unit.character {
            'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' | 'ㇰ'..='ㇿ' => Script::Katakana,
            'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => Script::Hiragana,
            '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => {
                Script::Kanji
            }
            _ if matches!(unit.class, Numeral | Western) => Script::Other,
            _ => Script::Mark,
        }
    }
}

/// Line-start prohibition: cl-02–07, 09–11, 20 and their ASCII counterparts.
pub(super) fn never_starts(class: Class) -> bool {
    matches!(
        class,
        Closing
            | Hyphen
            | Dividing
            | MiddleDot
            | FullStop
            | Comma
            | Iteration
            | Prolonged
            | SmallKana
            | ReferenceMark
            | WesternClosing
            | WesternPoint
    )
}

/// Line-end prohibition: cl-01, cl-12 and ASCII opening brackets.
pub(super) fn never_ends(class: Class) -> bool {
    matches!(class, Opening | Prefix | WesternOpening)
}

/// Digits of any width and ideographic numerals: a postfixed abbreviation belongs to them.
pub(super) fn is_number(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９') || is_ideographic_number(c)
}

fn is_ideographic_number(c: char) -> bool {
    matches!(
        c,
        '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万'
    )
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Titles after a name.
fn is_honorific(c: char) -> bool {
    matches!(c, '様' | '殿' | '御')
}

/// Words that count or date what a number says.
fn is_counter(c: char) -> bool {
    matches!(
        c,
        '年' | '月'
            | '日'
            | '時'
            | '分'
            | '秒'
            | '回'
            | '件'
            | '台'
            | '名'
            | '社'
            | '本'
            | '枚'
            | '頁'
            | '週'
            | '号'
            | '円'
            | '人'
            | '個'
            | '店'
            | '箇'
            | '次'
            | '度'
            | '歳'
            | '版'
            | '章'
            | '条'
            | '項'
            | '行'
            | '列'
            | '割'
            | '倍'
            | '万'
            | '億'
            | '千'
            | '百'
            | 'か'
            | 'カ'
            | 'つ'
    )
}

/// Pairs that a line may part by the letter, but that a notice is read by: 2021|年, 第|3, 30日|(日), (月・|祝), 午後|9, ※|1,
/// 2～|4.
fn is_kept(a: &Unit, b: &Unit) -> bool {
    let (x, y) = (a.character, b.character);
    is_digit(x) && is_counter(y)
        || is_digit(y) && matches!(x, '第' | '約' | '計' | '全' | '※' | '＃' | '№')
        || matches!(x, '～' | '〜' | '~' | '–') && is_digit(y)
        || x == '日' && matches!(y, '(' | '（')
        || x == '・' && matches!(y, '祝' | '休' | '振')
        || x == '振' && y == '休'
        || matches!(x, '前' | '後') && is_digit(y)
        || is_digit(x) && is_digit(y)
}
