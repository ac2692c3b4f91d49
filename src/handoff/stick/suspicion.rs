//! Signs of a virus on a stick. Only names are looked at; nothing is opened.

use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::path::Path;

use crate::handoff::names::{self, Stray};

/// The words are `suspicion-<code>` in the locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suspicion {
    Autorun,
    /// A shortcut with the name of a folder or file beside it.
    Shortcuts,
    HiddenFolders,
    Programs,
}

impl Suspicion {
    pub const ALL: &'static [Self] = &[Self::Autorun, Self::Shortcuts, Self::HiddenFolders, Self::Programs];

    pub fn code(self) -> &'static str {
        match self {
            Self::Autorun => "autorun",
            Self::Shortcuts => "shortcuts",
            Self::HiddenFolders => "hidden-folders",
            Self::Programs => "programs",
        }
    }
}

/// Entries of the stick's root that are looked at.
const MAX_ENTRIES: usize = 5_000;

/// What is suspicious in the root of a stick; nothing when it can't be read.
pub fn suspicions(root: &Path) -> Vec<Suspicion> {
    let Ok(entries) = root.read_dir() else { return Vec::new() };
    let entries: Vec<DirEntry> = entries.take(MAX_ENTRIES).flatten().collect();
    let names: BTreeSet<String> = entries.iter().map(lower_name).collect();
    let mut found = BTreeSet::new();
    for entry in &entries {
        let name = lower_name(entry);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if name == "autorun.inf" && !is_folder {
            found.insert(Suspicion::Autorun);
        } else if is_folder {
            let leftover = names::stray(&name) == Stray::Leftover;
            found.extend((!leftover && is_hidden(entry)).then_some(Suspicion::HiddenFolders));
        } else if let Some(stem) = name.strip_suffix(".lnk") {
            found.extend(has_twin(stem, &names).then_some(Suspicion::Shortcuts));
        } else if names::is_program(&name) {
            found.insert(Suspicion::Programs);
        }
    }
    found.into_iter().collect()
}

fn lower_name(entry: &DirEntry) -> String {
    entry.file_name().to_string_lossy().to_lowercase()
}

/// `foto.lnk` beside `foto` or `foto.jpg`.
fn has_twin(stem: &str, names: &BTreeSet<String>) -> bool {
    names.iter().any(|name| {
        name.strip_prefix(stem)
            .is_some_and(|rest| rest.is_empty() || (rest.starts_with('.') && rest != ".lnk"))
    })
}

#[cfg(windows)]
fn is_hidden(entry: &DirEntry) -> bool {
    use std::os::windows::fs::MetadataExt as _;
    /// `FILE_ATTRIBUTE_HIDDEN`.
    const HIDDEN: u32 = 2;
    entry.metadata().is_ok_and(|meta| meta.file_attributes() & HIDDEN != 0)
}

/// FAT's hidden mark is not told here; names that begin with a dot or are blank are.
#[cfg(not(windows))]
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    name.starts_with('.') || name.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_ordinary_stick_is_not_suspicious() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["SIMPUL", "Foto", "System Volume Information", ".Trash-1000"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        fs::write(root.path().join("Surat.docx"), "").unwrap();
        fs::write(root.path().join("Kantor.lnk"), "").unwrap();
        assert_eq!(suspicions(root.path()), []);
        assert_eq!(suspicions(&root.path().join("tidak ada")), []);
    }

    #[test]
    fn signs_of_a_virus_are_named() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("Foto")).unwrap();
        fs::create_dir(root.path().join("\u{a0}")).unwrap();
        for file in ["AUTORUN.INF", "foto.lnk", "Undangan.pdf.exe"] {
            fs::write(root.path().join(file), "").unwrap();
        }
        let found = suspicions(root.path());
        for sign in [Suspicion::Autorun, Suspicion::Shortcuts, Suspicion::Programs] {
            assert!(found.contains(&sign), "{sign:?}");
        }
        #[cfg(unix)]
        assert!(found.contains(&Suspicion::HiddenFolders));
    }

    #[test]
    fn every_suspicion_has_its_words() {
        for words in [
            include_str!("../../../assets/locales/id/handoff.ftl"),
            include_str!("../../../assets/locales/en/handoff.ftl"),
        ] {
            for suspicion in Suspicion::ALL {
                assert!(words.contains(&format!("\nsuspicion-{} = ", suspicion.code())));
            }
        }
    }
}
