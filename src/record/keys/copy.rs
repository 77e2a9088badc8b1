//! A record as the beginning of another: what belongs to the one event is taken out, all else stays as typed, comments too.

use super::row::{Key, Value};
use super::{mapping_of, row};
use crate::diagnostic::{FileId, Span};
use crate::record::kind::RecordKind;
use crate::record::node::{Kind, Node};
use crate::record::yaml;
use std::ops::Range;

/// The text of a record, which begins with the key of `kind`, with `id` in place of its own; without its log and its number;
/// and with nothing where a time stood, so that `notice check` tells each place that waits for one. `None` where it cannot
/// be read.
pub(crate) fn copy(text: &str, kind: RecordKind, id: &str) -> Option<String> {
    let root = yaml::parse(FileId(0), text).0?;
    let Kind::Mapping(entries) = &root.kind else {
        return None;
    };
    let (_, node) = entries.iter().find(|(key, _)| key.value == kind.word())?;
    let mut cuts = Cuts {
        text,
        kind,
        edits: Vec::new(),
    };
    cuts.value(&Value::Mapping("record"), node);
    if let Kind::Mapping(entries) = &node.kind
        && let Some((_, typed)) = entries.iter().find(|(key, _)| key.value == "id")
    {
        cuts.edits.push((typed.span.start..typed.span.end, id.to_owned()));
    }
    Some(cuts.done())
}

struct Cuts<'t> {
    text: &'t str,
    kind: RecordKind,
    edits: Vec<(Range<usize>, String)>,
}

impl Cuts<'_> {
    fn value(&mut self, value: &Value, node: &Node) {
        match (value, &node.kind) {
            (Value::Moment, Kind::Scalar(_)) => self.nothing(node.span),
            (Value::Mapping(name), Kind::Mapping(entries)) => {
                let keys = (mapping_of(name).keys)();
                for (key, below) in entries {
                    let known = keys.iter().find(|known| known.key == key.value);
                    match known.filter(|known| known.belongs_to(Some(self.kind))) {
                        Some(known) if row::is_of_one_event(known) => self.key(key.span, below),
                        Some(Key { value, .. }) => self.value(value, below),
                        None => {}
                    }
                }
            }
            (Value::List(_) | Value::Waiting(_), Kind::Sequence(items))
                if self.is_in_brackets(node)
                    && holds_moments(value)
                    && items.iter().any(|item| matches!(item.kind, Kind::Scalar(_))) =>
            {
                // Between brackets nothing can stand for an entry.
                self.nothing(node.span);
            }
            (Value::List(entry) | Value::Waiting(entry), Kind::Sequence(items)) => {
                items.iter().for_each(|item| self.value(entry, item));
            }
            (Value::Named(value), Kind::Mapping(entries)) => {
                entries.iter().for_each(|(_, below)| self.value(value, below));
            }
            (Value::Either(forms), _) => {
                let text = forms.iter().any(|form| matches!(form, Value::Text));
                // What may be a text as well is not known to be a time.
                forms
                    .iter()
                    .filter(|form| !(text && matches!(form, Value::Moment)))
                    .for_each(|form| self.value(form, node));
            }
            _ => {}
        }
    }

    fn is_in_brackets(&self, node: &Node) -> bool {
        self.text[node.span.start..].starts_with('[')
    }

    fn nothing(&mut self, span: Span) {
        self.edits.push((span.start..span.end, String::new()));
    }

    /// Takes a key out with its value: the lines it has to itself, else its value alone.
    fn key(&mut self, key: Span, value: &Node) {
        let line = self.text[..key.start].rfind('\n').map_or(0, |end| end + 1);
        if !self.text[line..key.start].trim().is_empty() {
            return self.nothing(value.span);
        }
        let from = value.span.end.max(key.end);
        let end = self.text[from..]
            .find('\n')
            .map_or(self.text.len(), |end| from + end + 1);
        self.edits.push((line..end, String::new()));
    }

    fn done(mut self) -> String {
        let mut text = self.text.to_owned();
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        // What an alias repeats is met again.
        self.edits.dedup();
        for (range, words) in self.edits.iter().rev() {
            text.replace_range(range.clone(), words);
        }
        // A value that is gone leaves no blank at the end of its line.
        let lines = text
            .split_inclusive('\n')
            .map(|line| match line.trim_end_matches([' ', '\n']) {
                kept if kept.ends_with([':', '-']) => format!("{kept}\n"),
                _ => line.to_owned(),
            });
        lines.collect()
    }
}

/// Whether an entry of such a list may be a time.
fn holds_moments(value: &Value) -> bool {
    match value {
        Value::Moment => true,
        Value::List(entry) | Value::Waiting(entry) => holds_moments(entry),
        Value::Either(forms) => forms.iter().any(holds_moments),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_one_event_is_taken_out_and_comments_stay() {
        let text = "\
# 定例作業
maintenance:
  id: 2026-11-regular   # 呼び名
  title: 定例作業
  issued: 2026-11-01    # 発信日
  publish: 2026-11-02 09:00
  number: 第12号
  services: [net]
  windows:
    # 本番
    - start: 2026-12-06 23:30
      end: 2026-12-07 02:00   # 翌日
      reserve: [{ start: 2026-12-13 23:30, end: 2026-12-14 02:00 }]
    - 2026-12-20 23:30 .. 24:30
  # 当日
  log:
    - { at: 2026-12-06 23:32, event: started }
    - { at: 2026-12-07 01:10, event: completed }
";
        let copied = copy(text, RecordKind::Maintenance, "2027-01-regular").expect("a copy");
        assert_eq!(
            copied,
            "\
# 定例作業
maintenance:
  id: 2027-01-regular   # 呼び名
  title: 定例作業
  issued:     # 発信日
  services: [net]
  windows:
    # 本番
    - start:
      end:    # 翌日
      reserve: [{ start: , end:  }]
    -
  # 当日
"
        );
        assert!(yaml::parse(FileId(0), &copied).0.is_some());
    }

    #[test]
    fn a_list_of_times_in_brackets_goes_as_a_whole() {
        let text =
            "incident:\n  id: a\n  services: [net]\n  periods: [2025-10-01 12:10 .. 12:36, 2025-10-02 01:00 ..]\n";
        let copied = copy(text, RecordKind::Incident, "b").expect("a copy");
        assert_eq!(copied, "incident:\n  id: b\n  services: [net]\n  periods:\n");
    }

    #[test]
    fn what_is_no_record_of_the_kind_is_not_copied() {
        assert_eq!(copy("publisher:\n  name: a\n", RecordKind::Incident, "b"), None);
        assert_eq!(copy("- a\n", RecordKind::Incident, "b"), None);
    }
}
