//! Goes through a folder of a workspace. Links are followed, since houses share folders by them; each folder is met by the way it
//! lies on before it is met by a link, and however links lead round, there is an end.

use super::reading::{LARGEST, Reading, Unread, Why};
use crate::diagnostic::machine::Shortage;
use crate::engine::WorkspaceFile;
use std::collections::{BTreeSet, VecDeque};
use std::ffi::OsStr;
use std::fs::{File, FileType};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// How many links within folders that were reached by a link are followed. A house of a hundred publishers that share all they
/// have needs some hundreds.
const MOST_LINKS: usize = 4096;

/// Why nothing more is read.
pub(super) enum Stop {
    /// A file went away between its folder's list and its reading.
    Vanished,
    /// The machine gives no file any more, whichever it is.
    Machine(PathBuf, io::Error),
}

/// The way through one of the folders `notices`, `templates`, `fonts`.
pub(super) struct Walk<'r> {
    name: &'r str,
    /// What vanishes now is told as missing.
    last: bool,
    reading: &'r mut Reading,
    files: Vec<WorkspaceFile>,
    /// Links to folders, followed when all that lies in the tree itself was read.
    links: VecDeque<Link>,
    followed: usize,
    /// Under `notices/`: the real folders that were read as each publisher's. Twice, each record would be there twice.
    met: BTreeSet<(String, PathBuf)>,
}

struct Link {
    shown: String,
    real: PathBuf,
    /// The real folders that it lies in.
    above: Vec<PathBuf>,
    /// It stands in a folder that was reached by a link.
    chained: bool,
}

impl<'r> Walk<'r> {
    /// Through the folder that is called `name` in the workspace.
    pub(super) fn new(name: &'r str, last: bool, reading: &'r mut Reading) -> Self {
        Walk {
            name,
            last,
            reading,
            files: Vec::new(),
            links: VecDeque::new(),
            followed: 0,
            met: BTreeSet::new(),
        }
    }

    /// Reads the folder, with all in it, in the order of paths.
    pub(super) fn tree(mut self, folder: &Path) -> Result<Vec<WorkspaceFile>, Stop> {
        match folder.canonicalize() {
            Ok(real) => self.folder(&real, self.name, &mut Vec::new(), false)?,
            Err(e) => self.refused(folder, self.name.to_owned(), e, true)?,
        }
        while let Some(mut link) = self.links.pop_front() {
            self.followed += usize::from(link.chained);
            if self.followed > MOST_LINKS {
                self.unread(link.shown, Why::TooManyLinks);
                break;
            }
            self.folder(&link.real, &link.shown, &mut link.above, true)?;
        }
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.reading.passed_over.sort();
        Ok(self.files)
    }

    /// Reads the folder at `real`; `above` holds those it lies in.
    fn folder(&mut self, real: &Path, shown: &str, above: &mut Vec<PathBuf>, linked: bool) -> Result<(), Stop> {
        let round = above.iter().any(|folder| folder == real);
        let mut twice =
            || self.name == "notices" && !self.met.insert((publisher(shown).to_owned(), real.to_path_buf()));
        if round || twice() {
            self.reading.passed_over.push(shown.to_owned());
            return Ok(());
        }
        let list = || -> io::Result<Vec<_>> {
            let entries = real.read_dir()?;
            entries
                .map(|entry| entry.and_then(|e| Ok((e.file_name(), e.file_type()?))))
                .collect()
        };
        let mut entries = match list() {
            Ok(entries) => entries,
            Err(e) => return self.refused(real, shown.to_owned(), e, true),
        };
        // The order in which faults and notes are told must not be the disk's.
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        above.push(real.to_path_buf());
        for (name, kind) in entries {
            if !name.as_encoded_bytes().starts_with(b".") {
                self.entry(&real.join(&name), &name, kind, shown, (above, linked))?;
            }
        }
        above.pop();
        Ok(())
    }

    fn entry(
        &mut self,
        path: &Path,
        name: &OsStr,
        mut kind: FileType,
        folder: &str,
        (above, linked): (&mut Vec<PathBuf>, bool),
    ) -> Result<(), Stop> {
        let shown = format!("{folder}/{}", name.to_string_lossy());
        let is_link = kind.is_symlink();
        if is_link {
            match path.metadata() {
                Ok(target) => kind = target.file_type(),
                // Nobody knows what a link that leads nowhere was to be.
                Err(e) => return self.refused(path, shown, e, true),
            }
        }
        if name.to_str().is_none() && (kind.is_dir() || self.is_of_use(&shown)) {
            self.unread(shown, Why::NotUtf8);
        } else if kind.is_dir() && is_link {
            match path.canonicalize() {
                Ok(real) => self.links.push_back(Link {
                    shown,
                    real,
                    above: above.clone(),
                    chained: linked,
                }),
                Err(e) => return self.refused(path, shown, e, true),
            }
        } else if kind.is_dir() {
            return self.folder(path, &shown, above, linked);
        } else if kind.is_file() {
            return self.file(path, shown);
        } else if self.is_of_use(&shown) {
            // Reading a pipe would wait for ever.
            self.unread(shown, Why::NoFile);
        } else {
            self.reading.passed_over.push(shown);
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, shown: String) -> Result<(), Stop> {
        match contents(path) {
            Ok(Ok(bytes)) => self.files.push(WorkspaceFile {
                path: shown,
                bytes: bytes.into(),
            }),
            Ok(Err(size)) => self.unread(shown, Why::TooLarge(size)),
            Err(e) => {
                let of_use = self.is_of_use(&shown);
                return self.refused(path, shown, e, of_use);
            }
        }
        Ok(())
    }

    /// Whether what is called so is read for anything: of `notices/` records are, and what is saved with the ending of a text.
    fn is_of_use(&self, shown: &str) -> bool {
        let name = shown.rsplit('/').next().unwrap_or(shown);
        let yaml = [".yaml", ".yml"].iter().any(|ending| name.ends_with(ending));
        self.name != "notices" || yaml && !name.starts_with(['~', '#'])
    }

    fn unread(&mut self, path: String, why: Why) {
        self.reading.files.unread.push(path.clone());
        self.reading.unread.push(Unread { path, why });
    }

    /// What the machine does not give: it has vanished, or nothing can be read any more, or it is told of where it is of use.
    fn refused(&mut self, path: &Path, shown: String, e: io::Error, of_use: bool) -> Result<(), Stop> {
        // The machine would refuse the next file as well.
        if Shortage::of(&e).is_some() {
            return Err(Stop::Machine(path.to_path_buf(), e));
        }
        // A link that leads nowhere is there itself. What is no link may be back already.
        let leads_nowhere = || path.symlink_metadata().is_ok_and(|found| found.is_symlink());
        if e.kind() == ErrorKind::NotFound && !self.last && !leads_nowhere() {
            return Err(Stop::Vanished);
        }
        match of_use {
            true => self.unread(shown, Why::Refused(e)),
            false => self.reading.passed_over.push(shown),
        }
        Ok(())
    }
}

/// The publisher's folder that a path below `notices/` lies in.
fn publisher(shown: &str) -> &str {
    shown.split('/').nth(1).unwrap_or_default()
}

/// The bytes of a file; of one that is too large, how many there are.
fn contents(path: &Path) -> io::Result<Result<Vec<u8>, u64>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > LARGEST {
        return Ok(Err(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // It may be growing while we read.
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    Ok(if read > LARGEST { Err(read) } else { Ok(bytes) })
}
