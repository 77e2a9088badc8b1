//! `notice history`: every version of every document that people received, from the ledger, the output folder and what is kept of
//! documents that changed.

use super::answer::Failure;
use super::args::{Call, Command};
use super::reach::{in_workspace, processors};
use super::reading::Reading;
use super::table::{self, Side};
use super::version::{State, Version, is_sound};
use super::{CALL, DONE, MACHINE, RECORDS, Session, difference, messages, pack};
use crate::diagnostic::{Sources, json};
use crate::engine::{self, BuildResult, Goal, Ledger, Moment, Request};
use crate::publish::{LEDGER, Past, PublishError, Published, Stood, Why};
use serde_json::{Value, json};
use std::path::Path;

impl Session<'_, '_> {
    /// Lists the versions, or packs them; the exit code.
    pub(super) fn history(&mut self, call: &Call, moment: &Moment) -> u8 {
        let Command::History { id, json, out, pack } = &call.command else {
            return CALL;
        };
        let out = out.clone().unwrap_or_else(|| in_workspace(&call.workspace, "out"));
        let reading = match self.read(&call.workspace) {
            Ok(reading) => reading,
            Err(code) => return code,
        };
        let mut result = BuildResult::default();
        let mut sources = Sources::default();
        let ledger = Ledger::read(&reading.files.issued, &mut sources, &mut result.diagnostics);
        let looked = Published::open(&out).and_then(|published| Ok((published.past()?, published)));
        let (past, published) = match looked {
            Ok(looked) => looked,
            Err(e) => return self.fail(MACHINE, &e.message(), &e.help()),
        };
        let asked = |record: &str| {
            let of = |id: &String| *id == record || record.split_once('/').is_some_and(|(_, own)| own == id);
            id.as_ref().is_none_or(of)
        };
        let mut versions = issued(&ledger, &call.workspace, &asked, &mut result);
        if let Err(e) = standing(&published, &asked, &mut versions) {
            return self.fail(MACHINE, &e.message(), &e.help());
        }
        gone(past, &published, &asked, &mut versions);
        // What stands, or is only kept, comes last where moments are the same.
        let order = |version: &Version| {
            let first = version.since.clone().or(version.issued.clone());
            let last = version.until.clone();
            let document = (version.record.clone(), version.document.clone());
            (document, first, last.is_none(), last, version.number)
        };
        versions.sort_by_key(order);
        // What of the ledger was not asked for is told by a build.
        let of_asked = |path: &Path| {
            let below = path.strip_prefix(LEDGER).unwrap_or(path);
            below.parent().is_some_and(|record| asked(&record.to_string_lossy()))
        };
        result
            .diagnostics
            .retain(|fault| fault.span.is_none_or(|span| of_asked(&sources.get(span.file).path)));
        result.sources = sources;
        if let (Some(id), true) = (id, versions.is_empty() && result.diagnostics.is_empty()) {
            return self.fail(CALL, &messages::no_versions_of(id), &messages::unknown_ids_help());
        }
        self.tell_faults(&result);
        let code = if result.has_errors() { RECORDS } else { DONE };
        if let Some(folder) = pack {
            self.end_in_good_order();
            let evidence = pack::Evidence {
                versions: &versions,
                reading: &reading,
                moment,
                asked: &asked,
                out: &out,
            };
            return match pack::write(&call.workspace, folder, &evidence) {
                Ok(files) => {
                    let words = self.words(&messages::packed(folder, versions.len(), files));
                    self.console.say(&words);
                    code
                }
                Err(Failure { code, message, help }) => self.fail(code, &message, &help),
            };
        }
        if *json {
            let all: Vec<Value> = versions.iter().map(as_json).collect();
            self.console.say(&json::line(&all.into()));
            return code;
        }
        self.list_versions(&versions);
        if call.verbose {
            self.tell_since(call, moment, &reading, &ledger, &asked);
        }
        code
    }

    fn list_versions(&mut self, versions: &[Version]) {
        if versions.is_empty() {
            let words = self.words(&messages::no_versions());
            self.console.say(&words);
            return;
        }
        let rows: Vec<Vec<String>> = versions
            .iter()
            .map(|version| {
                let given = |text: &Option<String>| text.clone().unwrap_or_default();
                vec![
                    format!("{}/{}", version.record, version.document),
                    version.number.map_or(String::new(), |number| number.to_string()),
                    self.words(&messages::version_state(version.state)),
                    given(&version.issued),
                    given(&version.since),
                    given(&version.until),
                    version.pages.map_or(String::new(), |pages| pages.to_string()),
                    version.hash.clone(),
                ]
            })
            .collect();
        let heading = messages::history_heading().map(|m| self.words(&m));
        let mut sides = [Side::Left; 8];
        sides[1] = Side::Right;
        sides[6] = Side::Right;
        self.console
            .say(&table::draw(&heading.each_ref().map(String::as_str), &sides, &rows));
    }

