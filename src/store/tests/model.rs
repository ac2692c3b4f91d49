//! The store against a map, whatever is put, deleted and reopened.

use proptest::prelude::*;

use super::super::{Batch, Tree};
use super::roundtrip::{Held, create, reopen};

#[derive(Clone, Debug)]
enum Step {
    Save(Vec<(u8, Option<usize>)>),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let length = prop_oneof![Just(0_usize), 1..300_usize, 4040..4060_usize, 8000..13000_usize];
    let change = (0..12_u8, prop::option::weighted(0.75, length));
    prop_oneof![
        5 => prop::collection::vec(change, 0..6).prop_map(Step::Save),
        1 => Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn holds_what_a_map_holds(steps in prop::collection::vec(step(), 1..25)) {
        let dir = tempfile::tempdir().unwrap();
        let mut store = create(dir.path());
        let (mut model, mut seq) = (Held::new(), 0);
        for step in steps {
            match step {
                Step::Save(changes) => {
                    let mut batch = Batch::new();
                    for (key, length) in changes {
                        let key = vec![b'k', key];
                        if let Some(length) = length {
                            let value = vec![key[1]; length];
                            batch.put(Tree::Records, key.clone(), value.clone());
                            model.insert(key, value);
                        } else {
                            batch.delete(Tree::Records, key.clone());
                            model.remove(&key);
                        }
                    }
                    seq += 1;
                    prop_assert_eq!(store.save(&batch, None).unwrap(), seq);
                }
                Step::Reopen => {
                    store.close().unwrap();
                    let (opened, opening, held) = reopen(dir.path()).unwrap();
                    prop_assert!(opening.notices.is_empty(), "{:?}", opening);
                    prop_assert!(held == model);
                    store = opened;
                }
            }
            for key in 0..12 {
                let key = vec![b'k', key];
                prop_assert!(store.get(Tree::Records, &key).unwrap().as_ref() == model.get(&key));
            }
            prop_assert_eq!(store.count(Tree::Records), u64::try_from(model.len()).unwrap());
        }
        prop_assert!(store.check().unwrap().is_good);
    }
}
