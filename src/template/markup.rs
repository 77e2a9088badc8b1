//! Words of a template that are nearly notation, and would be printed or swallowed.

use super::slip::Slip;
use super::tag::{Piece, pieces};
use crate::document::notation::NAMES;
use std::ops::Range;

/// All of it in the template `name`.
pub(super) fn check(name: &str, text: &str) -> Vec<Slip> {
    let mut faults = Vec::new();
    merge_marks(text, &mut faults);
    if name.ends_with(".md") {
        for (range, line) in lines_of_words(text) {
            near_notation(range, line, &mut faults);
        }
        within_lines(text, &mut faults);
    }
    faults
}

/// What a merge of git leaves.
fn merge_marks(text: &str, faults: &mut Vec<Slip>) {
    let mut at = 0;
    let mut within = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let mark = ["<<<<<<<", ">>>>>>>", "|||||||"]
            .iter()
            .any(|mark| bare.starts_with(mark));
        let middle = within && bare == "=======";
        if mark || middle {
            within = bare.starts_with('<') || within && !bare.starts_with('>');
            faults.push(Slip::new(
                at..at + bare.len(),
                (
                    "git の統合で残った印です。このままでは印刷されます".to_string(),
                    "a merge of git left this mark, which would be printed".to_string(),
                ),
                (
                    "どちらの文にするかを決め、<<<<<<< から >>>>>>> までの印の行を消してください".to_string(),
                    "choose what is to stand, and delete the lines with marks from `<<<<<<<` to `>>>>>>>`".to_string(),
                ),
            ));
        }
        at += line.len();
    }
}

/// The bytes of a template that stand in tags.
fn in_tags(text: &str) -> Vec<bool> {
    let mut hidden = vec![false; text.len()];
    for piece in pieces(text) {
        if let Piece::Tag { range, .. } = piece {
            hidden[range].fill(true);
        }
    }
    hidden
}

/// A formal part that does not begin its line, though nothing but tags should stand before it.
fn within_lines(text: &str, faults: &mut Vec<Slip>) {
    let hidden = in_tags(text);
    for (at, _) in text.match_indices("::") {
        let begins = !hidden[at] && !text[..at].ends_with(':');
        let name = text[at..].trim_start_matches(':');
        let name = &name[..name
            .find(|c: char| !(c.is_ascii_lowercase() || c == '-'))
            .unwrap_or(name.len())];
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = text[line..at].char_indices();
        let words = before
            .filter(|(place, c)| !hidden[line + place] && !c.is_whitespace())
            .count();
        if begins && words > 0 && NAMES.contains(&name) {
            faults.push(Slip::new(
                at..at + 2,
                (
                    format!("「:::{name}」が行の途中にあり、そのまま印刷されます"),
                    format!("`:::{name}` stands within a line, and would be printed"),
                ),
                (
                    "行の初めに書いてください".to_string(),
                    "begin a line with it".to_string(),
                ),
            ));
        }
    }
}

/// The lines of a template that begin with its own words; what a tag prints within one is left in.
fn lines_of_words(text: &str) -> Vec<(Range<usize>, &str)> {
    let hidden = in_tags(text);
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if !bare.is_empty() && !hidden[at] {
            lines.push((at..at + bare.len(), bare));
        }
        at += line.len();
    }
    lines
}

/// A tag or a character's name of HTML in a line.
fn element(line: &str) -> Option<&str> {
    let tag = line.match_indices('<').find_map(|(at, _)| {
        let rest = &line[at + 1..];
        let inner = &rest[..rest.find('>')?];
        let name = inner
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()?;
        let letters = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let breaks = matches!(inner.trim(), "br" | "br/" | "br /");
        let address = inner.contains("://") || inner.contains('@');
        (letters && !breaks && !address && inner.is_ascii()).then(|| &line[at..at + inner.len() + 2])
    });
    let named = || {
        line.match_indices('&').find_map(|(at, _)| {
            let rest = &line[at + 1..];
            let name = &rest[..rest.find(';')?];
            let known = ["nbsp", "amp", "lt", "gt", "quot", "emsp", "ensp"].contains(&name);
            known.then(|| &line[at..at + name.len() + 2])
        })
    };
    tag.or_else(named)
}

fn near_notation(range: Range<usize>, line: &str, faults: &mut Vec<Slip>) {
    let mut tell = |ja: &str, en: &str, help_ja: String, help_en: String| {
        faults.push(Slip::new(
            range.clone(),
            (ja.to_string(), en.to_string()),
            (help_ja, help_en),
        ));
    };
    let indented = line.trim_start();
    let mark = indented.replace('：', ":");
    let colons = mark.len() - mark.trim_start_matches(':').len();
    let rest = mark[colons..].trim_start();
    let word = rest
        .split(|c: char| c.is_whitespace() || c == '{')
        .next()
        .unwrap_or_default();
    let formal = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let exact = colons == 3 && line.starts_with(":::") && !mark[colons..].starts_with(' ');
    let spread = rest.starts_with(':') && mark.replace(' ', "").starts_with(":::");
    if !exact && (colons >= 2 && formal || indented != line && colons == 3 || spread) {
        tell(
            "「:::」の行に似ていますが、そうではないので印刷されます",
            "this is nearly a line of `:::`, and would be printed",
            format!("行の初めに、半角のコロン3つと名前を続けて書いてください(:::{word})"),
            format!("begin the line with three half-width colons and the name: `:::{word}`"),
        );
        return;
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(|c: char| !c.is_whitespace() && !c.is_ascii()) {
        tell(
            "見出しの印「#」の後に空白がないので、そのまま印刷されます",
            "no blank stands behind `#`, so this would be printed as it is",
            format!(
                "{} {} と、# の後に半角の空白を入れてください",
                &line[..hashes],
                &line[hashes..]
            ),
            format!("put a blank behind it: `{} {}`", &line[..hashes], &line[hashes..]),
        );
    } else if line.starts_with('＃') {
        tell(
            "全角の「＃」は見出しの印ではなく、そのまま印刷されます",
            "a full-width ＃ makes no heading",
            "半角の # と空白で始めてください".to_string(),
            "begin with `#` and a blank".to_string(),
        );
    }
    if line.contains("**") && line.matches("**").count() % 2 == 1 {
        tell(
            "強調の印 ** が1つ余っています",
            "one `**` has no other",
            "言葉の前と後に ** を書いてください".to_string(),
            "write `**` before and behind the words".to_string(),
        );
    }
    if let Some(tag) = element(line) {
        tell(
            "HTML の書き方は使えず、そのまま印刷されます",
            "HTML is printed as it stands",
            format!("「{tag}」を消してください。改行は <br>、強調は **言葉** と書きます"),
            format!("delete `{tag}`; a line ends with `<br>`, emphasis is `**words**`"),
        );
    }
    if line.starts_with('\t') {
        tell(
            "行の初めにタブがあります",
            "the line begins with a tab",
            "消すか、空白にしてください".to_string(),
            "delete it, or write blanks".to_string(),
        );
    }
}
