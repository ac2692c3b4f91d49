//! The journal alone: whatever happens to its bytes, what it calls readable is what was written.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::super::journal::{Change, Preparer, Scan, Writer, paths, scan};
use super::super::state::State;
use super::super::{DraftId, Tree};

const KEY: [u8; 32] = [1; 32];
const SIZE: usize = 8192;

fn change(seq: u64, length: usize) -> Change {
    let state = State { seq, counts: [seq, 0, 0, 0, 0], ..State::default() };
    let ops = vec![(Tree::Records, seq.to_be_bytes().to_vec(), Some(vec![7; length]))];
    Change { state, draft: Some(DraftId::from_bytes([9; 16])), ops }
}

fn look(dir: &Path) -> Scan {
    scan(dir, &KEY, SIZE).unwrap()
}

fn resume(dir: &Path) -> Writer {
    Writer::resume(Preparer::new(dir.to_owned(), SIZE), KEY, [2; 16], &look(dir)).unwrap()
}

fn write(dir: &Path, lengths: &[usize]) -> State {
    let mut writer = resume(dir);
    let mut state = State::default();
    for (seq, length) in (1..).zip(lengths) {
        let change = change(seq, *length);
        writer.append(&change).unwrap();
        state = change.state;
    }
    writer.preparer().prepare(writer.next_number()).unwrap();
    state
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn reads_back_across_segments(lengths in prop::collection::vec(0..20_000_usize, 1..12)) {
        let dir = tempfile::tempdir().unwrap();
        let state = write(dir.path(), &lengths);
        let found = look(dir.path());
        prop_assert!(found.is_complete() && !found.is_damaged() && !found.tail_is_unknown(), "{:?}", found);
        prop_assert_eq!((found.state, found.drafts.len()), (state, 1));
    }

    #[test]
    fn a_flip_or_cut_is_missing_or_an_unknown_tail_never_nothing(
        lengths in prop::collection::vec(0..9000_usize, 1..12), segment in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(), bit in 0..8, cut in any::<bool>(),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let state = write(dir.path(), &lengths);
        let segments = paths(dir.path()).unwrap();
        let path = &segments[segment.index(segments.len())].1;
        let mut bytes = fs::read(path).unwrap();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] ^= 1_u8 << bit }
        fs::write(path, bytes).unwrap();
        let found = look(dir.path());
        let all_there = found.is_complete() && found.state == state;
        prop_assert!(all_there || found.tail_is_unknown() || !found.missing(0, 0).is_empty(), "{:?}", found);

        // What was said once is settled: the writer goes on behind it, and the chain says that nothing is lost there.
        if found.is_complete() && !found.is_damaged() {
            let next = found.state.seq + 1;
            let mut writer = resume(dir.path());
            writer.append(&change(next, 10)).unwrap();
            writer.preparer().prepare(writer.next_number()).unwrap();
            let again = look(dir.path());
            prop_assert!(again.is_complete() && !again.is_damaged() && !again.tail_is_unknown(), "{:?}", again);
            prop_assert_eq!(again.state.seq, next);
        }
    }
}
