//! The store as a whole.

mod damage;
mod roundtrip;
