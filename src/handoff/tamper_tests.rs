//! Damage and tricks.
