//! ULIDs that never go back, even when the laptop's clock does.

use ulid::Ulid;

#[derive(Debug, Default)]
pub struct Ids {
    last: Option<Ulid>,
}

impl Ids {
    /// The next id at `now` (Unix seconds), larger than every one before.
    pub fn next(&mut self, now: i64) -> Ulid {
        let millis = u64::try_from(now).unwrap_or_default().saturating_mul(1000);
        let fresh = Ulid::from_parts(millis, random_tail());
        let id = match self.last {
            Some(last) if fresh <= last => last.increment().unwrap_or(fresh),
            _ => fresh,
        };
        self.last = Some(id);
        id
    }
}

/// 80 random bits; zeros if the system has none, which the counting above still keeps apart.
fn random_tail() -> u128 {
    let mut bytes = [0; 16];
    if getrandom::fill(&mut bytes[6..]).is_err() {
        bytes = [0; 16];
    }
    u128::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_goes_back_still_gives_rising_ids() {
        let mut ids = Ids::default();
        let made: Vec<Ulid> = [1_000, 1_000, 10, 2_000].into_iter().map(|now| ids.next(now)).collect();
        assert!(made.is_sorted() && made.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
