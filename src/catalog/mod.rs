//! What `assets/` says: PPKS, programmes, rules, places, codes; dated, with sources, overridable.
//!
//! Every table in `assets/catalog` is kept as text ([`FactTable`]) so that a worker may override any cell, and
//! read into typed rows ([`Catalog::programs`] and so on) so that the program never meets a broken value.

mod catalogue;
mod choices;
mod clocks;
mod embedded;
mod fault;
mod fhir;
mod names;
mod normal;
mod overrides;
mod passwords;
mod ppks;
mod programs;
mod regulations;
mod retention;
mod sources;
mod support;
mod table;
mod terms;
mod written;

pub mod places;

pub use catalogue::{Catalog, shared};
pub use choices::Choice;
pub use clocks::Clock;
pub use fault::{CatalogFault, FaultReason};
pub use names::NameRule;
pub use overrides::OverrideEntry;
pub use passwords::weakness;
pub use ppks::Ppks;
pub use programs::{EligibilityFlag, OverlapRule, Program};
pub use regulations::{GlossaryTerm, Regulation};
pub use sources::{Confidence, Provenance};
pub use support::{NeedSector, Psks, Service};
pub use table::{FactLine, FactTable};
pub use terms::{AgeRule, Resolution, Term};
pub use written::{Undecided, WrittenCategories};
