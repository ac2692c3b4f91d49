//! Packs what the program carries: words of both languages, catalogue, example, type. Texts are a third as long then, and
//! the program stays under 12 MiB.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Folders under `assets/`, and how the names of their texts end.
const TEXTS: [(&str, &str); 5] =
    [("locales/id", "ftl"), ("locales/en", "ftl"), ("catalog", "csv"), ("demo", "ndjson"), ("fonts", "ttf")];

fn main() -> io::Result<()> {
    let assets = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("assets");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    link_small();
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

/// Functions that come out the same are linked once. Only lld can; rustc has brought it along for Linux since 1.90 and
/// links with it, but a distribution's own rustc may not. And addresses to be set at the start are written packed, where the
/// C library is new enough to read that (glibc 2.36).
fn link_small() {
    if env::var("TARGET").as_deref() != Ok("x86_64-unknown-linux-gnu") {
        return;
    }
    let rustc = env::var_os("RUSTC").unwrap_or_default();
    let lld = Path::new(&answer(Command::new(rustc).args(["--print", "sysroot"])))
        .join("lib/rustlib/x86_64-unknown-linux-gnu/bin/gcc-ld/ld.lld");
    if !lld.exists() {
        return;
    }
    println!("cargo::rustc-link-arg-bins=-Wl,--icf=all");
    let glibc = answer(Command::new("getconf").arg("GNU_LIBC_VERSION"));
    let version = glibc.strip_prefix("glibc ").and_then(|version| version.split_once('.'));
    let version = version.and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    if version >= Some((2_u32, 36_u32)) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// What a command prints; nothing where it is not there.
fn answer(command: &mut Command) -> String {
    let printed = command.output().map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&printed).trim().to_owned()
}

fn pack(text: &Path, to: &Path) -> io::Result<()> {
    let Some(name) = text.file_name() else { return Ok(()) };
    let mut packer = DeflateEncoder::new(fs::File::create(to.join(name))?, Compression::best());
    packer.write_all(&fs::read(text)?)?;
    packer.finish()?;
    Ok(())
}
