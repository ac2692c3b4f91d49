//! The store as the worker keeps it: opened, locked, backed up, cleared of what is to go, and watched over.

pub(super) mod attachments;
pub(super) mod audit;
pub(super) mod backup;
pub(super) mod bin;
pub(super) mod drafts;
pub(super) mod erasing;
pub(super) mod greeting;
pub(super) mod incomplete;
pub(super) mod keys;
pub(super) mod opening;
pub(super) mod outlook;
pub(super) mod purging;
pub(super) mod retention;
pub(super) mod scrub;
pub(super) mod setup;
pub(super) mod trail;
