//! How far a call reaches: which faults stop it, which folders it may write to, what the machine gives.

use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::BuildResult;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// The folder of the operator's own files that `out` lies in: documents must not be mixed with records.
pub(super) fn own_folder(workspace: &Path, out: &Path) -> Option<&'static str> {
    let full = |path: &Path| std::path::absolute(path).ok();
    let out = full(out)?;
    let within = |name: &&str| full(&workspace.join(name)).is_some_and(|folder| out.starts_with(folder));
    ["notices", "templates", "fonts"].into_iter().find(|name| within(name))
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
