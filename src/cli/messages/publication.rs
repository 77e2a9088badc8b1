//! What is said of a publication besides its table.

use crate::diagnostic::Message;
use crate::publish::{Part, Superseded};
use std::path::Path;

/// Another build has the output folder.
pub(crate) fn waiting() -> Message {
    Message::new(
        "別の notice build が終わるのを待っています…",
        "waiting for another notice build to end …",
    )
}

/// The build was told to stop.
pub(crate) fn stopped() -> Message {
    Message::new(
        "中止しました。出力フォルダーは元のままか、公開が終わった状態です",
        "stopped; the output folder is as it was, or a publication that had begun is complete",
    )
}

/// `--as-of` before the moment of the last build.
pub(crate) fn earlier(last: &str) -> Message {
    Message::new(
        format!("--as-of が、前回の build の時点({last})より前です"),
        format!("--as-of lies before the moment of the last build ({last})"),
    )
}

pub(crate) fn earlier_help() -> Message {
    Message::new(
        "試すだけなら --out で別のフォルダーを指定してください。公開中の文書を戻すなら --force を付けます(控えは残りません)",
        "give another folder with --out to try something; to put the published documents back, add --force (no history is kept)",
    )
}

/// A file was changed by hand after it had been published.
pub(crate) fn edited(path: &str, kept: &str) -> Message {
    Message::new(
        format!(
            "注意: {path} は公開した後に手で書き換えられていたので、作り直しました。書き換えた内容は {kept} にあります"
        ),
        format!(
            "note: {path} had been changed by hand after it was published, and was made anew; what stood there is kept in {kept}"
        ),
    )
}

/// An output folder of an earlier program was taken over.
pub(crate) fn taken_over(left: &[String]) -> Message {
    let (ja, en) = match left {
        [] => (String::new(), String::new()),
        left => (
            format!("\n  notice が作ったものではないので残しました: {}", left.join("、")),
            format!(
                "\n  left where they were, since notice did not make them: {}",
                left.join(", ")
            ),
        ),
    };
    Message::new(
        format!(
            "出力フォルダーを新しい形にしました。公開するのは web/ だけです(これまでの文書は web/ と office/ に移りました。Web サーバーと転送の設定を web/ に変えてください){ja}"
        ),
        format!(
            "the output folder has a new form: only web/ is to be served (documents moved to web/ and office/; let the web server and your transfer take web/){en}"
        ),
    )
}

/// Nothing was done (`--dry-run`).
pub(crate) fn only_shown(out: &Path) -> Message {
    Message::new(
        format!("--dry-run: {} は書き換えていません", out.display()),
        format!("--dry-run: {} was left as it is", out.display()),
    )
}

/// A part cannot be exchanged where it stands.
pub(crate) fn in_pieces(part: Part) -> Message {
    Message::new(
        format!(
            "注意: {part}/ はまとめて入れ替えられない場所にあるので、文書を先に、ページを後に、1ファイルずつ公開しました"
        ),
        format!(
            "note: {part}/ stands where it cannot be exchanged as a whole: it was published file by file, documents first, pages last"
        ),
    )
}

/// A document changed, or went away, after people had received it.
pub(crate) fn superseded(past: &Superseded) -> Message {
    let Superseded { path, kept, after, .. } = past;
    let (ja, en) = match after {
        Some(_) => ("内容が変わりました", "changed"),
        None => ("なくなりました", "went away"),
    };
    Message::new(
        format!("注意: {path} は、日付を過ぎてから{ja}。前の版は {kept} にあります"),
        format!("note: {path} {en} after its day; the version before is kept in {kept}"),
    )
}
