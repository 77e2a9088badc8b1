//! `notice issue`: puts documents into the ledger as they stand published.

use super::answer::Failure;
use super::args::{Call, Command};
use super::build::owner;
use super::reach::{self, in_workspace, processors};
use super::table::{self, Side};
use super::{CALL, DONE, MACHINE, RECORDS, Session, messages, moment, unread};
use crate::diagnostic::{Severity, Sources};
use crate::engine::{self, Draft, Goal, Ledger, Moment, Request};
use crate::publish::{self, Issued, Known, LEDGER, Publication, PublishError, Published, Scope, Stood, Terms, hash};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is asked.
struct Wish<'c> {
    document: Option<&'c str>,
    again: bool,
    out: &'c Path,
    moment: &'c Moment,
}

impl Session<'_, '_> {
    /// Issues documents of one record; the exit code.
    pub(super) fn issue(&mut self, call: &Call, moment: &Moment) -> u8 {
        let Command::Issue {
            id,
            document,
            again,
            out,
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
            scope: Scope::Records([id.clone()].into()),
            take_over: false,
            verify: false,
        };
        // A build that publishes something else meanwhile would be issued as it is not.
        let waiting = self.words(&messages::waiting());
        let opened = Publication::open(&out, terms, &mut || self.console.tell(&waiting));
        let _held = match opened {
            Ok(held) => held,
            Err(e) => return self.fail_to_publish(&e),
        };
        let reading = match self.read(&call.workspace) {
            Ok(reading) => reading,
            Err(code) => return code,
        };
        let request = Request {
            goal: Goal::Publish,
            moment: *moment,
            ids: vec![id.clone()],
            threads: call.threads.unwrap_or_else(processors),
        };
        let mut published = Published::read(&out);
        let (mut result, drafts) = engine::drafts(&reading.files, &request, true, &mut published);
        unread::tell(&reading, &mut result);
        let known = result.listing.iter().filter(|entry| entry.answers_to(id));
        let names: Vec<String> = known.map(|entry| entry.name()).collect();
        if reach::stops(&result, &request.ids) == Some(Severity::Error) {
            let concerns = names.iter().filter_map(|name| result.concerns.of_record(name));
            let files: BTreeSet<_> = concerns.flat_map(|concern| concern.files).collect();
            result.diagnostics.retain(|fault| {
                let of_it = fault.span.is_none_or(|span| files.contains(&span.file));
                fault.severity == Severity::Error && (of_it || names.is_empty())
            });
            self.tell_faults(&result);
            return if reading.failed() { MACHINE } else { RECORDS };
        }
        let record = match names.as_slice() {
            [record] => record,
            [] => {
                let ids = [id.clone()];
                return self.fail(CALL, &messages::unknown_ids(&ids), &messages::unknown_ids_help());
            }
            names => {
                let why = messages::ambiguous_id(id, names);
                return self.fail(CALL, &why, &messages::ambiguous_id_help());
            }
        };
        let wish = Wish {
            document: document.as_deref(),
            again: *again,
            out: &out,
            moment,
        };
        // What is wrong with it was told above.
        let ledger = Ledger::read(&reading.files.issued, &mut Sources::default(), &mut Vec::new());
        let before: Vec<Issued> = ledger
            .of(record)
            .map(|of| of.versions().iter().map(|version| version.issued.clone()).collect())
            .unwrap_or_default();
        let chosen = match chosen(record, &drafts, &before, &published, &wish) {
            Ok(chosen) => chosen,
            Err(Failure { code, message, help }) => return self.fail(code, &message, &help),
        };
        if chosen.is_empty() {
            let words = self.words(&messages::nothing_to_issue(record));
            self.console.say(&words);
            return DONE;
        }
        self.enter(&call.workspace, record, before, &chosen, &wish)
    }

    /// Writes the versions into the ledger, and tells of them.
    fn enter(&mut self, root: &Path, record: &str, before: Vec<Issued>, chosen: &[&Draft], wish: &Wish<'_>) -> u8 {
        let mut versions = before;
        let mut files = Vec::new();
        let mut rows = Vec::new();
        for draft in chosen {
            let version = latest(&versions, &draft.document).map_or(1, |issued| issued.version + 1);
            let (issued, own) = version_of(draft, version, wish.moment);
            rows.push(vec![
                issued.document.clone(),
                version.to_string(),
                issued.pages.to_string(),
                format!("{LEDGER}/{record}/{}", issued.file("pdf")),
                issued.files.get("pdf").map_or(String::new(), |pdf| pdf.hash.clone()),
            ]);
            versions.push(issued);
            files.extend(own);
        }
        if let Err(e) = publish::issue(root, record, &files, &publish::index_text(&versions)) {
            return self.fail(MACHINE, &e.message(), &messages::nothing_written_help());
        }
        let heading = messages::issued_heading().map(|m| self.words(&m));
        let sides = [Side::Left, Side::Right, Side::Right, Side::Left, Side::Left];
        let heading = heading.each_ref().map(String::as_str);
        self.console.say(&table::draw(&heading, &sides, &rows));
        let words = self.words(&messages::issued_now(wish.again));
        self.console.say(&words);
        DONE
    }

    pub(super) fn fail_to_publish(&mut self, fault: &PublishError) -> u8 {
        let code = if fault.is_of_the_call() { CALL } else { MACHINE };
        self.fail(code, &fault.message(), &fault.help())
    }
}

