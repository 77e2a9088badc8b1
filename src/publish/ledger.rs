//! Writes the ledger: the folder of a record whole, or nothing. It is written beside its place under another name and takes its
//! place in one step.

use super::beside::Beside;
use super::disk::{self, Hands};
use super::error::PublishError;
use super::interrupt;
use super::issued::{INDEX, LEDGER};
use std::path::{Path, PathBuf};

/// The file that keeps git from writing other line ends into what is known by its hash.
const ATTRIBUTES: &str = ".gitattributes";

const BYTE_FOR_BYTE: &str = "# 控えは1バイトも変えずに残します。\n# What was issued stays byte for byte.\n* -text\n";

/// Puts `files` and the text of the index into the folder of `record` in the ledger of `workspace`, beside what stands there.
///
/// # Errors
/// The ledger is as it was.
pub(crate) fn issue(
    workspace: &Path,
    record: &str,
    files: &[(String, Vec<u8>)],
    index: &str,
) -> Result<(), PublishError> {
    issue_with(workspace, record, files, index, &Hands::real())
}

pub(super) fn issue_with(
    workspace: &Path,
    record: &str,
    files: &[(String, Vec<u8>)],
    index: &str,
    hands: &Hands,
) -> Result<(), PublishError> {
    let _pen = interrupt::pen();
    let ledger = workspace.join(LEDGER);
    let place = ledger.join(record);
    let mut made = Vec::new();
    let done = made_whole(&ledger, &place, files, index, hands, &mut made);
    if done.is_err() {
        for folder in made.iter().rev() {
            // Where something stands in it after all, it stays.
            let _ = disk::remove_empty_folder(folder);
        }
    }
    done
}

fn made_whole(
    ledger: &Path,
    place: &Path,
    files: &[(String, Vec<u8>)],
    index: &str,
    hands: &Hands,
    made: &mut Vec<PathBuf>,
) -> Result<(), PublishError> {
    let above = place.parent().unwrap_or(ledger);
    disk::make_folder(above, |folder| made.push(folder))?;
    Beside::sweep(above)?;
    let stage = Beside::new(place)?;
    for (name, bytes) in files {
        stage.write(name, bytes, hands)?;
    }
    stage.write(INDEX, index.as_bytes(), hands)?;
    let attributes = ledger.join(ATTRIBUTES);
    let first = disk::stands(&attributes)?.is_none();
    let done = (|| {
        if first {
            let file = disk::write(&attributes, BYTE_FOR_BYTE.as_bytes())?;
            (hands.sync)(&file).map_err(disk::not_synced(&attributes))?;
        }
        match disk::stands(place)? {
            None => (hands.rename)(stage.place(), place).map_err(disk::not_written(place)),
            Some(found) if !found.is_dir() => Err(PublishError::Foreign(vec![place.to_path_buf()])),
            Some(_) => match stage.carry(place)? && (hands.exchange)(stage.place(), place).is_ok() {
                true => stage.give_back(place),
                false => in_pieces(&stage, place, files, hands),
            },
        }
    })();
    if done.is_err() && first {
        let _ = disk::remove_file(&attributes);
    }
    done?;
    disk::sync_folder(place)?;
    disk::sync_folder(above)
}

