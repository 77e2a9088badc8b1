//! What an operator may have meant by a word nobody knows.

use super::synonyms::SYNONYMS;
use crate::diagnostic::near::near;
use unicode_normalization::UnicodeNormalization;

/// What is longer, in bytes, is nobody's slip of a word.
const LONGEST: usize = 200;

/// The candidate meant by `typed`: a known synonym, or the nearest by letters.
pub(crate) fn nearest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if typed.len() > LONGEST {
        return None;
    }
    let candidates: Vec<&str> = candidates.into_iter().collect();
    // Full-width letters and half-width kana are the same words.
    let folded: String = typed.nfkc().collect::<String>().trim().to_lowercase();
    let word = numbered(&folded).unwrap_or(&folded);
    let synonym = SYNONYMS
        .iter()
        .filter(|(_, words)| words.contains(&word))
        .find_map(|(key, _)| candidates.iter().find(|c| *c == key));
    let exact = candidates.iter().find(|c| c.to_lowercase() == folded);
    exact
        .or(synonym)
        .copied()
        .or_else(|| near(&folded, candidates.iter().copied()))
}

/// 第1報 is a report of what is new, 第2報 and so on one of what goes on.
fn numbered(word: &str) -> Option<&'static str> {
    let number = word.strip_prefix('第')?.strip_suffix('報')?;
    Some(match number {
        "1" | "一" => "速報",
        _ => "続報",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::event::Event;
    use crate::record::kind::RecordKind;
    use std::collections::BTreeSet;

    #[test]
    fn a_slip_leads_to_the_key_meant() {
        let keys = ["start", "end", "impact", "reserve", "services"];
        assert_eq!(nearest("strat", keys), Some("start"));
        assert_eq!(nearest("Start", keys), Some("start"));
        assert_eq!(nearest("\u{3000}start", keys), Some("start"));
        assert_eq!(nearest("予備日", keys), Some("reserve"));
        assert_eq!(nearest("service", keys), Some("services"));
        assert_eq!(nearest("colour", keys), None);
    }

    #[test]
    fn every_event_is_known_by_its_japanese_word() {
        let told = [
            (
                RecordKind::Maintenance,
                "開始 started, 作業開始 started, 完了 completed, 終了 completed, 延長 extended, 中断 aborted, 切戻し aborted, \
                 延期 postponed, 中止 cancelled, 取りやめ cancelled, 変更 changed, 追加 added, 続報 updated, 訂正 corrected, \
                 ｽﾀｰﾄ started, ＳＴＡＲＴＥＤ started, 開始\u{3000} started, キャンセル cancelled",
            ),
            (
                RecordKind::Incident,
                "発生 reported, 第1報 reported, 第一報 reported, 続報 updated, 第2報 updated, 第３報 updated, 一部復旧 restored, \
                 復旧 recovered, 回復 recovered, 完了 recovered, 最終報告 concluded, 中止 cancelled, 訂正 corrected, \
                 開始 reported, started reported",
            ),
            (
                RecordKind::Announcement,
                "お知らせ announced, 再掲 announced, 終了 ended, 再開 resumed, 訂正 corrected, 取下げ withdrawn, 中止 withdrawn, \
                 続報 updated",
            ),
        ];
        for (kind, pairs) in told {
            let words: Vec<&str> = Event::of(kind).map(Event::word).collect();
            let mut reached = BTreeSet::new();
            for (typed, meant) in pairs.split(", ").filter_map(|pair| pair.trim().rsplit_once(' ')) {
                assert_eq!(
                    nearest(typed, words.iter().copied()),
                    Some(meant),
                    "{typed} of {kind:?}"
                );
                reached.insert(meant);
            }
            assert_eq!(reached, words.iter().copied().collect(), "{kind:?}");
        }
    }

    #[test]
    fn every_choice_that_is_no_japanese_word_is_known_by_one() {
        let choices: &[(&str, &[&str])] = &[
            ("kind", &["interruption", "outage", "degradation", "none"]),
            ("per", &["each", "total"]),
            ("possible", &["yes", "no"]),
            ("announce", &["none", "fax"]),
            ("apology", &["none", "plain", "deep"]),
            ("documents", &["letter", "fax", "page"]),
            ("scope", &["shared", "each"]),
            ("show", &["rule", "dates"]),
            ("era", &["western", "wareki"]),
            ("clock", &["24h", "ampm", "kanji", "kanji12"]),
            ("year", &["always", "first", "never"]),
            ("pad", &["none", "space", "zero"]),
            ("next_day", &["word", "date"]),
            ("holidays", &["none", "mark"]),
            ("brackets", &["half", "full"]),
            ("align", &["start", "centre"]),
            ("landscape", &["true", "false"]),
        ];
        for (of, words) in choices {
            for word in *words {
                let known = SYNONYMS
                    .iter()
                    .filter(|(key, _)| key == word)
                    .flat_map(|(_, typed)| typed.iter());
                let mut reached = known.filter(|typed| !typed.is_ascii());
                assert!(
                    reached.any(|typed| nearest(typed, words.iter().copied()) == Some(word)),
                    "{word} of {of}"
                );
            }
        }
        for (typed, words, meant) in [
            ("停止", choices[0].1, "outage"),
            ("瞬断", choices[0].1, "interruption"),
            ("遅延", choices[0].1, "degradation"),
            ("なし", choices[0].1, "none"),
            ("ＦＡＸ", choices[3].1, "fax"),
            ("さま", &["各位", "御中", "様", "殿"], "様"),
        ] {
            assert_eq!(nearest(typed, words.iter().copied()), Some(meant), "{typed}");
        }
    }
}
