//! What a house says for its own templates and records: passages, keys of its own.

use super::context::Builder;
use crate::record::schema::ExtraRecord;
use tera::Value;

impl Builder<'_> {
    /// `extra`: the record's over the publisher's.
    pub(super) fn extra(&mut self) {
        let account = self.account;
        let mut extra = tera::Map::new();
        for (key, value) in account.publisher.extra.iter().chain(&account.record.extra) {
            let value: Value = match value {
                ExtraRecord::Text(text) => self.plain(text).into(),
                ExtraRecord::List(texts) => texts.iter().map(|text| self.plain(text)).collect::<Vec<_>>().into(),
                ExtraRecord::Named(named) => {
                    let mut map = tera::Map::new();
                    for (key, text) in named {
                        map.insert(key.value.clone().into(), self.plain(text).into());
                    }
                    map.into()
                }
            };
            extra.insert(key.value.clone().into(), value);
        }
        self.context.insert_value("extra", extra.into());
    }

    /// `passages`: the publisher's, worked out for the record; one may use those above it.
    pub(super) fn passages_of_house(&mut self) {
        let account = self.account;
        let mut passages = tera::Map::new();
        self.context.insert_value("passages", Value::from(passages.clone()));
        for (key, text) in &account.publisher.passages {
            let text = self.safe(text);
            passages.insert(key.value.clone().into(), text);
            self.context.insert_value("passages", Value::from(passages.clone()));
        }
    }
}
