//! A step of the intervention plan: for which need, to what end, what is done, by whom, by when, and what came of it.

use super::field::kinds::{choice, date, done_date, kind, long_text, rows, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    pub struct Plan {
        case: Option<RecordKey> = kind(FieldKind::Case).required().hidden();
        /// Sector of the need it answers.
        need: String = choice("needs");
        goal: String = text();
        action: String = text().required();
        who: String = text();
        due: Option<PartialDate> = date().wanted();
        result: String = long_text();
        done_on: Option<PartialDate> = done_date();
        /// What reminds of it.
        follow_up: Option<RecordKey> = kind(FieldKind::Record).hidden();
    }
}

impl Plan {
    pub fn is_done(&self) -> bool {
        self.done_on.is_some()
    }
}

table! {
    pub struct StepRow {
        action: String = text().required();
        due: Option<PartialDate> = date();
        who: String = text();
    }
}

table! {
    /// Several steps of a plan at once, to one end; who is not named in a row is the one named for all.
    pub struct MoreSteps {
        rows: Vec<StepRow> = rows(StepRow::FIELDS).required();
        need: String = choice("needs");
        goal: String = text();
        who: String = text();
    }
}

impl MoreSteps {
    pub fn steps(self, case: RecordKey) -> Vec<Plan> {
        let step = |row: StepRow| Plan {
            case: Some(case),
            need: self.need.clone(),
            goal: self.goal.clone(),
            action: row.action,
            who: if row.who.is_empty() { self.who.clone() } else { row.who },
            due: row.due,
            ..Plan::default()
        };
        self.rows.into_iter().map(step).collect()
    }
}
