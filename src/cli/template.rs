//! `notice template`: the built-in templates, to be changed.

use super::answer::{Answer, Failure, write_new};
use super::messages;
use crate::record::decode::suggest::nearest;
use crate::template::built_in::TEMPLATES;
use std::io::ErrorKind;
use std::path::Path;

/// The name of every built-in template as the command takes it: a letter's without its ending, like `letter/incident`.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TEMPLATES.iter().map(|(file, _)| short(file))
}

fn short(file: &'static str) -> &'static str {
    file.strip_suffix(".md").unwrap_or(file)
}

/// Lists the names; or writes the built-in template of a name into `templates/` of the workspace; or prints it.
pub(super) fn template(root: &Path, name: Option<&str>, print: bool) -> Answer {
    let Some(name) = name else {
        let names: Vec<&str> = names().collect();
        return Ok((names.join("\n"), Some(messages::after_template_names())));
    };
    let found = TEMPLATES.iter().find(|(file, _)| *file == name || short(file) == name);
    let Some((file, text)) = found else {
        let near = nearest(name, names());
        return Err(Failure::call(
            messages::unknown_template(name),
            messages::unknown_template_help(near),
        ));
    };
    if print {
        return Ok(((*text).to_owned(), None));
    }
    let path = root.join("templates").join(file);
    match write_new(&path, text) {
        Ok(()) => Ok((path.display().to_string(), Some(messages::after_template(file)))),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(Failure::call(
            messages::file_there(&path),
            messages::template_there_help(name),
        )),
        Err(e) => Err(Failure::machine(
            messages::unwritable(&path, &e),
            messages::unwritable_help(),
        )),
    }
}
