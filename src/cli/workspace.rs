//! Reads the files of a workspace into memory.

use crate::engine::{WorkspaceFile, WorkspaceFiles};
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

/// Larger files are not read: no record, template or font comes near, and a stray video must not fill the memory.
pub const LARGEST: u64 = 64_000_000;

/// Why a workspace could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// There is no `notices/` in this folder.
    NoNotices(PathBuf),
    /// A file or folder cannot be read.
    Unreadable(PathBuf, io::Error),
}

/// A workspace, and what of it was not read.
#[derive(Debug, Default)]
pub struct Reading {
    /// What was read.
    pub files: WorkspaceFiles,
    /// Files larger than [`LARGEST`], with their sizes in bytes.
    pub too_large: Vec<(String, u64)>,
    /// What is neither file nor folder (pipes, devices), and folders that a link leads back to.
    pub passed_over: Vec<String>,
}

/// Reads `notices/`, `templates/` and `fonts/` below `root`, in any depth. Hidden files are passed over; links are
/// followed, but not round in a circle.
///
/// # Errors
/// `notices/` is missing, or something cannot be read.
pub fn read(root: &Path) -> Result<Reading, ReadError> {
    if !root.join("notices").is_dir() {
        return Err(ReadError::NoNotices(root.to_path_buf()));
    }
    let mut reading = Reading::default();
    reading.files.notices = read_folder(root, "notices", &mut reading)?;
    reading.files.templates = read_folder(root, "templates", &mut reading)?;
    reading.files.fonts = read_folder(root, "fonts", &mut reading)?;
    Ok(reading)
}

/// Reads `templates/` alone.
///
/// # Errors
/// Something cannot be read.
pub(super) fn templates(root: &Path) -> Result<Vec<WorkspaceFile>, ReadError> {
    read_folder(root, "templates", &mut Reading::default())
}

fn read_folder(root: &Path, name: &str, reading: &mut Reading) -> Result<Vec<WorkspaceFile>, ReadError> {
    let mut files = Vec::new();
    let folder = root.join(name);
    match folder.symlink_metadata() {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(files),
        _ => walk(&folder, name, &mut Vec::new(), &mut files, reading)?,
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Reads a folder; `above` holds the real paths of the folders it lies in.
fn walk(
    folder: &Path,
    shown: &str,
    above: &mut Vec<PathBuf>,
    files: &mut Vec<WorkspaceFile>,
    reading: &mut Reading,
) -> Result<(), ReadError> {
    let unreadable = |e| ReadError::Unreadable(folder.to_path_buf(), e);
    let real = folder.canonicalize().map_err(unreadable)?;
    if above.contains(&real) {
        reading.passed_over.push(shown.to_string());
        return Ok(());
    }
    above.push(real);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.file_name());
    }
    // The order in which faults and notes are told must not be the disk's.
    names.sort();
    for name in names {
        let path = folder.join(&name);
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let unreadable = |e| ReadError::Unreadable(path.clone(), e);
        let Some(name) = name.to_str() else {
            return Err(unreadable(io::Error::new(
                io::ErrorKind::InvalidFilename,
                "the name is not UTF-8",
            )));
        };
        let shown = format!("{shown}/{name}");
        let metadata = path.metadata().map_err(unreadable)?;
        if metadata.is_dir() {
            walk(&path, &shown, above, files, reading)?;
        } else if !metadata.is_file() {
            // Reading a pipe would wait for ever.
            reading.passed_over.push(shown);
        } else if metadata.len() > LARGEST {
            reading.too_large.push((shown, metadata.len()));
        } else {
            let bytes = read_file(&path, &metadata).map_err(unreadable)?;
            files.push(WorkspaceFile { path: shown, bytes });
        }
    }
    above.pop();
    Ok(())
}

fn read_file(path: &Path, metadata: &Metadata) -> io::Result<Vec<u8>> {
    use io::Read;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // It may be growing while we read.
    std::fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}
