//! What must not stand in a text that goes out: placeholders, invisible characters, double honorifics, slips.

use super::folder::Folder;
use super::passages::{self, Finder, Place};
use crate::account::letter;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::record::schema::Issued;

/// Words that hold the place of a fact not known yet.
const PLACEHOLDERS: &[&str] = &[
    "作成中",
    "【要確認】",
    "(要確認)",
    "（要確認）",
    "○○",
    "〇〇",
    "◯◯",
    "●●",
    "△△",
    "××",
    "XX",
    "ＸＸ",
    "xx",
    "TBD",
    "TODO",
    "FIXME",
    "yyyy",
    "YYYY",
];

/// Slips with what was meant.
const SLIPS: &[(&str, &str)] = &[
    ("お願いたします", "お願いいたします"),
    ("お願い致たします", "お願いいたします"),
    ("お願いいたしす", "お願いいたします"),
    ("お願いししま", "お願いしま"),
    ("いたしすので", "いたしますので"),
    ("いただきすよう", "いただきますよう"),
    ("ご確認してください", "ご確認ください"),
    ("ご連絡してください", "ご連絡ください"),
    ("ご了承してください", "ご了承ください"),
    ("申し上けます", "申し上げます"),
    ("ございせん", "ございません"),
    ("くだい。", "ください。"),
    ("よろくお願い", "よろしくお願い"),
    ("をを", "を"),
    ("、、", "、"),
    ("。。", "。"),
];

/// Two honorifics in a row.
const DOUBLED: &[&str] = &[
    "各位様",
    "各位 様",
    "各位殿",
    "各位御中",
    "御中様",
    "御中 様",
    "御中殿",
    "御中各位",
    "様御中",
    "様殿",
];

/// Where `word` stands in `prose` by itself: `TBD` in `TBDS` is another word; 作成中 in 伝票作成中に, or before の伝票, is
/// something going on, not a mark left behind.
fn alone<'t>(prose: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    prose.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let (first, last) = (word.chars().next(), word.chars().next_back());
        let before = prose[..*at].chars().next_back();
        let after = prose[at + word.len()..].chars().next();
        let joined_before = match first {
            Some(f) if f.is_ascii_alphanumeric() => before.is_some_and(|c| c.is_ascii_alphanumeric()),
            Some(f) => is_ideograph(f) && before.is_some_and(is_ideograph),
            None => false,
        };
        let joined_after = match last {
            Some(l) if l.is_ascii_alphanumeric() => after.is_some_and(|c| c.is_ascii_alphanumeric()),
            Some(l) => is_ideograph(l) && after.is_some_and(char::is_alphanumeric),
            None => false,
        };
        !joined_before && !joined_after
    })
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '々')
}

/// No text goes out with the place of a fact still empty.
pub(super) fn placeholder(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for passage in passages::of(folder) {
        let finder = Finder::new(folder.sources, passage);
        let prose = passages::prose(&passage.value);
        faults.extend(placeholders(&prose, &|at, len| finder.span(at, len), code));
    }
    faults
}

/// The placeholders in `words`.
pub(super) fn placeholders(words: &str, place: Place<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for word in PLACEHOLDERS {
        for at in alone(words, word) {
            faults.push(code.at(
                place(at, word.len()),
                Message::new(
                    format!("仮の文字「{word}」が残っています"),
                    format!("the placeholder `{word}` is left"),
                ),
                Message::new("確定した内容に書き換えてください", "write what is meant in its place"),
            ));
        }
    }
    faults
}

/// Characters nobody sees: controls, marks that turn the direction of writing (a text may read otherwise than it is
/// stored), zero-width marks, private characters no font has.
fn hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}'
        | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
        && !('\u{E0100}'..='\u{E01EF}').contains(&c)
}

/// No text goes out with characters nobody can see, nor with what an escape made of a path.
pub(super) fn control_character(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for passage in passages::of(folder) {
        let place = Finder::new(folder.sources, passage);
        let file = &folder.sources.get(passage.span.file).text;
        let escapes = file[passage.span.start..].starts_with('"');
        for (at, c) in passage.value.char_indices() {
            let unseen = hidden(c);
            let may_be_escape = escapes && matches!(c, '\t' | '\n' | '\u{A0}');
            if !unseen && !may_be_escape {
                continue;
            }
            let span = place.span(at, c.len_utf8());
            let typed = &file[span.start..span.end];
            // `\u202E` was typed for the character's sake, `\t` and `\b` for a folder's.
            let escape = escapes && typed.starts_with('\\') && !typed[1..].starts_with(['u', 'U', 'x']);
            if escape && (unseen || c == '\t' || in_path(&passage.value, at)) {
                faults.push(code.at(span, escape_message(c, typed), escape_remedy()));
            } else if unseen {
                faults.push(unseen_fault(c, span, code));
            }
        }
    }
    faults
}

