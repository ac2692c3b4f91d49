//! `simpul demo`: a throw-away sealed store with invented people, open at once.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use clap::Args;
use directories::ProjectDirs;

use crate::demo::Size;
use crate::desk::{Desk, DeskError, SetUp};
use crate::domain::Note;
use crate::term::run::{Start, run as on_screen};
use crate::vault::Cost;
use crate::work::{Failure, Place};

use super::answer::Answer;
use super::office::Office;
use super::trouble;

/// Told on the first screen: whoever tries the lock or a sealed bundle needs it. Everything under it is invented.
const PASSWORD: &str = "contoh-1945";
/// Kecamatan Pacet, Kabupaten Bandung.
const AREA: &str = "32.04.30";
/// Held by the demo that uses a folder; one that nobody holds was left behind.
const IN_USE: &str = "demo.lock";
/// Begins the name of every demo's folder.
const PREFIX: &str = "demo-";

#[derive(Debug, Args)]
pub struct Demo {
    /// Invented people; without it the small written example
    #[arg(long, value_name = "N")]
    people: Option<u32>,
}

pub fn run(args: &Demo, office: &Office) -> Result<Answer, Failure> {
    let folder = Folder::make()?;
    let desk = furnish(args, office, &folder.data())?;
    let place = Place { data: folder.data(), clock: office.clock(), documents: None };
    on_screen(
        &place,
        Start::Open(Box::new(desk), vec![Note::info("demo").with("password", PASSWORD)]),
        office.language(),
        office.fixed_today,
    )
    .map_err(|error| trouble::failed("cli-no-screen", &[("reason", &error.to_string())]))?;
    Ok(Answer::silent())
}

/// The store is thrown away, so making a key of its password may be cheap.
fn furnish(args: &Demo, office: &Office, data: &Path) -> Result<Desk, Failure> {
    let set_up = SetUp {
        name: "Rina Contoh".to_owned(),
        area: AREA.to_owned(),
        sender: "CONTOH01".to_owned(),
        language: office.language().code().to_owned(),
        with_example: args.people.is_none(),
        ..SetUp::default()
    };
    let cheap = Cost { memory_kib: 1024, passes: 1, lanes: 1 };
    let (mut desk, _) = Desk::create(data, &PASSWORD.into(), cheap, &set_up, office.clock())?;
    if let Some(people) = args.people {
        desk.add_generated(Size { people, cases: people.div_ceil(10), children: people.div_ceil(2) })?;
    }
    Ok(desk)
}

/// The demo's folder: held while it is used, removed when dropped.
struct Folder {
    path: PathBuf,
    held: Option<File>,
}

impl Folder {
    fn make() -> Result<Self, Failure> {
        let parent = parent();
        let failed = |path: &Path| {
            let place = path.display().to_string();
            move |source| Failure::from(DeskError::File { place, source })
        };
        fs::create_dir_all(&parent).map_err(failed(&parent))?;
        // One demo at a time sweeps and begins, so that none sweeps away what another is about to hold.
        let door = File::create(parent.join(IN_USE)).map_err(failed(&parent))?;
        door.lock().map_err(failed(&parent))?;
        sweep(&parent);
        let path = parent.join(format!("{PREFIX}{}-{}", std::process::id(), ulid::Ulid::generate()));
        fs::create_dir(&path).map_err(failed(&path))?;
        let held = File::create(path.join(IN_USE)).map_err(failed(&path))?;
        held.lock().map_err(failed(&path))?;
        Ok(Self { path, held: Some(held) })
    }

    fn data(&self) -> PathBuf {
        self.path.join("data")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Windows removes no file that is still open.
        self.held = None;
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn parent() -> PathBuf {
    let cache = ProjectDirs::from("", "", "simpul").map(|dirs| dirs.cache_dir().to_owned());
    cache.unwrap_or_else(|| std::env::temp_dir().join("simpul"))
}

/// Removes the folders of demos that were killed.
fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let named = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if named && folder && is_left_behind(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_left_behind(folder: &Path) -> bool {
    match File::open(folder.join(IN_USE)) {
        Ok(file) => !matches!(file.try_lock(), Err(TryLockError::WouldBlock)),
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_that_nobody_holds_are_swept() {
        let parent = tempfile::tempdir().unwrap();
        let make = |name: &str| {
            let path = parent.path().join(name);
            fs::create_dir(&path).unwrap();
            File::create(path.join(IN_USE)).unwrap()
        };
        let held = make("demo-1");
        held.lock().unwrap();
        drop(make("demo-2"));
        drop(make("other"));
        sweep(parent.path());
        let left = |name: &str| parent.path().join(name).exists();
        assert!(left("demo-1") && !left("demo-2") && left("other"));
    }
}
