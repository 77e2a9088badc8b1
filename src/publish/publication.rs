//! One publication, from the lock to the exchange.

use super::disk::{self, Hands};
use super::error::PublishError;
use super::interrupt::{self, Goes};
use super::journal;
use super::lock::{self, Lock};
use super::manifest::{Manifest, OurFile, hash};
use super::output::{Output, Scope, Sink};
use super::part::Part;
use super::path::{self, text_of};
use super::recovery::recover;
use super::report::{Fate, Report};
use super::stage::Stage;
use super::survey::{self, Ground, Place, Wanted};
use super::takeover::Former;
use super::texts;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a publication is told of the world.
pub struct Terms {
    /// The workspace, as the manifest names it.
    pub workspace: String,
    /// The moment that documents are made for, as a person writes it.
    pub moment: String,
    /// Which records the build answers for: what belongs to others is not taken.
    pub scope: Scope,
    /// Whether the workspace may take an output folder of another one.
    pub take_over: bool,
    /// Whether files that stand are known by their bytes; otherwise size and time of writing will do.
    pub verify: bool,
}

/// How a publication ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ending {
    /// Paths that stay as they are, although nobody made them: what they would need could not be made.
    pub held: BTreeSet<String>,
    /// Facts to be kept until the next build, by the name of their file in `out/.notice/`.
    pub states: BTreeMap<String, String>,
}

/// The moment in the manifest of what a trial published.
pub(super) const TRIAL: &str = "trial";

/// A publication under way: it holds the output folder's lock. Dropped before it is committed, nothing has changed.
pub struct Publication {
    pub(super) root: PathBuf,
    pub(super) ground: Ground,
    pub(super) hands: Hands,
    pub(super) stage: Option<Stage>,
    pub(super) terms: Terms,
    /// Whether what is replaced leaves no trace.
    pub(super) trial: bool,
    pub(super) before: Manifest,
    pub(super) former: Option<Former>,
    pub(super) wanted: BTreeMap<String, Wanted>,
    pub(super) foreign: Vec<PathBuf>,
    pub(super) fault: Option<PublishError>,
    /// Folders that were made for it, outermost first.
    pub(super) made: Vec<PathBuf>,
    lock: Option<Lock>,
    /// Tests stop the machine at a fault: nothing is undone, nothing cleared.
    #[cfg(test)]
    pub(super) stop_at_a_fault: bool,
}

impl Publication {
    /// Opens the folder `out`, which is made where it is missing, takes its lock, ends a publication that the machine
    /// stopped, and reads what stands there. `waits` is told where another build has the lock.
    ///
    /// # Errors
    /// Nothing has changed in `out`, apart from what an earlier build had decided.
    pub fn open(out: &Path, terms: Terms, waits: &mut dyn FnMut()) -> Result<Publication, PublishError> {
        Self::open_with(out, terms, waits, lock::PATIENCE, Hands::real())
    }

    /// [`Publication::open`] with the patience for another build, and with the steps that tests must be able to make fail.
    pub(super) fn open_with(
        out: &Path,
        terms: Terms,
        waits: &mut dyn FnMut(),
        patience: u32,
        hands: Hands,
    ) -> Result<Publication, PublishError> {
        let mut made = Vec::new();
        let opened = Self::opened(out, terms, waits, patience, hands, &mut made);
        match opened {
            Ok(mut publication) => {
                publication.made = made;
                Ok(publication)
            }
            Err(fault) => {
                unmake(&made);
                Err(fault)
            }
        }
    }

    fn opened(
        out: &Path,
        terms: Terms,
        waits: &mut dyn FnMut(),
        patience: u32,
        hands: Hands,
        made: &mut Vec<PathBuf>,
    ) -> Result<Publication, PublishError> {
        let pen = interrupt::pen();
        disk::make_folder(out, |folder| {
            interrupt::staged(&folder, Goes::Folder);
            made.push(folder);
        })?;
        let root = disk::canonical(out)?;
        let own = root.join(".notice");
        match disk::stands(&own)? {
            Some(found) if !found.is_dir() => return Err(PublishError::Foreign(vec![own])),
            Some(_) => {}
            None => {
                disk::make_private(&own)?;
                interrupt::staged(&own, Goes::Folder);
                made.push(own);
            }
        }
        drop(pen);
        let lock = Lock::take(&root, patience, waits)?;
        let _pen = interrupt::pen();
        recover(&root, &hands)?;
        for part in Part::ALL {
            disk::remove_own_tree(&root.join(part.word()).join(journal::PIECES))?;
        }
        let stage = Stage::new(&root)?;
        let before = Manifest::read(&root)?;
        texts::sweep(&root, &before);
        let other = !before.workspace.is_empty() && before.workspace != terms.workspace;
        if other && !terms.take_over {
            return Err(PublishError::OtherWorkspace {
                out: root,
                workspace: before.workspace,
            });
        }
        Ok(Publication {
            former: Former::read(&root)?,
            ground: Ground::new(&root, terms.verify),
            root,
            hands,
            stage: Some(stage),
            terms,
            trial: false,
            before,
            wanted: BTreeMap::new(),
            foreign: Vec::new(),
            fault: None,
            made: Vec::new(),
            lock: Some(lock),
            #[cfg(test)]
            stop_at_a_fault: false,
        })
    }