fn latest<'i>(versions: &'i [Issued], document: &str) -> Option<&'i Issued> {
    versions.iter().rev().find(|issued| issued.document == document)
}

/// The documents to be issued; none where all that is out was issued.
///
/// # Errors
/// What is asked for cannot be issued.
fn chosen<'d>(
    record: &str,
    drafts: &'d [Draft],
    before: &[Issued],
    published: &Published,
    wish: &Wish<'_>,
) -> Result<Vec<&'d Draft>, Failure> {
    let differs = |draft: &Draft, issued: &Issued| {
        let pdf = issued.files.get("pdf");
        pdf.is_none_or(|pdf| pdf.hash != hash(&draft.pdf))
    };
    if let Some(name) = wish.document {
        let draft = named(record, drafts, name)?;
        return match latest(before, &draft.document) {
            Some(issued) if !wish.again => Err(Failure::call(
                messages::issued_before(&draft.document, issued.version, &issued.moment),
                messages::issued_before_help(),
            )),
            Some(issued) if !differs(draft, issued) => Err(Failure::call(
                messages::says_the_same(&format!("{record} {}", draft.document)),
                messages::says_the_same_help(),
            )),
            Some(_) => Ok(vec![draft]),
            None => as_published(draft, published, wish).map(|()| vec![draft]),
        };
    }
    if wish.again {
        let other = |draft: &&Draft| {
            let issued = latest(before, &draft.document);
            issued.is_some_and(|issued| {
                let words = issued.files.get("txt");
                words.is_none_or(|words| words.hash != hash(draft.text.as_bytes()))
            })
        };
        let chosen: Vec<&Draft> = drafts.iter().filter(other).collect();
        return match chosen.is_empty() {
            true => Err(Failure::call(
                messages::says_the_same(record),
                messages::says_the_same_help(),
            )),
            false => Ok(chosen),
        };
    }
    let is_out = |draft: &&Draft| {
        let zone = draft.out.offset().local_minus_utc() / 60;
        draft.out.naive_local() <= wish.moment.in_zone(zone)
    };
    let new = |draft: &&Draft| latest(before, &draft.document).is_none();
    let chosen: Vec<&Draft> = drafts.iter().filter(is_out).filter(new).collect();
    for draft in &chosen {
        as_published(draft, published, wish)?;
    }
    Ok(chosen)
}

/// The document that an operator calls `name`.
fn named<'d>(record: &str, drafts: &'d [Draft], name: &str) -> Result<&'d Draft, Failure> {
    let exact = drafts.iter().find(|draft| draft.document == name);
    let mut begins = drafts.iter().filter(|draft| draft.document.starts_with(name));
    let only = match (begins.next(), begins.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    exact.or(only).ok_or_else(|| {
        let known: Vec<String> = drafts.iter().map(|draft| draft.document.clone()).collect();
        Failure::call(
            messages::unknown_document(record, name, &known),
            messages::unknown_document_help(),
        )
    })
}

/// Whether a document stands published as its record says it now.
fn as_published(draft: &Draft, published: &Published, wish: &Wish<'_>) -> Result<(), Failure> {
    let stem = draft.path.strip_suffix(".pdf").unwrap_or(&draft.path);
    let page = draft.body.as_ref().map(|_| format!("{stem}.html"));
    for path in [Some(draft.path.clone()), page].into_iter().flatten() {
        let failed = |e: PublishError| Failure::machine(e.message(), e.help());
        match published.stood(&path).map_err(failed)? {
            Stood::Not => {
                let why = messages::not_built(&path, wish.out);
                return Err(Failure::call(why, messages::not_built_help()));
            }
            Stood::Edited => {
                return Err(Failure::call(
                    messages::edited_since(&path),
                    messages::edited_since_help(),
                ));
            }
            Stood::As(bytes) if path == draft.path && bytes != hash(&draft.pdf) => {
                return Err(Failure::call(
                    messages::behind_record(&path),
                    messages::behind_record_help(),
                ));
            }
            Stood::As(_) => {}
        }
    }
    Ok(())
}

/// A version of the ledger with its files.
fn version_of(draft: &Draft, version: usize, moment: &Moment) -> (Issued, Vec<(String, Vec<u8>)>) {
    let mut issued = Issued {
        document: draft.document.clone(),
        version,
        moment: moment::text(moment),
        dated: draft.dated,
        web: draft.web,
        path: draft.path.clone(),
        label: draft.label.clone(),
        title: draft.title.clone(),
        authors: draft.authors.clone(),
        pages: draft.pages,
        program: format!("notice {}", env!("CARGO_PKG_VERSION")),
        files: BTreeMap::new(),
        line: 0,
    };
    let mut files = vec![("pdf", draft.pdf.clone()), ("txt", draft.text.clone().into_bytes())];
    files.extend(draft.body.clone().map(|body| ("html", body.into_bytes())));
    for (ending, bytes) in &files {
        let known = Known {
            hash: hash(bytes),
            size: bytes.len() as u64,
        };
        issued.files.insert((*ending).to_string(), known);
    }
    let named = files.into_iter().map(|(ending, bytes)| (issued.file(ending), bytes));
    let named = named.collect();
    (issued, named)
}
