//! What a village volunteer (PSM) reports: an entry of the inbox, and what became of it.

use super::field::kinds::{choice, done_date, kind, long_text, rows, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// What happened to a report, on which day. Nothing is taken out again.
    pub struct ReportStep {
        on: Option<PartialDate> = done_date().required();
        state: String = choice("psm_report_status").required();
        /// What the field check found, who answered what, how the volunteer was told.
        text: String = long_text();
    }
}

table! {
    pub struct PsmReport {
        reporter: String = text();
        on: Option<PartialDate> = done_date().required();
        village: String = kind(FieldKind::Village).required();
        name: String = text().required();
        /// Who that turned out to be.
        person: Option<RecordKey> = kind(FieldKind::Person);
        estimated_age: String = text();
        address: String = text();
        problem: String = long_text().required();
        need: String = text();
        phone: String = kind(FieldKind::Phone);
        state: String = choice("psm_report_status");
        case: Option<RecordKey> = kind(FieldKind::Case).hidden();
        steps: Vec<ReportStep> = rows(ReportStep::FIELDS).hidden().appended();
    }
}

table! {
    /// Who a report is about, picked by hand.
    pub struct ReportMatch {
        person: Option<RecordKey> = kind(FieldKind::Person).required();
    }
}

/// Nobody has looked at it yet.
pub fn is_new(state: &str) -> bool {
    matches!(state, "" | "received")
}

/// Something came of it, and the volunteer does not know yet.
pub fn waits_to_be_told(state: &str) -> bool {
    matches!(state, "case" | "answered")
}

impl PsmReport {
    /// Adds what happened; the report stands where its last step left it.
    pub fn take(&mut self, step: ReportStep) {
        self.state.clone_from(&step.state);
        self.steps.push(step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_stands_where_its_last_step_left_it() {
        let mut report = PsmReport::default();
        assert!(is_new(&report.state));
        for (state, waits) in [("forwarded", false), ("answered", true), ("told_reporter", false)] {
            report.take(ReportStep { state: state.to_owned(), ..ReportStep::default() });
            assert_eq!((report.state.as_str(), waits_to_be_told(&report.state)), (state, waits));
        }
        assert_eq!(report.steps.len(), 3);
    }
}
