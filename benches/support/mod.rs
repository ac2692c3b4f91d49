//! What the benchmarks share: a sub-district of any size, percentiles, and what the kernel says of a process.

#![allow(dead_code, clippy::unwrap_used, clippy::cast_precision_loss, reason = "each benchmark uses a part")]

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use secrecy::SecretString;
use simpul::demo::Size;
use simpul::desk::{Clock, Desk, SetUp};
use simpul::vault::Cost;

pub const PASSWORD: &str = "kata-sandi-ukur";

pub fn clock() -> Clock {
    Clock { today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), now: || 1_795_500_000 }
}

pub fn password() -> SecretString {
    SecretString::from(PASSWORD)
}

pub fn new_desk(data: &Path) -> Desk {
    let set_up = SetUp { name: "Petugas Ukur".into(), area: "32.04.30".into(), ..SetUp::default() };
    Desk::create(data, &password(), Cost::for_tests(), &set_up, clock()).unwrap().0
}

/// A closed store of so many people, a case for each, and so many records under the cases.
pub fn sub_district(data: &Path, people: u32, children: u32) {
    let mut desk = new_desk(data);
    desk.add_generated(Size { people, cases: people, children }).unwrap();
    desk.close().unwrap();
}

/// A folder on the disk of the build, gone with what is given back.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Durations in order.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn of(times: u32, mut call: impl FnMut(u32)) -> Self {
        let took = |at| {
            let started = Instant::now();
            call(at);
            started.elapsed()
        };
        (0..times).map(took).collect()
    }

    pub fn percent(&self, percent: usize) -> Duration {
        self.0[(self.0.len() * percent / 100).min(self.0.len() - 1)]
    }

    pub fn a_second(&self) -> f64 {
        self.0.len() as f64 / self.0.iter().sum::<Duration>().as_secs_f64()
    }
}

impl FromIterator<Duration> for Times {
    fn from_iter<T: IntoIterator<Item = Duration>>(times: T) -> Self {
        let mut times: Vec<_> = times.into_iter().collect();
        times.sort_unstable();
        Self(times)
    }
}

pub fn ratio(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}

/// A line of `/proc/<process>/status` in MiB; 0 where there is none.
pub fn mib(process: &str, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let found = status.lines().find_map(|found| found.strip_prefix(line)?.strip_prefix(':'));
    let kib = found.and_then(|found| found.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

/// Of all regular files below, in bytes.
pub fn size(dir: &Path) -> u64 {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let of = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(meta) if meta.is_dir() => size(&entry.path()),
        Ok(meta) => meta.len(),
        Err(_) => 0,
    };
    entries.map(of).sum()
}
