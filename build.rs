//! Tells the program what it was made of: what an earlier program made is made anew by another one.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sum = DefaultHasher::new();
    for name in ["Cargo.lock", "Cargo.toml", "build.rs", "fonts", "src", "templates"] {
        println!("cargo::rerun-if-changed={name}");
        add(&root.join(name), &mut sum);
    }
    println!("cargo::rustc-env=NOTICE_SOURCES={:016x}", sum.finish());
}

/// Adds a file, or everything in a folder in the order of its names.
fn add(path: &Path, sum: &mut DefaultHasher) {
    sum.write(path.file_name().unwrap_or_default().as_encoded_bytes());
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder of the program");
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().for_each(|path| add(path, sum));
    } else {
        let bytes = fs::read(path).expect("a file of the program");
        sum.write_u64(bytes.len() as u64);
        sum.write(&bytes);
    }
}
