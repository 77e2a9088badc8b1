//! The properties: what must hold of every history at every moment.

use crate::facts::Facts;
use crate::history::{History, Record, Value};
use crate::moments;
use crate::reading::{Paper, Telling, Told, dense, request};
use crate::states;
use chrono::{Datelike, NaiveDateTime};
use notice::diagnostic::{Severity, Span};
use notice::engine::{Goal, WorkspaceFiles, build};
use notice::testing::calendar::{self, Printed};
use std::collections::BTreeSet;

/// Something that did not hold.
pub struct Broken {
    /// Which property, and of what.
    pub class: String,
    pub moment: NaiveDateTime,
    pub what: String,
}

/// Everything that does not hold of a history told at a rising row of moments.
pub fn broken(history: &History, tellings: &[Telling]) -> Vec<Broken> {
    let mut out = Vec::new();
    for telling in tellings {
        for record in &history.records {
            conservation(record, telling, &mut out);
            no_future(record, telling, &mut out);
            agreement(history, record, telling, &mut out);
        }
        page_agrees(history, telling, &mut out);
    }
    for (index, earlier) in tellings.iter().enumerate() {
        for later in &tellings[index + 1..] {
            past_stays(earlier, later, &mut out);
            settled(history, earlier, later, &mut out);
        }
    }
    purity(history, tellings, &mut out);
    out
}

fn tell(out: &mut Vec<Broken>, class: impl Into<String>, moment: NaiveDateTime, what: impl Into<String>) {
    out.push(Broken {
        class: class.into(),
        moment,
        what: what.into(),
    });
}

/// Every character of a value that is no notation is in a document made for the record, or a warning names the value.
fn conservation(record: &Record, telling: &Telling, out: &mut Vec<Broken>) {
    for value in record.values.iter().filter(|value| value.known.must(telling.moment)) {
        let missing = value.told.iter().find(|words| {
            let words = dense(words);
            let page = telling.page.as_ref().is_some_and(|page| page.dense.contains(&words));
            !page && !telling.of(&record.id).any(|paper| paper.dense.contains(&words))
        });
        if let Some(words) = missing
            && !named(record, value, telling)
        {
            let place = telling
                .of(&record.id)
                .find_map(|paper| around(&paper.dense, &value.tag))
                .unwrap_or_default();
            let gone = if place.is_empty() {
                "conservation, gone"
            } else {
                "conservation, changed"
            };
            tell(
                out,
                format!("{gone}: {}", value.kind()),
                telling.moment,
                format!("{words:?}, printed {place:?}"),
            );
        }
    }
}

/// What stands about `tag`.
fn around(text: &str, tag: &str) -> Option<String> {
    let at = text.find(tag)?;
    let before = text[..at].chars().rev().take(4).collect::<Vec<_>>().into_iter().rev();
    Some(before.chain(text[at..].chars().take(40)).collect())
}

/// Whether a warning points at the line of the value, or names the keys that lead to it.
fn named(record: &Record, value: &Value, telling: &Telling) -> bool {
    let lines: Vec<usize> = record
        .yaml
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(&value.tag))
        .map(|(n, _)| n + 1)
        .collect();
    telling.warnings().any(|fault| {
        let spans = fault.span.iter().chain(fault.related.iter().map(|(span, _)| span));
        let mut here = spans.filter(|span| {
            let source = telling.result.sources.get(span.file);
            source.path.ends_with(format!("{}.yaml", record.id)) && {
                let (first, _) = telling.result.sources.position(span.file, span.start);
                let (last, _) = telling.result.sources.position(span.file, span.end);
                lines.iter().any(|line| (first..=last).contains(line))
            }
        });
        let file = |span: &Span| {
            telling
                .result
                .sources
                .get(span.file)
                .path
                .ends_with(format!("{}.yaml", record.id))
        };
        let said = fault.message.en.rsplit(": ").next().unwrap_or_default();
        here.next().is_some()
            || fault.span.as_ref().is_some_and(file) && said.split(", ").any(|path| path == value.path)
    })
}

