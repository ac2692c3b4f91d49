//! Simpul keeps the casework of one sub-district social worker (TKSK) and hands it over, sealed, to the district.
//!
//! ARCHITECTURE.md says which module may use which; a test reads the `use` lines.

/// Model, message, update, effect, command table; no terminal, no disk.
pub mod app;
/// What `assets/` says: PPKS, programmes, rules, places, codes; overridable and dated.
pub mod catalog;
/// One file a command.
pub mod cli;
/// An invented sub-district of any size, by seed.
pub mod demo;
/// The use cases: what one can do with Simpul. Screens and commands both call only this.
pub mod desk;
/// Records and their rules; no clock, no disk, no words for people.
pub mod domain;
/// The form engine; knows no record.
pub mod form;
/// The bundle: seal, write to a stick, verify, read.
pub mod handoff;
/// A spreadsheet becomes records: read → guess → map → check → receipt.
pub mod intake;
/// Texts and keys that are said often, kept once.
mod interned;
/// Where aid meets: which gifts reach one family, and what the rules say about it; pure.
pub mod overlap;
/// Texts of `assets/`, unpacked.
mod packed;
/// A document becomes bytes: XLSX, PDF, text.
pub mod paper;
/// One module a screen: update and view.
pub mod screens;
/// Folding of names, the index in memory, ranking, likely doubles; pure.
pub mod search;
/// A list that grows without being moved.
mod segments;
/// Sorting in little code.
mod sorted;
/// Journal, sled, the open ladder; the only user of sled.
pub mod store;
/// The only user of crossterm: session, keys, run loop.
pub mod term;
/// Words for people, from `assets/locales`.
pub mod text;
/// Theme, bar, table, list, gauge: what screens are drawn with.
pub mod ui;
/// Keys: derive, seal, open, recovery.
pub mod vault;
/// The desk on a thread of its own: progress, cancel.
pub mod work;
