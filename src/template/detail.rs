//! Details and set phrases as values for templates.

use super::context::Builder;
use super::value::object;
use crate::account::letterhead::Phrase;
use crate::account::{Account, Entry, Report};
use crate::record::detail::{DETAILS, Detail, DetailForm};
use crate::record::event::Effect;
use crate::record::phrase::PhraseChoice;
use tera::Value;

/// Between the entries of a list in running text.
const COMMA: &str = "、";

/// The lines of a list within a line: its marks as paper has them.
fn points(words: &str) -> String {
    words.replace("<br>- ", "<br>・")
}

impl Builder<'_> {
    /// Details in order, each with its label and its words.
    pub(super) fn details(&mut self, details: &[&Detail]) -> Value {
        details
            .iter()
            .map(|detail| self.detail(detail))
            .collect::<Vec<Value>>()
            .into()
    }

    /// The words of details by key.
    pub(super) fn by_key(details: &Value) -> Value {
        let mut map = tera::Map::new();
        for detail in details.as_array().into_iter().flatten() {
            let of = |key: &str| detail.get_from_path(key).cloned();
            if let Some((key, words)) = of("key").zip(of("words"))
                && let Some(key) = key.as_str()
            {
                map.insert(key.to_string().into(), words);
            }
        }
        map.into()
    }

    fn detail(&mut self, detail: &Detail) -> Value {
        let row = detail.row;
        let (words, body, long) = match (row.form, detail.words.first()) {
            (DetailForm::Markdown, Some(text)) => {
                let long = text.value.trim_end().contains('\n');
                let words = self.within_a_cell(text);
                let words = Value::safe_string(&points(words.as_str().unwrap_or_default()));
                (words, self.on_pages(text), long)
            }
            _ => {
                let words: Vec<String> = detail.words.iter().map(|text| self.plain(text)).collect();
                let words = Value::from(words.join(COMMA));
                (words.clone(), words, false)
            }
        };
        let pairs = [
            ("key", row.key.into()),
            ("label", self.label(row.key)),
            ("words", words),
            ("body", body),
            ("markdown", (row.form == DetailForm::Markdown).into()),
            ("long", long.into()),
            ("when_over", row.when_over.into()),
            ("passing", row.passing.into()),
        ];
        object(pairs)
    }

    /// What a report tells besides what its entry says: all while the window is to come or goes on, what is still of use
    /// when it is over, nothing of what is called off.
    pub(super) fn told_in_report(account: &Account, entry: &Entry) -> Vec<Detail> {
        let effect = entry.record.event.value.effect();
        let window = entry.window.and_then(|number| account.window(number));
        let over = window.is_some_and(|window| window.leg.outcome.is_final());
        let ahead = match effect {
            Effect::PutsOff { .. } => entry.after().is_some(),
            Effect::Ends | Effect::CallsOff | Effect::Concludes => false,
            _ => !over,
        };
        let own = |detail: &Detail| entry.record.details.contains(detail);
        let tells = |detail: &Detail| {
            let known = ahead || (detail.row.when_over && effect != Effect::CallsOff);
            own(detail) || (known && (effect == Effect::Concludes || !detail.row.in_the_end))
        };
        let known = match entry.window {
            Some(number) => account
                .window(number)
                .map(|window| window.details.iter().copied().cloned().collect()),
            None => Some(Self::shared_details(account)),
        };
        let mut told: Vec<Detail> = known.unwrap_or_default();
        let own_details = &entry.record.details;
        told.retain(|detail| !own_details.iter().any(|own| own.row == detail.row));
        told.extend(own_details.iter().cloned());
        told.sort_by_key(|detail| DETAILS.iter().position(|row| row == detail.row));
        told.retain(|detail| tells(detail));
        told
    }

    /// Lays the record's own labels over its publisher's.
    pub(super) fn own_labels(&mut self) {
        let own = &self.account.record.labels;
        let labels = self.context.get("labels").and_then(Value::as_map).cloned();
        let Some(mut labels) = labels.filter(|_| !own.is_empty()) else {
            return;
        };
        for label in own {
            let words = self.plain(&label.words);
            labels.insert(label.name.into(), words.into());
        }
        self.context.insert_value("labels", labels.into());
    }

    /// What a detail is called in documents of this kind of record.
    fn label(&self, key: &str) -> Value {
        let label = self.context.get("labels").and_then(|labels| labels.get_from_path(key));
        label.cloned().unwrap_or_else(Value::none)
    }

    /// The details that are told once for all: those of the record that any window has, and those that all windows share.
    pub(super) fn shared_details(account: &Account) -> Vec<Detail> {
        if account.windows.is_empty() {
            return account.record.details.clone();
        }
        let windows = || account.windows.iter();
        let everywhere = |detail: &&Detail| windows().all(|window| window.details.contains(detail));
        let mut shared: Vec<Detail> = Vec::new();
        for detail in windows().flat_map(|window| window.details.iter().copied()) {
            let of_all = account.record.details.contains(detail) || everywhere(&detail);
            if of_all && !shared.contains(detail) {
                shared.push(detail.clone());
            }
        }
        shared.sort_by_key(|detail| DETAILS.iter().position(|row| row.key == detail.row.key));
        shared
    }

    /// How an apology is worded: as the report says, else the record.
    pub(super) fn apology(&mut self, report: Option<&Report>) {
        let entries = report.into_iter().flat_map(|report| &report.entries);
        let said = entries.filter_map(|entry| entry.record.apology.as_ref()).next_back();
        let said = said.or(self.account.record.apology.as_ref());
        self.context
            .insert("apology", &said.map(|apology| apology.value.word()));
    }

    /// The words of every set phrase, empty where it is left out; they may use every other name.
    pub(super) fn phrases(&mut self, phrases: &[Phrase]) {
        let mut map = tera::Map::new();
        for Phrase { row, choice, .. } in phrases {
            let words = match choice {
                PhraseChoice::Off => Value::safe_string(""),
                PhraseChoice::Words(text) => self.within_a_cell(text),
                PhraseChoice::On => {
                    let context = std::mem::take(&mut self.context);
                    let words = self.part(&format!("phrase/{}.md", row.name), &context);
                    self.context = context;
                    words
                }
            };
            map.insert(row.name.into(), words);
        }
        self.context.insert_value("phrases", map.into());
    }
}
