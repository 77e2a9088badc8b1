//! `notice build`: the output folder is opened first, so that whoever reads later publishes later.

use super::args::{Call, Command};
use super::clock;
use super::reach::{self, Mixed, in_workspace, mixed, processors};
use super::table::{self, Side};
use super::{CALL, DONE, Engine, MACHINE, RECORDS, Session, difference, messages, moment, told, unread};
use crate::diagnostic::{Severity, harmless, json};
use crate::engine::{self, BuildResult, Goal, Moment, Request};
use crate::output::html;
use crate::publish::{Difference, Ending, Fate, Publication, Report, Scope, Terms, interrupt};
use std::collections::BTreeSet;
use std::path::Path;

/// What of a call of `build` is asked all the way.
struct Asked<'c> {
    out: &'c Path,
    ids: &'c [String],
    moment: &'c Moment,
    quiet: bool,
    deny_warnings: bool,
    dry_run: bool,
    json: bool,
}

impl Session<'_, '_> {
    /// Makes and publishes the documents; the exit code.
    pub(super) fn build(&mut self, call: &Call, moment: &Moment, engine: &Engine<'_>) -> u8 {
        let Command::Build {
            out,
            ids,
            dry_run,
            json,
            force,
            take_over,
            verify,
            ..
        } = &call.command
        else {
            return CALL;
        };
        let out = out.clone().unwrap_or_else(|| in_workspace(&call.workspace, "out"));
        if let Some(code) = self.misplaced(&call.workspace, &out) {
            return code;
        }
        self.end_in_good_order();
        let terms = Terms {
            workspace: owner(&call.workspace, &out),
            moment: moment::text(moment),
            scope: match ids.as_slice() {
                [] => Scope::All,
                ids => Scope::Records(ids.iter().cloned().collect()),
            },
            take_over: *take_over,
            verify: *verify,
        };
        let waiting = self.words(&messages::waiting());
        let opened = Publication::open(&out, terms, &mut || self.console.tell(&waiting));
        let mut publication = match opened {
            Ok(publication) => publication,
            Err(e) => return self.fail(if e.is_of_the_call() { CALL } else { MACHINE }, &e.message(), &e.help()),
        };
        // Another build may have had the folder until now, and have published for a later moment.
        let now = call.as_of.is_none().then(clock::now).flatten();
        let moment = &now.unwrap_or(*moment);
        publication.at(moment::text(moment));
        let last = publication.before().moment.clone();
        // A build by the clock is the truth, even after one that was made for a later moment.
        if call.as_of.is_some() && moment::is_before(moment, &last) {
            if !force {
                return self.fail(CALL, &messages::earlier(&last), &messages::earlier_help());
            }
            publication.only_try();
        }
        let reading = match self.read(&call.workspace) {
            Ok(reading) => reading,
            Err(code) => return code,
        };
        let (quiet, deny_warnings) = call.command.manner();
        let asked = Asked {
            out: &out,
            ids,
            moment,
            quiet: quiet || *json,
            deny_warnings,
            dry_run: *dry_run,
            json: *json,
        };
        let unchanged = (ids.is_empty() && reading.unread.is_empty())
            .then(|| engine::unchanged(&reading.files, moment, &publication))
            .flatten()
            .filter(|_| publication.all_stands());
        if let Some(result) = unchanged {
            if call.verbose {
                self.tell_more(&call.workspace, &reading, &result);
            }
            self.tell_faults_of(&result, &asked);
            if deny_warnings && !result.diagnostics.is_empty() {
                let words = self.words(&messages::nothing_published_for_warnings(&out));
                self.console.tell(&words);
                return RECORDS;
            }
            let report = publication.unchanged();
            self.tell_report(&report, &result, &asked);
            return DONE;
        }
        let request = Request {
            goal: Goal::Publish,
            moment: *moment,
            ids: ids.clone(),
            threads: call.threads.unwrap_or_else(processors),
        };
        let mut result = match self.ask(engine, &reading.files, &request, &mut publication, asked.quiet) {
            Ok(result) => result,
            Err(what) => return self.fail(MACHINE, &messages::panicked(&what), &messages::panicked_help()),
        };
        unread::tell(&reading, &mut result);
        if call.verbose {
            self.tell_more(&call.workspace, &reading, &result);
        }
        // What the machine did not give may hold faults too.
        let refused = if reading.failed() { MACHINE } else { RECORDS };
        // What was read is in the documents.
        drop(reading);
        self.tell_faults_of(&result, &asked);
        self.publish(result, publication, &asked, refused)
    }

