//! The Japanese of screen and reference has one word for one thing, and one way to write it: the table below, read against
//! every message of the sources, the first texts of records, and the Japanese pages.

use std::fs;
use std::path::Path;

/// What is not written, what is written in its place, and the words in which it may stand after all.
const WORDS: &[(&str, &str, &[&str])] = &[
    // One way to write it.
    ("フォルダ", "フォルダー", &["フォルダー"]),
    ("エディタ", "エディター", &["エディター"]),
    ("サーバ", "サーバー", &["サーバー"]),
    ("ブラウザ", "ブラウザー", &["ブラウザー"]),
    ("ユーザ", "ユーザー", &["ユーザー"]),
    ("プリンタ", "プリンター", &["プリンター"]),
    ("まちが", "間違", &[]),
    ("くわし", "詳し", &[]),
    ("となりの", "隣の", &[]),
    ("となりに", "隣に", &["ことなりに"]),
    ("しるし", "印", &[]),
    ("わかる", "分かる", &["かわかる"]),
    ("わかり", "分かり", &[]),
    ("わかっ", "分かっ", &[]),
    ("わから", "分から", &[]),
    ("けたそろえ", "桁そろえ", &[]),
    ("行・けた", "行・桁", &[]),
    ("下さい", "ください", &[]),
    ("頂く", "いただく", &[]),
    ("頂き", "いただき", &[]),
    ("致し", "いたし", &["ご連絡は致しません"]),
    ("宜しく", "よろしく", &[]),
    ("切りもど", "切り戻", &[]),
    ("切り戻しの", "切戻しの", &[]),
    ("切り戻しを", "切戻しを", &[]),
    ("切り戻しは", "切戻しは", &[]),
    // One word for one thing.
    ("機械の", "パソコン側の", &[]),
    ("計算機", "パソコン", &[]),
    ("残置", "残した", &[]),
    ("台帳", "出力の控え", &[]),
    ("テンプレート", "ひな形", &[]),
    ("ディレクトリ", "フォルダー", &[]),
    ("作業ディレクトリ", "作業フォルダー", &[]),
    ("日程の", "予定日時の", &["新しい日程の", "日程の変更", "の日程の"]),
    ("日程が", "予定日時が", &["日程が変わ", "日程が未定", "日程が決ま"]),
    ("日程に", "予定日時に", &["新しい日程に"]),
    ("日程より", "予定日時より", &[]),
    ("日程は", "予定日時は", &["新しい日程は"]),
];

/// The text literals of a source, without comments and tests.
fn messages(source: &str) -> String {
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let code = code.replace("\\\\", "").replace("\\\"", "").replace("'\"'", "");
    code.split('"').skip(1).step_by(2).collect::<Vec<_>>().join("\n")
}

fn gather(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = path.display().to_string();
        let read = || fs::read_to_string(&path).expect("a text");
        if path.is_dir() {
            gather(&path, found);
        } else if name.ends_with(".yaml") || name.ends_with(".ja.md") {
            found.push((name, read()));
        // What operators type is understood however they write it.
        } else if name.ends_with(".rs") && !name.ends_with("synonyms.rs") && !name.ends_with("tests.rs") {
            found.push((name, messages(&read())));
        }
    }
}

#[test]
fn screen_and_reference_have_one_word_for_one_thing() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    gather(&home.join("src"), &mut texts);
    gather(&home.join("docs"), &mut texts);
    let readme = home.join("README.ja.md");
    texts.push(("README.ja.md".to_owned(), fs::read_to_string(readme).expect("the page")));
    assert!(texts.iter().map(|(_, text)| text.len()).sum::<usize>() > 200_000);
    let mut met = Vec::new();
    for (name, text) in &texts {
        for line in text.lines() {
            for (wrong, right, but) in WORDS {
                let rest = but.iter().fold(line.to_owned(), |rest, may| rest.replace(may, ""));
                if rest.contains(wrong) {
                    met.push(format!("{name}: {wrong} → {right}: {}", line.trim()));
                }
            }
        }
    }
    assert!(met.is_empty(), "{}", met.join("\n"));
}
