//! The locale files inside the program: one line a file, the same in both languages.

use super::Language;
use crate::packed::{packed, unpacked};

macro_rules! files {
    ($( $name:literal )*) => {
        /// File name and content, in the order in which they are read.
        pub(super) fn of(language: Language) -> Vec<(&'static str, String)> {
            match language {
                Language::Id => vec![ $( ($name, unpacked(packed!("locales/id/", $name))), )* ],
                Language::En => vec![ $( ($name, unpacked(packed!("locales/en/", $name))), )* ],
            }
        }
    };
}

files! {
    "common.ftl"
    "form.ftl"
    "fields.ftl"
    "notes.ftl"
    "catalog.ftl"
    "store.ftl"
    "keeping.ftl"
    "network.ftl"
    "handoff.ftl"
    "intake.ftl"
    "app.ftl"
    "lists.ftl"
    "aid.ftl"
    "doubles.ftl"
    "casework.ftl"
    "cli.ftl"
    "usage.ftl"
    "sheets.ftl"
}
