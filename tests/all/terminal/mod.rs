//! The real program in a terminal: what no script without one can show.

mod backup;
mod counted;
#[cfg(target_os = "linux")]
mod full_disk;
#[cfg(target_os = "linux")]
mod idle;
mod plaintext;
mod power;
mod pty;
