//! What every command has at hand: where the data are, the day, the language, the password.

use std::env;
use std::path::{Path, PathBuf};

use chrono::{Local, NaiveDate, Utc};
use directories::ProjectDirs;
use secrecy::SecretString;

use crate::desk::{Clock, Desk, DeskError};
use crate::domain::Note;
use crate::store::Store;
use crate::text::{Language, Words};
use crate::vault::{Credential, VaultError};
use crate::work::{Failure, Place};

use super::args::Global;
use super::{password, trouble};

/// The office of one command.
#[derive(Debug)]
pub struct Office {
    pub data: PathBuf,
    pub words: Words,
    /// `--lang`; else the store's own language once it is open.
    lang: Option<Language>,
    pub today: NaiveDate,
    /// The day was given and does not change at midnight.
    pub fixed_today: bool,
    password_file: Option<PathBuf>,
    pub json: bool,
    /// What the opening of the store had to say.
    pub notices: Vec<Note>,
}

impl Office {
    pub fn new(global: &Global) -> Result<Self, Failure> {
        let lang = language(global)?;
        let given = global.today.clone().or_else(|| text_of("SIMPUL_TODAY"));
        let today = given.as_deref().map(day).transpose()?;
        Ok(Self {
            data: data(global)?,
            words: Words::new(lang.unwrap_or_default()),
            lang,
            today: today.unwrap_or_else(|| Local::now().date_naive()),
            fixed_today: today.is_some(),
            password_file: global.password_file.clone().or_else(|| path_of("SIMPUL_PASSWORD_FILE")),
            json: global.json,
            notices: Vec::new(),
        })
    }

    pub fn clock(&self) -> Clock {
        Clock { today: self.today, now: || Utc::now().timestamp() }
    }

    pub fn place(&self) -> Place {
        Place { data: self.data.clone(), clock: self.clock(), documents: None }
    }

    pub fn language(&self) -> Language {
        self.words.language()
    }

    /// The password of the file, or as somebody types it.
    pub fn password(&self) -> Result<SecretString, Failure> {
        match &self.password_file {
            Some(path) => password::of_file(path),
            None => password::ask(&self.words, "cli-password"),
        }
    }

    /// A password that is chosen now: of the file, or typed twice.
    pub fn new_password(&self, file: Option<&Path>, name: &str, area: &str) -> Result<SecretString, Failure> {
        match file.or(self.password_file.as_deref()) {
            Some(path) => password::of_file(path),
            None => password::ask_twice(&self.words),
        }
        .and_then(|password| password::hard_enough(password, name, area))
    }

    /// Opens the store.
    pub fn open(&mut self) -> Result<Desk, Failure> {
        if !Store::exists(&self.data) {
            return Err(DeskError::Store(VaultError::NotFound.into()).into());
        }
        let password = self.password()?;
        self.open_with(Credential::Password(&password))
    }

    pub fn open_with(&mut self, credential: Credential<'_>) -> Result<Desk, Failure> {
        let opened = Desk::open(&self.data, credential, self.clock())?;
        self.notices = opened.notices;
        if self.lang.is_none() {
            let own = Language::from_code(&opened.desk.language()).unwrap_or_default();
            self.words = Words::new(own);
        }
        Ok(opened.desk)
    }
}

/// Words before the office stands, for a failure to build it.
pub fn words_of(global: &Global) -> Words {
    Words::new(language(global).ok().flatten().unwrap_or_default())
}

fn language(global: &Global) -> Result<Option<Language>, Failure> {
    let Some(code) = &global.lang else { return Ok(None) };
    match Language::from_code(code) {
        Some(language) => Ok(Some(language)),
        None => Err(trouble::usage("cli-language-unknown", &[("written", code)])),
    }
}

/// A day in ISO form.
pub fn day(text: &str) -> Result<NaiveDate, Failure> {
    text.trim().parse().map_err(|_| trouble::usage("cli-day-unreadable", &[("written", text)]))
}

fn data(global: &Global) -> Result<PathBuf, Failure> {
    let given = global.data.clone().or_else(|| path_of("SIMPUL_DATA"));
    let own = || ProjectDirs::from("", "", "simpul").map(|dirs| dirs.data_local_dir().to_owned());
    let data = given.or_else(own).ok_or_else(|| trouble::usage("cli-no-data-folder", &[]))?;
    if data.is_file() {
        return Err(trouble::usage("cli-data-is-file", &[("path", &data.display().to_string())]));
    }
    Ok(data)
}

fn path_of(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn text_of(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
