//! The journal: every save, in order, written and synced once before it is acknowledged.
//!
//! Values come sealed; keys hold nothing personal. So a frame is not sealed a second time: a keyed BLAKE3-128 check over
//! header and payload, which also holds the check of the frame before, proves that it is ours, whole and in its place.

mod assemble;
mod body;
mod frame;
mod opening;
mod scan;
mod segment;
mod walk;
mod writer;

pub(super) use assemble::{Assembler, Item};
pub(super) use body::{Change, Op, Ops, decode_head, encode_op};
pub(super) use frame::{Check, HEADER, Kind, Label, decode, encode, payload_length};
pub(super) use scan::{Scan, scan};
pub(super) use segment::{Preparer, paths};
pub(super) use walk::{Found, walk};
pub(super) use writer::Writer;