/// Nothing is told that is not known yet.
fn no_future(record: &Record, telling: &Telling, out: &mut Vec<Broken>) {
    let texts = || {
        let page = telling.page.iter().map(|page| ("page", page.dense.as_str()));
        page.chain(telling.of(&record.id).map(|paper| (kind(paper), paper.dense.as_str())))
    };
    for value in record
        .values
        .iter()
        .filter(|value| !value.known.may(telling.moment) && value.tag.starts_with('Q'))
    {
        for (kind, _) in texts().filter(|(_, text)| text.contains(&value.tag)) {
            tell(
                out,
                format!("no future: {} on the {kind}", value.kind()),
                telling.moment,
                &value.tag,
            );
        }
    }
    for entry in record.entries.iter().filter(|entry| entry.at > telling.moment) {
        let mark = entry.at.format("%Y%m%d-%H%M").to_string();
        if let Some(paper) = telling.of(&record.id).find(|paper| paper.path.contains(&mark)) {
            tell(out, "no future: a sheet", telling.moment, &paper.path);
        }
    }
}

/// A path within its part of the output folder: on its day a letter comes to stand on the web.
fn within(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, path)| path)
}

fn kind(paper: &Paper) -> &'static str {
    if paper.path.ends_with(".html") {
        "letter page"
    } else if paper.path.ends_with("/letter.pdf") {
        "letter"
    } else {
        "sheet"
    }
}

/// Dates, times and services of a record's papers are its own, and known at the moment.
fn agreement(history: &History, record: &Record, telling: &Telling, out: &mut Vec<Broken>) {
    let facts = Facts::of(&[record], telling.moment);
    let others: Vec<&String> = history
        .services
        .iter()
        .filter(|name| !record.services.contains(name))
        .collect();
    for paper in telling.of(&record.id) {
        for words in facts.strange(&paper.text) {
            tell(
                out,
                format!("agreement: a time on the {}", kind(paper)),
                telling.moment,
                format!("{}: {words}", paper.path),
            );
        }
        if let Some(name) = others.iter().find(|name| paper.dense.contains(name.as_str())) {
            tell(
                out,
                format!("agreement: a service on the {}", kind(paper)),
                telling.moment,
                name.as_str(),
            );
        }
    }
}

/// Dates and times of the page are those of the records, and what machines read of them is what people read.
fn page_agrees(history: &History, telling: &Telling, out: &mut Vec<Broken>) {
    let Some(page) = &telling.page else { return };
    let records: Vec<&Record> = history.records.iter().collect();
    let facts = Facts::of(&records, telling.moment);
    for told in page.now.iter().chain(&page.past) {
        for words in facts.strange(&told.text) {
            tell(out, "agreement: a time on the page", telling.moment, words);
        }
        for (iso, words) in &told.times {
            let machine = NaiveDateTime::parse_from_str(iso.get(..16).unwrap_or(""), "%Y-%m-%dT%H:%M").ok();
            let year = machine.map_or(0, |at| at.year());
            let human = calendar::read(words, year)
                .into_iter()
                .next()
                .map(|found| found.printed);
            if let (Some(machine), Some(Printed::Moment(human))) = (machine, human)
                && human.at() != machine
            {
                tell(
                    out,
                    "agreement: <time>",
                    telling.moment,
                    format!("{iso} is shown as {words}"),
                );
            }
        }
    }
    for record in history.records.iter().filter(|record| record.page) {
        for (expected, window) in states::wrong(record, page, telling.moment) {
            tell(
                out,
                format!("states: {expected}"),
                telling.moment,
                format!("{} {window}", record.id),
            );
        }
        newest_sheet(record, telling, &facts, &page.text, out);
    }
}

/// A sheet sent at the moment of the build and the page tell the same times.
fn newest_sheet(record: &Record, telling: &Telling, facts: &Facts, page: &str, out: &mut Vec<Broken>) {
    let Some(entry) = record.entries.iter().find(|entry| entry.at == telling.moment) else {
        return;
    };
    let mark = entry.at.format("%Y%m%d-%H%M").to_string();
    let Some(sheet) = telling.of(&record.id).find(|paper| paper.path.contains(&mark)) else {
        return;
    };
    let on_page: BTreeSet<NaiveDateTime> = facts.moments(page);
    for at in facts.moments(&sheet.text) {
        if at != entry.at && !on_page.contains(&at) {
            tell(
                out,
                format!("agreement: sheet and page ({})", entry.event),
                telling.moment,
                format!("{at} is not on the page"),
            );
        }
    }
}

