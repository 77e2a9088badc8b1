//! What a template says of itself, in comments: `{# notice: kind maintenance #}`, `{# notice: needs number #}`.

use super::slip::Slip;
use super::tag;
use crate::record::decode::suggest::nearest;
use crate::record::kind::{KINDS, RecordKind};
use std::ops::Range;

/// What a template says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Declared {
    /// The kinds of records that it is for; all, where it names none.
    pub kinds: Vec<RecordKind>,
    /// Facts without which it cannot be printed, as paths (`contact.telephone`).
    pub needs: Vec<String>,
}

const WORDS: &[&str] = &["kind", "needs", "from"];

/// Reads what stands behind `notice:` in a comment at `range`.
pub(super) fn read(said: &str, range: Range<usize>) -> Result<Declared, Slip> {
    let (word, rest) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
    let items = rest.split([',', '、']).map(str::trim).filter(|item| !item.is_empty());
    let mut declared = Declared::default();
    if matches!(word, "kind" | "needs") && rest.trim().is_empty() {
        return Err(Slip::new(
            range,
            (
                format!("notice: {word} の後に何も書かれていません"),
                format!("nothing stands behind `notice: {word}`"),
            ),
            match word {
                "kind" => (
                    "記録の種類(maintenance など)を書くか、この行を消してください".to_string(),
                    "write kinds of records (`maintenance`), or delete this line".to_string(),
                ),
                _ => (
                    "要る項目(number など)を書くか、この行を消してください".to_string(),
                    "write the facts that it needs (`number`), or delete this line".to_string(),
                ),
            },
        ));
    }
    match word {
        "kind" => {
            for item in items {
                let Some(row) = KINDS.iter().find(|row| row.kind.word() == item) else {
                    let known: Vec<&str> = KINDS.iter().map(|row| row.kind.word()).collect();
                    return Err(Slip::new(
                        range,
                        (
                            format!("「{item}」という種類の記録はありません"),
                            format!("there is no kind of record `{item}`"),
                        ),
                        (
                            format!("書けるのは {} です", known.join("、")),
                            format!("it is one of: {}", known.join(", ")),
                        ),
                    ));
                };
                declared.kinds.push(row.kind);
            }
        }
        "needs" => declared.needs = items.map(str::to_string).collect(),
        "from" => {}
        _ => {
            let near = nearest(word, WORDS.iter().copied()).unwrap_or("kind");
            return Err(Slip::new(
                range,
                (
                    format!("notice: の後に「{word}」は書けません"),
                    format!("`{word}` does not stand behind `notice:`"),
                ),
                (
                    format!("書けるのは {} です。{near} のことでしょうか", WORDS.join("、")),
                    format!("it is one of {}; is it `{near}`?", WORDS.join(", ")),
                ),
            ));
        }
    }
    Ok(declared)
}

/// A comment that is nearly one that speaks to the program, and would be passed over.
pub(super) fn nearly(comment: &str, range: &Range<usize>) -> Option<Slip> {
    let word = comment.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    let meant = matches!(word.to_ascii_lowercase().as_str(), "notice" | "notices");
    let rest = comment[word.len()..].trim_start_matches([':', '：', ' ']);
    let said = rest.split(char::is_whitespace).next()?.trim_end_matches([':', '：']);
    (meant && WORDS.contains(&said)).then(|| {
        Slip::new(
            range.clone(),
            (
                "「notice: …」に似ていますが、そうではないので読まれません".to_string(),
                "this is nearly `notice: …`, and is passed over".to_string(),
            ),
            (
                format!("{{# notice: {rest} #}} と、小文字と半角のコロンで書いてください"),
                format!("write `{{# notice: {rest} #}}`, in small letters with a colon"),
            ),
        )
    })
}

/// All that a template says of itself.
pub(super) fn of(text: &str) -> Declared {
    let mut all = Declared::default();
    if !text.contains("notice:") {
        return all;
    }
    for piece in tag::pieces(text) {
        let tag::Piece::Tag {
            kind: tag::Kind::Comment,
            code,
            ..
        } = piece
        else {
            continue;
        };
        if let Some(said) = text[code.clone()].trim().strip_prefix("notice:")
            && let Ok(declared) = read(said.trim(), code)
        {
            all.kinds.extend(declared.kinds);
            all.needs.extend(declared.needs);
        }
    }
    all
}
