//! What stands published, looked at without touching it: what is only checked takes nothing from it but what it saves.

use super::disk;
use super::error::PublishError;
use super::manifest::{Manifest, hash};
use super::output::{Output, Sink};
use super::survey::Ground;
use super::survey::Place;
use std::path::{Path, PathBuf};

/// An output folder as it stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Published {
    root: PathBuf,
    ground: Ground,
    manifest: Manifest,
}

impl Published {
    /// Looks at the folder `out`. One that cannot be read saves nothing: whoever publishes tells why.
    pub(crate) fn read(out: &Path) -> Self {
        Published {
            root: out.to_path_buf(),
            ground: Ground::new(out, false),
            manifest: Manifest::read(out).unwrap_or_default(),
        }
    }
}

/// How a file stands published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stood {
    /// Not at all.
    Not,
    /// Somebody changed it by hand.
    Edited,
    /// With the bytes of this SHA-256.
    As(String),
}

impl Published {
    /// How the file at `path` stands, by its bytes.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn stood(&self, path: &str) -> Result<Stood, PublishError> {
        let Some(made) = self.manifest.files.get(path) else {
            return Ok(Stood::Not);
        };
        Ok(match self.ground.examine(path)? {
            Place::Nothing => Stood::Not,
            Place::Other => Stood::Edited,
            Place::File(_) if hash(&disk::read(&self.root.join(path))?) != made.hash => Stood::Edited,
            Place::File(_) => Stood::As(made.hash.clone()),
        })
    }
}

impl Sink for Published {
    fn stands(&self, path: &str, fingerprint: &str) -> bool {
        self.ground.stands(&self.manifest, path, fingerprint)
    }

    fn keep(&mut self, _path: &str) {}

    fn put(&mut self, _output: Output) {}

    fn state(&self, name: &str) -> Option<String> {
        disk::read_own(&self.root.join(".notice").join(name)).ok().flatten()
    }
}
