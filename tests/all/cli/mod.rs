//! The real program, run as a script or the Dinas runs it.

mod aid;
mod bundles;
mod contracts;
mod importing;
mod keeping;
mod letters;
mod network;
mod people;
mod records;
mod refusals;
mod world;
