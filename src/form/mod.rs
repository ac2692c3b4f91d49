//! The form engine: fields declared as data become controls, and what is typed becomes values. It knows no
//! record; what it needs to know of the world it asks a [`Lookup`].

mod choices;
mod control;
mod edit;
mod editing;
mod engine;
mod entry;
mod grid;
mod lookup;
mod menu;
mod merge;
mod paste;
mod pick;
mod raw;
#[cfg(test)]
mod sample;
mod several;
#[cfg(test)]
mod tests;
pub mod view;

/// The list under which [`Lookup`] gives the villages of the area where several may be chosen.
pub const VILLAGES: &str = "villages";

pub use choices::matching;
pub use engine::{Form, FormEvent, FormSpec};
pub use lookup::{Choice, Lookup};
pub use raw::{RawField, RawForm};
