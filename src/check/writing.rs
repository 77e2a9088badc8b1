//! Characters that look as they should and are others: kana in two pieces, radicals in place of characters. Both come with
//! what is copied from elsewhere; they print wrongly or not at all, and nobody finds the words again.

use super::folder::Folder;
use super::passages::{self, Finder, Place};
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message};
use unicode_normalization::{UnicodeNormalization, char::compose};

/// The radicals of U+2E80–2EFF, each with the character it stands for, from Unicode's EquivalentUnifiedIdeograph.txt (14.0.0; two
/// of them, U+2E80 and U+2E9A, stand for none). Those of U+2F00–2FDF have theirs as compatibility decomposition.
const SUPPLEMENT: &str = "\
    ⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺 \
    ⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛 \
    ⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀 \
    ⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶 \
    ⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣 \
    ⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The character that the radical `c` stands for.
pub(crate) fn character(c: char) -> Option<char> {
    match c {
        '\u{2F00}'..='\u{2FDF}' => [c].into_iter().nfkc().next().filter(|other| *other != c),
        '\u{2E80}'..='\u{2EFF}' => {
            let mut table = SUPPLEMENT.chars().filter(|c| *c != ' ');
            std::iter::from_fn(|| Some((table.next()?, table.next()?)))
                .find_map(|(radical, meant)| (radical == c).then_some(meant))
        }
        _ => None,
    }
}

/// No radical goes out for a character: ⽇ (U+2F47) is not 日.
pub(super) fn radical(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for passage in passages::of(folder) {
        let finder = Finder::new(folder.sources, passage);
        faults.extend(radicals(&passage.value, &|at, len| finder.span(at, len), code));
    }
    faults
}

/// The radicals in `words`.
pub(super) fn radicals(words: &str, place: Place<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (at, c) in words.char_indices() {
        let Some(meant) = character(c) else { continue };
        let number = c as u32;
        faults.push(code.at(
            place(at, c.len_utf8()),
            Message::new(
                format!("「{c}」(U+{number:04X})は部首の文字で、「{meant}」ではありません"),
                format!("`{c}` (U+{number:04X}) is a radical, not the character `{meant}`"),
            ),
            Message::new(
                format!("「{meant}」と打ち直してください。PDFから写した文章に混じることがあります"),
                format!("type `{meant}`; radicals come with text that is copied from a PDF"),
            ),
        ));
    }
    faults
}

/// The characters of `text` in two pieces that are one: where the first stands, its bytes, and the one meant.
fn pieces(text: &str) -> Vec<(usize, usize, char)> {
    let marks = |c: char| matches!(c, '\u{3099}' | '\u{309A}' | '\u{300}'..='\u{36F}');
    let next = text.char_indices().skip(1);
    text.char_indices()
        .zip(next)
        .filter(|(_, (_, mark))| marks(*mark))
        .filter_map(|((at, base), (_, mark))| Some((at, base.len_utf8() + mark.len_utf8(), compose(base, mark)?)))
        .collect()
}

/// No kana goes out in two pieces, as macOS keeps the names of files: か and a voicing mark for が.
pub(super) fn decomposed(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for passage in passages::of(folder) {
        let finder = Finder::new(folder.sources, passage);
        let help = |meant| {
            let right: String = passage.value.nfc().collect();
            let line = right.lines().find(|line| line.contains(meant));
            let line = line.unwrap_or_default().trim();
            Message::new(
                format!("打ち直すか、次の行に置き換えてください(macOSのファイル名やPDFから写すとこうなります): {line}"),
                format!(
                    "type it anew, or take this line (such pieces come with names of files on macOS, and from PDFs): {line}"
                ),
            )
        };
        faults.extend(first_in_pieces(
            &passage.value,
            &|at, len| finder.span(at, len),
            help,
            code,
        ));
    }
    faults
}

/// The first character in two pieces of a template's words. Its line is not shown: the tags in it are no words.
pub(super) fn in_pieces(words: &str, place: Place<'_>, code: &Code) -> Vec<Diagnostic> {
    let help = |meant| {
        Message::new(
            format!("「{meant}」と打ち直してください(macOSのファイル名やPDFから写すとこうなります)"),
            format!("type `{meant}` anew (such pieces come with names of files on macOS, and from PDFs)"),
        )
    };
    first_in_pieces(words, place, help, code).into_iter().collect()
}

/// The first character of `words` in two pieces, with how many there are.
fn first_in_pieces(words: &str, place: Place<'_>, help: impl Fn(char) -> Message, code: &Code) -> Option<Diagnostic> {
    let found = pieces(words);
    let (at, len, meant) = found.first().copied()?;
    let (more_ja, more_en) = match found.len() {
        1 => (String::new(), String::new()),
        n => (format!("(この文章に{n}か所)"), format!(" ({n} such in this text)")),
    };
    Some(code.at(
        place(at, len),
        Message::new(
            format!("「{meant}」が、仮名と濁点などの2文字に分かれています{more_ja}"),
            format!("`{meant}` is in two pieces, a letter and a mark{more_en}"),
        ),
        help(meant),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_radical_but_two_has_its_character() {
        for (radical, meant) in [
            ('⽇', '日'),
            ('⻑', '長'),
            ('⾒', '見'),
            ('⿕', '龠'),
            ('⺁', '厂'),
            ('⻳', '龟'),
        ] {
            assert_eq!(character(radical), Some(meant));
        }
        let none: Vec<char> = ('\u{2E80}'..='\u{2EF3}').filter(|c| character(*c).is_none()).collect();
        assert_eq!(none, ['\u{2E80}', '\u{2E9A}']);
        assert!(('\u{2F00}'..='\u{2FD5}').all(|c| character(c).is_some()));
        assert_eq!(character('日'), None);
    }

    #[test]
    fn kana_in_two_pieces_are_found() {
        assert_eq!(pieces("か\u{3099}く"), [(0, 6, 'が')]);
        assert_eq!(pieces("がく は\u{309A}"), [(7, 6, 'ぱ')]);
        assert_eq!(pieces("が、か゛、あ\u{3099}"), []);
    }
}
