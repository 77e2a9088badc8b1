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
