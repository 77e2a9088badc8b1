//! What an operator may have meant by a word nobody knows.

/// Words that operators write for a key, in Japanese and in English. Only what is asked for is suggested: a synonym
/// counts where its key is among those known at the place.
const SYNONYMS: &[(&str, &str)] = &[
    ("件名", "title"),
    ("タイトル", "title"),
    ("表題", "title"),
    ("subject", "title"),
    ("名称", "name"),
    ("名前", "name"),
    ("発信日", "issued"),
    ("発行日", "issued"),
    ("date", "issued"),
    ("date", "at"),
    ("日時", "at"),
    ("time", "at"),
    ("目的", "purpose"),
    ("原因", "cause"),
    ("影響事由", "cause"),
    ("reason", "cause"),
    ("サービス", "services"),
    ("対象業務", "services"),
    ("service", "services"),
    ("発信者", "senders"),
    ("sender", "senders"),
    ("from", "senders"),
    ("宛名", "addressee"),
    ("宛先", "addressee"),
    ("to", "addressee"),
    ("敬称", "honorific"),
    ("問合せ先", "contact"),
    ("問い合わせ先", "contact"),
    ("電話", "telephone"),
    ("電話番号", "telephone"),
    ("tel", "telephone"),
    ("phone", "telephone"),
    ("email", "mail"),
    ("メール", "mail"),
    ("受付時間", "hours"),
    ("開始", "start"),
    ("開始日時", "start"),
    ("begin", "start"),
    ("from", "start"),
    ("終了", "end"),
    ("終了日時", "end"),
    ("finish", "end"),
    ("to", "end"),
    ("影響", "impact"),
    ("予備日", "reserve"),
    ("予備日時", "reserve"),
    ("reserves", "reserve"),
    ("連絡", "announce"),
    ("report", "announce"),
    ("periods", "windows"),
    ("windows", "periods"),
    ("回数", "count"),
    ("時間", "duration"),
    ("注", "notes"),
    ("表", "tables"),
    ("別紙", "appendices"),
    ("annexes", "appendices"),
    ("文書番号", "number"),
    ("本文", "body"),
    ("text", "body"),
    ("body", "text"),
    ("見出し", "heading"),
    ("heading", "title"),
    ("title", "heading"),
    ("text", "lead"),
    ("date", "start"),
    ("日付", "start"),
    ("time", "duration"),
    ("message", "text"),
    ("comment", "text"),
    ("メッセージ", "text"),
    ("内容", "text"),
    ("出来事", "event"),
    ("status", "event"),
    ("種類", "kind"),
    ("type", "kind"),
    ("本文", "lead"),
    ("begin", "started"),
    ("begun", "started"),
    ("start", "started"),
    ("開始", "started"),
    ("end", "completed"),
    ("ended", "completed"),
    ("finished", "completed"),
    ("done", "completed"),
    ("完了", "completed"),
    ("終了", "completed"),
    ("延長", "extended"),
    ("中断", "aborted"),
    ("延期", "postponed"),
    ("中止", "cancelled"),
    ("canceled", "cancelled"),
    ("変更", "changed"),
    ("追加", "added"),
    ("発生", "reported"),
    ("第一報", "reported"),
    ("started", "reported"),
    ("続報", "updated"),
    ("復旧", "recovered"),
    ("restored", "recovered"),
    ("resolved", "recovered"),
    ("completed", "recovered"),
    ("最終報告", "concluded"),
    ("訂正", "corrected"),
    ("瞬断", "interruption"),
    ("停止", "outage"),
    ("全面停止", "outage"),
    ("down", "outage"),
    ("遅延", "degradation"),
    ("低下", "degradation"),
    ("影響のないもの", "unaffected"),
    ("対象地域", "areas"),
    ("地域", "areas"),
    ("area", "areas"),
    ("対象", "targets"),
    ("target", "targets"),
    ("備考", "note"),
    ("お願い", "request"),
    ("代替手段", "alternative"),
    ("再発防止策", "prevention"),
    ("期限", "deadline"),
    ("作業名", "work"),
    ("窓口", "desk"),
    ("ログ", "log"),
    ("経過", "log"),
    ("yes", "true"),
    ("on", "true"),
    ("はい", "true"),
    ("no", "false"),
    ("off", "false"),
    ("いいえ", "false"),
];

/// The candidate meant by `typed`: a known synonym, or the nearest by letters.
pub(crate) fn nearest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let folded = typed.trim().to_lowercase();
    let synonym = SYNONYMS
        .iter()
        .filter(|(word, _)| *word == folded)
        .find_map(|(_, key)| candidates.iter().find(|c| *c == key));
    let exact = candidates.iter().find(|c| c.to_lowercase() == folded);
    let near = || {
        let allowed = match folded.chars().count() {
            0..=3 => 1,
            4..=7 => 2,
            _ => 3,
        };
        candidates
            .iter()
            .map(|c| (distance(&folded, &c.to_lowercase()), c))
            .filter(|(d, c)| *d <= allowed && *d < c.chars().count())
            .min_by_key(|(d, _)| *d)
            .map(|(_, c)| c)
    };
    exact.or(synonym).or_else(near).copied()
}

/// The least number of letters put in, taken out, replaced or swapped with a neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (row[j - 1] + 1)
                .min(rows[i - 1][j] + 1)
                .min(rows[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
