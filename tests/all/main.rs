//! One binary for all tests that use Simpul from outside.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod aid;
mod architecture;
mod cli;
mod journeys;
mod memory;
mod readme;
mod screens;
mod support;
#[cfg(unix)]
mod terminal;