/// The characters of `words` that nobody sees; an end of line as Windows writes it is none.
pub(super) fn control_characters(words: &str, place: Place<'_>, code: &Code) -> Vec<Diagnostic> {
    let unseen = words
        .char_indices()
        .filter(|(at, c)| hidden(*c) && !words[*at..].starts_with("\r\n"));
    unseen
        .map(|(at, c)| unseen_fault(c, place(at, c.len_utf8()), code))
        .collect()
}

fn unseen_fault(c: char, span: Span, code: &Code) -> Diagnostic {
    code.at(
        span,
        Message::new(
            format!("見えない制御文字 U+{:04X} が入っています", c as u32),
            format!("there is an invisible control character, U+{:04X}", c as u32),
        ),
        Message::new(
            "その文字を消してください。見つからないときは、前後の文章を打ち直します",
            "remove it; where it cannot be found, type the words around it anew",
        ),
    )
}

/// Whether the character at `at`, of an escape, stands in a path of folders: `C:\new`, `\\server\new`.
fn in_path(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let drive = word.strip_suffix(':').and_then(|word| word.chars().next_back());
    let drive = drive.is_some_and(|c| c.is_ascii_alphabetic())
        && !word[..word.len() - 2].ends_with(|c: char| c.is_ascii_alphanumeric());
    let behind = text[at..].chars().nth(1);
    (drive || word.contains('\\')) && behind.is_some_and(|c| c.is_ascii_alphanumeric())
}

fn escape_message(c: char, typed: &str) -> Message {
    let (ja, en) = match c {
        '\n' => ("改行".to_string(), "an end of line".to_string()),
        '\t' => ("タブ".to_string(), "a tab".to_string()),
        _ => {
            let number = format!("U+{:04X}", c as u32);
            (
                format!("見えない文字 {number} "),
                format!("an invisible character, {number}"),
            )
        }
    };
    Message::new(
        format!("\" \" の中の「{typed}」は{ja}になります"),
        format!("inside \" \" `{typed}` is {en}"),
    )
}

fn escape_remedy() -> Message {
    Message::new(
        "「\\」をそのまま載せるときは ' ' で囲むか、「\\\\」と重ねてください。何行もの文章は「|」の次の行から書きます",
        "to write a plain `\\`, use ' ' or double it; a text of several lines is written below `|`",
    )
}

/// One honorific is enough.
pub(super) fn two_honorifics(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let of_publisher = folder
        .publisher
        .into_iter()
        .flat_map(|p| [&p.value.addressee, &p.value.fax_addressee]);
    let addressees = of_publisher.chain(folder.records().map(|r| &r.addressee)).flatten();
    for addressee in addressees {
        let Some((last, written)) = addressee.names().next_back().zip(addressee.honorific.as_ref()) else {
            continue;
        };
        let (name, honorific) = (last.value.trim_end(), written.value.as_str());
        // お客様 各位 is customary.
        let own = ["各位", "御中", "殿", "様"].into_iter().find(|h| name.ends_with(h));
        if let Some(own) = own.filter(|own| *own != "様" || honorific != "各位") {
            let fault = code.at(
                last.span,
                Message::new(
                    format!("宛名がすでに「{own}」で終わっているので、「{own} {honorific}」と敬称が重なります"),
                    format!("the name ends with `{own}` already, so that `{own} {honorific}` would be printed"),
                ),
                one_honorific(),
            );
            faults.push(fault.with_related(written.span, Message::new("敬称はここです", "the honorific")));
        }
    }
    for passage in passages::of(folder) {
        let finder = Finder::new(folder.sources, passage);
        faults.extend(doubled(&passage.value, &|at, len| finder.span(at, len), code));
    }
    faults
}

fn one_honorific() -> Message {
    Message::new(
        "敬称は1つだけにしてください(団体は御中、個人は様、大勢は各位)",
        "use one honorific (御中 for an organisation, 様 for a person, 各位 for many)",
    )
}

