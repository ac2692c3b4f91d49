//! Referrals as a closed loop: how late they are, what is odd about them, who else can help.

mod begin;
mod help;
mod late;
mod letter;
mod papers;
mod remarks;
mod scorecard;

pub use help::{Help, HelpQuery, Offer};
pub use late::Lateness;
pub use scorecard::{Figures, Score};
