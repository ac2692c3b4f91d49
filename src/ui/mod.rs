//! What screens are drawn with. All text passes [`text`], which strips what a terminal would obey.

pub mod bar;
pub mod gauge;
pub mod header;
pub mod key;
pub mod list;
pub mod popup;
mod print;
pub mod symbols;
pub mod table;
#[cfg(test)]
mod tests;
pub mod text;
pub mod theme;
pub mod too_small;

pub use print::{print, print_right};
