//! The store as a whole.

mod roundtrip;
