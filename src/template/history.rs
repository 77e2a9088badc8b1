//! What every built-in template has ever said, as fingerprints of its texts and of their lines: `history/*.tsv`, which
//! `history.py` makes of the project's history.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const VERSIONS: &str = include_str!("history/versions.tsv");
const LINES: &str = include_str!("history/lines.tsv");
const RENAMED: &str = include_str!("history/renamed.tsv");

/// The fingerprint of a text: the first 12 hex digits of its SHA-256, line ends and byte order mark apart.
pub(crate) fn fingerprint(text: &str) -> String {
    hex(&plain(text), 12)
}

/// The same for a line, blanks around it apart: 8 digits.
pub(super) fn mark(line: &str) -> String {
    hex(line.trim(), 8)
}

fn hex(text: &str, digits: usize) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    let hex: String = bytes
        .iter()
        .take(digits.div_ceil(2))
        .map(|b| format!("{b:02x}"))
        .collect();
    hex[..digits].to_owned()
}

/// A text with plain line ends and no byte order mark.
pub(crate) fn plain(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

/// Name and fingerprint of every text that was ever built in.
fn versions() -> impl Iterator<Item = (&'static str, &'static str)> {
    VERSIONS.lines().filter_map(|row| row.split_once('\t'))
}

/// The name under which a text was built in, by its fingerprint.
pub(super) fn name_of(fingerprint: &str) -> Option<&'static str> {
    versions()
        .find(|(_, known)| *known == fingerprint)
        .map(|(name, _)| name)
}

/// The name that took the place of one that is built in no more: the last of them.
pub(super) fn successor(name: &str) -> Option<&'static str> {
    let next = |name: &str| {
        let mut rows = RENAMED.lines().filter_map(|row| row.split_once('\t'));
        rows.find(|(old, _)| *old == name).map(|(_, new)| new)
    };
    let mut last = next(name)?;
    while let Some(later) = next(last) {
        last = later;
    }
    Some(last).filter(|name| *name != "-")
}

/// What is known of a template's past.
#[derive(Debug)]
pub(super) struct Past {
    /// The name, as the table has it.
    pub name: &'static str,
    /// The fingerprints of its texts, the oldest first.
    pub versions: Vec<&'static str>,
    /// By a line's mark the versions that hold it, each stretch with its first and last.
    lines: BTreeMap<&'static str, Vec<(usize, usize)>>,
}

impl Past {
    /// That of the template `name`; none where no such template was ever built in.
    pub(super) fn of(name: &str) -> Option<Past> {
        let of_name = versions().filter(|(known, _)| *known == name);
        let (names, versions): (Vec<&str>, Vec<&str>) = of_name.unzip();
        let last = versions.len().checked_sub(1)?;
        let rows = LINES.lines().skip_while(|row| *row != name).skip(1);
        let lines = rows.map_while(|row| row.strip_prefix('\t')?.split_once('\t'));
        let stretches = |typed: &str| {
            let one = |stretch: &str| match stretch.split_once('-') {
                Some((first, "")) => Some((first.parse().ok()?, last)),
                Some((first, end)) => Some((first.parse().ok()?, end.parse().ok()?)),
                None => stretch.parse().ok().map(|only| (only, only)),
            };
            typed.split(',').filter_map(one).collect()
        };
        Some(Past {
            name: names[0],
            lines: lines.map(|(mark, typed)| (mark, stretches(typed))).collect(),
            versions,
        })
    }

    /// Whether the version number `version` holds the line of this mark.
    pub(super) fn holds(&self, version: usize, mark: &str) -> bool {
        let within = |stretches: &Vec<(usize, usize)>| stretches.iter().any(|(a, b)| (*a..=*b).contains(&version));
        self.lines.get(mark).is_some_and(within)
    }

    /// Whether any version holds it.
    pub(super) fn knows(&self, mark: &str) -> bool {
        self.lines.contains_key(mark)
    }

    /// How many lines a version holds.
    pub(super) fn length(&self, version: usize) -> usize {
        self.lines.keys().filter(|mark| self.holds(version, mark)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::built_in::TEMPLATES;
    use std::collections::BTreeSet;

    const RUN: &str = "run python3 src/template/history.py and commit src/template/history/";

    #[test]
    fn the_table_knows_every_template_as_it_is_now() {
        for (name, text) in TEMPLATES {
            let past = Past::of(name).unwrap_or_else(|| panic!("{name} is new: {RUN}"));
            let now = fingerprint(text);
            assert_eq!(past.versions.last(), Some(&now.as_str()), "{name} was changed: {RUN}");
            let last = past.versions.len() - 1;
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                assert!(past.holds(last, &mark(line)), "{name} says {line}: {RUN}");
            }
        }
    }

    #[test]
    fn of_every_name_that_is_gone_it_is_known_what_took_its_place() {
        let now: BTreeSet<&str> = TEMPLATES.iter().map(|(name, _)| *name).collect();
        let renamed: BTreeSet<&str> = RENAMED
            .lines()
            .filter_map(|row| Some(row.split_once('\t')?.0))
            .collect();
        for name in versions().map(|(name, _)| name).filter(|name| !now.contains(name)) {
            assert!(
                renamed.contains(name),
                "{name} is built in no more: name what took its place in src/template/history/renamed.tsv, or `-`"
            );
        }
        for name in renamed {
            assert!(!now.contains(name), "{name} is built in");
            assert!(successor(name).is_none_or(|new| now.contains(new)), "{name}");
        }
    }

    #[test]
    fn line_ends_and_byte_order_marks_make_no_difference() {
        let text = "拝啓\n\n敬具\n";
        let told = fingerprint(text);
        assert_eq!(told.len(), 12);
        assert_eq!(fingerprint("\u{feff}拝啓\r\n\r\n敬具\r\n"), told);
        assert_ne!(fingerprint("拝啓\n敬具\n"), told);
        assert_eq!(mark("  拝啓 "), mark("拝啓"));
    }
}
