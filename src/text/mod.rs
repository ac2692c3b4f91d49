//! Words for people. Code passes keys and values; the sentences stand in `assets/locales/<language>/*.ftl`.

#[cfg(test)]
mod checks;
mod clean;
mod dates;
mod files;
mod money;
mod words;

pub use clean::clean;
pub use words::{Arg, Language, Words};
