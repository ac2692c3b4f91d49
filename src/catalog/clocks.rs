//! How long each step of a referral may take.

use super::catalogue::Catalog;
use super::fault::{CatalogFault, FaultReason};
use super::sources::Provenance;
use super::table::FactLine;

/// A step of a referral and the calendar days it may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// `send`, `receipt`, `decision`, `start`, `outcome`, `client_confirmation`.
    pub step: String,
    pub days: i64,
    /// For an urgent referral, where it differs.
    pub urgent_days: Option<i64>,
    /// Days after the end of the clock on which the organisation is asked in writing (*surat penegasan*).
    pub letter_days: Option<i64>,
    /// Days after the end of the clock on which the referral is stuck (*macet*).
    pub stalled_days: Option<i64>,
    pub label_id: String,
    pub label_en: String,
    pub provenance: Provenance,
}

impl Clock {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        Ok(Self {
            step: line.required("step")?.to_owned(),
            days: line.whole("days")?.ok_or_else(|| line.fault("days", FaultReason::Empty))?,
            urgent_days: line.whole("urgent_days")?,
            letter_days: line.whole("letter_days")?,
            stalled_days: line.whole("stalled_days")?,
            label_id: line.required("label_id")?.to_owned(),
            label_en: line.required("label_en")?.to_owned(),
            provenance: Provenance::undated(line)?,
        })
    }
}

impl Catalog {
    /// Calendar days for a step; nothing for a step that `referral_clocks.csv` does not list.
    pub fn clock(&self, step: &str, urgent: bool) -> Option<i64> {
        let clock = self.clock_of(step)?;
        Some(clock.urgent_days.filter(|_| urgent).unwrap_or(clock.days))
    }

    pub fn clock_of(&self, step: &str) -> Option<&Clock> {
        self.clocks().iter().find(|clock| clock.step == step)
    }
}