/// Two honorifics in a row in `words`.
pub(super) fn doubled(words: &str, place: Place<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for doubled in DOUBLED {
        for (at, _) in words.match_indices(doubled) {
            faults.push(code.at(
                place(at, doubled.len()),
                Message::new(
                    format!("「{doubled}」と敬称が重なっています"),
                    format!("`{doubled}` has two honorifics"),
                ),
                one_honorific(),
            ));
        }
    }
    faults
}

/// Slips that are met in real notices.
pub(super) fn typing_error(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for passage in passages::of(folder) {
        let finder = Finder::new(folder.sources, passage);
        faults.extend(slips(&passage.value, &|at, len| finder.span(at, len), code));
    }
    faults
}

/// The slips in `words`.
pub(super) fn slips(words: &str, place: Place<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (slip, meant) in SLIPS {
        for (at, _) in words.match_indices(slip) {
            faults.push(code.at(
                place(at, slip.len()),
                Message::new(
                    format!("「{slip}」は誤字のようです"),
                    format!("`{slip}` looks like a typing error"),
                ),
                Message::new(format!("「{meant}」のことですか?"), format!("did you mean `{meant}`?")),
            ));
        }
    }
    faults
}

/// 吉日 stands for the day of a planned, unhurried notice; never for the day of an incident.
pub(super) fn auspicious_incident(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for record in folder.records().filter(|r| !r.kind.planned()) {
        let fault = |span| {
            code.at(
                span,
                Message::new(
                    "障害のお知らせに「吉日」は使えません",
                    "吉日 cannot date the notice of an incident",
                ),
                Message::new(
                    "発信日を日まで書いてください(例: 2021-04-01)",
                    "write the day as well (as in 2021-04-01)",
                ),
            )
        };
        for issued in letter::of(record).iter().map(|letter| letter.issued) {
            if matches!(issued.value, Issued::Month(_)) {
                faults.push(fault(issued.span));
            }
        }
        for passage in passages::texts(&record.said) {
            let place = Finder::new(folder.sources, passage);
            for (at, word) in passage.value.match_indices("吉日") {
                faults.push(fault(place.span(at, word.len())));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        let prose = passages::prose(text);
        PLACEHOLDERS
            .iter()
            .filter(|word| alone(&prose, word).next().is_some())
            .copied()
            .collect()
    }

    #[test]
    fn a_placeholder_stands_by_itself() {
        assert_eq!(found("○○銀行"), ["○○"]);
        assert_eq!(found("復旧時刻:TBD"), ["TBD"]);
        assert_eq!(found("電話番号【要確認】"), ["【要確認】"]);
        assert_eq!(found("(作成中)"), ["作成中"]);
        assert_eq!(found("yyyy年mm月"), ["yyyy"]);
    }

    #[test]
    fn a_word_that_holds_one_is_left_alone() {
        assert_eq!(found("伝票作成中に表示されます"), [""; 0]);
        assert_eq!(found("作成中の伝票は破棄してください"), [""; 0]);
        assert_eq!(found("EXXON、TBDS、2xx番台"), [""; 0]);
        assert_eq!(found("{{ start | date(format=\"yyyy\") }}"), [""; 0]);
    }

    #[test]
    fn slips_are_not_found_in_right_words() {
        for (slip, meant) in SLIPS {
            assert!(!meant.contains(slip), "{slip} is found in {meant}");
        }
        assert!(
            SLIPS
                .iter()
                .all(|(slip, _)| !"よろしくお願いいたします。".contains(slip))
        );
    }

    #[test]
    fn a_path_is_told_by_its_drive_or_its_strokes() {
        for text in ["C:\new", "置き場はC:\new", "\\\\server\nas", "(D:\u{A0}work"] {
            let at = text.find(['\n', '\u{A0}']).expect("an escape");
            assert!(in_path(text, at), "{text:?}");
        }
        for text in ["a\nb", "FAX:\nb", "C:\n新", "C:\n", "https:\nb", "\\a \nb"] {
            let at = text.find('\n').expect("an escape");
            assert!(!in_path(text, at), "{text:?}");
        }
    }

    #[test]
    fn variation_selectors_of_names_are_not_hidden() {
        assert!(hidden('\u{202E}') && hidden('\u{200B}') && hidden('\u{7}'));
        assert!(!hidden('\u{E0100}') && !hidden('\n') && !hidden('　') && !hidden('髙'));
    }
}
