//! A USB stick, or any folder: which there are, and writing a bundle to one so that it is whole or visibly unfinished.

mod drive;
mod error;
#[cfg_attr(windows, path = "listing_windows.rs")]
#[cfg_attr(not(windows), path = "listing_sysinfo.rs")]
mod listing;
mod single;
mod suspicion;
mod target;
mod uncached;
mod write;

#[cfg(test)]
mod fault_tests;

pub use drive::{Drive, drives};
pub use error::{WriteCode, WriteError};
pub use listing::free_space;
pub use single::write_file;
pub use suspicion::{Suspicion, suspicions};
pub use target::{FolderTarget, Target, TargetFile};
pub use write::{Progress, Stage, Written, write, write_to};
