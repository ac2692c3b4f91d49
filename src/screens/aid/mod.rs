//! Aid: where it meets, whom it has not reached, and a donor's list before anything is handed out.

mod list_check;
mod meetings;
mod untouched;
pub(super) mod words;

pub use list_check::ListCheckScreen;
pub use meetings::Meetings;
pub use untouched::UntouchedScreen;
pub(super) use words::{first_rule, neighbour, shelf};
