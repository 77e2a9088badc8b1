//! How far a call reaches: which faults stop it, which folders it may write to, what the machine gives.

use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::BuildResult;
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

/// Whether a fault stops publication: an error does, and a warning that is denied, but where single records are asked for (`ids`) not one that stands
/// in the folder of another publisher. A FAX sheet at night must not wait for somebody else's record.
pub(super) fn concerns(fault: &Diagnostic, result: &BuildResult, ids: &[String], deny_warnings: bool) -> bool {
    if fault.severity != Severity::Error && !deny_warnings {
        return false;
    }
    let asked = || {
        result
            .listing
            .iter()
            .filter(|entry| ids.iter().any(|id| entry.answers_to(id)))
    };
    let Some(span) = fault.span.filter(|_| asked().next().is_some()) else {
        return true;
    };
    let path = &result.sources.get(span.file).path;
    !path.starts_with("notices") || asked().any(|entry| path.starts_with(Path::new("notices").join(&entry.publisher)))
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
