//! An error on its way to a person: which sentence, with which values, and what the screen should do.

use crate::desk::DeskError;
use crate::text::{Arg, Words};

/// What went wrong, ready to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// Key of the sentence.
    pub key: String,
    pub args: Vec<(&'static str, Arg)>,
    /// Required fields that are empty.
    pub missing: Vec<&'static str>,
    /// The form whose fields they are, where that is known: its labels are `field-<form>-<field>`.
    pub missing_of: &'static str,
    pub wrong_secret: bool,
    /// The store takes nothing more until it is opened again.
    pub turned_read_only: bool,
    /// The data are closed now and ask for the password.
    pub locks: bool,
    pub exit_code: u8,
    /// The id of a bundle that is sealed and waits for its copy.
    pub waiting: Option<String>,
}

impl Failure {
    pub fn of_key(key: &str) -> Self {
        Self { key: key.to_owned(), exit_code: 1, ..Self::default() }
    }

    /// The record that was asked for is not there any more.
    pub fn is_gone(&self) -> bool {
        self.key == "error-no-record"
    }

    /// A sealed bundle could not be copied; it waits in the outbox.
    pub fn is_of_copy(&self) -> bool {
        self.key.starts_with("write-")
    }

    pub fn words(&self, words: &Words) -> String {
        words.say(&self.key, &self.args)
    }

    /// The same, and what to do next where the locale tells it apart.
    pub fn words_and_next(&self, words: &Words) -> String {
        let said = self.words(words);
        match words.next(&self.key, &self.args) {
            Some(next) => format!("{said} {next}"),
            None => said,
        }
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        let exit_code = error.exit_code();
        let (key, args) = error.sentence();
        let wrong_secret = error.is_wrong_secret();
        let turned_read_only = error.turned_read_only();
        let missing = if let DeskError::Missing(fields) = error { fields } else { Vec::new() };
        let args = args.into_iter().map(|(name, value)| (name, Arg::from(value))).collect();
        Self { key, args, missing, wrong_secret, turned_read_only, exit_code, ..Self::default() }
    }
}
