//! A task with a due date. Overdue is derived here, and nowhere else.

use chrono::NaiveDate;

use super::field::kinds::{choice, date, done_date, kind, long_text, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    pub struct FollowUp {
        what: String = text().required();
        due: Option<PartialDate> = date().required();
        kind: String = choice("followup_kind");
        responsible: String = text();
        case: Option<RecordKey> = kind(FieldKind::Case).hidden();
        origin: Option<RecordKey> = kind(FieldKind::Record).hidden();
        status: String = choice("followup_status").hidden();
        result: String = long_text().hidden();
        done_on: Option<PartialDate> = done_date().hidden();
    }
}

/// Where a task stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Timing {
    Overdue,
    Today,
    /// Due within 7 days.
    Soon,
    Later,
}

/// Days ahead that count as [`Timing::Soon`].
pub const SOON_DAYS: i64 = 7;

impl FollowUp {
    pub fn is_open(&self) -> bool {
        !matches!(self.status.as_str(), "done" | "cancelled")
    }

    pub fn due_day(&self) -> Option<NaiveDate> {
        self.due?.earliest()
    }
}

/// Where a due date stands on `today`.
pub fn timing(due: NaiveDate, today: NaiveDate) -> Timing {
    match (due - today).num_days() {
        ..0 => Timing::Overdue,
        0 => Timing::Today,
        1..=SOON_DAYS => Timing::Soon,
        _ => Timing::Later,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_overdue_the_day_after_its_date() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert_eq!(timing(day(23), day(24)), Timing::Overdue);
        assert_eq!(timing(day(24), day(24)), Timing::Today);
        assert_eq!(timing(day(25), day(18)), Timing::Soon);
        assert_eq!(timing(day(26), day(18)), Timing::Later);
    }
}
