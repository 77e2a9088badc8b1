//! What an operator wrote and no document tells: warned of, since it is mostly a slip of a name.

use super::codes;
use super::request::{WorkspaceFile, WorkspaceFiles};
use crate::account::{Account, letter};
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::record::decode::suggest::nearest;
use crate::record::schema::{PublisherRecord, Said};
use crate::template::desk::Told;
use crate::template::layer::{HOUSE_STYLE, Layer};
use crate::template::lineage::{self, Lineage};
use crate::template::{built_in, source};
use crate::typeset::font::FILES;
use std::collections::BTreeSet;

/// What records and publisher say and none of their documents prints: `told` are the records with what their letters and
/// sheets print, `on_page` is what the page prints; no `publisher` where its words could not be worked out. One warning for
/// each file.
pub(super) fn values(publisher: Option<&PublisherRecord>, told: &[Told], on_page: &BTreeSet<Span>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    // What a fault kept from being made prints nothing, and that is no second fault.
    for told in told.iter().filter(|told| told.whole) {
        // What has not begun is told nowhere yet.
        if told.account.windows.is_empty() && told.account.whole.is_none() {
            continue;
        }
        let idle: Vec<&Said> = (told.account.record.said.iter())
            .filter(|said| said.due && !prints(&told.printed, &told.account.record.said, said))
            .filter(|said| !prints(on_page, &told.account.record.said, said))
            .filter(|said| !is_to_come(&told.account, said))
            .collect();
        // A cause of the record, or of a window, gives way to those that the log tells.
        let is_cause = |said: &Said| said.keys == "cause" || said.keys.ends_with("].cause");
        let logged = told.account.record.log.iter().any(|entry| entry.cause.is_some());
        let (causes, others) = (idle.iter().any(|s| is_cause(s)), idle.iter().any(|s| !is_cause(s)));
        let reason = match (logged && causes, others) {
            (true, false) => cause_is_logged(),
            (true, true) => both(cause_is_logged(), why(&told.account, told.has_letter)),
            _ => why(&told.account, told.has_letter),
        };
        faults.extend(not_told(&idle, reason));
    }
    if let Some(publisher) = publisher
        && let Some(idle) = of_house(publisher, told, on_page)
    {
        let own: Vec<&Said> = idle
            .into_iter()
            .filter(|said| said.typed.span.file == publisher.file)
            .collect();
        faults.extend(not_told(&own, template_does_not_ask()));
    }
    faults
}

/// What all publishers have in common and none of their documents prints; `idle` is that of each publisher, as far as it can
/// be known.
pub(super) fn common(idle: Vec<Option<Vec<Said>>>) -> Option<Diagnostic> {
    let idle: Vec<Vec<Said>> = idle.into_iter().collect::<Option<_>>()?;
    let (first, others) = idle.split_first()?;
    let by_all = |said: &&Said| {
        others
            .iter()
            .all(|idle| idle.iter().any(|other| other.typed.span == said.typed.span))
    };
    not_told(
        &first.iter().filter(by_all).collect::<Vec<_>>(),
        template_does_not_ask(),
    )
}

/// Of what `publisher` takes from all publishers' common words, what its documents do not print; `None` where that cannot be
/// known today.
pub(super) fn of_common(publisher: &PublisherRecord, told: &[Told], on_page: &BTreeSet<Span>) -> Option<Vec<Said>> {
    let idle = of_house(publisher, told, on_page)?;
    let common = idle.into_iter().filter(|said| said.typed.span.file != publisher.file);
    Some(common.cloned().collect())
}

/// What a publisher says and none of its documents prints; `None` where a kind of document is not made today.
fn of_house<'p>(publisher: &'p PublisherRecord, told: &[Told], on_page: &BTreeSet<Span>) -> Option<Vec<&'p Said>> {
    // A kind of document that is not made today may be made tomorrow.
    let letter = told.iter().any(|told| told.has_letter);
    let sheet = told.iter().any(|told| told.account.announced().next().is_some());
    if !letter || !sheet || told.iter().any(|told| !told.whole) {
        return None;
    }
    let printed = |said: &Said| told.iter().any(|told| prints(&told.printed, &[], said)) || prints(on_page, &[], said);
    Some(
        publisher
            .said
            .iter()
            .filter(|said| said.due && !printed(said))
            .collect(),
    )
}

