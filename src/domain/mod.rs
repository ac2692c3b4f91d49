//! Records and their rules. No clock, no disk, no words for people: today is an argument, a problem is
//! a [`Note`] with a code, and its words stand in `assets/locales`.

mod field;
mod key;
mod note;
mod number;
mod partial_date;
mod record;
mod table;
mod value;

pub mod aid;
pub mod case;
mod erasure;
pub mod follow_up;
pub mod handoff;
pub mod household;
pub mod mismatch;
pub mod need;
pub mod organization;
pub mod over_ride;
pub mod person;
pub mod profile;
pub mod psm_report;
pub mod reading;
pub mod referral;
pub mod refused_row;
pub mod sensitivity;
pub mod session;
pub mod steps;
pub mod visit;

pub use aid::Aid;
pub use case::Case;
pub use erasure::Erasure;
pub use field::{Field, FieldKind, Shown};
pub use follow_up::FollowUp;
pub use handoff::Handoff;
pub use household::Household;
pub use key::{RecordKey, UnreadableKey};
pub use mismatch::Mismatch;
pub use need::Need;
pub use note::{Level, Note, Reading};
pub use number::ShortNumber;
pub use organization::Organization;
pub use over_ride::Override;
pub use partial_date::PartialDate;
pub use person::Person;
pub use profile::Profile;
pub use psm_report::PsmReport;
pub use record::{AsBody, Body, Meta, Origin, Record, RecordKind};
pub use referral::Referral;
pub use refused_row::RefusedRow;
pub use sensitivity::Sensitivity;
pub use session::Session;
pub use table::{Table, WrongValue};
pub use value::{Cell, Row, Value, lookup, row_to_json};
pub use visit::Visit;
