//! An invented sub-district of any size, by seed: the same records on every run and machine.
//!
//! Nobody in it exists. NIK and No KK end in 9001–9999 and telephone numbers are of the block 5550, which are
//! not given out; the names of desa are the caller's.

mod casework;
mod identity;
mod ids;
mod names;
mod pacet;
mod people;
mod rng;

pub use ids::Ids;
pub use pacet::pacet;
pub use people::{Size, people};
