//! Writes the ledger: the folder of a record whole, or nothing. It is written beside its place under another name and takes its
//! place in one step.

use super::beside::Beside;
use super::disk::{self, Hands};
use super::error::PublishError;
use super::interrupt;
use super::issued::{INDEX, LEDGER};
use std::path::{Path, PathBuf};

/// Keeps git from writing other line ends into what is known by its hash.
const ATTRIBUTES: &str = "# 控えは1バイトも変えずに残します。\n# What was issued stays byte for byte.\n* -text\n";

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
    let attributes = ledger.join(".gitattributes");
    let stage = Beside::new(place)?;
    for (name, bytes) in files {
        stage.write(name, bytes, hands)?;
    }
    stage.write(INDEX, index.as_bytes(), hands)?;
    let stood = match disk::stands(place)? {
        None => false,
        Some(found) if found.is_dir() => true,
        Some(_) => return Err(PublishError::Foreign(vec![place.to_path_buf()])),
    };
    if disk::stands(&attributes)?.is_none() {
        let file = disk::write(&attributes, ATTRIBUTES.as_bytes())?;
        (hands.sync)(&file).map_err(disk::not_synced(&attributes))?;
    }
    let gone = match stood {
        false => (hands.rename)(stage.place(), place).map_err(disk::not_written(place)),
        true => stage
            .carry(place)
            .and_then(|whole| match whole && (hands.exchange)(stage.place(), place).is_ok() {
                true => stage.give_back(place),
                false => in_pieces(&stage, place, files, hands),
            }),
    };
    if gone.is_err() && !stood {
        let _ = disk::remove_file(&attributes);
    }
    gone?;
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
