//! The store as a whole.

mod damage;
mod disk;
mod journal;
mod kill;
mod ladder;
mod model;
mod roundtrip;
mod snapshots;
mod words;
