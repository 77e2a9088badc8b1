//! What stands published, looked at without touching it: what is only checked takes nothing from it but what it saves.

use super::manifest::Manifest;
use super::output::Output;
use super::{Sink, disk, survey};
use std::path::{Path, PathBuf};

/// An output folder as it stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Published {
    root: PathBuf,
    manifest: Manifest,
}

impl Published {
    /// Looks at the folder `out`. One that cannot be read saves nothing: whoever publishes tells why.
    pub(crate) fn read(out: &Path) -> Self {
        Published {
            root: out.to_path_buf(),
            manifest: Manifest::read(out).unwrap_or_default(),
        }
    }
}

impl Sink for Published {
    fn stands(&self, path: &str, fingerprint: &str) -> bool {
        survey::stands(&self.root, &self.manifest, path, fingerprint)
    }

    fn keep(&mut self, _path: &str) {}

    fn put(&mut self, _output: Output) {}

    fn state(&self, name: &str) -> Option<String> {
        disk::read_own(&self.root.join(".notice").join(name)).ok().flatten()
    }
}
