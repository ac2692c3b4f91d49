//! Records that may be one: found, judged, merged.

pub(super) mod families;
pub(super) mod merging;
pub(super) mod organizations;
pub(super) mod people;
pub(super) mod sameness;
