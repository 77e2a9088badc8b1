//! A mapping while it is read: which keys were asked for is also which keys there are, so that the list shown beside
//! an unknown key can never be out of date.

use super::reader::Reader;
use super::{suggest, wording};
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use crate::record::codes;
use crate::record::node::{Kind, Node};
use crate::record::schema::Named;
use std::collections::BTreeSet;

/// A mapping of which keys are taken one by one.
pub(super) struct Fields<'n> {
    /// What stands for the mapping in a fault: its key, or its first key where it is an entry of a list.
    pub head: Span,
    /// The whole mapping.
    pub span: Span,
    entries: &'n [(Spanned<String>, Node)],
    asked: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The value of `key`, if it stands there.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        #[cfg(test)]
        super::asked::note(self.span, key);
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries.iter().find(|(k, _)| k.value == key).map(|(_, node)| node)
    }

    /// Whether `key` stands there, without asking for it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(k, _)| k.value == key)
    }

    /// Where `key` stands.
    pub(super) fn key_span(&self, key: &str) -> Span {
        let found = self.entries.iter().find(|(k, _)| k.value == key);
        found.map_or(self.head, |(k, _)| k.span)
    }

    /// Every key with its value.
    pub(super) fn entries(&self) -> &'n [(Spanned<String>, Node)] {
        self.entries
    }

    /// Every key not asked for, with its value: the operator's own names.
    pub(super) fn others(&self) -> impl Iterator<Item = &'n (Spanned<String>, Node)> + use<'n, '_> {
        self.entries
            .iter()
            .filter(|(k, _)| !self.asked.contains(&k.value.as_str()))
    }
}

impl Reader {
    /// `node` as a mapping; `head` stands for it where a key is missing.
    pub(super) fn fields<'n>(&mut self, node: &'n Node, head: Span) -> Option<Fields<'n>> {
        match &node.kind {
            Kind::Mapping(entries) => Some(Fields {
                head,
                span: node.span,
                entries,
                asked: Vec::new(),
            }),
            Kind::Nothing | Kind::Null(_) => {
                self.fault(nothing(node, head));
                None
            }
            _ => {
                self.fault(wrong_type(
                    self.shown(node),
                    node,
                    "「キー: 値」の組",
                    "a mapping of `key: value`",
                ));
                None
            }
        }
    }

    /// An entry of a list as a mapping.
    pub(super) fn entry<'n>(&mut self, node: &'n Node) -> Option<Fields<'n>> {
        let head = match &node.kind {
            Kind::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
            _ => node.span,
        };
        self.fields(node, head)
    }

    /// The value of a key that must be there.
    pub(super) fn require<'n>(&mut self, fields: &mut Fields<'n>, key: &'static str) -> Option<&'n Node> {
        let found = fields.take(key);
        if found.is_none() {
            self.fault(missing_key(fields.head, key));
        }
        found
    }

    /// Reports a key that must be there and is not, with an example that fits what stands beside it.
    pub(super) fn require_like(&mut self, fields: &mut Fields<'_>, key: &'static str, example: &str) {
        fields.take(key);
        self.fault(missing_key_like(fields.head, key, example));
    }

    /// Reports every key that nobody asked for.
    pub(super) fn finish(&mut self, fields: Fields<'_>) {
        let unknown: Vec<_> = fields.others().map(|(key, _)| key.clone()).collect();
        let free: Vec<&'static str> = fields.asked.iter().copied().filter(|k| !fields.has(k)).collect();
        let mut slips = BTreeSet::new();
        let mut told = Vec::new();
        for key in unknown {
            let meant = suggest::nearest(&key.value, free.iter().copied());
            slips.extend(meant);
            told.push(unknown_key(&key, meant, &fields.asked));
        }
        for meant in slips {
            // The slip explains why the key seemed to be missing.
            let missing = missing_key(fields.head, meant);
            let same = |fault: &Diagnostic| {
                (fault.code, fault.span, &fault.message) == (missing.code, missing.span, &missing.message)
            };
            self.faults.retain(|fault| !same(fault));
        }
        self.faults.append(&mut told);
    }

    /// A mapping with names of the operator's own.
    pub(super) fn named<'n, T>(
        &mut self,
        node: &'n Node,
        head: Span,
        mut read: impl FnMut(&mut Self, &Spanned<String>, &'n Node) -> T,
    ) -> Named<T> {
        let Some(fields) = self.fields(node, head) else {
            return Vec::new();
        };
        let mut named = Vec::new();
        for (key, value) in self.few_named(fields.entries, head) {
            if let Some(fault) = bad_name(key) {
                self.fault(fault);
            }
            named.push((key.clone(), read(self, key, value)));
        }
        named
    }

    /// The entries of a list that must not be empty.
    pub(super) fn list<'n>(&mut self, node: &'n Node, head: Span) -> &'n [Node] {
        self.list_like(node, head, None)
    }

    /// The same; `entry` shows in both languages how one is written.
    pub(super) fn list_like<'n>(&mut self, node: &'n Node, head: Span, entry: Option<&Message>) -> &'n [Node] {
        match &node.kind {
            Kind::Sequence(items) => {
                if items.is_empty() {
                    self.fault(empty_list(node.span, entry));
                }
                self.few(items, "", head)
            }
            Kind::Nothing | Kind::Null(_) => {
                self.fault(nothing(node, head));
                &[]
            }
            _ => {
                let mut fault = wrong_type(self.shown(node), node, "一覧", "a list");
                fault.help = Message::new(
                    "1つだけでも一覧にします。行を分けて「- 」で始めるか、[ ] で囲んでください(例: [net])",
                    "a single entry is a list as well: begin each with `- ` on a line of its own, or write [net]",
                );
                self.fault(fault);
                &[]
            }
        }
    }

    /// The part of a node that an excerpt should show: all of a scalar, the head of anything longer.
    pub(super) fn shown(&self, node: &Node) -> Span {
        match &node.kind {
            Kind::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
            Kind::Sequence(items) => items.first().map_or(node.span, |item| self.shown(item)),
            Kind::Scalar(_) | Kind::Nothing | Kind::Null(_) => node.span,
        }
    }
}

