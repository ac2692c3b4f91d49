//! Damage, swaps and tricks: every one is refused, and the bad part is named.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use secrecy::SecretString;

use super::open::{OpenError, open, open_at};
use super::{Code, SealedBundle, Untrusted, sample, verify};

struct Laid {
    _root: tempfile::TempDir,
    folder: PathBuf,
    bundle: SealedBundle,
}

fn laid() -> Laid {
    let (root, bundle) = (tempfile::tempdir().unwrap(), sample::bundle());
    let folder = sample::lay_out(&bundle, root.path());
    Laid { _root: root, folder, bundle }
}

fn refused(folder: &Path) -> Untrusted {
    verify(folder).unwrap_err()
}

/// Writes the file, verifies, and puts the old content back.
fn with_file(folder: &Path, path: &str, bytes: &[u8]) -> Result<super::Verified, Untrusted> {
    let at = folder.join(path);
    let old = fs::read(&at).unwrap();
    put(&at, bytes);
    let result = verify(folder);
    put(&at, &old);
    result
}

/// Not `fs::write`: ext4 flushes a file that was emptied and written again, and thousands of these take minutes.
fn put(at: &Path, bytes: &[u8]) {
    let mut file = fs::OpenOptions::new().write(true).truncate(false).open(at).unwrap();
    file.write_all(bytes).unwrap();
    if file.metadata().unwrap().len() != bytes.len() as u64 {
        file.set_len(bytes.len() as u64).unwrap();
    }
}

fn names(bad: &Untrusted, path: &str) -> bool {
    bad.part == path || bad.part.starts_with(&format!("{path}:"))
}

#[test]
fn a_bundle_is_verified_and_opened() {
    let laid = laid();
    let verified = verify(&laid.folder).unwrap();
    assert_eq!(verified.warnings, []);
    assert_eq!(verified.fingerprint, laid.bundle.fingerprint);
    assert_eq!(verified.match_code, laid.bundle.match_code);
    assert_eq!(verified.files.len(), 3);
    let receipt = laid.bundle.file("data/TANDA-TERIMA-PCT01-000007.pdf").unwrap();
    assert_eq!(receipt, format!("%PDF {}", verified.match_code).as_bytes());
    let opened = open(&verified, &laid.bundle.passphrase).unwrap();
    assert_eq!(opened.contents, sample::contents());
    assert_eq!(opened.envelope.counts["people"], 2);
    assert_eq!(opened.envelope.withheld["people"], 14);
}

#[test]
fn a_wrong_passphrase_is_told_from_damage() {
    let laid = laid();
    let wrong = SecretString::from("salah salah salah salah");
    assert_eq!(open_at(&laid.folder, &wrong), Err(OpenError::WrongPassphrase));
    let verified = verify(&laid.folder).unwrap();
    let sealed = laid.folder.join("data/MESIN/PCT01-000007.age");
    let mut bytes = fs::read(&sealed).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&sealed, bytes).unwrap();
    let swapped = open(&verified, &laid.bundle.passphrase).unwrap_err();
    assert!(
        matches!(swapped, OpenError::Untrusted(bad) if bad.code == Code::Changed),
        "swapped after verifying"
    );
}

#[test]
fn a_sealed_part_in_pieces_is_opened() {
    let (root, bundle) = (tempfile::tempdir().unwrap(), sample::bundle_in_files_of(700));
    assert!(bundle.file("data/MESIN/PCT01-000007.age.002").is_some());
    let folder = sample::lay_out(&bundle, root.path());
    let opened = open_at(&folder, &bundle.passphrase).unwrap();
    assert_eq!(opened.contents, sample::contents());
}

#[test]
fn nothing_personal_is_readable() {
    let bundle = sample::bundle();
    for (path, bytes) in &bundle.files {
        for secret in ["Siti", "3204305708500001", "Ujang"] {
            assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{secret} in {path}");
        }
    }
}

/// All bits of a file, or every `step`th.
fn flip_bits(laid: &Laid, path: &str, step: usize) {
    let good = laid.bundle.file(path).unwrap();
    for bit in (0..good.len() * 8).step_by(step) {
        let mut bytes = good.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let bad = with_file(&laid.folder, path, &bytes).expect_err(path);
        assert!(names(&bad, path), "bit {bit} of {path}: {bad}");
    }
}

#[test]
fn every_flipped_bit_of_the_signed_files_is_named() {
    let laid = laid();
    for path in [
        "tagmanifest-sha256.txt.minisig",
        "tagmanifest-sha256.txt",
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
    ] {
        flip_bits(&laid, path, 1);
    }
    for path in ["serah-terima.json", "BACA-SAYA.txt", "data/MESIN/PCT01-000007.age"] {
        flip_bits(&laid, path, 7);
    }
}

#[test]
fn cut_grown_lost_and_swapped_files_are_named() {
    let laid = laid();
    for (path, good) in &laid.bundle.files {
        for bytes in [&[][..], &good[..good.len() - 1], &good[..good.len() / 2], &[good, &b"\n"[..]].concat()]
        {
            let bad = with_file(&laid.folder, path, bytes).expect_err(path);
            assert!(names(&bad, path), "{path}: {bad}");
        }
        let at = laid.folder.join(path);
        let aside = laid.folder.parent().unwrap().join("aside");
        fs::rename(&at, &aside).unwrap();
        let bad = refused(&laid.folder);
        let code = if path == "tagmanifest-sha256.txt" { Code::Unfinished } else { Code::Missing };
        assert_eq!((bad.code, bad.part.as_str()), (code, path.as_str()));
        fs::rename(&aside, &at).unwrap();
    }
    let (one, other) = ("data/TANDA-TERIMA-PCT01-000007.pdf", "data/LAPORAN-PCT01-000007.xlsx");
    fs::rename(laid.folder.join(one), laid.folder.join("t")).unwrap();
    fs::rename(laid.folder.join(other), laid.folder.join(one)).unwrap();
    fs::rename(laid.folder.join("t"), laid.folder.join(other)).unwrap();
    assert_eq!(refused(&laid.folder).code, Code::Changed);
}

