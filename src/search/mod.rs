//! Folding of names, the index in memory, ranking, likely doubles. Pure: no disk, no clock, no words for people.

mod addresses;
mod blocks;
mod dictionary;
mod doubles;
mod entry;
mod find;
mod fold;
mod index;
mod likeness;
mod name_table;
mod numbers;
mod plain;
mod query;
mod same_name;
mod spelling;
mod typo;

pub use doubles::{Candidate, DoublesIndex, Likely, WARNING, likely};
pub use entry::{Entry, Field, Found, Hit, How, Why};
pub use fold::{FoldedName, FoldedWord, Folder, Weight};
pub use index::Index;
pub use likeness::{Reason, one_slip};
pub use name_table::UnreadableNames;
pub use plain::{digits, plain, plain_into};
pub use same_name::NameMatch;
