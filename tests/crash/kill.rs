//! kill -9 of a process that works, at any time.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use simpul::store::StoreError;

use crate::dice::Dice;
use crate::operation::{OPERATIONS, Operation, filled};
use crate::room::{copy, folder, times};
use crate::witness::{Verdict, judge};
use crate::workload::{self, Ack, Acks, Tell, open, password};

const CHILD: &str = "SIMPUL_CRASH_CHILD";
const PLACE: &str = "SIMPUL_CRASH_PLACE";

/// Only for this harness: what it does until it is killed, and one that does it wrong.
const MORE: &[Operation] = &[
    Operation { name: "save on and on", begin: filled, run: save_on },
    Operation { name: "acknowledge too early", begin: filled, run: acknowledge_too_early },
];

fn save_on(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let (mut store, ..) = open(dir, &password())?;
    loop {
        workload::step(&mut store, tell)?;
    }
}

fn acknowledge_too_early(dir: &Path, tell: &mut Tell<'_>) -> Result<(), StoreError> {
    let (mut store, ..) = open(dir, &password())?;
    loop {
        tell(Ack::Save(store.next_seq()));
        workload::step(&mut store, &mut |_| ())?;
    }
}

/// What runs in a process of its own. Does nothing when nobody asks.
#[test]
fn child_that_works_until_it_is_killed() {
    let (Ok(name), Ok(place)) = (std::env::var(CHILD), std::env::var(PLACE)) else { return };
    let place = Path::new(&place);
    let mut said = OpenOptions::new().append(true).open(place.join("said")).unwrap();
    let mut tell = |ack: Ack| said.write_all(&written(ack)).unwrap();
    let operation = OPERATIONS.iter().chain(MORE).find(|operation| operation.name == name).unwrap();
    (operation.run)(&place.join("data"), &mut tell).unwrap();
}

/// One letter and a number.
fn written(ack: Ack) -> [u8; 9] {
    let (letter, n) = match ack {
        Ack::Made => (b'm', 0),
        Ack::Draft(n) => (b'd', n),
        Ack::Standing(n) => (b't', n),
        Ack::Outbox(n) => (b'o', n),
        Ack::Save(n) => (b's', n),
        Ack::Password => (b'p', 0),
        Ack::Snapshot(n) => (b'n', n),
        Ack::Erased => (b'e', 0),
        Ack::PutBack(n) => (b'b', n),
    };
    let mut bytes = [letter; 9];
    bytes[1..].copy_from_slice(&n.to_le_bytes());
    bytes
}

fn read(said: &[u8]) -> Vec<Ack> {
    let (each, _) = said.as_chunks::<9>();
    let ack = |bytes: &[u8; 9]| {
        let n = u64::from_le_bytes(*bytes[1..].first_chunk().unwrap());
        match bytes[0] {
            b'm' => Ack::Made,
            b'd' => Ack::Draft(n),
            b't' => Ack::Standing(n),
            b'o' => Ack::Outbox(n),
            b's' => Ack::Save(n),
            b'p' => Ack::Password,
            b'n' => Ack::Snapshot(n),
            b'e' => Ack::Erased,
            b'b' => Ack::PutBack(n),
            other => panic!("{other} is no acknowledgement"),
        }
    };
    each.iter().map(ack).collect()
}

/// Lets a process work on `place` for a while; true when it was killed and had not ended by itself.
fn work(name: &str, place: &Path, until: Option<Duration>) -> bool {
    OpenOptions::new().create(true).append(true).open(place.join("said")).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::child_that_works_until_it_is_killed", "--nocapture"])
        .env(CHILD, name)
        .env(PLACE, place)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(until) = until {
        sleep(until);
        child.kill().unwrap();
    }
    let status = child.wait().unwrap();
    assert!(status.success() || status.signal() == Some(9), "{name}: {status}");
    !status.success()
}

fn judge_copy(place: &Path, before: &Acks) -> Verdict {
    let there = folder();
    copy(&place.join("data"), there.path());
    let mut acks = before.clone();
    acks.told.extend(read(&fs::read(place.join("said")).unwrap()));
    judge(there.path(), &acks)
}

fn begin(operation: &Operation, place: &Path) -> Acks {
    let data = place.join("data");
    fs::create_dir(&data).unwrap();
    (operation.begin)(&data)
}

fn within(dice: &mut Dice, time: Duration) -> Duration {
    Duration::from_micros(dice.below(time.as_micros() as usize) as u64)
}

/// Kills process after process on the same folder: each finds what the one before left.
fn kill_again_and_again(name: &str, seed: u64, kills: u64) -> Vec<Verdict> {
    let operation = MORE.iter().find(|operation| operation.name == name).unwrap();
    let place = folder();
    let before = begin(operation, place.path());
    let mut dice = Dice::new(seed);
    let mut verdicts = Vec::new();
    for _ in 0..kills {
        assert!(work(name, place.path(), Some(within(&mut dice, Duration::from_millis(350)))));
        verdicts.push(judge_copy(place.path(), &before));
    }
    verdicts
}

#[test]
fn saving_on_and_on() {
    let (rounds, kills) = (2 * times(), 8);
    for seed in 0..rounds {
        for (kill, verdict) in kill_again_and_again("save on and on", seed, kills).iter().enumerate() {
            assert!(verdict.is_whole(), "seed {seed}, kill {kill}: {verdict:?}");
        }
    }
    eprintln!("kills while saving: {}, lost 0", rounds * kills);
}

#[test]
fn each_operation() {
    let (mut kills, mut late) = (0, 0);
    for operation in OPERATIONS {
        let place = folder();
        begin(operation, place.path());
        let started = Instant::now();
        assert!(!work(operation.name, place.path(), None));
        let whole = started.elapsed();
        for seed in 0..times() {
            let place = folder();
            let before = begin(operation, place.path());
            let killed = work(operation.name, place.path(), Some(within(&mut Dice::new(seed), whole)));
            let verdict = judge_copy(place.path(), &before);
            assert!(verdict.is_whole(), "{}: seed {seed}: {verdict:?}", operation.name);
            kills += u64::from(killed);
            late += u64::from(!killed);
        }
    }
    eprintln!("kills in each operation: {kills}, lost 0 ({late} too late)");
    assert!(kills > late);
}

/// The harness can fail: a program that says *saved* before it is.
#[test]
fn a_word_given_too_early_is_caught() {
    let caught = |seed| kill_again_and_again("acknowledge too early", seed, 1)[0].is_silent();
    assert!((0..12).any(caught));
}