/// Whether a text, or words within it, stand among what was printed; or the same words of the same key, which are said once
/// for several windows.
fn prints(printed: &BTreeSet<Span>, all: &[Said], said: &Said) -> bool {
    let key = |said: &Said| said.keys.rsplit('.').next().map(str::to_string);
    let alike = |other: &&Said| {
        let of_windows = other.keys.contains('[') && said.keys.contains('[');
        of_windows && key(other) == key(said) && other.typed.value == said.typed.value
    };
    let mut same = all.iter().filter(alike);
    printed.contains(&said.typed.span) || same.any(|other| printed.contains(&other.typed.span))
}

/// What the log says of a later time, and a period that has not begun, are told of in their own warnings.
fn is_to_come(account: &Account, said: &Said) -> bool {
    let within = |span: Span| span.start <= said.typed.span.start && said.typed.span.end <= span.end;
    let entries = account
        .record
        .log
        .iter()
        .filter(|entry| entry.at.value.at > account.moment);
    // The course of what goes on is told when it is over.
    let over = account.is_concluded() || account.windows.iter().all(|window| window.leg.outcome.is_final());
    let happenings = account
        .record
        .timeline
        .iter()
        .filter(|happening| !over || happening.told_from() > account.moment);
    // A later letter of what befell is not made before it is issued.
    let letters = account.record.letters.iter().zip(letter::of(account.record));
    let letters = letters.filter(|(_, letter)| !account.record.kind.planned() && !letter.is_out(account.moment));
    let numbered = account.record.windows.iter().enumerate();
    let windows = numbered.filter(|(index, _)| account.window(index + 1).is_none());
    entries
        .map(|entry| entry.span)
        .chain(happenings.map(|happening| happening.span))
        .chain(letters.map(|(letter, _)| letter.span))
        .chain(windows.map(|(_, window)| window.span))
        .any(within)
}

/// Why a value of the record is printed nowhere, and what to do.
fn why(account: &Account, has_letter: bool) -> Message {
    let sheets = account.announced().next().is_some();
    match (has_letter, sheets) {
        (false, false) => Message::new(
            "この記録からは案内状も同報FAXも作られず、稼働状況ページはその項目を書きません。issued を書くと案内状ができます",
            "the record makes neither letter nor FAX sheet, and the status page does not tell it; with `issued` there is a letter",
        ),
        _ => template_does_not_ask(),
    }
}

fn cause_is_logged() -> Message {
    Message::new(
        "log に cause のある行があるので、原因はその行から分かったことになります。はじめから分かっていた原因なら、第1報の行の cause に移してください",
        "an entry of the log has `cause`, so the cause is known from that entry on; what was known from the start goes to the `cause` of the first report",
    )
}

fn both(first: Message, second: Message) -> Message {
    Message::new(
        format!("{}。ほかは、{}", first.ja, second.ja),
        format!("{}; as to the rest: {}", first.en, second.en),
    )
}

fn template_does_not_ask() -> Message {
    Message::new(
        "どの文書のひな形もその項目を使いません。要らなければ消し、要るなら sections などの文に書くか、ひな形に足してください(表は window の table か「:::table 名前」で入り、文はひな形が名前で使います)",
        "no template asks for it: delete it, or say it in `sections` or the like, or add it to the template (a table is set by a window's `table` or by `:::table KEY`; texts are asked for by name)",
    )
}

