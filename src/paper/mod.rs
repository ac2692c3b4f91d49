//! A document becomes bytes. Pure: knows neither records nor words for people.

pub mod xlsx;