#[test]
fn parts_of_another_bundle_do_not_fit() {
    let (laid, other) = (laid(), sample::bundle());
    for (path, bytes) in &other.files {
        if laid.bundle.file(path) != Some(bytes) {
            assert!(with_file(&laid.folder, path, bytes).is_err(), "{path}");
        }
    }
}

#[test]
fn strangers_are_noted_or_refused() {
    let laid = laid();
    for name in ["Thumbs.db", "data/.DS_Store", "data/~$LAPORAN-PCT01-000007.xlsx"] {
        fs::write(laid.folder.join(name), "x").unwrap();
    }
    fs::create_dir(laid.folder.join("System Volume Information")).unwrap();
    fs::write(laid.folder.join("System Volume Information/x.exe"), "x").unwrap();
    let warnings = verify(&laid.folder).unwrap().warnings;
    assert_eq!(warnings.len(), 4);
    assert!(warnings.iter().all(|warning| warning.code == "leftover"));
    for (name, code) in [
        ("data.lnk", Code::Program),
        ("data/MESIN/Foto.scr", Code::Program),
        ("data/LAPORAN-PCT01-000007 (1).xlsx", Code::Unlisted),
        ("tagmanifest-sha256.txt.part", Code::Unlisted),
        ("DATA2", Code::Unlisted),
    ] {
        fs::write(laid.folder.join(name), "x").unwrap();
        let bad = refused(&laid.folder);
        assert_eq!((bad.code, bad.part.as_str()), (code, name));
        fs::remove_file(laid.folder.join(name)).unwrap();
    }
    fs::create_dir(laid.folder.join("kosong")).unwrap();
    assert_eq!(refused(&laid.folder).code, Code::Unlisted);
}

#[test]
fn a_renamed_folder_is_a_note() {
    let laid = laid();
    let renamed = laid.folder.with_file_name("salinan");
    fs::rename(&laid.folder, &renamed).unwrap();
    let warnings = verify(&renamed).unwrap().warnings;
    assert_eq!((warnings[0].code, warnings[0].part.as_str()), ("folder-renamed", "PCT01-000007"));
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    let laid = laid();
    let at = laid.folder.join("BACA-SAYA.txt");
    let aside = laid.folder.parent().unwrap().join("aside");
    fs::rename(&at, &aside).unwrap();
    std::os::unix::fs::symlink(&aside, &at).unwrap();
    assert_eq!(refused(&laid.folder).code, Code::Link);
    fs::remove_file(&at).unwrap();
    fs::rename(&aside, &at).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", laid.folder.join("Thumbs.db")).unwrap();
    assert_eq!(refused(&laid.folder).code, Code::Link);
    fs::remove_file(laid.folder.join("Thumbs.db")).unwrap();
    let data = laid.folder.join("data");
    fs::rename(&data, &aside).unwrap();
    std::os::unix::fs::symlink(&aside, &data).unwrap();
    assert_eq!(refused(&laid.folder).code, Code::Link);
}

#[test]
fn the_bundle_is_found_from_above() {
    let (root, bundle) = (tempfile::tempdir().unwrap(), sample::bundle());
    assert_eq!(refused(root.path()).code, Code::NoBundle);
    let outbox = root.path().join("SIMPUL/KIRIM");
    let folder = sample::lay_out(&bundle, &outbox);
    for above in [root.path(), &root.path().join("SIMPUL"), &outbox, &folder] {
        assert_eq!(verify(above).unwrap().folder, folder, "{}", above.display());
    }
    let second = outbox.join("PCT01-000008");
    fs::create_dir(&second).unwrap();
    fs::copy(folder.join("bagit.txt"), second.join("bagit.txt")).unwrap();
    let several = refused(root.path());
    assert_eq!((several.code, several.choices), (Code::Several, vec![folder, second.clone()]));
    assert_eq!(refused(&second).code, Code::Unfinished);
}

#[test]
fn an_oversized_tag_file_is_not_read() {
    let laid = laid();
    let huge = vec![b'a'; 5 << 20];
    for path in ["tagmanifest-sha256.txt", "serah-terima.json", "manifest-sha256.txt"] {
        let bad = with_file(&laid.folder, path, &huge).unwrap_err();
        assert_eq!((bad.code, bad.part.as_str()), (Code::TooLarge, path));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn random_damage_anywhere_is_named(hits in proptest::collection::vec((any::<usize>(), any::<usize>(), 1..=255_u8), 40)) {
        let laid = laid();
        for (file, at, mask) in hits {
            let (path, good) = &laid.bundle.files[file % laid.bundle.files.len()];
            let mut bytes = good.clone();
            bytes[at % good.len()] ^= mask;
            let bad = with_file(&laid.folder, path, &bytes).expect_err(path);
            prop_assert!(names(&bad, path), "{path}: {bad}");
        }
    }
}
