//! One publication, from the lock to the exchange.

use super::commit::{BEFORE, Commit, recover};
use super::disk::{self, Hands};
use super::error::PublishError;
use super::history::{self, Past, Why};
use super::interrupt;
use super::journal::Step;
use super::lock::{self, Lock};
use super::manifest::{MANIFEST, Manifest, OurFile, hash};
use super::output::{Output, Scope};
use super::part::Part;
use super::path;
use super::report::{Fate, Report, Superseded};
use super::stage::Stage;
use super::survey::{self, Place, Wanted};
use super::takeover::Former;
use super::ways;
use super::{Sink, journal};
use chrono::{DateTime, FixedOffset};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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
const TRIAL: &str = "trial";

/// A publication under way: it holds the output folder's lock. Dropped before it is committed, nothing has changed.
pub struct Publication {
    pub(super) root: PathBuf,
    pub(super) hands: Hands,
    pub(super) stage: Option<Stage>,
    terms: Terms,
    /// Whether what is replaced leaves no trace.
    trial: bool,
    before: Manifest,
    former: Option<Former>,
    wanted: BTreeMap<String, Wanted>,
    foreign: Vec<PathBuf>,
    fault: Option<PublishError>,
    /// Folders that were made for it, outermost first.
    made: Vec<PathBuf>,
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
            interrupt::staged(&folder);
            made.push(folder);
        })?;
        let root = disk::canonical(out)?;
        let own = root.join(".notice");
        match disk::stands(&own)? {
            Some(found) if !found.is_dir() => return Err(PublishError::Foreign(vec![own])),
            Some(_) => {}
            None => {
                disk::make_private(&own)?;
                interrupt::staged(&own);
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
        let other = !before.workspace.is_empty() && before.workspace != terms.workspace;
        if other && !terms.take_over {
            return Err(PublishError::OtherWorkspace {
                out: root,
                workspace: before.workspace,
            });
        }
        Ok(Publication {
            former: Former::read(&root)?,
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
        let untouched = |(path, made): (&String, &OurFile)| match survey::examine(&self.root, path) {
            Ok(Place::File(found)) => made.looks_untouched(&found),
            _ => false,
        };
        self.former.is_none() && self.before.files.iter().all(untouched)
    }

    /// What is published already, as a report that nothing changed.
    pub fn unchanged(&self) -> Report {
        let same = |(path, made): (&String, &OurFile)| {
            let wanted = Wanted {
                made: made.clone(),
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
        let (found, fate, edited) = match survey::examine(&self.root, &path)? {
            Place::Nothing => (None, Fate::New, false),
            Place::File(found) => {
                let same = match known {
                    Some(made) if made.looks_untouched(&found) => made.hash == hash,
                    _ => {
                        found.len() == output.bytes.len() as u64 && disk::read(&self.root.join(&path))? == output.bytes
                    }
                };
                match known {
                    _ if same => (Some(found), Fate::Same, false),
                    Some(made) => {
                        let untouched = survey::is_untouched(&self.root, &path, made, &found)?;
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
        self.wanted.insert(path, Wanted { made, fate, edited });
        Ok(())
    }

    /// Publishes what was put; `passed` tells whether a moment has come.
    ///
    /// # Errors
    /// Nothing has changed in `out` when an error is returned, except where [`PublishError::NotRestored`] says so.
    pub fn commit(
        mut self,
        ending: &Ending,
        passed: &dyn Fn(&DateTime<FixedOffset>) -> bool,
    ) -> Result<Report, PublishError> {
        let _pen = interrupt::pen();
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        if !self.foreign.is_empty() {
            return Err(PublishError::Foreign(std::mem::take(&mut self.foreign)));
        }
        let unwanted = survey::unwanted(&self.root, &self.before, &self.wanted, &|path, record| {
            ending.held.contains(path) || !self.terms.scope.holds(record)
        })?;
        let after = self.after(&unwanted);
        let mut report = self.report(&unwanted);
        let mut states = self.changed_states(ending)?;
        let same = after.files == self.before.files && self.before.workspace == after.workspace;
        let changes = self.changes(&unwanted);
        if !(same && states.is_empty() && changes.is_empty()) {
            let pasts = self.pasts(&unwanted, passed, &mut report)?;
            if !pasts.is_empty() {
                let mut all = past(&self.root)?;
                all.extend(pasts);
                states.insert(history::LOG.to_string(), history::text(&all));
            }
            states.insert("manifest".to_string(), after.text());
            report.in_pieces = self.exchange(&changes, &states)?;
            self.drop_texts(&after);
        }
        if let Some(former) = self.former.take().filter(|_| self.terms.scope == Scope::All) {
            report.taken_over = Some(former.clear(&self.root)?);
        }
        self.stage = None;
        for folder in std::mem::take(&mut self.made) {
            interrupt::settled(&folder);
        }
        Ok(report)
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

    /// The manifest as it will be.
    fn after(&self, unwanted: &BTreeMap<String, Option<Fate>>) -> Manifest {
        let stays = |path: &&String| !unwanted.contains_key(*path) && !self.wanted.contains_key(*path);
        let kept = self.before.files.keys().filter(stays);
        let kept = kept.filter_map(|path| Some((path.clone(), self.before.files.get(path)?.clone())));
        let wanted = self
            .wanted
            .iter()
            .map(|(path, wanted)| (path.clone(), wanted.made.clone()));
        Manifest {
            workspace: self.terms.workspace.clone(),
            moment: self.terms.moment.clone(),
            files: kept.chain(wanted).collect(),
        }
    }

    fn report(&self, unwanted: &BTreeMap<String, Option<Fate>>) -> Report {
        let wanted = self.wanted.iter().map(|(path, wanted)| survey::entry(path, wanted));
        let gone = unwanted.iter().filter_map(|(path, fate)| {
            let made = self.before.files.get(path)?;
            Some(survey::gone(path, made, (*fate)?))
        });
        let mut entries: Vec<_> = wanted.chain(gone).collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Report {
            entries,
            ..Report::default()
        }
    }

    /// The facts to be kept that are not kept so already.
    fn changed_states(&self, ending: &Ending) -> Result<BTreeMap<String, String>, PublishError> {
        let mut changed = BTreeMap::new();
        for (name, text) in &ending.states {
            let place = self.root.join(".notice").join(name);
            if disk::read_own(&place)?.as_ref() != Some(text) {
                changed.insert(name.clone(), text.clone());
            }
        }
        Ok(changed)
    }

    /// What is to be done to the files of each part.
    fn changes(&self, unwanted: &BTreeMap<String, Option<Fate>>) -> Vec<ways::Change> {
        let write = |(path, wanted): (&String, &Wanted)| {
            (wanted.fate != Fate::Same).then(|| ways::Change::Write { path: path.clone() })
        };
        let remove = |(path, fate): (&String, &Option<Fate>)| {
            let hash = self.before.files.get(path)?.hash.clone();
            (*fate == Some(Fate::Removed)).then(|| ways::Change::Remove {
                path: path.clone(),
                hash,
            })
        };
        let writes = self.wanted.iter().filter_map(write);
        writes.chain(unwanted.iter().filter_map(remove)).collect()
    }

    /// Secures what people had received and what somebody had changed by hand, and tells of it.
    fn pasts(
        &mut self,
        unwanted: &BTreeMap<String, Option<Fate>>,
        passed: &dyn Fn(&DateTime<FixedOffset>) -> bool,
        report: &mut Report,
    ) -> Result<Vec<Past>, PublishError> {
        let mut pasts = Vec::new();
        if self.trial {
            return Ok(pasts);
        }
        let changed = self.wanted.iter().filter(|(_, wanted)| wanted.fate == Fate::Changed);
        let changed = changed.map(|(path, wanted)| (path, if wanted.edited { Why::Edited } else { Why::Changed }));
        let removed = unwanted.iter().filter(|(_, fate)| **fate == Some(Fate::Removed));
        let removed = removed.map(|(path, _)| (path, Why::Removed));
        let all: Vec<(String, Why)> = changed.chain(removed).map(|(path, why)| (path.clone(), why)).collect();
        for (path, why) in all {
            let Some(made) = self.before.files.get(&path) else {
                continue;
            };
            let received = made.dated.as_ref().is_some_and(passed) && made.since != TRIAL;
            // A letter whose day has come goes to the web.
            let moved = self.other_place(&path);
            let only_moved = moved.is_some_and(|moved| moved.made.hash == made.hash);
            if why != Why::Edited && (!received || only_moved) {
                continue;
            }
            let bytes = match why {
                Why::Edited => hash(&disk::read(&self.root.join(&path))?),
                Why::Changed | Why::Removed => made.hash.clone(),
            };
            let kept = Past::new(&path, made, &bytes, &self.terms.moment, why);
            let text = |hash: &str| disk::read_own(&self.root.join(".notice").join(text_of(hash)));
            match why {
                Why::Edited => report.edited.push((path.clone(), format!(".notice/{}", kept.kept))),
                Why::Changed | Why::Removed => {
                    let next = match why {
                        Why::Changed => self.wanted.get(&path),
                        _ => moved,
                    };
                    let after = match (next, &self.stage) {
                        (Some(next), Some(stage)) => {
                            disk::read_own(&stage.at(&text_of(&next.made.hash)))?.or(text(&next.made.hash)?)
                        }
                        _ => None,
                    };
                    report.superseded.push(Superseded {
                        path: path.clone(),
                        before: text(&made.hash)?,
                        after,
                        kept: format!(".notice/{}", kept.kept),
                    });
                }
            }
            if let Some(stage) = &mut self.stage {
                let second = stage.own_place(&kept.kept)?;
                let from = self.root.join(&path);
                let linked = std::fs::hard_link(&from, &second).or_else(|_| std::fs::copy(&from, &second).map(|_| ()));
                linked.map_err(disk::failed("控えを作れません", "cannot be secured", &from))?;
            }
            pasts.push(kept);
        }
        Ok(pasts)
    }

    /// What is to stand in another part at the same place.
    fn other_place(&self, path: &str) -> Option<&Wanted> {
        let within = Part::within(path);
        Part::ALL
            .into_iter()
            .map(|part| part.path(within))
            .filter(|other| other != path)
            .find_map(|other| self.wanted.get(&other))
    }

    /// Does all that is to be done, or nothing; the parts that were published file by file.
    fn exchange(
        &mut self,
        changes: &[ways::Change],
        states: &BTreeMap<String, String>,
    ) -> Result<Vec<Part>, PublishError> {
        let Some(stage) = &mut self.stage else {
            return Ok(Vec::new());
        };
        for (name, text) in states {
            stage.write_own(name, text.as_bytes(), &self.hands)?;
        }
        let before = stage.folder_for(&format!("{BEFORE}/{MANIFEST}"))?;
        let _ = std::fs::copy(self.root.join(MANIFEST), &before);
        let mut own: Vec<Step> = stage.own().map(|path| Step::Own { path }).collect();
        // The manifest last: until it stands, what stands is the one before.
        own.sort_by_key(|step| matches!(step, Step::Own { path } if path == "manifest"));
        let made = &mut self.made;
        let mut ways = ways::prepare(&self.root, changes, stage, |folder| {
            interrupt::staged(&folder);
            made.push(folder);
        })?;
        stage.sync(&self.hands)?;
        disk::sync_tree(stage.place())?;
        let mut commit = Commit::new(&self.root, &self.hands);
        let gone = ways::go(&mut ways, own, changes, &mut commit);
        match gone {
            Ok(()) => {
                // All of it stands. What is left to be cleared the next start clears, by the journal.
                if commit.end(&ways.exchanged(), &self.before).is_err()
                    && let Some(stage) = self.stage.take()
                {
                    std::mem::forget(stage);
                }
                Ok(ways.in_pieces())
            }
            Err(cause) => {
                #[cfg(test)]
                if self.stop_at_a_fault {
                    std::mem::forget(self.stage.take());
                    return Err(cause);
                }
                let places = commit.undo();
                if places.is_empty() {
                    ways.clear(&self.root);
                    journal::end(&self.root)?;
                    return Err(cause);
                }
                // The next start ends what stands in the journal, of what is staged.
                if let Some(stage) = self.stage.take() {
                    std::mem::forget(stage);
                }
                Err(PublishError::NotRestored {
                    cause: Box::new(cause),
                    places,
                })
            }
        }
    }

    /// Removes the words of documents that stand no more, and that nobody had received.
    fn drop_texts(&self, after: &Manifest) {
        let pasts = past(&self.root).unwrap_or_default();
        let kept: BTreeSet<&str> = pasts.iter().map(|past| past.hash.as_str()).collect();
        let stands: BTreeSet<&str> = after.files.values().map(|made| made.hash.as_str()).collect();
        for made in self.before.files.values().filter(|made| made.dated.is_some()) {
            if !stands.contains(made.hash.as_str()) && !kept.contains(made.hash.as_str()) {
                // Left behind, they do no harm.
                let _ = disk::remove_file(&self.root.join(".notice").join(text_of(&made.hash)));
            }
        }
    }
}

impl Sink for Publication {
    fn stands(&self, path: &str, fingerprint: &str) -> bool {
        survey::stands(&self.root, &self.before, path, fingerprint)
    }

    fn state(&self, name: &str) -> Option<String> {
        disk::read_own(&self.root.join(".notice").join(name)).ok().flatten()
    }

    fn keep(&mut self, path: &str) {
        if let Some(made) = self.before.files.get(path) {
            let wanted = Wanted {
                made: made.clone(),
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

/// Where the words stand of the document with these bytes, relative to `out/.notice/`.
fn text_of(hash: &str) -> String {
    format!("texts/{}/{hash}.txt", hash.get(..2).unwrap_or_default())
}

/// The documents of the output folder `root` that stood published once and changed after people had received them, the
/// oldest first.
///
/// # Errors
/// The log cannot be read.
pub fn past(root: &Path) -> Result<Vec<Past>, PublishError> {
    let log = disk::read_own(&root.join(".notice").join(history::LOG))?;
    Ok(log.map_or_else(Vec::new, |log| history::parse(&log)))
}
