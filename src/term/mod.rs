//! The only user of crossterm: the session, the keys, the screen, the deadlines.

pub mod events;
mod keys;
pub mod password;
#[cfg(test)]
#[cfg(unix)]
mod pty_tests;
pub mod run;
pub mod screen;
pub mod session;
#[cfg(unix)]
mod signals;
mod watch;
