//! Where phrases (文節) end: between which characters of a title, a heading or a cell a reader would end a line, and what a
//! line end elsewhere would part.
//!
//! A segmenter says where phrases end, from a model trained on texts of every kind; a list of the trade's words has the last word
//! over it, and so have the scripts: the model cuts お問い|合わせ, and joins とおりメンテナンスを. It reads
//! characters only; dates and numbers are [`whole`](super::whole)'s, and kinsoku goes before both.

mod words;

use budoux_phf_rs::Parser;

use super::whole::{self, Tie};

/// What a line end behind a character would part, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seam {
    /// Nothing: a phrase ends here.
    Phrase,
    /// Nothing that is read as one, but a mark that belongs to what follows would go: 電子マネー|（交通系, 振込・|振替.
    Mark,
    /// A phrase, between two of its words: システム|障害の.
    Word,
    /// A word made of two: クレジット|カード.
    Joint,
    /// A phrase, perhaps within a word.
    Inside,
    /// A word.
    Whole,
}

impl Seam {
    /// What it costs in ragged text: a phrase is kept whole while any other line end will do, however many lines it takes.
    pub(super) fn harm(self) -> f64 {
        match self {
            Seam::Phrase => 0.0,
            Seam::Mark => PARTED_MARK,
            Seam::Word => PARTED_PHRASE,
            Seam::Joint => 1.5 * PARTED_PHRASE,
            Seam::Inside => 2.0 * PARTED_PHRASE,
            Seam::Whole => 5.0 * PARTED_PHRASE,
        }
    }
}

/// What it costs to part a mark, or words that are not surely two phrases, from what it belongs to.
pub(super) const PARTED_MARK: f64 = 30.0;

/// What it costs to part a phrase between two of its words: two lines (`cost::RAGGED_LINE`), more than it saves.
pub(super) const PARTED_PHRASE: f64 = 600.0;

/// What a line end behind each character would part.
pub(super) fn seams(text: &[char]) -> Vec<Seam> {
    let mut seams = segmented(text);
    by_script(text, &mut seams);
    by_tokens(text, &mut seams);
    by_words(text, &mut seams);
    no_scraps(&mut seams);
    if let Some(last) = seams.last_mut() {
        *last = Seam::Phrase;
    }
    seams
}

/// Phrases as the segmenter has them.
fn segmented(text: &[char]) -> Vec<Seam> {
    let mut seams = vec![Seam::Inside; text.len()];
    let sentence: String = text.iter().collect();
    let mut end = 0;
    Parser::japanese_parser().parse_with(&sentence, |phrase| {
        let length = phrase.chars().count();
        // No phrase begins with を, and a kana alone is the particle of the phrase before it.
        let particle = text[end] == 'を' || length == 1 && Script::of(text[end]) == Script::Hiragana;
        if particle && end > 0 {
            seams[end - 1] = Seam::Inside;
        }
        end += length;
        seams[end - 1] = Seam::Phrase;
    });
    seams
}

/// What the scripts say surer than the model: 〜の|メンテナンス begins a phrase, 通信|サービス a word, and nobody reads a word
/// of katakana across a line end.
fn by_script(text: &[char], seams: &mut [Seam]) {
    for i in 1..text.len() {
        let (a, b) = (text[i - 1], text[i]);
        let seam = &mut seams[i - 1];
        *seam = match (Script::of(a), Script::of(b)) {
            (Script::Katakana, Script::Katakana) | (Script::Latin, Script::Latin) => Seam::Whole,
            _ if a == '第' || is_polite(a) && begins_polite(text, i - 1) => Seam::Whole,
            (_, Script::Hiragana) if b == 'を' => Seam::Whole,
            (Script::Hiragana, Script::Katakana | Script::Latin) => Seam::Phrase,
            (Script::Kanji, Script::Katakana | Script::Latin) | (Script::Katakana | Script::Latin, Script::Kanji) => {
                Seam::Word.min(*seam)
            }
            (Script::Katakana, Script::Latin) | (Script::Latin, Script::Katakana) => Seam::Word.min(*seam),
            // No particle ends it: 一部|繰上げ is less sure than ローンの|一部.
            (Script::Kanji, Script::Kanji) => Seam::Mark.max(*seam),
            (_, Script::Opening) | (_, Script::Range) => Seam::Mark,
            (Script::Space | Script::Stop, _) => Seam::Phrase,
            (Script::Closing, _) if Script::of(b) != Script::Hiragana => Seam::Phrase,
            (Script::Mark | Script::Range, _) => Seam::Mark,
            _ => *seam,
        };
    }
}

