//! ULIDs that are the same on every run.

use chrono::{NaiveDate, NaiveTime};
use ulid::Ulid;

use super::rng::Rng;

/// Gives one ULID after another, each later than the one before.
#[derive(Clone, Debug)]
pub struct Ids {
    rng: Rng,
    /// Unix milliseconds of the last one.
    at: u64,
}

impl Ids {
    /// They look as if made from `from` on, one each millisecond.
    pub fn new(seed: u64, from: NaiveDate) -> Self {
        let at = from.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
        Self { rng: Rng::new(seed), at: u64::try_from(at).unwrap_or(0) }
    }

    pub fn make(&mut self) -> Ulid {
        self.at += 1;
        Ulid::from_parts(self.at, u128::from(self.rng.next()) << 16 | u128::from(self.rng.next() & 0xffff))
    }
}
