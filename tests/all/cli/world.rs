//! A store in a folder of its own, and the program that works on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use secrecy::SecretString;
use serde_json::Value as Json;
use simpul::desk::{Clock, Desk, SetUp};
use simpul::vault::Cost;
use tempfile::TempDir;

pub const PASSWORD: &str = "kata-sandi-uji-1945";
const TODAY: &str = "2026-11-24";

pub struct World {
    folder: TempDir,
}

impl World {
    /// A folder without a store.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("pw"), format!("{PASSWORD}\r\n")).unwrap();
        Self { folder }
    }

    /// A store as `init` makes it, but for the cost of its password: each opening would take a second.
    pub fn with_store(example: bool) -> Self {
        Self::of_sender("UJI01", example)
    }

    /// The same under another sender's code.
    pub fn of_sender(sender: &str, example: bool) -> Self {
        let world = Self::empty();
        let set_up = SetUp {
            name: "Petugas Uji".into(),
            area: "32.04.30".into(),
            sender: sender.into(),
            language: "id".into(),
            with_example: example,
            ..SetUp::default()
        };
        let clock = Clock { today: TODAY.parse().unwrap(), now: || 1_795_478_400 };
        let password = SecretString::from(PASSWORD);
        let (desk, _) = Desk::create(&world.data(), &password, Cost::for_tests(), &set_up, clock).unwrap();
        desk.close().unwrap();
        world
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn folder(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simpul"));
        command
            .args(args)
            .env("SIMPUL_DATA", self.data())
            .env("SIMPUL_TODAY", TODAY)
            .env("SIMPUL_PASSWORD_FILE", self.path("pw"))
            .env("HOME", self.folder.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CACHE_HOME")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        Ran(self.command(args).output().unwrap())
    }

    /// Runs with `--json`, ends well, and gives the object.
    pub fn json(&self, args: &[&str]) -> Json {
        let ran = self.run(&[args, &["--json"]].concat());
        assert_eq!(ran.code(), 0, "{args:?}: {}", ran.err());
        ran.json()
    }
}

pub struct Ran(Output);

impl Ran {
    pub fn code(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    /// The one object on stdout.
    pub fn json(&self) -> Json {
        let out = self.out();
        assert_eq!(out.trim_end().lines().count(), 1, "{out}");
        let json: Json = serde_json::from_str(&out).unwrap();
        assert!(json.is_object(), "{json}");
        json
    }

    /// Failed with that code, in a sentence, without a backtrace.
    pub fn refused(&self, code: i32) -> &Self {
        let err = self.err();
        assert_eq!(self.code(), code, "{err}");
        assert!(
            !err.trim().is_empty() && !err.contains("panicked") && !err.contains("RUST_BACKTRACE"),
            "{err}"
        );
        self
    }
}

pub fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/samples").join(name);
    path.to_str().unwrap().to_owned()
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// All files below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found
}