/// The fault of a node of another type than `expected`.
pub(super) fn wrong_type(span: Span, node: &Node, expected_ja: &str, expected_en: &str) -> Diagnostic {
    let (ja, en) = match node.kind {
        Kind::Nothing | Kind::Null(_) => ("空", "nothing"),
        Kind::Scalar(_) => ("文字列", "text"),
        Kind::Sequence(_) => ("一覧", "a list"),
        Kind::Mapping(_) => ("「キー: 値」の組", "a mapping"),
    };
    codes::WRONG_TYPE.at(
        span,
        Message::new(
            format!("ここには{expected_ja}を書きます({ja}が書かれています)"),
            format!("{expected_en} belongs here, not {en}"),
        ),
        Message::new(
            format!("{expected_ja}に書き換えてください(docs/records.ja.md にキーごとの例があります)"),
            format!("write {expected_en} (docs/records.md has an example for every key)"),
        ),
    )
}

/// The fault of a list where one text belongs: `title: [重要]` is one, as YAML reads it.
pub(super) fn list_for_text(span: Span, node: &Node, items: &[Node], prose: bool) -> Diagnostic {
    let mut fault = wrong_type(span, node, "文字列", "text");
    let words = items.iter().map(|item| match &item.kind {
        Kind::Scalar(text) => Some(text.as_str()),
        _ => None,
    });
    let words: Option<Vec<&str>> = words.collect();
    // The entries of a list in lines stand behind `- `, two characters on.
    let flow = items
        .first()
        .is_some_and(|first| first.span.start == node.span.start + 1);
    match words {
        Some(words) if flow && !prose => {
            fault.help = Message::new(
                format!("[ ] を外して、1つだけ書いてください(例: {})", words[0]),
                format!("write one, without [ ], as in {}", words[0]),
            );
        }
        Some(words) if flow => {
            let typed = format!("[{}]", words.join(", "));
            fault.message = Message::new(
                format!("「{typed}」は、YAMLでは一覧になります。ここには文字列を書きます"),
                format!("`{typed}` is a list in YAML; text belongs here"),
            );
            fault.help = Message::new(
                format!("文章なら引用符で囲んでください: \"{typed}\""),
                format!("put a text in quotation marks: \"{typed}\""),
            );
        }
        _ if !prose => {
            fault.help = Message::new(
                "1つだけ、キーと同じ行に書いてください",
                "write one, in the line of its key",
            );
        }
        _ => {
            fault.help = Message::new(
                "1つの文章だけを書いてください。何行もの文章は「|」の次の行から書きます",
                "write one text; a text of several lines is written below `|`",
            );
        }
    }
    fault
}

