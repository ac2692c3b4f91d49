//! A document becomes bytes. Pure: knows neither records nor words for people.

mod face;
mod layout;
mod table;

pub mod docx;
pub mod gridded;
pub mod page;
pub mod pdf;
pub mod print;
pub mod sheet;
pub mod xlsx;
