//! The first screen before the store is read: *Hari Ini* as it follows from what stood in the store when it was closed.

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::catalog::places;
use crate::domain::Profile;
use crate::domain::follow_up::SOON_DAYS;

use crate::desk::keeping::outlook::Outlook;
use crate::desk::{Agenda, Desk, DeskError, DeskLookup, codec};

/// Longer nobody is away without wanting to see everything read anew.
const DAYS: i64 = 45;
/// More than any screen shows at once; all are counted. As many again that were overdue already.
const MOST_ITEMS: usize = 200;

/// What can be shown at once.
#[derive(Debug)]
pub struct Greeting {
    pub profile: Profile,
    pub lookup: DeskLookup,
    /// The kecamatan's name.
    pub area: String,
    pub agenda: Agenda,
}

/// What is kept has another form in other versions: theirs says nothing. No length of a date's text.
const FORM: u8 = 2;

#[derive(Serialize, Deserialize)]
struct Kept {
    form: u8,
    /// Days for which it holds.
    from: NaiveDate,
    until: NaiveDate,
    /// The worker's record as it is stored.
    profile: Vec<u8>,
    outlook: Outlook,
}

impl Greeting {
    /// Nothing when it says nothing about `today`.
    pub(in crate::desk) fn read(kept: &[u8], today: NaiveDate) -> Option<Self> {
        if kept.first() != Some(&FORM) {
            return None;
        }
        let kept: Kept = codec::decode_value(kept).ok()?;
        if !(kept.from..=kept.until).contains(&today) {
            return None;
        }
        let profile = codec::decode(&kept.profile).ok()?.body::<Profile>()?.clone();
        let area = places::find(&profile.area).map(|place| place.name).unwrap_or_default();
        let lookup = DeskLookup::of_area(&profile);
        Some(Self { profile, lookup, area, agenda: kept.outlook.agenda(today) })
    }
}

impl Desk {
    pub(in crate::desk) fn leave_greeting(&self) -> Result<(), DeskError> {
        let (from, until) = (self.today, self.today + Duration::days(DAYS));
        // The last day looks a week ahead too.
        let outlook = self.outlook(from, until + Duration::days(SOON_DAYS), MOST_ITEMS);
        let kept = Kept { form: FORM, from, until, profile: codec::encode(&self.profile)?, outlook };
        let plaintext = zeroize::Zeroizing::new(codec::encode_value(&kept)?);
        Ok(self.store.leave_first_sight(&plaintext)?)
    }
}
