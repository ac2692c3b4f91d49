//! Packs the texts that the program carries: words of both languages, catalogue, example. They are a third as long then,
//! and the program stays under 12 MiB.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Folders under `assets/`, and how the names of their texts end.
const TEXTS: [(&str, &str); 4] =
    [("locales/id", "ftl"), ("locales/en", "ftl"), ("catalog", "csv"), ("demo", "ndjson")];

fn main() -> io::Result<()> {
    let assets = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("assets");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    for (folder, ending) in TEXTS {
        let (from, to) = (assets.join(folder), out.join(folder));
        // The folder too: a text may be added.
        println!("cargo::rerun-if-changed={}", from.display());
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(&from)? {
            let path = entry?.path();
            if path.extension().is_some_and(|found| found == ending) {
                pack(&path, &to)?;
            }
        }
    }
    Ok(())
}

fn pack(text: &Path, to: &Path) -> io::Result<()> {
    let Some(name) = text.file_name() else { return Ok(()) };
    let mut packer = DeflateEncoder::new(fs::File::create(to.join(name))?, Compression::best());
    packer.write_all(&fs::read(text)?)?;
    packer.finish()?;
    Ok(())
}