    /// Whoever waited for another build publishes for the moment at which the lock came, not for one before that build's.
    pub fn at(&mut self, moment: String) {
        self.terms.moment = moment;
    }

    /// From now on it is a trial: what is replaced leaves no trace.
    pub fn only_try(&mut self) {
        self.trial = true;
    }

    /// What stands there from before.
    pub fn before(&self) -> &Manifest {
        &self.before
    }

    /// Whether every file that was published stands as it was, as far as size and time tell, and nothing of an earlier program
    /// is left.
    pub fn all_stands(&self) -> bool {
        let untouched = |(path, made): (&String, &Arc<OurFile>)| self.ground.is_as_published(path, made);
        let ours = self.before.workspace == self.terms.workspace;
        self.former.is_none() && ours && self.before.files.iter().all(untouched)
    }

    /// What is published already, as a report that nothing changed.
    pub fn unchanged(&self) -> Report {
        let same = |(path, made): (&String, &Arc<OurFile>)| {
            let wanted = Wanted {
                made: Arc::clone(made),
                fate: Fate::Same,
                edited: false,
            };
            survey::entry(path, &wanted)
        };
        Report {
            entries: self.before.files.iter().map(same).collect(),
            ..Report::default()
        }
    }

    fn taken(&mut self, output: Output) -> Result<(), PublishError> {
        let path = path::safe(&output.path).map_err(|why| PublishError::Path {
            path: output.path.clone(),
            why,
        })?;
        if let Some(first) = self.clash(path) {
            return Err(PublishError::Clash {
                first: first.into(),
                second: output.path.clone(),
            });
        }
        let path = path.to_string();
        let hash = hash(&output.bytes);
        let known = self.before.files.get(&path);
        let (found, fate, edited) = match self.ground.examine(&path)? {
            Place::Nothing => (None, Fate::New, false),
            Place::File(found) => {
                let same = match known {
                    Some(made) if self.ground.is_as_published(&path, made) => made.hash == hash,
                    _ => {
                        found.len() == output.bytes.len() as u64 && disk::read(&self.root.join(&path))? == output.bytes
                    }
                };
                match known {
                    _ if same => (Some(found), Fate::Same, false),
                    Some(made) => {
                        let untouched = self.ground.is_untouched(&path, made, &found)?;
                        (None, Fate::Changed, !untouched)
                    }
                    None => {
                        self.foreign.push(self.root.join(&path));
                        return Ok(());
                    }
                }
            }
            Place::Other => {
                self.foreign.push(self.root.join(&path));
                return Ok(());
            }
        };
        let since = match known.filter(|made| made.hash == hash && fate == Fate::Same) {
            Some(made) => made.since.clone(),
            None if self.trial => TRIAL.to_string(),
            None => self.terms.moment.clone(),
        };
        let Some(stage) = &mut self.stage else {
            return Ok(());
        };
        let found = match found {
            Some(found) => found,
            None => stage.write(&path, &output.bytes, &self.hands)?,
        };
        if let Some(issue) = &output.issue {
            let name = text_of(&hash);
            if fate != Fate::Same || disk::stands(&self.root.join(".notice").join(&name))?.is_none() {
                stage.write_own(&name, issue.text.as_bytes(), &self.hands)?;
            }
        }
        let made = OurFile {
            hash,
            size: output.bytes.len() as u64,
            written: disk::written_at(&found),
            pages: output.pages,
            fingerprint: output.fingerprint,
            dated: output.issue.map(|issue| issue.dated),
            since,
            record: output.record,
            label: output.label,
        };
        let made = Arc::new(made);
        self.wanted.insert(path, Wanted { made, fate, edited });
        Ok(())
    }

    /// What is to stand already where `path` is to, or needs a folder where the other is to be a file.
    fn clash(&self, path: &str) -> Option<&str> {
        let above = path.match_indices('/').map(|(end, _)| &path[..end]);
        let itself = above.chain([path]).find_map(|place| self.wanted.get_key_value(place));
        let below = format!("{path}/");
        let first_below = self.wanted.range(below.clone()..).next();
        let first_below = first_below.filter(|(other, _)| other.starts_with(&below));
        itself.or(first_below).map(|(other, _)| other.as_str())
    }
}

impl Sink for Publication {
    fn stands(&self, path: &str, fingerprint: &str) -> bool {
        self.ground.stands(&self.before, path, fingerprint)
    }

    fn state(&self, name: &str) -> Option<String> {
        self.before.state(&self.root, name)
    }

    fn keep(&mut self, path: &str) {
        if let Some(made) = self.before.files.get(path) {
            let wanted = Wanted {
                made: Arc::clone(made),
                fate: Fate::Same,
                edited: false,
            };
            self.wanted.insert(path.to_string(), wanted);
        }
    }

    fn put(&mut self, output: Output) {
        // The first fault tells; what comes after it follows from it.
        if self.fault.is_none() && self.terms.scope.holds(&output.record) {
            self.fault = self.taken(output).err();
        }
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        self.stage = None;
        self.lock = None;
        unmake(&self.made);
    }
}

/// Removes folders that were made and in which nothing stands.
fn unmake(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        // Where it is not empty, something could not be undone, and the error tells what.
        let _ = disk::remove_empty_folder(folder);
        interrupt::settled(folder);
    }
}
