//! What is back while the rest of an incident goes on: `restored` says what, and it is of its period.

use super::folder::Folder;
use crate::account::window::services;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::detail::AREAS;
use crate::record::schema::{Effect, LogRecord, Record, WindowRecord};
use std::collections::BTreeMap;

/// What a period has, and what of it is back so far.
struct Period<'a> {
    services: Vec<&'a str>,
    areas: Vec<&'a str>,
    services_back: Vec<&'a str>,
    areas_back: Vec<&'a str>,
}

impl<'a> Period<'a> {
    fn new(record: &'a Record, window: &'a WindowRecord) -> Self {
        let details = window.details.iter().chain(&record.details);
        let areas = details
            .filter(|detail| detail.row.key == AREAS)
            .map(|areas| &areas.words);
        Period {
            services: services(record, window),
            areas: areas.take(1).flatten().map(|area| area.value.as_str()).collect(),
            services_back: Vec::new(),
            areas_back: Vec::new(),
        }
    }

    /// All that was named by kind is back.
    fn is_over(&self) -> bool {
        let all = |of: &[&str], back: &[&str]| back.is_empty() || of.iter().all(|name| back.contains(name));
        all(&self.services, &self.services_back) && all(&self.areas, &self.areas_back)
    }
}

/// `restored` says which services or areas are back: some of its period, none twice, and not all; no other event says any.
pub(super) fn restored_what(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for draft in folder
        .records
        .iter()
        .filter(|draft| draft.knows(&["log", "windows", "services"]))
    {
        let record = &draft.value;
        let mut periods: BTreeMap<usize, Period> = BTreeMap::new();
        for entry in &record.log {
            if entry.event.value.effect() != Effect::Restores {
                faults.extend(of_another(code, entry));
                continue;
            }
            let Some(number) = record.window_of(entry) else {
                continue;
            };
            let window = number.checked_sub(1).and_then(|index| record.windows.get(index));
            let Some(window) = window else { continue };
            let period = periods.entry(number).or_insert_with(|| Period::new(record, window));
            faults.extend(of_entry(code, entry, period));
        }
    }
    faults
}

fn of_another(code: &Code, entry: &LogRecord) -> Option<Diagnostic> {
    let said = entry.services.first().or(entry.areas.first())?;
    let event = entry.event.value.word();
    Some(code.at(
        said.span,
        Message::new(
            format!("「{event}」に services と areas(復旧したもの)は書けません"),
            format!("`{event}` has neither `services` nor `areas`"),
        ),
        Message::new(
            "一部だけ復旧したのなら、event: restored の行に書きます",
            "what is back while the rest goes on goes into an entry `restored`",
        ),
    ))
}

/// What could be back, of what the period says.
fn what_is_back(period: &Period<'_>) -> Message {
    let of = |key: &str, all: &[&str]| (all.len() > 1).then(|| format!("{key}: [{}]", all[0]));
    let lines = [of("services", &period.services), of("areas", &period.areas)];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    let (ja, en) = match lines.as_slice() {
        [] => (
            "復旧したサービスを services に、地域を areas に書いてください".to_owned(),
            "say under `services` which services are back, or under `areas` which areas".to_owned(),
        ),
        lines => (
            format!("「{}」のように足してください", lines.join("」か「")),
            format!("add what is back, as in `{}`", lines.join("` or `")),
        ),
    };
    Message::new(
        format!("{ja}。すべて復旧したのなら recovered です"),
        format!("{en}; where all is back, it is `recovered`"),
    )
}

fn of_entry<'a>(code: &Code, entry: &'a LogRecord, period: &mut Period<'a>) -> Vec<Diagnostic> {
    let fault = |span: Span, ja: String, en: String, help: Message| code.at(span, Message::new(ja, en), help);
    if entry.services.is_empty() && entry.areas.is_empty() {
        return vec![fault(
            entry.event.span,
            "何が復旧したかが書かれていません".into(),
            "restored, but what?".into(),
            what_is_back(period),
        )];
    }
    let mut faults = Vec::new();
    let mut take = |said: &'a [Spanned<String>], all: &[&'a str], back: &mut Vec<&'a str>, key: &str| {
        for name in said {
            let word = name.value.as_str();
            if !all.contains(&word) {
                let known = all.join("、");
                let (ja, en) = match known.is_empty() {
                    true => (
                        format!("障害の期間か記録に「{key}:」を書いてください"),
                        format!("write `{key}` of the period or the record"),
                    ),
                    false => (
                        format!("この障害の期間のもの: {known}"),
                        format!("of the period: {}", all.join(", ")),
                    ),
                };
                faults.push(fault(
                    name.span,
                    format!("「{word}」は、この障害の期間の {key} にありません"),
                    format!("`{word}` is not among the `{key}` of the period"),
                    Message::new(ja, en),
                ));
            } else if back.contains(&word) {
                faults.push(fault(
                    name.span,
                    format!("「{word}」の復旧は、もう知らせています"),
                    format!("`{word}` is back already"),
                    Message::new(
                        "復旧の後にまた起きたのなら、periods に新しい障害の期間を足してください",
                        "where it happened again, add a period to `periods`",
                    ),
                ));
            } else {
                back.push(word);
            }
        }
    };
    take(&entry.services, &period.services, &mut period.services_back, "services");
    take(&entry.areas, &period.areas, &mut period.areas_back, AREAS);
    if faults.is_empty() && period.is_over() {
        faults.push(fault(
            entry.event.span,
            "これですべて復旧したことになります".into(),
            "with this all of it is back".into(),
            Message::new(
                "すべて復旧したのなら recovered です。まだなら、復旧していないものを障害の期間の services か areas に書いてください",
                "where all is back, it is `recovered`; else write what is not under the period's `services` or `areas`",
            ),
        ));
    }
    faults
}
