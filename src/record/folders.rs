//! What publishers' folders are called: the name stands in the paths and addresses of all that is published.

use super::{codes, portable};
use crate::diagnostic::{Diagnostic, FileId, Message, Span};
use std::collections::BTreeMap;

/// What is wrong with the names of folders, each with a file in it that the fault can be shown at.
pub(super) fn faults(folders: &BTreeMap<String, FileId>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, (&str, FileId)> = BTreeMap::new();
    let mut faults = Vec::new();
    for (folder, file) in folders {
        if let Some(why) = portable::fault(folder) {
            faults.push(bad_name(*file, folder, &why));
            continue;
        }
        match first.get(&portable::folded(folder)) {
            None => {
                first.insert(portable::folded(folder), (folder, *file));
            }
            Some((other, place)) => faults.push(twins(*file, folder, other).with_related(
                head(*place),
                Message::new(
                    format!("notices/{other}/ はここです"),
                    format!("notices/{other}/ is here"),
                ),
            )),
        }
    }
    faults
}

fn head(file: FileId) -> Span {
    Span { file, start: 0, end: 0 }
}

fn bad_name(file: FileId, folder: &str, why: &Message) -> Diagnostic {
    codes::BAD_FOLDER.at(
        head(file),
        Message::new(
            format!("発行者のフォルダー「{folder}」の名前は使えません: {}", why.ja),
            format!("a publisher's folder cannot be called `{folder}`: {}", why.en),
        ),
        Message::new(
            "notices/ の下のこのフォルダーの名前を変えてください。文書の置き場所とアドレスになるので、文字、数字、「-」、「_」で付けるのが確かです(例: notices/midori)",
            "rename this folder under notices/: it names places and addresses of documents, for which letters, digits, `-` and `_` are safe, as in notices/midori",
        ),
    )
}

fn twins(file: FileId, folder: &str, other: &str) -> Diagnostic {
    let of_case = folder.to_lowercase() != other.to_lowercase();
    let (ja, en) = match of_case {
        true => (
            format!("notices/{folder}/ は、notices/{other}/ と同じ名前に見えます(濁点の書き方だけが違います)"),
            format!("notices/{folder}/ and notices/{other}/ have one name, which is only composed in another way"),
        ),
        false => (
            format!("notices/{folder}/ は、notices/{other}/ と大文字・小文字だけが違います"),
            format!("notices/{folder}/ and notices/{other}/ differ in case alone"),
        ),
    };
    codes::TWIN_FOLDERS.at(
        head(file),
        Message::new(ja, en),
        Message::new(
            "Windows や macOS では同じフォルダーになり、文書が混ざります。どちらかの名前を変えるか、1つにまとめてください",
            "on Windows and macOS they are one folder, and their documents would mix: rename one, or put both into one",
        ),
    )
}
