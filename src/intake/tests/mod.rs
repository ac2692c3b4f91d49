//! The sample files of Kecamatan Pacet against what their maker knows (`tests/fixtures/samples/`), other layouts,
//! and files that mean harm.

mod aid_lists;
mod answers;
mod columns;
mod hostile;
mod layouts;
mod nothing_lost;
mod other_lists;
mod people;
mod speed;
mod support;
mod words;
