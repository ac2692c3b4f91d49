//! What people type → what it means. The second of two stages: problems are [`crate::domain::Note`]s with a code, never words.
//! Forms and imports read alike. The truth is the table of `tests/fixtures/identity_cases.csv`.

pub mod age;
pub mod birth_date;
pub mod date;
mod date_words;
mod decimal;
pub mod family_card;
mod field_value;
mod identity_digits;
pub mod money;
pub mod neighborhood_unit;
pub mod nik;
pub mod number;
pub mod period;
pub mod phone;
mod spoken_date;
pub mod time;
pub mod written;
mod written_date;

pub use decimal::Decimal;
pub use field_value::{Context, read, show, tidied};

#[cfg(test)]
mod cases;
