//! A folder of evidence: written whole, or not at all.

use super::beside::Beside;
use super::disk::{self, Hands};
use super::error::PublishError;
use super::interrupt;
use std::path::{Path, PathBuf};

/// What a file is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Those of the file at this place.
    Copy(PathBuf),
}

/// Makes the folder `place` with `files` in it, each by its path there: FAX sheets among them, so that nobody else may look into it.
/// It must not be there, or be empty.
///
/// # Errors
/// Nothing is there that was not.
pub(crate) fn pack(place: &Path, files: &[(String, Content)]) -> Result<(), PublishError> {
    let _pen = interrupt::pen();
    let hands = Hands::real();
    match disk::stands(place)? {
        None => {}
        Some(found) if found.is_dir() && std::fs::read_dir(place).is_ok_and(|mut all| all.next().is_none()) => {
            disk::remove_empty_folder(place).map_err(disk::not_removed(place))?;
        }
        Some(_) => return Err(PublishError::Foreign(vec![place.to_path_buf()])),
    }
    let mut made = Vec::new();
    if let Some(above) = place.parent().filter(|above| !above.as_os_str().is_empty()) {
        disk::make_folder(above, |folder| made.push(folder))?;
    }
    let packed = (|| {
        let stage = Beside::private(place)?;
        for (path, content) in files {
            match content {
                Content::Bytes(bytes) => stage.write(path, bytes, &hands)?,
                Content::Copy(from) => stage.write(path, &disk::read(from)?, &hands)?,
            }
        }
        (hands.rename)(stage.place(), place).map_err(disk::not_written(place))
    })();
    if packed.is_err() {
        for folder in made.iter().rev() {
            let _ = disk::remove_empty_folder(folder);
        }
    }
    packed
}
