//! All that a file says for documents: whatever a rule asks of every text, or a document of every value, it asks of these.
//! The decoder notes a value when it reads it, so that no key can be forgotten.

use super::node::{Kind, Node};
use crate::diagnostic::{Span, Spanned};
use std::collections::BTreeMap;

/// A value that was written for documents. Ids, names of other things, words from a fixed set, dates and numbers of
/// windows are not: documents follow from them.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The keys that lead to it, entries of lists counted from 1: `windows[2].impact.text`, `contact.desk`.
    pub keys: String,
    /// The value as typed, with its place.
    pub typed: Spanned<String>,
    /// What it is.
    pub sort: Sort,
    /// A document must tell it. What is not due may stand unused: terms and services kept in store, settings, what every
    /// publisher must write.
    pub due: bool,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A text, Markdown or not.
    Text,
    /// How many.
    Count,
    /// How long.
    Duration,
}

/// What was said, in the order of the file, each place once, with the keys that lead to it from `entries`. An aliased value
/// is met again for each alias, but stands in one place.
pub(super) fn in_order(mut said: Vec<Said>, entries: &[(Spanned<String>, Node)]) -> Vec<Said> {
    // Where one place is read for two purposes, it is due if one of them is.
    said.sort_by_key(|s| (s.typed.span, !s.due));
    said.dedup_by_key(|s| s.typed.span);
    let places = said.iter().enumerate().map(|(index, s)| (s.typed.span, index));
    let mut keys = Keys {
        places: places.collect(),
        found: vec![String::new(); said.len()],
    };
    for (key, value) in entries {
        keys.visit(value, &mut key.value.clone());
    }
    for (said, keys) in said.iter_mut().zip(keys.found) {
        said.keys = keys;
    }
    said
}

/// Follows keys to places.
struct Keys {
    places: BTreeMap<Span, usize>,
    found: Vec<String>,
}