/// What the page told as having happened is told in every later build.
fn past_stays(earlier: &Telling, later: &Telling, out: &mut Vec<Broken>) {
    let (Some(before), Some(after)) = (&earlier.page, &later.page) else {
        return;
    };
    let periods = |all: &[Told]| -> Vec<Vec<String>> { all.iter().flat_map(|told| told.periods.clone()).collect() };
    let now = periods(&after.past);
    for period in periods(&before.past) {
        if !now.iter().any(|later| period.iter().all(|time| later.contains(time))) {
            tell(
                out,
                "history",
                later.moment,
                format!("{period:?}, told at {}, is gone", earlier.moment),
            );
        }
    }
    // What goes on may end otherwise than expected; that it began stays true.
    let all: Vec<&String> = (after.now.iter().chain(&after.past))
        .flat_map(|told| told.times.iter().map(|(iso, _)| iso))
        .collect();
    for begun in before
        .now
        .iter()
        .filter(|told| told.begun)
        .flat_map(|told| &told.periods)
    {
        if begun.first().is_some_and(|start| !all.contains(&start)) {
            let what = format!("{begun:?}, told at {}, is gone", earlier.moment);
            tell(out, "history: what went on", later.moment, what);
        }
    }
}

/// A sheet that was sent never changes; nor does a letter after the day it was issued on.
fn settled(history: &History, earlier: &Telling, later: &Telling, out: &mut Vec<Broken>) {
    for record in &history.records {
        for paper in earlier.of(&record.id) {
            let letter = kind(paper) != "sheet";
            let closed = record.issue_days().into_iter().max();
            if kind(paper) == "letter page" || letter && closed.is_none_or(|day| earlier.moment.date() <= day) {
                continue;
            }
            match later
                .of(&record.id)
                .find(|other| within(&other.path) == within(&paper.path))
            {
                None => tell(
                    out,
                    format!("history: a {} is gone", kind(paper)),
                    later.moment,
                    &paper.path,
                ),
                Some(other) if other.text != paper.text => {
                    tell(
                        out,
                        format!("history: a {} changed", kind(paper)),
                        later.moment,
                        &paper.path,
                    );
                }
                Some(_) => {}
            }
        }
    }
}

/// The files themselves, of a few histories: each is written, and without a boundary between two moments it has the same
/// bytes.
pub fn pressed(history: &History, files: &WorkspaceFiles, row: &[NaiveDateTime]) -> Vec<Broken> {
    let mut out = Vec::new();
    let boundaries = moments::boundaries(history);
    let quiet = |pair: &&[NaiveDateTime]| !moments::passed(&boundaries, pair[0], pair[1]);
    let Some(&[one, other]) = row.windows(2).rev().find(quiet) else {
        return out;
    };
    let [first, second] = [one, other].map(|at| build(files, &request(at, Goal::Publish), &mut ()));
    for fault in first
        .diagnostics
        .iter()
        .filter(|fault| fault.severity == Severity::Error)
    {
        tell(
            &mut out,
            "pages: not written",
            one,
            format!("{} {}", fault.code, fault.message.en),
        );
    }
    for (a, b) in first.outputs.iter().zip(&second.outputs) {
        if (&a.path, &a.bytes) != (&b.path, &b.bytes) {
            tell(
                &mut out,
                "purity: the bytes of a file",
                other,
                a.path.display().to_string(),
            );
        }
    }
    out
}

/// Where no boundary lies between two moments, they make the same bytes.
fn purity(history: &History, tellings: &[Telling], out: &mut Vec<Broken>) {
    let boundaries = moments::boundaries(history);
    for pair in tellings.windows(2) {
        let [earlier, later] = pair else { continue };
        if moments::passed(&boundaries, earlier.moment, later.moment) {
            continue;
        }
        for (one, other) in earlier.papers.iter().zip(&later.papers) {
            if (&one.path, &one.text) != (&other.path, &other.text) {
                tell(
                    out,
                    format!("purity: the words of a {}", kind(one)),
                    later.moment,
                    &one.path,
                );
            } else if one.document != other.document {
                tell(
                    out,
                    format!("purity: what is known of a {}", kind(one)),
                    later.moment,
                    &one.path,
                );
            }
        }
        let bytes = |telling: &Telling| -> Vec<(String, Vec<u8>)> {
            let outputs = telling.result.outputs.iter();
            outputs
                .map(|output| (output.path.to_string_lossy().into_owned(), output.bytes.clone()))
                .collect()
        };
        for (one, other) in bytes(earlier).iter().zip(&bytes(later)) {
            if one != other {
                tell(out, "purity: a page", later.moment, &one.0);
            }
        }
        if earlier.papers.len() != later.papers.len() {
            tell(out, "purity: the number of papers", later.moment, "");
        }
    }
}
