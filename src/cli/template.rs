//! `notice template`: the built-in templates, copies of them, and how copies stand to what is built in now.

use super::answer::{Answer, Failure, write_new};
use super::args::TemplateCall;
use super::difference;
use super::messages;
use super::table::{self, Side};
use super::workspace::{ReadError, templates};
use crate::diagnostic::{Language, Message};
use crate::record::decode::suggest::nearest;
use crate::template::built_in::TEMPLATES;
use crate::template::lineage::{self, Lineage};
use std::io::ErrorKind;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// A built-in template's name as the command shows it: a letter's without its ending, like `letter/incident`.
fn short(file: &str) -> &str {
    file.strip_suffix(".md").unwrap_or(file)
}

/// Does what is asked about templates.
pub(super) fn template(root: &Path, call: &TemplateCall, language: Language) -> Answer {
    match call {
        TemplateCall::List => list(root, language),
        TemplateCall::Show { name } => Ok((built_in(name)?.1.to_owned(), None)),
        TemplateCall::Copy {
            name,
            publisher,
            extend,
        } => copy(root, name, publisher.as_deref(), *extend, language),
        TemplateCall::Diff { names } => diff(root, names, language),
        TemplateCall::Status => status(root, language),
    }
}

/// The built-in template that an operator calls `name`.
fn built_in(name: &str) -> Result<(&'static str, &'static str), Failure> {
    let found = TEMPLATES.iter().find(|(file, _)| *file == name || short(file) == name);
    found.copied().ok_or_else(|| {
        let commands = ["list", "show", "copy", "diff", "status"];
        let near = nearest(name, TEMPLATES.iter().map(|(file, _)| short(file)).chain(commands));
        Failure::call(messages::unknown_template(name), messages::unknown_template_help(near))
    })
}

/// A template of the workspace.
struct Own {
    /// Its path below `templates/`.
    path: String,
    /// The name of what it replaces.
    name: String,
    /// Its text.
    text: String,
}

impl Own {
    /// The publisher whose it is; none where it is everybody's.
    fn publisher(&self) -> Option<&str> {
        self.path.strip_suffix(&self.name)?.strip_suffix('/')
    }

    fn lineage(&self) -> Lineage {
        lineage::lineage(&self.name, &self.text)
    }
}

/// The workspace's own templates: what lies in a folder of templates and is one.
fn own(root: &Path) -> Result<Vec<Own>, Failure> {
    let files = templates(root).map_err(|e| match e {
        ReadError::Unreadable(path, e) => {
            Failure::machine(messages::unreadable(&path, &e), messages::unreadable_help(&e))
        }
        ReadError::NoNotices(root) => Failure::call(messages::no_notices(&root), messages::no_notices_help()),
    })?;
    let of_file = |path: &str, bytes: &[u8]| {
        let path: String = path.strip_prefix("templates/")?.nfc().collect();
        let name = lineage::name_of(&path).to_owned();
        let text = String::from_utf8(bytes.to_vec())
            .ok()
            .filter(|_| lineage::is_template(&name))?;
        Some(Own { path, name, text })
    };
    Ok(files
        .into_iter()
        .filter_map(|file| of_file(&file.path, &file.bytes))
        .collect())
}

/// Every built-in template: what it makes, and where the one in use comes from.
fn list(root: &Path, language: Language) -> Answer {
    let own = own(root)?;
    let say = |message: Message| message.in_language(language).to_owned();
    let row = |(file, text): &(&str, &str)| {
        let mut from: Vec<String> = Vec::new();
        let mine = || own.iter().filter(|own| own.name == *file);
        if mine().all(|own| own.publisher().is_some()) {
            from.push(say(messages::from_program()));
        }
        from.extend(mine().map(|own| say(messages::from_workspace(own.publisher()))));
        vec![
            short(file).to_owned(),
            from.join(say(messages::comma()).as_str()),
            say(about(file, text)),
        ]
    };
    let mut rows: Vec<Vec<String>> = TEMPLATES.iter().map(row).collect();
    for own in own.iter().filter(|own| lineage::built_in(&own.name).is_none()) {
        let from = say(messages::from_workspace(own.publisher()));
        rows.push(vec![
            short(&own.name).to_owned(),
            from,
            say(about(&own.name, &own.text)),
        ]);
    }
    let heading = messages::template_list_heading().map(say);
    let drawn = table::draw(&heading.each_ref().map(String::as_str), &[Side::Left; 3], &rows);
    Ok((drawn, Some(messages::after_template_list())))
}

/// What a template makes, in a few words: its folder's word and, in Japanese, how it describes itself.
fn about(name: &str, text: &str) -> Message {
    let folder = messages::template_folder(name);
    let itself = first_sentence(text, name.starts_with("phrase/"));
    match itself {
        Some(sentence) => Message::new(format!("{}: {sentence}", folder.ja), folder.en),
        None => folder,
    }
}

