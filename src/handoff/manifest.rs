//! BagIt manifests: one line a file, `<sha256>  <path>`, sorted by path. Only that exact form is read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::names;
use super::{Code, Digest, Untrusted};
use crate::sorted::Sorted as _;

/// More files than any bundle holds.
const MAX_ENTRIES: usize = 10_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub path: String,
    pub sha256: Digest,
}

impl Entry {
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), sha256: Digest::of(bytes) }
    }
}

pub fn write(mut entries: Vec<Entry>) -> String {
    entries.order_by(|a, b| a.path.cmp(&b.path));
    let mut text = String::new();
    for Entry { path, sha256 } in entries {
        // Writing to a String never fails.
        let _ = writeln!(text, "{sha256}  {path}");
    }
    text
}

/// `part` is the manifest's own name, for the error.
pub fn read(bytes: &[u8], part: &str) -> Result<Vec<Entry>, Untrusted> {
    let malformed = || Untrusted::new(Code::Malformed, part);
    let text = std::str::from_utf8(bytes).map_err(|_| malformed())?;
    let lines = text.strip_suffix('\n').ok_or_else(malformed)?.split('\n');
    let mut entries = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, line) in lines.enumerate() {
        let wrong = |code| Untrusted::line(code, part, at + 1);
        if at >= MAX_ENTRIES {
            return Err(wrong(Code::TooLarge));
        }
        let (sha256, path) = line.split_once("  ").ok_or_else(|| wrong(Code::Malformed))?;
        let sha256 = Digest::from_hex(sha256).ok_or_else(|| wrong(Code::Malformed))?;
        if !names::is_safe(path) {
            return Err(wrong(Code::UnsafeName));
        }
        if names::is_program(path) {
            return Err(Untrusted::new(Code::Program, path));
        }
        if !seen.insert(path.to_ascii_lowercase()) {
            return Err(wrong(Code::UnsafeName));
        }
        entries.push(Entry { path: path.to_owned(), sha256 });
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(path: &str) -> String {
        format!("{}  {path}\n", Digest::of(b""))
    }

    #[test]
    fn wrong_lines_are_named() {
        for (text, code) in [
            (String::new(), Code::Malformed),
            ("\n".into(), Code::Malformed),
            (line("a").trim_end().to_owned(), Code::Malformed),
            (line("a").to_uppercase(), Code::Malformed),
            (line("a").replace("  ", " *"), Code::Malformed),
            (line("a").replace('\n', "\r\n"), Code::UnsafeName),
            (line("../a"), Code::UnsafeName),
            (line("data/a") + &line("DATA/A"), Code::UnsafeName),
            (line("data/a.exe"), Code::Program),
            (line(&"a".repeat(1 << 20)), Code::UnsafeName),
        ] {
            assert_eq!(
                read(text.as_bytes(), "m").unwrap_err().code,
                code,
                "{:?}",
                &text[..text.len().min(80)]
            );
        }
        assert_eq!(read(line("data/a b").as_bytes(), "m").unwrap_err().part, "m:1");
    }

    #[test]
    fn too_many_lines_are_refused() {
        let text: String = (0..=MAX_ENTRIES).map(|n| line(&format!("data/{n}"))).collect();
        assert_eq!(read(text.as_bytes(), "m").unwrap_err().code, Code::TooLarge);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(names in proptest::collection::btree_set("data/x[a-z0-9]{1,12}\\.txt", 1..20)) {
            let entries: Vec<Entry> = names.iter().map(|name| Entry::of(name, name.as_bytes())).collect();
            prop_assert_eq!(read(write(entries.clone()).as_bytes(), "m"), Ok(entries));
        }

        #[test]
        fn only_the_written_form_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(entries) = read(&bytes, "m") {
                let lines: BTreeSet<String> = write(entries).lines().map(str::to_owned).collect();
                let given: BTreeSet<String> = std::str::from_utf8(&bytes).unwrap().lines().map(str::to_owned).collect();
                prop_assert_eq!(lines, given);
            }
        }
    }
}
