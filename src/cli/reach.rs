//! How far a call reaches: which faults stop it, which folders it may write to, what the machine gives.

use super::messages;
use crate::diagnostic::{Message, Severity};
use crate::engine::{BuildResult, ListEntry};
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};

/// What the operator's own files are kept in.
const OWN: [&str; 4] = ["notices", "templates", "fonts", "issued"];

/// How an output folder stands to the operator's own files, where documents would be mixed with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mixed {
    /// It lies within this folder of the workspace.
    Within(String),
    /// It holds the workspace, or this folder of it.
    Holds(PathBuf),
}

/// Whether documents in `out` would be mixed with the workspace's own files. Both are judged by where they really are.
pub(super) fn mixed(workspace: &Path, out: &Path) -> Option<Mixed> {
    let out = real(out)?;
    let home = real(workspace)?;
    if home.starts_with(&out) {
        return Some(Mixed::Holds(workspace.to_path_buf()));
    }
    for name in OWN {
        let folder = workspace.join(name);
        for path in std::iter::once(folder.clone()).chain(links_in(&folder)) {
            let real = real(&path)?;
            let shown = path.strip_prefix(workspace).unwrap_or(&path);
            if out.starts_with(&real) {
                return Some(Mixed::Within(shown.to_string_lossy().into_owned()));
            }
            if real.starts_with(&out) {
                return Some(Mixed::Holds(path));
            }
        }
    }
    None
}

/// The links in a folder: a publisher's records may lie elsewhere.
fn links_in(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let links = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_symlink()));
    links.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// Where a path leads: links and `..` are followed as far as there is something, and what is not there yet is taken as written.
fn real(path: &Path) -> Option<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            Component::CurDir => {}
            _ => {
                let next = real.join(part);
                // Where letters of either case are one, this is also how the folder is called on the disk.
                real = next.canonicalize().unwrap_or(next);
            }
        }
    }
    Some(real)
}

/// How bad the worst fault is that stands against publishing: of all faults; of single records that are asked for (`ids`), of those that
/// concern them.
pub(super) fn stops(result: &BuildResult, ids: &[String]) -> Option<Severity> {
    let mut asked = of(result, ids).peekable();
    match asked.peek() {
        // Where none of them is known, it may be one of those that cannot be read.
        None => result.diagnostics.iter().map(|fault| fault.severity).min(),
        Some(_) => {
            let concerns = asked.filter_map(|entry| result.concerns.of_record(&entry.name()));
            concerns.map(|concern| concern.severity).min()
        }
    }
}

/// The pages of the records asked for that stay as they were, and why.
pub(super) fn left(result: &BuildResult, ids: &[String]) -> Vec<Message> {
    let keys: BTreeSet<&str> = of(result, ids).map(|entry| entry.publisher.as_str()).collect();
    let pages = result.held.iter().filter(|(key, _)| keys.contains(key.as_str()));
    let told = pages.map(|(key, path)| {
        let concern = result.concerns.of_page(key);
        let files = concern.into_iter().flat_map(|concern| concern.files);
        let files: Vec<_> = files
            .map(|file| result.sources.get(file).path.to_string_lossy())
            .collect();
        messages::page_left(path, &files)
    });
    told.collect()
}

fn of<'r>(result: &'r BuildResult, ids: &'r [String]) -> impl Iterator<Item = &'r ListEntry> {
    let asked = |entry: &&ListEntry| ids.iter().any(|id| entry.answers_to(id));
    result.listing.iter().filter(asked)
}

/// What the process is given so little of that it may end midway, which nothing can tell any more when it happens: the limit as a shell
/// names it, and how many bytes it leaves.
pub(super) fn tight() -> Option<(&'static str, u64)> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit};
        const LEAST: [(Resource, &str, u64); 2] = [
            (Resource::As, "ulimit -v", 256_000_000),
            (Resource::Stack, "ulimit -s", 1_000_000),
        ];
        let short = |(resource, name, least)| {
            let given = getrlimit(resource).current.filter(|given| *given < least)?;
            Some((name, given))
        };
        LEAST.into_iter().find_map(short)
    }
    #[cfg(not(unix))]
    None
}

/// As many threads as may run at once; one where the machine does not say.
pub(super) fn processors() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// `name` in the workspace, without the `./` of the current folder.
pub(super) fn in_workspace(workspace: &Path, name: &str) -> PathBuf {
    match workspace == Path::new(".") {
        true => PathBuf::from(name),
        false => workspace.join(name),
    }
}
