//! The store as a whole.

mod damage;
mod disk;
mod journal;
mod kill;
mod ladder;
mod model;
mod renewal;
mod restoring;
mod roundtrip;
mod snapshots;
mod words;