/// The fault of a node that says nothing; `head` stands for it where not even a word does.
pub(super) fn nothing(node: &Node, head: Span) -> Diagnostic {
    let Kind::Null(word) = &node.kind else {
        return empty_value(head);
    };
    codes::EMPTY_VALUE.at(
        node.span,
        Message::new(
            format!("引用符のない「{word}」は、YAMLでは値がないことを表します"),
            format!("without quotation marks `{word}` says in YAML that there is no value"),
        ),
        Message::new(
            format!("値を書くか、キーごと消してください。この言葉そのものを載せるなら「\"{word}\"」と囲みます"),
            format!("write a value or remove the key; where the word itself is meant, write `\"{word}\"`"),
        ),
    )
}

/// The fault of a key without value.
pub(super) fn empty_value(span: Span) -> Diagnostic {
    codes::EMPTY_VALUE.at(
        span,
        Message::new("値が書かれていません", "there is no value"),
        Message::new("値を書くか、この行を消してください", "write a value or remove the line"),
    )
}

fn empty_list(span: Span, entry: Option<&Message>) -> Diagnostic {
    let help = Message::new(
        "1つ以上書くか、キーごと消してください",
        "write at least one entry, or remove the key",
    );
    codes::EMPTY_LIST.at(
        span,
        Message::new("一覧が空です", "the list is empty"),
        entry.cloned().unwrap_or(help),
    )
}

/// The fault of a mapping without a key it must have.
pub(super) fn missing_key(head: Span, key: &str) -> Diagnostic {
    match wording::example(key) {
        Some(example) => missing_key_like(head, key, example),
        None => missing_key_like(head, key, &format!("{key}: …")),
    }
}

/// The same, with a line that can stand there.
fn missing_key_like(head: Span, key: &str, example: &str) -> Diagnostic {
    codes::MISSING_KEY.at(
        head,
        Message::new(format!("「{key}:」がありません"), format!("`{key}:` is missing")),
        Message::new(
            format!("足してください(例: {example})"),
            format!("add it, as in `{example}`"),
        ),
    )
}

fn unknown_key(key: &Spanned<String>, meant: Option<&str>, known: &[&str]) -> Diagnostic {
    let name = &key.value;
    let (list_ja, list_en) = wording::words(known.iter().copied());
    let (meant_ja, meant_en) = meant.map_or((String::new(), String::new()), |m| {
        (format!("「{m}」のことですか? "), format!("did you mean `{m}`? "))
    });
    codes::UNKNOWN_KEY.at(
        key.span,
        Message::new(
            format!("「{name}」というキーはここにはありません"),
            format!("there is no key `{name}` here"),
        ),
        Message::new(
            format!("{meant_ja}ここで使えるキー: {list_ja}"),
            format!("{meant_en}keys known here: {list_en}"),
        ),
    )
}

/// Names of the operator's own stand in templates (`{{ terms.center }}`), where `-` would be a minus, and in `[^note]`.
fn bad_name(key: &Spanned<String>) -> Option<Diagnostic> {
    let name = &key.value;
    let good = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (!good).then(|| {
        codes::BAD_NAME.at(
            key.span,
            Message::new(
                format!("「{name}」は名前に使えません"),
                format!("`{name}` cannot be used as a name"),
            ),
            Message::new(
                "名前は文字・数字・「_」だけにしてください(空白や「-」などの記号は使えません)",
                "use letters, digits and `_` only, no spaces, no `-` or other marks",
            ),
        )
    })
}
