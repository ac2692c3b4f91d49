//! What the journeys and the pictures of screens share.

pub mod driver;
pub mod look;
pub mod script;
pub mod world;
