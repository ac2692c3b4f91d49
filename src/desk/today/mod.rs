//! Hari Ini: what is to be done, kept current by every save.

pub(super) mod agenda;
pub(super) mod birthdays;
pub(super) mod standing;
