//! Why there is a journal: sled's own `flush` keeps nothing through a power cut.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::dice::Dice;
use crate::model::{Fate, every_sync_counts};
use crate::recorder::{Recorder, Recording};
use crate::room::{copy, folder};
use crate::workload::Ack;

const SAVES: u64 = 60;

fn config(dir: &Path) -> sled::Config {
    sled::Config::new().path(dir).flush_every_ms(None).use_compression(false)
}

fn flush_each(synced: bool) -> Recording {
    let (made, dir) = (folder(), folder());
    // Made before the recording, since only saves are in question; elsewhere, since sled's threads linger.
    drop(config(&made.path().join("sled")).open().unwrap());
    copy(made.path(), dir.path());
    let recorder = Recorder::start(dir.path());
    let db = config(&dir.path().join("sled")).open().unwrap();
    for n in 0..SAVES {
        db.insert(n.to_be_bytes(), vec![7; 900]).unwrap();
        db.flush().unwrap();
        if synced {
            std::fs::File::open(dir.path().join("sled/db")).unwrap().sync_data().unwrap();
        }
        recorder.ack(Ack::Save(n));
    }
    recorder.finish()
}

fn losses(recording: &Recording) -> usize {
    let lost = |seed| {
        let mut dice = Dice::new(seed);
        let moment = recording.moment(&mut dice);
        let fate = *dice.pick(&[Fate::AllLost, Fate::Mixed]);
        let dir = folder();
        recording.cut_at(moment, fate, &mut dice, every_sync_counts).write(dir.path());
        let acknowledged = recording.acks_before(moment).len() as u64;
        let all_there = || {
            let db = config(&dir.path().join("sled")).open().ok()?;
            (0..acknowledged).all(|n| db.contains_key(n.to_be_bytes()).unwrap_or(false)).then_some(())
        };
        // A sled that a cut in its own opening leaves unreadable has lost nothing that was acknowledged.
        acknowledged > 0 && catch_unwind(AssertUnwindSafe(all_there)).ok().flatten().is_none()
    };
    (0..20).filter(|seed| lost(*seed)).count()
}

/// The harness can fail: what sled calls flushed is gone. With a sync of the file behind each flush it is not.
#[test]
fn its_flush_is_caught() {
    assert!(losses(&flush_each(false)) >= 10);
    assert_eq!(losses(&flush_each(true)), 0);
}