/// Dates, times and numbers say something else than the word before them (平日|9:00, 手数料|¥12,345), and particles behind them
/// begin no line.
fn by_tokens(text: &[char], seams: &mut [Seam]) {
    let ties = whole::ties(text);
    for i in 1..text.len() {
        let (before, here) = (ties[i - 1], ties[i]);
        let script = Script::of(text[i - 1]);
        if before == Tie::Loose && here != Tie::Loose && matches!(script, Script::Kanji | Script::Katakana) {
            seams[i - 1] = Seam::Mark.min(seams[i - 1]);
        }
        let ended = before == Tie::Loose && i > 1 && ties[i - 2] != Tie::Loose;
        if ended && is_particle(&text[i..]) {
            seams[i - 1] = Seam::Inside;
        }
    }
}

/// What stands behind a noun and is no word.
fn is_particle(rest: &[char]) -> bool {
    let two = |word: &str| word.chars().eq(rest.iter().take(2).copied());
    rest.first().is_some_and(|c| "のをにはがともへや".contains(*c))
        || ["まで", "から", "より", "です", "ごろ", "ほど"].iter().any(|w| two(w))
}

/// The ご or お at `at` stands before its word, not within one: なお and まで|ご案内.
fn begins_polite(text: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| text[i]);
    before.is_none_or(|c| Script::of(c) != Script::Hiragana || "のをにはがとでもめりらてや".contains(c))
}

/// A kanji that ends the word before it (停止中, 終了後) and begins none.
fn is_suffix(rest: &[char]) -> bool {
    let kanji = |c: Option<&char>| c.is_some_and(|c| Script::of(*c) == Script::Kanji);
    rest.first()
        .is_some_and(|c| "中者用先時等上内外後前間別分側目的化性率数額料費日元名表書".contains(*c))
        && !kanji(rest.get(1))
}

fn is_polite(c: char) -> bool {
    matches!(c, 'ご' | 'お' | '御')
}

/// What the list says: its words are whole, and what stands beside them is another word unless it is kana.
fn by_words(text: &[char], seams: &mut [Seam]) {
    let mut at = 0;
    while at < text.len() {
        let polite = is_polite(text[at]) && begins_polite(text, at) && words::at(text, at).is_none();
        let Some(word) = words::at(text, at + usize::from(polite)).filter(|word| stands_alone(text, at, word)) else {
            at += 1;
            continue;
        };
        let first = at + usize::from(polite);
        let end = first + word.letters.len();
        seams[at..end - 1].fill(Seam::Whole);
        for joint in &word.joints {
            seams[first + joint - 1] = Seam::Joint;
        }
        for joint in &word.phrases {
            seams[first + joint - 1] = Seam::Mark;
        }
        if let Some(before) = at.checked_sub(1).map(|i| &mut seams[i]) {
            let parts = word.parts || polite || is_polite(text[at]) || Script::of(text[at]) != Script::Hiragana;
            match word.begins {
                true => *before = Seam::Phrase,
                false if parts => *before = Seam::Word.min(*before),
                false => {}
            }
        }
        let after = text.get(end).copied().unwrap_or(' ');
        let kana = Script::of(after) == Script::Hiragana;
        if word.ends && (word.begins || !"のをにはがとでもへやかよまし".contains(after)) {
            seams[end - 1] = Seam::Phrase;
        } else if !kana && !is_suffix(&text[end..]) {
            seams[end - 1] = Seam::Word.min(seams[end - 1]);
        }
        at = end;
    }
}

