//! Why a publication did not take place, and what to do.

use crate::diagnostic::Message;
use crate::diagnostic::machine::{Shortage, reason};
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a publication did not take place.
#[derive(Debug)]
pub enum PublishError {
    /// An output's path does not lie within `out/`.
    Path {
        /// The path.
        path: PathBuf,
        /// What is wrong with it.
        why: Message,
    },
    /// Two outputs want the same place, or one is to be a file where the other needs a folder.
    Clash {
        /// The first one's path.
        first: PathBuf,
        /// The second one's.
        second: PathBuf,
    },
    /// Something that `notice` did not make stands where outputs are to stand.
    Foreign(Vec<PathBuf>),
    /// The manifest is broken.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        why: Message,
    },
    /// Another build is at work in the same folder.
    Busy(PathBuf),
    /// The folder holds the documents of another workspace.
    OtherWorkspace {
        /// The folder.
        out: PathBuf,
        /// The workspace.
        workspace: String,
    },
    /// The machine failed: disk full, permission …
    Disk {
        /// What could not be done to the path.
        action: Message,
        /// The path.
        path: PathBuf,
        /// The machine's reason.
        source: io::Error,
    },
    /// A publication failed midway, and these files could not be put back.
    NotRestored {
        /// The failure.
        cause: Box<PublishError>,
        /// The places, each with the file in which its former bytes still stand, if it had any.
        places: Vec<(PathBuf, Option<PathBuf>)>,
    },
}

impl PublishError {
    /// Whether the call is to blame, rather than the machine.
    pub fn is_of_the_call(&self) -> bool {
        matches!(self, PublishError::OtherWorkspace { .. })
    }

    /// What is wrong.
    pub fn message(&self) -> Message {
        match self {
            PublishError::Path { path, why } => Message::new(
                format!("出力先 {} が正しくありません: {}", path.display(), why.ja),
                format!("the output path {} is not allowed: {}", path.display(), why.en),
            ),
            PublishError::Clash { first, second } if first == second => Message::new(
                format!("2つの文書が同じ出力先になっています: {}", first.display()),
                format!("two documents have the same place: {}", first.display()),
            ),
            PublishError::Clash { first, second } => Message::new(
                format!("出力先が両立しません: {} と {}", first.display(), second.display()),
                format!(
                    "these places cannot both exist: {} and {}",
                    first.display(),
                    second.display()
                ),
            ),
            PublishError::Foreign(paths) => {
                let list: String = paths.iter().map(|p| format!("\n  {}", p.display())).collect();
                Message::new(
                    format!("notice が作ったものではないファイルが、出力先にあります:{list}"),
                    format!("files that notice did not make stand where documents are to be written:{list}"),
                )
            }
            PublishError::Manifest { path, line, why } => Message::new(
                format!("{}:{line}: 出力の控えが壊れています: {}", path.display(), why.ja),
                format!("{}:{line}: the manifest is broken: {}", path.display(), why.en),
            ),
            PublishError::Busy(path) => Message::new(
                format!("別の notice build が {} で実行中です", path.display()),
                format!("another notice build is at work in {}", path.display()),
            ),
            PublishError::OtherWorkspace { out, workspace } => Message::new(
                format!(
                    "{} には、別のワークスペース({workspace})の文書があります",
                    out.display()
                ),
                format!(
                    "{} holds the documents of another workspace ({workspace})",
                    out.display()
                ),
            ),
            PublishError::Disk { action, path, source } => {
                let why = reason(source);
                Message::new(
                    format!("{}: {}: {}", path.display(), action.ja, why.ja),
                    format!("{}: {}: {}", path.display(), action.en, why.en),
                )
            }
            PublishError::NotRestored { cause, places } => {
                let cause = cause.message();
                let list: String = places
                    .iter()
                    .map(|(place, former)| match former {
                        Some(former) => format!("\n  {} ← {}", place.display(), former.display()),
                        None => format!("\n  {}", place.display()),
                    })
                    .collect();
                Message::new(
                    format!("{}\n次のファイルは元に戻せませんでした:{list}", cause.ja),
                    format!("{}\nthese files could not be put back as they were:{list}", cause.en),
                )
            }
        }
    }

    /// Whether the process may have no more files open.
    pub(super) fn is_short_of_files(&self) -> bool {
        matches!(self, PublishError::Disk { source, .. } if Shortage::of(source) == Some(Shortage::OpenFiles))
    }

    /// What to do about it.
    pub fn help(&self) -> Message {
        match self {
            PublishError::Path { .. } | PublishError::Clash { .. } => Message::new(
                "記録の id と発行者のフォルダー名を確かめてください",
                "check the records' ids and the names of the publishers' folders",
            ),
            PublishError::Foreign(_) => Message::new(
                "そのファイルを別の場所へ移すか削除するか、--out で別のフォルダーを指定して、もう一度実行してください",
                "move these files away or delete them, or give another folder with --out, and run again",
            ),
            PublishError::Manifest { .. } => Message::new(
                "出力の控えを元に戻すか、出力フォルダーごと別の場所へ移して、もう一度実行してください",
                "restore the manifest, or move the whole output folder away, and run again",
            ),
            PublishError::Busy(_) => Message::new(
                "終わるのを待って、もう一度実行してください",
                "wait until it has ended and run again",
            ),
            PublishError::OtherWorkspace { .. } => Message::new(
                "--out で別のフォルダーを指定してください。ワークスペースを移しただけなら --take-over を付けます(前の文書のうち、いまの記録が作らないものは削除されます)",
                "give another folder with --out; where the workspace was only moved, add --take-over (documents that its records do not make are removed)",
            ),
            PublishError::Disk { source, .. } => {
                let permitted = || {
                    Message::new(
                        "空き容量と書き込みの権限を確かめて、もう一度実行してください。出力フォルダーは元のままです",
                        "check the free space and the permissions and run again; the output folder is as it was",
                    )
                };
                Shortage::of(source).map_or_else(permitted, Shortage::remedy)
            }
            PublishError::NotRestored { .. } => Message::new(
                "空き容量と書き込みの権限を確かめて、もう一度実行してください。次の実行ですべて作り直されます",
                "check the free space and the permissions and run again: the next run makes all of them anew",
            ),
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PublishError::Disk { source, .. } => Some(source),
            PublishError::NotRestored { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