    /// Tells what records say by now otherwise than what was issued.
    fn tell_since(
        &mut self,
        call: &Call,
        moment: &Moment,
        reading: &Reading,
        ledger: &Ledger<'_>,
        asked: &dyn Fn(&str) -> bool,
    ) {
        let ids: Vec<String> = ledger
            .records()
            .map(|(record, _)| record.to_string())
            .filter(|record| asked(record))
            .collect();
        if ids.is_empty() {
            return;
        }
        let request = Request {
            goal: Goal::Publish,
            moment: *moment,
            ids,
            threads: call.threads.unwrap_or_else(processors),
        };
        let mut published = Published::read(&in_workspace(&call.workspace, "out"));
        let (_, drafts) = engine::drafts(&reading.files, &request, false, &mut published);
        for draft in &drafts {
            let standing = ledger.of(&draft.record).map(|of| of.standing()).unwrap_or_default();
            let Some(issued) = standing.get(draft.document.as_str()) else {
                continue;
            };
            let Ok(then) = issued.text("txt") else { continue };
            if then != draft.text {
                let heading = messages::said_since(&draft.record, &draft.document, issued.issued.version);
                let heading = self.words(&heading);
                self.console.say(&difference::draw(&heading, &then, &draft.text));
            }
        }
    }
}

/// What was issued. What is damaged goes to the result.
fn issued(ledger: &Ledger<'_>, root: &Path, asked: &dyn Fn(&str) -> bool, result: &mut BuildResult) -> Vec<Version> {
    let mut versions = Vec::new();
    for (record, of) in ledger.records().filter(|(record, _)| asked(record)) {
        for version in of.versions() {
            let known = &version.issued;
            // Whether each of its files is what was issued.
            for ending in known.files.keys() {
                let damage = version.bytes(ending).err();
                let told = |damage: &_| result.diagnostics.contains(damage);
                result.diagnostics.extend(
                    damage
                        .filter(|damage| !of.is_broken() && !told(damage))
                        .map(|damage| *damage),
                );
            }
            let folder = root.join(LEDGER).join(record);
            let web = known.files.get("html");
            versions.push(Version {
                web: web.map(|web| (folder.join(known.file("html")), web.hash.clone())),
                record: record.to_string(),
                document: known.document.clone(),
                number: Some(known.version),
                issued: Some(known.moment.clone()),
                since: None,
                until: None,
                state: State::Issued,
                pages: Some(known.pages),
                hash: known.files.get("pdf").map_or(String::new(), |pdf| pdf.hash.clone()),
                place: folder.join(known.file("pdf")),
                text: version.text("txt").ok(),
            });
        }
    }
    versions
}

/// The name of a document by the path of its file: its stem, where it is a PDF.
fn name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".pdf").unwrap_or(name).to_string()
}

/// Adds what stands published.
fn standing(
    published: &Published,
    asked: &dyn Fn(&str) -> bool,
    versions: &mut Vec<Version>,
) -> Result<(), PublishError> {
    for (path, made) in published.documents().filter(|(_, made)| asked(&made.record)) {
        let document = name(path);
        let by_hand = published.stood(path)? == Stood::Edited;
        let same = |version: &&mut Version| {
            (&version.record, &version.document, &version.hash) == (&made.record, &document, &made.hash)
        };
        // The last, where one was issued twice as it was.
        if let Some(issued) = versions.iter_mut().rev().find(same) {
            issued.since = Some(made.since.clone());
            issued.state = if by_hand {
                State::Past(Why::Edited)
            } else {
                State::Stands
            };
            continue;
        }
        versions.push(Version {
            record: made.record.clone(),
            number: None,
            issued: None,
            since: Some(made.since.clone()),
            until: None,
            state: if by_hand {
                State::Past(Why::Edited)
            } else {
                State::Stands
            },
            pages: made.pages,
            hash: made.hash.clone(),
            place: published.place(path),
            text: published.words(&made.hash),
            web: None,
            document,
        });
    }
    Ok(())
}

/// Adds what stood published once.
fn gone(past: Vec<Past>, published: &Published, asked: &dyn Fn(&str) -> bool, versions: &mut Vec<Version>) {
    for past in past.into_iter().filter(|past| asked(&past.record)) {
        let document = name(&past.path);
        let same = |version: &&mut Version| {
            let one = (&version.record, &version.document, &version.hash);
            version.since.is_none() && one == (&past.record, &document, &past.hash)
        };
        if let Some(issued) = versions.iter_mut().find(same) {
            issued.since = Some(past.since);
            issued.until = Some(past.until);
            issued.state = State::Past(past.why);
            continue;
        }
        versions.push(Version {
            record: past.record,
            document,
            number: None,
            issued: None,
            since: Some(past.since),
            until: Some(past.until),
            state: State::Past(past.why),
            pages: None,
            place: published.place(&format!(".notice/{}", past.kept)),
            text: published.words(&past.hash),
            web: None,
            hash: past.hash,
        });
    }
}

fn as_json(version: &Version) -> Value {
    json!({
        "record": version.record,
        "document": version.document,
        "version": version.number,
        "state": version.state.word(),
        "issued": version.issued,
        "since": version.since,
        "until": version.until,
        "pages": version.pages,
        "sha256": version.hash,
        "file": version.place.to_string_lossy(),
        "sound": is_sound(version),
    })
}