impl Keys {
    fn visit(&mut self, node: &Node, path: &mut String) {
        let length = path.len();
        match &node.kind {
            Kind::Nothing | Kind::Null(_) => {}
            Kind::Scalar(_) => {
                let index = self.places.get(&node.span).copied();
                if let Some(found) = index
                    .and_then(|index| self.found.get_mut(index))
                    .filter(|f| f.is_empty())
                {
                    found.clone_from(path);
                }
            }
            Kind::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push_str(&format!("[{}]", index + 1));
                    self.visit(item, path);
                    path.truncate(length);
                }
            }
            Kind::Mapping(entries) => {
                for (key, value) in entries {
                    path.push('.');
                    path.push_str(&key.value);
                    self.visit(value, path);
                    path.truncate(length);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::read::read;
    use crate::record::yaml;
    use std::num::NonZeroUsize;

    const PUBLISHER: &str = "publisher:\n  name: 例\n  senders: [株式会社例]\n  services: { net: 通信 }\n  \
        terms: { centre: センター }\n  style: { clock: kanji, continued: (続く) }\n  \
        contact: { desk: 窓口, telephone: 03-1234-5678 }\n  addressee: { name: 加盟店, honorific: 各位 }\n";

    const MAINTENANCE: &str = "maintenance:
  id: work
  title: 作業
  issued: 2021-04
  number: 第1号
  services: [net]
  documents: [letter, fax, page]
  windows:
    - 2021-05-30 22:30 .. 25:00
    - start: 2021-06-30 22:30
      end: 2021-06-30 25:00
      announce: fax
      reserve: [2021-07-30 22:30 .. 25:00]
      table: 影響
      cause: &更新 装置の更新
      impact: { kind: interruption, count: 2~4, duration: 30m, text: 切れます }
  texts: { まえがき: 平素は }
  sections: [{ heading: その他, body: ほか }]
  notes: { 機器: 機器の仕様 }
  tables:
    影響:
      columns: [{ key: a, heading: 区分 }, { key: b, heading: 内容, align: centre }]
      rows: [{ a: 決済, rows: [{ b: 全て, new_page: true }] }]
  appendices: [{ title: 別紙, body: 図, landscape: true }]
  contact: { hours: 平日 }
  log:
    - { at: 2021-05-30 22:31, window: 1, event: started, text: 始めました, cause: *更新 }
";

    fn said_of(record: &str) -> (Vec<Said>, Vec<Said>) {
        let files = [("publisher", PUBLISHER), ("work", record)];
        let files = files.map(|(name, text)| (format!("notices/a/{name}.yaml").into(), text.into()));
        let reading = read(files.to_vec(), NonZeroUsize::MIN);
        assert_eq!(reading.faults, []);
        (
            reading.publishers[0].value.said.clone(),
            reading.records[0].value.said.clone(),
        )
    }

    #[test]
    fn a_value_is_known_by_the_keys_that_lead_to_it() {
        let (_, said) = said_of(MAINTENANCE);
        let shown: Vec<_> = said.iter().map(|s| (s.keys.as_str(), s.typed.value.as_str())).collect();
        let expected = [
            ("title", "作業"),
            ("number", "第1号"),
            ("windows[2].cause", "装置の更新"),
            ("windows[2].impact.count", "2~4"),
            ("windows[2].impact.duration", "30m"),
            ("windows[2].impact.text", "切れます"),
            ("texts.まえがき", "平素は"),
            ("sections[1].heading", "その他"),
            ("sections[1].body", "ほか"),
            ("notes.機器", "機器の仕様"),
            ("tables.影響.columns[1].heading", "区分"),
            ("tables.影響.columns[2].heading", "内容"),
            ("tables.影響.rows[1].a", "決済"),
            ("tables.影響.rows[1].rows[1].b", "全て"),
            ("appendices[1].title", "別紙"),
            ("appendices[1].body", "図"),
            ("contact.hours", "平日"),
            ("log[1].text", "始めました"),
        ];
        assert_eq!(shown, expected);
        assert!(said.iter().all(|s| s.due));
    }

    #[test]
    fn what_a_publisher_keeps_in_store_is_not_due() {
        let (said, _) = said_of(MAINTENANCE);
        let due: Vec<&str> = said.iter().filter(|s| s.due).map(|s| s.keys.as_str()).collect();
        assert_eq!(due, ["contact.desk", "contact.telephone", "addressee.name"]);
        let kept: Vec<&str> = said.iter().filter(|s| !s.due).map(|s| s.keys.as_str()).collect();
        let expected = ["name", "senders[1]", "services.net", "terms.centre", "style.continued"];
        assert_eq!(kept, expected);
    }

    /// Every scalar of a record is said, or its key is one of which documents tell in their own way.
    #[test]
    fn nothing_is_left_out_but_names_words_dates_and_numbers_of_windows() {
        let others = [
            "id",
            "issued",
            "services",
            "documents",
            "windows",
            "start",
            "end",
            "announce",
            "reserve",
            "table",
            "kind",
            "key",
            "align",
            "new_page",
            "landscape",
            "at",
            "window",
            "event",
        ];
        fn scalars(node: &Node, key: &str, found: &mut Vec<(String, Span)>) {
            match &node.kind {
                Kind::Nothing | Kind::Null(_) => {}
                Kind::Scalar(_) => found.push((key.to_string(), node.span)),
                Kind::Sequence(items) => items.iter().for_each(|item| scalars(item, key, found)),
                Kind::Mapping(entries) => entries
                    .iter()
                    .for_each(|(key, value)| scalars(value, &key.value, found)),
            }
        }
        let (_, said) = said_of(MAINTENANCE);
        let root = yaml::parse(said[0].typed.span.file, MAINTENANCE).0.expect("a tree");
        let mut found = Vec::new();
        scalars(&root, "", &mut found);
        for (key, span) in found {
            let noted = said.iter().any(|s| s.typed.span == span);
            assert_ne!(noted, others.contains(&key.as_str()), "{key}");
        }
    }
}
