//! What comes in and goes out: sheets, messages, bundles and their answers.

pub(super) mod bundle_papers;
pub(super) mod handing;
pub(super) mod importing;
pub(super) mod mending;
pub(super) mod mismatches;
pub(super) mod psm;
pub(super) mod receiving;
pub(super) mod senders;
pub(super) mod travel;
pub(super) mod withholding;
