//! The power fails.

use std::path::Path;

use crate::dice::Dice;
use crate::model::{Counts, Fate, Tree, every_sync_counts};
use crate::operation::{OPERATIONS, Operation};
use crate::recorder::{Known, Recorder, Recording};
use crate::room::{folder, times};
use crate::witness::{Verdict, judge};
use crate::workload::Acks;

/// Runs an operation and writes down what it does.
fn record(operation: Operation) -> (Acks, Recording) {
    let dir = folder();
    let before = (operation.begin)(dir.path());
    let recorder = Recorder::start(dir.path());
    (operation.run)(dir.path(), &mut |ack| recorder.ack(ack)).unwrap();
    // sled shortens its file on a thread that outlives it.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let recording = recorder.finish();
    is_what_happened(dir.path(), &recording);
    (before, recording)
}

/// With everything kept the model is the disk, byte for byte: no call was missed.
fn is_what_happened(dir: &Path, recording: &Recording) {
    let end = recording.events.len();
    let model = recording.cut_at(end, Fate::AllKept, &mut Dice::new(0), every_sync_counts);
    let disk = Tree::read(dir);
    let names = |tree: &Tree| tree.0.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&model), names(&disk));
    for (name, content) in &disk.0 {
        assert!(model.0[name] == *content, "{name} was written in a way that is not recorded");
    }
}

/// The state after one power cut, judged.
fn cut(before: &Acks, recording: &Recording, seed: u64, counts: Counts) -> (String, Verdict) {
    let mut dice = Dice::new(seed);
    let fate = *dice.pick(&Fate::ALL);
    let moment = recording.moment(&mut dice);
    let dir = folder();
    recording.cut_at(moment, fate, &mut dice, counts).write(dir.path());
    let mut acks = before.clone();
    acks.told.extend(recording.acks_before(moment));
    let what = format!("seed {seed}, before event {moment} of {}, {fate:?}", recording.events.len());
    (what, judge(dir.path(), &acks))
}

fn survives(name: &str, cuts: u64) {
    let (before, recording) = record(Operation::named(name));
    let mut whole = 0;
    for seed in 0..cuts * times() {
        let (what, verdict) = cut(&before, &recording, seed, every_sync_counts);
        // Nothing that was synced may be lost, also not with a word.
        assert!(verdict.is_whole(), "{name}: {what}: {verdict:?}");
        whole += 1;
    }
    eprintln!("power cuts in \"{name}\": {whole}, lost 0");
}

macro_rules! operations {
    ($($test:ident: $name:literal, $cuts:literal;)*) => {
        $(
            #[test]
            fn $test() {
                survives($name, $cuts);
            }
        )*

        #[test]
        fn every_operation_loses_its_power() {
            let tried = [$($name),*];
            assert!(OPERATIONS.iter().all(|operation| tried.contains(&operation.name)));
        }
    };
}

operations! {
    set_up: "set up", 8;
    saving: "save", 12;
    saving_past_a_checkpoint: "save past a checkpoint", 6;
    catching_up: "catch up", 5;
    rebuilding: "rebuild sled", 5;
    writing_the_journal_anew: "write the journal anew", 5;
    mending: "mend the small files", 5;
    changing_the_password: "change the password", 5;
    making_a_snapshot: "snapshot", 5;
    compacting: "compact", 5;
    migrating: "migrate", 5;
    erasing: "erase", 5;
    restoring: "restore", 5;
    undoing_a_restore: "undo a restore", 5;
}

/// The harness can fail: a journal that is written and not synced loses what it acknowledged.
#[test]
fn a_journal_without_its_sync_is_caught() {
    fn but_the_journals(file: &Known, data: bool) -> bool {
        !(data && file.name.contains(".wal"))
    }
    let (before, recording) = record(Operation::named("save"));
    let cuts = (0..24).map(|seed| cut(&before, &recording, seed, but_the_journals).1);
    let lost = cuts.filter(Verdict::is_silent).count();
    assert!(lost >= 4, "{lost} of 24");
}
