//! A publication that has been decided: its steps are taken in order, undone where one fails, and taken up by the next start
//! where the machine stops between two.

use super::carry;
use super::disk::{self, Hands};
use super::error::PublishError;
use super::journal::{self, PIECES, Step};
use super::manifest::{Manifest, hash};
use super::part::Part;
use super::path::STAGING;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of the staging place in which the manifest from before the publication stands.
pub(super) const BEFORE: &str = "before";

/// The folder of former bytes below the staging place, and below the pieces of a part.
const FORMER: &str = "former";

/// What has been done, with what it takes to undo it.
enum Done {
    Exchanged(String),
    Folder(PathBuf),
    FolderGone(PathBuf),
    File { place: PathBuf, former: Option<PathBuf> },
}

/// A publication under way.
pub(super) struct Commit<'c> {
    pub(super) root: &'c Path,
    pub(super) hands: &'c Hands,
    done: Vec<Done>,
    formers: usize,
}

/// Why an exchange was not made.
pub(super) enum Refused {
    /// The place does not take it: a mount point, another disk, a file system without it, a folder above that cannot be
    /// written to.
    Place,
    /// The machine failed.
    Fault(PublishError),
}

impl<'c> Commit<'c> {
    /// Nothing is done yet.
    pub(super) fn new(root: &'c Path, hands: &'c Hands) -> Self {
        Commit {
            root,
            hands,
            done: Vec::new(),
            formers: 0,
        }
    }

    /// Exchanges a staged folder, relative to the output folder, with the one that stands.
    pub(super) fn exchange(&mut self, folder: &str) -> Result<(), Refused> {
        let (staged, place) = places(self.root, folder);
        match (self.hands.exchange)(&staged, &place) {
            Ok(()) => {
                self.done.push(Done::Exchanged(folder.to_string()));
                Ok(())
            }
            Err(e) if is_of_the_place(&e) => Err(Refused::Place),
            Err(e) => Err(Refused::Fault(disk::not_written(&place)(e))),
        }
    }

    /// Takes a step that is no exchange. Taken already, it is passed over.
    pub(super) fn take(&mut self, step: &Step) -> Result<(), PublishError> {
        match step {
            Step::Whole { .. } => Ok(()),
            Step::Write { number, path } => {
                let pieces = pieces(self.root, path);
                self.put(&pieces.join(number.to_string()), &self.root.join(path), &pieces)
            }
            Step::Remove { path, hash } => self.remove(path, hash),
            Step::Own { path } => {
                let staging = self.root.join(STAGING);
                self.put(&staging.join(path), &self.root.join(".notice").join(path), &staging)
            }
        }
    }

    /// Renames `ready` to `place`; its former bytes get a second name below `beside`.
    fn put(&mut self, ready: &Path, place: &Path, beside: &Path) -> Result<(), PublishError> {
        if disk::stands(ready)?.is_none() {
            return Ok(());
        }
        if let Some(folder) = place.parent() {
            let done = &mut self.done;
            disk::make_folder(folder, |made| done.push(Done::Folder(made)))?;
        }
        let former = self.former(place, beside)?;
        (self.hands.rename)(ready, place).map_err(disk::not_written(place))?;
        self.done.push(Done::File {
            place: place.to_path_buf(),
            former,
        });
        Ok(())
    }

    fn remove(&mut self, path: &str, known: &str) -> Result<(), PublishError> {
        let place = self.root.join(path);
        if !disk::stands(&place)?.is_some_and(|found| found.is_file()) || hash(&disk::read(&place)?) != known {
            return Ok(());
        }
        let former = self.former(&place, &pieces(self.root, path))?;
        disk::remove_file(&place).map_err(disk::not_removed(&place))?;
        self.done.push(Done::File {
            place: place.clone(),
            former,
        });
        let part = Part::of(path).map(|part| self.root.join(part.word()));
        for folder in place
            .ancestors()
            .skip(1)
            .take_while(|above| Some(*above) != part.as_deref())
        {
            match disk::remove_empty_folder(folder) {
                Ok(()) => self.done.push(Done::FolderGone(folder.to_path_buf())),
                Err(e)
                    if matches!(
                        e.kind(),
                        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists
                    ) =>
                {
                    break;
                }
                Err(e) => return Err(disk::not_removed(folder)(e)),
            }
        }
        Ok(())
    }

