//! What stands published, looked at without touching it: what is only checked takes nothing from it but what it saves.

use super::disk;
use super::error::PublishError;
use super::history::{Past, past};
use super::manifest::{Manifest, OurFile, hash};
use super::output::{Output, Sink};
use super::path::text_of;
use super::survey::{Ground, Place};
use std::path::{Path, PathBuf};

/// An output folder as it stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Published {
    root: PathBuf,
    ground: Ground,
    manifest: Manifest,
}

impl Published {
    /// Looks at the folder `out`.
    ///
    /// # Errors
    /// Its manifest cannot be read.
    pub(crate) fn open(out: &Path) -> Result<Self, PublishError> {
        Ok(Published {
            root: out.to_path_buf(),
            ground: Ground::new(out, false),
            manifest: Manifest::read(out)?,
        })
    }

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

impl Published {
    /// The letters and sheets that stand published, by their paths.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (&String, &OurFile)> {
        let files = self.manifest.files.iter().map(|(path, made)| (path, &**made));
        files.filter(|(_, made)| made.dated.is_some())
    }

    /// The documents that stood published once and changed after people had received them, the oldest first.
    ///
    /// # Errors
    /// The log cannot be read.
    pub(crate) fn past(&self) -> Result<Vec<Past>, PublishError> {
        past(&self.root)
    }

    /// Where a file stands, by its path.
    pub(crate) fn place(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The words of the document with these bytes, where they are kept.
    pub(crate) fn words(&self, hash: &str) -> Option<String> {
        disk::read_own(&self.root.join(".notice").join(text_of(hash))).ok()?
    }
}

impl Sink for Published {
    fn stands(&self, path: &str, fingerprint: &str) -> bool {
        self.ground.stands(&self.manifest, path, fingerprint)
    }

    fn keep(&mut self, _path: &str) {}

    fn put(&mut self, _output: Output) {}

    fn state(&self, name: &str) -> Option<String> {
        self.manifest.state(&self.root, name)
    }
}
