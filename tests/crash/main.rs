//! The store's promise, tried: nothing that was acknowledged is ever lost without a word.
//!
//! `cargo test --test crash` is the short run. The long one: `SIMPUL_CRASH=20` before it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests")]

mod damage;
mod damages;
mod dice;
mod faults;
mod intercept;
mod kill;
mod model;
mod operation;
mod power;
mod recorder;
mod room;
mod sled_alone;
mod witness;
mod workload;