/// Puts what is staged into a folder that cannot be exchanged: the index last, without which the rest is nothing.
fn in_pieces(stage: &Beside, place: &Path, files: &[(String, Vec<u8>)], hands: &Hands) -> Result<(), PublishError> {
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).chain([INDEX]).collect();
    for (at, name) in names.iter().enumerate() {
        let to = place.join(name);
        if let Err(fault) = (hands.rename)(&stage.place().join(name), &to) {
            for name in &names[..at] {
                // The index that stands names none of them.
                let _ = disk::remove_file(&place.join(name));
            }
            return Err(disk::not_written(&to)(fault));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::issued::INDEX;
    use std::cell::Cell;
    use std::collections::BTreeMap;
    use std::io::{Error, ErrorKind};
    use std::rc::Rc;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Every file below a folder, hidden ones included, with what stands in it.
    fn tree(folder: &Path) -> BTreeMap<PathBuf, String> {
        let mut all = BTreeMap::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => {
                    all.insert(path.clone(), String::new());
                    all.extend(tree(&path));
                }
                false => {
                    all.insert(path.clone(), std::fs::read_to_string(&path).unwrap());
                }
            }
        }
        all
    }

    /// Steps of which the one numbered `at` fails; how many there were.
    fn failing(at: usize, exchanges: bool) -> (Hands, Rc<Cell<usize>>, Arc<AtomicUsize>) {
        let steps = Rc::new(Cell::new(0));
        let syncs = Arc::new(AtomicUsize::new(0));
        let step = move |steps: &Rc<Cell<usize>>| {
            steps.set(steps.get() + 1);
            steps.get() == at
        };
        let full = || Err(Error::from(ErrorKind::StorageFull));
        let real = Hands::real();
        let (one, other, counted) = (Rc::clone(&steps), Rc::clone(&steps), Arc::clone(&syncs));
        let hands = Hands {
            rename: Box::new(move |from, to| if step(&one) { full() } else { disk::rename(from, to) }),
            exchange: Box::new(move |from, to| match exchanges {
                true if step(&other) => full(),
                true => (real.exchange)(from, to),
                false => Err(ErrorKind::Unsupported.into()),
            }),
            // Syncs are numbered from a thousand.
            sync: Box::new(move |_| match counted.fetch_add(1, Ordering::Relaxed) + 1001 == at {
                true => Err(ErrorKind::StorageFull.into()),
                false => Ok(()),
            }),
        };
        (hands, steps, syncs)
    }

    #[test]
    fn a_step_that_fails_leaves_the_ledger_as_it_was() {
        let files = |version: usize| vec![(format!("letter.{version}.pdf"), vec![b'0' + version as u8])];
        for exchanges in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            for (version, note) in [(1, None), (2, Some("by hand"))] {
                if let Some(note) = note {
                    let place = root.join("issued/midori/core/note.txt");
                    disk::write(&place, note.as_bytes()).unwrap();
                }
                let before = tree(root);
                let index = format!("index {version}");
                let mut at = 0;
                loop {
                    at += 1;
                    // First each rename and exchange, then each sync.
                    let (hands, steps, syncs) = failing(at, exchanges);
                    let done = issue_with(root, "midori/core", &files(version), &index, &hands);
                    // Where an exchange fails the files are renamed.
                    if done.is_ok() {
                        let over = if at > 1000 {
                            syncs.load(Ordering::Relaxed) + 1000
                        } else {
                            steps.get()
                        };
                        let after = tree(root);
                        assert_eq!(after[&root.join("issued/midori/core").join(INDEX)], index);
                        assert!(after.keys().all(|path| !path.to_string_lossy().contains(".notice-")));
                        match (over < at, at > 1000) {
                            (true, true) => break,
                            (true, false) => at = 1000,
                            (false, _) => {}
                        }
                        // Back to where it was, to try the next step.
                        disk::remove_own_tree(&root.join("issued")).unwrap();
                        for (path, text) in &before {
                            match text.is_empty() {
                                true => std::fs::create_dir_all(path).unwrap(),
                                false => drop(disk::write(path, text.as_bytes()).unwrap()),
                            }
                        }
                        continue;
                    }
                    assert_eq!(tree(root), before, "{exchanges} {version} {at}");
                }
            }
            let after = tree(root);
            let read = |name: &str| after[&root.join("issued/midori/core").join(name)].as_str();
            assert_eq!(
                ["letter.1.pdf", "letter.2.pdf", INDEX, "note.txt"].map(read),
                ["1", "2", "index 2", "by hand"]
            );
        }
    }
}
