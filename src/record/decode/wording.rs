//! Lists of keys and words inside sentences of faults.

/// `「a:」または「b:」`, and `` `a:` or `b:` ``.
pub(super) fn choices(keys: &[&str]) -> (String, String) {
    let ja: Vec<String> = keys.iter().map(|k| format!("「{k}:」")).collect();
    let en: Vec<String> = keys.iter().map(|k| format!("`{k}:`")).collect();
    (ja.join("または"), en.join(" or "))
}

/// The words, parted as in running text of each language.
pub(super) fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> (String, String) {
    let words: Vec<&str> = words.into_iter().collect();
    (words.join("、"), words.join(", "))
}

/// How a key is written that somebody left out.
pub(super) fn example(key: &str) -> Option<&'static str> {
    const EXAMPLES: &[(&str, &str)] = &[
        ("id", "id: 2026-12-server"),
        ("services", "services: [net]"),
        ("windows", "windows: [2026-12-13 22:30 .. 25:00]"),
        ("periods", "periods: [2026-12-13 15:05 ..]"),
        ("start", "start: 2026-12-13 22:30"),
        ("end", "end: 2026-12-14 03:00"),
        ("until", "until: 2026-12-31"),
        ("issued", "issued: 2026-11-20"),
        ("at", "at: 2026-12-13 15:20"),
        ("senders", "senders: [株式会社例]"),
    ];
    EXAMPLES
        .iter()
        .find_map(|(of, example)| (*of == key).then_some(*example))
}
