//! Lays out specimens (two letters and a FAX sheet) and writes them as PDF files into the folder given:
//! `cargo run --example specimen -- /tmp/specimen`.

#[path = "../tests/pages/specimen.rs"]
mod specimen;
#[allow(dead_code)] // Some of the words are for tests only.
#[path = "../tests/pages/write.rs"]
mod write;

use notice::testing::pdf;
use notice::testing::typeset::{Fonts, layout};
use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    let fonts = Fonts::built_in().map_err(|fault| format!("{fault:?}"))?;
    for (name, document) in [
        ("plan", specimen::plan()),
        ("renewal", specimen::renewal()),
        ("fax", specimen::fax()),
        ("strange", specimen::strange()),
    ] {
        let pages = layout(&document, &fonts)?;
        let bytes = pdf::write(&pages, &document.meta, &fonts).map_err(|fault| fault.message().en)?;
        std::fs::File::create(folder.join(format!("{name}.pdf")))?.write_all(&bytes)?;
        println!("{name}: {} pages, {} bytes", pages.pages.len(), bytes.len());
        for line in &pages.strained {
            println!("  strained: {line}");
        }
    }
    Ok(())
}
