//! The unit of work with a stage and an outcome. The stage is derived, never typed.

use super::field::kinds::{choice, done_date, kind, long_text, rows, several, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// Opening a closed case again needs a reason.
    pub struct Reopening {
        on: Option<PartialDate> = done_date().required();
        reason: String = text().required();
    }
}

table! {
    pub struct Case {
        person: Option<RecordKey> = kind(FieldKind::Person).required();
        problem: String = long_text().required();
        village: String = kind(FieldKind::Village).required();
        categories: Vec<i64> = several("ppks");
        priority: String = choice("priority").wanted();
        flags: Vec<String> = several("case_flag");
        source: String = choice("case_source").wanted();
        reported_by: String = text();
        /// It is about all of the client's family.
        whole_family: Option<bool> = kind(FieldKind::YesNo);
        opened: Option<PartialDate> = done_date().required();
        consent: String = choice("consent_state").wanted();
        consent_by: String = text().when_filled("consent");
        consent_on: Option<PartialDate> = done_date().when_filled("consent");
        consent_means: String = choice("consent_means").when_filled("consent");
        consent_scope: Vec<String> = several("consent_scope").when_filled("consent");
        withdrawn_on: Option<PartialDate> = done_date().hidden();
        withdrawn_by: String = text().hidden();
        withdrawal_reason: String = text().hidden();
        basis: String = choice("processing_basis");
        sensitivity: String = choice("sensitivity");
        /// Why a stage was skipped.
        stage_note: String = text();
        note: String = long_text();
        closure_reason: String = choice("closure_reason").hidden();
        closed_on: Option<PartialDate> = done_date().hidden();
        closure_note: String = long_text().hidden();
        reopenings: Vec<Reopening> = rows(Reopening::FIELDS).hidden();
    }
}

impl Case {
    /// Reopening empties the day of closing; the history keeps it.
    pub fn is_closed(&self) -> bool {
        self.closed_on.is_some()
    }

    /// Consent was asked and given, and not withdrawn.
    pub fn has_consent(&self) -> bool {
        self.consent == "given"
    }

    /// Whether what was agreed to covers this; consent for nothing in particular covers all.
    pub fn consents_to(&self, scope: &str) -> bool {
        self.has_consent()
            && (self.consent_scope.is_empty() || self.consent_scope.iter().any(|code| code == scope))
    }

    /// What is kept rests on the consent that was given, and on no duty.
    pub fn rests_on_consent(&self) -> bool {
        self.basis == "consent" && self.has_consent()
    }

    /// The client took the consent back.
    pub fn is_withdrawn(&self) -> bool {
        self.consent == "withdrawn"
    }
}

/// The steps of a case, from what has been recorded under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseProgress {
    pub needs: usize,
    pub assessments: usize,
    pub plans: usize,
    pub finished_plans: usize,
    pub visits: usize,
    /// Of these, those after the day of closing.
    pub visits_after_closing: usize,
    pub referrals: usize,
    pub finished_follow_ups: usize,
}

impl CaseProgress {
    /// What is needed is known, and nothing has been planned or done for it.
    pub fn lacks_plan(&self) -> bool {
        self.needs > 0 && self.plans == 0 && self.referrals == 0
    }
}

/// Stages that lie before the present one and of which nothing was recorded (`enums.csv`, `case_stage`).
pub fn skipped(stage: &str, done: CaseProgress) -> Vec<&'static str> {
    let before = |other: &str| ORDER.iter().take_while(|known| **known != stage).any(|known| *known == other);
    let mut skipped = Vec::new();
    if before("assessment") && done.assessments == 0 && done.visits == 0 {
        skipped.push("assessment");
    }
    if before("plan") && done.needs == 0 && done.plans == 0 {
        skipped.push("plan");
    }
    if before("intervention") && done.referrals == 0 && done.finished_plans == 0 && done.visits < 2 {
        skipped.push("intervention");
    }
    skipped
}

const ORDER: [&str; 7] =
    ["identification", "assessment", "plan", "intervention", "monitoring", "termination", "aftercare"];

/// The stage code (`enums.csv`, `case_stage`), derived from what has been recorded.
pub fn stage(closed: bool, done: CaseProgress) -> &'static str {
    let acted = done.referrals > 0 || done.finished_plans > 0;
    if closed && done.visits_after_closing > 0 {
        "aftercare"
    } else if closed {
        "termination"
    } else if acted && done.finished_follow_ups > 0 {
        "monitoring"
    } else if acted || done.visits > 1 {
        "intervention"
    } else if done.needs > 0 || done.plans > 0 {
        "plan"
    } else if done.assessments > 0 || done.visits > 0 {
        "assessment"
    } else {
        "identification"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_of_which_nothing_was_recorded_was_skipped() {
        let done = CaseProgress::default();
        assert_eq!(skipped("identification", done), [""; 0]);
        assert_eq!(skipped("termination", done), ["assessment", "plan", "intervention"]);
        let referred = CaseProgress { referrals: 1, ..done };
        assert_eq!(skipped(stage(false, referred), referred), ["assessment", "plan"]);
        let whole = CaseProgress { assessments: 1, needs: 1, ..referred };
        assert_eq!(skipped(stage(false, whole), whole), [""; 0]);
    }

    #[test]
    fn the_stage_follows_what_was_recorded() {
        let mut done = CaseProgress::default();
        assert_eq!(stage(false, done), "identification");
        done.visits = 1;
        assert_eq!(stage(false, done), "assessment");
        done.needs = 1;
        assert_eq!(stage(false, done), "plan");
        done.referrals = 1;
        assert_eq!(stage(false, done), "intervention");
        done.finished_follow_ups = 1;
        assert_eq!(stage(false, done), "monitoring");
        assert_eq!(stage(true, done), "termination");
        done.visits_after_closing = 1;
        assert_eq!(stage(true, done), "aftercare");
        let judged = CaseProgress { assessments: 1, ..CaseProgress::default() };
        assert_eq!(stage(false, judged), "assessment");
        assert_eq!(stage(false, CaseProgress { plans: 1, ..judged }), "plan");
        assert_eq!(stage(false, CaseProgress { plans: 1, finished_plans: 1, ..judged }), "intervention");
    }
}
