//! How a publication ends: what is to be done is worked out, what people had received is secured, and all of it is done, or
//! nothing.

use super::commit::{BEFORE, Commit};
use super::disk;
use super::error::PublishError;
use super::history::{self, Past, Why};
use super::interrupt::{self, Goes};
use super::journal::{self, Step};
use super::manifest::{MANIFEST, Manifest, hash};
use super::output::Scope;
use super::part::Part;
use super::path::text_of;
use super::publication::{Ending, Publication, TRIAL};
use super::report::{Difference, Fate, Report, Superseded};
use super::survey::{self, Wanted};
use super::{texts, ways};
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeMap;
use std::path::Path;

impl Publication {
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
        let unwanted = self.unwanted(ending)?;
        let after = self.after(&unwanted, ending);
        let mut report = self.report(&unwanted);
        let mut states = self.changed_states(ending);
        let same = after.states == self.before.states
            && after.files == self.before.files
            && self.before.workspace == after.workspace;
        let changes = self.changes(&unwanted);
        if !(same && states.is_empty() && changes.is_empty()) {
            let pasts = self.pasts(&unwanted, passed, &mut report)?;
            if !pasts.is_empty() {
                let mut all = history::past(&self.root)?;
                all.extend(pasts);
                states.insert(history::LOG.to_string(), history::text(&all));
            }
            states.insert("manifest".to_string(), after.text());
            report.in_pieces = self.exchange(&changes, &states, &after)?;
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

    /// What [`Publication::commit`] would do, and what would be said otherwise; nothing is done.
    ///
    /// # Errors
    /// Those of [`Publication::commit`] that are known before anything is done.
    pub fn rehearse(mut self, ending: &Ending) -> Result<(Report, Vec<Difference>), PublishError> {
        let unwanted = self.unwanted(ending)?;
        let mut differences = Vec::new();
        let written = self.wanted.iter().filter(|(_, wanted)| wanted.fate != Fate::Same);
        let removed = unwanted.iter().filter(|(_, fate)| **fate == Some(Fate::Removed));
        for path in written.map(|(path, _)| path).chain(removed.map(|(path, _)| path)) {
            differences.push(self.difference(path)?);
        }
        differences.sort_by(|a, b| a.path.cmp(&b.path));
        Ok((self.report(&unwanted), differences))
    }

    /// What stands at `path`, and what would: the words of a document, else the bytes of the file.
    fn difference(&self, path: &str) -> Result<Difference, PublishError> {
        let there = self.root.join(path);
        let bytes = |place: &Path| match disk::stands(place)? {
            Some(found) if found.is_file() => disk::read(place).map(Some),
            _ => Ok(None),
        };
        let words = |hash: &str| {
            let own = disk::read_kept(&self.root.join(".notice").join(text_of(hash)));
            match (own, &self.stage) {
                (None, Some(stage)) => disk::read_kept(&stage.at(&text_of(hash))),
                (own, _) => own,
            }
        };
        let known = self.before.files.get(path);
        let before = match known.filter(|made| made.dated.is_some()) {
            Some(made) => words(&made.hash).map(String::into_bytes),
            None => bytes(&there)?,
        };
        let after = match (self.wanted.get(path), &self.stage) {
            (Some(wanted), _) if wanted.made.dated.is_some() => words(&wanted.made.hash).map(String::into_bytes),
            (Some(_), Some(stage)) => bytes(&stage.at(path))?,
            _ => None,
        };
        Ok(Difference {
            path: path.to_string(),
            before,
            after,
        })
    }

    /// The files that nobody makes any more; what keeps everything from being published is told here.
    fn unwanted(&mut self, ending: &Ending) -> Result<BTreeMap<String, Option<Fate>>, PublishError> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        if !self.foreign.is_empty() {
            return Err(PublishError::Foreign(std::mem::take(&mut self.foreign)));
        }
        survey::unwanted(&self.ground, &self.before, &self.wanted, &|path, record| {
            ending.held.contains(path) || !self.terms.scope.holds(record)
        })
    }

    /// The manifest as it will be.
    fn after(&self, unwanted: &BTreeMap<String, Option<Fate>>, ending: &Ending) -> Manifest {
        let stays = |path: &&String| !unwanted.contains_key(*path) && !self.wanted.contains_key(*path);
        let kept = self.before.files.keys().filter(stays);
        let kept = kept.filter_map(|path| Some((path.clone(), self.before.files.get(path)?.clone())));
        let wanted = self
            .wanted
            .iter()
            .map(|(path, wanted)| (path.clone(), wanted.made.clone()));
        let states = ending.states.iter();
        let states = states.map(|(name, text)| (name.clone(), hash(text.as_bytes())));
        Manifest {
            workspace: self.terms.workspace.clone(),
            moment: self.terms.moment.clone(),
            states: self.before.states.clone().into_iter().chain(states).collect(),
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
    fn changed_states(&self, ending: &Ending) -> BTreeMap<String, String> {
        let mut changed = BTreeMap::new();
        for (name, text) in &ending.states {
            let place = self.root.join(".notice").join(name);
            if disk::read_kept(&place).as_ref() != Some(text) {
                changed.insert(name.clone(), text.clone());
            }
        }
        changed
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
            let text = |hash: &str| disk::read_kept(&self.root.join(".notice").join(text_of(hash)));
            match why {
                Why::Edited => report.edited.push((path.clone(), format!(".notice/{}", kept.kept))),
                Why::Changed | Why::Removed => {
                    let next = match why {
                        Why::Changed => self.wanted.get(&path),
                        _ => moved,
                    };
                    let after = match (next, &self.stage) {
                        (Some(next), Some(stage)) => {
                            disk::read_kept(&stage.at(&text_of(&next.made.hash))).or_else(|| text(&next.made.hash))
                        }
                        _ => None,
                    };
                    report.superseded.push(Superseded {
                        path: path.clone(),
                        before: text(&made.hash),
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
        after: &Manifest,
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
            interrupt::staged(&folder, Goes::Folder);
            made.push(folder);
        })?;
        stage.sync(&self.hands)?;
        disk::sync_tree(stage.place())?;
        let mut commit = Commit::new(&self.root, &self.hands);
        let gone = ways::go(&mut ways, own, changes, &mut commit);
        match gone {
            Ok(()) => {
                texts::sweep(&self.root, after);
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
}
