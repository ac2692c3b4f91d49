//! Files are damaged, lost, put back or exchanged; what was acknowledged is there, or the store says what is not.

use std::fs;
use std::path::Path;

use crate::damages::{Damage, files, forget};
use crate::dice::Dice;
use crate::model::Tree;
use crate::operation::{filled, never_closed, snapshotted};
use crate::room::{folder, times};
use crate::witness::{Verdict, judge};
use crate::workload::{Ack, Acks};

/// A folder to be damaged, and what it was some time ago.
struct Victim {
    now: Tree,
    before: Tree,
    acks: Acks,
}

impl Victim {
    fn new(begin: fn(&Path) -> Acks) -> Self {
        let (now, before) = (folder(), folder());
        let mut acks = begin(now.path());
        // That a backup is gone is seen in the list of backups; what was saved is there.
        acks.told.retain(|ack| !matches!(ack, Ack::Snapshot(_)));
        filled(before.path());
        Self { now: Tree::read(now.path()), before: Tree::read(before.path()), acks }
    }

    /// Strikes `times` files at once; nothing when a damage does not fit.
    fn strike(
        &self,
        times: usize,
        fits: fn(&Path, Damage) -> bool,
        dice: &mut Dice,
    ) -> Option<(String, Verdict)> {
        let (dir, before) = (folder(), folder());
        self.now.write(dir.path());
        self.before.write(before.path());
        let mut what = Vec::new();
        for _ in 0..times {
            let names = files(dir.path());
            let (name, damage) = (dice.pick(&names), *dice.pick(&Damage::ALL));
            if !fits(name, damage) {
                return None;
            }
            what.push(damage.strike(dir.path(), name, Some(before.path()), dice)?);
        }
        Some((what.join(", "), judge(dir.path(), &self.acks)))
    }

    /// So many that fit, judged: (whole, named). None is silent.
    fn many(
        &self,
        wanted: u64,
        times: usize,
        fits: fn(&Path, Damage) -> bool,
        must_be_whole: bool,
    ) -> (u64, u64) {
        let (mut whole, mut named, mut seed) = (0, 0, 0);
        while whole + named < wanted {
            seed += 1;
            let Some((what, verdict)) = self.strike(times, fits, &mut Dice::new(seed)) else { continue };
            assert!(!verdict.is_silent(), "seed {seed}: {what}: {verdict:?}");
            // A directory in place of a file is nothing that a disk does.
            let excused = what.contains("Directory");
            assert!(verdict.is_whole() || !must_be_whole || excused, "seed {seed}: {what}: {verdict:?}");
            whole += u64::from(verdict.is_whole());
            named += u64::from(!verdict.is_whole());
        }
        (whole, named)
    }
}

/// Forms and bundles stand in no list but the folder's: nothing can say that there was one, or that it was newer. And a
/// directory among them is named and left to be removed by hand.
fn can_be_known(name: &Path, damage: Damage) -> bool {
    let is_loose = name.starts_with("drafts") || name.starts_with("outbox");
    !(is_loose && matches!(damage, Damage::Lost | Damage::Older | Damage::Directory))
}

/// Without a close there is nothing behind the last frame of the journal that could say that there was another one.
fn can_be_known_of_a_crash(name: &Path, damage: Damage) -> bool {
    let rewinds = matches!(damage, Damage::Older | Damage::Zeros);
    can_be_known(name, damage) && !(rewinds && name.extension().is_some_and(|kind| kind == "wal"))
}

#[test]
fn one_in_a_closed_store_is_made_good() {
    let (whole, named) = Victim::new(snapshotted).many(40 * times(), 1, can_be_known, true);
    eprintln!("one damage in a closed store: {whole} made good, {named} named, 0 silent");
}

#[test]
fn two_at_once_are_made_good_or_named() {
    let (whole, named) = Victim::new(snapshotted).many(12 * times(), 2, can_be_known, false);
    eprintln!("two damages in a closed store: {whole} made good, {named} named, 0 silent");
}

#[test]
fn one_after_a_crash_is_made_good_or_named() {
    let (whole, named) = Victim::new(never_closed).many(20 * times(), 1, can_be_known_of_a_crash, false);
    eprintln!("one damage after a crash: {whole} made good, {named} named, 0 silent");
}

/// What only the set hash finds; that it does is shown by `store::tests::set_hash`.
#[test]
fn what_sled_itself_forgets_is_made_good() {
    let victim = Victim::new(snapshotted);
    for seed in 0..6 * times() {
        let (dir, before) = (folder(), folder());
        victim.now.write(dir.path());
        victim.before.write(before.path());
        let sled = "store-000001";
        let what = forget(&dir.path().join(sled), &before.path().join(sled), &mut Dice::new(seed));
        let verdict = judge(dir.path(), &victim.acks);
        assert!(verdict.is_whole(), "seed {seed}: {what:?}: {verdict:?}");
    }
}

/// Everything that begins so.
fn lose(root: &Path, beginning: &str) {
    let gone = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().starts_with(beginning);
    for name in files(root).iter().map(|name| root.join(name)).filter(|path| gone(path)) {
        fs::remove_file(name).unwrap();
    }
    let dir = root.join(beginning);
    if dir.is_dir() {
        fs::remove_dir_all(dir).unwrap();
    }
}

#[test]
fn whole_kinds_of_files_are_lost() {
    const KINDS: [(&[&str], bool); 14] = [
        (&["store-000001/db"], true),
        (&["store-000001/conf"], true),
        (&["store-000001/snap"], true),
        (&["store-000001"], true),
        (&["store-000001", "CURRENT"], true),
        (&["journal"], true),
        (&["backup"], true),
        (&["backup", "store-000001"], true),
        (&["LOCK", "ballast.bin", "CURRENT"], true),
        (&["vault-a"], true),
        (&["vault-b", "journal"], true),
        (&["vault-a", "vault-b"], false),
        (&["journal", "store-000001"], false),
        (&["journal", "store-000001", "backup"], false),
    ];
    let victim = Victim::new(snapshotted);
    for (kinds, made_good) in KINDS {
        let dir = folder();
        victim.now.write(dir.path());
        for kind in kinds {
            lose(dir.path(), kind);
        }
        let verdict = judge(dir.path(), &victim.acks);
        assert!(!verdict.is_silent() && verdict.is_whole() == made_good, "{kinds:?}: {verdict:?}");
    }
}

/// What a dead process leaves: its lock file with its name in it, and temporary files half written.
#[test]
fn what_a_dead_process_leaves_is_in_nobodys_way() {
    let victim = Victim::new(never_closed);
    let dir = folder();
    victim.now.write(dir.path());
    fs::write(dir.path().join("LOCK.info"), "1\nelsewhere\n").unwrap();
    for name in ["CURRENT.tmp", "vault-a.tmp", "journal/000002.tmp", "journal/000007.tmp", "backup/snap.tmp"]
    {
        fs::write(dir.path().join(name), b"half").unwrap();
    }
    fs::create_dir(dir.path().join("incoming")).unwrap();
    fs::write(dir.path().join("incoming/CURRENT"), b"half").unwrap();
    fs::create_dir(dir.path().join("salvage")).unwrap();
    assert_eq!(judge(dir.path(), &victim.acks), Verdict::Whole);
}