    /// A second name below `beside` for what stands at `place`, from which it can be put back.
    fn former(&mut self, place: &Path, beside: &Path) -> Result<Option<PathBuf>, PublishError> {
        if disk::stands(place)?.is_none() {
            return Ok(None);
        }
        let folder = beside.join(FORMER);
        disk::make_folder(&folder, |_| {})?;
        self.formers += 1;
        let second = folder.join(self.formers.to_string());
        let _ = disk::remove_file(&second);
        // Not every file system has second names.
        let made = std::fs::hard_link(place, &second).or_else(|_| std::fs::copy(place, &second).map(|_| ()));
        made.map_err(disk::failed("控えを作れません", "cannot be secured", place))?;
        Ok(Some(second))
    }

    /// Undoes what was done, last step first, and tells what could not be undone, with the place of its former bytes.
    pub(super) fn undo(&mut self) -> Vec<(PathBuf, Option<PathBuf>)> {
        let mut lost = Vec::new();
        while let Some(done) = self.done.pop() {
            match done {
                Done::Exchanged(folder) => {
                    let (staged, place) = places(self.root, &folder);
                    if (self.hands.exchange)(&staged, &place).is_err() {
                        lost.push((place, Some(staged)));
                    }
                }
                Done::Folder(path) => {
                    // Somebody else may have put a file into it meanwhile.
                    let _ = disk::remove_empty_folder(&path);
                }
                Done::FolderGone(path) => {
                    if std::fs::create_dir(&path).is_err() {
                        lost.push((path, None));
                    }
                }
                Done::File { place, former: None } => {
                    if disk::remove_file(&place).is_err() {
                        lost.push((place, None));
                    }
                }
                Done::File {
                    place,
                    former: Some(former),
                } => {
                    if (self.hands.rename)(&former, &place).is_err() {
                        lost.push((place, Some(former)));
                    }
                }
            }
        }
        lost
    }

    /// Brings what was done to the parts down to the disk.
    pub(super) fn sync(&self) -> Result<(), PublishError> {
        disk::sync_folder(self.root)?;
        let folders = self.done.iter().filter_map(|done| match done {
            Done::File { place, .. } => place.parent().map(Path::to_path_buf),
            Done::Exchanged(folder) => self.root.join(folder).parent().map(Path::to_path_buf),
            Done::Folder(_) | Done::FolderGone(_) => None,
        });
        let folders: BTreeSet<PathBuf> = folders.collect();
        let folders: Vec<PathBuf> = folders.into_iter().filter(|folder| folder.is_dir()).collect();
        disk::at_once(&folders, |folder| disk::sync_folder(folder))
    }

    /// Ends what cannot be undone any more: the trees that were exchanged out are cleared, and the journal goes. `before`
    /// names the files that were ours.
    pub(super) fn end(&mut self, exchanged: &[String], before: &Manifest) -> Result<(), PublishError> {
        self.done.clear();
        disk::sync_folder(&self.root.join(".notice"))?;
        let ours: BTreeSet<&str> = before.files.keys().map(String::as_str).collect();
        for folder in exchanged {
            let (old, new) = places(self.root, folder);
            if disk::stands(&old)?.is_some() {
                carry::clear(&old, &new, folder, &ours)?;
            }
        }
        for part in Part::ALL {
            disk::remove_own_tree(&self.root.join(part.word()).join(PIECES))?;
        }
        journal::end(self.root)
    }
}

/// Where a folder of a part, or a part, is staged, and where it stands.
pub(super) fn places(root: &Path, folder: &str) -> (PathBuf, PathBuf) {
    (root.join(STAGING).join(folder), root.join(folder))
}

/// Where the new files wait of the part in which `path` lies.
pub(super) fn pieces(root: &Path, path: &str) -> PathBuf {
    let part = path.split('/').next().unwrap_or_default();
    root.join(part).join(PIECES)
}

/// Whether a call failed because of where it was to work, rather than of the machine's state.
fn is_of_the_place(e: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        e.kind(),
        Kind::Unsupported | Kind::InvalidInput | Kind::CrossesDevices | Kind::ResourceBusy | Kind::PermissionDenied
    )
}
