//! The store as a whole.

mod crashed;
#[expect(dead_code, reason = "the crash harness uses all of it")]
#[path = "../../tests/crash/damages.rs"]
mod damages;
#[expect(dead_code, reason = "the crash harness uses all of it")]
#[path = "../../tests/crash/dice.rs"]
mod dice;
mod first_sight;
mod journal;
mod ladder;
mod model;
mod renewal;
mod restoring;
mod roundtrip;
mod set_hash;
mod snapshots;
mod words;