fn not_told(idle: &[&Said], why: Message) -> Option<Diagnostic> {
    let first = idle.first()?;
    let mut keys: Vec<&str> = Vec::new();
    for said in idle {
        // A table stands in a document as a whole, or not at all.
        let parts: Vec<&str> = said.keys.splitn(3, '.').collect();
        let key = match parts.as_slice() {
            ["tables", name, _] => &said.keys[.."tables.".len() + name.len()],
            _ => said.keys.as_str(),
        };
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Some(codes::NOT_TOLD.at(
        first.typed.span,
        Message::new(
            format!("どの文書にも書かれていません: {}", keys.join("、")),
            format!("told in no document: {}", keys.join(", ")),
        ),
        why,
    ))
}

/// Templates of `layers` that nothing can use: neither in the place of a built-in one, nor such as a record or publisher may
/// name, nor taken in by another. `named` are the letters that records name: one that is nearly called as a built-in one, and
/// that nobody names, is a slip.
pub(super) fn templates<'a>(
    layers: impl Iterator<Item = &'a Layer> + Clone,
    named: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let texts = layers.clone().flat_map(|layer| layer.texts.values());
    let taken: BTreeSet<String> = texts.flat_map(|(_, text)| source::takes_in(text)).collect();
    let built_in = || built_in::TEMPLATES.iter().map(|(known, _)| *known);
    let mut faults = Vec::new();
    for (name, (file, text)) in layers.flat_map(|layer| &layer.texts) {
        let may_be_named = ["letter/", "fax/"].iter().any(|folder| {
            let rest = name.strip_prefix(folder).and_then(|rest| rest.strip_suffix(".md"));
            rest.is_some_and(|rest| !rest.contains('/') && (named.contains(rest) || !is_slip(name)))
        });
        if may_be_named || name == HOUSE_STYLE || taken.contains(name) || built_in().any(|known| known == name) {
            continue;
        }
        // An old copy of one that is built in no more is told of as such.
        if matches!(lineage::lineage(name, text), Lineage::Behind(_)) {
            continue;
        }
        let remedy = match nearest(name, built_in()) {
            Some(near) => Message::new(
                format!("{near} のことなら、名前を直してください"),
                format!("if {near} is meant, mend the name"),
            ),
            None => Message::new(
                "組み込みのひな形と同じ名前にするか、ほかのひな形から include で使ってください",
                "call it as a built-in template is called, or let another template include it",
            ),
        };
        let message = Message::new(
            format!("ひな形 {name} を使うものがありません"),
            format!("nothing uses the template {name}"),
        );
        let span = Span {
            file: *file,
            start: 0,
            end: 0,
        };
        faults.push(codes::FILE_NOT_USED.at(span, message, remedy));
    }
    faults
}

/// Whether a name is nearly that of a built-in template. Short ones are like each other by chance.
fn is_slip(name: &str) -> bool {
    let long = name.rsplit('/').next().is_some_and(|end| end.len() > "letter.md".len());
    long && nearest(name, built_in::TEMPLATES.iter().map(|(known, _)| *known)).is_some()
}

/// Files of the workspace that nothing uses; templates are told of where they are read.
pub(super) fn files(workspace: &WorkspaceFiles, publishers: &[PublisherRecord]) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for name in below(&workspace.fonts, "fonts/") {
        let font = [".ttf", ".otf", ".ttc"].iter().any(|ending| name.ends_with(ending));
        let fallback = publishers
            .iter()
            .any(|publisher| publisher.fonts.iter().any(|font| font.value == name));
        if font && !FILES.contains(&name) && !fallback {
            faults.push(unused(&format!("fonts/{name}")));
        }
    }
    for file in &workspace.notices {
        if file.path.ends_with(".yaml.txt") || file.path.ends_with(".yml.txt") {
            faults.push(unused(&file.path));
        }
    }
    faults
}

fn below<'a>(files: &'a [WorkspaceFile], folder: &'a str) -> impl Iterator<Item = &'a str> {
    files.iter().filter_map(move |file| file.path.strip_prefix(folder))
}

fn unused(path: &str) -> Diagnostic {
    codes::FILE_NOT_USED.nowhere(
        Message::new(format!("{path} は使われません"), format!("{path} is not used")),
        Message::new(
            "ファイルの名前を確かめてください。記録は .yaml で終わり、フォントは決まった名前か、publisher.yaml に書いた名前です",
            "check the file's name: records end in .yaml; fonts have fixed names, or those that publisher.yaml gives",
        ),
    )
}
