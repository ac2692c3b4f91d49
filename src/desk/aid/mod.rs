//! Aid as one book per family: where it meets, whom it has not reached, and what it leaves open.

mod checks;
mod coordination;
mod coordination_work;
mod gifts;
mod list_papers;
mod lists;
mod matching;
mod meetings;
mod needs;
pub(super) mod papers;
mod pasted;
mod summary;
#[cfg(test)]
mod tests;
mod untouched;

pub use checks::{CheckedRow, ListCheck, Neighbour};
pub use coordination::{HelpedFamily, WhereToGive};
pub(super) use gifts::AidIndex;
pub use lists::{ListChange, ListTurn, Turn};
pub(super) use matching::words_of;
pub use meetings::{DecisionView, Meeting, Overlaps, PairCount, Party};
pub use needs::{Gap, NeedCell, NeedMatrix, NeedStatus, NeedView};
pub use papers::AidPaper;
pub use untouched::{Untouched, UntouchedFamily};
