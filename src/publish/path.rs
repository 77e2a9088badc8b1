//! Which paths an output may have.

use super::error::PublishError;
use super::plan::Plan;
use crate::diagnostic::Message;
use std::collections::BTreeMap;
use std::path::Path;

/// The path as text with `/`, if it stays within the output folder on every system: relative, no `.` and `..`, no
/// control characters, and none of the names that publication keeps for itself.
pub(super) fn safe(path: &Path) -> Result<&str, Message> {
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
        if name.starts_with(".notice-") {
            return Err(Message::new(
                "「.notice-」で始まる名前は notice 自身が使います",
                "names that begin with .notice- are kept for notice itself",
            ));
        }
    }
    Ok(text)
}

/// Checks every path of a plan, and that all of them can exist together.
pub(super) fn check(plan: &Plan) -> Result<(), PublishError> {
    let mut seen: BTreeMap<&str, &Path> = BTreeMap::new();
    for output in plan.outputs() {
        let text = safe(&output.path).map_err(|why| PublishError::Path {
            path: output.path.clone(),
            why,
        })?;
        if let Some(first) = seen.insert(text, &output.path) {
            return Err(PublishError::Clash {
                first: first.to_path_buf(),
                second: output.path.clone(),
            });
        }
    }
    for (text, second) in &seen {
        for (end, _) in text.match_indices('/') {
            if let Some(first) = seen.get(&text[..end]) {
                return Err(PublishError::Clash {
                    first: first.to_path_buf(),
                    second: second.to_path_buf(),
                });
            }
        }
    }
    Ok(())
}
