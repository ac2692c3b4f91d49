//! What is printed or exported, and by what number.

pub(super) mod client_copy;
pub(super) mod field_work;
pub(super) mod form_paper;
pub(super) mod letter_number;
pub(super) mod list_paper;
pub(super) mod monthly;
pub(super) mod officer;
pub(super) mod printing;
pub(super) mod proposals;
pub(super) mod recap;
pub(super) mod template;
