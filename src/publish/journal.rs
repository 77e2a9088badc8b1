//! `out/.notice/journal`: what a publication is about to do. Where it stands, a publication was decided and not ended; the
//! next start ends it.

use super::disk::{self, Hands};
use super::error::PublishError;
use super::part::Part;
use crate::diagnostic::Message;
use std::fmt::Write;
use std::path::Path;

/// The journal's place in the output folder.
pub(super) const JOURNAL: &str = ".notice/journal";

/// Where it is written before it counts.
const WAITING: &str = ".notice/journal.new";

/// Where a part's new files wait that is published file by file, relative to the part: on its own disk.
pub(super) const PIECES: &str = ".notice-staging";

const HEAD: &str = "# 公開の途中です。次に notice build を実行すると、続きから終わらせます。消さないでください。\n\
                    # A publication is going on. The next `notice build` ends it. Please do not delete.\n";

/// A step of a publication, in the order in which they are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// The staged folder (a part, or one of its folders) of this number takes the place of the one that stands. Its disk's
    /// number is not kept: that may be another one when the machine has started again.
    Whole { folder: String, number: u64 },
    /// A file waiting under its number among the pieces of its part goes to its place.
    Write { number: usize, path: String },
    /// A file goes away, if its bytes are still these.
    Remove { path: String, hash: String },
    /// A file below the staging place goes to its place below `.notice/`.
    Own { path: String },
}

/// Reads the journal; `None` where there is none.
pub(super) fn read(root: &Path) -> Result<Option<Vec<Step>>, PublishError> {
    let place = root.join(JOURNAL);
    let Some(text) = disk::read_own(&place)? else {
        // One that was being written when the machine stopped decided nothing.
        let waiting = root.join(WAITING);
        return match disk::stands(&waiting)? {
            Some(_) => disk::remove_file(&waiting)
                .map_err(disk::not_removed(&waiting))
                .map(|()| None),
            None => Ok(None),
        };
    };
    let steps = parse(&text).map_err(|line| PublishError::Manifest {
        path: place,
        line,
        why: Message::new("読めない行です", "the line cannot be read"),
    });
    steps.map(Some)
}

/// Reads the journal's text; a line that cannot be read is told by its number, from 1.
pub(super) fn parse(text: &str) -> Result<Vec<Step>, usize> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines.map(|(at, line)| step(line).ok_or(at + 1)).collect()
}

fn step(line: &str) -> Option<Step> {
    let columns: Vec<&str> = line.split('\t').collect();
    Some(match columns.as_slice() {
        ["whole", folder, number] => Step::Whole {
            folder: Part::around(folder).map(|_| (*folder).to_string())?,
            number: number.parse().ok()?,
        },
        ["write", number, path] => Step::Write {
            number: number.parse().ok()?,
            path: (*path).to_string(),
        },
        ["remove", hash, path] => Step::Remove {
            path: (*path).to_string(),
            hash: (*hash).to_string(),
        },
        ["own", path] => Step::Own {
            path: (*path).to_string(),
        },
        _ => return None,
    })
}

fn text(steps: &[Step]) -> String {
    let mut out = HEAD.to_string();
    for step in steps {
        let _ = match step {
            Step::Whole { folder, number } => writeln!(out, "whole\t{folder}\t{number}"),
            Step::Write { number, path } => writeln!(out, "write\t{number}\t{path}"),
            Step::Remove { path, hash } => writeln!(out, "remove\t{hash}\t{path}"),
            Step::Own { path } => writeln!(out, "own\t{path}"),
        };
    }
    out
}

/// Writes the journal: from here on the publication is decided.
pub(super) fn write(root: &Path, steps: &[Step], hands: &Hands) -> Result<(), PublishError> {
    let place = root.join(JOURNAL);
    let waiting = &root.join(WAITING);
    // Left by a machine that stopped here.
    let _ = disk::remove_file(waiting);
    let file = disk::write(waiting, text(steps).as_bytes())?;
    (hands.sync)(&file).map_err(disk::not_synced(&place))?;
    (hands.rename)(waiting, &place).map_err(disk::not_written(&place))?;
    disk::sync_folder(place.parent().unwrap_or(root))
}

/// Removes the journal: the publication has ended.
pub(super) fn end(root: &Path) -> Result<(), PublishError> {
    let place = root.join(JOURNAL);
    let _ = disk::remove_file(&root.join(WAITING));
    match disk::stands(&place)? {
        Some(_) => disk::remove_file(&place).map_err(disk::not_removed(&place))?,
        None => return Ok(()),
    }
    disk::sync_folder(place.parent().unwrap_or(root))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join(".notice")).unwrap();
        let steps = [
            Step::Whole {
                folder: "office/a b".to_string(),
                number: 2,
            },
            Step::Write {
                number: 3,
                path: "web/p/a b/letter.pdf".to_string(),
            },
            Step::Remove {
                path: "web/p/x.html".to_string(),
                hash: "00".to_string(),
            },
            Step::Own {
                path: "manifest".to_string(),
            },
        ];
        assert_eq!(read(dir.path()).unwrap(), None);
        write(dir.path(), &steps, &Hands::real()).unwrap();
        assert_eq!(read(dir.path()).unwrap(), Some(steps.to_vec()));
        end(dir.path()).unwrap();
        assert_eq!(read(dir.path()).unwrap(), None);
    }
}