    /// The code where `out` cannot be the output folder of `workspace`, or this is none. Asked before anything is made for it: a slip of
    /// a folder's name makes no folder.
    pub(super) fn misplaced(&mut self, workspace: &Path, out: &Path) -> Option<u8> {
        let words = match mixed(workspace, out) {
            Some(Mixed::Within(folder)) => messages::out_within(out, &folder),
            Some(Mixed::Holds(path)) => messages::out_holds(out, &path),
            None if workspace.join("notices").is_dir() => return None,
            None => {
                let why = messages::no_notices(workspace);
                return Some(self.fail(CALL, &why, &messages::no_notices_help()));
            }
        };
        Some(self.fail(CALL, &words, &messages::out_within_help()))
    }

    /// `refused` is the code where faults keep the documents from being published.
    fn publish(&mut self, mut result: BuildResult, publication: Publication, asked: &Asked<'_>, refused: u8) -> u8 {
        let Asked { out, ids, .. } = *asked;
        let stops = match reach::stops(&result, ids) {
            Some(Severity::Error) => Some(messages::nothing_published(out)),
            Some(Severity::Warning) if asked.deny_warnings => Some(messages::nothing_published_for_warnings(out)),
            _ => None,
        };
        if let Some(why) = stops {
            let words = self.words(&why);
            self.console.tell(&words);
            if asked.json {
                self.console
                    .say(&json::line(&told::build(&result, None, out, asked.dry_run)));
            }
            return refused;
        }
        let known = |id: &String| result.listing.iter().any(|entry| entry.answers_to(id));
        let unknown: Vec<String> = ids.iter().filter(|id| !known(id)).cloned().collect();
        if !unknown.is_empty() {
            return self.fail(CALL, &messages::unknown_ids(&unknown), &messages::unknown_ids_help());
        }
        // What a record had that cannot be read, or is gone, only a build of everything takes away.
        let read: BTreeSet<String> = match ids.is_empty() {
            true => BTreeSet::new(),
            false => result.listing.iter().map(|entry| entry.name()).collect(),
        };
        let unread = |record: &str| !ids.is_empty() && record.contains('/') && !read.contains(record);
        let before = publication.before().files.iter();
        let left = before
            .filter(|(_, made)| unread(&made.record))
            .map(|(path, _)| path.clone());
        let ending = Ending {
            held: left.chain(result.held.values().cloned()).collect(),
            states: std::mem::take(&mut result.states),
        };
        let passed = |dated: &chrono::DateTime<chrono::FixedOffset>| {
            let zone = dated.offset().local_minus_utc() / 60;
            dated.naive_local() <= asked.moment.in_zone(zone)
        };
        let ended = match asked.dry_run {
            true => publication.rehearse(&ending),
            false => publication.commit(&ending, &passed).map(|report| (report, Vec::new())),
        };
        match ended {
            Ok((report, differences)) => {
                self.tell_report(&report, &result, asked);
                if !asked.json {
                    self.tell_differences(&differences);
                }
                DONE
            }
            Err(e) => self.fail(MACHINE, &e.message(), &e.help()),
        }
    }

    /// From now on a signal waits for what is being written.
    pub(super) fn end_in_good_order(&mut self) {
        if self.console.interruptible {
            let words = self.words(&messages::stopped());
            // Where the system takes no handler, the next start sweeps.
            let _ = interrupt::listen(move || super::console::last_words(&words));
        }
    }

    /// Tells the faults, where they are not told as JSON.
    fn tell_faults_of(&mut self, result: &BuildResult, asked: &Asked<'_>) {
        if !asked.json {
            self.tell_faults(result);
        }
    }

