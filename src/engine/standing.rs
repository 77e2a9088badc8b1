//! A build of which nothing would come that does not stand already (`out/.notice/build`): it is known by one digest of all
//! that is read, and by the interval in which nothing changes of itself.

use super::request::{Moment, Request, WorkspaceFiles};
use super::result::BuildResult;
use super::{codes, fingerprint};
use crate::diagnostic::{Diagnostic, FileId, Message, Severity, Sources, Span};
use crate::{check, record, template};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The name of its file in `out/.notice/`.
pub(super) const BUILD: &str = "build";

/// What the last build of everything came to, apart from its documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Standing {
    inputs: String,
    /// Whether the moment was one instant for all publishers, rather than a reading of each one's clock.
    instant: bool,
    /// For each zone of publishers, in minutes east of UTC, the reading of its clock.
    clocks: Vec<(i32, NaiveDateTime)>,
    next_change: Option<DateTime<FixedOffset>>,
    told: Vec<Told>,
}

/// A stretch of a file: its path, first byte, one past the last.
type Stretch = (String, usize, usize);

/// A sentence in Japanese and in English.
type Both = (String, String);

/// A warning, with the paths of the files that it points into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    code: String,
    place: Option<Stretch>,
    message: Both,
    help: Both,
    related: Option<(Stretch, Both)>,
}

/// What stands in a warning in place of the clock's reading in a zone.
fn clock(zone: i32) -> String {
    format!("\u{1}{zone}\u{1}")
}

/// A reading of the clock as warnings write it.
fn reading(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// The ways in which warnings tell the moment, apart from what they quote of a record.
const NOW: [(&str, &str); 3] = [("いま ", ")"), ("(", " now"), ("at: ", ",")];

/// What is to be kept of a build of everything; nothing where what it told cannot be told again.
pub(super) fn text(
    workspace: &WorkspaceFiles,
    request: &Request,
    zones: &[i32],
    result: &BuildResult,
) -> Option<String> {
    let clocks: Vec<_> = zones
        .iter()
        .map(|zone| (*zone, request.moment.in_zone(*zone)))
        .collect();
    let parted = |text: &str| {
        let mut text = text.to_string();
        for (zone, at) in &clocks {
            for (before, after) in NOW {
                let now = format!("{before}{}{after}", reading(*at));
                text = text.replace(&now, &format!("{before}{}{after}", clock(*zone)));
            }
        }
        text
    };
    let both = |message: &Message| (parted(&message.ja), parted(&message.en));
    let place = |span: Span| {
        let path = result.sources.get(span.file).path.to_string_lossy();
        let own = workspace
            .notices
            .iter()
            .chain(&workspace.templates)
            .map(|file| &file.path)
            .chain(workspace.issued.iter().map(|file| &file.path))
            .any(|own| *own == path);
        own.then(|| (path.into_owned(), span.start, span.end))
    };
    let mut told = Vec::new();
    for fault in &result.diagnostics {
        let at = match fault.span {
            Some(span) => Some(place(span)?),
            None => None,
        };
        let related = match &fault.related {
            Some((span, message)) => Some((place(*span)?, both(message))),
            None => None,
        };
        told.push(Told {
            code: fault.code.to_string(),
            place: at,
            message: both(&fault.message),
            help: both(&fault.help),
            related,
        });
    }
    let standing = Standing {
        inputs: fingerprint::of_workspace(workspace),
        instant: matches!(request.moment, Moment::Utc(_)),
        clocks,
        next_change: result.next_change,
        told,
    };
    serde_json::to_string_pretty(&standing).ok().map(|text| text + "\n")
}

/// What a build would tell that makes nothing new: where all that is read is as it was for the build that kept `text`, and
/// no boundary was passed since.
pub(super) fn unchanged(workspace: &WorkspaceFiles, moment: &Moment, text: &str) -> Option<BuildResult> {
    let standing: Standing = serde_json::from_str(text).ok()?;
    // Readings that were one would part, and which change comes first may be another.
    let alike = standing.instant == matches!(moment, Moment::Utc(_));
    let since = standing.clocks.iter().all(|(zone, at)| *at <= moment.in_zone(*zone));
    let before_next = standing.next_change.is_none_or(|next| {
        let zone = next.offset().local_minus_utc() / 60;
        moment.in_zone(zone) < next.naive_local()
    });
    if !alike || !since || !before_next || standing.inputs != fingerprint::of_workspace(workspace) {
        return None;
    }
    let mut sources = Sources::default();
    let mut ids: Vec<(String, FileId)> = Vec::new();
    let mut span = |(path, start, end): &Stretch| {
        let known = ids.iter().find(|(known, _)| known == path).map(|(_, id)| *id);
        let file = match known {
            Some(id) => id,
            None => {
                let read = workspace.notices.iter().chain(&workspace.templates);
                let read = read.map(|file| (&file.path, Some(&*file.bytes)));
                let issued = workspace.issued.iter().map(|file| (&file.path, file.contents.held()));
                let (_, bytes) = read.chain(issued).find(|(known, _)| *known == path)?;
                let text = String::from_utf8_lossy(bytes?);
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_string();
                let id = sources.add(PathBuf::from(path), text);
                ids.push((path.clone(), id));
                id
            }
        };
        Some(Span {
            file,
            start: *start,
            end: *end,
        })
    };
    let today = |text: &str| {
        let mut text = text.to_string();
        for (zone, _) in &standing.clocks {
            text = text.replace(&clock(*zone), &reading(moment.in_zone(*zone)));
        }
        text
    };
    let both = |(ja, en): &Both| Message::new(today(ja), today(en));
    let mut diagnostics = Vec::new();
    for told in &standing.told {
        let place = match &told.place {
            Some(place) => Some(span(place)?),
            None => None,
        };
        let related = match &told.related {
            Some((place, message)) => Some((span(place)?, both(message))),
            None => None,
        };
        diagnostics.push(Diagnostic {
            code: known(&told.code)?,
            severity: Severity::Warning,
            span: place,
            message: both(&told.message),
            help: both(&told.help),
            related,
        });
    }
    Some(BuildResult {
        sources,
        diagnostics,
        next_change: standing.next_change,
        ..BuildResult::default()
    })
}

/// The code of this name.
fn known(name: &str) -> Option<&'static str> {
    let rules = check::RULES.iter().map(|rule| rule.code.code);
    let lists = [record::codes::CODES, template::codes::CODES, codes::CODES];
    let listed = lists.into_iter().flatten().map(|code| code.code);
    rules.chain(listed).find(|known| *known == name)
}
