//! What a template prints that is no words: a fact that is absent, a list, a fact made of several parts.
//!
//! [`super::source`] puts the filter behind every `{{ … }}`, with its place. It takes note and prints nothing, so that all of
//! a document are found in one run.

use super::codes;
use super::tag::{Piece, pieces};
use crate::diagnostic::{Diagnostic, FileId, Message, Span};
use std::cell::RefCell;
use tera::{Kwargs, State, Tera, Value};

/// The filter's name.
pub(super) const NAME: &str = "printed";

/// How many are noted at most.
const MOST: usize = 1_000;

/// What was printed that is no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// There is no fact of this name.
    Unknown,
    /// The fact is known by name, and not given.
    Absent,
    /// A list.
    List,
    /// A fact of several parts: their names.
    Parts(Vec<String>),
}

/// A `{{ … }}` that printed no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noted {
    /// The template's file; none of a text of a record.
    pub file: Option<FileId>,
    /// Byte of the tag in it.
    pub at: usize,
    /// What it was.
    pub what: What,
}

thread_local! {
    /// A document is rendered on one thread.
    static NOTED: RefCell<Vec<Noted>> = const { RefCell::new(Vec::new()) };
}

/// What was noted on this thread since the last call.
pub(super) fn take() -> Vec<Noted> {
    NOTED.with_borrow_mut(std::mem::take)
}

/// How the filter is written behind the expression of a tag at `at`.
pub(super) fn behind(file: Option<FileId>, at: usize) -> String {
    let file = file.map_or(-1, |file| i64::try_from(file.0).unwrap_or(-1));
    format!(") | {NAME}(of={file}, at={at})")
}

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(NAME, printed);
}

fn printed(value: Value, arguments: Kwargs, _: &State) -> Result<Value, tera::Error> {
    let what = if value.is_undefined() {
        What::Unknown
    } else if value.is_none() {
        What::Absent
    } else if value.as_array().is_some() {
        What::List
    } else if let Some(map) = value.as_map() {
        let mut names: Vec<String> = map.keys().map(ToString::to_string).collect();
        names.sort();
        What::Parts(names)
    } else {
        return Ok(value);
    };
    let file = usize::try_from(arguments.must_get::<i64>("of")?).ok().map(FileId);
    let at = usize::try_from(arguments.must_get::<i64>("at")?).unwrap_or_default();
    let noted = Noted { file, at, what };
    NOTED.with_borrow_mut(|all| {
        // A loop asks for it again and again.
        if all.len() < MOST && all.last() != Some(&noted) {
            all.push(noted);
        }
    });
    Ok(Value::from(""))
}

impl Noted {
    /// What is wrong, and what to do; `asked` is the expression.
    pub(super) fn words(&self, asked: &str) -> (Message, Message) {
        let path = asked.split(['|', ' ', '(']).next().unwrap_or(asked);
        match &self.what {
            What::Unknown | What::Absent => (
                Message::new(
                    format!("{{{{ {asked} }}}} に入れるものがありません"),
                    format!("there is nothing to put into `{{{{ {asked} }}}}`"),
                ),
                Message::new(
                    format!(
                        "記録か publisher.yaml に {path} を書くか、なくてもよければ {{% if {path} %}}…{{% endif %}} で囲んでください"
                    ),
                    format!(
                        "write `{path}` in the record or publisher.yaml; where it may be missing, put `{{% if {path} %}}…{{% endif %}}` round it"
                    ),
                ),
            ),
            What::List => (
                Message::new(
                    format!("{{{{ {asked} }}}} は一覧なので、そのままでは文になりません"),
                    format!("`{{{{ {asked} }}}}` is a list, which is no words"),
                ),
                Message::new(
                    format!(
                        "{{% for x in {path} %}}…{{% endfor %}} で1つずつ書くか、言葉の一覧なら {{{{ {path} | join(sep=\"、\") }}}} と書いてください"
                    ),
                    format!(
                        "write each with `{{% for x in {path} %}}…{{% endfor %}}`; a list of words also as `{{{{ {path} | join(sep=\"、\") }}}}`"
                    ),
                ),
            ),
            What::Parts(names) => (
                Message::new(
                    format!("{{{{ {asked} }}}} はいくつもの項目の組なので、そのままでは文になりません"),
                    format!("`{{{{ {asked} }}}}` is made of several parts, which are no words"),
                ),
                Message::new(
                    format!("どの項目かを書いてください: {}", of(path, names)),
                    format!("say which of them: {}", of(path, names)),
                ),
            ),
        }
    }

    /// As a fault of the template that it stands in, whose text is `text`.
    pub(super) fn fault(&self, text: &str) -> Diagnostic {
        let tag = tag(text, self.at);
        let (message, help) = self.words(&asked(tag));
        match self.file {
            Some(file) => codes::TEMPLATE.at(
                Span {
                    file,
                    start: self.at,
                    end: self.at + tag.len(),
                },
                message,
                help,
            ),
            None => codes::TEMPLATE.nowhere(message, help),
        }
    }
}

/// The tag at `at` of a text.
pub(super) fn tag(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    match pieces(rest).first() {
        Some(Piece::Tag { range, .. }) => &rest[range.clone()],
        _ => "",
    }
}

/// The expression of a tag.
pub(super) fn asked(tag: &str) -> String {
    let inner = tag.trim_start_matches("{{").trim_end_matches("}}");
    inner
        .trim_matches('-')
        .split_whitespace()
        .collect::<Vec<&str>>()
        .join(" ")
}

fn of(path: &str, names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(8).map(|name| format!("{path}.{name}")).collect();
    let more = if names.len() > 8 { " …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
