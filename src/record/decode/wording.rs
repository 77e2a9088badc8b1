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
        ("publish", "publish: 2026-11-24 09:00"),
        ("at", "at: 2026-12-13 15:20"),
        ("senders", "senders: [株式会社例]"),
        ("honorific", "honorific: 様"),
        ("telephone", "telephone: 03-1234-5678"),
        ("heading", "heading: 見出し"),
        ("body", "body: 本文"),
        ("after", "after: 変更後の内容"),
        ("archive", "archive: 過去のお知らせ"),
        ("before", "before: 変更前の内容"),
        ("columns", "columns: [{ key: item, heading: 項目 }]"),
        ("count", "count: 2"),
        ("days", "days: { 2026-05-03: 憲法記念日 }"),
        ("duration", "duration: 30m"),
        ("empty", "empty: 現在、お知らせはありません。"),
        (
            "incidents",
            "incidents: { heading: 障害情報, empty: 現在、障害は発生しておりません。, archive: 過去の障害, month: 障害 }",
        ),
        (
            "maintenances",
            "maintenances: { heading: メンテナンス, empty: 現在、予定はありません。, archive: 過去のメンテナンス, month: メンテナンス }",
        ),
        ("key", "key: item"),
        ("kind", "kind: outage"),
        ("month", "month: お知らせ"),
        ("name", "name: みどり決済センター"),
        ("right", "right: 12月14日"),
        ("rows", "rows: [{ item: 値 }]"),
        ("text", "text: 文章"),
        ("title", "title: サービス停止のお知らせ"),
        ("wrong", "wrong: 12月13日"),
    ];
    EXAMPLES
        .iter()
        .find_map(|(of, example)| (*of == key).then_some(*example))
}

/// How a key is written whose value is a list or a mapping, where something else stands.
pub(crate) fn shape(key: &str) -> Option<&'static str> {
    const SHAPES: &[(&str, &str)] = &[
        ("addressee", "addressee: { name: お客様, honorific: 各位 }"),
        ("affected", "affected: [2026-12-13 23:00 .. 23:30]"),
        ("appendices", "appendices: [{ title: 対象の一覧, body: 本文 }]"),
        ("areas", "areas: [東町, 西町]"),
        ("columns", "columns: [{ key: item, heading: 項目 }]"),
        ("contact", "contact: { desk: 窓口, telephone: 03-1234-5678 }"),
        ("contacts", "contacts: [{ desk: 窓口, telephone: 03-1234-5678 }]"),
        ("dates", "dates: [2026-12-13]"),
        ("display", "display: { from: 2026-12-01, until: 2026-12-31 }"),
        ("documents", "documents: [page]"),
        ("errata", "errata: [{ wrong: 13日, right: 14日 }]"),
        ("fax", "fax: { to: { name: 加盟店, honorific: 御中 } }"),
        ("impact", "impact: { kind: outage, duration: 30m }"),
        ("letters", "letters: [{ issued: 2026-11-20 }]"),
        ("log", "log: [{ at: 2026-12-13 15:20, event: … }]"),
        ("notes", "notes: { terminal: 注の文 }"),
        ("page", "page: { title: 稼働状況 }"),
        ("periods", "periods: [2026-12-13 15:05 ..]"),
        ("phrases", "phrases: { refrain: true }"),
        ("reserve", "reserve: [2026-12-20 22:30 .. 25:00]"),
        ("rows", "rows: [{ item: 値 }]"),
        ("sections", "sections: [{ heading: 見出し, body: 本文 }]"),
        ("senders", "senders: [株式会社例]"),
        ("style", "style: { clock: 24h }"),
        (
            "tables",
            "tables: { stops: { columns: [{ key: item, heading: 項目 }], rows: [{ item: 値 }] } }",
        ),
        ("terms", "terms: { service: サービス }"),
        ("texts", "texts: { thanks: 文章 }"),
        ("windows", "windows: [2026-12-13 22:30 .. 25:00]"),
    ];
    SHAPES.iter().find_map(|(of, shape)| (*of == key).then_some(*shape))
}
