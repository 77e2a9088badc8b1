//! The templates of a workspace.

use super::codes;
use super::request::WorkspaceFile;
use super::result::BuildResult;
use crate::diagnostic::Message;
use crate::template::Templates;
use std::collections::BTreeMap;

/// The built-in templates, each replaced by the workspace's of the same name.
pub(super) fn read(files: &[WorkspaceFile], result: &mut BuildResult) -> Option<Templates> {
    let mut texts = BTreeMap::new();
    for file in files {
        let Some(name) = file.path.strip_prefix("templates/") else {
            continue;
        };
        match String::from_utf8(file.bytes.clone()) {
            Ok(text) => {
                texts.insert(
                    name.to_string(),
                    text.strip_prefix('\u{feff}').unwrap_or(&text).to_string(),
                );
            }
            Err(_) => result.diagnostics.push(codes::TEMPLATE_NOT_UTF8.nowhere(
                Message::new(
                    format!("ひな形 {} を UTF-8 として読めません", file.path),
                    format!("template {} is not UTF-8", file.path),
                ),
                Message::new(
                    "文字コードを UTF-8 にして保存し直してください",
                    "save it again as UTF-8",
                ),
            )),
        }
    }
    match Templates::new(&texts, &mut result.sources) {
        Ok(templates) => Some(templates),
        Err(mut found) => {
            result.diagnostics.append(&mut found);
            None
        }
    }
}
