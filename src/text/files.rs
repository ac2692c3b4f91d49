//! The locale files inside the program: one line a file, the same in both languages.

use super::Language;

macro_rules! files {
    ($( $name:literal )*) => {
        /// File name and content, in the order in which they are read.
        pub(super) fn of(language: Language) -> &'static [(&'static str, &'static str)] {
            match language {
                Language::Id => &[ $( ($name, include_str!(concat!("../../assets/locales/id/", $name))), )* ],
                Language::En => &[ $( ($name, include_str!(concat!("../../assets/locales/en/", $name))), )* ],
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
    "handoff.ftl"
    "intake.ftl"
    "app.ftl"
    "aid.ftl"
    "doubles.ftl"
    "cli.ftl"
    "usage.ftl"
    "sheets.ftl"
}
