//! Which paths an output may have.

use super::part::Part;
use crate::diagnostic::Message;
use std::path::Path;

/// Names that begin so are publication's own.
pub(super) const OWN: &str = ".notice";

/// The staging place, relative to the output folder.
pub(super) const STAGING: &str = ".notice/staging";

/// Where the words stand of the document with these bytes, relative to `out/.notice/`.
pub(super) fn text_of(hash: &str) -> String {
    format!("texts/{}/{hash}.txt", hash.get(..2).unwrap_or_default())
}

/// The path as text with `/`, if it lies in a part of the output folder and stays within it on every system: relative, no
/// `.` and `..`, no control characters, and none of the names that publication keeps for itself.
pub(super) fn safe(path: &Path) -> Result<&str, Message> {
    let text = plain(path)?;
    match Part::of(text) {
        Some(_) => Ok(text),
        None => Err(Message::new(
            "出力フォルダーの web/ か office/ の中にありません",
            "it lies neither in web/ nor in office/ of the output folder",
        )),
    }
}

/// [`safe`], of a path in any folder.
pub(super) fn plain(path: &Path) -> Result<&str, Message> {
    let Some(text) = path.to_str() else {
        return Err(Message::new("UTF-8 ではありません", "it is not UTF-8"));
    };
    if text.is_empty() {
        return Err(Message::new("空です", "it is empty"));
    }
    if let Some(c) = text.chars().find(|c| c.is_control() || matches!(c, '\\' | ':')) {
        return Err(Message::new(
            format!("使えない文字 {c:?} があります"),
            format!("it holds the character {c:?}"),
        ));
    }
    for name in text.split('/') {
        if matches!(name, "" | "." | "..") {
            return Err(Message::new(
                "出力フォルダーの中の相対パスではありません",
                "it is not a plain relative path within the output folder",
            ));
        }
        if name.starts_with(OWN) {
            return Err(Message::new(
                "「.notice」で始まる名前は notice 自身が使います",
                "names that begin with .notice are kept for notice itself",
            ));
        }
    }
    Ok(text)
}