/// A word of katakana is one where a word of at least three letters is left on either side of it: キャンペーン|ポイント, but no サービス
/// in サービスマン.
fn stands_alone(text: &[char], at: usize, word: &words::Word) -> bool {
    let katakana = |c: &char| Script::of(*c) == Script::Katakana;
    let before = text[..at].iter().rev().take_while(|c| katakana(c)).count();
    let end = at + word.letters.len();
    let after = text[end.min(text.len())..].iter().take_while(|c| katakana(c)).count();
    let left = |count: usize| count == 0 || count >= LEAST_KATAKANA;
    (!katakana(&word.letters[0]) || left(before)) && (word.letters.last().is_none_or(|c| !katakana(c)) || left(after))
}

/// Words of katakana have as many letters at least.
const LEAST_KATAKANA: usize = 3;

/// What is known to be neither word nor end of one is not left with a single character of its phrase: いただけな|い.
fn no_scraps(seams: &mut [Seam]) {
    let ends: Vec<bool> = seams.iter().map(|seam| *seam <= Seam::Joint).collect();
    for i in 0..seams.len() {
        let first = i == 0 || ends[i - 1];
        let last = ends.get(i + 1).is_none_or(|end| *end);
        if seams[i] == Seam::Inside && (first || last) {
            seams[i] = Seam::Whole;
        }
    }
}

/// What writing a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Hiragana,
    /// Latin letters and figures of any width.
    Latin,
    Space,
    /// 、 and 。, colons, marks of exclamation.
    Stop,
    Opening,
    Closing,
    /// ～ and its like.
    Range,
    /// Any other mark.
    Mark,
}

impl Script {
    fn of(c: char) -> Script {
        match c {
            'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' | 'ㇰ'..='ㇿ' => Script::Katakana,
            'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => Script::Hiragana,
            '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => {
                Script::Kanji
            }
            '0'..='9' | 'A'..='Z' | 'a'..='z' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Script::Latin,
            ' ' | '\u{3000}' | '\u{A0}' => Script::Space,
            '、' | '。' | '，' | '．' | '：' | '；' | '！' | '？' | ',' | ':' | ';' | '!' | '?' => Script::Stop,
            '（' | '(' | '「' | '『' | '【' | '〔' | '［' | '[' | '〈' | '《' | '“' => Script::Opening,
            '）' | ')' | '」' | '』' | '】' | '〕' | '］' | ']' | '〉' | '》' | '”' => Script::Closing,
            '～' | '〜' | '~' | '–' => Script::Range,
            _ => Script::Mark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `|` where a phrase ends, `+` between words of one, `'` where a mark would go.
    fn drawn(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::new();
        for (c, seam) in chars.iter().zip(seams(&chars)) {
            out.push(*c);
            out.push_str(match seam {
                Seam::Phrase => "|",
                Seam::Mark => "'",
                Seam::Word | Seam::Joint => "+",
                Seam::Inside | Seam::Whole => "",
            });
        }
        out.pop();
        out
    }

    #[test]
    fn phrases_of_the_trade_are_whole() {
        for told in [
            "ご利用の+皆様への|影響",
            "主に|電子+マネーの|業務",
            "致しません",
            "お問い合わせ",
            "一部",
            "主に|クレジット+カード+決済の|業務",
            "お預け入れ",
            "決まり次第",
            "法定点検",
            "基盤+運用+第一部",
        ] {
            let text: String = told.chars().filter(|c| !"|+'".contains(*c)).collect();
            assert_eq!(drawn(&text), told);
        }
    }
}
