//! A document becomes bytes. Pure: knows neither records nor words for people.

mod face;
mod layout;

pub mod pdf;
pub mod xlsx;
