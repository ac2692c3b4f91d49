//! The store as a whole.

mod damage;
mod disk;
mod kill;
mod ladder;
mod roundtrip;
