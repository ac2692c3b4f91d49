//! ULIDs that never go back, even when the laptop's clock does.

use ulid::Ulid;

/// Bits of 80 by which a step is shorter than the tail.
const STEP: u32 = 24;

#[derive(Debug, Default)]
pub struct Ids {
    last: Option<Ulid>,
}

impl Ids {
    /// Goes on behind the newest id of this laptop, so that one made in the same second after another opening is larger
    /// too. A newest one of a later time is that of a wrong clock and holds nobody up.
    pub fn after(newest: Option<Ulid>, now: i64) -> Self {
        let millis = u64::try_from(now).unwrap_or_default().saturating_mul(1000);
        Self { last: newest.filter(|id| id.timestamp_ms() <= millis) }
    }

    /// The next id at `now` (Unix seconds), larger than every one before.
    pub fn next(&mut self, now: i64) -> Ulid {
        let millis = u64::try_from(now).unwrap_or_default().saturating_mul(1000);
        let fresh = Ulid::from_parts(millis, random_tail());
        let id = match self.last {
            // By a step that nobody guesses: a draft of an earlier opening may have the very next number.
            Some(last) if fresh <= last => Ulid(last.0.saturating_add(1 + (random_tail() >> STEP))),
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
    fn another_opening_in_the_same_second_goes_on_rising() {
        for _ in 0..20 {
            let first = Ids::default().next(1_000);
            assert!(Ids::after(Some(first), 1_000).next(1_000) > first);
            let (one, other) = (Ids::after(Some(first), 1_000), Ids::after(Some(first), 1_000));
            let [one, other] = [one, other].map(|mut ids| ids.next(1_000));
            assert_ne!(one, other, "what an earlier opening gave out and never saved");
            let later = Ids::default().next(9_000);
            assert!(Ids::after(Some(later), 1_000).next(1_000) < later);
        }
    }

    #[test]
    fn a_clock_that_goes_back_still_gives_rising_ids() {
        let mut ids = Ids::default();
        let made: Vec<Ulid> = [1_000, 1_000, 10, 2_000].into_iter().map(|now| ids.next(now)).collect();
        assert!(made.is_sorted() && made.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