    /// Tells how the words of files would differ.
    fn tell_differences(&mut self, differences: &[Difference]) {
        for Difference { path, before, after } in differences {
            let words = |bytes: &Option<Vec<u8>>| {
                let text = bytes.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
                match path.ends_with(".html") {
                    true => html::visible(&text),
                    false => text.into_owned(),
                }
            };
            // Bytes that are no text would tell nobody anything.
            let is_text = path.ends_with(".html") || path.ends_with(".css") || path.ends_with(".pdf");
            if is_text && before.is_some() && after.is_some() {
                let drawn = difference::draw(&harmless::line(path), &words(before), &words(after));
                self.console.say(&drawn);
            }
        }
    }

    /// Tells what became of each file, and what is to be known of it.
    fn tell_report(&mut self, report: &Report, result: &BuildResult, asked: &Asked<'_>) {
        if asked.json {
            let told = told::build(result, Some(report), asked.out, asked.dry_run);
            self.console.say(&json::line(&told));
        }
        if asked.dry_run && !asked.json {
            let words = self.words(&messages::only_shown(asked.out));
            self.console.say(&words);
        }
        if !asked.quiet {
            self.report(report, asked.out);
            self.tell_next(result.next_change);
        }
        let mut words = Vec::new();
        if report.count(Fate::Kept) > 0 {
            words.push(messages::kept());
        }
        if !result.behind.is_empty() {
            let behind: Vec<String> = result.behind.iter().cloned().collect();
            words.push(messages::behind(&behind));
        }
        words.extend(reach::left(result, asked.ids));
        words.extend(report.edited.iter().map(|(path, kept)| messages::edited(path, kept)));
        words.extend(report.taken_over.iter().map(|left| messages::taken_over(left)));
        words.extend(report.in_pieces.iter().map(|part| messages::in_pieces(*part)));
        for message in &words {
            let words = self.words(message);
            self.console.tell(&words);
        }
        for past in &report.superseded {
            let heading = self.words(&messages::superseded(past));
            let text = match (&past.before, &past.after) {
                (Some(before), Some(after)) => difference::draw(&heading, before, after),
                _ => heading,
            };
            self.console.tell(&text);
        }
    }

    fn report(&mut self, report: &Report, out: &Path) {
        let rows: Vec<Vec<String>> = report
            .entries
            .iter()
            .map(|entry| {
                vec![
                    self.words(&messages::state(entry.state)),
                    entry.label.as_ref().map_or(String::new(), |label| self.words(label)),
                    harmless::line(&entry.path).into_owned(),
                    entry.pages.map_or(String::new(), |pages| pages.to_string()),
                    entry.size.map_or(String::new(), table::size),
                ]
            })
            .collect();
        if !rows.is_empty() {
            let heading = messages::report_heading().map(|m| self.words(&m));
            let sides = [Side::Left, Side::Left, Side::Left, Side::Right, Side::Right];
            self.console
                .say(&table::draw(&heading.each_ref().map(String::as_str), &sides, &rows));
        }
        let all = [Fate::New, Fate::Changed, Fate::Same, Fate::Removed, Fate::Kept];
        let counts: Vec<(Fate, usize)> = all
            .into_iter()
            .map(|state| (state, report.count(state)))
            .filter(|(_, count)| *count > 0)
            .collect();
        let total = self.words(&messages::report_total(out, &counts));
        self.console.say(&total);
    }
}

/// The workspace as the manifest of `out` names it: by the way there where `out` lies within it, since both may move; by
/// its real path elsewhere.
pub(super) fn owner(workspace: &Path, out: &Path) -> String {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    let (Ok(workspace), Ok(out)) = (real(workspace), real(out)) else {
        return workspace.to_string_lossy().into_owned();
    };
    let text = match out.strip_prefix(&workspace) {
        Ok(below) => below.components().map(|_| "..").collect::<Vec<_>>().join("/"),
        Err(_) => workspace.to_string_lossy().into_owned(),
    };
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