/// The first sentence of the first comment that is no note to the program; of a phrase the words themselves.
fn first_sentence(text: &str, is_phrase: bool) -> Option<String> {
    const WIDEST: usize = 30;
    let comment = |text: &str| {
        let (open, close) = [("{#", "#}"), ("/*", "*/")]
            .into_iter()
            .find(|(open, _)| text.contains(open))?;
        let mut comments = text.split(open).skip(1).filter_map(|rest| rest.split(close).next());
        let words = |comment: &str| comment.trim_matches(['-', ' ', '\n', '\r', '　']).to_owned();
        comments.by_ref().map(words).find(|words| !words.starts_with("notice:"))
    };
    let words = comment(text).or_else(|| is_phrase.then(|| text.trim().to_owned()))?;
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = words.split('。').next()?.split("です:").next()?.trim();
    let sentence = without_brackets(sentence);
    let sentence = sentence.strip_suffix("です").unwrap_or(&sentence);
    let sentence = sentence.strip_suffix("のひな形").unwrap_or(sentence);
    let short: String = sentence.chars().take(WIDEST).collect();
    let cut = if short.len() < sentence.len() { "…" } else { "" };
    (!short.is_empty()).then(|| format!("{short}{cut}"))
}

/// A sentence without what stands in brackets.
fn without_brackets(sentence: &str) -> String {
    let mut depth = 0usize;
    let outside = sentence.chars().filter(|c| {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    outside.collect()
}

/// Writes a copy of a built-in template, or the first lines of one that changes parts of it.
fn copy(root: &Path, name: &str, publisher: Option<&str>, extend: bool, language: Language) -> Answer {
    let (file, text) = built_in(name)?;
    let mut path = root.join("templates");
    if let Some(key) = publisher {
        let folders = publishers(root);
        if !folders.iter().any(|known| known == key) {
            return Err(Failure::call(
                messages::unknown_publisher(key),
                match folders.is_empty() {
                    true => messages::no_publisher_help(),
                    false => messages::choose_publisher(&folders),
                },
            ));
        }
        path.push(key);
    }
    let path = path.join(file);
    let written = match extend {
        false => lineage::copy(file, text),
        true => {
            let blocks = lineage::blocks(text);
            let Some(example) = blocks.iter().find(|block| **block == "opening").or(blocks.first()) else {
                return Err(Failure::call(
                    messages::no_blocks(short(file)),
                    messages::no_blocks_help(short(file)),
                ));
            };
            let words = messages::starter(short(file), &blocks, example);
            format!(
                "{{% extends \"{file}\" %}}\n{{#\n{}\n#}}\n",
                words.in_language(language)
            )
        }
    };
    match write_new(&path, &written) {
        Ok(()) => Ok((
            path.display().to_string(),
            Some(messages::after_template(file, publisher)),
        )),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(Failure::call(
            messages::file_there(&path),
            messages::template_there_help(short(file)),
        )),
        Err(e) => Err(Failure::machine(
            messages::unwritable(&path, &e),
            messages::unwritable_help(),
        )),
    }
}

/// The publishers: the folders of `notices/`.
fn publishers(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root.join("notices")).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// How each template of the workspace stands to the built-in ones.
fn status(root: &Path, language: Language) -> Answer {
    let own = own(root)?;
    if own.is_empty() {
        return Ok((messages::no_own_templates().in_language(language).to_owned(), None));
    }
    let say = |message: Message| message.in_language(language).to_owned();
    let mut behind = false;
    let rows: Vec<Vec<String>> = own
        .iter()
        .map(|own| {
            let lineage = own.lineage();
            behind |= matches!(lineage, Lineage::Behind(_));
            let replaces = lineage::built_in(&own.name).is_some();
            vec![
                format!("templates/{}", own.path),
                say(messages::standing(&lineage)),
                say(messages::standing_of(&lineage, short(&own.name), replaces)),
            ]
        })
        .collect();
    let heading = messages::template_status_heading().map(say);
    let drawn = table::draw(&heading.each_ref().map(String::as_str), &[Side::Left; 3], &rows);
    Ok((drawn, behind.then(messages::after_template_status)))
}

/// What copies say otherwise than the built-in templates: those that `names` names, or all.
fn diff(root: &Path, names: &[String], language: Language) -> Answer {
    let own = own(root)?;
    let called = |own: &Own, name: &str| {
        let name = name.strip_prefix("templates/").unwrap_or(name);
        [own.path.as_str(), short(&own.path), own.name.as_str(), short(&own.name)].contains(&name)
    };
    if let Some(name) = names.iter().find(|name| !own.iter().any(|own| called(own, name))) {
        let near = nearest(name, own.iter().map(|own| short(&own.path)));
        return Err(Failure::call(
            messages::no_own_template(name),
            messages::no_own_template_help(near),
        ));
    }
    let asked = |own: &&Own| names.is_empty() || names.iter().any(|name| called(own, name));
    let mut told = String::new();
    for own in own.iter().filter(asked) {
        let of = match own.lineage() {
            Lineage::Same | Lineage::Extends => None,
            Lineage::Current { of } => Some(of),
            Lineage::Behind(behind) => behind.now,
            Lineage::Unknown { of, .. } => lineage::built_in(&of).map(|(name, _)| name),
            Lineage::Own => lineage::built_in(&own.name).map(|(name, _)| name),
        };
        let path = format!("templates/{}", own.path);
        match of.and_then(lineage::built_in) {
            Some((name, text)) => {
                let heading = messages::diff_heading(&path, name);
                told.push_str(&difference::draw(
                    heading.in_language(language),
                    &lineage::body(&own.text),
                    text,
                ));
            }
            None if !names.is_empty() => {
                let words = messages::nothing_to_compare(&path, &own.lineage());
                told.push_str(words.in_language(language));
                told.push('\n');
            }
            None => {}
        }
    }
    if told.is_empty() {
        told.push_str(messages::no_difference().in_language(language));
    }
    Ok((told, None))
}
