//! Aid as one book per family: where it meets, whom it has not reached, and what it leaves open.

mod checks;
mod gifts;
mod matching;
mod meetings;
mod papers;
mod untouched;

pub use checks::{CheckedRow, ListCheck, Neighbour};
pub(super) use gifts::AidIndex;
pub use meetings::{DecisionView, Meeting, PairCount, Party};
pub use untouched::{Untouched, UntouchedFamily};
