//! Why a bundle is not read.

use std::path::PathBuf;

use super::names;

macro_rules! codes {
    ($( $(#[$doc:meta])* $code:ident = $name:literal; )*) => {
        /// What is wrong with a bundle. The words are `untrusted-<name>` in the locale.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $( $(#[$doc])* $code, )* }

        impl Code {
            pub const ALL: &'static [Self] = &[ $( Self::$code, )* ];
            pub fn name(self) -> &'static str { match self { $( Self::$code => $name, )* } }
        }
    };
}

codes! {
    /// Neither the folder nor the places below it where bundles stand hold one.
    NoBundle = "no-bundle";
    /// Several bundles: one of `choices` is to be named.
    Several = "several";
    /// *Belum selesai*: the copy was interrupted; its tag manifest is not there.
    Unfinished = "unfinished";
    /// The medium does not give the file back.
    Unreadable = "unreadable";
    /// More, larger or longer than a bundle can be.
    TooLarge = "too-large";
    /// A name that could lead out of the folder or deceive the eye.
    UnsafeName = "unsafe-name";
    /// A symbolic link or a junction.
    Link = "link";
    /// A program or a shortcut lies inside the bundle.
    Program = "program";
    /// A file that the manifest does not list.
    Unlisted = "unlisted";
    /// A file that the manifest lists is not there.
    Missing = "missing";
    /// The content is not what was signed.
    Changed = "changed";
    /// Not in the form that the format prescribes.
    Malformed = "malformed";
    /// The signature is not of the key that the envelope names.
    Signature = "signature";
    /// Made by a newer Simpul that this one can't read.
    Newer = "newer";
    /// The numbers of records are not those that were announced.
    Counts = "counts";
    /// The sealed part asks for more work than an honest sender sets.
    Cost = "cost";
}

/// A bundle, or a part of it, that must not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {part}", code.name())]
pub struct Untrusted {
    pub code: Code,
    /// The file that is bad, relative to the bundle's folder, safe to show; with a line number where one helps.
    pub part: String,
    /// The bundles that were found, for [`Code::Several`].
    pub choices: Vec<PathBuf>,
}

impl Untrusted {
    pub fn new(code: Code, part: &str) -> Self {
        Self { code, part: names::shown(part), choices: Vec::new() }
    }

    pub(super) fn line(code: Code, part: &str, line: usize) -> Self {
        Self::new(code, &format!("{part}:{line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_words_in_both_languages() {
        for words in [
            include_str!("../../assets/locales/id/handoff.ftl"),
            include_str!("../../assets/locales/en/handoff.ftl"),
        ] {
            for code in Code::ALL {
                let key = format!("\nuntrusted-{} = ", code.name());
                assert!(words.contains(&key), "{}", code.name());
            }
        }
    }
}
