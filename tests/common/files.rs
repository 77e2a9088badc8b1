//! Files of the tests, and folders as they stand.
#![allow(clippy::disallowed_methods, reason = "files of the tests, not publications")]
#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("below a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Removes whatever stands there.
pub fn remove(path: &Path) {
    match path.symlink_metadata() {
        Ok(there) if there.is_dir() => fs::remove_dir_all(path).expect("a folder goes"),
        Ok(_) => fs::remove_file(path).expect("a file goes"),
        Err(_) => {}
    }
}

/// And every folder above it that is empty then.
pub fn remove_with_folders(path: &Path) {
    remove(path);
    let above = path.ancestors().skip(1);
    // The first that is not empty ends it.
    let _ = above.take_while(|folder| fs::remove_dir(folder).is_ok()).count();
}

pub fn rename(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().expect("below a folder")).expect("a folder");
    fs::rename(from, to).expect("a file moves");
}

/// The same bytes, written at another time.
pub fn touch(path: &Path, seconds: u64) {
    let file = fs::File::options().write(true).open(path).expect("a file");
    let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_600_000_000 + seconds);
    file.set_modified(at).expect("a file takes a time");
}

pub fn copy(from: &Path, to: &Path) {
    for (path, _) in tree(from) {
        if let Some(bytes) = bytes(&from.join(&path)) {
            write(&to.join(&path), &bytes);
        }
    }
}

pub fn bytes(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// `d` folder, `f` file, `l` link.
    pub kind: char,
    pub inode: u64,
    pub written: i128,
    pub mode: u32,
}

/// What stands at a place itself; links are not followed.
pub fn stands(path: &Path) -> Option<Stands> {
    let there = path.symlink_metadata().ok()?;
    let kind = match there.file_type() {
        kind if kind.is_dir() => 'd',
        kind if kind.is_symlink() => 'l',
        _ => 'f',
    };
    Some(Stands {
        kind,
        inode: there.ino(),
        written: i128::from(there.mtime()) * 1_000_000_000 + i128::from(there.mtime_nsec()),
        mode: there.mode(),
    })
}

/// SHA-256, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// All that stands below a folder, by its path there.
pub fn tree(root: &Path) -> BTreeMap<String, Stands> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).into_iter().flatten().flatten() {
            let path = folder.join(entry.file_name());
            // It may be going away as we look.
            let Some(stands) = stands(&root.join(&path)) else {
                continue;
            };
            let kind = stands.kind;
            found.insert(path.to_str().expect("UTF-8").to_string(), stands);
            if kind == 'd' {
                folders.push(path);
            }
        }
    }
    found
}
