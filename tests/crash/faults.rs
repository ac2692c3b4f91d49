//! A disk that is full, fails, takes only half, or may not be written.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use simpul::store::StoreError;

use crate::dice::Dice;
use crate::model::{Fate, every_sync_counts};
use crate::operation::{OPERATIONS, Operation};
use crate::recorder::{Disk, Recorder};
use crate::room::{folder, times};
use crate::witness::{Verdict, judge};
use crate::workload::{Acks, open, password};

/// Lets an operation run on such a disk; gives its end, and what it had acknowledged by then.
fn run(operation: &Operation, dir: &Path, recorder: &Recorder, acks: &mut Acks) -> Result<(), StoreError> {
    let mut tell = |ack| {
        recorder.ack(ack);
        acks.told.push(ack);
    };
    catch_unwind(AssertUnwindSafe(|| (operation.run)(dir, &mut tell)))
        .unwrap_or_else(|_| panic!("{} panicked on a bad disk", operation.name))
}

/// What the operation asks of a good disk: writes, syncs, names, and bytes.
fn demand(operation: &Operation) -> (u64, u64, u64) {
    let dir = folder();
    let mut acks = (operation.begin)(dir.path());
    let recorder = Recorder::disk(dir.path(), Disk::Good);
    run(operation, dir.path(), &recorder, &mut acks).unwrap();
    recorder.counts()
}

fn some_disk((writes, syncs, names): (u64, u64, u64), dice: &mut Dice) -> Disk {
    let mut one_of = |count: u64| 1 + dice.below(count as usize) as u64;
    let (write, sync, name, bytes) = (one_of(writes), one_of(syncs), one_of(names), one_of(20 << 20));
    let for_good = dice.once_in(2);
    match dice.below(9) {
        0 => Disk::Full(bytes),
        1 => Disk::Full(bytes >> 8),
        2 => Disk::BadWrite { at: write, errno: libc::ENOSPC, half: dice.once_in(2), for_good },
        3 => Disk::BadWrite { at: write, errno: libc::EIO, half: dice.once_in(2), for_good },
        4 | 5 => Disk::BadSync { at: sync, for_good },
        6 => Disk::BadName { at: name, errno: *dice.pick(&[libc::EIO, libc::ENOSPC, libc::EACCES]) },
        7 => Disk::ReadOnly,
        _ => Disk::Short,
    }
}

/// The disk is bad, the operation ends as it can, the program too, and the disk is good again.
fn bad_disk(operation: &Operation, seed: u64, demand: (u64, u64, u64)) -> (Disk, Verdict) {
    let disk = some_disk(demand, &mut Dice::new(seed));
    let dir = folder();
    let mut acks = (operation.begin)(dir.path());
    let recorder = Recorder::disk(dir.path(), disk);
    let done = run(operation, dir.path(), &recorder, &mut acks);
    if let Err(error) = &done {
        assert!(error.exit_code() == 5, "{}: {disk:?}: {error:?}", operation.name);
    }
    if disk == Disk::Short {
        assert!(done.is_ok(), "{}: {done:?}", operation.name);
    }
    // Still bad: whatever opening says, it is an answer.
    if let Err(error) = catch_unwind(AssertUnwindSafe(|| open(dir.path(), &password()).map(drop))).unwrap() {
        assert!(error.exit_code() != 1 || acks.told.is_empty(), "{}: {disk:?}: {error:?}", operation.name);
    }
    drop(recorder);
    (disk, judge(dir.path(), &acks))
}

#[test]
fn what_was_acknowledged_outlives_a_bad_disk() {
    let mut tried = 0;
    for operation in OPERATIONS {
        let demand = demand(operation);
        for seed in 0..2 * times() {
            let (disk, verdict) = bad_disk(operation, seed, demand);
            assert!(verdict.is_whole(), "{}: seed {seed}, {disk:?}: {verdict:?}", operation.name);
            tried += 1;
        }
    }
    eprintln!("bad disks: {tried}, lost 0");
}

/// A sync that failed once is not made good by a later one that does not fail.
#[test]
fn a_failed_sync_is_never_trusted_again() {
    let operation = Operation::named("save");
    let (_, syncs, _) = demand(&operation);
    for seed in 0..2 * times() {
        let mut dice = Dice::new(seed);
        let (dir, left) = (folder(), folder());
        let mut acks = (operation.begin)(dir.path());
        let recorder = Recorder::start(dir.path());
        let at = 1 + dice.below(syncs as usize) as u64;
        recorder.becomes(Disk::BadSync { at, for_good: false });
        let done = run(&operation, dir.path(), &recorder, &mut acks);
        let recording = recorder.finish();
        recording
            .cut_at(recording.events.len(), Fate::AllLost, &mut dice, every_sync_counts)
            .write(left.path());
        let verdict = judge(left.path(), &acks);
        assert!(verdict.is_whole(), "seed {seed}, sync {at}, {done:?}: {verdict:?}");
    }
}
