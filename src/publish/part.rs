//! The parts of `out/`: who may see what stands in it.

use std::fmt;

/// A part of `out/`, and the first folder of the path of everything in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it may be served: pages, letters and what they are drawn with.
    Web,
    /// For the office alone: FAX sheets.
    Office,
}

impl Part {
    /// Every part.
    pub(crate) const ALL: [Part; 2] = [Part::Web, Part::Office];

    /// The name of its folder.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Part::Web => "web",
            Part::Office => "office",
        }
    }

    /// `path`, which is relative to a part, within this one.
    pub(crate) fn path(self, path: &str) -> String {
        format!("{self}/{path}")
    }

    /// [`Self::path`] of the file that a document with this stem is written as.
    pub(crate) fn file(self, stem: &str, ending: &str) -> String {
        self.path(&format!("{stem}.{ending}"))
    }

    /// The part in which a path below `out/` lies.
    pub(crate) fn of(path: &str) -> Option<Part> {
        let (first, rest) = path.split_once('/')?;
        let part = Part::around(first)?;
        (!rest.is_empty()).then_some(part)
    }

    /// The part that a folder below `out/` is, or lies in.
    pub(crate) fn around(folder: &str) -> Option<Part> {
        let first = folder.split('/').next()?;
        Part::ALL.into_iter().find(|part| part.word() == first)
    }

    /// What a path below `out/` is within its part.
    pub(crate) fn within(path: &str) -> &str {
        let below = |part: &Part| path.strip_prefix(part.word())?.strip_prefix('/');
        Part::ALL.iter().find_map(below).unwrap_or(path)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_with_its_part() {
        assert_eq!(Part::Office.path("p/a/fax-01.pdf"), "office/p/a/fax-01.pdf");
        assert_eq!(Part::within("web/office/a/letter.pdf"), "office/a/letter.pdf");
        assert_eq!(Part::within("website/a.html"), "website/a.html");
    }
}
