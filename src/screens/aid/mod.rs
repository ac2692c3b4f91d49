//! Aid: where it meets, whom it has not reached, and a donor's list before anything is handed out.

mod changes;
mod list_check;
mod meetings;
mod papers;
mod untouched;
pub(super) mod words;

pub use changes::ListChanges;
pub use list_check::ListCheckScreen;
pub use meetings::Meetings;
pub use papers::AidPapers;
pub use untouched::UntouchedScreen;
pub(super) use words::{first_rule, neighbour, shelf};
