//! Folding of names, the index in memory, ranking, likely doubles. Pure: no disk, no clock, no words for people.

mod fold;
mod name_table;
mod plain;
mod same_name;
mod spelling;

pub use fold::{FoldedName, FoldedWord, Folder, Weight};
pub use name_table::UnreadableNames;
pub use plain::{digits, plain};
pub use same_name::NameMatch;
