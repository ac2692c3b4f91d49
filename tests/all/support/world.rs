//! Stores to start from.

use chrono::NaiveDate;
use secrecy::SecretString;
use simpul::desk::{Clock, Desk, SetUp};
use simpul::domain::profile::Official;
use simpul::vault::Cost;
use simpul::work::Place;
use tempfile::TempDir;

/// What every store here is opened with.
pub const PASSWORD: &str = "sandi-uji-coba";

/// The day of all journeys, a Tuesday.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

/// Noon of that day in UTC: the same day nearly everywhere.
fn now() -> i64 {
    1_795_521_600
}

pub fn clock() -> Clock {
    Clock { today: day(), now }
}

/// The screen that picks files leaves out what begins with a dot, as the usual temporary folders do.
fn hidden_from_nobody() -> TempDir {
    tempfile::Builder::new().prefix("simpul-uji-").tempdir().unwrap()
}

/// A store in a folder of its own, gone with the test.
pub struct World {
    folder: TempDir,
    pub recovery: Vec<String>,
    desk: Option<Desk>,
}

impl World {
    /// The kecamatan Pacet without any records.
    pub fn empty() -> Self {
        Self::of("PACET01", false)
    }

    /// Pacet with the invented example.
    pub fn example() -> Self {
        Self::of("PACET01", true)
    }

    /// Somebody else's store, for what is received.
    pub fn second() -> Self {
        Self::of("DINSOS1", false)
    }

    /// A folder without a store.
    pub fn nothing() -> Self {
        Self { folder: hidden_from_nobody(), recovery: Vec::new(), desk: None }
    }

    fn of(sender: &str, with_example: bool) -> Self {
        let folder = hidden_from_nobody();
        let set_up = SetUp {
            name: "Sri Wahyuni".into(),
            niat: "320430001".into(),
            area: "32.04.30".into(),
            sender: sender.into(),
            officials: vec![Official {
                role: "Camat".into(),
                name: "Ujang Suparman".into(),
                ..Default::default()
            }],
            language: "id".into(),
            with_example,
        };
        let data = folder.path().join("data");
        let password = SecretString::from(PASSWORD);
        let (desk, code) = Desk::create(&data, &password, Cost::for_tests(), &set_up, clock()).unwrap();
        Self { folder, recovery: code.on_paper(), desk: Some(desk) }
    }

    pub fn place(&self) -> Place {
        Place { data: self.folder.path().join("data"), clock: clock(), documents: Some(self.documents()) }
    }

    /// A folder beside the store, as a stick would be.
    pub fn stick(&self) -> std::path::PathBuf {
        let stick = self.folder.path().join("stik");
        std::fs::create_dir_all(&stick).unwrap();
        stick
    }

    /// Where reports are written.
    pub fn documents(&self) -> std::path::PathBuf {
        self.folder.path().join("dokumen")
    }

    pub fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    pub fn take_desk(&mut self) -> Option<Desk> {
        self.desk.take()
    }
}
