//! The layers in which templates lie: those built in, the workspace's over them, a publisher's over both.

use super::built_in;
use crate::diagnostic::{FileId, Sources};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The folders that hold templates, in `templates/` and in a publisher's folder there. What stands in [`STATIC`] is
/// published as it is.
pub(crate) const FOLDERS: &[&str] = &["letter", "fax", "page", "part", "phrase", STATIC];
/// The folder of files that are published as they are.
pub(crate) const STATIC: &str = "static";
/// The style of a house, behind that of the pages.
pub(crate) const HOUSE_STYLE: &str = "page/house.css";

/// What stands before the name of a template that is built in, where that one is meant.
pub(crate) const BUILT_IN: &str = "built-in";
/// What stands before the name of a template of the workspace, where that one is meant.
pub(crate) const WORKSPACE: &str = "workspace";

/// One layer.
#[derive(Debug, Clone)]
pub struct Layer {
    /// What stands before a template's name where this layer's is meant (`built-in/letter/short.md`).
    pub name: &'static str,
    /// Its templates by name (`letter/short.md`), each with its file.
    pub texts: BTreeMap<String, (FileId, String)>,
    /// What is published as it is, by its path below `static/`.
    pub statics: BTreeMap<String, Arc<[u8]>>,
}

impl Layer {
    /// A layer without anything.
    fn empty(name: &'static str) -> Self {
        Layer {
            name,
            texts: BTreeMap::new(),
            statics: BTreeMap::new(),
        }
    }

    /// The templates of the program.
    pub fn built_in(sources: &mut Sources) -> Self {
        let mut layer = Layer::empty(BUILT_IN);
        for (name, text) in built_in::TEMPLATES {
            layer.add(name, Path::new(BUILT_IN), (*text).to_string(), sources);
        }
        layer
    }

    /// The workspace's, nothing in it yet.
    pub fn workspace() -> Self {
        Layer::empty(WORKSPACE)
    }

    /// A publisher's, nothing in it yet.
    pub fn publisher() -> Self {
        Layer::empty("publisher")
    }

    /// Adds the template `name`, which stands below `folder`.
    pub fn add(&mut self, name: &str, folder: &Path, text: String, sources: &mut Sources) {
        let file = sources.add(folder.join(name), text.clone());
        // macOS writes が of a file's name in two pieces.
        let name = if name.is_ascii() {
            name.to_string()
        } else {
            name.nfc().collect()
        };
        self.texts.insert(name, (file, text));
    }
}

/// Where a file of `templates/` belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Belongs<'p> {
    /// To the workspace: its name below `templates/`.
    Workspace(&'p str),
    /// To a publisher: the publisher's key, the name below its folder.
    Publisher(&'p str, &'p str),
    /// To nobody: what stands before the first folder of templates is no publisher's key, or there is no such folder.
    Nobody,
}

impl<'p> Belongs<'p> {
    /// Of the file `path`, relative to `templates/`.
    pub(crate) fn of(path: &'p str) -> Self {
        let known = |name: &str| FOLDERS.contains(&name);
        let Some((first, rest)) = path.split_once('/') else {
            return Belongs::Nobody;
        };
        match rest.split_once('/') {
            // A publisher may be called as a folder is.
            Some((second, _)) if known(second) => Belongs::Publisher(first, rest),
            _ if known(first) => Belongs::Workspace(path),
            _ => Belongs::Nobody,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Belongs;

    #[test]
    fn a_file_belongs_to_the_workspace_or_to_a_publisher() {
        let of = Belongs::of;
        assert_eq!(of("letter/short.md"), Belongs::Workspace("letter/short.md"));
        assert_eq!(of("static/img/a.png"), Belongs::Workspace("static/img/a.png"));
        assert_eq!(
            of("city/letter/short.md"),
            Belongs::Publisher("city", "letter/short.md")
        );
        assert_eq!(
            of("letter/letter/short.md"),
            Belongs::Publisher("letter", "letter/short.md")
        );
        assert_eq!(of("logo.png"), Belongs::Nobody);
        assert_eq!(of("city/logo.png"), Belongs::Nobody);
        assert_eq!(of("city/letters/a.md"), Belongs::Nobody);
    }
}
