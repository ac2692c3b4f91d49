//! kill -9 of a process that saves: whatever it was told is saved is there.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::super::{Batch, Tree};
use super::damage::Dice;
use super::roundtrip::{create, reopen};

const PLACE: &str = "SIMPUL_TEST_KILL_PLACE";
const ROUNDS: u64 = 12;

/// Does nothing unless the other test starts it in a process of its own.
#[test]
fn child_that_saves_until_it_is_killed() {
    let Ok(place) = std::env::var(PLACE) else { return };
    let (mut store, ..) = reopen(place.as_ref()).unwrap();
    let mut out = std::io::stdout().lock();
    loop {
        let seq = store.next_seq();
        let mut batch = Batch::new();
        batch.put(Tree::Records, format!("seq{seq}"), seq.to_string());
        batch.put(Tree::Records, "twin-a", seq.to_string()).put(Tree::Records, "twin-b", seq.to_string());
        batch.put(Tree::History, format!("h{seq}"), vec![1; 5000]);
        store.save(&batch, None).unwrap();
        writeln!(out, "saved {seq}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    let dir = tempfile::tempdir().unwrap();
    create(dir.path()).close().unwrap();
    let mut dice = Dice::new(7);
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::tests::kill::child_that_saves_until_it_is_killed", "--nocapture"])
            .env(PLACE, dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (mut last, stop) = (0, dice.below(60));
        for (at, line) in lines.map_while(Result::ok).filter(|line| line.contains("saved ")).enumerate() {
            last = line.rsplit(' ').next().unwrap().parse().unwrap();
            if at == stop {
                std::thread::sleep(Duration::from_micros(dice.below(900).try_into().unwrap()));
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        let (store, opening, held) = reopen(dir.path()).unwrap();
        assert!(!opening.read_only && last > 0, "round {round}: {opening:?}");
        let seen = store.next_seq() - 1;
        assert!(seen >= last, "round {round}: acknowledged {last}, there {seen}");
        for seq in 1..=seen {
            assert!(held.contains_key(format!("seq{seq}").as_bytes()), "round {round}: {seq} of {seen}");
        }
        assert_eq!(held.get(b"twin-a".as_slice()), held.get(b"twin-b".as_slice()));
        assert!(store.check().unwrap().is_good);
        store.close().unwrap();
    }
}
