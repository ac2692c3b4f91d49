//! Group guidance: sessions in their series, their roll and papers, and the activities that follow from all work.

pub(super) mod activities;
pub(super) mod lines;
pub(super) mod papers;
pub(super) mod seats;
pub(super) mod series;
